//! Rosters to choose from: nearly as good as the best one, and as different as can be.
//!
//! Each turn that an earlier roster has is given a price on top of its cost, and the sum is solved: no
//! roster that costs as little shares fewer turns with those before, but for what `CLOSE` leaves
//! open. The price rises as long as the roster stays within the margin. Rosters that no such price
//! makes the best, if any are between, are not looked for.

use std::collections::BTreeMap;

use crate::domain::ids::{PersonIdx, ShiftIdx};
use crate::domain::roster::Roster;
use crate::rules::evaluate::{Evaluation, evaluate};
use crate::rules::judged::Judged;
use crate::rules::record::{Known, Status};
use crate::solver::progress::Progress;
use crate::solver::variation::{Variation, solve_varied};
use crate::solver::{Gaps, Outcome, SolveConfig};

use super::error::AppError;
use super::proven::Planned;
use super::roster_diff::RosterDiff;
use crate::solver::progress::StopWhen;

/// An alternative costs at most so many percent more than the first roster, or one more if that is less.
pub const MARGIN_PERCENT: i64 = 1;
/// A solve stops when the sum is proven to be within one part in so many of the least. The last steps
/// of a proof take most of its time and decide between rosters that hardly differ.
const CLOSE: i64 = 1000;
/// Highest price of a turn that was there before; beyond, nothing but the difference would count.
const HIGHEST_PRICE: i64 = 1 << 12;

/// A roster to choose instead.
#[derive(Clone, Debug)]
pub struct Alternative {
    /// It, judged, with the proof of the first roster: that one's bound is everybody's.
    pub planned: Planned,
    /// How it differs from the first roster.
    pub change: RosterDiff,
    /// Turns it does not share with the roster before that is most like it.
    pub n_apart: usize,
    /// Turns in all.
    pub n_turns: usize,
}

/// Up to `n_more` alternatives to `first`; fewer if there are no others within the margin, or time
/// runs out.
///
/// # Errors
///
/// Solver, judge and proof disagree, which is our own fault.
pub fn alternatives(
    first: &Planned,
    n_more: usize,
    config: SolveConfig,
    progress: &mut dyn Progress,
) -> Result<Vec<Alternative>, AppError> {
    let mut found: Vec<Alternative> = Vec::new();
    while found.len() < n_more {
        let earlier: Vec<&Roster> = std::iter::once(&first.judged.roster)
            .chain(found.iter().map(|it| &it.planned.judged.roster))
            .collect();
        let mut search = AlternativeSearch {
            first,
            prices: prices(&earlier),
            config,
            progress,
        };
        let Some((roster, evaluation)) = search.most_different()? else {
            break;
        };
        let shared = |other: &&Roster| roster.turns().filter(|(a, b)| other.stands(*a, *b)).count();
        let n_turns = roster.turns().count();
        let n_apart = n_turns - earlier.iter().map(shared).max().unwrap_or(0);
        if n_apart == 0 {
            break;
        }
        let change = RosterDiff::between(
            &first.judged.problem,
            (&first.judged.roster, &first.judged.evaluation),
            (&roster, &evaluation),
            true,
        );
        let planned = recorded(first, roster, evaluation)?;
        found.push(Alternative {
            planned,
            change,
            n_apart,
            n_turns,
        });
    }
    Ok(found)
}

/// For each turn, in how many of `rosters` it is.
fn prices(rosters: &[&Roster]) -> BTreeMap<(PersonIdx, ShiftIdx), i64> {
    let mut prices = BTreeMap::new();
    for turn in rosters.iter().flat_map(|it| it.turns()) {
        *prices.entry(turn).or_insert(0) += 1;
    }
    prices
}

struct AlternativeSearch<'a> {
    first: &'a Planned,
    /// What turns cost at a price of 1.
    prices: BTreeMap<(PersonIdx, ShiftIdx), i64>,
    config: SolveConfig,
    progress: &'a mut dyn Progress,
}

impl AlternativeSearch<'_> {
    /// The most different roster within the margin, of those that some price makes the best.
    fn most_different(&mut self) -> Result<Option<(Roster, Evaluation)>, AppError> {
        let (mut low, mut high) = (0, 1);
        let mut best = None;
        while high <= HIGHEST_PRICE
            && let Some(found) = self.at(high)?
        {
            best = Some(found);
            (low, high) = (high, 2 * high);
        }
        while low + 1 < high && high <= HIGHEST_PRICE {
            let middle = low.midpoint(high);
            match self.at(middle)? {
                Some(found) => (best, low) = (Some(found), middle),
                None => high = middle,
            }
        }
        Ok(best)
    }

    /// The roster with the least sum of its cost and `price` for each turn there before; `None` if it is
    /// beyond the margin, or time ran out.
    fn at(&mut self, price: i64) -> Result<Option<(Roster, Evaluation)>, AppError> {
        let (problem, rules) = (&self.first.judged.problem, &self.first.record.rules);
        let variation = Variation {
            prices: self
                .prices
                .iter()
                .map(|(turn, it)| (*turn, it * price))
                .collect(),
            ..Variation::default()
        };
        let mut enough = StopWhen::new(self.progress, |sum, bound| sum - bound <= bound / CLOSE);
        let solved = solve_varied(problem, rules, &variation, self.config, &mut enough);
        let (Outcome::Optimal(solution) | Outcome::Feasible(solution)) = solved.outcome else {
            return Ok(None);
        };
        let evaluation = evaluate(problem, rules, &solution.roster);
        let (cost, first) = (evaluation.cost, self.first.judged.evaluation.cost);
        let shared: i64 = (solution.roster.turns())
            .filter_map(|turn| self.prices.get(&turn))
            .sum();
        if cost.broken != 0 || solution.cost.soft != cost.soft + price * shared {
            return Err(AppError::Fault(format!(
                "the solver says {:?}, the rules say {cost:?} and {shared} turns shared",
                solution.cost
            )));
        }
        let margin = (first.soft * MARGIN_PERCENT / 100).max(1);
        let is_near = cost.gaps == first.gaps && cost.soft <= first.soft + margin;
        Ok(is_near.then_some((solution.roster, evaluation)))
    }
}

/// The record of another roster of the same problem, for which the bound of `first` holds as well.
fn recorded(first: &Planned, roster: Roster, evaluation: Evaluation) -> Result<Planned, AppError> {
    let record = &first.record;
    let known = Known {
        status: if record.bound == Some(evaluation.cost.soft) {
            Status::Optimal
        } else {
            Status::Feasible
        },
        bound: record.bound,
        certificate: record.certificate.clone(),
        seed: record.seed,
    };
    let judged = Judged {
        problem: first.judged.problem.clone(),
        roster,
        evaluation,
        unknown: Vec::new(),
    };
    Planned::recorded(judged, &record.rules, known, &|| false)
}

/// The folder of the alternative `nth` inside the folder of results; the first roster has none.
pub fn folder(nth: usize) -> String {
    format!("alternatives/{nth}")
}

/// How alternatives to a roster are solved: with seats left open only where it has some.
pub fn config_for(first: &Planned, config: SolveConfig) -> SolveConfig {
    let gaps = if 0 < first.judged.evaluation.cost.gaps {
        Gaps::Allow
    } else {
        Gaps::Refuse
    };
    SolveConfig { gaps, ..config }
}
