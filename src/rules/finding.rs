//! One reason why a roster costs what it costs.

use chrono::NaiveDate;

use crate::domain::cost::Cost;
use crate::domain::ids::{PersonIdx, ShiftIdx, SkillIdx, UnitIdx};
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;

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

impl Subject {
    pub(super) fn count(found: usize, wanted: usize) -> Self {
        let bounded = |it| i64::try_from(it).unwrap_or(i64::MAX);
        Self::Count {
            found: bounded(found),
            wanted: bounded(wanted),
        }
    }
}

impl Finding {
    /// A turn that must not be, or is not and must be.
    pub(super) fn broken_turn(rule: RuleCode, person: PersonIdx, shift: ShiftIdx) -> Self {
        Self {
            rule,
            cost: Cost::broken(1),
            about: vec![Subject::Person(person), Subject::Shift(shift)],
        }
    }

    /// Two turns of one person that do not go together.
    pub(super) fn broken_turns(
        rule: RuleCode,
        person: PersonIdx,
        earlier: ShiftIdx,
        later: ShiftIdx,
    ) -> Self {
        let mut finding = Self::broken_turn(rule, person, earlier);
        finding.about.push(Subject::Shift(later));
        finding
    }

    /// A turn that has its price.
    pub(super) fn priced_turn(
        rule: RuleCode,
        cost: i64,
        person: PersonIdx,
        shift: ShiftIdx,
    ) -> Self {
        Self {
            rule,
            cost: Cost::soft(cost),
            about: vec![Subject::Person(person), Subject::Shift(shift)],
        }
    }
}

/// Each two turns of each person, the one that starts first in front.
pub(super) fn turn_pairs(
    problem: &Problem,
    roster: &Roster,
) -> impl Iterator<Item = (PersonIdx, ShiftIdx, ShiftIdx)> {
    problem.people().flat_map(|(person, _)| {
        let shifts = roster.shifts_of(person);
        (shifts.iter().enumerate()).flat_map(move |(idx, later)| {
            shifts[..idx]
                .iter()
                .map(move |earlier| (person, *earlier, *later))
        })
    })
}
