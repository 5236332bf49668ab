//! Recurrence rules → the starts they give within a window.
//!
//! The crate `calcard` expands rules as Python's dateutil does, as long as it sees neither zones nor
//! dates without a time: it compares an `UNTIL` in universal time with civil starts. So a rule is put
//! to it in civil time throughout, with everything it takes from its start written out, and moved on
//! to the window, since the crate counts from the start however long ago that was.

use std::collections::{BTreeMap, BTreeSet};

use calcard::common::timezone::Tz;
use calcard::icalendar::ICalendar;
use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};

use super::time::{Written, written};

/// How often (RFC 5545, 3.3.10).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Frequency {
    Yearly,
    Monthly,
    Weekly,
    Daily,
    Hourly,
    Minutely,
    Secondly,
}

/// Days of the week as rules name them, from Monday.
const WEEKDAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// Parts that choose days or times, with the highest value; 0 if it is no number.
const PARTS: [(&str, i32); 9] = [
    ("BYSECOND", 59),
    ("BYMINUTE", 59),
    ("BYHOUR", 23),
    ("BYDAY", 0),
    ("BYMONTHDAY", 31),
    ("BYYEARDAY", 366),
    ("BYWEEKNO", 53),
    ("BYMONTH", 12),
    ("BYSETPOS", 366),
];

/// A rule that is understood.
#[derive(Clone, Debug)]
pub(super) struct Rule {
    frequency: Frequency,
    interval: u32,
    count: Option<u32>,
    /// The last moment a start may be at, as written.
    pub(super) until: Option<Written>,
    /// First day of the week, from Monday.
    week_start: u64,
    parts: BTreeMap<&'static str, String>,
    text: String,
}

/// The starts found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Starts {
    pub(super) starts: Vec<NaiveDateTime>,
    /// Whether there may be more that were too many to look for.
    pub(super) is_capped: bool,
}

/// How much of expanding a file may ask for, in steps of rules: days of a daily rule, and so on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Budget {
    steps: i64,
}

impl Budget {
    /// Enough for fifty daily series of fifty years that must be counted from their start.
    pub(super) const OF_A_FILE: Self = Self { steps: 1_000_000 };

    fn take(&mut self, wanted: i64) -> i64 {
        let given = wanted.min(self.steps);
        self.steps -= given;
        given
    }
}

/// Most steps of one rule. The crate gives up in silence after 100,000 without a start.
const MAX_STEPS: i64 = 99_000;

