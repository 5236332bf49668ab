//! R13 `TogetherPairs`: a trainee stands duty beside the mentor.
//!
//! Source: custom; trainees may not be the main person on duty (1895/1997/QĐ-BYT, for hospitals).

use serde::{Deserialize, Serialize};

use super::RuleCode;
use super::finding::{Finding, Subject};
use crate::domain::cost::Cost;
use crate::domain::facts::PairKind;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;

/// The trainee of a `Together` pair stands only shifts the mentor stands too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TogetherPairs {}

impl TogetherPairs {
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
