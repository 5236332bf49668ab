//! Names of time zones → clocks: those of the tz database, of Microsoft, and the file's own.

use std::collections::BTreeMap;
use std::rc::Rc;

use calcard::common::timezone::Tz;
use chrono::{MappedLocalTime, NaiveDate, NaiveDateTime, Offset, TimeDelta, TimeZone};

use crate::calendar::UTC_OFFSET;

use super::components::{Document, ZoneText};
use super::property::Property;
use super::rule::{Budget, Rule};
use super::time::{Written, offset, written};

/// The clocks of one zone.
#[derive(Clone, Debug)]
pub(super) enum Zone {
    /// So many seconds east of universal time.
    Fixed(i64),
    /// A zone of the tz database.
    Named(Tz),
    /// One that the file defines.
    Own(Rc<OwnZone>),
}

impl Zone {
    /// That of Việt Nam.
    pub(super) const HOME: Self = Self::Fixed(UTC_OFFSET.num_seconds());
    /// Universal time.
    pub(super) const UNIVERSAL: Self = Self::Fixed(0);

    /// The moment at which the clocks show `civil`: the first of two, and where they show it never,
    /// as if they had not been put forward (RFC 5545, 3.3.5).
    pub(super) fn moment(&self, civil: NaiveDateTime) -> NaiveDateTime {
        let east = match self {
            Self::Fixed(east) => *east,
            Self::Named(zone) => match zone.offset_from_local_datetime(&civil) {
                MappedLocalTime::Single(it) | MappedLocalTime::Ambiguous(it, _) => seconds(&it),
                MappedLocalTime::None => {
                    let before = civil - TimeDelta::days(1);
                    let offset = zone.offset_from_local_datetime(&before).earliest();
                    offset.map_or(0, |it| seconds(&it))
                }
            },
            Self::Own(zone) => zone.at_civil(civil),
        };
        shifted(civil, -east)
    }

    /// What the clocks show at `moment`.
    pub(super) fn civil(&self, moment: NaiveDateTime) -> NaiveDateTime {
        let east = match self {
            Self::Fixed(east) => *east,
            Self::Named(zone) => seconds(&zone.offset_from_utc_datetime(&moment)),
            Self::Own(zone) => zone.at_moment(moment),
        };
        shifted(moment, east)
    }
}

fn seconds(offset: &impl Offset) -> i64 {
    i64::from(offset.fix().local_minus_utc())
}

fn shifted(at: NaiveDateTime, seconds: i64) -> NaiveDateTime {
    at.checked_add_signed(TimeDelta::seconds(seconds))
        .unwrap_or(at)
}

/// A zone as its `VTIMEZONE` says: the last change before a time holds (RFC 5545, 3.6.5).
#[derive(Clone, Debug)]
pub(super) struct OwnZone {
    /// Seconds east before the first change.
    before: i64,
    /// When clocks change, with the seconds east from then on, in order.
    changes: Vec<Change>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Change {
    moment: NaiveDateTime,
    /// What clocks show from which on the new time certainly holds.
    civil: NaiveDateTime,
    east: i64,
}

impl OwnZone {
    /// `None` if the definition is not understood. Changes are known up to `until`.
    fn read(text: &ZoneText, until: NaiveDateTime, budget: &mut Budget) -> Option<Self> {
        let mut changes = Vec::new();
        let mut first: Option<(NaiveDateTime, i64)> = None;
        for observance in &text.observances {
            let get = |name: &str| observance.iter().find(|it| it.name == name);
            let east = |name| offset(&get(name)?.value);
            let (from, to) = (east("TZOFFSETFROM"), east("TZOFFSETTO")?);
            let from = from.unwrap_or(to);
            let start = civil(written(&get("DTSTART")?.value)?, from);
            let mut starts = vec![start];
            for property in observance {
                match property.name.as_str() {
                    "RRULE" => starts.extend(onsets(property, start, from, until, budget)?),
                    "RDATE" => {
                        let dates = property.values().filter_map(written);
                        starts.extend(dates.map(|it| civil(it, from)));
                    }
                    _ => {}
                }
            }
            if first.is_none_or(|(earliest, _)| start < earliest) {
                first = Some((start, from));
            }
            changes.extend(starts.into_iter().map(|onset| Change {
                moment: shifted(onset, -from),
                // Where clocks are put forward, what they jump over still counts by the old time.
                civil: shifted(onset, (to - from).max(0)),
                east: to,
            }));
        }
        changes.sort();
        let (_, before) = first?;
        Some(Self { before, changes })
    }

    fn at_moment(&self, moment: NaiveDateTime) -> i64 {
        self.last(|it| it.moment <= moment)
    }

    fn at_civil(&self, civil: NaiveDateTime) -> i64 {
        self.last(|it| it.civil <= civil)
    }

