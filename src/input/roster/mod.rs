//! A roster to be judged: `roster.json`, or a table with a person and a shift in each row, such as
//! the workbook and the CSV file that `plan` writes, edited by hand.
//!
//! Who: an id in a column of its own, else a name that one person has, or `Name (id)`. Which
//! shift: its key, else day, duty and turn. The workbook hides its keys, so there what people see
//! must agree with them.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::facts::Assignment;
use crate::domain::ids::{PersonIdx, ShiftIdx};
use crate::domain::names::{Spelling, fold, spelling};
use crate::domain::problem::Problem;
use crate::rules::record::RosterRecord;

use super::error::{Expected, InputError, Place, Thing, nearest};
use super::table::{Columns, Row, Table, is_enough};
use super::{csv, when, xlsx};

/// Reads a roster from the bytes of the file called `name`; who and what it names must be known
/// to `problem`.
///
/// # Errors
///
/// Every fault, never an empty list.
pub fn read(
    name: &str,
    bytes: &[u8],
    problem: &Problem,
) -> Result<Vec<Assignment>, Vec<InputError>> {
    let mut faults = Vec::new();
    let assignments = if bytes.iter().find(|it| !it.is_ascii_whitespace()) == Some(&b'{') {
        read_record(name, bytes, problem, &mut faults)
    } else if bytes.starts_with(b"PK") {
        let table = xlsx::read(name, bytes, &mut faults);
        table.map_or_else(Vec::new, |it| {
            read_table(it, Keys::Hidden, problem, &mut faults)
        })
    } else {
        let table = csv::read(name, bytes, &mut faults);
        table.map_or_else(Vec::new, |it| {
            read_table(it, Keys::Shown, problem, &mut faults)
        })
    };
    if faults.is_empty() {
        Ok(assignments)
    } else {
        Err(faults)
    }
}

/// Whether people see the keys of shifts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Keys {
    Shown,
    Hidden,
}

fn read_record(
    name: &str,
    bytes: &[u8],
    problem: &Problem,
    faults: &mut Vec<InputError>,
) -> Vec<Assignment> {
    let record: RosterRecord = match serde_json::from_slice(bytes) {
        Ok(record) => record,
        Err(error) => {
            let (file, cause) = (name.to_owned(), error.to_string());
            faults.push(InputError::Unreadable { file, cause });
            return Vec::new();
        }
    };
    for Assignment { person, shift } in &record.assignments {
        if problem.person_by_id(person).is_none() {
            let ids = problem.people().map(|(_, it)| it.id.as_str());
            faults.push(unknown(Place::file(name), Thing::Person, person, ids));
        }
        if problem.shift_by_key(shift).is_none() {
            let keys = problem.shifts().map(|(_, it)| it.key.as_str());
            faults.push(unknown(Place::file(name), Thing::Shift, shift, keys));
        }
    }
    record.assignments
}

fn unknown<'a>(
    place: Place,
    thing: Thing,
    found: &str,
    known: impl Iterator<Item = &'a str>,
) -> InputError {
    InputError::Unknown {
        place,
        thing,
        found: found.to_owned(),
        nearest: nearest(found, known),
    }
}

fn read_table(
    table: Table,
    keys: Keys,
    problem: &Problem,
    faults: &mut Vec<InputError>,
) -> Vec<Assignment> {
    let columns = table.columns("roster", &[], faults);
    // A roster table has columns for readers, too; headings nobody knows are theirs.
    let is_known = |it: &InputError| !matches!(it, InputError::Unknown { thing, .. } if *thing == Thing::Column);
    faults.retain(is_known);
    let Some(columns) = columns.filter(|it| has_needed(it, faults)) else {
        return Vec::new();
    };
    let names = Names::of(problem);
    let mut assignments = Vec::new();
    let mut row_of = BTreeMap::new();
    for row in columns.rows() {
        if is_enough(row, faults) {
            break;
        }
        let Some(person) = names.person(row, faults) else {
            continue;
        };
        let shift = shift(row, keys, problem, faults);
        let (Some(person), Some(shift)) = (person, shift) else {
            continue;
        };
        if let Some(first) = row_of.insert((person, shift), row.number()) {
            faults.push(InputError::Duplicate {
                place: row.place("name"),
                thing: Thing::Person,
                found: problem[person].name.clone(),
                first,
            });
        }
        assignments.push(problem.assignment(person, shift));
    }
    assignments
}

