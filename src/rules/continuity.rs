//! R26 `Continuity`: few separate trips to the office.
//!
//! Source: custom.

use serde::{Deserialize, Serialize};

use super::RuleCode;
use super::finding::{Finding, Subject};
use super::form::{Form, OnSuccession};
use super::runs::day_runs;
use crate::domain::cost::Cost;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;

/// Few separate trips to the office: turns on the same or on successive roster days are one trip; each trip after a person's first costs `weight`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Continuity {
    /// Cost of each trip after the first.
    pub weight: i64,
}

impl Continuity {
    /// For an office that says nothing else.
    pub const STANDARD: Self = Self { weight: 2 };

    /// How it acts; see [`Form`].
    pub fn forms(&self) -> Vec<Form<'_>> {
        vec![Form::Succession(OnSuccession::Trip {
            weight: self.weight,
        })]
    }

    /// One finding for each person with more than one trip: the person, how many trips, and one.
    pub fn judge(&self, problem: &Problem, roster: &Roster, out: &mut Vec<Finding>) {
        for (person, _) in problem.people() {
            let found = day_runs(problem, roster.shifts_of(person)).len();
            let surplus = i64::try_from(found.saturating_sub(1)).unwrap_or(i64::MAX);
            let cost = self.weight.saturating_mul(surplus);
            if cost != 0 {
                out.push(Finding {
                    rule: RuleCode::Continuity,
                    cost: Cost::soft(cost),
                    about: vec![Subject::Person(person), Subject::count(found, 1)],
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Rule;
    use super::super::testing::Scene;
    use super::*;

    const RULE: Rule = Rule::Continuity(Continuity { weight: 5 });

    #[test]
    fn each_trip_after_the_first_costs() {
        let scene = Scene::new("| 14 day | 16 day | 18 day \n an | x | x | x");
        scene.check(RULE, &["soft 10: an 3/1"]);
    }

    #[test]
    fn successive_days_are_one_trip() {
        Scene::new("| 14 day | 15 night | 16 night \n an | x | x | x").check(RULE, &[]);
    }

    #[test]
    fn two_turns_of_a_day_are_one_trip() {
        Scene::new("| 14 day | 14 night \n an | x | x").check(RULE, &[]);
    }

    #[test]
    fn who_never_comes_makes_no_trip() {
        Scene::new("| 14 day \n an | .").check(RULE, &[]);
    }
}