    fn last(&self, is_past: impl Fn(&Change) -> bool) -> i64 {
        let past = self.changes.iter().rev().find(|it| is_past(it));
        past.map_or(self.before, |it| it.east)
    }
}

/// When an observance comes round, from 1970 on; earlier ones matter to nobody's leave.
fn onsets(
    property: &Property,
    start: NaiveDateTime,
    from: i64,
    until: NaiveDateTime,
    budget: &mut Budget,
) -> Option<Vec<NaiveDateTime>> {
    let rule = Rule::read(&property.value, false)?;
    let end = rule.until.map(|it| match it {
        Written::Day(day) => day.and_hms_opt(23, 59, 59).unwrap_or_default(),
        time @ (Written::Civil(_) | Written::Moment(_)) => civil(time, from),
    });
    let epoch = NaiveDate::from_ymd_opt(1970, 1, 1)?.and_hms_opt(0, 0, 0)?;
    Some(rule.starts(start, end, (epoch, until), budget)?.starts)
}

fn civil(written: Written, east: i64) -> NaiveDateTime {
    match written {
        Written::Day(day) => day.and_time(chrono::NaiveTime::MIN),
        Written::Civil(civil) => civil,
        Written::Moment(moment) => shifted(moment, east),
    }
}

/// The zones a file speaks of.
#[derive(Debug)]
pub(super) struct Zones<'a> {
    document: &'a Document,
    until: NaiveDateTime,
    known: BTreeMap<(usize, String), Option<Zone>>,
}

impl<'a> Zones<'a> {
    /// Zones as they are up to `until`.
    pub(super) fn new(document: &'a Document, until: NaiveDateTime) -> Self {
        let known = BTreeMap::new();
        Self {
            document,
            until,
            known,
        }
    }

    /// The zone called `name` in that calendar of the file; `None` if nobody can know which it is.
    pub(super) fn get(&mut self, calendar: usize, name: &str, budget: &mut Budget) -> Option<Zone> {
        let name = name.trim().trim_matches('"');
        let key = (calendar, name.to_owned());
        if let Some(known) = self.known.get(&key) {
            return known.clone();
        }
        let zone = self.find(calendar, name, budget);
        self.known.insert(key, zone.clone());
        zone
    }

    fn find(&self, calendar: usize, name: &str, budget: &mut Budget) -> Option<Zone> {
        // A place of the tz database is better known there than in most files.
        if let Some(zone) = place(name) {
            return Some(zone);
        }
        let same = |it: &&ZoneText| it.id.trim().eq_ignore_ascii_case(name);
        let zones = || self.document.zones.iter().filter(same);
        let text = (zones().find(|it| it.calendar == calendar)).or_else(|| zones().next());
        if let Some(text) = text {
            if let Some(zone) = OwnZone::read(text, self.until, budget) {
                return Some(Zone::Own(Rc::new(zone)));
            }
            if let Some(zone) = text.location.as_deref().and_then(place) {
                return Some(zone);
            }
        }
        by_name(name)
    }
}

/// `Asia/Tokyo`, also behind what Evolution, Mozilla and others put before it.
fn place(name: &str) -> Option<Zone> {
    let parts: Vec<&str> = name.split('/').collect();
    (2..=3.min(parts.len())).rev().find_map(|n| {
        let name = parts[parts.len() - n..].join("/");
        let is_known = name.starts_with(|c: char| c.is_ascii_alphabetic()) && !name.contains("GMT");
        let zone = Some(name).filter(|_| is_known)?.parse::<Tz>().ok()?;
        Some(named(zone))
    })
}

/// Other names that say which zone they mean: Microsoft's, `UTC`, `(UTC+09:00) Osaka`, `GMT+7`.
fn by_name(name: &str) -> Option<Zone> {
    let last = name.rsplit('/').next().unwrap_or(name);
    if last.eq_ignore_ascii_case("utc") || last.eq_ignore_ascii_case("gmt") || last == "Z" {
        return Some(Zone::UNIVERSAL);
    }
    // What stands in brackets is cut down to whole hours by the crate.
    let (bracket, inner) = match name.strip_prefix('(').and_then(|it| it.split_once(')')) {
        Some((bracket, inner)) => (bracket, inner.trim()),
        None => (name, name),
    };
    if let Ok(zone) = inner.parse::<Tz>() {
        return Some(named(zone));
    }
    let rest = (bracket.strip_prefix("UTC")).or_else(|| bracket.strip_prefix("GMT"))?;
    let (sign, digits) = rest.trim().split_at_checked(1)?;
    // `GMT+7` has one digit.
    let zero = if digits.split(':').next()?.len() == 1 {
        "0"
    } else {
        ""
    };
    offset(&format!("{sign}{zero}{digits}")).map(Zone::Fixed)
}

fn named(zone: Tz) -> Zone {
    match zone {
        Tz::Floating => Zone::HOME,
        Tz::Fixed(offset) => Zone::Fixed(i64::from(offset.local_minus_utc())),
        Tz::Tz(_) => Zone::Named(zone),
    }
}
