//! The whole method against brute force on random small models.

use super::*;
use crate::solver::compile::Compiled;
use crate::solver::exact::candidates::Choices;
use crate::solver::exact::residues::Lattice;
use crate::solver::exact::search::{Selected, select};
use crate::solver::master::Penalty;
use crate::solver::model::rows::{Row, Sense, Slack};
use crate::solver::model::schedule::{
    Arc, Curve, HomeTrip, Hubs, Load, ModelPerson, Network, Step, Streak, Tip, Total, Turn,
};
use crate::solver::model::{Fix, Model, SCALE};
use crate::solver::pricing::{Scratch, Wanted, price};
use crate::solver::progress::{NeverStop, ReportLimit};
use crate::solver::rng::Rng;
use crate::solver::solve::{Costs, Run, run};
use crate::solver::tree::node::{Pool, Pricer, judge_lines};

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
        let row = u32::try_from(rows.len()).unwrap();
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
    let mut amounts = Vec::new();
    for (shift, points) in points.iter().enumerate() {
        if rng.below(4) != 0 {
            let row = u32::try_from(shift).unwrap();
            let cost = rng.below(6) as i64;
            amounts.push(*points);
            turns.push(Turn {
                shift: ShiftIdx::new(shift),
                day: shift as u16,
                cost,
                entries: vec![(row, 1)],
            });
        }
    }
    let total = |amounts, most, curve| Total {
        amounts,
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
        totals: vec![
            total(amounts, i64::MAX, Curve::Square(load)),
            total(vec![1; n_turns], 1 + rng.below(3) as i64, Curve::Free),
        ],
        turns,
        streak: Streak {
            least: 1,
            most: 1 + rng.below(3) as u16,
        },
        home: HomeTrip {
            weight: rng.below(3) as i64,
            days: rng.below(4) as u16,
        },
        grain: 0,
        n_days: 5,
    }
}

fn random_network(rng: &mut Rng, n_turns: usize) -> Network {
    let mut into = Vec::new();
    for at in 0..n_turns {
        let mut arcs = Vec::new();
        for from in 0..at {
            if rng.below(3) != 0 {
                let step = [Step::SameDay, Step::NextDay, Step::Later][rng.below(3)];
                let (cost, days_off) = (rng.below(4) as i64, rng.below(3) as u16);
                arcs.push(Arc {
                    from: from as u16,
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

/// Every line that keeps the person's rules.
fn all_lines(person: &ModelPerson) -> Vec<Vec<u16>> {
    let subset = |bits: u32| {
        (0..person.turns.len() as u16)
            .filter(|at| bits & 1 << at != 0)
            .collect::<Vec<u16>>()
    };
    let lines = (0..1 << person.turns.len()).map(subset);
    lines
        .filter(|line| person.line_cost(line).is_some())
        .collect()
}

/// The least cost with every gap priced at `penalty`, by trying everything.
fn brute_force(model: &Model, penalty: i64) -> Option<i64> {
    let choices: Vec<Vec<Vec<u16>>> = model.people.iter().map(all_lines).collect();
    let mut picked = vec![0; choices.len()];
    let mut best: Option<i64> = None;
    loop {
        let lines: Vec<Vec<u16>> = picked
            .iter()
            .zip(&choices)
            .map(|(nth, lines)| lines[*nth].clone())
            .collect();
        if let Some((gaps, cost)) = judge_lines(model, &lines) {
            let cost = cost + penalty * i64::from(gaps);
            best = Some(best.map_or(cost, |it| it.min(cost)));
        }
        let Some(next) = (0..picked.len()).find(|it| picked[*it] + 1 < choices[*it].len()) else {
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
        let Run {
            incumbent, bound, ..
        } = run(&compiled, CONFIG, penalty, Costs::Any, &mut NeverStop);
        let found = incumbent.map(|it| it.cost);
        assert_eq!(found, expected, "round {round}: {:?}", compiled.model);
        assert!(
            found.is_none_or(|found| found <= bound),
            "round {round}: {found:?} > {bound}"
        );
    }
}

/// Loads of weight 1, of the shares in `shares` by turns, and every other price even.
fn make_even(model: &mut Model, shares: &[i64]) {
    for (person, share) in model.people.iter_mut().zip(shares.iter().cycle()) {
        for total in &mut person.totals {
            if let Curve::Square(load) = &mut total.curve {
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

/// The choices for solutions of cost `target`, at the multipliers of the relaxation.
fn choices_for(model: &Model, target: i64, penalty: i64) -> Option<Choices> {
    let mut pricer = Pricer {
        model,
        pool: Pool::new(model.people.len()),
        active: vec![true; model.rows.len()],
        penalty: Penalty {
            gap: penalty,
            hard: penalty * (model.n_demanded() + 1) + 1,
        },
        threads: 1,
        n_rounds: 0,
    };
    let fixes = { model.people.iter() }.map(|it| vec![Fix::Free; it.turns.len()]);
    let fixes: Vec<_> = fixes.collect();
    let node = pricer.solve_node(&fixes, None, i64::MAX, 100, &mut |_, _, _| true);
    let proven = [(node.scaled, &node.multipliers)];
    Choices::new(model, &fixes, target, &proven, penalty)
}

#[test]
fn the_best_choice_is_never_struck_out() {
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
        let Some(choices) = choices_for(&model, best, penalty) else {
            continue;
        };
        n_told += usize::from(choices.remainders.is_some());
        let Selected::Lines(lines) = select(&choices, 100_000, &mut || true) else {
            panic!("round {round}: no choice of cost {best}: {model:?}");
        };
        let found = judge_lines(&model, &lines).map(|(gaps, it)| it + penalty * i64::from(gaps));
        assert_eq!(found, Some(best), "round {round}: {model:?}");
    }
    assert!(50 < n_told, "only {n_told} models told costs apart");
}

#[test]
fn every_cost_without_gaps_is_on_the_lattice() {
    let mut rng = Rng::new(11);
    let mut n_proper = 0;
    for round in 0..400 {
        let mut model = random_model(&mut rng);
        make_even(&mut model, &[100]);
        let lattice = Lattice::of(&model);
        n_proper += usize::from(1 < lattice.step);
        let choices: Vec<Vec<Vec<u16>>> = model.people.iter().map(all_lines).collect();
        for _ in 0..200 {
            let lines: Vec<Vec<u16>> = choices
                .iter()
                .map(|lines| lines[rng.below(lines.len())].clone())
                .collect();
            if let Some((0, cost)) = judge_lines(&model, &lines) {
                assert_eq!(lattice.round_up(cost), cost, "round {round}: {model:?}");
            }
        }
    }
    assert!(
        100 < n_proper,
        "only {n_proper} models had a lattice coarser than 1"
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
        let Run {
            incumbent, bound, ..
        } = run(&compiled, CONFIG, penalty, Costs::Any, &mut hasty);
        assert!(
            bound <= optimum,
            "round {round}: bound {bound} above {optimum}"
        );
        assert!(
            incumbent.is_none_or(|it| optimum <= it.cost),
            "round {round}"
        );
    }
}
