//! The whole method against brute force on random small models.

use super::*;
use crate::solver::bound::Bound;
use crate::solver::compile::Compiled;
use crate::solver::exact::candidates::Candidates;
use crate::solver::exact::residues::Granularity;
use crate::solver::exact::search::{Searched, search};
use crate::solver::master::Penalty;
use crate::solver::model::component::PossibleCosts;
use crate::solver::model::index::{RowIdx, TurnAt};
use crate::solver::model::rows::{Row, Sense, Slack};
use crate::solver::model::schedule::{
    Arc, Curve, HomeTrip, Hubs, Load, Measure, ModelPerson, Network, Resource, Step, Streak, Tip,
    Turn,
};
use crate::solver::model::{Fix, Model, SCALE, Schedule};
use crate::solver::pricing::{Scratch, Wanted, price};
use crate::solver::progress::{NeverStop, ReportLimit};
use crate::solver::rng::Rng;
use crate::solver::solve::{Run, run};
use crate::solver::tree::node::{ColumnGeneration, NodeLimits, Pool};

mod pricing;
mod range;

const CONFIG: SolveConfig = SolveConfig {
    seed: 1,
    gaps: Gaps::Allow,
    threads: 1,
};

/// A random small model: up to 4 people and 5 shifts a day apart or overlapping.
fn random_model(rng: &mut Rng) -> Model {
    let n_shifts = 2 + rng.below(4);
    let n_people = 1 + rng.below(4);
    let mut rows: Vec<Row> = (0..n_shifts)
        .map(|shift| Row {
            name: None,
            sense: Sense::Exactly,
            rhs: rng.below(3) as i64,
            slack: Slack::Gap,
            shifts: vec![ShiftIdx::new(shift)],
            eager: true,
        })
        .collect();
    let points: Vec<i64> = (0..n_shifts).map(|_| rng.below(5) as i64).collect();
    let mut people: Vec<ModelPerson> = (0..n_people).map(|_| random_person(rng, &points)).collect();
    for _ in 0..rng.below(4) {
        let (sense, slack) = match rng.below(4) {
            0 => (Sense::AtLeast, Slack::Gap),
            1 => (Sense::AtMost, Slack::None),
            _ => {
                let over = 1 + rng.below(9) as i64;
                (Sense::AtMost, Slack::Priced { under: 0, over })
            }
        };
        let row = RowIdx::new(rows.len());
        rows.push(Row {
            name: None,
            sense,
            rhs: rng.below(2) as i64 + i64::from(sense == Sense::AtLeast),
            slack,
            shifts: Vec::new(),
            eager: sense == Sense::AtLeast,
        });
        for turn in people.iter_mut().flat_map(|it| &mut it.turns) {
            if rng.below(2) == 0 {
                turn.entries.push((row, 1));
            }
        }
    }
    Model { people, rows }
}

fn random_person(rng: &mut Rng, points: &[i64]) -> ModelPerson {
    let mut turns = Vec::new();
    let mut consumption = Vec::new();
    for (shift, points) in points.iter().enumerate() {
        if rng.below(4) != 0 {
            let row = RowIdx::new(shift);
            let cost = rng.below(6) as i64;
            consumption.push(*points);
            turns.push(Turn {
                shift: ShiftIdx::new(shift),
                day: shift as u16,
                cost,
                entries: vec![(row, 1)],
            });
        }
    }
    let resource = |measure, consumption, most, curve| Resource {
        measure,
        consumption,
        blocks: Vec::new(),
        least: 0,
        most,
        curve,
    };
    let load = Load {
        weight: rng.below(3) as i64,
        carried: rng.below(4) as i64,
        share: [100, 100, 50][rng.below(3)],
    };
    let n_turns = turns.len();
    ModelPerson {
        network: random_network(rng, n_turns),
        resources: vec![
            resource(Measure::Points, consumption, None, Curve::Square(load)),
            resource(
                Measure::Turns,
                vec![1; n_turns],
                Some(1 + rng.below(3) as i64),
                Curve::Free,
            ),
        ],
        turns,
        streak: Streak {
            least: 1,
            most: Some(1 + rng.below(3) as u16),
        },
        home: HomeTrip {
            weight: rng.below(3) as i64,
            days: rng.below(4) as u16,
        },
        divisor: 0,
        n_days: 5,
    }
}

