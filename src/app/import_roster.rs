//! A roster edited by hand becomes a draft in the store.

use std::path::Path;

use crate::domain::problem::Problem;
use crate::domain::roster::Roster;
use crate::input;
use crate::proof;
use crate::rules::RuleSet;
use crate::rules::evaluate::{Evaluation, evaluate};
use crate::rules::record::{Known, RosterRecord, Status};
use crate::store::Store;
use crate::store::audit::Mark;
use crate::store::revisions::{Revision, State};

use super::error::AppError;
use super::{plan, source};

/// What the names and turns of an edited roster refer to, and what it is judged by.
#[derive(Clone, Copy, Debug)]
pub enum Base<'a> {
    /// A revision of the store; the newest one if `None`.
    Revision(Option<i64>),
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

/// Judges the roster in `file` and, unless it breaks a rule, saves it in `db` as a draft. Seats may be open. Proven bounds of the base stay proven.
///
/// # Errors
///
/// Every fault of the file or of the folder; or the store cannot be read or written.
pub fn import_roster(
    file: &Path,
    base: Base<'_>,
    db: &Path,
    mark: &Mark<'_>,
) -> Result<Imported, AppError> {
    let (facts, rules, known, seen) = match base {
        Base::Folder(folder) => {
            let folder = input::folder::read(folder).map_err(AppError::Input)?;
            let office = &folder.facts.office;
            let seen = if db.exists() {
                Store::open(db)?.newest(&office.id, office.year)?
            } else {
                0
            };
            (folder.facts, folder.rules, unproven(), seen)
        }
        Base::Revision(number) => {
            let store = Store::open(db)?;
            let (revision, record) = base_of(&store, number)?;
            let seen = match revision.state {
                State::Draft => revision.seen,
                State::Published | State::Superseded => revision.id,
            };
            let known = Known {
                bound: record.bound,
                certificate: record.certificate,
                ..unproven()
            };
            (record.problem, record.rules, known, seen)
        }
    };
    let problem = Problem::new(facts)
        .map_err(|faults| AppError::Fault(format!("facts do not hold together: {faults:?}")))?;
    let bytes = source::bytes(file)?;
    let assignments = input::roster::read(&file.display().to_string(), &bytes, &problem);
    let assignments = assignments.map_err(AppError::Input)?;
    let (roster, _) = Roster::from_assignments(&problem, &assignments);
    let evaluation = evaluate(&problem, &rules, &roster);
    let revision = if evaluation.cost.broken == 0 {
        let record = record(&problem, &rules, &roster, &evaluation, known);
        Some(plan::save(db, &record, seen, mark)?)
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

/// The revision `number`, or the newest one.
fn base_of(store: &Store, number: Option<i64>) -> Result<(Revision, RosterRecord), AppError> {
    let missing = |id: Option<i64>| AppError::NoRevision {
        revision: id.map_or("-".to_owned(), |it| it.to_string()),
    };
    let id = match number {
        Some(id) => id,
        None => store.latest()?.ok_or_else(|| missing(None))?,
    };
    let revision = store.revision(id)?.ok_or_else(|| missing(number))?;
    let record = store.load(id)?.ok_or_else(|| missing(number))?;
    Ok((revision, record))
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
    let is_best = known.bound == Some(evaluation.cost.soft) && evaluation.cost.gaps == 0;
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
