//! `[period]` of `office.toml`: days given by hand in place of a Tết.

use chrono::NaiveDate;
use serde::Deserialize;

use crate::calendar::days_off::DaysOff;
use crate::calendar::period::{Period, PeriodError};
use crate::calendar::window::WindowError;

use super::error::{Expected, InputError};
use super::files::{invalid, key};
use super::when;

/// `[period]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPeriod {
    #[expect(dead_code, reason = "there is one kind so far, which must be named")]
    kind: RawKind,
    id: String,
    name: String,
    first: String,
    last: String,
    #[serde(default)]
    statutory: Vec<String>,
    #[serde(default)]
    compensatory: Vec<String>,
    #[serde(default)]
    swapped: Vec<String>,
    #[serde(default)]
    makeups: Vec<String>,
}

/// Kinds of period that are given by hand.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum RawKind {
    Days,
}

/// The period and its days off.
pub(super) fn read(raw: &RawPeriod, faults: &mut Vec<InputError>) -> Option<(Period, DaysOff)> {
    let first = when::with_year(&raw.first);
    if first.is_none() {
        faults.push(invalid("period.first", &raw.first, Expected::FullDate));
    }
    let first = first?;
    // Until the last day is known, dates are those near the first.
    let near = period(raw, first, first, faults)?;
    let n_faults = faults.len();
    let mut date = |key: &str, text: &str| {
        let date = when::date(text, &near);
        if date.is_none() {
            faults.push(invalid(&format!("period.{key}"), text, Expected::Date));
        }
        date
    };
    let last = date("last", &raw.last);
    let mut dates = |key: &str, texts: &[String]| -> Vec<NaiveDate> {
        texts.iter().filter_map(|it| date(key, it)).collect()
    };
    let off = DaysOff {
        statutory: dates("statutory", &raw.statutory),
        compensatory: dates("compensatory", &raw.compensatory),
        swapped: dates("swapped", &raw.swapped),
        makeups: dates("makeups", &raw.makeups),
    };
    if let Some(date) = off.twice() {
        faults.push(days(WindowError::Twice { date }));
    }
    let period = period(raw, first, last?, faults)?;
    (n_faults == faults.len()).then_some((period, off))
}

fn period(
    raw: &RawPeriod,
    first: NaiveDate,
    last: NaiveDate,
    faults: &mut Vec<InputError>,
) -> Option<Period> {
    let period = Period::days(&raw.id, &raw.name, first, last);
    let fault = |error| match error {
        PeriodError::Id { found } => invalid("period.id", found, Expected::PeriodId),
        PeriodError::Nameless => InputError::EmptyCell {
            place: key("period.name"),
        },
        PeriodError::Empty { first, last } => days(WindowError::Empty { first, last }),
        PeriodError::TooLong { first, last } => days(WindowError::TooLong { first, last }),
    };
    period.map_err(|it| faults.push(fault(it))).ok()
}

fn days(cause: WindowError) -> InputError {
    InputError::Window {
        place: key("period"),
        cause,
    }
}
