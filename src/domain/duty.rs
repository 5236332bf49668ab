//! What must be manned, and when.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::calendar::span::Span;

use super::person::Rank;

/// The kinds of duty kept over Tết (loại trực).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DutyKind {
    /// One director or deputy a day (trực lãnh đạo).
    Leadership,
    /// Day and night turns at the office (trực cơ quan).
    Office,
    /// The data centre, mail and e-office must stay up (trực kỹ thuật).
    Technical,
    /// Guards, drivers and whatever else an office keeps.
    Custom,
}

/// Whether the person must be at the post (presence of a turn).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    /// At the post for the whole turn.
    #[default]
    OnSite,
    /// Within reach by phone (trực dự phòng).
    StandBy,
}

/// The turns nobody should have two years running (ca đặc biệt).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpecialDay {
    /// The night of New Year's Eve (đêm giao thừa).
    Eve,
    /// The first day of the year (mùng 1).
    FirstDay,
}

/// Over what the skills of those on duty add up (phạm vi phủ kỹ năng).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CoverBy {
    /// The people of each shift together.
    Shift,
    /// The people of all of one day's shifts together.
    Day,
}

/// Systems that those on a duty must be able to keep up between them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkillCover {
    /// Skill ids, each of which somebody on duty must have.
    pub skills: Vec<String>,
    /// Over what they add up.
    pub by: CoverBy,
}

/// One of the duties an office keeps (một loại trực của cơ quan).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duty {
    /// Stable id, `[a-z0-9-]+`.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Leadership, office, technical or another.
    pub kind: DutyKind,
    /// Where it is kept.
    #[serde(default)]
    pub place: String,
    /// Most turns one person stands in the period, if limited.
    #[serde(default)]
    pub max_turns: Option<u16>,
    /// Ranks that may stand it; empty: every rank.
    #[serde(default)]
    pub ranks: Vec<Rank>,
    /// Systems to be covered together.
    #[serde(default)]
    pub cover: Option<SkillCover>,
    /// Whether at least one seat of each shift is for somebody who is not a junior.
    #[serde(default)]
    pub senior: bool,
}

/// Between whom turns may pass (người ngang cấp).
///
/// Source: hospitals swap turns only between equals in rank and profession, and only with leave of
/// the leadership (Circular 32/2023/TT-BYT Art. 43).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Equals {
    /// People of the same rank, turns of the same duty, which both keep.
    #[default]
    RankAndDuty,
    /// Turns of the same duty, which both keep.
    Duty,
    /// Anybody whom the rules of the roster let stand the turn.
    Any,
}

impl Equals {
    /// Whether it is what an office that says nothing gets.
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// One duty on one span of time (ca trực).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shift {
    /// Stable key, `DATE.DUTY.TEMPLATE`, e.g. `2018-02-15.technical.night`.
    pub key: String,
    /// Id of the duty.
    pub duty: String,
    /// What the turn is called, e.g. `Ca đêm`.
    pub name: String,
    /// The roster day it belongs to, on which it starts.
    pub day: NaiveDate,
    /// From taking over to handing over.
    pub span: Span,
    /// How many people stand it.
    pub need: u16,
    /// Whether they must be at the post.
    #[serde(default)]
    pub presence: Presence,
    /// Whether the law counts it as night work (22:00–06:00, Labour Code 2019 Art. 106).
    pub night: bool,
    /// A skill each person on it must have.
    #[serde(default)]
    pub skill: Option<String>,
    /// What the turn weighs (điểm): hours by day weight, see `domain::template`.
    pub points: i64,
    /// Whether it is one of the turns nobody should have two years running.
    #[serde(default)]
    pub special: Option<SpecialDay>,
}
