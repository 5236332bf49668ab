//! People, from a row of a table each.

use std::collections::BTreeMap;

use chrono::{Days, Months};

use crate::calendar::period::Period;
use crate::calendar::span::Span;
use crate::domain::names::fold;
use crate::domain::person::{
    Authorisation, Exemption, Ground, Leaning, Leave, Person, Rank, Scope, Wish,
};

use super::error::{Expected, InputError, Thing, nearest};
use super::office::{OfficeFile, is_id};
use super::reading::Stated;
use super::table::{Row, Table, is_enough, yes_no};
use super::when;

/// Days from the start of a pregnancy to the due date, by the rule of obstetrics (Naegele).
pub(super) const PREGNANCY_DAYS: u64 = 280;

/// A person and the row they stand in.
pub(super) type Listed = (usize, Person);

/// Reads everybody in `table`; what they may not or would not stand goes to `stated` with its cell.
pub(super) fn read(
    table: Table,
    office: &OfficeFile,
    stated: &mut Vec<Stated>,
    faults: &mut Vec<InputError>,
) -> Vec<Listed> {
    let Some(columns) = table.columns("people", &["id", "name", "unit", "duties"], faults) else {
        return Vec::new();
    };
    let mut people: Vec<Listed> = Vec::new();
    let mut row_of: BTreeMap<String, usize> = BTreeMap::new();
    for row in columns.rows() {
        if is_enough(row, faults) {
            break;
        }
        let person = person(row, office, faults);
        stated.extend(Stated::of(row, &person));
        if let Some(first) = row_of
            .get(&person.id)
            .copied()
            .filter(|_| !person.id.is_empty())
        {
            faults.push(InputError::Duplicate {
                place: row.place("id"),
                thing: Thing::Person,
                found: person.id.clone(),
                first,
            });
        }
        row_of.entry(person.id.clone()).or_insert(row.number());
        people.push((row.number(), person));
    }
    if people.is_empty() {
        faults.push(InputError::NoRows {
            place: columns.place().clone(),
        });
    }
    people
}

fn person(row: Row<'_>, office: &OfficeFile, faults: &mut Vec<InputError>) -> Person {
    let id = row.required("id", faults).to_owned();
    if !id.is_empty() && !is_id(&id) {
        let place = row.place("id");
        faults.push(InputError::Invalid {
            place,
            found: id.clone(),
            expected: Expected::Id,
        });
    }
    let duty_ids: Vec<&str> = office.duties.iter().map(|it| it.id.as_str()).collect();
    let skill_ids: Vec<&str> = office.skills.iter().map(|it| it.id.as_str()).collect();
    let unit_ids: Vec<&str> = office.units.iter().map(|it| it.id.as_str()).collect();
    row.required("duties", faults);
    let unit = row.required("unit", faults);
    let unit = known(row, "unit", Thing::Unit, unit, &unit_ids, faults);
    let all = |key, thing, ids: &[&str], faults: &mut Vec<InputError>| -> Vec<String> {
        row.list(key)
            .filter_map(|it| known(row, key, thing, it, ids, faults))
            .collect()
    };
    let duties = all("duties", Thing::Duty, &duty_ids, faults);
    let skills = all("skills", Thing::Skill, &skill_ids, faults);
    let spans = |key, faults: &mut Vec<InputError>| -> Vec<Span> {
        row.list(key)
            .filter_map(|text| span(row, key, text, &office.period, faults))
            .collect()
    };
    let leave = spans("leave", faults).into_iter().map(|span| Leave {
        span,
        reason: String::new(),
    });
    let leave = leave.collect();
    let mut wishes = Vec::new();
    for (key, leaning) in [("avoid", Leaning::Avoid), ("prefer", Leaning::Prefer)] {
        wishes.extend(
            spans(key, faults)
                .into_iter()
                .map(|span| Wish { span, leaning }),
        );
    }
    let rank = row
        .parsed("rank", Expected::Rank, faults, rank)
        .unwrap_or(Rank::Staff);
    let number = |key, low, high, faults: &mut Vec<InputError>| {
        row.number_in(key, low, high, faults)
            .and_then(|it| u16::try_from(it).ok())
    };
    Person {
        id,
        name: row.required("name", faults).to_owned(),
        title: row.get("title").to_owned(),
        unit: unit.unwrap_or_default(),
        rank,
        phone: row.get("phone").to_owned(),
        email: row.get("email").to_owned(),
        authorised: authorised(row, office),
        duties,
        skills,
        junior: row
            .parsed("junior", Expected::YesNo, faults, yes_no)
            .unwrap_or(false),
        share: number("share", 1, 100, faults).unwrap_or(100),
        max_turns: number("max_turns", 0, 366, faults),
        group: row.get("group").to_owned(),
        carried: 0,
        history: Vec::new(),
        leave,
        wishes,
        exemptions: exemptions(row, office, faults),
        home_days: number("home_days", 0, 366, faults).unwrap_or(0),
    }
}

