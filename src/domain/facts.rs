//! Everything a roster is judged against, as plain data with text ids.
//!
//! This is what `roster.json` carries as `problem`. [`super::problem::Problem`] checks that the
//! ids hold together and indexes them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::calendar::period::Period;
use crate::calendar::window::Day;

use super::document::Document;
use super::duty::Equals;
use super::duty::{Duty, Shift};
use super::person::Person;

/// The office (cơ quan).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Office {
    /// Stable id, `[a-z0-9-]+`; part of calendar UIDs.
    pub id: String,
    /// Name as printed.
    pub name: String,
    /// Superior agency as printed.
    #[serde(default)]
    pub superior: String,
    /// Place of issue, e.g. `Lạng Sơn`.
    #[serde(default)]
    pub place: String,
    /// Phone of the duty desk.
    #[serde(default)]
    pub hotline: String,
    /// Between whom turns may pass once a roster is published.
    #[serde(default, skip_serializing_if = "Equals::is_default")]
    pub equals: Equals,
}

/// A named thing with a stable id: a skill or a unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Stable id, `[a-z0-9-]+`.
    pub id: String,
    /// What it is called.
    pub name: String,
}

/// What two people's turns have to do with each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PairKind {
    /// Never on duty at the same moment (e.g. a couple with small children).
    Apart,
    /// `a` stands only shifts that `b` stands too (trainee with mentor).
    Together,
}

/// Two people whose turns are tied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// Id of one; of the trainee in a `Together` pair.
    pub a: String,
    /// Id of the other; of the mentor in a `Together` pair.
    pub b: String,
    /// Whether they stand duty together or apart.
    pub kind: PairKind,
}

/// What has been settled beforehand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PinKind {
    /// The person stands the shift.
    Must,
    /// The person does not.
    Ban,
}

/// A turn settled beforehand (ghim).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pin {
    /// Id of the person.
    pub person: String,
    /// Key of the shift.
    pub shift: String,
    /// Whether they must stand it or must not.
    pub kind: PinKind,
}

/// One person on one shift, by id and key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Assignment {
    /// Id of the person.
    pub person: String,
    /// Key of the shift they stand.
    pub shift: String,
}

/// All of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RawFacts")]
pub struct Facts {
    /// The office the roster is for.
    pub office: Office,
    /// For which time.
    pub period: Period,
    /// The days covered, in order, without holes.
    pub days: Vec<Day>,
    /// Systems and other skills.
    pub skills: Vec<Named>,
    /// Rooms and centres.
    pub units: Vec<Named>,
    /// The duties it keeps, in the order of columns.
    pub duties: Vec<Duty>,
    /// Turns to be filled.
    pub shifts: Vec<Shift>,
    /// Who stands them.
    pub people: Vec<Person>,
    /// People whose turns are tied.
    #[serde(default)]
    pub pairs: Vec<Pair>,
    /// Turns settled beforehand.
    #[serde(default)]
    pub pins: Vec<Pin>,
    /// What is said about the papers that carry the roster; nothing is judged by it.
    #[serde(default, skip_serializing_if = "Document::is_default")]
    pub document: Document,
}

/// Facts as written.
#[derive(Deserialize)]
struct RawFacts {
    office: WrittenOffice,
    period: Option<Period>,
    days: Vec<Day>,
    skills: Vec<Named>,
    units: Vec<Named>,
    duties: Vec<Duty>,
    shifts: Vec<Shift>,
    people: Vec<Person>,
    #[serde(default)]
    pairs: Vec<Pair>,
    #[serde(default)]
    pins: Vec<Pin>,
    #[serde(default)]
    document: Document,
}

/// An office as written. Before there were periods, it said itself of which Tết it spoke.
#[derive(Debug, Deserialize)]
pub struct WrittenOffice {
    #[serde(flatten)]
    office: Office,
    year: Option<i32>,
    first_day: Option<NaiveDate>,
}

impl WrittenOffice {
    /// The office, and its period if `period` stands beside it.
    ///
    /// # Errors
    ///
    /// The period is not said, or twice.
    pub fn and(self, period: Option<Period>) -> Result<(Office, Period), &'static str> {
        let period = match (period, self.year, self.first_day) {
            (Some(period), None, None) => period,
            (None, Some(year), Some(first_day)) => Period::tet(year, first_day),
            (Some(_), _, _) => return Err("`period` stands beside `office.year`"),
            (None, _, _) => return Err("missing field `period`"),
        };
        Ok((self.office, period))
    }
}

impl TryFrom<RawFacts> for Facts {
    type Error = &'static str;

    fn try_from(raw: RawFacts) -> Result<Self, &'static str> {
        let (office, period) = raw.office.and(raw.period)?;
        Ok(Self {
            office,
            period,
            days: raw.days,
            skills: raw.skills,
            units: raw.units,
            duties: raw.duties,
            shifts: raw.shifts,
            people: raw.people,
            pairs: raw.pairs,
            pins: raw.pins,
            document: raw.document,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(office: &str, rest: &str) -> Result<Facts, String> {
        let lists = ["days", "skills", "units", "duties", "shifts", "people"];
        let lists = lists.map(|it| format!(r#""{it}": []"#)).join(", ");
        let text = format!(r#"{{"office": {{"id": "so", "name": "So"{office}}}{rest}, {lists}}}"#);
        serde_json::from_str(&text).map_err(|it| it.to_string())
    }

    const OLD: &str = r#", "year": 2018, "first_day": "2018-02-16""#;
    const NEW: &str = r#", "period": {"id": "tet-2018", "kind": "tet", "year": 2018,
        "first_day": "2018-02-16"}"#;

    #[test]
    fn an_office_that_says_its_year_means_that_tet() {
        assert_eq!(read(OLD, ""), read("", NEW));
        assert_eq!(read(OLD, "").unwrap().period.id(), "tet-2018");
    }

    #[test]
    fn the_period_is_said_once() {
        assert!(read("", "").unwrap_err().contains("missing field `period`"));
        assert!(read(OLD, NEW).unwrap_err().contains("beside"));
        assert!(read(r#", "year": 2018"#, "").is_err());
    }
}
