//! R07 `MaxConsecutiveDays`: no long stretches of duty.
//!
//! Source: at least 24 hours off in a row each week (Labour Code 2019 Art. 111); the number is the
//! office's.

use serde::{Deserialize, Serialize};

use super::RuleCode;
use super::day_runs::day_runs;
use super::finding::{Finding, Subject};
use crate::domain::cost::Cost;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;

/// Nobody has turns on more than `limit` roster days in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MaxConsecutiveDays {
    /// Most roster days in a row.
    pub limit: u16,
}

impl MaxConsecutiveDays {
    /// One finding for each stretch too long, breaking the rule once for each day too many: the
    /// person, the first and the last day, how many days and how many allowed.
    pub fn judge(&self, problem: &Problem, roster: &Roster, out: &mut Vec<Finding>) {
        let wanted = usize::from(self.limit);
        for (person, _) in problem.people() {
            for run in day_runs(problem, roster.shifts_of(person)) {
                if wanted < run.n_days {
                    out.push(Finding {
                        rule: RuleCode::MaxConsecutiveDays,
                        cost: Cost::broken(run.n_days - wanted),
                        about: vec![
                            Subject::Person(person),
                            Subject::Day(run.first),
                            Subject::Day(run.last),
                            Subject::count(run.n_days, wanted),
                        ],
                    });
                }
            }
        }
    }
}
