//! Events → when somebody is busy.
//!
//! Versions come first: of one UID and RECURRENCE-ID the latest holds. Then the starts of each
//! series within the window, in the civil time of its own zone; then its exceptions and changes.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDateTime, TimeDelta};

use crate::calendar::span::Span;
use crate::domain::person::Leave;

use super::cause::IcsCause;
use super::event::{Event, Fate, Point};
use super::rule::{Budget, Rule};
use super::time::Length;
use super::zone::Zone;

/// What one event comes to.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) line: usize,
    pub(super) title: String,
    /// Its first occurrence within the window, else its start, in civil time of Việt Nam.
    pub(super) at: Option<NaiveDateTime>,
    /// The leave within the window.
    pub(super) busy: Vec<Leave>,
    /// What is to be said of it, if it says anything of the window.
    pub(super) remarks: Vec<IcsCause>,
    pub(super) is_within: bool,
}

/// The versions that hold, of all those of one UID: of the series, and of changes to it.
fn in_force(events: Vec<Event>) -> (Vec<Event>, Vec<Event>) {
    let mut latest: BTreeMap<Option<Point>, Vec<Event>> = BTreeMap::new();
    for event in events {
        let held = latest.entry(event.changes).or_default();
        let newest = held.first().map(Event::version);
        if newest.is_some_and(|it| it < event.version()) {
            held.clear();
        }
        if newest.is_none_or(|it| it <= event.version()) {
            held.push(event);
        }
    }
    for held in latest.values_mut() {
        // Of those equally new, one that is cancelled withdraws its like. Others may be events to
        // which a program gave one UID.
        let cancelled = held.iter().filter(|it| it.is_cancelled());
        let starts: Vec<_> = cancelled.map(|it| it.start).collect();
        let is_withdrawn = |it: &Event| {
            starts
                .iter()
                .any(|start| start.is_none() || *start == it.start)
        };
        held.retain(|it| it.is_cancelled() || !is_withdrawn(it));
    }
    let series = latest.remove(&None).unwrap_or_default();
    let newest = series.first().map(Event::version);
    let withdrawn = newest.filter(|_| series.iter().all(Event::is_cancelled));
    let is_left = |it: &Event| withdrawn.is_none_or(|version| version < it.version());
    let changes = latest.into_values().flatten().filter(is_left);
    (series, changes.collect())
}

/// What the versions of one UID come to within `window`.
pub(super) fn expand(events: Vec<Event>, window: Span, budget: &mut Budget) -> Vec<Found> {
    let (series, changes) = in_force(events);
    let mut found: Vec<Found> = (series.iter())
        .map(|it| occurrences(it, &changes, window, budget))
        .collect();
    for change in changes {
        // A change says only what it changes.
        let usual = series.first().filter(|_| change.is_bare);
        let is_on_its_clocks = matches!(change.changes, Some(Point::Civil(_)));
        let change = Event {
            length: usual.and_then(|it| it.length).or(change.length),
            zone: usual
                .filter(|_| is_on_its_clocks)
                .map_or(change.zone, |it| it.zone.clone()),
            rules: Vec::new(),
            ..change
        };
        found.push(occurrences(&change, &[], window, budget));
    }
    found
}

fn occurrences(event: &Event, changes: &[Event], window: Span, budget: &mut Budget) -> Found {
    let mut outcome = Outcome::new(event, window);
    if event.is_unbounded && event.fate == Fate::Busy {
        outcome.remark(IcsCause::Availability);
        return outcome.found(true);
    }
    let Some(start) = event.start else {
        let is_told = event.fate == Fate::Busy;
        if is_told
            && !outcome
                .remarks
                .iter()
                .any(|it| matches!(it, IcsCause::Value { .. }))
        {
            outcome.remark(IcsCause::NoTime);
        }
        return outcome.found(is_told);
    };
    let later: Vec<Later<'_>> = Later::all(changes, event, window);
    let reach = later.iter().map(Later::reach).max();
    let reach = reach
        .unwrap_or_default()
        .max(event.length.unwrap_or_default().at_most());
    let reach = reach + TimeDelta::days(2);
    let bound = |it| event.zone.civil(Zone::HOME.moment(it));
    let limits = (
        shift(bound(window.start()), -reach),
        shift(bound(window.end()), reach),
    );
    let mut set: BTreeMap<NaiveDateTime, Option<Length>> = BTreeMap::new();
    // Cut off before its start, a series has nothing left.
    let is_over = |rule: &Rule| event.until(rule).is_some_and(|it| it < start);
    if event.rules.is_empty() || !event.rules.iter().all(is_over) {
        set.insert(start, None);
    }
    let mut starts = |rule: &Rule, property: &str| {
        let found = rule.starts(start, event.until(rule), limits, budget);
        if found.as_ref().is_none_or(|it| it.is_capped) {
            outcome.remark(match &found {
                Some(_) => IcsCause::Capped,
                None => IcsCause::rule(property, rule.text()),
            });
        }
        found.unwrap_or_default().starts
    };
    for rule in &event.rules {
        set.extend(starts(rule, "RRULE").into_iter().map(|it| (it, None)));
    }
    set.extend(event.added.iter().map(|it| (it.civil, it.length)));
    for rule in &event.excluded_by {
        for start in starts(rule, "EXRULE") {
            set.remove(&start);
        }
    }
    let changed: BTreeSet<Point> = changes.iter().filter_map(|it| event.named(it)).collect();
    for (civil, own) in set {
        let moment = event.zone.moment(civil);
        let names = [
            Point::Day(civil.date()),
            Point::Civil(civil),
            Point::Moment(moment),
        ];
        if (names.iter()).any(|it| event.excluded.contains(it) || changed.contains(it)) {
            continue;
        }
        match later.iter().rev().find(|it| it.from <= civil) {
            // The change says so of itself.
            Some(change) if change.event.fate != Fate::Busy && change.is_within => {}
            Some(change) => {
                let length = own.or(change.length).or(event.length);
                outcome.add(shift(civil, change.by), length, change.event);
            }
            None => outcome.add(civil, own.or(event.length), event),
        }
    }
    // What is not understood may mean the window too.
    let may_recur = outcome.remarks.iter().any(|it| {
        matches!(it, IcsCause::Rule { .. })
            || matches!(it, IcsCause::Value { property, .. } if property == "RDATE")
    });
    let is_before = outcome.home(start) < window.end();
    let is_told = may_recur && is_before && event.fate == Fate::Busy;
    outcome.found(is_told)
}

