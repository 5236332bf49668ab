//! Finds rosters and proves how good they are: price, search, prove.
//!
//! Branch and price (Barnhart et al. 1998) on a set-partitioning model: a column is one person's
//! whole schedule, the rows tie people together. The linear relaxation is nearly always as good as
//! the optimum, because rest, limits and the squared load live inside the schedules. In reading
//! order:
//!
//! 1. `compile` translates rules into the `model`: private ones into what a schedule may be and
//!    costs, shared ones into rows; what no row ties together is a component of its own.
//! 2. `heuristics::search` finds a first solution by local search.
//! 3. `tree::node` generates columns: `pricing` (label setting) against the `master` until nobody
//!    has a schedule of negative reduced cost.
//! 4. `bound` recomputes the Lagrangian bound of the duals in integers; `exact::residues` knows the
//!    granularity of the objective and rounds it up.
//! 5. `exact::candidates` enumerates the columns whose reduced cost fits in the gap;
//!    `heuristics::repair` looks for a solution among them, `exact::search` tries them all.
//! 6. `heuristics::lns` improves the incumbent where there are too many of them.
//! 7. `tree::branch` branches until the bound meets the incumbent; `tree::proof` is the
//!    certificate.

mod bound;
mod compile;
mod exact;
mod heuristics;
mod master;
mod model;
mod params;
mod pricing;
pub mod progress;
mod rng;
mod solve;
pub mod staff_scheduling;
#[cfg(test)]
mod tests;
mod tree;
pub mod variation;

use crate::domain::cost::Cost;
use crate::domain::ids::ShiftIdx;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;
use crate::rules::RuleSet;
use crate::rules::record::Certificate;

use self::compile::{Compiled, compile};
use self::progress::Progress;

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
    /// Nodes of the branching tree.
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
    solve::solve(problem, compiled, config, progress)
}
