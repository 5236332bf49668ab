//! Everything a roster is judged against, as plain data with text ids.
//!
//! This is what `roster.json` carries as `problem`. [`super::problem::Problem`] checks that the
//! ids hold together and indexes them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

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
    /// Lunar year whose Tết this is, written as the solar year of its mùng 1.
    pub year: i32,
    /// Solar date of mùng 1.
    pub first_day: NaiveDate,
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
    /// How.
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
    /// Person id.
    pub person: String,
    /// Shift key.
    pub shift: String,
    /// Which way.
    pub kind: PinKind,
}

/// One person on one shift, by id and key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Assignment {
    /// Person id.
    pub person: String,
    /// Shift key.
    pub shift: String,
}

/// All of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// Whose roster.
    pub office: Office,
    /// The days covered, in order, without holes.
    pub days: Vec<Day>,
    /// Systems and other skills.
    pub skills: Vec<Named>,
    /// Rooms and centres.
    pub units: Vec<Named>,
    /// Duties kept.
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
