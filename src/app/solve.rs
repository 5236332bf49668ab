//! From what was imported to a proven draft.

use crate::domain::problem::Problem;
use crate::solver::progress::Progress;
use crate::solver::{Effort, SolveConfig};

use super::actor::Action;
use super::error::AppError;
use super::office::Office;
use super::pick::{self, Choice};
use super::plan::{self, Plan};
use super::revisions;

/// Which roster to stay close to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// The one in force, if there is one: people have made plans by it.
    InForce,
    /// Stay close to the revision of this number.
    Revision(i64),
    /// None: plan anew.
    Nothing,
}

/// What to solve, and how.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// Which office and Tết.
    pub choice: Choice<'a>,
    /// Which roster to stay close to.
    pub keep: Keep,
    /// How to solve.
    pub config: SolveConfig,
}

/// A plan, and what it was made of.
#[derive(Clone, Debug)]
pub struct Answer {
    /// How it ended.
    pub plan: Plan,
    /// What it took.
    pub effort: Effort,
    /// The revision in force when work began; 0: none.
    pub seen: i64,
    /// The revision it stays close to.
    pub kept: Option<i64>,
}

/// Solves, judges the roster anew and checks its proof. Saves nothing, but makes sure beforehand
/// that it could be saved.
///
/// # Errors
///
/// Nothing was imported, the store takes no writes, or the solver, the judge and the proof disagree.
pub fn solve(
    office: &mut Office,
    request: Request<'_>,
    progress: &mut dyn Progress,
) -> Result<Answer, AppError> {
    office.must_take_drafts()?;
    let store = office.reading(Action::Draft)?;
    let (office, year) = pick::season(store, request.choice)?;
    let seen = store.in_force_id(&office, year)?;
    let kept = match request.keep {
        Keep::InForce => Some(seen).filter(|it| *it != 0),
        Keep::Revision(id) => Some(id),
        Keep::Nothing => None,
    };
    let season = store.season(&office, year)?;
    let season = season.ok_or(AppError::NoSeason {
        office: Some(office),
        year: Some(year),
    })?;
    let mut rules = season.rules;
    if let Some(id) = kept {
        let record = revisions::record(store, id)?;
        rules = plan::keep(rules, record.assignments);
    }
    let problem = Problem::new(season.facts).map_err(|faults| {
        AppError::Fault(format!(
            "what was imported does not hold together: {faults:?}"
        ))
    })?;
    let (plan, effort) = plan::solve(problem, rules, request.config, progress)?;
    Ok(Answer {
        plan,
        effort,
        seen,
        kept,
    })
}

/// Saves the roster of `answer` as a draft; `None` if there is no roster.
///
/// # Errors
///
/// The store cannot be written.
pub fn save(office: &mut Office, answer: &Answer) -> Result<Option<i64>, AppError> {
    match &answer.plan {
        Plan::Roster(planned) => plan::save(office, &planned.record, answer.seen).map(Some),
        Plan::Short(_) | Plan::Unknown => Ok(None),
    }
}
