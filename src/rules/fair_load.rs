//! R21 `FairLoad`: the burden is shared, over the years and by share of a post.
//!
//! Source: custom. A square makes one heavy load dearer than two middling ones, so that the cheapest
//! roster is the most even one; points count hours by the weight of the day.

use serde::{Deserialize, Serialize};

use super::RuleCode;
use super::finding::{Finding, Subject};
use super::form::{Form, OnResource};
use crate::domain::cost::Cost;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;

/// The load weighs squared: `weight * ((carried + points)^2 * 100 / share)`, the division rounded down, summed over people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FairLoad {
    /// Cost of one squared point.
    pub weight: i64,
}

impl FairLoad {
    /// For an office that says nothing else.
    pub const STANDARD: Self = Self { weight: 1 };

    /// How it acts; see [`Form`].
    pub fn forms(&self) -> Vec<Form<'_>> {
        vec![Form::Resource(OnResource::Load {
            weight: self.weight,
        })]
    }

    /// One finding for each person whose load costs something: the person, their points of this
    /// period (found) beside those carried over (wanted).
    pub fn judge(&self, problem: &Problem, roster: &Roster, out: &mut Vec<Finding>) {
        for (person_idx, person) in problem.people() {
            let points = (roster.shifts_of(person_idx).iter())
                .fold(0_i64, |sum, it| sum.saturating_add(problem[*it].points));
            let cost = self.cost_of(person.carried, points, person.share);
            if cost != 0 {
                out.push(Finding {
                    rule: RuleCode::FairLoad,
                    cost: Cost::soft(cost),
                    about: vec![
                        Subject::Person(person_idx),
                        Subject::Count {
                            found: points,
                            wanted: person.carried,
                        },
                    ],
                });
            }
        }
    }

    /// What it costs that somebody with a post of `share` percent has `points` on top of `carried`.
    /// Bounded by the range of `i64`; a share of 0 counts as 1.
    pub fn cost_of(&self, carried: i64, points: i64, share: u16) -> i64 {
        let load = i128::from(carried) + i128::from(points);
        let squared = load.saturating_mul(load).saturating_mul(100) / i128::from(share.max(1));
        let cost = i128::from(self.weight).saturating_mul(squared);
        let bounded = cost.clamp(i128::from(i64::MIN), i128::from(i64::MAX));
        i64::try_from(bounded).unwrap_or(i64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Rule;
    use super::super::testing::Scene;
    use super::*;

    const RULE: Rule = Rule::FairLoad(FairLoad { weight: 1 });

    #[test]
    fn the_even_split_is_cheaper() {
        let even = Scene::new("| 14 day | 15 day \n an | x | . \n binh | . | x");
        even.check(RULE, &["soft 144: an 12/0", "soft 144: binh 12/0"]);
        let uneven = Scene::new("| 14 day | 15 day \n an | x | x \n binh | . | .");
        uneven.check(RULE, &["soft 576: an 24/0"]);
    }

    #[test]
    fn what_was_carried_over_counts_even_without_a_turn() {
        let scene = Scene::new("| 14 day \n an | .").person("an", |it| it.carried = 5);
        scene.check(RULE, &["soft 25: an 0/5"]);
    }

    #[test]
    fn nobody_with_no_load_is_named() {
        Scene::new("| 14 day \n an | .").check(RULE, &[]);
    }

    #[test]
    fn the_price_of_a_load() {
        let rule = FairLoad { weight: 3 };
        for (carried, points, share, expected) in [
            (0, 0, 100, 0),
            (2, 3, 100, 75),
            (0, 10, 50, 600),
            (0, 1, 33, 9),  // 100 / 33 = 3.03, rounded down before the weight
            (0, 2, 33, 36), // 400 / 33 = 12.1
        ] {
            assert_eq!(rule.cost_of(carried, points, share), expected);
        }
    }

    #[test]
    fn the_price_never_overflows() {
        let rule = FairLoad { weight: i64::MAX };
        assert_eq!(rule.cost_of(i64::MAX, i64::MAX, 1), i64::MAX);
        assert_eq!(rule.cost_of(i64::MIN, i64::MIN, 0), i64::MAX);
        let negative = FairLoad { weight: i64::MIN };
        assert_eq!(negative.cost_of(i64::MAX, 0, 1), i64::MIN);
    }
}
