//! The same problem with something taken out or priced on top, for those who ask "what if".
//!
//! Rules and facts say what an office wants; a variation says what a question wants: which demand
//! does not count, whose rest does not, which turns are rather not stood again.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::ids::{PersonIdx, ShiftIdx};
use crate::domain::problem::Problem;
use crate::rules::row_name::RowName;
use crate::rules::{RuleCode, RuleSet};

use crate::solver::compile::{Compiled, compile};
use crate::solver::model::Model;
use crate::solver::model::index::RowIdx;
use crate::solver::model::rows::Row;
use crate::solver::model::schedule::Measure;
use crate::solver::progress::Progress;
use crate::solver::{Outcome, SolveConfig, Solved, solve_compiled};

/// What is different from what the rules say. Costs, bounds and gaps are those of the varied
/// problem.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Variation {
    /// Conditions between people that do not count, by row.
    pub without_rows: BTreeSet<RowName>,
    /// Rules about one person's whole schedule ([`RuleCode::MinRest`], [`RuleCode::MaxDuties`],
    /// [`RuleCode::MaxConsecutiveDays`]) that do not hold for that person.
    pub without_limits: BTreeMap<PersonIdx, BTreeSet<RuleCode>>,
    /// What turns cost on top of what the rules say.
    pub prices: BTreeMap<(PersonIdx, ShiftIdx), i64>,
    /// The least and the most points of a person's turns.
    pub points: BTreeMap<PersonIdx, (i64, i64)>,
}

/// As [`super::solve`], varied. Gaps are those of the demands that still count. A certificate in
/// the answer speaks of the varied problem, which no record describes: it is left out.
pub fn solve_varied(
    problem: &Problem,
    rules: &RuleSet,
    variation: &Variation,
    config: SolveConfig,
    progress: &mut dyn Progress,
) -> Solved {
    let mut compiled = compile(problem, rules);
    lift(problem, rules, &variation.without_limits, &mut compiled);
    if !variation.without_rows.is_empty() {
        remove_rows(&mut compiled.model, &variation.without_rows);
    }
    for ((person, shift), price) in &variation.prices {
        let turns = &mut compiled.model.people[person.get()].turns;
        if let Some(turn) = turns.iter_mut().find(|turn| turn.shift == *shift) {
            turn.cost += price;
        }
    }
    for (person, (least, most)) in &variation.points {
        let mut resources = compiled.model.people[person.get()].resources.iter_mut();
        if let Some(points) = resources.find(|it| it.measure == Measure::Points) {
            (points.least, points.most) = (*least, Some(*most));
        }
    }
    let mut solved = solve_compiled(problem, &compiled, config, progress);
    if let Outcome::Optimal(solution) | Outcome::Feasible(solution) = &mut solved.outcome {
        solution.certificate = None;
    }
    solved
}

/// Gives people the schedules they have without those rules. Such rules bar no turn by itself and
/// stand in no row, so that turns and their entries stay as they are.
fn lift(
    problem: &Problem,
    rules: &RuleSet,
    without: &BTreeMap<PersonIdx, BTreeSet<RuleCode>>,
    compiled: &mut Compiled,
) {
    let mut freed = BTreeMap::<&BTreeSet<RuleCode>, Compiled>::new();
    for (person, codes) in without {
        let freed = freed.entry(codes).or_insert_with(|| {
            let rules = (codes.iter()).fold(rules.clone(), |rules, code| rules.without(*code));
            compile(problem, &rules)
        });
        compiled.model.people[person.get()] = freed.model.people[person.get()].clone();
    }
}

/// Leaves out the rows of these names.
fn remove_rows(model: &mut Model, names: &BTreeSet<RowName>) {
    let mut places = Vec::with_capacity(model.rows.len());
    let mut kept: Vec<Row> = Vec::new();
    for row in model.rows.drain(..) {
        let is_kept = row.name.is_none_or(|name| !names.contains(&name));
        places.push(is_kept.then(|| RowIdx::new(kept.len())));
        if is_kept {
            kept.push(row);
        }
    }
    model.rows = kept;
    for turn in model.people.iter_mut().flat_map(|it| &mut it.turns) {
        turn.renumber_rows(&places);
    }
}
