//! R13 `TogetherPairs`.

use serde::{Deserialize, Serialize};

use super::finding::Finding;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;

/// The trainee of a `Together` pair stands only shifts the mentor stands too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TogetherPairs {}

impl TogetherPairs {
    /// Appends what `roster` does against the rule.
    pub fn judge(&self, problem: &Problem, roster: &Roster, out: &mut Vec<Finding>) {
        let _ = (problem, roster, out);
    }
}
