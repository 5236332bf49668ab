//! What folders say, and what earlier periods left.

use super::*;

#[test]
fn a_period_comes_back_as_it_was_imported_and_twice_is_once() {
    let (_folder, mut store) = fresh();
    let first = data(|_| {});
    assert_eq!(store.period_data("so", "tet-2018").unwrap(), None);
    let differences = store.import(&first, 0, &mark(0)).unwrap();
    assert!(differences.iter().all(|it| it.before.is_none()));
    assert_eq!(
        store.period_data("so", "tet-2018").unwrap(),
        Some(first.clone())
    );
    let version = store.version("so").unwrap();
    assert_eq!(store.import(&first, version, &mark(1)).unwrap(), []);
    assert_eq!(store.version("so").unwrap(), version);
    assert_eq!(store.log().unwrap().len(), 1);
    assert_eq!(store.periods().unwrap(), [("so".to_owned(), tet(2018))]);
    assert_sound(&store);
}

#[test]
fn an_import_shows_what_it_changes_and_keeps_what_stood_before() {
    let (_folder, mut store) = fresh();
    store.import(&data(|_| {}), 0, &mark(0)).unwrap();
    let version = store.version("so").unwrap();
    let second = data(|facts| {
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
    assert_eq!(store.period_data("so", "tet-2018").unwrap(), Some(second));
    let gone: i64 = (store.connection)
        .query_row("SELECT gone FROM person WHERE id = 'binh'", [], |row| {
            row.get(0)
        })
        .unwrap();
    assert_eq!(gone, version + 1);
    // Back again.
    store.import(&data(|_| {}), version + 1, &mark(2)).unwrap();
    assert_eq!(
        store.period_data("so", "tet-2018").unwrap(),
        Some(data(|_| {}))
    );
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
    let history = |store: &Store, person: &str| -> Vec<(PastPeriod, Origin)> {
        let mut all = store.history("so", Some(tet(2018).anchor())).unwrap();
        let past = all.remove(person).unwrap_or_default();
        past.into_iter()
            .map(|Past { past, origin }| (past, origin))
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
    publish(&mut store, 1, None, &mark(1)).unwrap();
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
    assert_eq!(store.history("other", None).unwrap(), BTreeMap::new());
    assert_sound(&store);
}

#[test]
fn the_next_period_carries_what_this_one_left() {
    let (_folder, mut store) = fresh();
    store.import(&data(|_| {}), 0, &mark(0)).unwrap();
    let draft = store.save_draft(&record(2018, 20), 0, &mark(1)).unwrap();
    publish(&mut store, draft, None, &mark(2)).unwrap();
    let version = store.version("so").unwrap();
    let next = data(|facts| facts["period"] = json!(tet(2019)));
    store.import(&next, version, &mark(3)).unwrap();
    let next = store.period_data("so", "tet-2019").unwrap().unwrap();
    let an = &next.facts.people[0];
    assert_eq!((an.carried, an.history.len()), (20, 1));
    assert!(an.had_special(&tet(2019), SpecialDay::Eve));
    assert_eq!(next.facts.people[1].carried, 0);
}
