//! R02 `Eligibility`.

use serde::{Deserialize, Serialize};

use super::finding::Finding;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;

/// A person stands only duties listed for them, open to their rank, with the skill the shift asks of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Eligibility {}

impl Eligibility {
    /// Appends what `roster` does against the rule.
    pub fn judge(&self, problem: &Problem, roster: &Roster, out: &mut Vec<Finding>) {
        let _ = (problem, roster, out);
    }
}
