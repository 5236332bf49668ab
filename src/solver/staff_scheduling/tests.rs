//! Random small periods: every timetable tried, judged, and compared.

use super::*;
use crate::solver::Gaps;
use crate::solver::progress::NeverStop;
use crate::solver::rng::Rng;

const CONFIG: SolveConfig = SolveConfig {
    seed: 1,
    gaps: Gaps::Refuse,
    threads: 1,
};

fn random_price(rng: &mut Rng) -> Price {
    match rng.below(4) {
        0 => Price::Target {
            target: rng.below(4) as i64,
            under: rng.below(5) as i64,
            over: rng.below(5) as i64,
        },
        1 => Price::Square {
            weight: rng.below(3) as i64,
            carried: rng.below(3) as i64,
        },
        _ => Price::Free,
    }
}

fn random_amount(rng: &mut Rng, n: usize) -> Amount {
    let least = if rng.below(3) == 0 { rng.below(3) } else { 0 };
    let most = if rng.below(2) == 0 {
        None
    } else {
        Some((least + rng.below(n)) as i64)
    };
    Amount {
        least: least as i64,
        most,
        price: random_price(rng),
    }
}

fn random_streak(rng: &mut Rng) -> Streak {
    let least = 1 + rng.below(2) as u16;
    let most = if rng.below(2) == 0 {
        None
    } else {
        Some(least + rng.below(3) as u16)
    };
    Streak { least, most }
}

fn random_instance(rng: &mut Rng) -> Instance {
    let n_days = 3 + rng.below(2) as u16;
    let n_kinds = 1 + rng.below(2);
    let kinds = (0..n_kinds)
        .map(|kind| Kind {
            id: format!("K{kind}"),
            minutes: 1 + rng.below(2) as i64,
            not_next: (0..n_kinds).filter(|_| rng.below(4) == 0).collect(),
        })
        .collect();
    let some = |rng: &mut Rng, most: usize| -> Vec<(u16, usize)> {
        (0..rng.below(most))
            .map(|_| (rng.below(usize::from(n_days)) as u16, rng.below(n_kinds)))
            .collect()
    };
    let people = (0..1 + rng.below(2))
        .map(|person| {
            let requests = some(rng, 4).into_iter().map(|(day, kind)| Request {
                day,
                kind,
                weight: 1 + i64::from(day),
                wants: (usize::from(day) + kind).is_multiple_of(2),
            });
            Pattern {
                id: format!("P{person}"),
                requests: requests.collect(),
                kinds: (0..n_kinds).map(|_| random_amount(rng, 4)).collect(),
                minutes: random_amount(rng, 6),
                weekends: Amount::at_most(rng.below(3) as i64),
                work: random_streak(rng),
                rest: random_streak(rng),
                banned: some(rng, 3),
                fixed: if rng.below(4) == 0 {
                    some(rng, 2)
                } else {
                    Vec::new()
                },
            }
        })
        .collect();
    let demands = some(rng, 6).into_iter().map(|(day, kind)| Demand {
        day,
        kind,
        need: rng.below(3) as u16,
        coverage: if rng.below(3) == 0 {
            Coverage::Exact
        } else {
            Coverage::Soft {
                under: rng.below(20) as i64,
                over: rng.below(4) as i64,
            }
        },
    });
    let demands = demands.collect();
    Instance {
        n_days,
        first_weekday: rng.below(7) as u16,
        kinds,
        people,
        demands,
    }
}

fn brute_force(instance: &Instance) -> Option<i64> {
    let n_cells = usize::from(instance.n_days) * instance.people.len();
    let n_choices = instance.kinds.len() + 1;
    let mut cells = vec![0; n_cells];
    let mut best: Option<i64> = None;
    loop {
        let rows = cells.chunks(usize::from(instance.n_days));
        let timetable: Timetable = rows
            .map(|row| row.iter().map(|it: &usize| it.checked_sub(1)).collect())
            .collect();
        if let Ok(cost) = instance.judge(&timetable) {
            best = Some(best.map_or(cost, |it| it.min(cost)));
        }
        let Some(next) = cells.iter().position(|it| it + 1 < n_choices) else {
            return best;
        };
        cells[next] += 1;
        cells[..next].fill(0);
    }
}

#[test]
fn the_best_of_all_schedules_is_found_and_proven() {
    let mut rng = Rng::new(17);
    let (mut n_solved, mut n_infeasible) = (0, 0);
    for round in 0..1_000 {
        let instance = random_instance(&mut rng);
        let expected = brute_force(&instance);
        let (outcome, _) = solve_instance(&instance, CONFIG, &mut NeverStop).unwrap();
        match (outcome, expected) {
            (InstanceOutcome::Optimal(it), Some(expected)) => {
                assert_eq!(it.cost, expected, "round {round}: {instance:#?}");
                assert_eq!(it.bound, Some(expected), "round {round}");
                assert_eq!(instance.judge(&it.timetable), Ok(expected), "round {round}");
                n_solved += 1;
            }
            (InstanceOutcome::Infeasible, None) => n_infeasible += 1,
            (outcome, expected) => {
                panic!("round {round}: {outcome:?}, {expected:?} by brute force: {instance:#?}")
            }
        }
    }
    assert!(
        300 < n_solved && 100 < n_infeasible,
        "{n_solved} {n_infeasible}"
    );
}

#[test]
fn what_cannot_be_meant_is_told_all_at_once() {
    let mut rng = Rng::new(1);
    let mut instance = random_instance(&mut rng);
    instance.people[0].kinds.push(Amount::FREE);
    instance.people[0].banned.push((99, 0));
    instance.demands.push(Demand {
        day: 0,
        kind: 9,
        need: 1,
        coverage: Coverage::Soft { under: -1, over: 0 },
    });
    let errors = solve_instance(&instance, CONFIG, &mut NeverStop).unwrap_err();
    assert_eq!(errors.len(), 4, "{errors:?}");
}
