//! Stores of every older schema, with data, come up to the newest with nothing lost.

use rusqlite::params;

use super::*;

/// The steps as released, so that a store of any version can be made.
const SQL: [&str; 6] = [
    include_str!("../migrations/0001_revision.sql"),
    include_str!("../migrations/0002_published.sql"),
    include_str!("../migrations/0003_office.sql"),
    include_str!("../migrations/0004_sealed.sql"),
    include_str!("../migrations/0005_period.sql"),
    include_str!("../migrations/0006_sources.sql"),
];

/// A store of schema `version` as the program of that time left it.
fn store_of(version: usize, path: &Path) -> Connection {
    let connection = Connection::open(path).unwrap();
    for sql in &SQL[..version] {
        connection.execute_batch(sql).unwrap();
    }
    let application = migrate::APPLICATION;
    (connection.pragma_update(None, "application_id", application)).unwrap();
    (connection.pragma_update(None, "user_version", version as i64)).unwrap();
    connection
}

/// A record in the words of programs before there were periods.
fn text_of(record: &RosterRecord) -> String {
    let mut record = serde_json::to_value(record).unwrap();
    let facts = &mut record["problem"];
    let period = facts.as_object_mut().unwrap().remove("period").unwrap();
    for key in ["year", "first_day"] {
        facts["office"][key] = period[key].clone();
    }
    record.to_string()
}

fn insert(connection: &Connection, year: i32, state: &str, record: &RosterRecord) {
    connection
        .execute(
            "INSERT INTO revision (office, year, state, created, record)
             VALUES ('so', ?1, ?2, '2018-02-01T12:00:00', ?3)",
            params![year, state, text_of(record)],
        )
        .unwrap();
}

#[test]
fn every_step_is_tested() {
    assert_eq!(SQL.len() as i64, migrate::NEWEST);
}

#[test]
fn from_the_first_schema() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.db");
    let old = store_of(1, &path);
    insert(&old, 2017, "draft", &record(2017, 9));
    insert(&old, 2018, "superseded", &record(2018, 20));
    insert(&old, 2018, "published", &stood_by("binh", 2018, 20));
    insert(&old, 2018, "published", &record(2018, 30));
    insert(&old, 2018, "draft", &record(2018, 40));
    drop(old);

    let mut store = Store::open(&path).unwrap();
    assert_sound(&store);
    let states: Vec<_> = (store.revisions().unwrap().into_iter())
        .map(|it| it.state)
        .collect();
    use State::{Draft, Published, Superseded};
    assert_eq!(states, [Draft, Superseded, Superseded, Published, Draft]);
    assert_eq!(store.load(5).unwrap(), Some(record(2018, 40)));
    assert_eq!(
        store.history("so", Some(tet(2018).anchor())).unwrap()["an"].len(),
        1
    );
    // And it goes on.
    assert_eq!(publish(&mut store, 5, None, &mark(9)).unwrap(), Some(4));
    store.import(&data(|_| {}), 0, &mark(9)).unwrap();
    assert_sound(&store);
}

/// What the program of schema 2 left: a superseded, a published and a draft revision of one office, a
/// draft of another, a change made and one asked for, all in the log.
fn fill_second(connection: &Connection) {
    let mut other = record(2018, 5);
    other.problem.office.id = "vp".to_owned();
    let records = [
        ("so", "superseded", record(2018, 20)),
        ("so", "published", stood_by("binh", 2018, 20)),
        ("so", "draft", record(2018, 40)),
        ("vp", "draft", other),
    ];
    let log = |deed| audit::append(connection, &mark(0), &deed).unwrap();
    for (revision, (office, state, record)) in (1..).zip(records) {
        let text = text_of(&record);
        let published = (state != "draft").then(|| text_of_moment(mark(0).at));
        connection
            .execute(
                "INSERT INTO revision (office, year, state, created, published, record, seen)
                 VALUES (?1, 2018, ?2, ?3, ?4, ?5, 0)",
                params![office, state, text_of_moment(mark(0).at), published, text],
            )
            .unwrap();
        let digest = audit::digest(text.as_bytes());
        match revision {
            1 => {
                log(Deed::Draft { revision, digest });
                log(Deed::Publish {
                    revision,
                    supersedes: None,
                });
                log(Deed::Request {
                    change: 1,
                    digest: None,
                });
            }
            2 => log(Deed::Apply {
                change: 1,
                state: ChangeState::Applied,
                revision,
                digest,
                supersedes: 1,
            }),
            _ => log(Deed::Draft { revision, digest }),
        }
    }
    let insert = |state: &str, base: i64, revision: Option<i64>, decided: Option<&str>| {
        let [dropped, added] = [r#"[{"person":"an","shift":"eve"}]"#, "[]"];
        connection
            .execute(
                "INSERT INTO change (kind, state, base, revision, dropped, added, away, broken,
                                     requested_by, requested, reason, decided_by, decided)
                 VALUES ('swap', ?1, ?2, ?3, ?4, ?5, '[]', '[]',
                         'chi', '2018-02-01T12:00:00', '', ?6, ?6)",
                params![state, base, revision, dropped, added, decided],
            )
            .unwrap();
    };
    insert("applied", 1, Some(2), Some("2018-02-01T12:00:00"));
    insert("requested", 2, None, None);
    log(Deed::Request {
        change: 2,
        digest: None,
    });
}

