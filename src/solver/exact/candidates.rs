//! The candidates of a cost: the few columns that a solution of that cost could use, found by
//! reduced-cost enumeration (Baldacci et al. 2008, "An exact algorithm for the vehicle routing
//! problem based on the set partitioning formulation with additional cuts").
//!
//! With duals that prove a bound, the cost of any solution is that bound plus what each schedule
//! and each row adds to it: its *excess*, the reduced cost above the least, never negative where
//! the rows are kept. A solution of cost `target` therefore uses only schedules whose excess is at
//! most `target - bound`: a few hundred, often. `heuristics::repair` looks for a solution among
//! them, `exact::search` tries them all.

use super::{Candidate, SlackCost};
use crate::solver::bound::Duals;
use crate::solver::exact::residues::Residues;
use crate::solver::model::{Fixes, Model, SCALE, Schedule};
use crate::solver::params::{MAX_CANDIDATES, MAX_CANDIDATES_OF_ONE, MIN_CANDIDATES_EACH};
use crate::solver::pricing::enumerate::enumerate;
use crate::solver::pricing::{Scratch, Wanted, price};

/// The schedules to choose from and the rows to keep.
pub(crate) struct Candidates {
    pub(crate) rows: Vec<SlackCost>,
    /// For each person their schedules, the one of least excess first.
    pub(crate) people: Vec<Vec<Candidate>>,
    /// The excess a solution may have in all.
    pub(crate) budget: i64,
    /// Whether all schedules within the budget are here: there may have been too many.
    pub(crate) is_complete: bool,
    /// Which residues the costs leave.
    pub(crate) residues: Option<Residues>,
}

impl Candidates {
    /// Whether somebody has no schedule, so that there is no such solution.
    pub(crate) fn is_hopeless(&self) -> bool {
        self.people.iter().any(Vec::is_empty)
    }

    /// Gathers the schedules for solutions of cost `target` or less, given duals and the bound
    /// (scaled) that each proves; excess is counted by the first. `None` if there are no duals, a
    /// number leaves the range, or `fixes` leave somebody without a schedule.
    pub(crate) fn new<'a>(
        model: &Model,
        fixes: &Fixes,
        target: i64,
        proofs: impl Iterator<Item = (i64, &'a Duals)>,
        gap_price: i64,
    ) -> Option<Self> {
        let scaled = target.checked_mul(SCALE)?;
        let budgets: Option<Vec<(i64, &Duals)>> = proofs
            .map(|(bound, duals)| Some((scaled.checked_sub(bound)?, duals)))
            .collect();
        let budgets = budgets?;
        let ((budget, duals), others) = budgets.split_first()?;
        let mut people = Vec::with_capacity(model.people.len());
        let mut n_left = MAX_CANDIDATES.max(MIN_CANDIDATES_EACH * model.people.len());
        let mut is_complete = true;
        let mut scratch = Scratch::default();
        let (mut weights, mut best, mut found) = (Vec::new(), Vec::new(), Vec::new());
        for (person, fixed) in model.people.iter().zip(fixes) {
            let mut cheapest = |duals: &Duals, weights: &mut Vec<i64>| {
                duals.weights(person, weights);
                price(
                    person,
                    weights,
                    fixed,
                    Wanted::BEST,
                    &mut scratch,
                    &mut best,
                );
                best.first().map(|it| it.reduced)
            };
            let least = cheapest(duals, &mut weights)?;
            let limit = least.saturating_add(*budget);
            let most = MAX_CANDIDATES_OF_ONE;
            found.clear();
            is_complete &= enumerate(person, &weights, fixed, limit, most, &mut found);
            for (budget, other) in others {
                let limit = cheapest(other, &mut weights)?.saturating_add(*budget);
                found.retain(|(_, schedule)| {
                    let reduced = person.reduced_cost(schedule, &weights);
                    reduced.is_some_and(|it| it <= limit)
                });
            }
            found.sort_unstable();
            let candidate = |(reduced, schedule): (i64, Schedule)| Candidate {
                excess: reduced - least,
                residue: 0,
                entries: person.entries_of(&schedule),
                schedule,
            };
            is_complete &= found.len() <= n_left;
            found.truncate(n_left.max(1));
            n_left = n_left.saturating_sub(found.len());
            people.push(found.drain(..).map(candidate).collect());
        }
        let rows: Vec<SlackCost> = (model.rows.iter().zip(&duals.0))
            .map(|(row, dual)| SlackCost::of(row, *dual, *budget, gap_price))
            .collect();
        Some(Self {
            residues: Residues::new(model, &rows, &mut people, target),
            rows,
            people,
            budget: *budget,
            is_complete,
        })
    }
}
