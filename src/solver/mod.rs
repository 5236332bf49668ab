//! Finds rosters, proves how good they are. See `solve`.

use std::ops::ControlFlow;

use crate::domain::cost::Cost;
use crate::domain::ids::ShiftIdx;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;
use crate::rules::RuleSet;
use crate::rules::record::Certificate;

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
    /// Translating rules.
    Compile,
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
    /// The least number of open seats and uncovered systems, proven.
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
pub fn solve(
    problem: &Problem,
    rules: &RuleSet,
    config: SolveConfig,
    progress: &mut dyn Progress,
) -> Solved {
    let _ = (problem, rules, config, progress);
    Solved {
        outcome: Outcome::Unknown,
        effort: Effort::default(),
    }
}
