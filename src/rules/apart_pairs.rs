//! R12 `ApartPairs`: two who must not be on duty together.
//!
//! Source: custom; a couple with small children, of whom one must be at home.

use serde::{Deserialize, Serialize};

use super::RuleCode;
use super::finding::{Finding, Subject};
use crate::domain::cost::Cost;
use crate::domain::facts::PairKind;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;

/// The two of an `Apart` pair are never on duty at the same moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApartPairs {}

impl ApartPairs {
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
