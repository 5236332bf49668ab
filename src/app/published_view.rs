//! A revision of the store as it goes out to readers: worded, after all that was published before
//! it, so that calendars tell what has changed.

use std::collections::BTreeMap;

use crate::domain::roster::Roster;
use crate::export::view::listing::PastView;
use crate::export::view::{Revision as ViewRevision, RosterView};
use crate::rules::record::RosterRecord;
use crate::store::Store;
use crate::store::audit::Deed;
use crate::store::changes::StoredChange;
use crate::store::revisions::Revision;
use crate::store::state::ChangeState;
use crate::text::clean::one_line;
use crate::text::{Lang, changes as words};

use super::actor::Action;
use super::error::AppError;
use super::office::Office;
use super::revisions::{self, Shown};
use super::selector::Selector;
use super::{sound, view};

/// Who is to read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readers {
    /// Those of papers, who are told nothing of earlier revisions.
    OfPapers,
    /// Those of calendars, who are told what has changed since.
    OfCalendars,
}

/// A revision as it goes out.
#[derive(Clone, Debug)]
pub struct PublishedView {
    /// The revision it is, without its roster.
    pub revision: Revision,
    /// The roster of that revision.
    pub record: RosterRecord,
    /// The roster in words.
    pub view: RosterView,
}

/// The revision `id`, or the newest that `selector` allows.
///
/// # Errors
///
/// There is no such revision, several offices could be meant, or the store cannot be read.
pub fn published_view(
    lang: Lang,
    office: &Office,
    id: Option<i64>,
    selector: Selector<'_>,
    readers: Readers,
) -> Result<PublishedView, AppError> {
    let Shown { revision, record } = revisions::show(office, id, selector)?;
    let store = office.reading(Action::See)?;
    let id = revision.id;
    let earlier = published_before(store, &revision)?;
    let mut view = view::of_record(lang, &record, Some((id, at(&revision))))?;
    let chain: Vec<_> = earlier.iter().map(|it| it.id).chain([id]).collect();
    for change in store.changes()? {
        view.notes.extend(mark(lang, &record, &change, &chain));
    }
    if readers == Readers::OfCalendars {
        let past: Result<_, _> = earlier.iter().map(|it| past(lang, store, it)).collect();
        view = view.after(past?);
    }
    Ok(PublishedView {
        view,
        revision,
        record,
    })
}

fn past(lang: Lang, store: &Store, revision: &Revision) -> Result<PastView, AppError> {
    let record = revisions::record(store, revision.id)?;
    let problem = sound::problem(record.problem)?;
    let (roster, _) = Roster::from_assignments(&problem, &record.assignments);
    let published = ViewRevision {
        number: revision.id,
        made: at(revision),
    };
    Ok(PastView::new(
        lang,
        &problem,
        &record.rules,
        &roster,
        published,
    ))
}

/// The revisions of the same office and period that were in force before `revision` was, or, of a
/// draft, all that ever were; in the order in which they were published.
fn published_before(store: &Store, revision: &Revision) -> Result<Vec<Revision>, AppError> {
    // The log knows the order even if a clock was set back. What is older than the log comes first.
    let mut place = BTreeMap::new();
    for entry in store.log()? {
        if let Deed::Publish { revision, .. } | Deed::Apply { revision, .. } = entry.what {
            place.insert(revision, entry.id);
        }
    }
    let place = |it: &Revision| (place.get(&it.id).copied().unwrap_or(0), it.id);
    let mut all = store.revisions()?;
    all.retain(|it| {
        let is_same = it.office == revision.office && it.period.id() == revision.period.id();
        let is_before = revision.published.is_none() || place(it) < place(revision);
        is_same && it.published.is_some() && it.id != revision.id && is_before
    });
    all.sort_by_key(place);
    Ok(all)
}

/// When it was published; of a draft, when it was made.
fn at(revision: &Revision) -> chrono::NaiveDateTime {
    revision.published.unwrap_or(revision.created)
}

/// The note on a change made despite rules, if it was made on the way to this roster, whose `chain`
/// of revisions it is, and still shows in it.
fn mark(lang: Lang, record: &RosterRecord, change: &StoredChange, chain: &[i64]) -> Option<String> {
    let is_on_the_way = change.revision.is_some_and(|it| chain.contains(&it));
    let added = &change.asked.change.added;
    let still_shows = added.iter().any(|it| record.assignments.contains(it));
    if change.state != ChangeState::Overridden || !is_on_the_way || !still_shows {
        return None;
    }
    let people = &record.problem.people;
    let by = change.decided.as_ref()?.by.as_str();
    let leader = people.iter().find(|it| it.id == by);
    Some(words::mark(
        lang,
        change.id,
        &change.asked.broken.join(", "),
        &one_line(leader.map_or(by, |it| &it.name)),
    ))
}
