//! R04 `OneAtATime`: nobody is in two places.
//!
//! Source: be present for the whole turn and never leave the post (Circular 32/2023/TT-BYT Art. 43,
//! custom in offices).

use serde::{Deserialize, Serialize};

use super::RuleCode;
use super::finding::{Finding, turn_pairs};
use crate::domain::duty::Shift;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;

/// Nobody stands two shifts at the same moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OneAtATime {}

impl OneAtATime {
    /// One finding for each two turns of one person that overlap: the person, both shifts.
    pub fn judge(&self, problem: &Problem, roster: &Roster, out: &mut Vec<Finding>) {
        for (person, earlier, later) in turn_pairs(problem, roster) {
            if !self.allows(&problem[earlier], &problem[later]) {
                out.push(Finding::broken_turns(
                    RuleCode::OneAtATime,
                    person,
                    earlier,
                    later,
                ));
            }
        }
    }

    /// Whether one person may stand both.
    pub fn allows(&self, earlier: &Shift, later: &Shift) -> bool {
        !earlier.span.overlaps(later.span)
    }
}
