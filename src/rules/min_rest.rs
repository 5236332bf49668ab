//! R05 `MinRest`: rest between two turns.
//!
//! Source: at least 12 hours off before changing to another shift (Labour Code 2019 Art. 110); a
//! day off after a 24-hour turn as in hospitals (Decision 73/2011/QĐ-TTg Art. 2), custom elsewhere.

use serde::{Deserialize, Serialize};

use super::RuleCode;
use super::finding::{Finding, Subject, turn_pairs};
use crate::domain::duty::Shift;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;
use chrono::TimeDelta;

/// A person rests between two turns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MinRest {
    /// Whole hours between the end of one turn and the start of the next.
    pub hours: u16,
    /// The same after a turn of 24 hours or more.
    pub after_full_day_hours: u16,
}

impl MinRest {
    /// One finding for each two turns of one person, successive or not, with too little rest
    /// between: the person, both shifts, whole hours of rest and hours needed. Turns that overlap
    /// are left to R04.
    pub fn judge(&self, problem: &Problem, roster: &Roster, out: &mut Vec<Finding>) {
        for (person, earlier, later) in turn_pairs(problem, roster) {
            let (first, second) = (&problem[earlier], &problem[later]);
            if !self.allows(first, second) {
                let found = (second.span.start() - first.span.end()).num_hours();
                let wanted = i64::from(self.hours_after(first));
                let mut finding = Finding::broken_turns(RuleCode::MinRest, person, earlier, later);
                finding.about.push(Subject::Count { found, wanted });
                out.push(finding);
            }
        }
    }

    /// Whether one person may stand both as far as rest goes; `earlier` is the one that starts
    /// first. Shifts that overlap are allowed here: they are R04's.
    pub fn allows(&self, earlier: &Shift, later: &Shift) -> bool {
        let rest = later.span.start() - earlier.span.end();
        earlier.span.overlaps(later.span) || self.rest_after(earlier) <= rest
    }

    /// Whole hours of rest needed after `shift`.
    pub fn hours_after(&self, shift: &Shift) -> u16 {
        const FULL_DAY: TimeDelta = TimeDelta::hours(24);
        if FULL_DAY <= shift.span.end() - shift.span.start() {
            self.after_full_day_hours
        } else {
            self.hours
        }
    }

    fn rest_after(&self, shift: &Shift) -> TimeDelta {
        TimeDelta::hours(i64::from(self.hours_after(shift)))
    }
}
