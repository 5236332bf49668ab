//! Dates: the days off of a year, lunar and solar.

use chrono::{Datelike, NaiveDate};

use crate::calendar::holidays::{self, Notice};
use crate::calendar::lunar::{self, LunarDate};
use crate::calendar::period::Period;
use crate::calendar::window::Window;
use crate::input::when;

use super::error::AppError;

/// The days off around the Tết of `year`: by the State's notice, or by `split` (`2+3`) if given.
///
/// # Errors
///
/// The year is outside the lunar calendar, or the split is none.
pub fn days_off(year: i32, split: Option<&str>) -> Result<(Notice, Window), AppError> {
    let notice = match split {
        None => holidays::notice(year)?,
        Some(split) => {
            let found = || AppError::NotUnderstood {
                found: split.to_owned(),
            };
            holidays::project(year, split.parse().map_err(|_| found())?)?
        }
    };
    let window = notice.window()?;
    Ok((notice, window))
}

/// The lunar date of the solar date written as `text`.
///
/// # Errors
///
/// The text is no solar date, or one outside the lunar calendar.
pub fn lunar(text: &str, today: NaiveDate) -> Result<(NaiveDate, LunarDate), AppError> {
    let found = || AppError::NotUnderstood {
        found: text.to_owned(),
    };
    let date = when::date(text, &near(today)).ok_or_else(found)?;
    Ok((date, LunarDate::from_solar(date)?))
}

/// The Tết of this year, by which words like `mùng 1` and dates without a year are understood.
fn near(today: NaiveDate) -> Period {
    let year = today.year();
    Period::tet(year, lunar::first_day(year).unwrap_or(today))
}

/// The solar date of the lunar date written as `text`: day, month and year (`1/1/2018`).
///
/// # Errors
///
/// The text is no such date, or the date does not exist.
pub fn solar(text: &str, is_leap: bool) -> Result<(NaiveDate, LunarDate), AppError> {
    let found = || AppError::NotUnderstood {
        found: text.to_owned(),
    };
    let parts: Vec<&str> = text.split(['/', '-', '.']).map(str::trim).collect();
    let [day, month, year] = parts[..] else {
        return Err(found());
    };
    let parsed = (day.parse(), month.parse(), year.parse());
    let (Ok(day), Ok(month), Ok(year)) = parsed else {
        return Err(found());
    };
    let lunar = LunarDate::new(year, month, is_leap, day)?;
    Ok((lunar.to_solar(), lunar))
}