fn random_network(rng: &mut Rng, n_turns: usize) -> Network {
    let mut into = Vec::new();
    for at in 0..n_turns {
        let mut arcs = Vec::new();
        for from in TurnAt::all(at) {
            if rng.below(3) != 0 {
                let step = [Step::SameDay, Step::NextDay, Step::Later][rng.below(3)];
                let (cost, days_off) = (rng.below(4) as i64, rng.below(3) as u16);
                arcs.push(Arc {
                    from,
                    cost,
                    days_off,
                    step,
                });
            }
        }
        into.push(arcs);
    }
    let mut tips = || {
        (0..n_turns)
            .map(|_| Tip {
                cost: rng.below(3) as i64,
                days_off: rng.below(4) as u16,
            })
            .map(Some)
            .collect()
    };
    let (first, last) = (tips(), tips());
    Network {
        into,
        hubs: Hubs::default(),
        first,
        last,
        idle_cost: Some(rng.below(7) as i64),
    }
}

/// Every schedule that keeps the person's rules.
fn all_schedules(person: &ModelPerson) -> Vec<Schedule> {
    let subset = |bits: u32| {
        TurnAt::all(person.turns.len())
            .filter(|at| bits & 1 << at.get() != 0)
            .collect::<Schedule>()
    };
    let schedules = (0..1 << person.turns.len()).map(subset);
    schedules
        .filter(|schedule| person.cost_of(schedule).is_some())
        .collect()
}

/// The least cost with every gap priced at `penalty`, by trying everything.
fn brute_force(model: &Model, penalty: i64) -> Option<i64> {
    let candidates: Vec<Vec<Schedule>> = model.people.iter().map(all_schedules).collect();
    let mut picked = vec![0; candidates.len()];
    let mut best: Option<i64> = None;
    loop {
        let schedules: Vec<Schedule> = picked
            .iter()
            .zip(&candidates)
            .map(|(nth, schedules)| schedules[*nth].clone())
            .collect();
        if let Some((gaps, cost)) = model.judge(&schedules) {
            let cost = cost + penalty * i64::from(gaps);
            best = Some(best.map_or(cost, |it| it.min(cost)));
        }
        let Some(next) = (0..picked.len()).find(|it| picked[*it] + 1 < candidates[*it].len())
        else {
            return best;
        };
        picked[next] += 1;
        picked[..next].fill(0);
    }
}

fn compiled(model: Model) -> Compiled {
    let settled = model
        .people
        .iter()
        .map(|it| vec![Fix::Free; it.turns.len()])
        .collect();
    Compiled {
        model,
        settled,
        impossible: Vec::new(),
    }
}

#[test]
fn the_method_finds_and_proves_what_brute_force_finds() {
    let mut rng = Rng::new(7);
    for round in 0..400 {
        let model = random_model(&mut rng);
        let penalty = model.highest_cost();
        let expected = brute_force(&model, penalty);
        let compiled = compiled(model);
        let Run { best, bound, .. } = run(
            &compiled,
            CONFIG,
            penalty,
            PossibleCosts::Any,
            &mut NeverStop,
        );
        let found = best.map(|it| it.cost);
        assert_eq!(found, expected, "round {round}: {:?}", compiled.model);
        assert!(
            found.is_none_or(|found| bound.reaches(found)),
            "round {round}: {found:?} > {bound:?}"
        );
    }
}

/// Loads of weight 1, of the shares in `shares` by turns, and every other price even.
fn make_even(model: &mut Model, shares: &[i64]) {
    for (person, share) in model.people.iter_mut().zip(shares.iter().cycle()) {
        for resource in &mut person.resources {
            if let Curve::Square(load) = &mut resource.curve {
                (load.share, load.weight) = (*share, 1);
            }
        }
        person.home.weight *= 2;
        person.network.idle_cost = person.network.idle_cost.map(|it| it * 2);
        person.turns.iter_mut().for_each(|turn| turn.cost *= 2);
        let Network {
            into, first, last, ..
        } = &mut person.network;
        { into.iter_mut().flatten() }.for_each(|arc| arc.cost *= 2);
        let tips = first.iter_mut().chain(last).flatten();
        tips.for_each(|tip| tip.cost *= 2);
    }
    for row in &mut model.rows {
        if let Slack::Priced { over, .. } = &mut row.slack {
            *over *= 2;
        }
    }
}

