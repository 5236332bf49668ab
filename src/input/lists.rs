//! Turns settled beforehand, and what the smaller tables share.

use crate::calendar::period::Period;
use crate::domain::duty::Shift;
use crate::domain::facts::{Pin, PinKind};
use crate::domain::names::fold;

use super::error::{Expected, InputError, Thing, nearest};
use super::people::{Listed, known};
use super::table::{Row, Table, is_enough};
use super::when;

/// The place of the person a row names.
pub(super) fn person(
    row: Row<'_>,
    people: &[Listed],
    faults: &mut Vec<InputError>,
) -> Option<usize> {
    let id = row.required("person", faults);
    let at = people.iter().position(|(_, person)| person.id == id);
    if at.is_none() {
        let ids: Vec<&str> = people
            .iter()
            .map(|(_, person)| person.id.as_str())
            .collect();
        known(row, "person", Thing::Person, id, &ids, faults);
    }
    at
}

/// Turns settled beforehand. A shift is named by its key, or by day, duty and turn:
/// `mùng 1 / technical / night`.
pub(super) fn read_pins(
    table: Table,
    people: &[Listed],
    shifts: &[Shift],
    period: &Period,
    faults: &mut Vec<InputError>,
) -> Vec<Pin> {
    let Some(columns) = table.columns("pins", &["person", "shift"], faults) else {
        return Vec::new();
    };
    let mut pins = Vec::new();
    for row in columns.rows() {
        if is_enough(row, faults) {
            break;
        }
        let kind = match fold(row.get("kind")).as_str() {
            "" | "must" | "phai truc" | "co" | "truc" => Some(PinKind::Must),
            "ban" | "khong" | "khong truc" | "cam" => Some(PinKind::Ban),
            _ => {
                let (place, found) = (row.place("kind"), row.get("kind").to_owned());
                faults.push(InputError::Invalid {
                    place,
                    found,
                    expected: Expected::PinKind,
                });
                None
            }
        };
        let found = row.required("shift", faults);
        let key = shift_key(found, period);
        let is_known = shifts.iter().any(|shift| shift.key == key);
        if !is_known && !found.is_empty() {
            faults.push(InputError::Unknown {
                place: row.place("shift"),
                thing: Thing::Shift,
                found: found.to_owned(),
                nearest: nearest(&key, shifts.iter().map(|shift| shift.key.as_str())),
            });
        }
        if let (Some(at), Some(kind), true) = (person(row, people, faults), kind, is_known) {
            pins.push(Pin {
                person: people[at].1.id.clone(),
                shift: key,
                kind,
            });
        }
    }
    pins
}

/// The key of a shift named by it, or as `giao thừa / technical / night`.
pub fn shift_key(text: &str, period: &Period) -> String {
    let parts: Vec<&str> = text.split(" / ").map(str::trim).collect();
    if let [day, duty, turn] = parts[..]
        && let Some(day) = when::date(day, period)
    {
        return format!("{day}.{duty}.{turn}");
    }
    text.to_owned()
}
