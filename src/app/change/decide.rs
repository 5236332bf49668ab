//! A leader decides on a change.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::domain::facts::Assignment;
use crate::domain::person::Rank;
use crate::domain::problem::Problem;
use crate::store::Store;
use crate::store::changes::{Manner, StoredChange};
use crate::store::error::StoreError;
use crate::store::revisions::Revision;
use crate::store::state::ChangeState;

use super::super::actor::{Action, Actor};
use super::super::error::AppError;
use super::super::office::Office;
use super::super::revisions;
use super::error::ChangeError;
use super::judge::AssessedChange;
use super::published::PublishedRoster;

/// What came of approving.
#[derive(Clone, Debug)]
pub enum Approval {
    /// The change was made and published.
    Published {
        /// As judged anew.
        judged: AssessedChange,
        /// The revision now in force.
        revision: i64,
        /// The one it supersedes.
        supersedes: i64,
    },
    /// By now it would break rules that it was not known to break when it was asked for.
    Refused(AssessedChange),
}

/// A change nobody has decided on, and what it would do to the roster in force.
#[derive(Clone, Debug)]
pub struct Pending {
    /// The change as it was asked for.
    pub change: StoredChange,
    /// As judged anew; `None` if its turns have changed hands or hours since.
    pub judged: Option<AssessedChange>,
}

/// Every change nobody has decided on, oldest first.
///
/// # Errors
///
/// The store cannot be read.
pub fn pending(office: &Office) -> Result<Vec<Pending>, AppError> {
    let store = office.reading(Action::SeeDrafts)?;
    let mut rosters = BTreeMap::new();
    let mut pending = Vec::new();
    let changes = store.changes()?.into_iter();
    for change in changes.filter(|it| !it.state.is_settled()) {
        let in_force = in_force(store, &change)?;
        // Many changes wait for one roster.
        let published: &PublishedRoster = match rosters.entry(in_force.id) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(PublishedRoster::of(store, in_force)?),
        };
        let judged = if is_stale(store, published, &change)? {
            None
        } else {
            Some(published.base.judge(change.asked.change.clone())?)
        };
        pending.push(Pending { change, judged });
    }
    Ok(pending)
}

/// Approves the change `id`: it is judged anew by the roster in force, made and published. Whoever acts
/// must be a leader by that roster.
///
/// # Errors
///
/// There is no such change, it is settled already, its turns have changed since it was asked for, or
/// whoever approves is no leader.
pub fn approve(office: &mut Office, id: i64, why: &str) -> Result<Approval, AppError> {
    let (change, published) = asked_of(office, id)?;
    let (store, mark) = office.writing(Action::Decide, why)?;
    let base = published.revision.id;
    if is_stale(store, &published, &change)? {
        return Err(StoreError::Stale { in_force: base }.into());
    }
    let judged = published.base.judge(change.asked.change)?;
    let codes = judged.codes();
    if codes.iter().any(|it| !change.asked.broken.contains(it)) {
        return Ok(Approval::Refused(judged));
    }
    let manner = if codes.is_empty() {
        Manner::Lawful
    } else {
        Manner::Overriding
    };
    let revision = store.apply_change(id, base, &judged.record, manner, &mark)?;
    Ok(Approval::Published {
        judged,
        revision,
        supersedes: base,
    })
}

/// Rejects the change `id`. Whoever acts must be a leader by the roster in force.
///
/// # Errors
///
/// As [`approve`], but for changed turns.
pub fn reject(office: &mut Office, id: i64, why: &str) -> Result<(), AppError> {
    asked_of(office, id)?;
    let (store, mark) = office.writing(Action::Decide, why)?;
    Ok(store.reject_change(id, &mark)?)
}

/// The change `id`, not settled yet, and the roster it is to change; whoever acts may decide on it.
fn asked_of(office: &Office, id: i64) -> Result<(StoredChange, PublishedRoster), AppError> {
    let store = office.reading(Action::Decide)?;
    let change = open(store, id)?;
    let published = PublishedRoster::of(store, in_force(store, &change)?)?;
    must_be_leader(published.base.problem(), office.actor())?;
    Ok((change, published))
}

/// The change `id`, not settled yet.
fn open(store: &Store, id: i64) -> Result<StoredChange, AppError> {
    let change = store.change(id)?.ok_or(StoreError::NoChange { id })?;
    match change.state {
        ChangeState::Requested | ChangeState::Approved => Ok(change),
        found @ (ChangeState::Rejected | ChangeState::Applied | ChangeState::Overridden) => {
            Err(StoreError::Settled { id, found }.into())
        }
    }
}

/// The revision in force of the office and period that `change` was asked of.
fn in_force(store: &Store, change: &StoredChange) -> Result<Revision, StoreError> {
    let base = change.asked.base;
    let missing = || StoreError::NoRevision { id: base };
    let asked = store.revision(base)?.ok_or_else(missing)?;
    let in_force = store.in_force(&asked.office, asked.period.id())?;
    in_force.ok_or_else(missing)
}

/// Whether the turns that `change` is about have changed hands, hours or duty since it was asked
/// for. Other turns may have changed: it is judged anew.
fn is_stale(
    store: &Store,
    published: &PublishedRoster,
    change: &StoredChange,
) -> Result<bool, AppError> {
    let asked = &change.asked;
    if asked.base == published.revision.id {
        return Ok(false);
    }
    let then = revisions::record(store, asked.base)?;
    let shift = |shifts: &[crate::domain::duty::Shift], turn: &Assignment| {
        shifts.iter().find(|it| it.key == turn.shift).cloned()
    };
    let mut turns = asked.change.dropped.iter().chain(&asked.change.added);
    let is_moved = turns.any(|turn| {
        let now = shift(&published.record.problem.shifts, turn);
        now.is_none() || now != shift(&then.problem.shifts, turn)
    });
    let is_known = |turn: &Assignment| {
        published
            .base
            .problem()
            .person_by_id(&turn.person)
            .is_some()
    };
    let is_gone = !asked.change.added.iter().all(is_known);
    let changed_hands = asked.change.applied(&published.record.assignments).is_err();
    Ok(is_moved || is_gone || changed_hands)
}

fn must_be_leader(problem: &Problem, actor: &Actor) -> Result<(), AppError> {
    if actor.is_leader_in(problem) {
        return Ok(());
    }
    let leaders = problem.people().filter(|(_, it)| it.rank == Rank::Leader);
    Err(AppError::Change(vec![ChangeError::NotALeader {
        who: actor.id.clone(),
        leaders: leaders
            .map(|(_, it)| (it.id.clone(), it.name.clone()))
            .collect(),
    }]))
}
