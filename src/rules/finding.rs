//! One reason why a roster costs what it costs.

use chrono::NaiveDate;

use crate::domain::cost::Cost;
use crate::domain::ids::{PersonIdx, ShiftIdx, SkillIdx, UnitIdx};

use super::RuleCode;

/// What a finding is about; words come last, in `text`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A person.
    Person(PersonIdx),
    /// A shift.
    Shift(ShiftIdx),
    /// A roster day.
    Day(NaiveDate),
    /// A skill.
    Skill(SkillIdx),
    /// A unit.
    Unit(UnitIdx),
    /// How many there are, and how many there should be (people, turns, days, hours or points, as
    /// the rule counts).
    Count {
        /// There are.
        found: i64,
        /// There should be at least or at most.
        wanted: i64,
    },
}

/// One breach, gap or price, with whom and what it concerns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Against which rule.
    pub rule: RuleCode,
    /// How bad.
    pub cost: Cost,
    /// People, shifts, days concerned, the most important first.
    pub about: Vec<Subject>,
}
