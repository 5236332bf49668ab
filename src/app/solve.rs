//! From what was imported to a proven draft.

use std::path::Path;

use crate::domain::problem::Problem;
use crate::solver::progress::Progress;
use crate::solver::{Effort, SolveConfig};
use crate::store::Store;
use crate::store::audit::Mark;

use super::error::AppError;
use super::pick::{self, Choice};
use super::plan::{self, Plan};

/// Which roster to stay close to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// The one in force, if there is one: people have made plans by it.
    InForce,
    /// This revision.
    Revision(i64),
    /// None.
    Nothing,
}

/// What to solve, and how.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The store.
    pub db: &'a Path,
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
pub fn solve(request: Request<'_>, progress: &mut dyn Progress) -> Result<Answer, AppError> {
    let mut store = Store::open(request.db)?;
    store.must_take_writes()?;
    let (office, year) = pick::season(&store, request.choice)?;
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
        let record = store.load(id)?.ok_or_else(|| AppError::NoRevision {
            revision: id.to_string(),
        })?;
        rules = plan::keep(rules, record.assignments);
    }
    // The store is not held open while the solver works.
    drop(store);
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
pub fn save(db: &Path, answer: &Answer, mark: &Mark<'_>) -> Result<Option<i64>, AppError> {
    match &answer.plan {
        Plan::Roster(planned) => plan::save(db, &planned.record, answer.seen, mark).map(Some),
        Plan::Short(_) | Plan::Unknown => Ok(None),
    }
}
