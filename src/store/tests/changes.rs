//! Changes asked for, decided and made.

use super::*;

#[test]
fn a_change_is_asked_for_decided_and_made_once() {
    let (_folder, mut store) = fresh();
    let draft = store.save_draft(&record(2018, 20), 0, &mark(0)).unwrap();
    let early = store.request_change(&swap(draft), &mark(0));
    assert!(matches!(early, Err(StoreError::WrongState { .. })));
    publish(&mut store, draft, None, &mark(1)).unwrap();

    let rejected = store.request_change(&swap(draft), &mark(2)).unwrap();
    store.reject_change(rejected, &mark(3)).unwrap();
    let again = store.reject_change(rejected, &mark(4));
    assert!(matches!(
        again,
        Err(StoreError::Settled {
            found: ChangeState::Rejected,
            ..
        })
    ));

    let id = store.request_change(&swap(draft), &mark(5)).unwrap();
    let late = store.request_change(&swap(draft), &mark(6)).unwrap();
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
    assert_eq!(store.in_force("so", "tet-2018").unwrap().unwrap().id, made);
    assert_eq!(store.load(made).unwrap(), Some(changed.clone()));

    // The first revision is no longer in force: what was worked out on it is stale.
    let stale = store.apply_change(late, draft, &changed, Manner::Lawful, &mark(8));
    assert!(matches!(stale, Err(StoreError::Stale { in_force }) if in_force == made));
    let stale = store.request_change(&swap(draft), &mark(8));
    assert!(matches!(stale, Err(StoreError::Stale { in_force }) if in_force == made));
    assert_eq!(store.changes().unwrap().len(), 3, "nothing is noted of it");

    let mut breaking = swap(made);
    breaking.broken = vec!["R05".to_owned()];
    let id = store.request_change(&breaking, &mark(9)).unwrap();
    let last = store
        .apply_change(id, made, &record(2018, 20), Manner::Overriding, &mark(9))
        .unwrap();
    assert_eq!(
        store.change(id).unwrap().unwrap().state,
        ChangeState::Overridden
    );
    assert_eq!(store.in_force("so", "tet-2018").unwrap().unwrap().id, last);
    let missing = store.reject_change(99, &mark(9));
    assert!(matches!(missing, Err(StoreError::NoChange { id: 99 })));
    assert_sound(&store);
}

#[test]
fn whom_a_change_replaced_is_on_leave_when_the_next_is_planned() {
    let (_folder, mut store) = fresh();
    let imported = data(|_| {});
    store.import(&imported, 0, &mark(0)).unwrap();
    let draft = store.save_draft(&record(2018, 20), 0, &mark(1)).unwrap();
    publish(&mut store, draft, None, &mark(2)).unwrap();
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
        let data = store.period_data("so", "tet-2018").unwrap().unwrap();
        data.facts.people[0].leave.clone()
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