/// Whether the columns can say who stands what; what is missing is reported.
fn has_needed(columns: &Columns, faults: &mut Vec<InputError>) -> bool {
    let n_faults = faults.len();
    let has_turn = ["date", "duty", "turn"].iter().all(|it| columns.has(it));
    for (is_there, expected) in [
        (columns.has("person") || columns.has("name"), "person"),
        (columns.has("shift") || has_turn, "shift"),
    ] {
        if !is_there {
            let place = columns.place().clone();
            faults.push(InputError::MissingColumn { place, expected });
        }
    }
    faults.len() == n_faults
}

/// Everybody by name.
struct Names<'a> {
    problem: &'a Problem,
    by_name: BTreeMap<Spelling, Vec<PersonIdx>>,
}

impl<'a> Names<'a> {
    fn of(problem: &'a Problem) -> Self {
        let mut by_name = BTreeMap::<_, Vec<_>>::new();
        for (idx, person) in problem.people() {
            by_name.entry(spelling(&person.name)).or_default().push(idx);
        }
        Self { problem, by_name }
    }

    /// Who stands in the row: nobody in an empty seat, else somebody or, reported, nobody known.
    #[expect(clippy::option_option, reason = "an empty seat is no unknown person")]
    fn person(&self, row: Row<'_>, faults: &mut Vec<InputError>) -> Option<Option<PersonIdx>> {
        let id = row.get("person");
        let (column, found) = match id {
            "" => ("name", row.get("name")),
            _ => ("person", id),
        };
        if is_empty_seat(found) {
            return None;
        }
        if let Some(person) = self.problem.person_by_id(found) {
            return Some(Some(person));
        }
        let candidates = self.called(found);
        match candidates[..] {
            [person] => return Some(Some(person)),
            [] => faults.push(InputError::Unknown {
                place: row.place(column),
                thing: Thing::Person,
                found: found.to_owned(),
                nearest: self.nearest(found),
            }),
            _ => faults.push(InputError::Ambiguous {
                place: row.place(column),
                found: found.to_owned(),
                candidates: candidates.iter().map(|it| self.with_id(*it)).collect(),
            }),
        }
        Some(None)
    }

    /// Those called `found`; of two of one name, whoever the id behind it tells.
    fn called(&self, found: &str) -> Vec<PersonIdx> {
        let named = |name: &str| self.by_name.get(&spelling(name)).cloned();
        if let Some(people) = named(found) {
            return people;
        }
        let split = found.strip_suffix(')').and_then(|it| it.rsplit_once('('));
        let Some((name, person)) =
            split.and_then(|(name, id)| Some((name, self.problem.person_by_id(id.trim())?)))
        else {
            return Vec::new();
        };
        let is_theirs = spelling(name) == spelling(&self.problem[person].name);
        if is_theirs { vec![person] } else { Vec::new() }
    }

    fn with_id(&self, person: PersonIdx) -> String {
        let person = &self.problem[person];
        format!("{} ({})", person.name, person.id)
    }

    /// The id or name most like `found`, compared without diacritics and then with them.
    fn nearest(&self, found: &str) -> Option<String> {
        let people = || self.problem.people().map(|(_, it)| it);
        if let Some(same) = people().find(|it| fold(&it.name) == fold(found)) {
            return Some(same.name.clone());
        }
        let known = people().flat_map(|it| [it.name.as_str(), it.id.as_str()]);
        nearest(found, known)
    }
}