/// An id that exists; reported if it does not.
pub(super) fn known(
    row: Row<'_>,
    key: &str,
    thing: Thing,
    found: &str,
    ids: &[&str],
    faults: &mut Vec<InputError>,
) -> Option<String> {
    if found.is_empty() || ids.contains(&found) {
        return Some(found.to_owned());
    }
    faults.push(InputError::Unknown {
        place: row.place(key),
        thing,
        found: found.to_owned(),
        nearest: nearest(found, ids.iter().copied()),
    });
    None
}

fn span(
    row: Row<'_>,
    key: &str,
    text: &str,
    period: &Period,
    faults: &mut Vec<InputError>,
) -> Option<Span> {
    let Some((start, end)) = when::range(text, period) else {
        let (place, found) = (row.place(key), text.to_owned());
        faults.push(InputError::Invalid {
            place,
            found,
            expected: Expected::DateRange,
        });
        return None;
    };
    if end < start {
        faults.push(InputError::Reversed {
            place: row.place(key),
            start,
            end,
        });
    }
    Span::of_days(start, end)
}

fn rank(cell: &str) -> Option<Rank> {
    match fold(cell).as_str() {
        "leader" | "lanh dao" | "giam doc" | "pho giam doc" => Some(Rank::Leader),
        "head"
        | "truong phong"
        | "pho truong phong"
        | "pho phong"
        | "chanh van phong"
        | "pho chanh van phong"
        | "lanh dao phong" => Some(Rank::Head),
        "staff" | "nhan vien" | "chuyen vien" | "vien chuc" | "can bo" => Some(Rank::Staff),
        _ => None,
    }
}

/// The paper authorises every leadership duty of the office.
fn authorised(row: Row<'_>, office: &OfficeFile) -> Vec<Authorisation> {
    let document = row.get("authorised");
    let leadership = office
        .duties
        .iter()
        .filter(|it| it.kind == crate::domain::duty::DutyKind::Leadership);
    let duties = leadership.filter(|_| !document.is_empty());
    duties
        .map(|it| Authorisation {
            duty: it.id.clone(),
            document: document.to_owned(),
        })
        .collect()
}

/// What the law and the office spare the person from, with the days it holds.
fn exemptions(row: Row<'_>, office: &OfficeFile, faults: &mut Vec<InputError>) -> Vec<Exemption> {
    let parse = |cell: &str| when::date(cell, &office.period);
    let date = |key, faults: &mut Vec<InputError>| row.parsed(key, Expected::Date, faults, parse);
    let reason = row.get("exempt_reason");
    let consent = Some(row.get("consent").to_owned()).filter(|it| !it.is_empty());
    let period = office.days.first().zip(office.days.last());
    let always =
        period.and_then(|(first, last)| Span::of_days(first.date, last.date + Days::new(7)));
    let mut exemptions = Vec::new();
    let mut add = |ground, scope, span: Option<Span>| {
        exemptions.extend(span.map(|span| Exemption {
            ground,
            scope,
            span,
            consent: consent.clone(),
            reason: if ground == Ground::Office {
                reason.to_owned()
            } else {
                String::new()
            },
        }));
    };
    if let Some(due) = date("due_date", faults) {
        // The 7th month begins after six, in upland and border areas the 6th after five
        // (Labour Code 2019, Art. 137.1.a); a birth may be late by a month.
        let months = if office.upland { 5 } else { 6 };
        let start = due - Days::new(PREGNANCY_DAYS) + Months::new(months);
        add(
            Ground::Pregnancy,
            Scope::All,
            Span::of_days(start, due + Months::new(1)),
        );
    }
    if let Some(born) = date("child_born", faults) {
        let end = born + Months::new(12) - Days::new(1);
        add(Ground::Infant, Scope::All, Span::of_days(born, end));
    }
    if let Some(born) = date("birth_date", faults) {
        let end = born + Months::new(18 * 12) - Days::new(1);
        add(Ground::Minor, Scope::All, Span::of_days(born, end));
    }
    if row.parsed("disability", Expected::YesNo, faults, yes_no) == Some(true) {
        add(Ground::Disability, Scope::All, always);
    }
    match fold(row.get("exempt")).as_str() {
        "" | "khong" | "no" => {}
        "all" | "tat ca" | "ca ngay va dem" | "mien" | "co" | "x" => {
            add(Ground::Office, Scope::All, always);
        }
        "night" | "dem" | "ca dem" | "truc dem" => add(Ground::Office, Scope::Night, always),
        _ => faults.push(InputError::Invalid {
            place: row.place("exempt"),
            found: row.get("exempt").to_owned(),
            expected: Expected::Exempt,
        }),
    }
    exemptions
}
