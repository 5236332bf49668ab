//! Pricing and enumeration against all schedules there are.

use super::*;
use crate::solver::pricing::enumerate::enumerate;

#[test]
fn pricing_finds_the_best_of_all_schedules_under_any_decisions() {
    let mut rng = Rng::new(3);
    let mut scratch = Scratch::default();
    for round in 0..2_000 {
        let points: Vec<i64> = (0..6).map(|_| rng.below(5) as i64).collect();
        let mut person = random_person(&mut rng, &points);
        if rng.below(2) == 0 {
            // Few weekends, each of which may be worked on several days.
            let n_turns = person.turns.len();
            person.resources[1].most = None;
            person.resources.push(Resource {
                measure: Measure::Weekends,
                consumption: vec![1; n_turns],
                blocks: { person.turns.iter() }.map(|it| 1 + it.day / 3).collect(),
                least: 0,
                most: Some(1 + rng.below(2) as i64),
                curve: Curve::Free,
            });
        }
        let weights: Vec<i64> = person
            .turns
            .iter()
            .map(|_| (rng.below(60) as i64 - 40) * SCALE / 3)
            .collect();
        let fixed: Vec<Fix> = (person.turns.iter())
            .map(|_| [Fix::Free, Fix::Free, Fix::Free, Fix::Banned, Fix::Required][rng.below(5)])
            .collect();
        let agrees = |schedule: &Schedule| {
            TurnAt::enumerate(&fixed).all(|(at, fix)| match fix {
                Fix::Free => true,
                Fix::Banned => !schedule.contains(&at),
                Fix::Required => schedule.contains(&at),
            })
        };
        let reduced = |schedule: &Schedule| {
            let own: i64 = schedule.iter().map(|at| person.turns[at.get()].cost).sum();
            let weighed: i64 = schedule.iter().map(|at| weights[at.get()]).sum();
            (person.cost_of(schedule).unwrap() - own) * SCALE + weighed
        };
        let expected = all_schedules(&person)
            .iter()
            .filter(|it| agrees(it))
            .map(reduced)
            .min();
        let mut priced = Vec::new();
        let wanted = Wanted {
            n_schedules: 3,
            most: None,
        };
        price(&person, &weights, &fixed, wanted, &mut scratch, &mut priced);
        assert_eq!(
            priced.first().map(|it| it.reduced),
            expected,
            "round {round}: {person:?} {fixed:?}"
        );
        for it in &priced {
            assert!(
                agrees(&it.schedule) && reduced(&it.schedule) == it.reduced,
                "round {round}: {it:?}"
            );
        }
    }
}

#[test]
fn enumeration_finds_every_schedule_within_the_limit() {
    let mut rng = Rng::new(5);
    for round in 0..1_000 {
        let points: Vec<i64> = (0..6).map(|_| rng.below(5) as i64).collect();
        let person = random_person(&mut rng, &points);
        let weights: Vec<i64> = person.turns.iter().map(|it| it.cost * SCALE).collect();
        let fixed = vec![Fix::Free; weights.len()];
        let limit = rng.below(30) as i64 * SCALE;
        let mut expected: Vec<Schedule> = all_schedules(&person);
        expected.retain(|schedule| {
            person
                .cost_of(schedule)
                .is_some_and(|cost| cost * SCALE <= limit)
        });
        expected.sort();
        let mut found = Vec::new();
        assert!(enumerate(
            &person, &weights, &fixed, limit, 1_000, &mut found
        ));
        let mut found: Vec<Schedule> = found.into_iter().map(|(_, schedule)| schedule).collect();
        found.sort();
        assert_eq!(found, expected, "round {round}: {person:?}");
    }
}
