//! R25 `UnitSpread`: a room is not emptied on one day.
//!
//! Source: custom.

use serde::{Deserialize, Serialize};

use super::RuleCode;
use super::finding::{Finding, Subject};
use super::form::{Form, OnRow};
use crate::domain::cost::Cost;
use crate::domain::ids::UnitIdx;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;
use std::collections::BTreeMap;

/// Not half a room on one day: turns of one unit's people on one roster day beyond `max(1, size * percent / 100)` cost `weight` each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitSpread {
    /// Cost of each turn over the cap.
    pub weight: i64,
    /// Share of a unit, percent, that may have turns on one roster day; the cap is never under 1.
    pub percent: u16,
}

impl UnitSpread {
    /// For an office that says nothing else.
    pub const STANDARD: Self = Self {
        weight: 4,
        percent: 50,
    };

    /// How it acts; see [`Form`].
    pub fn forms(&self) -> Vec<Form<'_>> {
        vec![Form::Row(OnRow::Spread {
            weight: self.weight,
            percent: self.percent,
        })]
    }

    /// One finding for each unit and roster day over the cap: the unit, the day, how many turns and
    /// how many free of cost.
    pub fn judge(&self, problem: &Problem, roster: &Roster, out: &mut Vec<Finding>) {
        let mut turns = BTreeMap::<_, usize>::new();
        for (person, shift) in roster.turns() {
            *turns
                .entry((problem.unit_of(person), problem[shift].day))
                .or_default() += 1;
        }
        for ((unit, day), found) in turns {
            let wanted = self.cap_for(problem, unit);
            let surplus = i64::try_from(found.saturating_sub(wanted)).unwrap_or(i64::MAX);
            let cost = self.weight.saturating_mul(surplus);
            if cost != 0 {
                out.push(Finding {
                    rule: RuleCode::UnitSpread,
                    cost: Cost::soft(cost),
                    about: vec![
                        Subject::Unit(unit),
                        Subject::Day(day),
                        Subject::count(found, wanted),
                    ],
                });
            }
        }
    }

    /// Turns of the people of `unit` on one roster day that cost nothing, rounded down, at least 1.
    pub fn cap_for(&self, problem: &Problem, unit: UnitIdx) -> usize {
        let size = (problem.people())
            .filter(|(person, _)| problem.unit_of(*person) == unit)
            .count();
        (size.saturating_mul(usize::from(self.percent)) / 100).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Rule;
    use super::super::testing::Scene;
    use super::*;

    const RULE: Rule = Rule::UnitSpread(UnitSpread {
        weight: 4,
        percent: 50,
    });

    #[test]
    fn turns_over_half_the_unit_cost() {
        let scene = Scene::new(
            "     | 14 day | 14 night | 15 day
             an   | x      | .        | .
             binh | x      | x        | .
             chi  | .      | .        | x
             dung | .      | .        | .",
        );
        scene.check(RULE, &["soft 4: room 14 3/2"]);
    }

    #[test]
    fn half_of_an_odd_number_is_rounded_down() {
        let scene = Scene::new(
            "     | 14 day
             an   | x
             binh | x
             chi  | .",
        );
        scene.check(RULE, &["soft 4: room 14 2/1"]);
    }

    #[test]
    fn one_is_always_free() {
        Scene::new("| 14 day \n an | x").check(RULE, &[]);
    }

    #[test]
    fn units_count_apart() {
        let scene = Scene::new(
            "     | 14 day
             an   | x
             binh | x",
        );
        scene.check(RULE, &["soft 4: room 14 2/1"]);
        let other = scene.person("binh", |it| it.unit = "hall".to_owned());
        other.check(RULE, &[]);
    }

    #[test]
    fn the_cap_goes_by_the_units_own_size() {
        let scene = Scene::new(
            "     | 14 day
             an   | x
             binh | x
             chi  | .
             dung | .",
        );
        scene.check(RULE, &[]);
        let elsewhere = (scene.person("chi", |it| it.unit = "hall".to_owned()))
            .person("dung", |it| it.unit = "hall".to_owned());
        elsewhere.check(RULE, &["soft 4: room 14 2/1"]);
    }

    #[test]
    fn a_night_counts_on_the_day_it_starts() {
        let scene = Scene::new(
            "     | 14 night | 15 day
             an   | x        | .
             binh | .        | x",
        );
        scene.check(RULE, &[]);
    }
}
