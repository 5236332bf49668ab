//! Stores of every older schema, with data, come up to the newest with nothing lost.

use rusqlite::params;

use super::*;

/// The steps as released, so that a store of any version can be made.
const SQL: [&str; 3] = [
    include_str!("../migrations/0001_revision.sql"),
    include_str!("../migrations/0002_published.sql"),
    include_str!("../migrations/0003_office.sql"),
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

fn insert(connection: &Connection, year: i32, state: &str, record: &RosterRecord) {
    connection
        .execute(
            "INSERT INTO revision (office, year, state, created, record)
             VALUES ('so', ?1, ?2, '2018-02-01T12:00:00', ?3)",
            params![year, state, serde_json::to_string(record).unwrap()],
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
    assert_eq!(store.history("so", 2018).unwrap()["an"].len(), 1);
    // And it goes on.
    assert_eq!(store.publish(5, None, &mark(9)).unwrap(), Some(4));
    store.import(&season(|_| {}), 0, &mark(9)).unwrap();
    assert_sound(&store);
}

#[test]
fn from_the_second_schema() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.db");
    drop(store_of(2, &path));
    // The second schema is written by today's program but for what the third adds.
    let connection = Connection::open(&path).unwrap();
    let text = serde_json::to_string(&record(2018, 20)).unwrap();
    insert(&connection, 2018, "draft", &record(2018, 20));
    let digest = audit::digest(text.as_bytes());
    let deed = Deed::Draft {
        revision: 1,
        digest,
    };
    audit::append(&connection, &mark(0), &deed).unwrap();
    drop(connection);
    let mut store = Store::open(&path).unwrap();
    assert_sound(&store);
    assert_eq!(store.publish(1, None, &mark(1)).unwrap(), None);
    assert_sound(&store);
    assert_eq!(store.log().unwrap().len(), 2);
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
