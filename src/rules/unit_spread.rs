//! R25 `UnitSpread`.

use serde::{Deserialize, Serialize};

use super::finding::Finding;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;

/// Not half a room on one day: turns of one unit's people on one roster day beyond `max(1, size * percent / 100)` cost `weight` each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitSpread {
    /// Cost of each turn over the cap.
    pub weight: i64,
    /// Share of a unit, percent, that may have turns on one roster day; the cap is never under 1.
    pub percent: u16,
}

impl UnitSpread {
    /// Appends what `roster` does against the rule.
    pub fn judge(&self, problem: &Problem, roster: &Roster, out: &mut Vec<Finding>) {
        let _ = (problem, roster, out);
    }
}
