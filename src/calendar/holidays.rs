//! What the State has announced: the yearly notices on days off at Tết.

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Deserializer};

use super::lunar;
use super::window::{Split, Swap, Window, WindowError, statutory_days};

/// The notices known when this program was built, by year, as text of `data/holidays/`.
const NOTICES: [(i32, &str); 15] = [
    (2013, include_str!("../../data/holidays/2013.toml")),
    (2014, include_str!("../../data/holidays/2014.toml")),
    (2015, include_str!("../../data/holidays/2015.toml")),
    (2016, include_str!("../../data/holidays/2016.toml")),
    (2017, include_str!("../../data/holidays/2017.toml")),
    (2018, include_str!("../../data/holidays/2018.toml")),
    (2019, include_str!("../../data/holidays/2019.toml")),
    (2020, include_str!("../../data/holidays/2020.toml")),
    (2021, include_str!("../../data/holidays/2021.toml")),
    (2022, include_str!("../../data/holidays/2022.toml")),
    (2023, include_str!("../../data/holidays/2023.toml")),
    (2024, include_str!("../../data/holidays/2024.toml")),
    (2025, include_str!("../../data/holidays/2025.toml")),
    (2026, include_str!("../../data/holidays/2026.toml")),
    (2027, include_str!("../../data/holidays/2027.toml")),
];

/// Whether a notice is the State's word or ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeStatus {
    /// Announced by the government or a ministry.
    Official,
    /// Worked out by rule, to be replaced once announced.
    Projection,
}

/// One year's notice on days off at Tết (thông báo nghỉ Tết).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// Lunar year, by the solar year of its mùng 1.
    pub year: i32,
    /// Whose word it is.
    pub status: NoticeStatus,
    /// Where the statutory days lie.
    #[serde(deserialize_with = "split")]
    pub split: Split,
    /// First day off.
    #[serde(deserialize_with = "super::window::date")]
    pub first: NaiveDate,
    /// Last day off.
    #[serde(deserialize_with = "super::window::date")]
    pub last: NaiveDate,
    /// Numbers of the documents.
    pub documents: Vec<String>,
    /// Where the documents were read.
    #[serde(default)]
    pub sources: Vec<String>,
    /// Working days made days off, each with the day worked instead.
    #[serde(default)]
    pub swaps: Vec<Swap>,
}

impl Notice {
    /// The days off it announces.
    ///
    /// # Errors
    ///
    /// As [`Window::by_rule`] and [`Window::with_bounds`].
    pub fn window(&self) -> Result<Window, WindowError> {
        let window = Window::by_rule(self.year, self.split, &self.swaps)?;
        let bounds = (window.days.first(), window.days.last());
        if bounds.0.map(|it| it.date) == Some(self.first)
            && bounds.1.map(|it| it.date) == Some(self.last)
        {
            return Ok(window);
        }
        window.with_bounds(self.first, self.last)
    }
}

/// Reads a notice from the text of a TOML file.
///
/// # Errors
///
/// What the TOML reader says, with line and column.
pub fn parse(text: &str) -> Result<Notice, toml::de::Error> {
    toml::from_str(text)
}

/// The notice for a year: the State's if known, else a projection by rule.
///
/// # Errors
///
/// If the year is outside the lunar calendar's.
pub fn notice(year: i32) -> Result<Notice, WindowError> {
    let known = NOTICES.iter().find(|(it, _)| *it == year);
    if let Some(notice) = known.and_then(|(_, text)| parse(text).ok()) {
        return Ok(notice);
    }
    project(year, usual_split(year)?)
}

/// What the State usually chooses: 1+4 where mùng 1 is a Monday or Tuesday, so that one run of
/// days joins two weekends, and 2+3 otherwise. So it was in every year from 2015 to 2026 (2014 had
/// 1+4 with two swaps). The Labour Code of 1994 (Art. 73) set 1+3.
///
/// # Errors
///
/// If the year is outside the lunar calendar's.
pub fn usual_split(year: i32) -> Result<Split, WindowError> {
    let weekday = lunar::first_day(year)?.weekday();
    let before = match (statutory_days(year), weekday) {
        (4, _) | (_, Weekday::Mon | Weekday::Tue) => 1,
        _ => 2,
    };
    let after = statutory_days(year) - before;
    Ok(Split { before, after })
}

