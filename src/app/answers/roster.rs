//! Rosters found, and how they differ.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::facts::Assignment;
use crate::domain::problem::Problem;
use crate::rules::record::{RosterRecord, Status};

use super::super::alternatives::{self, Alternative};
use super::super::draft::Drafted;
use super::super::plan::{Delivered, FolderPlan};
use super::super::proven::Planned;
use super::super::reroster::Moves;
use super::super::roster_diff::{Moved, RosterDiff};
use super::{by_code, ids};

/// How looking for a roster ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanStatus {
    /// With the best there is, proven.
    Optimal,
    /// With one that keeps every rule.
    Feasible,
    /// With seats left open on request.
    Gaps,
    /// There is none.
    Infeasible,
    /// Time ran out.
    Unknown,
}

/// A roster, and how good it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RosterFigures {
    /// How good it is.
    pub status: PlanStatus,
    /// The sum of the soft rules.
    pub cost: i64,
    /// No roster costs less; `None` if nothing is proven.
    pub bound: Option<i64>,
    /// `cost` − `bound`.
    pub gap: Option<i64>,
    /// Seats and systems left open.
    pub gaps: u32,
    /// Whether fewer are proven impossible.
    pub gaps_proven: bool,
    /// Soft cost by rule code.
    pub breakdown: BTreeMap<String, i64>,
    /// In order of shift and person.
    pub assignments: Vec<Assignment>,
}

/// How much of a roster kept moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KeptRoster {
    /// Turns that the roster kept has not.
    pub moved: i64,
    /// Turns in all.
    pub turns: usize,
    /// Whether fewer are impossible.
    pub proven: bool,
    /// From the roster kept.
    pub change: RosterDifference,
}

/// Another roster to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AlternativeRoster {
    /// From 2; the first is the best one.
    pub number: usize,
    /// Its folder inside OUT.
    pub folder: String,
    /// Figures of the roster.
    #[serde(flatten)]
    pub roster: RosterFigures,
    /// Turns it does not share with the most similar one before.
    pub apart: usize,
    /// Turns in all.
    pub turns: usize,
    /// From the first.
    pub change: RosterDifference,
}

/// The answer of `plan`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlanAnswer {
    /// The best found.
    #[serde(flatten)]
    pub roster: RosterFigures,
    /// What was written to OUT.
    pub files: Vec<String>,
    /// The draft saved.
    pub revision: Option<i64>,
    /// With `--least-change`.
    pub least_change: Option<KeptRoster>,
    /// Without the first.
    pub alternatives: Vec<AlternativeRoster>,
}

/// The answer of `solve`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SolveAnswer {
    /// The best found.
    #[serde(flatten)]
    pub roster: RosterFigures,
    /// The draft saved.
    pub revision: Option<i64>,
    /// The revision it stays close to.
    pub kept: Option<i64>,
}

/// Of every command that solves: time ran out with nothing to show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnknownAnswer {
    /// Always `unknown`.
    pub status: PlanStatus,
}

/// What is different in cost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CostDifference {
    /// Of the other roster.
    pub cost: i64,
    /// So much more than the first.
    pub difference: i64,
    /// No roster of its kind costs less.
    pub proven: bool,
    /// By rule, where not 0.
    pub by_rule: BTreeMap<&'static str, i64>,
}

/// From one roster to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RosterDifference {
    /// The difference in cost.
    #[serde(flatten)]
    pub price: CostDifference,
    /// In cost by person, where not 0.
    pub by_person: BTreeMap<String, i64>,
    /// Shifts that others stand.
    pub moved: Vec<ShiftHandover>,
}

/// A shift that others stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ShiftHandover {
    /// Key of the shift.
    pub shift: String,
    /// Who no longer stands it.
    pub out: Vec<String>,
    /// Who does instead.
    #[serde(rename = "in")]
    pub into: Vec<String>,
}

impl From<Status> for PlanStatus {
    fn from(status: Status) -> Self {
        match status {
            Status::Optimal => Self::Optimal,
            Status::Feasible => Self::Feasible,
            Status::Gaps => Self::Gaps,
        }
    }
}

impl From<&RosterRecord> for RosterFigures {
    fn from(record: &RosterRecord) -> Self {
        Self {
            status: record.status.into(),
            cost: record.cost,
            bound: record.bound,
            gap: record.bound.map(|it| record.cost - it),
            gaps: record.gaps,
            gaps_proven: record.gaps == 0 || record.bound.is_some(),
            breakdown: record.breakdown.clone(),
            assignments: record.assignments.clone(),
        }
    }
}

impl KeptRoster {
    /// What moved, in a roster of `problem`.
    pub fn new(problem: &Problem, moves: &Moves) -> Self {
        Self {
            moved: moves.n_moved,
            turns: moves.n_turns,
            proven: moves.is_proven,
            change: RosterDifference::new(problem, &moves.change),
        }
    }
}

impl AlternativeRoster {
    /// The alternative number `number`.
    pub fn new(number: usize, other: &Alternative) -> Self {
        Self {
            number,
            folder: alternatives::folder(number),
            roster: (&other.planned.record).into(),
            apart: other.n_apart,
            turns: other.n_turns,
            change: RosterDifference::new(&other.planned.judged.problem, &other.change),
        }
    }
}

impl PlanAnswer {
    /// What was found, and what became of it.
    pub fn new(planned: &Planned, plan: &FolderPlan, delivered: &Delivered) -> Self {
        let problem = &planned.judged.problem;
        let others = (2..).zip(&plan.others);
        Self {
            roster: (&planned.record).into(),
            files: delivered.files.clone(),
            revision: delivered.revision,
            least_change: (plan.moves.as_ref()).map(|it| KeptRoster::new(problem, it)),
            alternatives: others
                .map(|(nth, it)| AlternativeRoster::new(nth, it))
                .collect(),
        }
    }
}

impl SolveAnswer {
    /// What was found, and as what it was saved.
    pub fn new(drafted: &Drafted, planned: &Planned) -> Self {
        Self {
            roster: (&planned.record).into(),
            revision: drafted.saved.map(|it| it.0),
            kept: drafted.solved.kept,
        }
    }
}

impl UnknownAnswer {
    /// The only one.
    pub const NOTHING_FOUND: Self = Self {
        status: PlanStatus::Unknown,
    };
}

impl From<&RosterDiff> for CostDifference {
    fn from(change: &RosterDiff) -> Self {
        Self {
            cost: change.cost,
            difference: change.difference,
            proven: change.is_proven,
            by_rule: by_code(&change.by_rule),
        }
    }
}

impl RosterDifference {
    /// Between two rosters of `problem`.
    pub fn new(problem: &Problem, change: &RosterDiff) -> Self {
        let by_person = (change.by_person.iter()).map(|(it, by)| (problem[*it].id.clone(), *by));
        let moved = change.moved.iter();
        Self {
            price: change.into(),
            by_person: by_person.collect(),
            moved: moved.map(|it| ShiftHandover::new(problem, it)).collect(),
        }
    }
}

impl ShiftHandover {
    fn new(problem: &Problem, moved: &Moved) -> Self {
        Self {
            shift: problem[moved.shift].key.clone(),
            out: ids(problem, &moved.out),
            into: ids(problem, &moved.into),
        }
    }
}
