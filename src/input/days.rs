//! Which days `office.toml` covers, and why each is off: a Tết with its `[window]`, or a `[period]`.

use chrono::{Days, NaiveDate};
use serde::Deserialize;

use crate::calendar::days_off::DaysOff;
use crate::calendar::holidays;
use crate::calendar::period::Period;
use crate::calendar::window::{Day, Split, Window};

use super::error::{Expected, InputError};
use super::files::{invalid, key};
use super::period::{self, RawPeriod};
use super::when;

/// `[window]`.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawWindow {
    split: Option<String>,
    first: Option<String>,
    last: Option<String>,
    #[serde(default)]
    days_before: u16,
    #[serde(default)]
    days_after: u16,
}

/// The period, its days, and what tells of any day near it why it is off.
pub(super) struct Covered {
    pub(super) period: Period,
    pub(super) days: Vec<Day>,
    pub(super) off: Off,
}

/// Why days are off.
pub(super) enum Off {
    Window(Window),
    Days(DaysOff),
}

impl Off {
    pub(super) fn day(&self, date: NaiveDate) -> Day {
        match self {
            Self::Window(window) => window.day(date),
            Self::Days(off) => off.day(date),
        }
    }
}

/// Which period: the Tết of `[office] year`, or what `[period]` says; not both.
pub(super) fn covered(
    year: Option<i32>,
    said_of: Option<&RawPeriod>,
    raw: &RawWindow,
    faults: &mut Vec<InputError>,
) -> Option<Covered> {
    let said = |name: &str, message: &str| InputError::Toml {
        place: key(name),
        message: message.to_owned(),
    };
    match (year, said_of) {
        (Some(year), None) => {
            let window = window(raw, year, faults)?;
            Some(Covered {
                period: window.period(),
                days: days(raw, &window),
                off: Off::Window(window),
            })
        }
        (None, Some(said_of)) => {
            if *raw != RawWindow::default() {
                faults.push(said(
                    "window",
                    "`[window]` belongs to the lunar new year; `[period]` says its own days",
                ));
            }
            let (period, off) = period::read(said_of, faults)?;
            let (first, last) = period.bounds()?;
            let days = first.iter_days().take_while(|day| *day <= last);
            Some(Covered {
                days: days.map(|day| off.day(day)).collect(),
                period,
                off: Off::Days(off),
            })
        }
        (Some(_), Some(_)) => {
            faults.push(said(
                "period",
                "`[office] year` stands beside `[period]`: one of them",
            ));
            None
        }
        (None, None) => {
            faults.push(said(
                "office",
                "missing field `year`, or `[period]` in its place",
            ));
            None
        }
    }
}

fn window(raw: &RawWindow, year: i32, faults: &mut Vec<InputError>) -> Option<Window> {
    let fault = |cause| InputError::Window {
        place: key("window"),
        cause,
    };
    let notice = match &raw.split {
        None => holidays::notice(year),
        Some(split) => match split.parse::<Split>() {
            Ok(split) => holidays::project(year, split),
            Err(error) => {
                faults.push(invalid("window.split", error.0, Expected::Split));
                return None;
            }
        },
    };
    let window = notice
        .and_then(|it| it.window())
        .map_err(|cause| faults.push(fault(cause)))
        .ok()?;
    let mut bound = |name, text: &Option<String>, usual: Option<&Day>| match text {
        None => usual.map(|day| day.date),
        Some(text) => {
            let date = when::date(text, &window.period());
            if date.is_none() {
                faults.push(invalid(name, text, Expected::Date));
            }
            date
        }
    };
    let first = bound("window.first", &raw.first, window.days.first());
    let last = bound("window.last", &raw.last, window.days.last());
    if raw.first.is_none() && raw.last.is_none() {
        return Some(window);
    }
    let bounded = window.with_bounds(first?, last?);
    bounded.map_err(|cause| faults.push(fault(cause))).ok()
}

/// The days on duty: the window, and as many before and after as the office asks for.
fn days(raw: &RawWindow, window: &Window) -> Vec<Day> {
    let (Some(first), Some(last)) = (window.days.first(), window.days.last()) else {
        return Vec::new();
    };
    let first = first.date - Days::new(u64::from(raw.days_before.min(92)));
    let last = last.date + Days::new(u64::from(raw.days_after.min(92)));
    first
        .iter_days()
        .take_while(|day| *day <= last)
        .map(|day| window.day(day))
        .collect()
}
