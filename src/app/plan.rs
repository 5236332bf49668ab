//! From an office folder to a proven roster.

use std::path::Path;
use std::time::Duration;

use crate::domain::facts::{Assignment, Facts};
use crate::domain::history::carry;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;
use crate::input::error::InputError;
use crate::proof;
use crate::rules::evaluate::{Evaluation, evaluate};
use crate::rules::least_change::LeastChange;
use crate::rules::record::{Known, RosterRecord, Status};
use crate::rules::{Rule, RuleCode, RuleSet};
use crate::solver::progress::Progress;
use crate::solver::{self, Effort, Outcome, Solution, SolveConfig};
use crate::store::Store;
use crate::store::history::Past;

use super::actor::Action;
use super::error::AppError;
use super::least_change::{Moves, least_change};
use super::office::Office;
use super::shortage::{Shortage, shortage};
use super::source::{self, Reference};

/// What to plan, and how.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The office folder.
    pub folder: &'a Path,
    /// Stay close to the roster in this file.
    pub keep: Option<&'a Path>,
    /// Keep this roster but where it must move.
    pub least_change: Option<&'a Reference>,
    /// How to solve.
    pub config: SolveConfig,
}

/// A roster that has been judged, and its proof checked.
#[derive(Clone, Debug)]
pub struct Planned {
    /// What it was planned for.
    pub problem: Problem,
    /// Who stands what.
    pub roster: Roster,
    /// What the rules say.
    pub evaluation: Evaluation,
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

/// A plan and what is doubtful about the folder.
#[derive(Clone, Debug)]
pub struct Answer {
    /// How planning ended.
    pub plan: Plan,
    /// How the roster moved, where one was to be kept.
    pub moves: Option<Moves>,
    /// The revision in force when planning began; 0: none.
    pub seen: i64,
    /// What it took.
    pub effort: Effort,
    /// Doubtful things that stop nothing.
    pub warnings: Vec<InputError>,
}

/// Reads the folder, and earlier years from `office`, solves, judges the roster anew and checks its proof.
/// Writes nothing, but makes sure beforehand that `office` could save it.
///
/// # Errors
///
/// The input has faults, or the store takes no writes; or the solver, the judge and the proof
/// disagree, which is our own fault.
pub fn plan(
    office: Option<&mut Office>,
    request: Request<'_>,
    progress: &mut dyn Progress,
) -> Result<Answer, AppError> {
    let input = match office {
        Some(office) => {
            office.actor().must_be_allowed(Action::Draft)?;
            let input = read(request.folder, Some(office))?;
            office.must_take_drafts()?;
            input
        }
        None => read(request.folder, None)?,
    };
    let mut rules = input.rules;
    if let Some(path) = request.keep {
        rules = keep(rules, source::record(path)?.assignments);
    }
    let (plan, moves, effort) = match request.least_change {
        None => {
            let (plan, effort) = solve(input.problem, rules, request.config, progress)?;
            (plan, None, effort)
        }
        Some(reference) => {
            let kept = reference.assignments(&input.problem)?;
            least_change(&input.problem, &rules, kept, request.config, progress)?
        }
    };
    Ok(Answer {
        plan,
        moves,
        seen: input.seen,
        effort,
        warnings: input.warnings,
    })
}

/// What is to be planned, and what is doubtful about it.
#[derive(Clone, Debug)]
pub struct PlanInput {
    /// What the folder, and the store where the folder is silent, say.
    pub problem: Problem,
    /// The rules in force.
    pub rules: RuleSet,
    /// The revision in force; 0: none.
    pub seen: i64,
    /// Doubtful things that stop nothing.
    pub warnings: Vec<InputError>,
}

/// Reads the folder, and earlier years from the store, if any.
///
/// # Errors
///
/// The input has faults, or the store cannot be read.
pub fn read(folder: &Path, office: Option<&Office>) -> Result<PlanInput, AppError> {
    let folder = source::folder(folder)?;
    let mut facts = folder.facts;
    let mut seen = 0;
    if let Some(office) = office {
        let store = office.reading(Action::SeeDrafts)?;
        seen = store.in_force_id(&facts.office.id, facts.period.year())?;
        add_history(&mut facts, folder.carry_years, store)?;
    }
    let problem = Problem::new(facts).map_err(|faults| {
        AppError::Fault(format!(
            "a folder without faults gave facts with: {faults:?}"
        ))
    })?;
    Ok(PlanInput {
        problem,
        rules: folder.rules,
        seen,
        warnings: folder.warnings,
    })
}

/// Solves, judges the roster anew and checks its proof.
///
/// # Errors
///
/// Weights or points are too high; or the solver, the judge and the proof disagree, which is our own
/// fault.
pub fn solve(
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
    let planned = judged(problem, rules, solution, proven, config.seed)?;
    Ok((Plan::Roster(Box::new(planned)), solved.effort))
}

/// Saves `record` as a draft whose maker knew that the revision `seen` was in force; answers its
/// revision.
///
/// # Errors
///
/// The store cannot be written.
pub fn save(office: &mut Office, record: &RosterRecord, seen: i64) -> Result<i64, AppError> {
    let (store, mark) = office.writing(Action::Draft, "")?;
    Ok(store.save_draft(record, seen, &mark)?)
}

/// Earlier years that the folder does not tell come from the store.
fn add_history(facts: &mut Facts, carry_years: u16, store: &Store) -> Result<(), AppError> {
    let year = facts.period.year();
    let mut known = store.history(&facts.office.id, year)?;
    let mut is_changed = false;
    for person in &mut facts.people {
        for Past { year: past, .. } in known.remove(&person.id).unwrap_or_default() {
            if person.history.iter().all(|it| it.year != past.year) {
                person.history.push(past);
                is_changed = true;
            }
        }
        person.history.sort_by_key(|it| it.year);
    }
    if is_changed {
        carry(&mut facts.people, year, carry_years);
    }
    Ok(())
}

/// Sets the roster to stay close to. Where the folder gives no weight, the standard one counts.
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

/// The solver is never believed: the rules judge what it found, and the proof is checked from the
/// record alone.
fn judged(
    problem: Problem,
    rules: RuleSet,
    solution: Solution,
    proven: Status,
    seed: u64,
) -> Result<Planned, AppError> {
    let evaluation = evaluate(&problem, &rules, &solution.roster);
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
    let record = RosterRecord::new(&problem, &rules, &solution.roster, &evaluation, known);
    let flaws = proof::verify(&record).flaws;
    if !flaws.is_empty() {
        return Err(AppError::Fault(format!("the proof has flaws: {flaws:?}")));
    }
    Ok(Planned {
        problem,
        roster: solution.roster,
        evaluation,
        record,
    })
}

impl Planned {
    /// How far the cost is from the bound; 0 means proven optimal.
    pub fn gap(&self) -> Option<i64> {
        self.record.bound.map(|bound| self.record.cost - bound)
    }
}

/// How long to search if nothing is said.
pub const TIME_LIMIT: Duration = Duration::from_secs(60);
