//! R23 `Wishes`.

use serde::{Deserialize, Serialize};

use super::finding::Finding;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;

/// Wishes are kept if possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wishes {
    /// Cost of each turn that overlaps a wish to avoid (once a turn and wish).
    pub avoid_weight: i64,
    /// Cost of each wish to be on duty that no turn overlaps.
    pub prefer_weight: i64,
}

impl Wishes {
    /// Appends what `roster` does against the rule.
    pub fn judge(&self, problem: &Problem, roster: &Roster, out: &mut Vec<Finding>) {
        let _ = (problem, roster, out);
    }
}