impl Rule {
    /// Reads the value of an `RRULE`, of a series of whole days or of times. `None` if anything in it
    /// is not understood: half a rule says something else than the whole.
    pub(super) fn read(text: &str, is_days: bool) -> Option<Self> {
        let mut keys = BTreeMap::new();
        for part in text.to_ascii_uppercase().split(';').map(str::trim) {
            if part.is_empty() || part.starts_with("X-") {
                continue;
            }
            let (key, value) = part.split_once('=')?;
            let is_new = keys
                .insert(key.trim().to_owned(), value.replace(' ', ""))
                .is_none();
            if !is_new || value.trim().is_empty() {
                return None;
            }
        }
        let frequency = match keys.remove("FREQ")?.as_str() {
            "YEARLY" => Frequency::Yearly,
            "MONTHLY" => Frequency::Monthly,
            "WEEKLY" => Frequency::Weekly,
            "DAILY" => Frequency::Daily,
            "HOURLY" if !is_days => Frequency::Hourly,
            "MINUTELY" if !is_days => Frequency::Minutely,
            "SECONDLY" if !is_days => Frequency::Secondly,
            _ => return None,
        };
        // Other calendars than the Gregorian (RFC 7529) are not counted in.
        let scale = keys.remove("RSCALE").unwrap_or_default();
        let skip = keys.remove("SKIP").unwrap_or_default();
        if !matches!(scale.as_str(), "" | "GREGORIAN") || !matches!(skip.as_str(), "" | "OMIT") {
            return None;
        }
        let number = |it: String| it.parse::<u32>().ok().filter(|it| 0 < *it);
        let interval = keys.remove("INTERVAL").map_or(Some(1), number)?;
        let count = match keys.remove("COUNT") {
            Some(it) => Some(number(it)?),
            None => None,
        };
        let until = match keys.remove("UNTIL") {
            Some(it) => Some(written(&it)?),
            None => None,
        };
        let week_start = match keys.remove("WKST") {
            Some(it) => WEEKDAYS.iter().position(|day| *day == it)? as u64,
            None => 0,
        };
        let mut parts = BTreeMap::new();
        for (key, highest) in PARTS {
            let Some(values) = keys.remove(key) else {
                continue;
            };
            let is_time = matches!(key, "BYHOUR" | "BYMINUTE" | "BYSECOND");
            if is_days && is_time {
                // Days have no time of day (RFC 5545, 3.3.10).
                continue;
            }
            let values = match key {
                "BYDAY" => by_day(&values, frequency, keys.contains_key("BYWEEKNO"))?,
                _ => {
                    let lowest = i32::from(!is_time);
                    let is_signed = !is_time && key != "BYMONTH";
                    let read = |it: &str| {
                        let number: i32 = it.parse().ok()?;
                        let is_good = (lowest..=highest).contains(&number.abs());
                        (is_good && (is_signed || 0 <= number)).then_some(number)
                    };
                    // In order, and each once, as the crate takes them for granted.
                    let values: Option<BTreeSet<i32>> = values.split(',').map(read).collect();
                    let values = values?.iter().map(ToString::to_string).collect::<Vec<_>>();
                    values.join(",")
                }
            };
            parts.insert(key, values);
        }
        let sets_alone = parts.contains_key("BYSETPOS") && parts.len() == 1;
        if !keys.is_empty() || sets_alone || !fit(frequency, &parts) {
            return None;
        }
        Some(Self {
            frequency,
            interval,
            count,
            until,
            week_start,
            parts,
            text: text.to_owned(),
        })
    }

    /// As it was written.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The starts from `from` to `to`, both included, of a series that starts at `start` and goes on
    /// to `until` at most, all in the civil time of the series. `None` if `calcard` refuses the rule.
    pub(super) fn starts(
        &self,
        start: NaiveDateTime,
        until: Option<NaiveDateTime>,
        (from, to): (NaiveDateTime, NaiveDateTime),
        budget: &mut Budget,
    ) -> Option<Starts> {
        let last = until.map_or(to, |until| until.min(to));
        if last < start || last < from {
            return Some(Starts::default());
        }
        let first = match self.count {
            // What is counted is counted from the start.
            Some(_) => start,
            None => self.moved(start, from).unwrap_or(start),
        };
        let unit = i64::from(self.interval).saturating_mul(self.unit());
        let wanted = ((last - first).num_seconds() / unit).saturating_add(2);
        let steps = wanted.min(MAX_STEPS);
        // A short count is soon over, whatever days it must pass over.
        let spent = self
            .count
            .map_or(steps, |it| steps.min(i64::from(it).saturating_mul(400)));
        let spent = spent.saturating_mul(self.candidates());
        let is_spent = budget.take(spent) < spent;
        let is_capped = is_spent || steps < wanted;
        let last = match TimeDelta::try_seconds(steps.saturating_mul(unit)) {
            Some(reach) if is_capped => first
                .checked_add_signed(reach)
                .map_or(last, |it| it.min(last)),
            _ => last,
        };
        if is_spent {
            return Some(Starts {
                starts: Vec::new(),
                is_capped,
            });
        }
        let text = format!(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=UTC:{}\r\nDURATION:PT1S\r\nRRULE:{}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
            stamp(first),
            self.written_out(start, last)
        );
        let limit = usize::try_from(MAX_STEPS).unwrap_or(usize::MAX);
        let expanded = ICalendar::parse(&text).ok()?.expand_dates(Tz::UTC, limit);
        if !expanded.errors.is_empty() {
            return None;
        }
        let is_full = limit <= expanded.events.len();
        let starts = expanded.events.into_iter().map(|it| it.start.naive_utc());
        let mut starts: Vec<_> = starts
            .filter(|it| from.max(start) <= *it && *it <= last)
            .collect();
        starts.sort();
        Some(Starts {
            starts,
            is_capped: is_capped || is_full,
        })
    }

