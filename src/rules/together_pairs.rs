//! R13 `TogetherPairs`: a trainee stands duty beside the mentor.
//!
//! Source: custom; trainees may not be the main person on duty (1895/1997/QĐ-BYT, for hospitals).

use serde::{Deserialize, Serialize};

use super::RuleCode;
use super::finding::{Finding, Subject};
use super::form::{Form, OnRow};
use crate::domain::cost::Cost;
use crate::domain::facts::PairKind;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;

/// The trainee of a `Together` pair stands only shifts the mentor stands too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TogetherPairs {}

impl TogetherPairs {
    /// For an office that says nothing else.
    pub const STANDARD: Self = Self {};

    /// How it acts; see [`Form`].
    pub fn forms(&self) -> Vec<Form<'_>> {
        vec![Form::Row(OnRow::Together)]
    }

    /// One finding for each shift of a trainee that the mentor does not stand: trainee, mentor,
    /// shift.
    pub fn judge(&self, problem: &Problem, roster: &Roster, out: &mut Vec<Finding>) {
        for pair in problem.pairs() {
            if pair.kind != PairKind::Together {
                continue;
            }
            for shift in roster.shifts_of(pair.a) {
                if !roster.stands(pair.b, *shift) {
                    out.push(Finding {
                        rule: RuleCode::TogetherPairs,
                        cost: Cost::broken(1),
                        about: vec![
                            Subject::Person(pair.a),
                            Subject::Person(pair.b),
                            Subject::Shift(*shift),
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

    const RULE: Rule = Rule::TogetherPairs(TogetherPairs {});

    fn trainee_and_mentor(picture: &str) -> Scene {
        Scene::new(picture).pair("an", "binh", PairKind::Together)
    }

    #[test]
    fn the_trainee_alone_breaks_it() {
        let scene = trainee_and_mentor(
            "     | 14 day | 15 day | 16 day
             an   | x      | x      | x
             binh | x      | .      | .",
        );
        scene.check(
            RULE,
            &["broken 1: an binh 15.day", "broken 1: an binh 16.day"],
        );
    }

    #[test]
    fn the_mentor_may_be_alone() {
        let scene = trainee_and_mentor(
            "     | 14 day | 15 day
             an   | x      | .
             binh | x      | x",
        );
        scene.check(RULE, &[]);
    }

    #[test]
    fn the_same_hours_on_another_shift_do_not_count() {
        let scene = trainee_and_mentor(
            "     | 14 day | 14 day tech
             an   | x      | .
             binh | .      | x",
        );
        scene.check(RULE, &["broken 1: an binh 14.day"]);
    }

    #[test]
    fn apart_pairs_are_left_to_r12() {
        let scene = Scene::new("| 14 day \n an | x \n binh | .");
        scene.pair("an", "binh", PairKind::Apart).check(RULE, &[]);
    }
}
