//! What the State has announced: the yearly notices on days off at Tết.

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer};

use super::lunar;
use super::window::{Split, Swap, Window, WindowError};

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
    /// Announced.
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
    #[serde(deserialize_with = "date")]
    pub first: NaiveDate,
    /// Last day off.
    #[serde(deserialize_with = "date")]
    pub last: NaiveDate,
    /// Numbers of the documents.
    pub documents: Vec<String>,
    /// Where the documents were read.
    #[serde(default)]
    pub sources: Vec<String>,
    /// Days exchanged.
    #[serde(default)]
    pub swaps: Vec<Swap>,
}

impl Notice {
    /// The days off it announces.
    ///
    /// # Errors
    ///
    /// If the year is outside the lunar calendar's, or the notice names no days.
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
    project(year, USUAL_SPLIT)
}

/// The State's choice in eight of the eleven years from 2015 to 2025.
pub const USUAL_SPLIT: Split = Split {
    before: 2,
    after: 3,
};

/// What a year's days off would be under `split`.
///
/// # Errors
///
/// If the year is outside the lunar calendar's.
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
        let notice = notice(2029).unwrap();
        assert_eq!(
            (notice.status, notice.split),
            (NoticeStatus::Projection, USUAL_SPLIT)
        );
        assert!(super::notice(2200).is_err());
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
