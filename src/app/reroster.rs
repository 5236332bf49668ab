//! A roster kept but where it must move: first as few turns moved as can be, then as cheap as can be.

use crate::domain::facts::Assignment;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;
use crate::rules::evaluate::evaluate;
use crate::rules::least_change::LeastChange;
use crate::rules::{Rule, RuleCode, RuleSet};
use crate::solver::progress::Progress;
use crate::solver::{self, Effort, Outcome, SolveConfig};

use super::error::AppError;
use super::proven::{Plan, solve_and_prove};
use super::roster_diff::RosterDiff;

/// The first price of a moved turn that is tried; each next is eight times as high.
const FIRST_WEIGHT: i64 = 16;
/// Prices beyond this are not tried: sums could leave the range of exact arithmetic.
pub(super) const HIGHEST_WEIGHT: i64 = 1 << 34;
/// The price where it is not known how few turns can move.
const UNPROVEN_WEIGHT: i64 = 1 << 20;

/// How a roster moved.
#[derive(Clone, Debug)]
pub struct Moves {
    /// Turns that the kept roster has not.
    pub n_moved: i64,
    /// Turns in all.
    pub n_turns: usize,
    /// Whether fewer are impossible.
    pub is_proven: bool,
    /// From the kept roster, as far as its people and shifts are still there.
    pub change: RosterDiff,
}

/// How few turns can move at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fewest {
    /// The least number of turns that change hands, proven.
    Moves(i64),
    /// No roster keeps the rules.
    Nothing,
    /// Time ran out before it was known.
    Unknown,
}

/// Proves how few turns a roster of `problem` must have that `kept` has not.
pub(super) fn fewest(
    problem: &Problem,
    rules: &RuleSet,
    kept: Vec<Assignment>,
    config: SolveConfig,
    progress: &mut dyn Progress,
) -> Fewest {
    // Nothing else costs anything.
    let mut bare = rules.clone();
    bare.rules.retain(|it| it.code().is_hard());
    let bare = bare.with(Rule::LeastChange(LeastChange { weight: 1, kept }));
    match solver::solve(problem, &bare, config, progress).outcome {
        Outcome::Optimal(solution) => Fewest::Moves(solution.cost.soft),
        Outcome::Infeasible(_) => Fewest::Nothing,
        Outcome::Feasible(_) | Outcome::Unknown | Outcome::OutOfRange => Fewest::Unknown,
    }
}

/// Plans `problem` close to `kept`. The weight of R27 in the answer's rules is one at which no saving
/// elsewhere makes up for a turn moved, so that its proof is one of both.
///
/// # Errors
///
/// As [`solve_and_prove`].
pub fn reroster(
    problem: &Problem,
    rules: &RuleSet,
    kept: Vec<Assignment>,
    config: SolveConfig,
    progress: &mut dyn Progress,
) -> Result<(Plan, Option<Moves>, Effort), AppError> {
    let weighing = |weight: i64| {
        Rule::LeastChange(LeastChange {
            weight,
            kept: kept.clone(),
        })
    };
    let fewest = match fewest(problem, rules, kept.clone(), config, progress) {
        Fewest::Moves(n_moved) => Some(n_moved),
        Fewest::Nothing | Fewest::Unknown => None,
    };
    let mut weight = fewest.map_or(UNPROVEN_WEIGHT, |_| FIRST_WEIGHT);
    loop {
        let rules = rules.clone().with(weighing(weight));
        let (plan, effort) = solve_and_prove(problem.clone(), rules, config, progress)?;
        let Plan::Roster(planned) = &plan else {
            return Ok((plan, None, effort));
        };
        let by_rule = planned.judged.evaluation.by_rule();
        let n_moved = by_rule
            .get(&RuleCode::LeastChange)
            .map_or(0, |it| it.soft / weight);
        let is_proven = fewest == Some(n_moved);
        if is_proven || fewest.is_none() || HIGHEST_WEIGHT < weight {
            let (before, _) = Roster::from_assignments(problem, &kept);
            let judged = evaluate(problem, &planned.record.rules, &before);
            let to = (&planned.judged.roster, &planned.judged.evaluation);
            let moves = Moves {
                n_moved,
                n_turns: planned.judged.roster.turns().count(),
                is_proven,
                change: RosterDiff::between(problem, (&before, &judged), to, is_proven),
            };
            return Ok((plan, Some(moves), effort));
        }
        weight *= 8;
    }
}
