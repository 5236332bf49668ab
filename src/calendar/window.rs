//! The days a roster covers and why each is off.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Deserializer, Serialize};

use super::lunar::{self, LunarError};
use super::period::{MOST_DAYS, Period};

/// Why a day is off, or that it is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    /// One of the five statutory days of Tết (Labour Code 2019, Art. 112), on whatever weekday.
    Statutory,
    /// Off in lieu of a statutory day that fell on a weekend (Art. 111.3; ngày nghỉ bù).
    Compensatory,
    /// A working day made a day off, worked on another date (ngày hoán đổi).
    Swapped,
    /// Saturday or Sunday.
    Weekend,
    /// A working day, also a Saturday worked in exchange for a swapped day.
    Workday,
}

/// One civil day of the period a roster covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Day {
    /// The solar date.
    pub date: NaiveDate,
    /// Why it is off.
    pub kind: DayKind,
    /// Days from mùng 1 where the period is a Tết: 0 on mùng 1, −1 on the last day of Chạp, 1 on
    /// mùng 2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tet: Option<i16>,
}

/// The kinds of day an office counts heads and points by; finer than [`DayKind`] around Tết.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DayClass {
    /// The last day of Chạp, whose night is New Year's Eve.
    Eve,
    /// Mùng 1.
    FirstDay,
    /// Any other statutory day.
    Statutory,
    /// A day in lieu.
    Compensatory,
    /// A swapped day off.
    Swapped,
    /// Saturday or Sunday.
    Weekend,
    /// A working day.
    Workday,
}

impl DayClass {
    /// Every class, the heaviest first.
    pub const ALL: [Self; 7] = [
        Self::Eve,
        Self::FirstDay,
        Self::Statutory,
        Self::Compensatory,
        Self::Swapped,
        Self::Weekend,
        Self::Workday,
    ];

    /// The class of a day.
    pub fn of(day: Day) -> Self {
        match (day.tet, day.kind) {
            (Some(-1), _) => Self::Eve,
            (Some(0), _) => Self::FirstDay,
            (_, DayKind::Statutory) => Self::Statutory,
            (_, DayKind::Compensatory) => Self::Compensatory,
            (_, DayKind::Swapped) => Self::Swapped,
            (_, DayKind::Weekend) => Self::Weekend,
            (_, DayKind::Workday) => Self::Workday,
        }
    }

    /// Its name in office files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Eve => "eve",
            Self::FirstDay => "first_day",
            Self::Statutory => "statutory",
            Self::Compensatory => "compensatory",
            Self::Swapped => "swapped",
            Self::Weekend => "weekend",
            Self::Workday => "workday",
        }
    }
}

/// How the statutory days lie around the night of New Year's Eve: days up to and including the
/// last of Chạp, and days from mùng 1 on. `2+3` in text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Split {
    /// Up to and including the last day of Chạp, 1–4.
    pub before: u8,
    /// From mùng 1 on, 1–5.
    pub after: u8,
}

/// A text that is no split.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not of the form `2+3`, with 4 or 5 days in all")]
pub struct SplitError(pub String);

impl FromStr for Split {
    type Err = SplitError;

    fn from_str(text: &str) -> Result<Self, SplitError> {
        let error = || SplitError(text.to_owned());
        let (before, after) = text.split_once('+').ok_or_else(error)?;
        let number = |part: &str| part.trim().parse::<u8>().map_err(|_| error());
        let split = Self {
            before: number(before)?,
            after: number(after)?,
        };
        // Five days since the Labour Code of 2012, four before.
        let total = u16::from(split.before) + u16::from(split.after);
        let is_split = (4..=5).contains(&total) && 0 < split.before && 0 < split.after;
        is_split.then_some(split).ok_or_else(error)
    }
}

impl fmt::Display for Split {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}+{}", self.before, self.after)
    }
}

/// A working day given off in exchange for a day of rest worked (ngày hoán đổi).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Swap {
    /// The working day that becomes a day off.
    #[serde(deserialize_with = "date")]
    pub off: NaiveDate,
    /// Day worked instead.
    #[serde(deserialize_with = "date")]
    pub makeup: NaiveDate,
}

/// Why there is no window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WindowError {
    /// The lunar calendar does not reach there.
    #[error(transparent)]
    Lunar(#[from] LunarError),
    /// The law gives another number of days.
    #[error("`{split}` does not make the {expected} statutory days of {year}")]
    Statutory {
        /// The split asked for.
        split: Split,
        /// Lunar year, as the solar year of its first day.
        year: i32,
        /// Statutory days of that year.
        expected: u8,
    },
    /// A swap that does not exchange a working day for a day of weekly rest.
    #[error("{off} is no working day to be swapped for the weekend day {makeup}")]
    Swap {
        /// The day that is to be off.
        off: NaiveDate,
        /// Day worked instead.
        makeup: NaiveDate,
    },
    /// The last day comes before the first.
    #[error("the window from {first} to {last} holds no day")]
    Empty {
        /// First day asked for.
        first: NaiveDate,
        /// Last day asked for, which is earlier.
        last: NaiveDate,
    },
    /// Two things are said of one day.
    #[error("of {date} two things are said")]
    Twice {
        /// The day.
        date: NaiveDate,
    },
    /// The window is longer than any that makes sense.
    #[error("the window from {first} to {last} has more than {MOST_DAYS} days")]
    TooLong {
        /// First day asked for.
        first: NaiveDate,
        /// Last day asked for.
        last: NaiveDate,
    },
}

