//! For which time a roster is: one Tết.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The time that one roster of an office covers. An office has one roster in force for each.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "Raw", into = "Raw")]
pub struct Period {
    id: String,
    name: String,
    kind: PeriodKind,
}

/// What kind of time that is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PeriodKind {
    /// The lunar New Year.
    Tet {
        /// Lunar year, written as the solar year of its mùng 1.
        year: i32,
        /// Solar date of mùng 1.
        first_day: NaiveDate,
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
    /// The id is not that of its kind.
    #[error("`{found}` cannot be the id of this period")]
    Id {
        /// The id as written.
        found: String,
    },
}

impl Period {
    /// The Tết of a lunar year, written as the solar year of its mùng 1, which is `first_day`.
    pub fn tet(year: i32, first_day: NaiveDate) -> Self {
        Self {
            id: format!("tet-{year}"),
            name: String::new(),
            kind: PeriodKind::Tet { year, first_day },
        }
    }

    /// Stable id: `tet-2018`.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Name as printed; empty if it has the usual one of its kind.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether it is a Tết or other days.
    pub fn kind(&self) -> &PeriodKind {
        &self.kind
    }

    /// The solar year it is counted in.
    pub fn year(&self) -> i32 {
        match self.kind {
            PeriodKind::Tet { year, .. } => year,
        }
    }

    /// The day by which a date without a year is understood: the nearest to it is meant.
    pub fn anchor(&self) -> NaiveDate {
        match self.kind {
            PeriodKind::Tet { first_day, .. } => first_day,
        }
    }

    /// The lunar year in whose first month `mùng 1` is; `None` if lunar dates mean nothing here.
    pub fn lunar_year(&self) -> Option<i32> {
        match self.kind {
            PeriodKind::Tet { year, .. } => Some(year),
        }
    }
}

impl TryFrom<Raw> for Period {
    type Error = PeriodError;

    fn try_from(raw: Raw) -> Result<Self, PeriodError> {
        match raw.kind {
            PeriodKind::Tet { year, first_day } => {
                let period = Self {
                    name: raw.name,
                    ..Self::tet(year, first_day)
                };
                if period.id == raw.id {
                    Ok(period)
                } else {
                    Err(PeriodError::Id { found: raw.id })
                }
            }
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

    fn tet() -> Period {
        Period::tet(2018, NaiveDate::from_ymd_opt(2018, 2, 16).unwrap())
    }

    #[test]
    fn a_period_is_read_as_it_was_written() {
        let text = r#"{"id":"tet-2018","kind":"tet","year":2018,"first_day":"2018-02-16"}"#;
        assert_eq!(serde_json::to_string(&tet()).unwrap(), text);
        assert_eq!(serde_json::from_str::<Period>(text).unwrap(), tet());
    }

    #[test]
    fn a_tet_has_the_id_of_its_year() {
        let text = r#"{"id":"tet-2019","kind":"tet","year":2018,"first_day":"2018-02-16"}"#;
        assert!(serde_json::from_str::<Period>(text).is_err());
    }
}
