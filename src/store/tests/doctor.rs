//! What doctor sees, and what the log tells.

use super::*;

#[test]
fn doctor_sees_what_was_changed_behind_its_back() {
    let tampered = |edit: &str| -> Vec<Flaw> {
        let (_folder, mut store) = fresh();
        store.import(&data(|_| {}), 0, &mark(0)).unwrap();
        let draft = store.save_draft(&record(2018, 20), 0, &mark(0)).unwrap();
        publish(&mut store, draft, None, &mark(1)).unwrap();
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
            "UPDATE change SET broken = '[\"R05\"]'",
            unlogged("change", 1),
        ),
        ("UPDATE change SET added = '[]'", unlogged("change", 1)),
        (
            "UPDATE revision SET published = '2018-01-01T00:00:00'",
            unlogged("revision", 1),
        ),
        (
            "UPDATE revision SET created = '2018-01-01T00:00:00'",
            unlogged("revision", 1),
        ),
        (
            "INSERT INTO period VALUES ('so', 'tet-2017', '2017-01-28', '{\"id\":\"tet-2017\",\"kind\":\"tet\",\"year\":2017,\"first_day\":\"2017-01-28\"}');
             UPDATE revision SET period = 'tet-2017'",
            unlogged("revision", 1),
        ),
        (
            "UPDATE period SET body = json_set(body, '$.first_day', '2018-02-17')",
            Flaw::Untold { table: "period" },
        ),
        (
            "UPDATE person SET body = json_set(body, '$.phone', '0200') WHERE id = 'an'",
            unlogged("import", 1),
        ),
        ("UPDATE leave SET gone = 1", unlogged("import", 1)),
        ("DELETE FROM rule WHERE id = 'R05'", unlogged("import", 1)),
        (
            "INSERT INTO unit (office, period, id, place, body)
             VALUES ('so', 'tet-2018', 'v', 9, '{}')",
            Flaw::Untold { table: "unit" },
        ),
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
    publish(&mut store, draft, None, &mark(1)).unwrap();
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
fn doctor_knows_what_came_went_and_came_back() {
    let (_folder, mut store) = fresh();
    let without_leave = data(|facts| facts["people"][0]["leave"] = json!([]));
    for (version, data) in (0..).zip([data(|_| {}), without_leave, data(|_| {})]) {
        store.import(&data, version, &mark(version)).unwrap();
        assert_sound(&store);
    }
}

#[test]
fn what_triggers_guard_is_not_changed_even_by_one_who_means_well() {
    let (_folder, mut store) = fresh();
    let draft = store.save_draft(&record(2018, 20), 0, &mark(0)).unwrap();
    publish(&mut store, draft, None, &mark(1)).unwrap();
    store.request_change(&swap(draft), &mark(2)).unwrap();
    for sql in [
        "UPDATE change SET broken = '[\"R05\"]'",
        "UPDATE change SET added = '[]'",
        "DELETE FROM change",
    ] {
        assert!(store.connection.execute(sql, []).is_err(), "{sql}");
    }
}
