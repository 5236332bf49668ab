//! The events of a calendar: turns that stand, and cancelled ones for turns that were dropped.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::facts::Assignment;
use crate::domain::turn_log::{TurnLog, follow};

use super::super::view::listing::{Listing, PastView};
use super::super::view::{PersonView, RosterView, ShiftView};
use super::event::Told;

/// The sequence of a turn in a roster that is no revision, and in the first that is published:
/// what is published outdoes what was only planned.
const PLANNED: u32 = 0;
const PUBLISHED: u32 = 1;

/// The turns of a roster and of the revisions before it.
pub(super) struct Turns {
    /// Those that stand, as the roster lists them; then those dropped, in order of time.
    logs: Vec<(Assignment, TurnLog<Told>)>,
}

impl Turns {
    pub(super) fn of(view: &RosterView) -> Self {
        let first = view.revision.map_or(PLANNED, |_| PUBLISHED);
        let told = revisions(view).map(|it| (it.changed, told(it)));
        let mut dropped = follow(first, told);
        let mut logs: Vec<_> = (view.turns())
            .filter_map(|(shift, person)| dropped.remove_entry(&turn(shift, person)))
            .collect();
        let mut dropped: Vec<_> = dropped.into_iter().collect();
        dropped.sort_by(|(a, a_log), (b, b_log)| {
            (a_log.told.start, &a.shift, &a.person).cmp(&(b_log.told.start, &b.shift, &b.person))
        });
        logs.extend(dropped);
        Self { logs }
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &TurnLog<Told>> {
        self.logs.iter().map(|it| &it.1)
    }

    pub(super) fn of_duty(&self, id: &str) -> impl Iterator<Item = &TurnLog<Told>> {
        self.all().filter(move |it| it.told.duty == id)
    }

    pub(super) fn of_person(&self, id: &str) -> impl Iterator<Item = &TurnLog<Told>> {
        let theirs = self.logs.iter().filter(move |it| it.0.person == id);
        theirs.map(|it| &it.1)
    }

    /// Ids of all who have something to be told.
    pub(super) fn people(&self) -> BTreeSet<&str> {
        self.logs.iter().map(|it| it.0.person.as_str()).collect()
    }
}

/// The revisions before `view`, oldest first, and `view` itself.
pub(super) fn revisions(view: &RosterView) -> impl Iterator<Item = Listing<'_>> {
    let earlier = view.earlier.iter().map(PastView::listing);
    earlier.chain([view.listing()])
}

fn told(view: Listing<'_>) -> BTreeMap<Assignment, Told> {
    let turns = view.turns();
    turns
        .map(|(shift, person)| (turn(shift, person), Told::new(view, shift, person)))
        .collect()
}

fn turn(shift: &ShiftView, person: &PersonView) -> Assignment {
    Assignment {
        person: person.id.clone(),
        shift: shift.key.clone(),
    }
}
