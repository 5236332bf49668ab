//! R14 `Pins`.

use serde::{Deserialize, Serialize};

use super::finding::Finding;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;

/// Turns settled beforehand are kept: musts stood, bans not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pins {}

impl Pins {
    /// Appends what `roster` does against the rule.
    pub fn judge(&self, problem: &Problem, roster: &Roster, out: &mut Vec<Finding>) {
        let _ = (problem, roster, out);
    }
}
