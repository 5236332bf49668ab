//! R11 `SeniorPresence`: juniors do not stand alone.
//!
//! Source: the main person on duty must be able to decide alone, and trainees may not be it
//! (1895/1997/QĐ-BYT, for hospitals); custom elsewhere.

use serde::{Deserialize, Serialize};

use super::RuleCode;
use super::finding::{Finding, Subject};
use crate::domain::cost::Cost;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;

/// Where the duty asks for it, juniors hold at most `need - 1` seats of a shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeniorPresence {
    /// Shifts that need fewer people than this are not looked at.
    pub min_heads: u16,
}

impl SeniorPresence {
    /// One finding for each shift with too many juniors: the shift, how many juniors stand it and
    /// may, the juniors.
    pub fn judge(&self, problem: &Problem, roster: &Roster, out: &mut Vec<Finding>) {
        for (shift_idx, shift) in problem.shifts() {
            let is_asked = problem[problem.duty_of(shift_idx)].senior;
            if !is_asked || shift.need < self.min_heads {
                continue;
            }
            let juniors: Vec<_> = (roster.people_of(shift_idx).iter().copied())
                .filter(|it| problem[*it].junior)
                .collect();
            let wanted = usize::from(shift.need.saturating_sub(1));
            if wanted < juniors.len() {
                let mut about = vec![
                    Subject::Shift(shift_idx),
                    Subject::count(juniors.len(), wanted),
                ];
                about.extend(juniors.into_iter().map(Subject::Person));
                out.push(Finding {
                    rule: RuleCode::SeniorPresence,
                    cost: Cost::broken(1),
                    about,
                });
            }
        }
    }
}