/// The candidates for solutions of cost `target`, at the duals of the relaxation.
fn candidates_for(model: &Model, target: i64, penalty: i64) -> Option<Candidates> {
    let pool = Pool::new(model.people.len());
    let mut columns = ColumnGeneration::new(model, pool, vec![true; model.rows.len()], 1);
    let slack = Penalty {
        gap: penalty,
        hard: penalty * (model.n_demanded() + 1) + 1,
    };
    let limits = NodeLimits {
        cutoff: i64::MAX,
        max_rounds: 100,
    };
    let fixes = { model.people.iter() }.map(|it| vec![Fix::Free; it.turns.len()]);
    let fixes: Vec<_> = fixes.collect();
    let node = columns.solve_node(&fixes, None, slack, limits, &mut |_, _, _| true);
    Candidates::new(model, &fixes, target, node.proofs().take(1), penalty)
}

#[test]
fn the_best_solution_is_never_propagated_away() {
    let mut rng = Rng::new(17);
    let mut n_told = 0;
    for round in 0..500 {
        let mut model = random_model(&mut rng);
        make_even(&mut model, &[70, 100, 30]);
        // At times a system that nobody can keep up.
        if rng.below(2) == 0 {
            model.rows.push(Row {
                name: None,
                sense: Sense::AtLeast,
                rhs: 1,
                slack: Slack::Gap,
                shifts: Vec::new(),
                eager: true,
            });
        }
        let penalty = model.highest_cost();
        let Some(best) = brute_force(&model, penalty) else {
            continue;
        };
        let Some(candidates) = candidates_for(&model, best, penalty) else {
            continue;
        };
        n_told += usize::from(candidates.residues.is_some());
        let Searched::Solution(schedules) = search(&candidates, 100_000, &mut || true) else {
            panic!("round {round}: no solution of cost {best}: {model:?}");
        };
        let found = model
            .judge(&schedules)
            .map(|(gaps, it)| it + penalty * i64::from(gaps));
        assert_eq!(found, Some(best), "round {round}: {model:?}");
    }
    assert!(50 < n_told, "only {n_told} models told costs apart");
}

#[test]
fn every_cost_without_gaps_is_of_the_granularity() {
    let mut rng = Rng::new(11);
    let mut n_proper = 0;
    for round in 0..400 {
        let mut model = random_model(&mut rng);
        make_even(&mut model, &[100]);
        let granularity = Granularity::of(&model);
        n_proper += usize::from(1 < granularity.step);
        let candidates: Vec<Vec<Schedule>> = model.people.iter().map(all_schedules).collect();
        for _ in 0..200 {
            let schedules: Vec<Schedule> = candidates
                .iter()
                .map(|schedules| schedules[rng.below(schedules.len())].clone())
                .collect();
            if let Some((0, cost)) = model.judge(&schedules) {
                assert_eq!(granularity.round_up(cost), cost, "round {round}: {model:?}");
            }
        }
    }
    assert!(
        100 < n_proper,
        "only {n_proper} models had a granularity coarser than 1"
    );
}

#[test]
fn a_stop_at_any_moment_leaves_a_true_bound() {
    let mut rng = Rng::new(13);
    for round in 0..200 {
        let model = random_model(&mut rng);
        let penalty = model.highest_cost();
        let Some(optimum) = brute_force(&model, penalty) else {
            continue;
        };
        let compiled = compiled(model);
        let mut never = NeverStop;
        let mut hasty = ReportLimit::new(&mut never, 1 + rng.below(12));
        let Run { best, bound, .. } =
            run(&compiled, CONFIG, penalty, PossibleCosts::Any, &mut hasty);
        assert!(
            bound <= Bound::AtLeast(optimum),
            "round {round}: {bound:?} above {optimum}"
        );
        assert!(best.is_none_or(|it| optimum <= it.cost), "round {round}");
    }
}
