//! R24 `HomeTrip`.

use serde::{Deserialize, Serialize};

use super::finding::Finding;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;

/// Each person has at least `home_days` whole days of the period in a row that no turn of theirs touches; each day short of that costs `weight`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HomeTrip {
    /// Cost of each day missing.
    pub weight: i64,
}

impl HomeTrip {
    /// Appends what `roster` does against the rule.
    pub fn judge(&self, problem: &Problem, roster: &Roster, out: &mut Vec<Finding>) {
        let _ = (problem, roster, out);
    }
}
