//! A roster edited by hand becomes a draft in the store.

use std::path::Path;

use crate::domain::problem::Problem;
use crate::domain::roster::Roster;
use crate::input;
use crate::proof;
use crate::rules::RuleSet;
use crate::rules::evaluate::Evaluation;
use crate::rules::judged::Judged;
use crate::rules::record::{Known, RosterRecord, Status};
use crate::store::state::State;

use super::actor::Action;
use super::error::AppError;
use super::office::Office;
use super::revisions::Shown;
use super::selector::Selector;
use super::{plan, read, revisions, sound};

/// What the names and turns of an edited roster refer to, and what it is judged by.
#[derive(Clone, Copy, Debug)]
pub enum MadeFrom<'a> {
    /// A revision of the store.
    Revision(i64),
    /// The newest revision that this allows.
    Newest(Selector<'a>),
    /// An office folder.
    Folder(&'a Path),
}

/// An edited roster, judged.
#[derive(Clone, Debug)]
pub struct Imported {
    /// What it was judged against.
    pub problem: Problem,
    /// By these rules.
    pub rules: RuleSet,
    /// Who stands what.
    pub roster: Roster,
    /// What the rules say.
    pub evaluation: Evaluation,
    /// The number of the draft; `None` if nothing was saved, as the roster breaks a rule.
    pub revision: Option<i64>,
}

/// Judges the roster in `file` and, unless it breaks a rule, saves it as a draft. Seats may
/// be open. Proven bounds of the base stay proven where none is.
///
/// # Errors
///
/// Every fault of the file or of the folder; or the store cannot be read or written.
pub fn import_roster(
    file: &Path,
    base: MadeFrom<'_>,
    office: &mut Office,
) -> Result<Imported, AppError> {
    let store = office.reading(Action::Draft)?;
    let (problem, rules, known, seen) = match base {
        MadeFrom::Folder(folder) => {
            let folder = read::folder(folder)?;
            let told = folder.problem.facts();
            let seen = store.in_force_id(&told.office.id, told.period.id())?;
            (folder.problem, folder.rules, unproven(), seen)
        }
        MadeFrom::Revision(id) => {
            of_revision(revisions::show(office, Some(id), Selector::default())?)?
        }
        MadeFrom::Newest(selector) => of_revision(revisions::show(office, None, selector)?)?,
    };
    let bytes = read::bytes(file)?;
    let assignments = input::roster::read(&file.display().to_string(), &bytes, &problem);
    let assignments = assignments.map_err(AppError::Input)?;
    let Judged {
        problem,
        roster,
        evaluation,
        unknown: _,
    } = Judged::by(problem, &rules, &assignments);
    let revision = if evaluation.cost.broken == 0 {
        let record = record(&problem, &rules, &roster, &evaluation, known);
        Some(plan::save(office, &record, seen)?)
    } else {
        None
    };
    Ok(Imported {
        problem,
        rules,
        roster,
        evaluation,
        revision,
    })
}

/// What a revision was judged by, and what is known of its cost. The edited roster knows of
/// the revisions that one knew of, and of itself if it was in force.
fn of_revision(shown: Shown) -> Result<(Problem, RuleSet, Known, i64), AppError> {
    let record = shown.record;
    let known = Known {
        bound: record.bound,
        certificate: record.certificate,
        ..unproven()
    };
    let seen = match shown.revision.state {
        State::Draft => shown.revision.seen,
        State::Published | State::Superseded => shown.revision.id,
    };
    let problem = sound::problem(record.problem)?;
    Ok((problem, record.rules, known, seen))
}

/// Nobody searched, nothing is proven.
fn unproven() -> Known {
    Known {
        status: Status::Feasible,
        bound: None,
        certificate: None,
        seed: 0,
    }
}

/// The record to be saved, with as much of `known` as holds of this roster too.
fn record(
    problem: &Problem,
    rules: &RuleSet,
    roster: &Roster,
    evaluation: &Evaluation,
    known: Known,
) -> RosterRecord {
    // What was proven of full rosters says nothing of one with open seats.
    let known = if evaluation.cost.gaps == 0 {
        known
    } else {
        unproven()
    };
    let is_best = known.bound == Some(evaluation.cost.soft);
    let status = if is_best {
        Status::Optimal
    } else {
        Status::Feasible
    };
    let known = Known { status, ..known };
    let record = RosterRecord::new(problem, rules, roster, evaluation, known);
    if proof::verify(&record).flaws.is_empty() {
        record
    } else {
        RosterRecord::new(problem, rules, roster, evaluation, unproven())
    }
}
