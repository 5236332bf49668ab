//! From a problem to a roster whose proof was checked. The solver is never believed: the rules judge what
//! it found, and the proof is checked with no code of its.

use std::cell::RefCell;

use crate::domain::facts::Assignment;
use crate::domain::problem::Problem;
use crate::proof::fault::CertificateFault;
use crate::proof::{self, Flaw};
use crate::rules::evaluate::evaluate;
use crate::rules::judged::Judged;
use crate::rules::least_change::LeastChange;
use crate::rules::record::{Known, RosterRecord, Status};
use crate::rules::{Rule, RuleCode, RuleSet};
use crate::solver::progress::{Phase, Progress, Progressed};
use crate::solver::{self, Effort, Outcome, Solution, SolveConfig};

use super::error::AppError;
use super::shortage::{Shortage, shortage};

/// A roster that has been judged, and its proof checked.
#[derive(Clone, Debug)]
pub struct Planned {
    /// What the rules say of it.
    pub judged: Judged,
    /// All of it, as in `roster.json`.
    pub record: RosterRecord,
}

/// How planning ended.
#[derive(Clone, Debug)]
pub enum Plan {
    /// With a roster.
    Roster(Box<Planned>),
    /// No roster keeps the rules.
    Short(Box<Shortage>),
    /// Time ran out before a roster was found.
    Unknown,
}

/// Solves, judges the roster anew and checks its proof.
///
/// # Errors
///
/// Weights or points are too high; or the solver, the judge and the proof disagree, which is our own
/// fault.
pub fn solve_and_prove(
    problem: Problem,
    rules: RuleSet,
    config: SolveConfig,
    progress: &mut dyn Progress,
) -> Result<(Plan, Effort), AppError> {
    let solved = solver::solve(&problem, &rules, config, progress);
    let (solution, proven) = match solved.outcome {
        Outcome::Optimal(solution) => (solution, Status::Optimal),
        Outcome::Feasible(solution) => (solution, Status::Feasible),
        Outcome::Infeasible(conflict) => {
            let shortage = shortage(problem, rules, &conflict, progress);
            return Ok((Plan::Short(Box::new(shortage)), solved.effort));
        }
        Outcome::Unknown => return Ok((Plan::Unknown, solved.effort)),
        Outcome::OutOfRange => return Err(AppError::OutOfRange),
    };
    let planned = judged(problem, &rules, solution, proven, config.seed, progress)?;
    Ok((Plan::Roster(Box::new(planned)), solved.effort))
}

/// Sets the roster to stay close to. Where the office gives no weight, the standard one counts.
pub(super) fn keep(rules: RuleSet, kept: Vec<Assignment>) -> RuleSet {
    let standard = RuleSet::standard();
    let code = RuleCode::LeastChange;
    match rules.get(code).or_else(|| standard.get(code)) {
        Some(Rule::LeastChange(rule)) => {
            let weight = rule.weight;
            rules.with(Rule::LeastChange(LeastChange { weight, kept }))
        }
        Some(_) | None => rules,
    }
}

fn judged(
    problem: Problem,
    rules: &RuleSet,
    solution: Solution,
    proven: Status,
    seed: u64,
    progress: &mut dyn Progress,
) -> Result<Planned, AppError> {
    let evaluation = evaluate(&problem, rules, &solution.roster);
    if evaluation.cost != solution.cost || 0 < evaluation.cost.broken {
        return Err(AppError::Fault(format!(
            "the solver says {:?}, the rules say {:?}",
            solution.cost, evaluation.cost
        )));
    }
    let known = Known {
        status: proven,
        bound: solution.bound,
        certificate: solution.certificate,
        seed,
    };
    let judged = Judged {
        roster: solution.roster,
        unknown: Vec::new(),
        evaluation,
        problem,
    };
    let report = Progressed {
        phase: Phase::Check,
        incumbent: Some(judged.evaluation.cost),
        bound: known.bound,
        n_columns: 0,
        n_nodes: 0,
    };
    let progress = RefCell::new(progress);
    let is_stopped = || progress.borrow_mut().report(&report).is_break();
    Planned::recorded(judged, rules, known, &is_stopped)
}

impl Planned {
    /// What `judged` says of a roster, recorded with what is `known` of it. The proof in it is checked;
    /// what `is_stopped` leaves unchecked is not claimed, nor is a bound of open seats that does not
    /// follow.
    ///
    /// # Errors
    ///
    /// The proof has flaws, which is our own fault.
    pub(super) fn recorded(
        judged: Judged,
        rules: &RuleSet,
        known: Known,
        is_stopped: &dyn Fn() -> bool,
    ) -> Result<Self, AppError> {
        let record = |judged: &Judged, known: Known| {
            let Judged {
                problem,
                roster,
                evaluation,
                ..
            } = judged;
            RosterRecord::new(problem, rules, roster, evaluation, known)
        };
        let unproven = Known {
            status: Status::Feasible,
            bound: None,
            certificate: None,
            seed: known.seed,
        };
        let mut found = record(&judged, known);
        let mut verdict = proof::verify_judged(&found, judged, is_stopped);
        let is_unchecked =
            |flaw: &Flaw| matches!(flaw, Flaw::Certificate(CertificateFault::Unchecked(_)));
        let is_unproven = 0 < found.gaps && found.bound.is_some() && verdict.bound.is_none();
        if (verdict.flaws.iter().any(is_unchecked) || is_unproven)
            && let Some(judged) = verdict.judged.take()
        {
            found = record(&judged, unproven);
            verdict = proof::verify_judged(&found, judged, is_stopped);
        }
        match (verdict.judged, &verdict.flaws[..]) {
            (Some(judged), []) => Ok(Self {
                judged,
                record: found,
            }),
            (_, flaws) => Err(AppError::Fault(format!("the proof has flaws: {flaws:?}"))),
        }
    }

    /// How far the cost is from the bound; 0 means proven optimal.
    pub fn gap(&self) -> Option<i64> {
        self.record.bound.map(|bound| self.record.cost - bound)
    }
}
