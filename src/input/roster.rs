//! A roster to be judged: `roster.json`, or a table with a person and a shift in each row.

use crate::domain::facts::Assignment;
use crate::domain::problem::Problem;
use crate::rules::record::RosterRecord;

use super::error::{InputError, Thing, nearest};
use super::{csv, xlsx};

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
    let is_json = bytes.iter().find(|it| !it.is_ascii_whitespace()) == Some(&b'{');
    if is_json {
        return match serde_json::from_slice::<RosterRecord>(bytes) {
            Ok(record) => Ok(record.assignments),
            Err(error) => {
                let (file, cause) = (name.to_owned(), error.to_string());
                Err(vec![InputError::Unreadable { file, cause }])
            }
        };
    }
    let table = if bytes.starts_with(b"PK") {
        xlsx::read(name, bytes, &mut faults)
    } else {
        csv::read(name, bytes, &mut faults)
    };
    let Some(table) = table else {
        return Err(faults);
    };
    let mut unknown = Vec::new();
    let Some(columns) = table.columns("roster", &["person", "shift"], &mut unknown) else {
        return Err(unknown);
    };
    // A roster table has columns for readers, too; only the two matter here.
    let mut assignments = Vec::new();
    for row in columns.rows() {
        let (person, shift) = (row.get("person"), row.get("shift"));
        if person.is_empty() {
            // An empty seat, written out for readers.
            continue;
        }
        if problem.person_by_id(person).is_none() {
            let ids: Vec<&str> = problem.people().map(|(_, it)| it.id.as_str()).collect();
            faults.push(InputError::Unknown {
                place: row.place("person"),
                thing: Thing::Person,
                found: person.to_owned(),
                nearest: nearest(person, ids.into_iter()),
            });
        }
        if problem.shift_by_key(shift).is_none() {
            let keys: Vec<&str> = problem.shifts().map(|(_, it)| it.key.as_str()).collect();
            faults.push(InputError::Unknown {
                place: row.place("shift"),
                thing: Thing::Shift,
                found: shift.to_owned(),
                nearest: nearest(shift, keys.into_iter()),
            });
        }
        assignments.push(Assignment {
            person: person.to_owned(),
            shift: shift.to_owned(),
        });
    }
    if faults.is_empty() {
        Ok(assignments)
    } else {
        Err(faults)
    }
}
