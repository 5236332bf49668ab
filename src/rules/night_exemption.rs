//! R08 `NightExemption`: no night turns for those the law spares.
//!
//! Source: Labour Code 2019 Art. 137.1 (pregnant from month 7, or 6 in upland, border and island
//! areas, whatever they say; raising a child under 12 months, unless they agree), Art. 160
//! (disabled, unless they agree), Art. 146–147 (under 18); night is 22:00–06:00 by Art. 106.

use serde::{Deserialize, Serialize};

use super::RuleCode;
use super::finding::Finding;
use crate::domain::ids::{PersonIdx, ShiftIdx};
use crate::domain::person::Scope;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;

/// Nobody spared from night work, by an exemption in force, stands a night shift that overlaps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NightExemption {}

impl NightExemption {
    /// One finding for each turn barred: the person, the shift.
    pub fn judge(&self, problem: &Problem, roster: &Roster, out: &mut Vec<Finding>) {
        for (person, shift) in roster.turns() {
            if self.bars(problem, person, shift) {
                out.push(Finding::broken_turn(
                    RuleCode::NightExemption,
                    person,
                    shift,
                ));
            }
        }
    }

    /// Whether `shift` is a night shift from which `person` is spared.
    pub fn bars(&self, problem: &Problem, person: PersonIdx, shift: ShiftIdx) -> bool {
        let shift = &problem[shift];
        shift.night && problem[person].is_spared(Scope::Night, shift.span)
    }
}
