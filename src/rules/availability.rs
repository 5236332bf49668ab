//! R03 `Availability`: no duty during leave.
//!
//! Source: paid and unpaid leave, Labour Code 2019 Art. 113–115; calendars a person hands in count
//! as leave by custom.

use serde::{Deserialize, Serialize};

use super::RuleCode;
use super::finding::Finding;
use crate::domain::ids::{PersonIdx, ShiftIdx};
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;

/// Nobody stands a shift that overlaps their leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Availability {}

impl Availability {
    /// One finding for each turn barred: the person, the shift.
    pub fn judge(&self, problem: &Problem, roster: &Roster, out: &mut Vec<Finding>) {
        for (person, shift) in roster.turns() {
            if self.bars(problem, person, shift) {
                out.push(Finding::broken_turn(RuleCode::Availability, person, shift));
            }
        }
    }

    /// Whether some leave of `person` overlaps `shift`.
    pub fn bars(&self, problem: &Problem, person: PersonIdx, shift: ShiftIdx) -> bool {
        let span = problem[shift].span;
        (problem[person].leave.iter()).any(|it| it.span.overlaps(span))
    }
}