/// Nothing, or what is written where nobody stands.
fn is_empty_seat(found: &str) -> bool {
    matches!(fold(found).as_str(), "" | "-" | "(con trong)" | "(open)")
}

/// Which shift the row is about; reported if it cannot be told.
fn shift(
    row: Row<'_>,
    keys: Keys,
    problem: &Problem,
    faults: &mut Vec<InputError>,
) -> Option<ShiftIdx> {
    let key = row.get("shift");
    if key.is_empty() {
        return shift_seen(row, problem, faults);
    }
    let Some(shift) = problem.shift_by_key(key) else {
        let known = problem.shifts().map(|(_, it)| it.key.as_str());
        faults.push(unknown(row.place("shift"), Thing::Shift, key, known));
        return None;
    };
    if keys == Keys::Hidden && !agrees(row, shift, problem, faults) {
        return None;
    }
    Some(shift)
}

/// Whether day, duty and turn as people see them are those of `shift`.
fn agrees(row: Row<'_>, shift: ShiftIdx, problem: &Problem, faults: &mut Vec<InputError>) -> bool {
    let n_faults = faults.len();
    let (day, duty) = (problem[shift].day, &problem[problem.duty_of(shift)]);
    let mut contradicts = |key: &str, found: String, expected: String| {
        faults.push(InputError::Mismatch {
            place: row.place(key),
            found,
            expected,
        });
    };
    let date = row.get("date");
    let on = when::date(date, &problem.facts().period);
    if !date.is_empty() && on != Some(day) {
        let found = on.map_or_else(|| date.to_owned(), solar);
        contradicts("date", found, solar(day));
    }
    for (key, name, id) in [
        ("duty", &duty.name, duty.id.as_str()),
        ("turn", &problem[shift].name, ""),
    ] {
        let found = row.get(key);
        if !found.is_empty() && found != id && spelling(found) != spelling(name) {
            contradicts(key, found.to_owned(), name.clone());
        }
    }
    faults.len() == n_faults
}

/// A date as people write it.
fn solar(date: NaiveDate) -> String {
    date.format("%d/%m/%Y").to_string()
}

/// The shift of that day, duty and turn.
fn shift_seen(row: Row<'_>, problem: &Problem, faults: &mut Vec<InputError>) -> Option<ShiftIdx> {
    row.required("date", faults);
    let date = row.parsed("date", Expected::Date, faults, |it| {
        when::date(it, &problem.facts().period)
    })?;
    let [duty, turn] = ["duty", "turn"].map(|it| row.get(it));
    let is_called =
        |found: &str, name: &str, id: &str| found == id || spelling(found) == spelling(name);
    let of_that_day: Vec<_> = (problem.shifts())
        .filter(|(_, shift)| shift.day == date)
        .collect();
    let fitting: Vec<_> = (of_that_day.iter())
        .filter(|(idx, shift)| {
            let kept = &problem[problem.duty_of(*idx)];
            let template = shift.key.rsplit('.').next().unwrap_or_default();
            is_called(duty, &kept.name, &kept.id)
                && (turn.is_empty() || is_called(turn, &shift.name, template))
        })
        .map(|(idx, _)| *idx)
        .collect();
    let place = row.place(if duty.is_empty() { "duty" } else { "turn" });
    let found = format!("{} / {duty} / {turn}", solar(date));
    let key = |it: &ShiftIdx| problem[*it].key.clone();
    match fitting[..] {
        [shift] => return Some(shift),
        [] => faults.push(InputError::Unknown {
            place,
            thing: Thing::Shift,
            nearest: nearest(
                &format!("{date}.{duty}.{turn}"),
                of_that_day.iter().map(|it| it.1.key.as_str()),
            ),
            found,
        }),
        _ => faults.push(InputError::Ambiguous {
            place,
            found,
            candidates: fitting.iter().map(key).collect(),
        }),
    }
    None
}

#[cfg(test)]
mod tests;
