//! Revisions of a roster: shown, compared, published.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::calendar::span::Span;
use crate::domain::facts::{Assignment, Facts};
use crate::rules::judged::Judged;
use crate::rules::record::RosterRecord;
use crate::store::Store;
use crate::store::error::StoreError;
use crate::store::revisions::Revision;
use crate::store::state::State;

use super::actor::Action;
use super::claims;
use super::error::AppError;
use super::office::Office;
use super::selector::{self, Selector};
use super::sound;

/// A revision with its roster.
#[derive(Clone, Debug)]
pub struct Shown {
    /// Number, state and times.
    pub revision: Revision,
    /// The roster as it was saved.
    pub record: RosterRecord,
}

/// The revision `id`, or the newest that `selector` allows.
///
/// # Errors
///
/// There is none, or several offices could be meant.
pub fn show(office: &Office, id: Option<i64>, selector: Selector<'_>) -> Result<Shown, AppError> {
    let store = office.reading(Action::See)?;
    let revision = match id {
        Some(id) => revision(store, id)?,
        None => selector::revision(store, selector, |_| true)?,
    };
    if revision.state == State::Draft {
        office.reading(Action::SeeDrafts)?;
    }
    shown(store, revision)
}

/// Every revision that `selector` allows, oldest first.
///
/// # Errors
///
/// The store cannot be read.
pub fn list(office: &Office, selector: Selector<'_>) -> Result<Vec<Revision>, AppError> {
    let mut all = office.reading(Action::SeeDrafts)?.revisions()?;
    all.retain(|it| selector.is_met_by(&it.office, &it.period));
    Ok(all)
}

/// What became of one turn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MovedTurn {
    /// Id of the person.
    pub person: String,
    /// Key of the shift in the first roster.
    pub from: String,
    /// Key of the shift in the second; the same if only its time differs.
    pub to: String,
}

/// From one roster to another.
#[derive(Clone, Debug)]
pub struct Diff {
    /// The revision compared from.
    pub before: Shown,
    /// The revision compared to.
    pub after: Shown,
    /// Turns of people who stand more turns than before.
    pub added: Vec<Assignment>,
    /// Turns of people who stand fewer.
    pub dropped: Vec<Assignment>,
    /// Turns for which the same person stands another, or the same shift at another time.
    pub moved: Vec<MovedTurn>,
}

/// Compares the revisions `before` and `after`.
///
/// # Errors
///
/// There is no such revision.
pub fn diff(office: &Office, before: i64, after: i64) -> Result<Diff, AppError> {
    let store = office.reading(Action::SeeDrafts)?;
    let find = |id| -> Result<Shown, AppError> { shown(store, revision(store, id)?) };
    let (before, after) = (find(before)?, find(after)?);
    let (mut added, mut dropped, mut moved) = (Vec::new(), Vec::new(), Vec::new());
    let (mut old, new) = (turns(&before.record), turns(&after.record));
    for (person, new) in new {
        let old = old.remove(&person).unwrap_or_default();
        let is_in = |list: &[Turn], turn: &Turn| list.contains(turn);
        let mut gone: Vec<_> = old.iter().filter(|it| !is_in(&new, it)).collect();
        let mut come: Vec<_> = new.iter().filter(|it| !is_in(&old, it)).collect();
        // The same shift at another time first; else in order of time.
        let mut pairs = Vec::new();
        gone.retain(|it| match come.iter().position(|new| new.1 == it.1) {
            Some(at) => {
                pairs.push((*it, come.remove(at)));
                false
            }
            None => true,
        });
        let n_moved = gone.len().min(come.len());
        pairs.extend(gone.drain(..n_moved).zip(come.drain(..n_moved)));
        moved.extend(pairs.into_iter().map(|(from, to)| MovedTurn {
            person: person.clone(),
            from: from.1.clone(),
            to: to.1.clone(),
        }));
        let turn = |it: &Turn| assignment(&person, &it.1);
        dropped.extend(gone.into_iter().map(turn));
        added.extend(come.into_iter().map(turn));
    }
    for (person, turns) in old {
        dropped.extend(turns.iter().map(|it| assignment(&person, &it.1)));
    }
    Ok(Diff {
        before,
        after,
        added,
        dropped,
        moved,
    })
}

/// When, and the key of the shift.
type Turn = (Option<Span>, String);

