//! R12 `ApartPairs`: two who must not be on duty together.
//!
//! Source: custom; a couple with small children, of whom one must be at home.

use serde::{Deserialize, Serialize};

use super::RuleCode;
use super::finding::{Finding, Subject};
use super::form::{Form, OnRow};
use crate::domain::cost::Cost;
use crate::domain::facts::PairKind;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;

/// The two of an `Apart` pair are never on duty at the same moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApartPairs {}

impl ApartPairs {
    /// For an office that says nothing else.
    pub const STANDARD: Self = Self {};

    /// How it acts; see [`Form`].
    pub fn forms(&self) -> Vec<Form<'_>> {
        vec![Form::Row(OnRow::Apart)]
    }

    /// One finding for each turn of one and turn of the other that overlap, also on the same shift:
    /// both people, both shifts.
    pub fn judge(&self, problem: &Problem, roster: &Roster, out: &mut Vec<Finding>) {
        for pair in problem.pairs() {
            if pair.kind != PairKind::Apart {
                continue;
            }
            for of_a in roster.shifts_of(pair.a) {
                for of_b in roster.shifts_of(pair.b) {
                    if problem[*of_a].span.overlaps(problem[*of_b].span) {
                        out.push(Finding {
                            rule: RuleCode::ApartPairs,
                            cost: Cost::broken(1),
                            about: vec![
                                Subject::Person(pair.a),
                                Subject::Person(pair.b),
                                Subject::Shift(*of_a),
                                Subject::Shift(*of_b),
                            ],
                        });
                    }
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

    const RULE: Rule = Rule::ApartPairs(ApartPairs {});

    fn couple(picture: &str) -> Scene {
        Scene::new(picture).pair("an", "binh", PairKind::Apart)
    }

    #[test]
    fn overlapping_turns_break_it() {
        let scene = couple(
            "     | 14 full | 14 night tech
             an   | .       | x
             binh | x       | .",
        );
        scene.check(RULE, &["broken 1: an binh 14.night.tech 14.full"]);
    }

    #[test]
    fn the_same_shift_breaks_it() {
        let scene = couple(
            "     | 14 day
             an   | x
             binh | x",
        );
        scene.check(RULE, &["broken 1: an binh 14.day 14.day"]);
    }

    #[test]
    fn one_after_the_other_is_right() {
        let scene = couple(
            "     | 14 day | 14 night
             an   | x      | .
             binh | .      | x",
        );
        scene.check(RULE, &[]);
    }

    #[test]
    fn others_may() {
        let scene = Scene::new("| 14 day \n an | x \n binh | x");
        scene.check(RULE, &[]);
        let trainee = scene.pair("an", "binh", PairKind::Together);
        trainee.check(RULE, &[]);
    }
}
