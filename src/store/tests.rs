use std::fs;

use chrono::NaiveDate;

use super::*;
use crate::domain::duty::SpecialDay;
use crate::rules::RuleSet;
use crate::rules::record::Status;

/// A year in which An stood the eve and Binh nothing.
fn record(year: i32, points: i64) -> RosterRecord {
    let json = serde_json::json!({
        "office": {"id": "so", "name": "So", "year": year, "first_day": "2018-02-16"},
        "days": [],
        "skills": [], "units": [], "duties": [],
        "shifts": [{
            "key": "eve", "duty": "office", "name": "Night", "day": "2018-02-15",
            "span": {"start": "2018-02-15T17:00:00", "end": "2018-02-16T07:30:00"},
            "need": 1, "night": true, "points": points, "special": "eve",
        }],
        "people": [
            {"id": "an", "name": "An", "unit": "u", "rank": "staff", "duties": ["office"]},
            {"id": "binh", "name": "Binh", "unit": "u", "rank": "staff", "duties": ["office"]},
        ],
    });
    RosterRecord {
        format: RosterRecord::FORMAT.to_owned(),
        assignments: serde_json::from_value(serde_json::json!([{"person": "an", "shift": "eve"}]))
            .unwrap(),
        cost: 0,
        bound: None,
        status: Status::Feasible,
        gaps: 0,
        breakdown: BTreeMap::new(),
        seed: 1,
        rules: RuleSet { rules: Vec::new() },
        problem: serde_json::from_value(json).unwrap(),
        certificate: None,
    }
}

fn noon() -> NaiveDateTime {
    (NaiveDate::from_ymd_opt(2018, 2, 1).unwrap())
        .and_hms_opt(12, 0, 0)
        .unwrap()
}

#[test]
fn a_draft_comes_back_as_it_was_also_after_reopening() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.db");
    let mut store = Store::open_or_create(&path).unwrap();
    assert_eq!(store.latest().unwrap(), None);
    let saved = record(2018, 20);
    let first = store.save_draft(&saved, noon()).unwrap();
    let second = store.save_draft(&record(2018, 30), noon()).unwrap();
    drop(store);
    let store = Store::open(&path).unwrap();
    assert_eq!(store.load(first).unwrap(), Some(saved));
    assert_eq!(store.latest().unwrap(), Some(second));
    assert_eq!(store.load(second + 1).unwrap(), None);
}

#[test]
fn history_is_the_newest_revision_of_each_earlier_year() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open_or_create(&folder.path().join("store.db")).unwrap();
    for (year, points) in [(2017, 9), (2016, 5), (2017, 8), (2018, 20)] {
        store.save_draft(&record(year, points), noon()).unwrap();
    }
    let past = |year, turns, points, specials: &[_]| PastYear {
        year,
        turns,
        points,
        specials: specials.to_vec(),
    };
    let history = store.history("so", 2018).unwrap();
    let eve = [SpecialDay::Eve];
    assert_eq!(
        history["an"],
        [past(2016, 1, 5, &eve), past(2017, 1, 8, &eve)]
    );
    assert_eq!(
        history["binh"],
        [past(2016, 0, 0, &[]), past(2017, 0, 0, &[])]
    );
    assert_eq!(store.history("other", 2018).unwrap(), BTreeMap::new());
}

#[test]
fn open_wants_a_store_that_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.db");
    assert!(matches!(Store::open(&path), Err(StoreError::Open { .. })));
    assert!(!path.exists());
}

#[test]
fn what_is_no_store_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notes.txt");
    fs::write(&path, "not a database, but longer than a header".repeat(9)).unwrap();
    let before = fs::read(&path).unwrap();
    assert!(matches!(
        Store::open_or_create(&path),
        Err(StoreError::Open { .. })
    ));
    assert_eq!(fs::read(&path).unwrap(), before);

    let path = folder.path().join("other.db");
    let other = Connection::open(&path).unwrap();
    other.execute_batch("CREATE TABLE t (x)").unwrap();
    drop(other);
    let before = fs::read(&path).unwrap();
    assert!(matches!(
        Store::open_or_create(&path),
        Err(StoreError::Foreign { .. })
    ));
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_newer_schema_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.db");
    drop(Store::open_or_create(&path).unwrap());
    let later = Connection::open(&path).unwrap();
    later.pragma_update(None, "user_version", 999).unwrap();
    drop(later);
    assert!(matches!(
        Store::open(&path),
        Err(StoreError::Newer { found: 999, .. })
    ));
}

#[test]
fn a_row_that_is_no_roster_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.db");
    let mut store = Store::open_or_create(&path).unwrap();
    let id = store.save_draft(&record(2017, 1), noon()).unwrap();
    store
        .connection
        .execute("UPDATE revision SET record = '{}'", [])
        .unwrap();
    assert!(matches!(store.load(id), Err(StoreError::Corrupt { id: it, .. }) if it == id));
    assert!(store.history("so", 2018).is_err());
}
