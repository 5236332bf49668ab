//! The smaller tables: earlier years, turns settled beforehand.

use chrono::NaiveDate;

use crate::domain::duty::{Shift, SpecialDay};
use crate::domain::facts::{Pin, PinKind};
use crate::domain::names::fold;
use crate::domain::person::PastYear;

use super::error::{Expected, InputError, Thing, nearest};
use super::people::{Listed, known};
use super::table::{Row, Table};
use super::when;

/// Adds the earlier years in `table` to `people`.
pub(super) fn read_history(table: Table, people: &mut [Listed], faults: &mut Vec<InputError>) {
    let Some(columns) = table.columns("history", &["year", "person", "points"], faults) else {
        return;
    };
    for row in columns.rows() {
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
        let Some(person) = person(row, people, faults) else {
            continue;
        };
        let (Some(year), Some(points)) = (year, points) else {
            continue;
        };
        let year = i32::try_from(year).unwrap_or(i32::MAX);
        let history = &mut people[person].1.history;
        if history.iter().any(|past| past.year == year) {
            faults.push(InputError::Duplicate {
                place: row.place("year"),
                thing: Thing::Person,
                found: row.get("person").to_owned(),
                first: row.number(),
            });
            continue;
        }
        let turns = u16::try_from(turns).unwrap_or(u16::MAX);
        history.push(PastYear {
            year,
            turns,
            points,
            specials,
        });
    }
}

fn special(text: &str) -> Option<SpecialDay> {
    match fold(text).as_str() {
        "eve" | "giao thua" => Some(SpecialDay::Eve),
        "first_day" | "mung 1" | "mong 1" => Some(SpecialDay::FirstDay),
        _ => None,
    }
}

fn person(row: Row<'_>, people: &[Listed], faults: &mut Vec<InputError>) -> Option<usize> {
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
    first_day: NaiveDate,
    faults: &mut Vec<InputError>,
) -> Vec<Pin> {
    let Some(columns) = table.columns("pins", &["person", "shift"], faults) else {
        return Vec::new();
    };
    let mut pins = Vec::new();
    for row in columns.rows() {
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
        let key = shift_key(found, first_day);
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

fn shift_key(text: &str, first_day: NaiveDate) -> String {
    let parts: Vec<&str> = text.split(" / ").map(str::trim).collect();
    if let [day, duty, turn] = parts[..]
        && let Some(day) = when::date(day, first_day)
    {
        return format!("{day}.{duty}.{turn}");
    }
    text.to_owned()
}
