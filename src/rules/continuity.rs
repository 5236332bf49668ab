//! R26 `Continuity`: few separate trips to the office.
//!
//! Source: custom.

use serde::{Deserialize, Serialize};

use super::RuleCode;
use super::day_runs::day_runs;
use super::finding::{Finding, Subject};
use crate::domain::cost::Cost;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;

/// Few separate trips to the office: turns on the same or on successive roster days are one trip; each trip after a person's first costs `weight`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Continuity {
    /// Cost of each trip after the first.
    pub weight: i64,
}

impl Continuity {
    /// One finding for each person with more than one trip: the person, how many trips, and one.
    pub fn judge(&self, problem: &Problem, roster: &Roster, out: &mut Vec<Finding>) {
        for (person, _) in problem.people() {
            let found = day_runs(problem, roster.shifts_of(person)).len();
            let surplus = i64::try_from(found.saturating_sub(1)).unwrap_or(i64::MAX);
            let cost = self.weight.saturating_mul(surplus);
            if cost != 0 {
                out.push(Finding {
                    rule: RuleCode::Continuity,
                    cost: Cost::soft(cost),
                    about: vec![Subject::Person(person), Subject::count(found, 1)],
                });
            }
        }
    }
}
