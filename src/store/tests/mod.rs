use std::fs;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::audit::{Deed, Mark};
use super::changes::{ChangeState, Manner, NewChange, Verdict};
use super::doctor::Flaw;
use super::history::{Origin, Past};
use super::office::Season;
use super::revisions::State;
use super::rows::Kind;
use super::*;
use crate::domain::change::{Away, Change, ChangeKind};
use crate::domain::duty::SpecialDay;
use crate::domain::facts::Assignment;
use crate::domain::person::{Leave, PastYear};
use crate::rules::RuleSet;
use crate::rules::record::{RosterRecord, Status};

mod migrations;
mod random;

/// An office of An and Binh, who keep one night.
fn facts(year: i32, points: i64) -> Value {
    json!({
        "office": {"id": "so", "name": "So", "year": year, "first_day": "2018-02-16"},
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

/// A season of the office, changed by `edit` first.
fn season(edit: impl FnOnce(&mut Value)) -> Season {
    let mut facts = facts(2018, 20);
    facts["people"][0]["leave"] =
        json!([{"span": {"start": "2018-02-14T00:00:00", "end": "2018-02-15T00:00:00"}}]);
    edit(&mut facts);
    Season {
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

#[track_caller]
fn assert_sound(store: &Store) {
    let (census, flaws) = store.doctor().unwrap();
    assert_eq!((census.schema, flaws), (migrate::NEWEST, Vec::new()));
}

fn past(year: i32, turns: u16, points: i64, specials: &[SpecialDay]) -> PastYear {
    PastYear {
        year,
        turns,
        points,
        specials: specials.to_vec(),
    }
}

#[test]
fn a_draft_comes_back_as_it_was_also_after_reopening() {
    let (folder, mut store) = fresh();
    assert_eq!(store.latest().unwrap(), None);
    let saved = record(2018, 20);
    let first = store.save_draft(&saved, 0, &mark(0)).unwrap();
    let second = store
        .save_draft(&record(2018, 30), first, &mark(1))
        .unwrap();
    drop(store);
    let store = Store::open(&folder.path().join("store.db")).unwrap();
    assert_eq!(store.load(first).unwrap(), Some(saved));
    assert_eq!(store.latest().unwrap(), Some(second));
    assert_eq!(store.newest("so", 2018).unwrap(), second);
    assert_eq!(store.newest("so", 2019).unwrap(), 0);
    assert_eq!(store.load(second + 1).unwrap(), None);
    assert_sound(&store);
}

#[test]
fn one_revision_is_in_force_and_none_is_ever_changed() {
    let (_folder, mut store) = fresh();
    let first = store.save_draft(&record(2018, 20), 0, &mark(0)).unwrap();
    let second = store
        .save_draft(&record(2018, 30), first, &mark(1))
        .unwrap();
    assert_eq!(store.publish(first, None, &mark(2)).unwrap(), None);
    let states = |store: &Store| -> Vec<_> {
        let all = store.revisions().unwrap();
        all.into_iter().map(|it| it.state).collect()
    };
    assert_eq!(states(&store), [State::Published, State::Draft]);
    assert_eq!(store.publish(second, None, &mark(3)).unwrap(), Some(first));
    assert_eq!(states(&store), [State::Superseded, State::Published]);
    let again = store.publish(first, None, &mark(4));
    assert!(matches!(
        again,
        Err(StoreError::WrongState {
            found: State::Superseded,
            ..
        })
    ));
    let missing = store.publish(99, None, &mark(4));
    assert!(matches!(missing, Err(StoreError::NoRevision { id: 99 })));
    for sql in [
        "UPDATE revision SET record = '{}'",
        "UPDATE revision SET state = 'draft'",
        "UPDATE revision SET published = '2000-01-01T00:00:00'",
        "DELETE FROM revision",
        "UPDATE audit SET who = 'nobody'",
        "DELETE FROM audit",
    ] {
        assert!(store.connection.execute(sql, []).is_err(), "{sql}");
    }
    assert_sound(&store);
}

#[test]
fn a_draft_that_has_not_seen_what_is_in_force_is_stale() {
    let (_folder, mut store) = fresh();
    let early = store.save_draft(&record(2018, 20), 0, &mark(0)).unwrap();
    let late = store
        .save_draft(&record(2018, 30), early, &mark(0))
        .unwrap();
    store.publish(late, None, &mark(1)).unwrap();
    let stale = store.publish(early, None, &mark(2));
    assert!(matches!(stale, Err(StoreError::Stale { in_force }) if in_force == late));
    assert_eq!(
        store.publish(early, Some(late), &mark(3)).unwrap(),
        Some(late)
    );
    // Another year is another matter.
    let other = store.save_draft(&record(2019, 5), 0, &mark(4)).unwrap();
    assert_eq!(store.publish(other, None, &mark(5)).unwrap(), None);
    assert_sound(&store);
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

#[test]
fn a_change_is_asked_for_decided_and_made_once() {
    let (_folder, mut store) = fresh();
    let draft = store.save_draft(&record(2018, 20), 0, &mark(0)).unwrap();
    let early = store.request_change(&swap(draft), &mark(0));
    assert!(matches!(early, Err(StoreError::WrongState { .. })));
    store.publish(draft, None, &mark(1)).unwrap();

    let rejected = store.request_change(&swap(draft), &mark(2)).unwrap();
    store
        .decide_change(rejected, Verdict::Reject, &mark(3))
        .unwrap();
    let again = store.decide_change(rejected, Verdict::Approve, &mark(4));
    assert!(matches!(
        again,
        Err(StoreError::Settled {
            found: ChangeState::Rejected,
            ..
        })
    ));

    let id = store.request_change(&swap(draft), &mark(5)).unwrap();
    store.decide_change(id, Verdict::Approve, &mark(6)).unwrap();
    let changed = stood_by("binh", 2018, 20);
    let made = store
        .apply_change(id, draft, &changed, Manner::Lawful, &mark(7))
        .unwrap();
    let change = store.change(id).unwrap().unwrap();
    assert_eq!(change.asked, swap(draft));
    assert_eq!(
        (change.state, change.revision),
        (ChangeState::Applied, Some(made))
    );
    assert_eq!(store.in_force("so", 2018).unwrap().unwrap().id, made);
    assert_eq!(store.load(made).unwrap(), Some(changed.clone()));

    // The first revision is no longer in force: what was worked out on it is stale.
    let stale = store.make_change(&swap(draft), &changed, Manner::Lawful, &mark(8));
    assert!(matches!(stale, Err(StoreError::Stale { in_force }) if in_force == made));
    assert_eq!(store.changes().unwrap().len(), 2, "nothing is noted of it");

    let mut breaking = swap(made);
    breaking.broken = vec!["R05".to_owned()];
    let (id, last) = store
        .make_change(&breaking, &record(2018, 20), Manner::Overriding, &mark(9))
        .unwrap();
    assert_eq!(
        store.change(id).unwrap().unwrap().state,
        ChangeState::Overridden
    );
    assert_eq!(store.in_force("so", 2018).unwrap().unwrap().id, last);
    let missing = store.decide_change(99, Verdict::Reject, &mark(9));
    assert!(matches!(missing, Err(StoreError::NoChange { id: 99 })));
    assert_sound(&store);
}

#[test]
fn a_season_comes_back_as_it_was_imported_and_twice_is_once() {
    let (_folder, mut store) = fresh();
    let first = season(|_| {});
    assert_eq!(store.season("so", 2018).unwrap(), None);
    let differences = store.import(&first, 0, &mark(0)).unwrap();
    assert!(differences.iter().all(|it| it.before.is_none()));
    assert_eq!(store.season("so", 2018).unwrap(), Some(first.clone()));
    let version = store.version("so").unwrap();
    assert_eq!(store.import(&first, version, &mark(1)).unwrap(), []);
    assert_eq!(store.version("so").unwrap(), version);
    assert_eq!(store.log().unwrap().len(), 1);
    assert_eq!(store.seasons().unwrap(), [("so".to_owned(), 2018)]);
    assert_sound(&store);
}

#[test]
fn an_import_shows_what_it_changes_and_keeps_what_stood_before() {
    let (_folder, mut store) = fresh();
    store.import(&season(|_| {}), 0, &mark(0)).unwrap();
    let version = store.version("so").unwrap();
    let second = season(|facts| {
        facts["people"][0]["phone"] = json!("0200");
        facts["people"][0]["leave"] = json!([]);
        facts["people"][1] = json!(
            {"id": "chi", "name": "Chi", "unit": "u", "rank": "staff", "duties": ["office"]}
        );
    });
    let shown = store.compare(&second).unwrap();
    let what: Vec<_> = (shown.iter())
        .map(|it| {
            (
                it.kind,
                it.id.as_str(),
                it.before.is_some(),
                it.after.is_some(),
            )
        })
        .collect();
    assert_eq!(
        what,
        [
            (Kind::Person, "an", true, true),
            (Kind::Person, "binh", true, false),
            (Kind::Person, "chi", false, true),
            (
                Kind::Leave,
                "an/2018-02-14 00:00:00/2018-02-15 00:00:00",
                true,
                false
            ),
        ]
    );
    let late = store.import(&second, version - 1, &mark(1));
    assert!(matches!(late, Err(StoreError::OfficeChanged { .. })));
    assert_eq!(store.import(&second, version, &mark(1)).unwrap(), shown);
    assert_eq!(store.season("so", 2018).unwrap(), Some(second));
    let gone: i64 = (store.connection)
        .query_row("SELECT gone FROM person WHERE id = 'binh'", [], |row| {
            row.get(0)
        })
        .unwrap();
    assert_eq!(gone, version + 1);
    // Back again.
    store
        .import(&season(|_| {}), version + 1, &mark(2))
        .unwrap();
    assert_eq!(store.season("so", 2018).unwrap(), Some(season(|_| {})));
    assert_sound(&store);
}

#[test]
fn history_is_what_is_in_force_else_what_was_told_else_the_newest_draft() {
    let (_folder, mut store) = fresh();
    let mut seen = 0;
    for (year, points) in [(2017, 9), (2016, 5), (2017, 8), (2018, 20), (2015, 3)] {
        seen = store
            .save_draft(&record(year, points), seen, &mark(0))
            .unwrap();
    }
    let eve = [SpecialDay::Eve];
    let history = |store: &Store, person: &str| -> Vec<(PastYear, Origin)> {
        let mut all = store.history("so", 2018).unwrap();
        let past = all.remove(person).unwrap_or_default();
        past.into_iter()
            .map(|Past { year, origin }| (year, origin))
            .collect()
    };
    let draft = |it| (it, Origin::Draft);
    assert_eq!(
        history(&store, "an"),
        [
            draft(past(2015, 1, 3, &eve)),
            draft(past(2016, 1, 5, &eve)),
            draft(past(2017, 1, 8, &eve))
        ]
    );
    assert_eq!(history(&store, "binh")[1], draft(past(2016, 0, 0, &[])));
    store.publish(1, None, &mark(1)).unwrap();
    let told = [
        ("an".to_owned(), past(2016, 2, 7, &[])),
        ("an".to_owned(), past(2017, 2, 7, &[])),
        ("dung".to_owned(), past(2011, 1, 1, &[])),
    ];
    assert_eq!(store.compare_history("so", &told).unwrap().len(), 3);
    store.import_history("so", &told, 0, &mark(2)).unwrap();
    assert_eq!(store.compare_history("so", &told).unwrap(), []);
    assert_eq!(
        history(&store, "an"),
        [
            draft(past(2015, 1, 3, &eve)),
            (past(2016, 2, 7, &[]), Origin::Told),
            (past(2017, 1, 9, &eve), Origin::Published)
        ]
    );
    assert_eq!(
        history(&store, "dung"),
        [(past(2011, 1, 1, &[]), Origin::Told)]
    );
    assert_eq!(store.history("other", 2018).unwrap(), BTreeMap::new());
    assert_sound(&store);
}

#[test]
fn the_next_season_carries_what_this_one_left() {
    let (_folder, mut store) = fresh();
    store.import(&season(|_| {}), 0, &mark(0)).unwrap();
    let draft = store.save_draft(&record(2018, 20), 0, &mark(1)).unwrap();
    store.publish(draft, None, &mark(2)).unwrap();
    let version = store.version("so").unwrap();
    let next = season(|facts| facts["office"]["year"] = json!(2019));
    store.import(&next, version, &mark(3)).unwrap();
    let next = store.season("so", 2019).unwrap().unwrap();
    let an = &next.facts.people[0];
    assert_eq!((an.carried, an.history.len()), (20, 1));
    assert!(an.had_special(2019, SpecialDay::Eve));
    assert_eq!(next.facts.people[1].carried, 0);
}

#[test]
fn whom_a_change_replaced_is_on_leave_when_the_next_is_planned() {
    let (_folder, mut store) = fresh();
    let imported = season(|_| {});
    store.import(&imported, 0, &mark(0)).unwrap();
    let draft = store.save_draft(&record(2018, 20), 0, &mark(1)).unwrap();
    store.publish(draft, None, &mark(2)).unwrap();
    let leave = Leave {
        span: record(2018, 20).problem.shifts[0].span,
        reason: "ill".to_owned(),
    };
    let mut change = swap(draft);
    change.change.kind = ChangeKind::Replace;
    change.change.away = vec![Away {
        person: "an".to_owned(),
        leave: leave.clone(),
    }];
    let leaves = |store: &Store| {
        let season = store.season("so", 2018).unwrap().unwrap();
        season.facts.people[0].leave.clone()
    };
    let id = store.request_change(&change, &mark(3)).unwrap();
    assert_eq!(leaves(&store), imported.facts.people[0].leave, "asked for");
    let changed = stood_by("binh", 2018, 20);
    store
        .apply_change(id, draft, &changed, Manner::Lawful, &mark(4))
        .unwrap();
    assert_eq!(leaves(&store).last(), Some(&leave));
    assert_eq!(leaves(&store).len(), 2);
    // The folder says nothing of it, and that is no difference.
    assert_eq!(store.compare(&imported).unwrap(), []);
}

#[test]
fn doctor_sees_what_was_changed_behind_its_back() {
    let tampered = |edit: &str| -> Vec<Flaw> {
        let (_folder, mut store) = fresh();
        store.import(&season(|_| {}), 0, &mark(0)).unwrap();
        let draft = store.save_draft(&record(2018, 20), 0, &mark(0)).unwrap();
        store.publish(draft, None, &mark(1)).unwrap();
        store.request_change(&swap(draft), &mark(2)).unwrap();
        assert_sound(&store);
        let triggers: Vec<String> = {
            let sql = "SELECT name FROM sqlite_schema WHERE type = 'trigger'";
            let mut statement = store.connection.prepare(sql).unwrap();
            let names = statement.query_map([], |row| row.get(0)).unwrap();
            names.collect::<Result<_, _>>().unwrap()
        };
        let drops: String = (triggers.iter())
            .map(|it| format!("DROP TRIGGER {it};"))
            .collect();
        let sql = format!("PRAGMA foreign_keys = OFF; {drops} {edit}");
        store.connection.execute_batch(&sql).unwrap();
        store.doctor().unwrap().1
    };
    assert_eq!(tampered(""), []);
    let unlogged = |table, id| Flaw::Unlogged { table, id };
    let unsealed = |entry| Flaw::Unsealed { entry };
    for (edit, flaw) in [
        ("UPDATE audit SET who = 'x' WHERE id = 2", unsealed(2)),
        ("UPDATE audit SET why = '' WHERE id = 1", unsealed(1)),
        ("DELETE FROM audit WHERE id = 3", unsealed(3)),
        ("DELETE FROM audit WHERE id = 4", unlogged("change", 1)),
        (
            "UPDATE revision SET record = json_set(record, '$.cost', 1)",
            unlogged("revision", 1),
        ),
        (
            "UPDATE revision SET state = 'superseded'",
            unlogged("revision", 1),
        ),
        (
            "DELETE FROM change; DELETE FROM revision",
            unlogged("revision", 1),
        ),
        (
            "UPDATE revision SET record = '{}'",
            Flaw::Unreadable {
                table: "revision",
                id: "1".to_owned(),
            },
        ),
        (
            "UPDATE difference SET after = '1' WHERE kind = 'unit'",
            unlogged("import", 1),
        ),
        ("DELETE FROM change", unlogged("change", 1)),
        (
            "DELETE FROM unit",
            Flaw::Dangling {
                table: "person".to_owned(),
                to: "unit".to_owned(),
            },
        ),
    ] {
        let flaws = tampered(edit);
        assert!(flaws.contains(&flaw), "{edit}: {flaws:?}");
    }
}

#[test]
fn the_log_tells_who_did_what_and_why() {
    let (_folder, mut store) = fresh();
    let draft = store.save_draft(&record(2018, 20), 0, &mark(0)).unwrap();
    store.publish(draft, None, &mark(1)).unwrap();
    let log = store.log().unwrap();
    let entry = &log[1];
    assert_eq!((entry.who.as_str(), entry.why.as_str()), ("chi", "because"));
    assert_eq!(
        (entry.at, &entry.what),
        (
            mark(1).at,
            &Deed::Publish {
                revision: draft,
                supersedes: None
            }
        )
    );
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