    /// The rule with what it leaves to its start, and without what ends after `last`.
    fn written_out(&self, start: NaiveDateTime, last: NaiveDateTime) -> String {
        let mut parts = self.parts.clone();
        let chooses_days = ["BYDAY", "BYMONTHDAY", "BYYEARDAY"]
            .iter()
            .any(|it| parts.contains_key(it));
        let has_weeks = parts.contains_key("BYWEEKNO");
        let mut set = |key, value: String| {
            parts.entry(key).or_insert(value);
        };
        let weekday = || weekday(start.date()).to_owned();
        if !chooses_days {
            match self.frequency {
                Frequency::Yearly if has_weeks => set("BYDAY", weekday()),
                Frequency::Yearly => {
                    set("BYMONTH", start.month().to_string());
                    set("BYMONTHDAY", start.day().to_string());
                }
                Frequency::Monthly => set("BYMONTHDAY", start.day().to_string()),
                Frequency::Weekly => set("BYDAY", weekday()),
                Frequency::Daily
                | Frequency::Hourly
                | Frequency::Minutely
                | Frequency::Secondly => {}
            }
        }
        for (key, frequency, value) in [
            ("BYHOUR", Frequency::Hourly, start.hour()),
            ("BYMINUTE", Frequency::Minutely, start.minute()),
            ("BYSECOND", Frequency::Secondly, start.second()),
        ] {
            if self.frequency < frequency {
                set(key, value.to_string());
            }
        }
        let mut text = format!(
            "FREQ={};INTERVAL={};WKST={};UNTIL={}Z",
            format!("{:?}", self.frequency).to_ascii_uppercase(),
            self.interval,
            WEEKDAYS[usize::try_from(self.week_start).unwrap_or(0)],
            stamp(last),
        );
        if let Some(count) = self.count {
            text += &format!(";COUNT={count}");
        }
        for (key, values) in parts {
            text += &format!(";{key}={values}");
        }
        text
    }

    /// The beginning of the last period of the rule at or before `from` that is after `start`.
    fn moved(&self, start: NaiveDateTime, from: NaiveDateTime) -> Option<NaiveDateTime> {
        let interval = i64::from(self.interval);
        // How many periods lie between the two: the whole ones are left out.
        let whole = |units: i64| {
            u64::try_from(units / interval * interval)
                .ok()
                .filter(|it| 0 < *it)
        };
        let midnight = |date: NaiveDate| date.and_time(NaiveTime::MIN);
        match self.frequency {
            Frequency::Yearly => {
                let years = whole(i64::from(from.year()) - i64::from(start.year()))?;
                let year = start.year().checked_add(i32::try_from(years).ok()?)?;
                NaiveDate::from_ymd_opt(year, 1, 1).map(midnight)
            }
            Frequency::Monthly => {
                let months = |it: NaiveDateTime| i64::from(it.year()) * 12 + i64::from(it.month0());
                let passed = u32::try_from(whole(months(from) - months(start))?).ok()?;
                let first = start
                    .date()
                    .with_day(1)?
                    .checked_add_months(Months::new(passed));
                first.map(midnight)
            }
            Frequency::Weekly => {
                let into =
                    (u64::from(start.weekday().num_days_from_monday()) + 7 - self.week_start) % 7;
                let week = start.date().checked_sub_days(Days::new(into))?;
                let passed = whole((from.date() - week).num_days() / 7)?;
                week.checked_add_days(Days::new(passed.checked_mul(7)?))
                    .map(midnight)
            }
            Frequency::Daily => {
                let passed = whole((from.date() - start.date()).num_days())?;
                start
                    .date()
                    .checked_add_days(Days::new(passed))
                    .map(midnight)
            }
            Frequency::Hourly | Frequency::Minutely | Frequency::Secondly => {
                let unit = self.unit();
                let into = i64::from(start.num_seconds_from_midnight()) % unit;
                let first = start.checked_sub_signed(TimeDelta::try_seconds(into)?)?;
                let passed = whole((from - first).num_seconds() / unit)?;
                let seconds = i64::try_from(passed).ok()?.checked_mul(unit)?;
                first.checked_add_signed(TimeDelta::try_seconds(seconds)?)
            }
        }
    }

