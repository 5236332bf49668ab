//! What a question is about: an office folder, with a roster in a file or the best one; or a revision of
//! the store.

use std::path::Path;

use crate::domain::problem::Problem;
use crate::domain::roster::Roster;
use crate::input::error::InputError;
use crate::rules::RuleSet;
use crate::rules::record::RosterRecord;

use super::actor::Action;
use super::error::AppError;
use super::office::Office;
use super::plan::{self, PlanInput};
use super::read;
use super::revisions;
use super::{selector::Selector, sound};

/// What is asked about.
#[derive(Clone, Debug)]
pub struct Subject {
    /// The facts.
    pub problem: Problem,
    /// The rules.
    pub rules: RuleSet,
    /// The roster; `None`: the best there is.
    pub roster: Option<Roster>,
    /// Doubtful things about the folder.
    pub warnings: Vec<InputError>,
}

impl Subject {
    /// The office folder, with earlier years from `office`, and the roster in the file `roster` (json, csv or
    /// xlsx), if one is named.
    ///
    /// # Errors
    ///
    /// Every fault of the folder, else of the file; or the store cannot be read.
    pub fn of_folder(
        folder: &Path,
        office: Option<&Office>,
        roster: Option<&Path>,
    ) -> Result<Self, AppError> {
        let PlanInput {
            problem,
            rules,
            warnings,
            seen: _,
        } = plan::read(folder, office)?;
        let roster = match roster {
            Some(path) => Some(read::roster(path, &problem)?),
            None => None,
        };
        Ok(Self {
            problem,
            rules,
            roster,
            warnings,
        })
    }

    /// A revision of the store, by the facts and rules it was made of; `action` is what it is wanted for.
    ///
    /// # Errors
    ///
    /// There is no such revision, or it cannot be read.
    pub fn of_revision(office: &Office, action: Action, id: i64) -> Result<Self, AppError> {
        office.reading(action)?;
        Self::of_record(&revisions::show(office, Some(id), Selector::default())?.record)
    }

    /// A roster, by the facts and rules it was made of.
    ///
    /// # Errors
    ///
    /// The record does not hold together.
    pub fn of_record(record: &RosterRecord) -> Result<Self, AppError> {
        let problem = sound::problem(record.problem.clone())?;
        let (roster, _) = Roster::from_assignments(&problem, &record.assignments);
        Ok(Self {
            problem,
            rules: record.rules.clone(),
            roster: Some(roster),
            warnings: Vec::new(),
        })
    }
}
