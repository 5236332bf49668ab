//! People and shifts that somebody names.

use crate::domain::ids::{PersonIdx, ShiftIdx};
use crate::domain::problem::Problem;
use crate::input::error::{InputError, Place, Thing, nearest};
use crate::input::lists;

use super::error::AppError;

/// Whose id stands behind `option`, or in the field of that name.
///
/// # Errors
///
/// Nobody's; the nearest is named.
pub fn person(problem: &Problem, option: &str, id: &str) -> Result<PersonIdx, InputError> {
    let ids = problem.people().map(|(_, it)| it.id.as_str());
    (problem.person_by_id(id)).ok_or_else(|| InputError::Unknown {
        place: Place::file(option),
        thing: Thing::Person,
        found: id.to_owned(),
        nearest: nearest(id, ids),
    })
}

/// The shift whose key, or whose day, duty and turn, stand behind `option`.
///
/// # Errors
///
/// There is no such shift; the nearest is named.
pub fn shift(problem: &Problem, option: &str, text: &str) -> Result<ShiftIdx, InputError> {
    let key = lists::shift_key(text, &problem.facts().period);
    let keys = problem.shifts().map(|(_, it)| it.key.as_str());
    (problem.shift_by_key(&key)).ok_or_else(|| InputError::Unknown {
        place: Place::file(option),
        thing: Thing::Shift,
        found: text.to_owned(),
        nearest: nearest(&key, keys),
    })
}

/// A person and a shift.
///
/// # Errors
///
/// There is no such person or shift; the nearest are named.
pub fn turn(
    problem: &Problem,
    (person_option, id): (&str, &str),
    (shift_option, text): (&str, &str),
) -> Result<(PersonIdx, ShiftIdx), AppError> {
    let person = person(problem, person_option, id);
    match (person, shift(problem, shift_option, text)) {
        (Ok(person), Ok(shift)) => Ok((person, shift)),
        (person, shift) => {
            let faults = [person.err(), shift.err()];
            Err(AppError::Input(faults.into_iter().flatten().collect()))
        }
    }
}