/// Everything is there, doctor is content, and it goes on.
#[track_caller]
fn must_go_on(mut store: Store) {
    assert_sound(&store);
    use State::{Draft, Published, Superseded};
    let states: Vec<_> = (store.revisions().unwrap().into_iter())
        .map(|it| it.state)
        .collect();
    assert_eq!(states, [Superseded, Published, Draft, Draft]);
    assert_eq!(store.load(3).unwrap(), Some(record(2018, 40)));
    let states: Vec<_> = (store.changes().unwrap().into_iter())
        .map(|it| it.state)
        .collect();
    assert_eq!(states, [ChangeState::Applied, ChangeState::Requested]);
    store.reject_change(2, &mark(8)).unwrap();
    assert_eq!(publish(&mut store, 3, Some(2), &mark(9)).unwrap(), Some(2));
    let version = store.version("so").unwrap();
    let other = data(|facts| facts["people"][0]["phone"] = json!("0200 999"));
    store.import(&other, version, &mark(9)).unwrap();
    assert_sound(&store);
}

#[test]
fn from_the_second_schema() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.db");
    fill_second(&store_of(2, &path));
    must_go_on(Store::open(&path).unwrap());
}

/// What the program of schemas 3 and 4 left of an import and of earlier years told.
fn fill_third(connection: &Connection) {
    let facts: Facts = serde_json::from_value(facts(2018, 20)).unwrap();
    let facts = serde_json::to_value(facts).unwrap();
    let office = json!({"id": "so", "name": "So", "year": 2018, "first_day": "2018-02-16"});
    let things = [
        (
            "season",
            2018,
            "so",
            json!({"office": office, "carry_years": 1}),
        ),
        ("day", 2018, "2018-02-15", facts["days"][0].clone()),
        ("unit", 2018, "u", facts["units"][0].clone()),
        ("duty", 2018, "office", facts["duties"][0].clone()),
        ("shift", 2018, "eve", facts["shifts"][0].clone()),
        ("person", 2018, "an", facts["people"][0].clone()),
        ("person", 2018, "binh", facts["people"][1].clone()),
        (
            "past_year",
            2011,
            "an",
            json!({"year": 2011, "turns": 1, "points": 7, "specials": []}),
        ),
    ];
    let insert = "INSERT INTO import (office, who, at) VALUES ('so', 'chi', '2018-02-01T12:00:00')";
    connection
        .execute("INSERT OR IGNORE INTO office VALUES ('so')", [])
        .unwrap();
    connection.execute(insert, []).unwrap();
    let mut sealed = String::new();
    for (place, (kind, year, id, body)) in (0..).zip(things) {
        let sql = format!(
            "INSERT INTO {kind} (office, year, id, place, body) VALUES (?1, ?2, ?3, ?4, ?5)"
        );
        let text = body.to_string();
        connection
            .execute(&sql, params!["so", year, id, place, text])
            .unwrap();
        let sql =
            "INSERT INTO difference (import, kind, year, id, after) VALUES (1, ?1, ?2, ?3, ?4)";
        connection
            .execute(sql, params![kind, year, id, text])
            .unwrap();
        sealed += &format!(
            r#"{{"kind":"{kind}","year":{year},"id":"{id}","before":null,"after":{text}}}"#
        );
        sealed.push('\n');
    }
    let digest = audit::digest(sealed.as_bytes());
    let deed = Deed::Import {
        import: 1,
        digest,
        sources: None,
        folder: None,
    };
    audit::append(connection, &mark(0), &deed).unwrap();
}

#[track_caller]
fn from_a_schema_with_imports(version: usize) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.db");
    let old = store_of(2, &path);
    fill_second(&old);
    for sql in &SQL[2..version] {
        old.execute_batch(sql).unwrap();
    }
    old.pragma_update(None, "user_version", version as i64)
        .unwrap();
    fill_third(&old);
    drop(old);
    let store = Store::open(&path).unwrap();
    let imported = store.period_data("so", "tet-2018").unwrap().unwrap();
    assert_eq!(imported.facts.people.len(), 2);
    assert_eq!(imported.facts.people[0].history, [past(2011, 1, 7, &[])]);
    assert_eq!(store.periods().unwrap(), [("so".to_owned(), tet(2018))]);
    // What was imported then and is imported again is the same.
    let again = store.compare(&imported).unwrap();
    assert_eq!(again, []);
    let broken = "UPDATE change SET broken = '[1]'";
    assert!(store.connection.execute(broken, []).is_err());
    must_go_on(store);
}

#[test]
fn from_the_third_schema() {
    from_a_schema_with_imports(3);
}

#[test]
fn from_the_fourth_schema() {
    from_a_schema_with_imports(4);
}

#[test]
fn a_step_that_fails_leaves_the_store_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.db");
    let old = store_of(1, &path);
    old.execute_batch(
        "INSERT INTO revision (office, year, state, created, record)
         VALUES ('so', 2018, 'published', 'yesterday', '{}')",
    )
    .unwrap();
    drop(old);
    assert!(matches!(
        Store::open(&path),
        Err(StoreError::Corrupt {
            table: "revision",
            ..
        })
    ));
    let old = Connection::open(&path).unwrap();
    let version: i64 = old
        .query_row("PRAGMA user_version", [], |row| row.get(0))
        .unwrap();
    let record: String = old
        .query_row("SELECT record FROM revision", [], |row| row.get(0))
        .unwrap();
    assert_eq!((version, record.as_str()), (1, "{}"));
}
