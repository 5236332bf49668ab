//! From an office folder to a proven roster.

use std::collections::BTreeMap;
use std::path::Path;

use crate::domain::facts::Facts;
use crate::domain::history::carry;
use crate::domain::person::PastPeriod;
use crate::domain::problem::Problem;
use crate::export::view::RosterView;
use crate::input::error::InputError;
use crate::rules::RuleSet;
use crate::rules::record::RosterRecord;
use crate::solver::progress::Progress;
use crate::solver::{Effort, SolveConfig};
use crate::store::Store;
use crate::text::Lang;

use super::actor::Action;
use super::alternatives::{self, Alternative, alternatives};
use super::error::AppError;
use super::exports;
use super::office::Office;
use super::proven::{Plan, Planned, keep, solve_and_prove};
use super::read::{self, Reference};
use super::reroster::{Moves, reroster};
use super::{sound, view};

/// What to plan, and how.
#[derive(Clone, Copy, Debug)]
pub struct PlanRequest<'a> {
    /// The office folder.
    pub folder: &'a Path,
    /// Stay close to the roster in this file.
    pub near: Option<&'a Path>,
    /// Keep this roster but where it must move.
    pub kept: Option<&'a Reference>,
    /// How many rosters more to find, nearly as good and most different.
    pub n_alternatives: usize,
    /// How to solve.
    pub config: SolveConfig,
}

/// A plan and what is doubtful about the folder.
#[derive(Clone, Debug)]
pub struct FolderPlan {
    /// How planning ended.
    pub plan: Plan,
    /// How the roster moved, where one was to be kept.
    pub moves: Option<Moves>,
    /// Rosters to choose instead.
    pub others: Vec<Alternative>,
    /// The revision in force when planning began; 0: none.
    pub seen: i64,
    /// What it took, without alternatives.
    pub effort: Effort,
    /// Doubtful things that stop nothing.
    pub warnings: Vec<InputError>,
}

/// Reads the folder, and earlier years from `office`, solves, judges the roster anew and checks its
/// proof. Writes nothing, but makes sure beforehand that `office` could save it.
///
/// # Errors
///
/// The input has faults, or the store takes no writes; or the solver, the judge and the proof
/// disagree, which is our own fault.
pub fn plan(
    office: Option<&mut Office>,
    request: PlanRequest<'_>,
    progress: &mut dyn Progress,
) -> Result<FolderPlan, AppError> {
    let input = match office {
        Some(office) => {
            office.actor().must_be_allowed(Action::Draft)?;
            let input = read(request.folder, Some(office))?;
            office.must_take_drafts()?;
            office.rest();
            input
        }
        None => read(request.folder, None)?,
    };
    let mut rules = input.rules;
    if let Some(path) = request.near {
        rules = keep(rules, read::record(path)?.assignments);
    }
    let (plan, moves, effort) = match request.kept {
        None => {
            let (plan, effort) = solve_and_prove(input.problem, rules, request.config, progress)?;
            (plan, None, effort)
        }
        Some(reference) => {
            let kept = reference.assignments(&input.problem)?;
            reroster(&input.problem, &rules, kept, request.config, progress)?
        }
    };
    let others = match &plan {
        Plan::Roster(planned) => {
            let config = alternatives::config_for(planned, request.config);
            alternatives(planned, request.n_alternatives, config, progress)?
        }
        Plan::Short(_) | Plan::Unknown => Vec::new(),
    };
    Ok(FolderPlan {
        plan,
        moves,
        others,
        seen: input.seen,
        effort,
        warnings: input.warnings,
    })
}

/// What became of a plan.
#[derive(Clone, Debug)]
pub struct Delivered {
    /// The roster in words.
    pub view: RosterView,
    /// What was written, by name within the folder of results.
    pub files: Vec<String>,
    /// The draft saved.
    pub revision: Option<i64>,
}

/// Writes every export of `planned` to the folder `out`, those of each of `others` to a folder of its own
/// within, and saves the roster as a draft of `office`, whose maker knew that the revision `seen` was in
/// force.
///
/// # Errors
///
/// A file cannot be written, in which case nothing is saved; or the store cannot be.
pub fn deliver(
    office: Option<&mut Office>,
    lang: Lang,
    planned: &Planned,
    others: &[Alternative],
    seen: i64,
    out: &Path,
) -> Result<Delivered, AppError> {
    let view = view::of_judged(lang, &planned.judged, &planned.record, None);
    let mut files = exports::write_to(&view, &planned.record, out)?;
    for (nth, other) in (2..).zip(others) {
        let (folder, planned) = (alternatives::folder(nth), &other.planned);
        let view = view::of_judged(lang, &planned.judged, &planned.record, None);
        let written = exports::write_to(&view, &planned.record, &out.join(&folder))?;
        files.extend(written.into_iter().map(|file| format!("{folder}/{file}")));
    }
    let revision = match office {
        Some(office) => Some(save(office, &planned.record, seen)?),
        None => None,
    };
    Ok(Delivered {
        view,
        files,
        revision,
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
    let folder = read::folder(folder)?;
    let (mut problem, mut seen) = (folder.problem, 0);
    if let Some(office) = office {
        let store = office.reading(Action::SeeDrafts)?;
        let Facts { office, period, .. } = problem.facts();
        seen = store.in_force_id(&office.id, period.id())?;
        problem = with_history(problem, folder.carry_years, store)?;
    }
    Ok(PlanInput {
        problem,
        rules: folder.rules,
        seen,
        warnings: folder.warnings,
    })
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

/// Earlier periods that the folder does not tell come from the store.
fn with_history(problem: Problem, carry_years: u16, store: &Store) -> Result<Problem, AppError> {
    let Facts {
        office,
        period,
        people,
        ..
    } = problem.facts();
    let mut known = store.history(&office.id, Some(period.anchor()))?;
    let mut untold = BTreeMap::new();
    for person in people {
        let past = known.remove(&person.id).unwrap_or_default().into_iter();
        let is_told = |it: &PastPeriod| {
            let mut told = person.history.iter().map(|told| told.period.id());
            told.any(|told| told == it.period.id())
        };
        let past: Vec<_> = past.map(|it| it.past).filter(|it| !is_told(it)).collect();
        if !past.is_empty() {
            untold.insert(person.id.clone(), past);
        }
    }
    if untold.is_empty() {
        return Ok(problem);
    }
    let mut facts = problem.into_facts();
    for person in &mut facts.people {
        let past = untold.remove(&person.id).unwrap_or_default();
        person.history.extend(past);
        person.history.sort_by_key(|it| it.period.anchor());
    }
    carry(&mut facts.people, &facts.period, carry_years);
    sound::problem(facts)
}
