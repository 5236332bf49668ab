//! Events whose every time is normal: on the clocks of their series, or a whole day.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::cause::IcsCause;
use super::rule::Rule;
use super::time::{Length, Written};
use super::zone::Zone;

/// A day or a moment by which occurrences are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Point {
    Day(NaiveDate),
    /// What the clocks of the series show.
    Civil(NaiveDateTime),
    Moment(NaiveDateTime),
}

/// What an event does to the time it takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Busy,
    /// The person is free, by a sign of that kind.
    Not(IcsCause),
}

/// When an occurrence starts, on the clocks of its series.
#[derive(Clone, Copy, Debug)]
pub(super) struct Occurrence {
    pub(super) civil: NaiveDateTime,
    /// Its own length, where it has one.
    pub(super) length: Option<Length>,
}

/// One version of an event, or of some occurrences of it.
#[derive(Clone, Debug)]
pub(super) struct Event {
    pub(super) line: usize,
    pub(super) title: String,
    pub(super) uid: String,
    pub(super) sequence: i64,
    pub(super) stamp: Option<NaiveDateTime>,
    pub(super) fate: Fate,
    pub(super) zone: Zone,
    pub(super) is_days: bool,
    /// On the clocks of `zone`.
    pub(super) start: Option<NaiveDateTime>,
    /// `None`: it ends before it starts.
    pub(super) length: Option<Length>,
    pub(super) rules: Vec<Rule>,
    pub(super) excluded_by: Vec<Rule>,
    pub(super) added: Vec<Occurrence>,
    pub(super) excluded: BTreeSet<Point>,
    /// Which occurrence it is of.
    pub(super) changes: Option<Point>,
    /// Whether it is of all later ones too.
    pub(super) is_for_later: bool,
    /// Whether it takes its times from its series.
    pub(super) is_bare: bool,
    /// Whether it says no more than from when on somebody may or may not be had.
    pub(super) is_unbounded: bool,
    pub(super) remarks: Vec<IcsCause>,
}

/// The day meant where whole days are named by a time. Midnight and the last second are those of
/// the day as written, whatever the zone; else it is the day in Việt Nam.
pub(super) fn day_of(value: Written) -> NaiveDate {
    match value {
        Written::Day(day) => day,
        Written::Civil(at) => at.date(),
        Written::Moment(at) => {
            let is_as_written = at.time() == NaiveTime::MIN
                || NaiveTime::from_hms_opt(23, 59, 59) == Some(at.time());
            if is_as_written {
                at.date()
            } else {
                Zone::HOME.civil(at).date()
            }
        }
    }
}

impl Event {
    pub(super) fn uid(&self) -> &str {
        &self.uid
    }

    /// Which of two versions is the later one (RFC 5546, 2.1.5).
    pub(super) fn version(&self) -> (i64, Option<NaiveDateTime>) {
        (self.sequence, self.stamp)
    }

    pub(super) fn is_cancelled(&self) -> bool {
        self.fate == Fate::Not(IcsCause::Cancelled)
    }

    /// The last start of the series by `rule`, on its clocks.
    pub(super) fn until(&self, rule: &Rule) -> Option<NaiveDateTime> {
        let last = NaiveTime::from_hms_opt(23, 59, 59)?;
        Some(match rule.until? {
            // The whole of that day (RFC 5545 wants a time here; programs write a day).
            Written::Day(day) => day.and_time(last),
            value if self.is_days => day_of(value).and_time(last),
            Written::Civil(at) => at,
            Written::Moment(at) => self.zone.civil(at),
        })
    }

    /// What `change` names of this series: of whole days it can only be a day.
    pub(super) fn named(&self, change: &Self) -> Option<Point> {
        Some(match change.changes? {
            Point::Moment(moment) if self.is_days => Point::Day(day_of(Written::Moment(moment))),
            Point::Civil(civil) if self.is_days => Point::Day(civil.date()),
            point @ (Point::Day(_) | Point::Civil(_) | Point::Moment(_)) => point,
        })
    }

    /// The moment at which an occurrence that starts at `civil` ends.
    pub(super) fn end(&self, civil: NaiveDateTime, length: Length) -> NaiveDateTime {
        let days = TimeDelta::days(i64::try_from(length.days).unwrap_or(0));
        let day = civil.checked_add_signed(days).unwrap_or(civil);
        let moment = self.zone.moment(day);
        moment
            .checked_add_signed(TimeDelta::seconds(length.seconds))
            .unwrap_or(moment)
    }
}
