//! R24 `HomeTrip`: whole days off in a row, enough to go home.
//!
//! Source: custom; those from afar need more days than the rest.

use serde::{Deserialize, Serialize};

use super::RuleCode;
use super::finding::{Finding, Subject};
use super::form::{Form, OnResource};
use crate::domain::cost::Cost;
use crate::domain::ids::PersonIdx;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;
use std::collections::BTreeSet;

/// Each person has at least `home_days` whole days of the period in a row that no turn of theirs touches; each day short of that costs `weight`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HomeTrip {
    /// Cost of each day missing.
    pub weight: i64,
}

impl HomeTrip {
    /// For an office that says nothing else.
    pub const STANDARD: Self = Self { weight: 6 };

    /// How it acts; see [`Form`].
    pub fn forms(&self) -> Vec<Form<'_>> {
        vec![Form::Resource(OnResource::DaysOff {
            weight: self.weight,
        })]
    }

    /// One finding for each person whose longest stretch is too short: the person, how many days it
    /// has and should.
    pub fn judge(&self, problem: &Problem, roster: &Roster, out: &mut Vec<Finding>) {
        for (person_idx, person) in problem.people() {
            let wanted = usize::from(person.home_days);
            if wanted == 0 {
                continue;
            }
            let found = longest_stretch(problem, roster, person_idx);
            let missing = wanted.saturating_sub(found);
            let cost = (self.weight).saturating_mul(i64::try_from(missing).unwrap_or(i64::MAX));
            if cost != 0 {
                out.push(Finding {
                    rule: RuleCode::HomeTrip,
                    cost: Cost::soft(cost),
                    about: vec![Subject::Person(person_idx), Subject::count(found, wanted)],
                });
            }
        }
    }
}

/// Most days of the period in a row that no turn of `person` touches.
fn longest_stretch(problem: &Problem, roster: &Roster, person: PersonIdx) -> usize {
    let touched: BTreeSet<_> = (roster.shifts_of(person).iter())
        .flat_map(|it| problem[*it].span.days())
        .collect();
    let mut longest = 0;
    let mut current = 0;
    for day in &problem.facts().days {
        current = if touched.contains(&day.date) {
            0
        } else {
            current + 1
        };
        longest = longest.max(current);
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::super::Rule;
    use super::super::testing::{Scene, date, span};
    use super::*;

    const RULE: Rule = Rule::HomeTrip(HomeTrip { weight: 6 });

    fn needing(home_days: u16, picture: &str) -> Scene {
        Scene::new(picture).person("an", |it| it.home_days = home_days)
    }

    #[test]
    fn each_day_short_costs() {
        // Free days: 14, then 16 and 17, then 19 and 20.
        let scene = needing(4, "| 15 day | 18 day \n an | x | x");
        scene.check(RULE, &["soft 12: an 2/4"]);
    }

    #[test]
    fn enough_days_cost_nothing() {
        needing(5, "| 15 day \n an | x").check(RULE, &[]);
        needing(6, "| 15 day \n an | x").check(RULE, &["soft 6: an 5/6"]);
    }

    #[test]
    fn the_longest_stretch_need_not_be_the_last() {
        needing(5, "| 19 day \n an | x").check(RULE, &[]);
        needing(6, "| 19 day \n an | x").check(RULE, &["soft 6: an 5/6"]);
    }

    #[test]
    fn a_night_touches_the_morning_after() {
        needing(5, "| 15 night \n an | x").check(RULE, &["soft 6: an 4/5"]);
    }

    #[test]
    fn an_end_at_midnight_does_not() {
        let late = needing(5, "| 15 late \n an | x").shift("15.late", |it| {
            it.span = span("15 13:00", "16 00:00");
        });
        late.check(RULE, &[]);
    }

    #[test]
    fn only_days_of_the_period_count() {
        let mut scene = needing(8, "| 15 day \n an | .");
        scene.check(RULE, &["soft 6: an 7/8"]);
        scene.facts.days.retain(|it| it.date < date(17));
        scene.check(RULE, &["soft 30: an 3/8"]);
    }

    #[test]
    fn who_needs_none_is_not_asked() {
        needing(0, "| 15 day \n an | x").check(RULE, &[]);
    }
}
