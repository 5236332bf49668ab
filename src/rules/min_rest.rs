//! R05 `MinRest`.

use serde::{Deserialize, Serialize};

use super::finding::Finding;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;

/// A person rests between two turns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MinRest {
    /// Whole hours between the end of one turn and the start of the next.
    pub hours: u16,
    /// The same after a turn of 24 hours or more.
    pub after_full_day_hours: u16,
}

impl MinRest {
    /// Appends what `roster` does against the rule.
    pub fn judge(&self, problem: &Problem, roster: &Roster, out: &mut Vec<Finding>) {
        let _ = (problem, roster, out);
    }
}
