//! Whatever is done in whatever order, a store stays sound.

use proptest::prelude::{Strategy, prop, proptest};

use super::*;

/// Something somebody does; most of it is refused most of the time.
#[derive(Clone, Copy, Debug)]
enum Act {
    Draft {
        seen: i64,
        points: i64,
    },
    Publish {
        id: i64,
        version: i64,
        over: Option<i64>,
    },
    Import {
        version: i64,
        points: i64,
    },
    Ask {
        base: i64,
    },
    Reject {
        id: i64,
    },
    Apply {
        id: i64,
        base: i64,
    },
}

fn act() -> impl Strategy<Value = Act> {
    let id = || 0..6i64;
    let over = prop::option::of(id());
    proptest::prop_oneof![
        (id(), 1..9i64).prop_map(|(seen, points)| Act::Draft { seen, points }),
        (id(), 0..3i64, over).prop_map(|(id, version, over)| Act::Publish { id, version, over }),
        (id(), 1..3i64).prop_map(|(version, points)| Act::Import { version, points }),
        id().prop_map(|base| Act::Ask { base }),
        id().prop_map(|id| Act::Reject { id }),
        (id(), id()).prop_map(|(id, base)| Act::Apply { id, base }),
    ]
}

/// Does it; whether it was done.
fn perform(store: &mut Store, act: Act, at: i64) -> bool {
    let mark = mark(at);
    match act {
        Act::Draft { seen, points } => {
            let record = record(2018, points);
            store.save_draft(&record, seen, &mark).is_ok()
        }
        Act::Publish { id, version, over } => store.publish(id, version, over, &mark).is_ok(),
        Act::Import { version, points } => {
            let data = data(|facts| facts["shifts"][0]["points"] = json!(points));
            store.import(&data, version, &mark).is_ok()
        }
        Act::Ask { base } => store.request_change(&swap(base), &mark).is_ok(),
        Act::Reject { id } => store.reject_change(id, &mark).is_ok(),
        Act::Apply { id, base } => {
            let record = stood_by("binh", 2018, 20);
            let done = store.apply_change(id, base, &record, Manner::Lawful, &mark);
            done.is_ok()
        }
    }
}

proptest! {
    #[test]
    fn nothing_that_is_done_or_refused_makes_a_store_unsound(
        acts in prop::collection::vec(act(), 1..40),
    ) {
        let mut store = Store::in_memory().unwrap();
        for (at, act) in (0..).zip(acts) {
            let before = store.log().unwrap();
            let done = perform(&mut store, act, at);
            let after = store.log().unwrap();
            // What is refused leaves no trace; what was done before stays as it was.
            assert_eq!(after[..before.len()], before);
            assert!(done || after.len() == before.len());
            let revisions = store.revisions().unwrap();
            let in_force = revisions.iter().filter(|it| it.state == State::Published);
            assert!(in_force.count() <= 1);
        }
        assert_sound(&store);
    }
}
