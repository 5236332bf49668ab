//! Revisions of a roster: shown, compared, published.

use std::collections::BTreeMap;

use crate::calendar::span::Span;
use crate::domain::facts::{Assignment, Facts};
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;
use crate::rules::evaluate::evaluate;
use crate::rules::record::RosterRecord;
use crate::store::Store;
use crate::store::error::StoreError;
use crate::store::revisions::Revision;
use crate::store::state::State;

use super::actor::Action;
use super::error::AppError;
use super::office::Office;
use super::pick::{self, Choice};
use super::rejudged::Rejudged;

/// A revision with its roster.
#[derive(Clone, Debug)]
pub struct Shown {
    /// Which.
    pub revision: Revision,
    /// Its roster.
    pub record: RosterRecord,
}

/// The revision `id`, or the newest that `choice` allows.
///
/// # Errors
///
/// There is none, or several offices could be meant.
pub fn show(office: &Office, id: Option<i64>, choice: Choice<'_>) -> Result<Shown, AppError> {
    let store = office.reading(Action::See)?;
    let revision = match id {
        Some(id) => revision(store, id)?,
        None => pick::revision(store, choice, |_| true)?,
    };
    if revision.state == State::Draft {
        office.reading(Action::SeeDrafts)?;
    }
    shown(store, revision)
}

/// Every revision that `choice` allows, oldest first.
///
/// # Errors
///
/// The store cannot be read.
pub fn list(office: &Office, choice: Choice<'_>) -> Result<Vec<Revision>, AppError> {
    let mut all = office.reading(Action::SeeDrafts)?.revisions()?;
    all.retain(|it| choice.office.is_none_or(|office| office == it.office));
    all.retain(|it| choice.year.is_none_or(|year| year == it.year));
    Ok(all)
}

/// What became of one turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Person id.
    pub person: String,
    /// Key of the shift in the first roster.
    pub from: String,
    /// Key of the shift in the second.
    pub to: String,
}

/// From one roster to another.
#[derive(Clone, Debug)]
pub struct Diff {
    /// The first.
    pub before: Shown,
    /// The second.
    pub after: Shown,
    /// Turns of people who stand more turns than before.
    pub added: Vec<Assignment>,
    /// Turns of people who stand fewer.
    pub dropped: Vec<Assignment>,
    /// Turns for which the same person stands another, or the same shift at another time.
    pub moved: Vec<Moved>,
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
        moved.extend(pairs.into_iter().map(|(from, to)| Moved {
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
    /// It.
    pub shown: Shown,
    /// The revision it supersedes.
    pub supersedes: Option<i64>,
}

/// Publishes the draft `id`, or the newest that `choice` allows. It is judged anew, by what was
/// imported since it was made; see [`Store::publish`] for `over`.
///
/// # Errors
///
/// There is no such draft, it breaks a hard rule, or it has not seen the roster in force; or the
/// office's data were changed while it was judged.
pub fn publish(
    office: &mut Office,
    id: Option<i64>,
    choice: Choice<'_>,
    over: Option<i64>,
    why: &str,
) -> Result<Published, AppError> {
    let (store, mark) = office.writing(Action::Publish, why)?;
    let draft = match id {
        Some(id) => revision(store, id)?,
        None => match pick::revision(store, choice, |it| it.state == State::Draft) {
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
    if !judged.keeps_the_rules(&record) {
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

/// The roster in force of an office and year, judged by what is imported now, if it breaks
/// something by it.
///
/// # Errors
///
/// The store cannot be read.
pub fn broken_in_force(
    store: &Store,
    office: &str,
    year: i32,
) -> Result<Option<(i64, Rejudged)>, AppError> {
    let Some(revision) = store.in_force(office, year)? else {
        return Ok(None);
    };
    let shown = shown(store, revision)?;
    let judged = judge(store, &shown.record)?;
    Ok((!judged.keeps_the_rules(&shown.record)).then_some((shown.revision.id, judged)))
}

fn judge(store: &Store, record: &RosterRecord) -> Result<Rejudged, AppError> {
    let Facts { office, period, .. } = &record.problem;
    let season = store.season(&office.id, period.year())?;
    let (facts, rules) = match season {
        Some(season) => (season.facts, season.rules),
        None => (record.problem.clone(), record.rules.clone()),
    };
    let problem = Problem::new(facts).map_err(|faults| {
        AppError::Fault(format!(
            "what was imported does not hold together: {faults:?}"
        ))
    })?;
    let (roster, unknown) = Roster::from_assignments(&problem, &record.assignments);
    let unknown = unknown.into_iter().cloned().collect();
    let evaluation = evaluate(&problem, &rules, &roster);
    Ok(Rejudged {
        problem,
        evaluation,
        unknown,
    })
}

fn shown(store: &Store, revision: Revision) -> Result<Shown, AppError> {
    let record = record(store, revision.id)?;
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
