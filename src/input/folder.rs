//! The office folder: every file read, every fault reported at once.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::calendar::span::Span;
use crate::domain::document::Document;
use crate::domain::facts::Facts;
use crate::domain::history::carry;
use crate::domain::names::name_key;
use crate::domain::problem::Problem;
use crate::rules::RuleSet;

use super::error::{InputError, Place};
use super::people::Listed;
use super::table::Table;
use super::{csv, document, history, leave, lists, office, people, xlsx};

/// What an office folder says.
#[derive(Clone, Debug)]
pub struct OfficeFolder {
    /// The problem's facts; `Problem::new` accepts them.
    pub facts: Facts,
    /// The rules in force.
    pub rules: RuleSet,
    /// How many earlier years' points are carried.
    pub carry_years: u16,
    /// Things skipped or doubtful that stop nothing (e.g. an event without an end).
    pub warnings: Vec<InputError>,
}

/// Reads the folder `dir`.
///
/// # Errors
///
/// Every fault of every file, never an empty list.
pub fn read(dir: &Path) -> Result<OfficeFolder, Vec<InputError>> {
    let mut faults = Vec::new();
    let mut warnings = Vec::new();
    if !dir.is_dir() {
        return Err(vec![InputError::Missing {
            file: dir.display().to_string(),
        }]);
    }
    let bytes = read_required(dir, office::FILE, &mut faults);
    let text = bytes.and_then(|bytes| {
        let text = csv::decode(&bytes);
        if text.is_none() {
            faults.push(InputError::Encoding {
                file: office::FILE.to_owned(),
            });
        }
        text
    });
    let Some(office) = text.and_then(|text| office::read(&text, &mut faults)) else {
        return Err(faults);
    };
    let table = people_table(dir, &mut faults, &mut warnings);
    let (people_file, mut listed) = match table {
        Some(table) => (
            table.place.clone(),
            people::read(table, &office, &mut faults),
        ),
        None => (Place::default(), Vec::new()),
    };
    if let Some(table) = optional_table(dir, "history.csv", &mut faults) {
        history::read_history(table, &mut listed, &mut faults);
    }
    let pins = match optional_table(dir, "pins.csv", &mut faults) {
        Some(table) => {
            let first_day = office.office.first_day;
            lists::read_pins(table, &listed, &office.shifts, first_day, &mut faults)
        }
        None => Vec::new(),
    };
    let days = office.days.first().zip(office.days.last());
    if let Some(period) = days.and_then(|(first, last)| {
        // A turn of the last day may run on for a week.
        Span::of_days(first.date, last.date + chrono::Days::new(7))
    }) {
        leave::read(
            &dir.join("leave"),
            period,
            &mut listed,
            &mut faults,
            &mut warnings,
        );
    }
    let templates = document::templates(dir, &mut faults, &mut warnings);
    check_manned(&office, &listed, &people_file, &mut faults);
    if !faults.is_empty() {
        faults.sort_by_cached_key(ToString::to_string);
        return Err(faults);
    }
    let mut people: Vec<_> = listed.into_iter().map(|(_, person)| person).collect();
    people.sort_by_cached_key(|person| (name_key(&person.name), person.id.clone()));
    carry(&mut people, office.office.year, office.carry_years);
    let facts = Facts {
        office: office.office,
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
    if let Err(causes) = Problem::new(facts.clone()) {
        let place = Place::file(office::FILE);
        let fault = |cause| InputError::Facts {
            place: place.clone(),
            cause,
        };
        return Err(causes.into_iter().map(fault).collect());
    }
    Ok(OfficeFolder {
        facts,
        rules: office.rules,
        carry_years: office.carry_years,
        warnings,
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

fn people_table(
    dir: &Path,
    faults: &mut Vec<InputError>,
    warnings: &mut Vec<InputError>,
) -> Option<Table> {
    const BOOK: &str = "people.xlsx";
    const LIST: &str = "people.csv";
    match (dir.join(BOOK).exists(), dir.join(LIST).exists()) {
        (false, false) => {
            faults.push(InputError::Missing {
                file: LIST.to_owned(),
            });
            None
        }
        (false, true) => optional_table(dir, LIST, faults),
        (true, has_both) => {
            if has_both {
                warnings.push(InputError::TwoTables {
                    used: BOOK,
                    unused: LIST,
                });
            }
            let bytes = read_required(dir, BOOK, faults)?;
            xlsx::read(BOOK, &bytes, faults)
        }
    }
}

fn optional_table(dir: &Path, name: &str, faults: &mut Vec<InputError>) -> Option<Table> {
    if !dir.join(name).exists() {
        return None;
    }
    let bytes = read_required(dir, name, faults)?;
    csv::read(name, &bytes, faults)
}

fn read_required(dir: &Path, name: &str, faults: &mut Vec<InputError>) -> Option<Vec<u8>> {
    read_capped(&dir.join(name), name, csv::MAX_BYTES)
        .map_err(|fault| faults.push(fault))
        .ok()
}

/// The bytes of a file of at most `limit` bytes.
pub(super) fn read_capped(path: &PathBuf, name: &str, limit: u64) -> Result<Vec<u8>, InputError> {
    let file = File::open(path).map_err(|error| {
        let file = name.to_owned();
        if error.kind() == io::ErrorKind::NotFound {
            InputError::Missing { file }
        } else {
            InputError::Unreadable {
                file,
                cause: error.to_string(),
            }
        }
    })?;
    let too_big = || InputError::TooBig {
        place: Place::file(name),
        limit,
        unit: "bytes",
    };
    if fs::metadata(path).is_ok_and(|it| limit < it.len()) {
        return Err(too_big());
    }
    let mut bytes = Vec::new();
    let read = file.take(limit + 1).read_to_end(&mut bytes);
    read.map_err(|error| InputError::Unreadable {
        file: name.to_owned(),
        cause: error.to_string(),
    })?;
    if limit < bytes.len() as u64 {
        Err(too_big())
    } else {
        Ok(bytes)
    }
}

/// What is in the folder `dir`, called `name`; nothing if there is no such folder.
pub(super) fn entries(dir: &Path, name: &str, faults: &mut Vec<InputError>) -> Vec<PathBuf> {
    let list = || -> io::Result<Vec<PathBuf>> {
        fs::read_dir(dir)?.map(|entry| Ok(entry?.path())).collect()
    };
    match list() {
        Ok(paths) => paths,
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        Err(error) => {
            faults.push(InputError::Unreadable {
                file: name.to_owned(),
                cause: error.to_string(),
            });
            Vec::new()
        }
    }
}
