//! For which time a roster is: a Tết, or days given by hand.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::lunar::{self, LunarError};

/// The time that one roster of an office covers. An office has one roster in force for each.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "Raw", into = "Raw")]
pub struct Period {
    id: String,
    name: String,
    kind: PeriodKind,
}

/// What kind of time that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PeriodKind {
    /// The lunar New Year.
    Tet {
        /// Lunar year, written as the solar year of its mùng 1.
        year: i32,
        /// Solar date of mùng 1.
        first_day: NaiveDate,
    },
    /// Days in a row, given by hand (e.g. the holidays of 30/4 and 01/5).
    Days {
        /// The first of them.
        first: NaiveDate,
        /// The last of them.
        last: NaiveDate,
    },
}

/// A period as written.
#[derive(Serialize, Deserialize)]
struct Raw {
    id: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    name: String,
    #[serde(flatten)]
    kind: PeriodKind,
}

/// Why something is no period.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PeriodError {
    /// The id is not that of a period of this kind.
    #[error("`{found}` cannot be the id of this period")]
    Id {
        /// The id as written.
        found: String,
    },
    /// A period that has no usual name has no name.
    #[error("the period has no name")]
    Nameless,
    /// The last day comes before the first.
    #[error("the days from {first} to {last} are none")]
    Empty {
        /// First day.
        first: NaiveDate,
        /// Last day.
        last: NaiveDate,
    },
    /// More days than any period of duty has.
    #[error("the days from {first} to {last} are more than {MOST_DAYS}")]
    TooLong {
        /// First day.
        first: NaiveDate,
        /// Last day.
        last: NaiveDate,
    },
}

/// How ids of Tết begin; the lunar year follows.
const TET: &str = "tet-";

/// Most days given by hand; three months is more than any duty period.
pub const MOST_DAYS: i64 = 92;

impl Period {
    /// The Tết of a lunar year, written as the solar year of its mùng 1, which is `first_day`.
    pub fn tet(year: i32, first_day: NaiveDate) -> Self {
        Self {
            id: format!("{TET}{year}"),
            name: String::new(),
            kind: PeriodKind::Tet { year, first_day },
        }
    }

    /// The same, mùng 1 looked up.
    ///
    /// # Errors
    ///
    /// The lunar calendar does not reach there.
    pub fn tet_of(year: i32) -> Result<Self, LunarError> {
        Ok(Self::tet(year, lunar::first_day(year)?))
    }

    /// The days from `first` to `last`, called `name` on papers.
    ///
    /// # Errors
    ///
    /// `id` is not of the form `[a-z0-9-]+` or is that of a Tết, the name says nothing, or the days
    /// are none or too many.
    pub fn days(
        id: &str,
        name: &str,
        first: NaiveDate,
        last: NaiveDate,
    ) -> Result<Self, PeriodError> {
        let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let is_id = (1..=64).contains(&id.len())
            && id.chars().all(is_plain)
            && !id.starts_with('-')
            && !id.starts_with(TET);
        if !is_id {
            let found = id.to_owned();
            return Err(PeriodError::Id { found });
        }
        if name.trim().is_empty() {
            return Err(PeriodError::Nameless);
        }
        if last < first {
            return Err(PeriodError::Empty { first, last });
        }
        if MOST_DAYS <= (last - first).num_days() {
            return Err(PeriodError::TooLong { first, last });
        }
        Ok(Self {
            id: id.to_owned(),
            name: name.trim().to_owned(),
            kind: PeriodKind::Days { first, last },
        })
    }

    /// Stable id, `[a-z0-9-]+`: `tet-2018`.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Name as printed; empty if it has the usual one of its kind.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What kind.
    pub fn kind(&self) -> PeriodKind {
        self.kind
    }

    /// The solar year it is counted in.
    pub fn year(&self) -> i32 {
        match self.kind {
            PeriodKind::Tet { year, .. } => year,
            PeriodKind::Days { first, .. } => first.year(),
        }
    }

    /// The day it is known by: periods follow each other in order of it, and of a date without a
    /// year the nearest to it is meant. Mùng 1, or the first day.
    pub fn anchor(&self) -> NaiveDate {
        match self.kind {
            PeriodKind::Tet { first_day, .. } => first_day,
            PeriodKind::Days { first, .. } => first,
        }
    }

    /// First and last day, where they are given by hand.
    pub fn bounds(&self) -> Option<(NaiveDate, NaiveDate)> {
        match self.kind {
            PeriodKind::Tet { .. } => None,
            PeriodKind::Days { first, last } => Some((first, last)),
        }
    }

    /// The lunar year it begins, written as the solar year of its mùng 1; `None` if it begins none.
    pub fn lunar_year(&self) -> Option<i32> {
        match self.kind {
            PeriodKind::Tet { year, .. } => Some(year),
            PeriodKind::Days { .. } => None,
        }
    }

    /// The lunar year that the period of this id begins.
    pub fn lunar_year_of(id: &str) -> Option<i32> {
        id.strip_prefix(TET)?.parse().ok()
    }

