//! A roster with what the rules say of it.

use crate::domain::facts::Assignment;
use crate::domain::problem::{FactError, Problem};
use crate::domain::roster::Roster;

use super::RuleSet;
use super::evaluate::{Evaluation, evaluate};
use super::record::RosterRecord;

/// A roster, what it is for, and what the rules say of it.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The facts it is judged by.
    pub problem: Problem,
    /// Who stands what.
    pub roster: Roster,
    /// What the rules say.
    pub evaluation: Evaluation,
    /// Turns of people or shifts that the facts do not know; the roster is judged without them.
    pub unknown: Vec<Assignment>,
}

impl Judged {
    /// The roster of `record`, judged by its own facts and rules.
    ///
    /// # Errors
    ///
    /// The facts do not hold together: every fault.
    pub fn of(record: &RosterRecord) -> Result<Self, Vec<FactError>> {
        let problem = Problem::new(record.problem.clone())?;
        Ok(Self::by(problem, &record.rules, &record.assignments))
    }

    /// `assignments` judged by these facts and rules.
    pub fn by(problem: Problem, rules: &RuleSet, assignments: &[Assignment]) -> Self {
        let (roster, unknown) = Roster::from_assignments(&problem, assignments);
        let unknown = unknown.into_iter().cloned().collect();
        let evaluation = evaluate(&problem, rules, &roster);
        Self {
            problem,
            roster,
            evaluation,
            unknown,
        }
    }
}