/// The turns of each person, in order of time.
fn turns(record: &RosterRecord) -> BTreeMap<String, Vec<Turn>> {
    let spans: BTreeMap<_, _> = (record.problem.shifts.iter())
        .map(|it| (it.key.as_str(), it.span))
        .collect();
    let mut turns = BTreeMap::<_, Vec<Turn>>::new();
    for it in &record.assignments {
        let span = spans.get(it.shift.as_str()).copied();
        let list = turns.entry(it.person.clone()).or_default();
        list.push((span, it.shift.clone()));
    }
    turns.values_mut().for_each(|it| it.sort());
    turns
}

fn assignment(person: &str, shift: &str) -> Assignment {
    Assignment {
        person: person.to_owned(),
        shift: shift.to_owned(),
    }
}

/// A roster now in force.
#[derive(Clone, Debug)]
pub struct Published {
    /// The revision now in force.
    pub shown: Shown,
    /// The revision it supersedes.
    pub supersedes: Option<i64>,
}

/// Publishes the draft `id`, or the newest that `selector` allows. It is judged anew, by what was
/// imported since it was made; see [`Store::publish`] for `over`.
///
/// # Errors
///
/// There is no such draft, it breaks a hard rule, or it has not seen the roster in force; or the
/// office's data were changed while it was judged.
pub fn publish(
    office: &mut Office,
    id: Option<i64>,
    selector: Selector<'_>,
    over: Option<i64>,
    why: &str,
) -> Result<Published, AppError> {
    let (store, mark) = office.writing(Action::Publish, why)?;
    let draft = match id {
        Some(id) => revision(store, id)?,
        None => match selector::revision(store, selector, |it| it.state == State::Draft) {
            Err(AppError::NoRevision { .. }) => return Err(AppError::NoDraft),
            found => found?,
        },
    };
    let (id, state) = (draft.id, draft.state);
    if state != State::Draft {
        return Err(AppError::Store(StoreError::WrongState {
            id,
            found: state,
            needed: State::Draft,
        }));
    }
    // Before it is judged: of what is imported after that, it must not be said to be judged by it.
    let version = store.version(&draft.office)?;
    let record = shown(store, draft)?.record;
    let judged = judge(store, &record)?;
    if !keeps_the_rules(&judged, &record) {
        return Err(AppError::Breaks {
            revision: id,
            judged: Box::new(judged),
        });
    }
    let supersedes = store.publish(id, version, over, &mark)?;
    let revision = revision(store, id)?;
    let shown = Shown { revision, record };
    Ok(Published { shown, supersedes })
}

/// The roster in force of an office and period, by id, judged by what is imported now, if it breaks
/// something by it.
///
/// # Errors
///
/// The store cannot be read.
pub fn broken_in_force(
    store: &Store,
    office: &str,
    period: &str,
) -> Result<Option<(i64, Judged)>, AppError> {
    let Some(revision) = store.in_force(office, period)? else {
        return Ok(None);
    };
    let shown = shown(store, revision)?;
    let judged = judge(store, &shown.record)?;
    let is_broken = !keeps_the_rules(&judged, &shown.record);
    Ok(is_broken.then_some((shown.revision.id, judged)))
}

/// By what is imported now, or if nothing is, by what `record` was made of.
fn judge(store: &Store, record: &RosterRecord) -> Result<Judged, AppError> {
    let Facts { office, period, .. } = &record.problem;
    let data = store.period_data(&office.id, period.id())?;
    let Some(data) = data else {
        return sound::judged(record);
    };
    let problem = sound::problem(data.facts)?;
    Ok(Judged::by(problem, &data.rules, &record.assignments))
}

/// Seats left open on request when `record` was made are no news.
fn keeps_the_rules(judged: &Judged, record: &RosterRecord) -> bool {
    let cost = judged.evaluation.cost;
    cost.broken == 0 && cost.gaps <= record.gaps && judged.unknown.is_empty()
}

fn shown(store: &Store, revision: Revision) -> Result<Shown, AppError> {
    let record = claims::proven(record(store, revision.id)?);
    Ok(Shown { revision, record })
}

/// The revision `id`, without its roster.
pub(super) fn revision(store: &Store, id: i64) -> Result<Revision, AppError> {
    let revision = store.revision(id)?;
    revision.ok_or_else(|| AppError::no_revision(id))
}

/// The roster of the revision `id`.
pub(super) fn record(store: &Store, id: i64) -> Result<RosterRecord, AppError> {
    let record = store.load(id)?;
    record.ok_or_else(|| AppError::no_revision(id))
}