    /// Whether points of `earlier` are carried into this one if those of the last `years` years are:
    /// it comes before this one, and is counted in this year or one of the `years` before.
    pub fn carries_from(&self, earlier: &Self, years: u16) -> bool {
        let oldest = self.year().saturating_sub(i32::from(years));
        let recent = oldest <= earlier.year() && earlier.anchor() < self.anchor();
        recent && 0 < years
    }

    /// Whether `earlier` is the same feast, the year before.
    pub fn is_year_after(&self, earlier: &Self) -> bool {
        match (self.lunar_year(), earlier.lunar_year()) {
            (Some(year), Some(earlier)) => year.checked_sub(1) == Some(earlier),
            (None, _) | (_, None) => false,
        }
    }

    /// What calendar addresses of its turns hold beside shift, person and office. Those of a Tết
    /// hold nothing more: they were published before there were other periods, and stay.
    pub fn uid_part(&self) -> Option<&str> {
        match self.kind {
            PeriodKind::Tet { .. } => None,
            PeriodKind::Days { .. } => Some(&self.id),
        }
    }
}

impl TryFrom<Raw> for Period {
    type Error = PeriodError;

    fn try_from(raw: Raw) -> Result<Self, PeriodError> {
        let Raw { id, name, kind } = raw;
        match kind {
            PeriodKind::Tet { year, first_day } => {
                let period = Self::tet(year, first_day);
                if period.id == id && name.is_empty() {
                    Ok(period)
                } else {
                    Err(PeriodError::Id { found: id })
                }
            }
            PeriodKind::Days { first, last } => Self::days(&id, &name, first, last),
        }
    }
}

impl From<Period> for Raw {
    fn from(period: Period) -> Self {
        let Period { id, name, kind } = period;
        Self { id, name, kind }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn tet(year: i32) -> Period {
        Period::tet_of(year).unwrap()
    }

    fn days(first: &str) -> Period {
        Period::days("le", "Nghỉ lễ", date(first), date(first)).unwrap()
    }

    #[test]
    fn a_period_is_read_as_it_was_written() {
        let texts = [
            (
                tet(2018),
                r#"{"id":"tet-2018","kind":"tet","year":2018,"first_day":"2018-02-16"}"#,
            ),
            (
                days("2027-04-30"),
                r#"{"id":"le","name":"Nghỉ lễ","kind":"days","first":"2027-04-30","last":"2027-04-30"}"#,
            ),
        ];
        for (period, text) in texts {
            assert_eq!(serde_json::to_string(&period).unwrap(), text);
            assert_eq!(serde_json::from_str::<Period>(text).unwrap(), period);
        }
        let other_year = r#"{"id":"tet-2019","kind":"tet","year":2018,"first_day":"2018-02-16"}"#;
        assert!(serde_json::from_str::<Period>(other_year).is_err());
        assert_eq!(Period::lunar_year_of("tet-2018"), Some(2018));
        assert_eq!(Period::lunar_year_of("le"), None);
    }

    #[test]
    fn days_need_an_id_a_name_and_an_end() {
        let too_long = "a".repeat(65);
        let period = |id, name, last| Period::days(id, name, date("2027-04-30"), date(last));
        assert!(period("le-30-4", "Nghỉ lễ", "2027-07-30").is_ok());
        for id in ["", "-a", "Le", "a.b", "a b", "lễ", "tet-2027", &too_long] {
            let found = id.to_owned();
            assert_eq!(
                period(id, "Nghỉ lễ", "2027-05-03"),
                Err(PeriodError::Id { found })
            );
        }
        assert_eq!(period("a", " ", "2027-05-03"), Err(PeriodError::Nameless));
        let (first, last) = (date("2027-04-30"), date("2027-04-29"));
        let found = period("a", "b", "2027-04-29");
        assert_eq!(found, Err(PeriodError::Empty { first, last }));
        let last = date("2027-07-31");
        let found = period("a", "b", "2027-07-31");
        assert_eq!(found, Err(PeriodError::TooLong { first, last }));
    }

    #[test]
    fn what_is_carried_and_what_is_the_year_before() {
        // Tết 2018 is more than 365 days after that of 2017.
        assert!(tet(2018).carries_from(&tet(2017), 1));
        assert!(!tet(2018).carries_from(&tet(2016), 1));
        assert!(!tet(2018).carries_from(&tet(2018), 1));
        assert!(!tet(2018).carries_from(&tet(2017), 0));
        let holiday = days("2018-04-30");
        assert!(holiday.carries_from(&tet(2018), 1));
        assert!(!tet(2018).carries_from(&holiday, 1));
        assert!(tet(2019).carries_from(&holiday, 1));
        assert!(!tet(2020).carries_from(&holiday, 1));
        assert!(tet(2019).is_year_after(&tet(2018)));
        assert!(!tet(2019).is_year_after(&tet(2017)));
        assert!(!tet(2019).is_year_after(&holiday));
        assert!(!days("2019-04-30").is_year_after(&holiday));
    }
}
