//! The published roster that changes are asked of.

use crate::domain::facts::Assignment;
use crate::rules::record::RosterRecord;
use crate::store::Store;
use crate::store::changes::NewChange;
use crate::store::revisions::Revision;
use crate::store::state::State;

use super::super::actor::{Action, Role};
use super::super::error::AppError;
use super::super::office::Office;
use super::super::revisions;
use super::super::selector::{self, Selector};
use super::judge::{AssessedChange, Base};

/// A published roster.
#[derive(Debug)]
pub struct PublishedRoster {
    /// The published revision that changes start from.
    pub revision: Revision,
    /// What it says.
    pub base: Base,
    pub(super) record: RosterRecord,
}

/// Whether a change that breaks rules is asked for all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// No: such a change is refused.
    Lawful,
    /// Yes; whoever approves it is shown what it breaks.
    Override,
}

/// What came of asking.
#[derive(Clone, Debug)]
pub enum Asked {
    /// A leader is to decide on the change of that number.
    Requested(i64),
    /// It would break rules; nothing was noted.
    Refused,
}

impl PublishedRoster {
    /// Opens the newest published roster that `selector` allows.
    ///
    /// # Errors
    ///
    /// There is none, several offices could be meant, or the store cannot be read.
    pub fn open(office: &Office, selector: Selector<'_>) -> Result<Self, AppError> {
        let store = office.reading(Action::Ask)?;
        let revision = selector::revision(store, selector, |it| it.state == State::Published)?;
        Self::of(store, revision)
    }

    pub(super) fn of(store: &Store, revision: Revision) -> Result<Self, AppError> {
        let record = revisions::record(store, revision.id)?;
        Ok(Self {
            base: Base::open(&record)?,
            revision,
            record,
        })
    }

    /// Asks for a change: it waits for a leader, unless it breaks rules and that was not wished.
    ///
    /// # Errors
    ///
    /// The roster is not in force any more, or the store cannot be written; or staff ask for turns of
    /// others only.
    pub fn ask(
        &self,
        office: &mut Office,
        judged: &AssessedChange,
        wish: Wish,
        why: &str,
    ) -> Result<Asked, AppError> {
        let actor = office.actor();
        let is_theirs = |it: &Assignment| it.person == actor.id;
        if actor.role == Role::Staff && !judged.change.dropped.iter().any(is_theirs) {
            return Err(actor.refused(Action::Ask));
        }
        if !judged.refusals.is_empty() && wish == Wish::Lawful {
            return Ok(Asked::Refused);
        }
        let change = NewChange {
            base: self.revision.id,
            change: judged.change.clone(),
            broken: judged.codes(),
        };
        let (store, mark) = office.writing(Action::Ask, why)?;
        Ok(Asked::Requested(store.request_change(&change, &mark)?))
    }
}
