//! R05 `MinRest`: rest between two turns.
//!
//! Source: at least 12 hours off before changing to another shift (Labour Code 2019 Art. 110); a
//! day off after a 24-hour turn as in hospitals (Decision 73/2011/QĐ-TTg Art. 2), custom elsewhere.

use serde::{Deserialize, Serialize};

use super::RuleCode;
use super::finding::{Finding, Subject, turn_pairs};
use super::form::{ForbidsSuccession, Form, OnSuccession};
use crate::domain::duty::Shift;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;
use chrono::TimeDelta;

/// A person rests between two turns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MinRest {
    /// Whole hours between the end of one turn and the start of the next.
    pub hours: u16,
    /// The same after a turn of 24 hours or more.
    pub after_full_day_hours: u16,
}

impl MinRest {
    /// For an office that says nothing else.
    pub const STANDARD: Self = Self {
        hours: 12,
        after_full_day_hours: 24,
    };

    /// How it acts; see [`Form`].
    pub fn forms(&self) -> Vec<Form<'_>> {
        vec![Form::Succession(OnSuccession::Forbids(self))]
    }

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

impl ForbidsSuccession for MinRest {
    /// Whether one person may stand both as far as rest goes; `earlier` is the one that starts
    /// first. Shifts that overlap are allowed here: they are R04's.
    fn allows(&self, earlier: &Shift, later: &Shift) -> bool {
        let rest = later.span.start() - earlier.span.end();
        earlier.span.overlaps(later.span) || self.rest_after(earlier) <= rest
    }
}

#[cfg(test)]
mod tests {
    use super::super::Rule;
    use super::super::testing::{Scene, span};
    use super::*;

    const RULE: Rule = Rule::MinRest(MinRest {
        hours: 12,
        after_full_day_hours: 24,
    });

    #[test]
    fn night_then_day_is_too_little_rest() {
        let scene = Scene::new("| 14 night | 15 day \n an | x | x");
        scene.check(RULE, &["broken 1: an 14.night 15.day 0/12"]);
    }

    #[test]
    fn twelve_hours_are_enough_and_a_minute_less_is_not() {
        let scene = || Scene::new("| 14 day | 15 day \n an | x | x");
        scene().check(RULE, &[]);
        let late = scene().shift("14.day", |it| it.span = span("14 07:00", "14 19:01"));
        late.check(RULE, &["broken 1: an 14.day 15.day 11/12"]);
    }

    #[test]
    fn a_full_day_asks_for_more_rest_after_it_not_before() {
        let after = Scene::new("| 14 full | 15 night \n an | x | x");
        after.check(RULE, &["broken 1: an 14.full 15.night 12/24"]);
        Scene::new("| 14 full | 16 day \n an | x | x").check(RULE, &[]);
        Scene::new("| 14 day | 15 full \n an | x | x").check(RULE, &[]);
        let shorter = Scene::new("| 14 full | 15 night \n an | x | x")
            .shift("14.full", |it| it.span = span("14 07:01", "15 07:00"));
        shorter.check(RULE, &[]);
    }

    #[test]
    fn turns_that_overlap_are_left_to_r04() {
        let scene = Scene::new("| 14 full | 14 night tech \n an | x | x");
        scene.check(RULE, &[]);
    }

    #[test]
    fn a_turn_within_the_rest_hides_nothing() {
        // The night overlaps the full day, yet the day after has too little rest to both.
        let scene = Scene::new("| 14 full | 14 night tech | 15 day tech \n an | x | x | x");
        scene.check(
            RULE,
            &[
                "broken 1: an 14.full 15.day.tech 0/24",
                "broken 1: an 14.night.tech 15.day.tech 0/12",
            ],
        );
    }

    #[test]
    fn two_people_share_no_rest() {
        let scene = Scene::new(
            "     | 14 night | 15 day
             an   | x        | .
             binh | .        | x",
        );
        scene.check(RULE, &[]);
    }
}
