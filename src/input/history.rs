//! Tables of earlier periods: each row one Tết of one person.

use std::collections::BTreeMap;
use std::path::Path;

use crate::calendar::period::Period;
use crate::domain::duty::SpecialDay;
use crate::domain::names::fold;
use crate::domain::person::PastPeriod;

use super::csv;
use super::error::{Expected, InputError, Place, Thing};
use super::files::read_capped;
use super::lists::person;
use super::office::is_id;
use super::people::Listed;
use super::table::{Row, Table, is_enough};

/// Reads a table of what people stood in earlier years, whoever they are: by id, in order of its rows.
///
/// # Errors
///
/// Every fault of the table, never an empty list.
pub fn read(path: &Path) -> Result<Vec<(String, PastPeriod)>, Vec<InputError>> {
    let mut faults = Vec::new();
    let name = path.display().to_string();
    let bytes = read_capped(path, &name, csv::MAX_BYTES).map_err(|it| vec![it])?;
    let Some(bytes) = bytes else {
        return Err(vec![InputError::Missing { file: name }]);
    };
    let table = csv::read(&name, &bytes, &mut faults);
    let columns = table.and_then(|it| it.columns("history", &COLUMNS, &mut faults));
    let mut rows: BTreeMap<(String, Period), usize> = BTreeMap::new();
    let mut told = Vec::new();
    for row in columns.iter().flat_map(|it| it.rows()) {
        if is_enough(row, &mut faults) {
            break;
        }
        let id = row.required("person", &mut faults);
        if !id.is_empty() && !is_id(id) {
            faults.push(InputError::Invalid {
                place: row.place("person"),
                found: id.to_owned(),
                expected: Expected::Id,
            });
        }
        let Some(past) = past_period(row, &mut faults) else {
            continue;
        };
        let first = rows
            .entry((id.to_owned(), past.period.clone()))
            .or_insert(row.number());
        if *first == row.number() {
            told.push((id.to_owned(), past));
        } else {
            faults.push(twice(row, id, *first));
        }
    }
    if told.is_empty() && faults.is_empty() {
        let place = Place::file(&name);
        faults.push(InputError::NoRows { place });
    }
    if faults.is_empty() {
        Ok(told)
    } else {
        Err(faults)
    }
}

/// Adds what `table` tells of earlier years to `people`.
pub(super) fn read_history(table: Table, people: &mut [Listed], faults: &mut Vec<InputError>) {
    let Some(columns) = table.columns("history", &COLUMNS, faults) else {
        return;
    };
    let mut rows: BTreeMap<(usize, Period), usize> = BTreeMap::new();
    for row in columns.rows() {
        if is_enough(row, faults) {
            break;
        }
        let past = past_period(row, faults);
        let (Some(at), Some(past)) = (person(row, people, faults), past) else {
            continue;
        };
        let first = rows
            .entry((at, past.period.clone()))
            .or_insert(row.number());
        if *first == row.number() {
            people[at].1.history.push(past);
        } else {
            faults.push(twice(row, row.get("person"), *first));
        }
    }
}

/// Columns that must be there.
const COLUMNS: [&str; 3] = ["year", "person", "points"];

fn past_period(row: Row<'_>, faults: &mut Vec<InputError>) -> Option<PastPeriod> {
    row.required("year", faults);
    row.required("points", faults);
    let year = row.number_in("year", 1900, 2100, faults);
    let points = row.number_in("points", 0, 10_000, faults);
    let turns = row.number_in("turns", 0, 366, faults).unwrap_or(0);
    let mut specials = Vec::new();
    for text in row.list("specials") {
        match special(text) {
            Some(special) => specials.push(special),
            None => faults.push(InputError::Invalid {
                place: row.place("specials"),
                found: text.to_owned(),
                expected: Expected::Special,
            }),
        }
    }
    Some(PastPeriod {
        // Every year that may be said is one of the lunar calendar.
        period: Period::tet_of(i32::try_from(year?).ok()?).ok()?,
        turns: u16::try_from(turns).unwrap_or(u16::MAX),
        points: points?,
        specials,
    })
}

fn twice(row: Row<'_>, id: &str, first: usize) -> InputError {
    InputError::Duplicate {
        place: row.place("year"),
        thing: Thing::Person,
        found: id.to_owned(),
        first,
    }
}

fn special(text: &str) -> Option<SpecialDay> {
    match fold(text).as_str() {
        "eve" | "giao thua" => Some(SpecialDay::Eve),
        "first_day" | "mung 1" | "mong 1" => Some(SpecialDay::FirstDay),
        _ => None,
    }
}
