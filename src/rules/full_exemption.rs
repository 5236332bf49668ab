//! R09 `FullExemption`: no turns at all for those the law or the office spares.
//!
//! Source: the articles of R08 forbid overtime as well as night work, and duty on a day off is
//! overtime (Labour Code 2019 Art. 98, 107, 137, 146–147, 160); the office may spare others.

use serde::{Deserialize, Serialize};

use super::RuleCode;
use super::finding::Finding;
use crate::domain::ids::{PersonIdx, ShiftIdx};
use crate::domain::person::Scope;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;

/// Nobody spared from all duty, by an exemption in force, stands a shift that overlaps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FullExemption {}

impl FullExemption {
    /// One finding for each turn barred: the person, the shift.
    pub fn judge(&self, problem: &Problem, roster: &Roster, out: &mut Vec<Finding>) {
        for (person, shift) in roster.turns() {
            if self.bars(problem, person, shift) {
                out.push(Finding::broken_turn(RuleCode::FullExemption, person, shift));
            }
        }
    }

    /// Whether `person` is spared from all duty at some moment of `shift`.
    pub fn bars(&self, problem: &Problem, person: PersonIdx, shift: ShiftIdx) -> bool {
        problem[person].is_spared(Scope::All, problem[shift].span)
    }
}