/// What a year's days off would be under `split`.
///
/// # Errors
///
/// As [`Window::by_rule`].
pub fn project(year: i32, split: Split) -> Result<Notice, WindowError> {
    let window = Window::by_rule(year, split, &[])?;
    let first_day = lunar::first_day(year)?;
    Ok(Notice {
        year,
        status: NoticeStatus::Projection,
        split,
        first: window.days.first().map_or(first_day, |day| day.date),
        last: window.days.last().map_or(first_day, |day| day.date),
        documents: Vec::new(),
        sources: Vec::new(),
        swaps: Vec::new(),
    })
}

fn split<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Split, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse().map_err(serde::de::Error::custom)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_notice_on_board_is_readable_and_of_its_year() {
        for (year, text) in NOTICES {
            assert_eq!(parse(text).map(|it| it.year), Ok(year));
        }
    }

    #[test]
    fn the_rule_alone_gives_the_first_and_last_day_of_every_notice() {
        for (year, text) in NOTICES {
            let notice = parse(text).unwrap();
            let window = Window::by_rule(year, notice.split, &notice.swaps).unwrap();
            let ends = [window.days.first(), window.days.last()].map(|it| it.unwrap().date);
            assert_eq!(ends, [notice.first, notice.last], "{year}");
        }
    }

    #[test]
    fn a_year_without_a_notice_is_projected() {
        let notice = notice(2028).unwrap();
        let usual = Split {
            before: 2,
            after: 3,
        };
        assert_eq!(
            (notice.status, notice.split),
            (NoticeStatus::Projection, usual)
        );
        assert!(super::notice(2200).is_err());
    }

    #[test]
    fn the_usual_split_is_the_one_chosen_in_all_years_but_2014() {
        for (year, text) in NOTICES {
            let is_usual = usual_split(year) == Ok(parse(text).unwrap().split);
            assert_eq!(is_usual, year != 2014, "{year}");
        }
    }

    #[test]
    fn a_split_must_make_the_days_of_its_year() {
        let split = |text: &str| text.parse::<Split>().unwrap();
        for (year, text, is_right) in [
            (2013, "1+3", true),
            (2013, "2+3", false),
            (2014, "1+3", false),
            (2027, "1+4", true),
            (2027, "3+2", true),
        ] {
            assert_eq!(
                project(year, split(text)).is_ok(),
                is_right,
                "{year} {text}"
            );
        }
    }

    #[test]
    fn a_swap_exchanges_a_working_day_for_a_weekend_day() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let notice = notice(2018).unwrap(); // statutory 14 to 18 February
        for (off, makeup, is_right) in [
            ("2018-02-13", "2018-02-10", true),
            ("2018-02-10", "2018-02-11", false), // off on a Saturday
            ("2018-02-13", "2018-02-12", false), // a Monday is worked anyway
            ("2018-02-15", "2018-02-10", false), // off already
            ("2018-02-13", "2018-02-17", false), // worked on a statutory Saturday
        ] {
            let swap = Swap {
                off: day(off),
                makeup: day(makeup),
            };
            let window = Window::by_rule(2018, notice.split, &[swap]);
            assert_eq!(window.is_ok(), is_right, "{off} {makeup}");
        }
    }

    #[test]
    fn bounds_by_hand_override() {
        let window = notice(2018).unwrap().window().unwrap();
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let longer = window
            .clone()
            .with_bounds(day("2018-02-13"), day("2018-02-20"))
            .unwrap();
        assert_eq!(longer.days.len(), 8);
        assert_eq!(longer.days[0].kind, super::super::window::DayKind::Swapped);
        let (first, last) = (day("2018-02-20"), day("2018-02-14"));
        assert_eq!(
            window.with_bounds(first, last),
            Err(WindowError::Empty { first, last })
        );
    }

    #[test]
    fn splits_are_read_and_refused() {
        assert_eq!(
            "2+3".parse(),
            Ok(Split {
                before: 2,
                after: 3
            })
        );
        for text in ["", "2", "2+", "0+5", "5+0", "3+3", "2+3+1", "-1+6", "a+b"] {
            assert!(text.parse::<Split>().is_err(), "{text}");
        }
    }
}