    /// How many starts there may be in one step, where it has several times of day.
    fn candidates(&self) -> i64 {
        let count = |key: &str| self.parts.get(key).map_or(1, |it| it.split(',').count());
        let times = count("BYHOUR") * count("BYMINUTE") * count("BYSECOND");
        let days = match self.frequency {
            Frequency::Yearly => 366,
            Frequency::Monthly => 31,
            Frequency::Weekly => 7,
            Frequency::Daily | Frequency::Hourly | Frequency::Minutely | Frequency::Secondly => 1,
        };
        i64::try_from(if times == 1 { 1 } else { times * days }).unwrap_or(i64::MAX)
    }

    /// Seconds from one step to the next, at least.
    fn unit(&self) -> i64 {
        match self.frequency {
            Frequency::Yearly => 365 * 86_400,
            Frequency::Monthly => 28 * 86_400,
            Frequency::Weekly => 7 * 86_400,
            Frequency::Daily => 86_400,
            Frequency::Hourly => 3_600,
            Frequency::Minutely => 60,
            Frequency::Secondly => 1,
        }
    }
}

/// `BYDAY` with its ordinals, which only years and months have (RFC 5545, 3.3.10).
fn by_day(values: &str, frequency: Frequency, has_weeks: bool) -> Option<String> {
    let has_ordinals = match frequency {
        Frequency::Yearly => !has_weeks,
        Frequency::Monthly => true,
        Frequency::Weekly
        | Frequency::Daily
        | Frequency::Hourly
        | Frequency::Minutely
        | Frequency::Secondly => false,
    };
    let mut days = BTreeSet::new();
    for value in values.split(',') {
        let (ordinal, day) = value.split_at_checked(value.len().checked_sub(2)?)?;
        let digits = ordinal.trim_start_matches(['+', '-']);
        let is_good = ordinal.is_empty()
            || digits.len() + 1 >= ordinal.len()
                && digits.parse::<u32>().is_ok_and(|it| (1..=53).contains(&it));
        if !is_good || !WEEKDAYS.contains(&day) {
            return None;
        }
        let ordinal = ordinal.trim_start_matches('+');
        days.insert(if has_ordinals {
            format!("{ordinal}{day}")
        } else {
            day.to_owned()
        });
    }
    Some(days.into_iter().collect::<Vec<_>>().join(","))
}

/// Whether the parts may go with that frequency (RFC 5545, 3.3.10).
fn fit(frequency: Frequency, parts: &BTreeMap<&str, String>) -> bool {
    let has = |key| parts.contains_key(key);
    let is_weekly = frequency == Frequency::Weekly;
    let is_middle = (Frequency::Monthly..=Frequency::Daily).contains(&frequency);
    !(has("BYWEEKNO") && frequency != Frequency::Yearly
        || has("BYMONTHDAY") && is_weekly
        || has("BYYEARDAY") && is_middle)
}

fn weekday(date: NaiveDate) -> &'static str {
    let at = usize::try_from(date.weekday().num_days_from_monday()).unwrap_or(0);
    WEEKDAYS[at]
}

fn stamp(at: NaiveDateTime) -> impl std::fmt::Display {
    at.format("%Y%m%dT%H%M%S")
}
