//! R06 `MaxDuties`.

use serde::{Deserialize, Serialize};

use super::finding::Finding;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;

/// Nobody stands more turns than the person's own limit, else the largest limit among their duties, else `limit`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MaxDuties {
    /// Most turns for those for whom neither person nor duty says otherwise.
    pub limit: u16,
}

impl MaxDuties {
    /// Appends what `roster` does against the rule.
    pub fn judge(&self, problem: &Problem, roster: &Roster, out: &mut Vec<Finding>) {
        let _ = (problem, roster, out);
    }
}
