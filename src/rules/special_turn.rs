//! R22 `SpecialTurn`: New Year's Eve and the first day go round.
//!
//! Source: custom; nobody should miss the two great family moments two years running.

use serde::{Deserialize, Serialize};

use super::RuleCode;
use super::finding::Finding;
use super::form::{Form, OnTurn, PricesTurn};
use crate::domain::duty::SpecialDay;
use crate::domain::ids::{PersonIdx, ShiftIdx};
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;

/// Nobody has New Year's Eve or the first day two years running if it can be helped: each turn on a special shift costs `weight` if the person had that special turn last year, else `other_weight` if they had the other one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpecialTurn {
    /// Cost of having the same special turn as last year.
    pub weight: i64,
    /// Cost of having one special turn after the other kind last year.
    pub other_weight: i64,
}

impl SpecialTurn {
    /// For an office that says nothing else.
    pub const STANDARD: Self = Self {
        weight: 40,
        other_weight: 10,
    };

    /// How it acts; see [`Form`].
    pub fn forms(&self) -> Vec<Form<'_>> {
        vec![Form::Turn(OnTurn::Prices(self))]
    }

    /// One finding for each turn that costs something: the person, the shift.
    pub fn judge(&self, problem: &Problem, roster: &Roster, out: &mut Vec<Finding>) {
        for (person, shift) in roster.turns() {
            let cost = self.cost_of(problem, person, shift);
            if cost != 0 {
                out.push(Finding::priced_turn(
                    RuleCode::SpecialTurn,
                    cost,
                    person,
                    shift,
                ));
            }
        }
    }
}

impl PricesTurn for SpecialTurn {
    /// What it costs that `person` stands `shift`.
    fn cost_of(&self, problem: &Problem, person: PersonIdx, shift: ShiftIdx) -> i64 {
        let Some(special) = problem[shift].special else {
            return 0;
        };
        let other = match special {
            SpecialDay::Eve => SpecialDay::FirstDay,
            SpecialDay::FirstDay => SpecialDay::Eve,
        };
        let period = &problem.facts().period;
        if problem[person].had_special(period, special) {
            self.weight
        } else if problem[person].had_special(period, other) {
            self.other_weight
        } else {
            0
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Rule;
    use super::super::testing::Scene;
    use super::*;
    use crate::calendar::period::Period;
    use crate::domain::person::PastPeriod;

    const RULE: Rule = Rule::SpecialTurn(SpecialTurn {
        weight: 40,
        other_weight: 10,
    });

    fn after(year: i32, specials: &[SpecialDay]) -> Scene {
        let scene = Scene::new("| 15 night | 16 day \n an | x | .");
        (scene.shift("15.night", |it| it.special = Some(SpecialDay::Eve))).person("an", |it| {
            it.history = vec![PastPeriod {
                period: Period::tet_of(year).unwrap(),
                turns: 1,
                points: 12,
                specials: specials.to_vec(),
            }];
        })
    }

    #[test]
    fn the_same_turn_as_last_year_costs_most() {
        after(2017, &[SpecialDay::Eve]).check(RULE, &["soft 40: an 15.night"]);
    }

    #[test]
    fn the_other_kind_costs_less() {
        after(2017, &[SpecialDay::FirstDay]).check(RULE, &["soft 10: an 15.night"]);
    }

    #[test]
    fn both_last_year_cost_as_the_same() {
        let both = after(2017, &[SpecialDay::FirstDay, SpecialDay::Eve]);
        both.check(RULE, &["soft 40: an 15.night"]);
    }

    #[test]
    fn only_last_year_counts() {
        after(2016, &[SpecialDay::Eve]).check(RULE, &[]);
        after(2018, &[SpecialDay::Eve]).check(RULE, &[]);
        after(2017, &[]).check(RULE, &[]);
    }

    #[test]
    fn ordinary_turns_cost_nothing() {
        let ordinary = after(2017, &[SpecialDay::Eve]).shift("15.night", |it| it.special = None);
        ordinary.check(RULE, &[]);
    }
}
