//! R07 `MaxConsecutiveDays`: no long stretches of duty.
//!
//! Source: at least 24 hours off in a row each week (Labour Code 2019 Art. 111); the number is the
//! office's.

use serde::{Deserialize, Serialize};

use super::RuleCode;
use super::finding::{Finding, Subject};
use super::form::{Form, OnResource};
use super::runs::day_runs;
use crate::domain::cost::Cost;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;

/// Nobody has turns on more than `limit` roster days in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MaxConsecutiveDays {
    /// Most roster days in a row.
    pub limit: u16,
}

impl MaxConsecutiveDays {
    /// For an office that says nothing else.
    pub const STANDARD: Self = Self { limit: 3 };

    /// How it acts; see [`Form`].
    pub fn forms(&self) -> Vec<Form<'_>> {
        vec![Form::Resource(OnResource::DaysInRow { most: self.limit })]
    }

    /// One finding for each stretch too long, breaking the rule once for each day too many: the
    /// person, the first and the last day, how many days and how many allowed.
    pub fn judge(&self, problem: &Problem, roster: &Roster, out: &mut Vec<Finding>) {
        let wanted = usize::from(self.limit);
        for (person, _) in problem.people() {
            for run in day_runs(problem, roster.shifts_of(person)) {
                if wanted < run.n_days {
                    out.push(Finding {
                        rule: RuleCode::MaxConsecutiveDays,
                        cost: Cost::broken(run.n_days - wanted),
                        about: vec![
                            Subject::Person(person),
                            Subject::Day(run.first),
                            Subject::Day(run.last),
                            Subject::count(run.n_days, wanted),
                        ],
                    });
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Rule;
    use super::super::testing::Scene;
    use super::*;

    const RULE: Rule = Rule::MaxConsecutiveDays(MaxConsecutiveDays { limit: 2 });

    #[test]
    fn each_day_too_many_of_a_run_counts() {
        let scene = Scene::new(
            "   | 14 day | 15 day | 16 day | 17 day | 19 day
             an | x      | x      | x      | x      | x",
        );
        scene.check(RULE, &["broken 2: an 14 17 4/2"]);
    }

    #[test]
    fn at_the_limit_and_after_a_break_is_right() {
        let scene = Scene::new(
            "   | 14 day | 15 day | 17 day | 18 day
             an | x      | x      | x      | x",
        );
        scene.check(RULE, &[]);
    }

    #[test]
    fn two_turns_of_a_day_are_one_day() {
        let scene = Scene::new("| 14 day | 14 night | 15 night \n an | x | x | x");
        scene.check(RULE, &[]);
    }

    #[test]
    fn a_night_counts_on_the_day_it_starts() {
        // It ends on the 16th; roster days 14 and 15 are two.
        let scene = Scene::new("| 14 night | 15 night \n an | x | x");
        scene.check(RULE, &[]);
    }
}