/// Statutory days of Tết: five since the Labour Code of 2012 (in force from May 2013), four under
/// the one of 1994.
pub fn statutory_days(year: i32) -> u8 {
    if year <= 2013 { 4 } else { 5 }
}

/// The days off around one Tết, by rule.
///
/// Labour Code 2019: five statutory days (Art. 112.1), in lieu of each that falls on a day of
/// weekly rest the next working day after them (Art. 111.3), then the year's swaps, and whatever
/// weekends adjoin. This reproduces every official window of 2013–2026 day by day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// Lunar year, by the solar year of its mùng 1.
    pub year: i32,
    /// Solar date of mùng 1.
    pub first_day: NaiveDate,
    /// Days off, in order.
    pub days: Vec<Day>,
    /// Days of rest that are worked.
    pub makeups: Vec<NaiveDate>,
    statutory: Vec<NaiveDate>,
    compensatory: Vec<NaiveDate>,
    swapped: Vec<NaiveDate>,
}

impl Window {
    /// The window of lunar year `year` under `split` and `swaps`.
    ///
    /// # Errors
    ///
    /// If the year is outside the lunar calendar's, the split does not make the year's statutory
    /// days, or a swap exchanges anything but a working day for a weekend day.
    pub fn by_rule(year: i32, split: Split, swaps: &[Swap]) -> Result<Self, WindowError> {
        let first_day = lunar::first_day(year)?;
        let expected = statutory_days(year);
        if split.before.checked_add(split.after) != Some(expected) {
            return Err(WindowError::Statutory {
                split,
                year,
                expected,
            });
        }
        let begin = first_day - Days::new(u64::from(split.before));
        let n_days = usize::from(expected);
        let statutory: Vec<NaiveDate> = begin.iter_days().take(n_days).collect();
        let is_rest = |day: NaiveDate| is_weekend(day) || statutory.contains(&day);
        let is_sound = |it: &Swap| {
            !is_rest(it.off) && is_weekend(it.makeup) && !statutory.contains(&it.makeup)
        };
        if let Some(&Swap { off, makeup }) = swaps.iter().find(|it| !is_sound(it)) {
            return Err(WindowError::Swap { off, makeup });
        }
        let mut window = Self {
            year,
            first_day,
            days: Vec::new(),
            makeups: swaps.iter().map(|swap| swap.makeup).collect(),
            compensatory: Vec::new(),
            swapped: swaps.iter().map(|swap| swap.off).collect(),
            statutory,
        };
        let n_owed = window
            .statutory
            .iter()
            .filter(|day| is_weekend(**day))
            .count();
        let after = (begin + Days::new(n_days as u64)).iter_days();
        let owed = after.filter(|day| window.kind_of(*day) == DayKind::Workday);
        window.compensatory = owed.take(n_owed).collect();
        let is_off = |day: &NaiveDate| window.kind_of(*day) != DayKind::Workday;
        let last_before = first_day - Days::new(1);
        let n_before = (0..)
            .map(|n| last_before - Days::new(n))
            .take_while(is_off)
            .count();
        let first = first_day - Days::new(n_before as u64);
        let days = first
            .iter_days()
            .take_while(is_off)
            .map(|day| window.day(day))
            .collect();
        window.days = days;
        Ok(window)
    }

    /// The same with first and last day set by hand; a working day among them counts as swapped.
    ///
    /// # Errors
    ///
    /// If there is no day between the two, or too many.
    pub fn with_bounds(mut self, first: NaiveDate, last: NaiveDate) -> Result<Self, WindowError> {
        if last < first {
            return Err(WindowError::Empty { first, last });
        }
        if MOST_DAYS <= (last - first).num_days() {
            return Err(WindowError::TooLong { first, last });
        }
        let days: Vec<NaiveDate> = first.iter_days().take_while(|day| *day <= last).collect();
        for day in &days {
            if self.kind_of(*day) == DayKind::Workday {
                self.makeups.retain(|makeup| makeup != day);
                if !is_weekend(*day) {
                    self.swapped.push(*day);
                }
            }
        }
        self.days = days.into_iter().map(|day| self.day(day)).collect();
        Ok(self)
    }

    /// Why a day, in the window or near it, is off.
    pub fn kind_of(&self, day: NaiveDate) -> DayKind {
        if self.statutory.contains(&day) {
            DayKind::Statutory
        } else if self.compensatory.contains(&day) {
            DayKind::Compensatory
        } else if self.swapped.contains(&day) {
            DayKind::Swapped
        } else if is_weekend(day) && !self.makeups.contains(&day) {
            DayKind::Weekend
        } else {
            DayKind::Workday
        }
    }

    /// The period it is the heart of.
    pub fn period(&self) -> Period {
        Period::tet(self.year, self.first_day)
    }

    /// Any day near the window, as a day of the roster.
    pub fn day(&self, date: NaiveDate) -> Day {
        let tet = (date - self.first_day).num_days();
        let tet = i16::try_from(tet).unwrap_or(i16::MAX);
        Day {
            date,
            kind: self.kind_of(date),
            tet: Some(tet),
        }
    }
}

/// State agencies rest on Saturday and Sunday.
pub(super) fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// A TOML date, or the same as text.
pub(super) fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        Date(toml::value::Datetime),
        Text(String),
    }
    let text = match Written::deserialize(deserializer)? {
        Written::Date(date) => date.to_string(),
        Written::Text(text) => text,
    };
    text.parse()
        .map_err(|_| serde::de::Error::custom(format!("`{text}` is not a date")))
}
