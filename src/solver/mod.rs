//! Finds rosters and proves how good they are: price, search, prove.
//!
//! A set-partitioning model, one column for each person's whole line of work, solved by column
//! generation. Its linear relaxation is nearly always as good as the optimum, because rest, limits
//! and the squared load live inside the lines. In reading order:
//!
//! 1. `compile` translates rules: private ones into lines, shared ones into rows (`model`).
//! 2. `parts` splits what nothing ties together; `search` finds rosters quickly.
//! 3. `colgen` prices lines (`pricing`) against the `master` until nobody has a better one.
//! 4. `bound` recomputes in integers what the multipliers prove; `lattice` knows which costs
//!    are possible at all.
//! 5. `repair` looks for a roster of just that cost among the few lines one could use.
//! 6. `branch` distinguishes cases until the bound meets the best roster.

mod bound;
mod branch;
mod certificate;
mod choices;
mod colgen;
mod compile;
mod drive;
mod enumerate;
mod label;
mod lattice;
mod master;
mod model;
mod parts;
pub mod patience;
pub mod period;
mod person;
mod polish;
mod pricing;
mod remainders;
mod repair;
mod rng;
mod search;
mod select;
#[cfg(test)]
mod tests;
mod to_go;
pub mod variation;
mod watch;

use std::ops::ControlFlow;

use crate::domain::cost::Cost;
use crate::domain::ids::ShiftIdx;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;
use crate::rules::RuleSet;
use crate::rules::record::Certificate;

use self::compile::{Compiled, compile};

/// Whether seats may be left open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gaps {
    /// A roster with an open seat is no roster.
    Refuse,
    /// As few open seats and uncovered systems as can be, then as cheap as can be.
    Allow,
}

/// What the caller decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SolveConfig {
    /// Where the search starts; the same seed gives the same roster.
    pub seed: u64,
    /// Whether seats may be left open.
    pub gaps: Gaps,
    /// How many threads may work at once, at least 1. The answer does not depend on it.
    pub threads: usize,
}

/// What the solver is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Prices people's lines of work against each other.
    Price,
    /// Improves rosters.
    Search,
    /// Closes the gap.
    Prove,
}

/// How far the solver is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progressed {
    /// What it is at.
    pub phase: Phase,
    /// The best roster so far.
    pub incumbent: Option<Cost>,
    /// No roster costs less.
    pub bound: Option<i64>,
    /// Columns priced so far.
    pub n_columns: usize,
    /// Nodes of the case distinction so far.
    pub n_nodes: usize,
}

/// Told how far the solver is, often; may stop it at any moment. It holds the clock, so that the
/// solver needs none.
pub trait Progress {
    /// `Break` stops the solver, which answers with the best it has.
    fn report(&mut self, progressed: &Progressed) -> ControlFlow<()>;
}

/// A roster and what is known about it.
#[derive(Clone, Debug)]
pub struct Solution {
    /// Who stands what.
    pub roster: Roster,
    /// As the solver counts; `rules::evaluate` must agree.
    pub cost: Cost,
    /// No roster costs less (soft cost); `None` if nothing was proven.
    pub bound: Option<i64>,
    /// Why.
    pub certificate: Option<Certificate>,
}

/// Why there is no roster: with the fewest open seats, these stay open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Open seats and uncovered systems in the best roster found: the least number, unless
    /// stopped early. 0 if even open seats do not help.
    pub gaps: u32,
    /// Shifts left short or uncovered in a roster that has so few; empty if even open seats do
    /// not help (pins against each other).
    pub shifts: Vec<ShiftIdx>,
}

/// Effort spent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Effort {
    /// Columns priced.
    pub n_columns: usize,
    /// Rounds of pricing.
    pub n_rounds: usize,
    /// Nodes of the case distinction.
    pub n_nodes: usize,
}

/// What came out.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// No roster is better.
    Optimal(Solution),
    /// Stopped before the proof was complete.
    Feasible(Solution),
    /// No roster keeps the hard rules.
    Infeasible(Conflict),
    /// Stopped before a roster was found.
    Unknown,
    /// Weights or points are so high that sums would leave the range of exact arithmetic.
    OutOfRange,
}

/// An outcome and what it took.
#[derive(Clone, Debug)]
pub struct Solved {
    /// What came out.
    pub outcome: Outcome,
    /// What it took.
    pub effort: Effort,
}

/// Finds the best roster of `problem` under `rules`.
///
/// The hard rules hold for every roster answered, with [`Gaps::Allow`] but for open seats and
/// uncovered systems. The same arguments give the same answer unless `progress` stops the solver.
pub fn solve(
    problem: &Problem,
    rules: &RuleSet,
    config: SolveConfig,
    progress: &mut dyn Progress,
) -> Solved {
    solve_compiled(problem, &compile(problem, rules), config, progress)
}

fn solve_compiled(
    problem: &Problem,
    compiled: &Compiled,
    config: SolveConfig,
    progress: &mut dyn Progress,
) -> Solved {
    if !compiled.impossible.is_empty() {
        let conflict = Conflict {
            gaps: 0,
            shifts: compiled.impossible.clone(),
        };
        return Solved {
            outcome: Outcome::Infeasible(conflict),
            effort: Effort::default(),
        };
    }
    drive::drive(problem, compiled, config, progress)
}
