//! What the store promises.

use std::fs;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::audit::{Deed, Mark};
use super::changes::{Manner, NewChange};
use super::doctor::Flaw;
use super::history::{Origin, Past};
use super::office::PeriodData;
use super::rows::Kind;
use super::state::{ChangeState, State};
use super::*;
use crate::calendar::period::Period;
use crate::domain::change::{Away, Change, ChangeKind};
use crate::domain::duty::SpecialDay;
use crate::domain::facts::{Assignment, Facts};
use crate::domain::person::{Leave, PastPeriod};
use crate::rules::RuleSet;
use crate::rules::record::{RosterRecord, Status};

mod changes;
mod doctor;
mod migrations;
mod opening;
mod periods;
mod random;
mod revisions;
mod sources;

fn tet(year: i32) -> Period {
    Period::tet_of(year).unwrap()
}

/// An office of An and Binh, who keep one night.
fn facts(year: i32, points: i64) -> Value {
    json!({
        "office": {"id": "so", "name": "So"},
        "period": tet(year),
        "days": [{"date": "2018-02-15", "kind": "statutory", "tet": -1}],
        "skills": [],
        "units": [{"id": "u", "name": "Unit"}],
        "duties": [{"id": "office", "name": "Office", "kind": "office"}],
        "shifts": [{
            "key": "eve", "duty": "office", "name": "Night", "day": "2018-02-15",
            "span": {"start": "2018-02-15T17:00:00", "end": "2018-02-16T07:30:00"},
            "need": 1, "night": true, "points": points, "special": "eve",
        }],
        "people": [
            {"id": "an", "name": "An", "unit": "u", "rank": "staff", "duties": ["office"]},
            {"id": "binh", "name": "Binh", "unit": "u", "rank": "staff", "duties": ["office"]},
        ],
    })
}

/// A year in which `person` stood the eve and the other nothing.
fn stood_by(person: &str, year: i32, points: i64) -> RosterRecord {
    RosterRecord {
        format: RosterRecord::FORMAT.to_owned(),
        assignments: vec![turn(person)],
        cost: 0,
        bound: None,
        status: Status::Feasible,
        gaps: 0,
        breakdown: BTreeMap::new(),
        seed: 1,
        rules: RuleSet { rules: Vec::new() },
        problem: serde_json::from_value(facts(year, points)).unwrap(),
        certificate: None,
    }
}

fn record(year: i32, points: i64) -> RosterRecord {
    stood_by("an", year, points)
}

fn turn(person: &str) -> Assignment {
    Assignment {
        person: person.to_owned(),
        shift: "eve".to_owned(),
    }
}

/// What the office says, changed by `edit` first.
fn data(edit: impl FnOnce(&mut Value)) -> PeriodData {
    let mut facts = facts(2018, 20);
    facts["people"][0]["leave"] =
        json!([{"span": {"start": "2018-02-14T00:00:00", "end": "2018-02-15T00:00:00"}}]);
    edit(&mut facts);
    PeriodData {
        facts: serde_json::from_value(facts).unwrap(),
        rules: RuleSet::standard(),
        carry_years: 1,
    }
}

fn noon() -> NaiveDateTime {
    (NaiveDate::from_ymd_opt(2018, 2, 1).unwrap())
        .and_hms_opt(12, 0, 0)
        .unwrap()
}

/// Chi does something some hours after noon.
fn mark(hours: i64) -> Mark<'static> {
    Mark {
        who: "chi",
        at: noon() + chrono::TimeDelta::hours(hours),
        why: "because",
    }
}

fn fresh() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open_or_create(&folder.path().join("store.db")).unwrap();
    (folder, store)
}

/// Publishes as one who has just looked at what is imported.
fn publish(
    store: &mut Store,
    id: i64,
    over: Option<i64>,
    mark: &Mark<'_>,
) -> Result<Option<i64>, StoreError> {
    let version = store.version("so").unwrap();
    store.publish(id, version, over, mark)
}

#[track_caller]
fn assert_sound(store: &Store) {
    let (census, flaws) = store.doctor().unwrap();
    assert_eq!((census.schema, flaws), (migrate::NEWEST, Vec::new()));
}

fn past(year: i32, turns: u16, points: i64, specials: &[SpecialDay]) -> PastPeriod {
    PastPeriod {
        period: tet(year),
        turns,
        points,
        specials: specials.to_vec(),
    }
}

fn swap(base: i64) -> NewChange {
    NewChange {
        base,
        change: Change {
            kind: ChangeKind::Swap,
            dropped: vec![turn("an")],
            added: vec![turn("binh")],
            away: Vec::new(),
        },
        broken: Vec::new(),
    }
}
