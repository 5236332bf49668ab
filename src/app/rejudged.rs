//! A stored roster judged by the facts of today.

use crate::domain::facts::Assignment;
use crate::domain::problem::Problem;
use crate::rules::evaluate::Evaluation;
use crate::rules::record::RosterRecord;

/// A roster judged by facts that may be newer than its own.
#[derive(Clone, Debug)]
pub struct Rejudged {
    /// The facts it was judged by.
    pub problem: Problem,
    /// What the rules say.
    pub evaluation: Evaluation,
    /// Turns of people or shifts that are no longer there.
    pub unknown: Vec<Assignment>,
}

impl Rejudged {
    /// Seats left open on request when `record` was made are no news.
    pub(super) fn keeps_the_rules(&self, record: &RosterRecord) -> bool {
        let cost = self.evaluation.cost;
        cost.broken == 0 && cost.gaps <= record.gaps && self.unknown.is_empty()
    }
}
