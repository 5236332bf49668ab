//! A leader decides on a change.

use std::path::Path;

use crate::domain::facts::Assignment;
use crate::domain::person::Rank;
use crate::domain::problem::Problem;
use crate::store::Store;
use crate::store::audit::Mark;
use crate::store::changes::{Change, Manner};
use crate::store::error::StoreError;
use crate::store::state::ChangeState;

use super::super::error::AppError;
use super::desk::Desk;
use super::error::ChangeError;
use super::judge::Judged;

/// What came of approving.
#[derive(Clone, Debug)]
pub enum Approval {
    /// The change was made and published.
    Published {
        /// As judged anew.
        judged: Judged,
        /// The revision now in force.
        revision: i64,
        /// The one it supersedes.
        supersedes: i64,
    },
    /// By now it would break rules that it was not known to break when it was asked for.
    Refused(Judged),
}

/// A change nobody has decided on, and what it would do to the roster in force.
#[derive(Clone, Debug)]
pub struct Pending {
    /// The change.
    pub change: Change,
    /// As judged anew; `None` if its turns have changed hands or hours since.
    pub judged: Option<Judged>,
}

/// Every change nobody has decided on, oldest first.
///
/// # Errors
///
/// The store cannot be read.
pub fn pending(db: &Path) -> Result<Vec<Pending>, AppError> {
    let changes = Store::open(db)?.changes()?.into_iter();
    changes
        .filter(|it| !it.state.is_settled())
        .map(|change| {
            let desk = desk_of(Store::open(db)?, &change)?;
            let judged = if is_stale(&desk, &change)? {
                None
            } else {
                Some(desk.base.judge(change.asked.change.clone())?)
            };
            Ok(Pending { change, judged })
        })
        .collect()
}

/// Approves the change `id`: it is judged anew by the roster in force, made and published.
/// `mark.who` must be the id of a leader of the office.
///
/// # Errors
///
/// There is no such change, it is settled already, its turns have changed since it was asked for, or
/// whoever approves is no leader.
pub fn approve(db: &Path, id: i64, mark: &Mark<'_>) -> Result<Approval, AppError> {
    let store = Store::open(db)?;
    let change = open(&store, id)?;
    let mut desk = desk_of(store, &change)?;
    must_be_leader(desk.base.problem(), mark.who)?;
    let base = desk.revision.id;
    if is_stale(&desk, &change)? {
        return Err(StoreError::Stale { in_force: base }.into());
    }
    let judged = desk.base.judge(change.asked.change)?;
    let codes = judged.codes();
    if codes.iter().any(|it| !change.asked.broken.contains(it)) {
        return Ok(Approval::Refused(judged));
    }
    let manner = if codes.is_empty() {
        Manner::Lawful
    } else {
        Manner::Overriding
    };
    let revision = (desk.store).apply_change(id, base, &judged.record, manner, mark)?;
    Ok(Approval::Published {
        judged,
        revision,
        supersedes: base,
    })
}

/// Rejects the change `id`. `mark.who` must be the id of a leader of the office.
///
/// # Errors
///
/// As [`approve`], but for changed turns.
pub fn reject(db: &Path, id: i64, mark: &Mark<'_>) -> Result<(), AppError> {
    let store = Store::open(db)?;
    let change = open(&store, id)?;
    let mut desk = desk_of(store, &change)?;
    must_be_leader(desk.base.problem(), mark.who)?;
    Ok((desk.store).reject_change(id, mark)?)
}

/// The change `id`, not settled yet.
fn open(store: &Store, id: i64) -> Result<Change, AppError> {
    let change = store.change(id)?.ok_or(StoreError::NoChange { id })?;
    match change.state {
        ChangeState::Requested | ChangeState::Approved => Ok(change),
        found @ (ChangeState::Rejected | ChangeState::Applied | ChangeState::Overridden) => {
            Err(StoreError::Settled { id, found }.into())
        }
    }
}

/// The roster in force of the office and season that `change` was asked of.
fn desk_of(store: Store, change: &Change) -> Result<Desk, AppError> {
    let base = change.asked.base;
    let asked = (store.revision(base)?).ok_or(StoreError::NoRevision { id: base })?;
    let in_force = store.in_force(&asked.office, asked.year)?;
    Desk::of(store, in_force.ok_or(StoreError::NoRevision { id: base })?)
}

/// Whether the turns that `change` is about have changed hands, hours or duty since it was asked
/// for. Other turns may have changed: it is judged anew.
fn is_stale(desk: &Desk, change: &Change) -> Result<bool, AppError> {
    let asked = &change.asked;
    if asked.base == desk.revision.id {
        return Ok(false);
    }
    let then = desk.store.load(asked.base)?;
    let then = then.ok_or(StoreError::NoRevision { id: asked.base })?;
    let shift = |shifts: &[crate::domain::duty::Shift], turn: &Assignment| {
        shifts.iter().find(|it| it.key == turn.shift).cloned()
    };
    let mut turns = asked.change.dropped.iter().chain(&asked.change.added);
    let is_moved = turns.any(|turn| {
        let now = shift(&desk.record.problem.shifts, turn);
        now.is_none() || now != shift(&then.problem.shifts, turn)
    });
    let is_known = |turn: &Assignment| desk.base.problem().person_by_id(&turn.person).is_some();
    let is_gone = !asked.change.added.iter().all(is_known);
    let changed_hands = asked.change.applied(&desk.record.assignments).is_err();
    Ok(is_moved || is_gone || changed_hands)
}

fn must_be_leader(problem: &Problem, who: &str) -> Result<(), AppError> {
    let leaders = || problem.people().filter(|(_, it)| it.rank == Rank::Leader);
    if leaders().any(|(_, it)| it.id == who) {
        return Ok(());
    }
    Err(AppError::Change(vec![ChangeError::NotALeader {
        who: who.to_owned(),
        leaders: leaders()
            .map(|(_, it)| (it.id.clone(), it.name.clone()))
            .collect(),
    }]))
}
