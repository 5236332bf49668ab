//! Revisions of a roster: shown, compared, published.

use chrono::NaiveDateTime;
use serde::Serialize;

use crate::domain::facts::Assignment;
use crate::store::revisions::Revision;
use crate::store::state::State;

use super::super::revisions::{Diff, MovedTurn, Published, Shown};
use super::roster::RosterFigures;

/// A revision without its roster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RevisionHead {
    /// Grows with every roster saved, whatever office.
    pub id: i64,
    /// Id of the office.
    pub office: String,
    /// Id of the period.
    pub period: String,
    /// The lunar year it begins, by the solar year of its first day.
    pub year: Option<i32>,
    /// How far it has come.
    pub state: State,
    /// When it was saved.
    pub created: NaiveDateTime,
    /// When it was published.
    pub published: Option<NaiveDateTime>,
}

/// The answer of `show` for one revision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ShowAnswer {
    /// Number, office and state.
    pub revision: RevisionHead,
    /// Figures of its roster.
    #[serde(flatten)]
    pub roster: RosterFigures,
}

/// Of `show --all`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RevisionsAnswer {
    /// Revisions, the oldest first.
    pub revisions: Vec<RevisionHead>,
}

/// What both rosters cost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CostPair {
    /// Cost of the first revision.
    pub before: i64,
    /// Cost of the second revision.
    pub after: i64,
}

/// Of `diff`: from one revision to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DiffAnswer {
    /// Number of the first.
    pub before: i64,
    /// Number of the second.
    pub after: i64,
    /// Turns of people who stand more turns than before.
    pub added: Vec<Assignment>,
    /// Turns of people who stand fewer.
    pub dropped: Vec<Assignment>,
    /// Turns for which the same person stands another, or the same at another time.
    pub moved: Vec<MovedTurn>,
    /// What they cost.
    pub cost: CostPair,
}

/// The answer of `publish`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PublishAnswer {
    /// Now in force.
    pub revision: RevisionHead,
    /// No longer in force.
    pub supersedes: Option<i64>,
    /// What was written, if that was asked for.
    pub files: Vec<String>,
}

impl From<&Revision> for RevisionHead {
    fn from(revision: &Revision) -> Self {
        Self {
            id: revision.id,
            office: revision.office.clone(),
            period: revision.period.id().to_owned(),
            year: revision.period.lunar_year(),
            state: revision.state,
            created: revision.created,
            published: revision.published,
        }
    }
}

impl From<&Shown> for ShowAnswer {
    fn from(shown: &Shown) -> Self {
        Self {
            revision: (&shown.revision).into(),
            roster: (&shown.record).into(),
        }
    }
}

impl From<&[Revision]> for RevisionsAnswer {
    fn from(all: &[Revision]) -> Self {
        Self {
            revisions: all.iter().map(RevisionHead::from).collect(),
        }
    }
}

impl From<&Diff> for DiffAnswer {
    fn from(diff: &Diff) -> Self {
        Self {
            before: diff.before.revision.id,
            after: diff.after.revision.id,
            added: diff.added.clone(),
            dropped: diff.dropped.clone(),
            moved: diff.moved.clone(),
            cost: CostPair {
                before: diff.before.record.cost,
                after: diff.after.record.cost,
            },
        }
    }
}

impl PublishAnswer {
    /// What was published, and the files written of it.
    pub fn new(published: &Published, files: Vec<String>) -> Self {
        Self {
            revision: (&published.shown.revision).into(),
            supersedes: published.supersedes,
            files,
        }
    }
}
