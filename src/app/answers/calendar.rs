//! Dates.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use crate::calendar::holidays::{Notice, NoticeStatus};
use crate::calendar::lunar::LunarDate;
use crate::calendar::window::{Day, DayKind, Window};
use crate::text::Lang;
use crate::text::dates;

/// A date of the lunar calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LunarDay {
    /// Day of the month, from 1.
    pub day: u8,
    /// Month, from 1.
    pub month: u8,
    /// Whether the month is a leap month.
    pub leap: bool,
    /// The solar year in which the lunar year begins.
    pub year: i32,
    /// Its name in the cycle of sixty (can chi).
    pub year_name: String,
    /// Whether it is the last day of the year.
    pub is_eve: bool,
    /// In words.
    pub label: String,
}

/// Of `lunar`: one day in both calendars.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LunarAnswer {
    /// The solar date.
    pub solar: NaiveDate,
    /// 1 (Monday) to 7 (Sunday).
    pub weekday: u32,
    /// The lunar date.
    pub lunar: LunarDay,
}

/// One of the days around Tết.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CalendarDay {
    /// The solar date.
    pub date: NaiveDate,
    /// 1 (Monday) to 7 (Sunday).
    pub weekday: u32,
    /// Why it is off, or that it is not.
    pub kind: DayKind,
    /// Days from mùng 1, if it is one of the days around a Tết.
    pub tet: Option<i16>,
    /// The lunar date; `None` outside the years the lunar calendar is known for.
    pub lunar: Option<LunarDay>,
}

/// Of `calendar`: the days off of one Tết.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CalendarAnswer {
    /// The solar year of the first day.
    pub year: i32,
    /// Mùng 1.
    pub first_day: NaiveDate,
    /// Whether the State has announced the days off.
    pub official: bool,
    /// Statutory days before and from the first day, `2+3`.
    pub split: String,
    /// The papers that say so.
    pub documents: Vec<String>,
    /// Every day, in order.
    pub days: Vec<CalendarDay>,
    /// Days of rest that are worked for it.
    pub makeups: Vec<NaiveDate>,
}

impl LunarDay {
    /// `date`, worded.
    pub fn new(lang: Lang, date: LunarDate) -> Self {
        Self {
            day: date.day(),
            month: date.month(),
            leap: date.is_leap(),
            year: date.year(),
            year_name: dates::year_name(date.year()),
            is_eve: date.is_eve(),
            label: dates::lunar_long(lang, date),
        }
    }
}

impl LunarAnswer {
    /// One day, by both its dates.
    pub fn new(lang: Lang, solar: NaiveDate, lunar: LunarDate) -> Self {
        Self {
            solar,
            weekday: solar.weekday().number_from_monday(),
            lunar: LunarDay::new(lang, lunar),
        }
    }
}

impl CalendarDay {
    fn new(lang: Lang, day: Day) -> Self {
        let lunar = LunarDate::from_solar(day.date).ok();
        Self {
            date: day.date,
            weekday: day.date.weekday().number_from_monday(),
            kind: day.kind,
            tet: day.tet,
            lunar: lunar.map(|it| LunarDay::new(lang, it)),
        }
    }
}

impl CalendarAnswer {
    /// The days of `window`, off by `notice`.
    pub fn new(lang: Lang, notice: &Notice, window: &Window) -> Self {
        let days = window.days.iter().map(|it| CalendarDay::new(lang, *it));
        Self {
            year: window.year,
            first_day: window.first_day,
            official: notice.status == NoticeStatus::Official,
            split: notice.split.to_string(),
            documents: notice.documents.clone(),
            days: days.collect(),
            makeups: window.makeups.clone(),
        }
    }
}