fn shift(at: NaiveDateTime, by: TimeDelta) -> NaiveDateTime {
    at.checked_add_signed(by).unwrap_or(at)
}

/// A change that holds for all later occurrences too (RFC 5545, 3.8.4.4): they are moved as the first
/// one is, and last as long.
struct Later<'a> {
    event: &'a Event,
    /// From when on, on the clocks of the series.
    from: NaiveDateTime,
    by: TimeDelta,
    length: Option<Length>,
    /// Whether the first one is within the window.
    is_within: bool,
}

impl<'a> Later<'a> {
    /// Those among `changes` of `series`, by time.
    fn all(changes: &'a [Event], series: &Event, window: Span) -> Vec<Self> {
        let of = |change: &'a Event| {
            let first = series.start?;
            let from = match series.named(change).filter(|_| change.is_for_later)? {
                Point::Day(day) => day.and_time(first.time()),
                Point::Civil(civil) => civil,
                Point::Moment(moment) => series.zone.civil(moment),
            };
            let moment = change.zone.moment(change.start?);
            let by = if change.is_bare {
                TimeDelta::zero()
            } else {
                series.zone.civil(moment) - from
            };
            Some(Self {
                event: change,
                from,
                by,
                length: change.length.filter(|_| !change.is_bare),
                is_within: window.contains(Zone::HOME.civil(moment)),
            })
        };
        let mut later: Vec<Self> = changes.iter().filter_map(of).collect();
        later.sort_by_key(|it| it.from);
        later
    }

    /// How far from where the series has them its occurrences may lie.
    fn reach(&self) -> TimeDelta {
        self.length.unwrap_or_default().at_most() + self.by.abs()
    }
}

/// Gathers what an event comes to.
struct Outcome<'a> {
    event: &'a Event,
    window: Span,
    busy: Vec<Leave>,
    remarks: Vec<IcsCause>,
    first: Option<NaiveDateTime>,
}

impl<'a> Outcome<'a> {
    fn new(event: &'a Event, window: Span) -> Self {
        Self {
            event,
            window,
            busy: Vec::new(),
            remarks: event.remarks.clone(),
            first: None,
        }
    }

    fn remark(&mut self, cause: IcsCause) {
        if !self.remarks.contains(&cause) {
            self.remarks.push(cause);
        }
    }

    /// Civil time in Việt Nam of a time on the clocks of the event.
    fn home(&self, civil: NaiveDateTime) -> NaiveDateTime {
        Zone::HOME.civil(self.event.zone.moment(civil))
    }

    /// Takes an occurrence, of which `version` says the title and what it does.
    fn add(&mut self, civil: NaiveDateTime, length: Option<Length>, version: &Event) {
        let start = self.home(civil);
        let end = length.map(|it| Zone::HOME.civil(self.event.end(civil, it)));
        // What has no length is somewhere all the same.
        let touched = (end.filter(|it| start < *it)).unwrap_or(shift(start, TimeDelta::seconds(1)));
        if !Span::new(start, touched).is_some_and(|it| it.overlaps(self.window)) {
            return;
        }
        self.first = Some(self.first.map_or(start, |it| it.min(start)));
        match (&version.fate, end) {
            (Fate::Not(cause), _) => self.remark(cause.clone()),
            (Fate::Busy, None) => self.remark(IcsCause::Reversed),
            (Fate::Busy, Some(end)) => match Span::new(start, end) {
                Some(span) => self.busy.push(Leave {
                    span,
                    reason: version.title.clone(),
                }),
                None => self.remark(IcsCause::NoLength),
            },
        }
    }

    /// `is_told`: whether it is to be told of though no occurrence is within the window.
    fn found(self, is_told: bool) -> Found {
        let is_within = self.first.is_some() || is_told || self.remarks.contains(&IcsCause::Capped);
        let at = self.first.or(self.event.start.map(|it| self.home(it)));
        Found {
            line: self.event.line,
            title: self.event.title.clone(),
            at,
            busy: self.busy,
            remarks: if is_within { self.remarks } else { Vec::new() },
            is_within,
        }
    }
}

/// What a list of busy times comes to within `window`.
pub(super) fn busy_list(list: &Event, window: Span) -> Found {
    let mut outcome = Outcome::new(list, window);
    for occurrence in &list.added {
        outcome.add(occurrence.civil, occurrence.length, list);
    }
    let is_told = !outcome.remarks.is_empty();
    outcome.found(is_told)
}
