//! The office folder: every file read, every fault reported at once.

use crate::calendar::span::Span;
use crate::domain::document::Document;
use crate::domain::facts::Facts;
use crate::domain::history::carry;
use crate::domain::names::name_key;
use crate::domain::problem::Problem;
use crate::rules::RuleSet;

use super::error::{InputError, Place};
use super::files::Folder;
use super::people::Listed;
use super::reading::Reading;
use super::table::Table;
use super::{csv, document, files, history, leave, lists, office, people, xlsx};

/// What an office folder says.
#[derive(Clone, Debug)]
pub struct OfficeFolder {
    /// The facts, which hold together.
    pub problem: Problem,
    /// The rules in force.
    pub rules: RuleSet,
    /// How many earlier years' points are carried.
    pub carry_years: u16,
    /// Things skipped or doubtful that stop nothing (e.g. an event without an end).
    pub warnings: Vec<InputError>,
    /// What was understood, for people to look over.
    pub reading: Reading,
}

/// Reads an office folder.
///
/// # Errors
///
/// Every fault of every file, never an empty list.
pub fn read(folder: &dyn Folder) -> Result<OfficeFolder, Vec<InputError>> {
    let mut faults = Vec::new();
    let mut warnings = Vec::new();
    let bytes = required(folder, files::OFFICE, &mut faults);
    let text = bytes.and_then(|bytes| {
        let text = csv::decode(&bytes);
        if text.is_none() {
            faults.push(InputError::Encoding {
                file: files::OFFICE.to_owned(),
            });
        }
        text
    });
    let Some(office) = text.and_then(|text| office::read(&text, &mut faults)) else {
        return Err(faults);
    };
    let mut stated = Vec::new();
    let table = people_table(folder, &mut faults, &mut warnings);
    let (people_file, mut listed) = match table {
        Some(table) => (
            table.place.clone(),
            people::read(table, &office, &mut stated, &mut faults),
        ),
        None => (Place::default(), Vec::new()),
    };
    if let Some(table) = optional_table(folder, "history.csv", &mut faults) {
        history::read_history(table, &mut listed, &mut faults);
    }
    let pins = match optional_table(folder, "pins.csv", &mut faults) {
        Some(table) => {
            lists::read_pins(table, &listed, &office.shifts, &office.period, &mut faults)
        }
        None => Vec::new(),
    };
    let mut calendars = Vec::new();
    let days = office.days.first().zip(office.days.last());
    if let Some(period) = days.and_then(|(first, last)| {
        // A turn of the last day may run on for a week.
        Span::of_days(first.date, last.date + chrono::Days::new(7))
    }) {
        calendars = leave::read(folder, period, &mut listed, &mut faults, &mut warnings);
    }
    let templates = document::templates(folder, &mut faults, &mut warnings);
    check_manned(&office, &listed, &people_file, &mut faults);
    if !faults.is_empty() {
        faults.sort_by_cached_key(ToString::to_string);
        return Err(faults);
    }
    let mut people: Vec<_> = listed.into_iter().map(|(_, person)| person).collect();
    people.sort_by_cached_key(|person| (name_key(&person.name), person.id.clone()));
    carry(&mut people, &office.period, office.carry_years);
    let facts = Facts {
        office: office.office,
        period: office.period,
        days: office.days,
        skills: office.skills,
        units: office.units,
        duties: office.duties,
        shifts: office.shifts,
        people,
        pairs: office.pairs,
        pins,
        document: Document {
            templates,
            ..office.document
        },
    };
    let problem = Problem::new(facts).map_err(|causes| -> Vec<_> {
        let place = Place::file(files::OFFICE);
        let fault = |cause| InputError::Facts {
            place: place.clone(),
            cause,
        };
        causes.into_iter().map(fault).collect()
    })?;
    Ok(OfficeFolder {
        problem,
        rules: office.rules,
        carry_years: office.carry_years,
        warnings,
        reading: Reading { stated, calendars },
    })
}

/// A duty with shifts that nobody is listed for.
fn check_manned(
    office: &office::OfficeFile,
    people: &[Listed],
    place: &Place,
    faults: &mut Vec<InputError>,
) {
    if people.is_empty() {
        return;
    }
    for duty in &office.duties {
        let is_kept = office.shifts.iter().any(|shift| shift.duty == duty.id);
        let is_manned = people
            .iter()
            .any(|(_, person)| person.duties.contains(&duty.id));
        if is_kept && !is_manned {
            faults.push(InputError::NobodyFor {
                place: place.clone(),
                duty: duty.id.clone(),
            });
        }
    }
}

pub(super) fn people_table(
    folder: &dyn Folder,
    faults: &mut Vec<InputError>,
    warnings: &mut Vec<InputError>,
) -> Option<Table> {
    const BOOK: &str = "people.xlsx";
    const LIST: &str = "people.csv";
    let list = folder.bytes(LIST, csv::MAX_BYTES);
    match (optional(folder, BOOK, faults)?, list) {
        (None, Ok(None)) => {
            faults.push(InputError::Missing {
                file: LIST.to_owned(),
            });
            None
        }
        (None, Ok(Some(bytes))) => csv::read(LIST, &bytes, faults),
        (None, Err(fault)) => {
            faults.push(fault);
            None
        }
        (Some(bytes), list) => {
            if !matches!(list, Ok(None)) {
                warnings.push(InputError::TwoTables {
                    used: BOOK,
                    unused: LIST,
                });
            }
            xlsx::read(BOOK, &bytes, faults)
        }
    }
}

pub(super) fn optional_table(
    folder: &dyn Folder,
    name: &str,
    faults: &mut Vec<InputError>,
) -> Option<Table> {
    let bytes = optional(folder, name, faults)??;
    csv::read(name, &bytes, faults)
}

pub(super) fn required(
    folder: &dyn Folder,
    name: &str,
    faults: &mut Vec<InputError>,
) -> Option<Vec<u8>> {
    let bytes = optional(folder, name, faults)?;
    if bytes.is_none() {
        let file = name.to_owned();
        faults.push(InputError::Missing { file });
    }
    bytes
}

/// The bytes of the file, if it is there; `None` if, reported, it cannot be read.
fn optional(
    folder: &dyn Folder,
    name: &str,
    faults: &mut Vec<InputError>,
) -> Option<Option<Vec<u8>>> {
    let bytes = folder.bytes(name, csv::MAX_BYTES);
    bytes.map_err(|fault| faults.push(fault)).ok()
}
