//! Rosters saved and published.

use super::*;

#[test]
fn a_draft_comes_back_as_it_was_also_after_reopening() {
    let (folder, mut store) = fresh();
    assert_eq!(store.revisions().unwrap(), []);
    let saved = record(2018, 20);
    let first = store.save_draft(&saved, 0, &mark(0)).unwrap();
    let second = store
        .save_draft(&record(2018, 30), first, &mark(1))
        .unwrap();
    drop(store);
    let store = Store::open(&folder.path().join("store.db")).unwrap();
    assert_eq!(store.load(first).unwrap(), Some(saved));
    let ids: Vec<_> = store.revisions().unwrap().iter().map(|it| it.id).collect();
    assert_eq!(ids, [first, second]);
    assert_eq!(store.in_force_id("so", "tet-2018").unwrap(), 0);
    assert_eq!(store.load(second + 1).unwrap(), None);
    assert_sound(&store);
}

#[test]
fn one_revision_is_in_force_and_none_is_ever_changed() {
    let (_folder, mut store) = fresh();
    let first = store.save_draft(&record(2018, 20), 0, &mark(0)).unwrap();
    assert_eq!(publish(&mut store, first, None, &mark(2)).unwrap(), None);
    assert_eq!(store.in_force_id("so", "tet-2018").unwrap(), first);
    assert_eq!(store.in_force_id("so", "tet-2019").unwrap(), 0);
    let states = |store: &Store| -> Vec<_> {
        let all = store.revisions().unwrap();
        all.into_iter().map(|it| it.state).collect()
    };
    let second = store
        .save_draft(&record(2018, 30), first, &mark(2))
        .unwrap();
    assert_eq!(states(&store), [State::Published, State::Draft]);
    assert_eq!(
        publish(&mut store, second, None, &mark(3)).unwrap(),
        Some(first)
    );
    assert_eq!(states(&store), [State::Superseded, State::Published]);
    let again = publish(&mut store, first, None, &mark(4));
    assert!(matches!(
        again,
        Err(StoreError::WrongState {
            found: State::Superseded,
            ..
        })
    ));
    let missing = publish(&mut store, 99, None, &mark(4));
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
    // Whichever of two is published first: the other's maker did not know that it would be.
    for order in [[1, 2], [2, 1]] {
        let (_folder, mut store) = fresh();
        for points in [20, 30] {
            let record = record(2018, points);
            store.save_draft(&record, 0, &mark(0)).unwrap();
        }
        let [first, second] = order;
        publish(&mut store, first, None, &mark(1)).unwrap();
        let stale = publish(&mut store, second, None, &mark(2));
        assert!(matches!(stale, Err(StoreError::Stale { in_force }) if in_force == first));
        assert_eq!(
            publish(&mut store, second, Some(first), &mark(3)).unwrap(),
            Some(first)
        );
        assert_sound(&store);
    }
}

#[test]
fn another_year_is_another_matter() {
    let (_folder, mut store) = fresh();
    let draft = store.save_draft(&record(2018, 20), 0, &mark(0)).unwrap();
    publish(&mut store, draft, None, &mark(1)).unwrap();
    let other = store.save_draft(&record(2019, 5), 0, &mark(4)).unwrap();
    assert_eq!(publish(&mut store, other, None, &mark(5)).unwrap(), None);
    assert_sound(&store);
}

#[test]
fn what_was_judged_by_older_data_is_not_published() {
    let (_folder, mut store) = fresh();
    let draft = store.save_draft(&record(2018, 20), 0, &mark(0)).unwrap();
    let version = store.version("so").unwrap();
    store.import(&data(|_| {}), version, &mark(1)).unwrap();
    let late = store.publish(draft, version, None, &mark(2));
    assert!(matches!(late, Err(StoreError::OfficeChanged { .. })));
    assert_eq!(publish(&mut store, draft, None, &mark(3)).unwrap(), None);
}
