//! R04 `OneAtATime`: nobody is in two places.
//!
//! Source: be present for the whole turn and never leave the post (Circular 32/2023/TT-BYT Art. 43,
//! custom in offices).

use serde::{Deserialize, Serialize};

use super::RuleCode;
use super::finding::{Finding, turn_pairs};
use super::form::{ForbidsSuccession, Form, OnSuccession};
use crate::domain::duty::Shift;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;

/// Nobody stands two shifts at the same moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OneAtATime {}

impl OneAtATime {
    /// For an office that says nothing else.
    pub const STANDARD: Self = Self {};

    /// How it acts; see [`Form`].
    pub fn forms(&self) -> Vec<Form<'_>> {
        vec![Form::Succession(OnSuccession::Forbids(self))]
    }

    /// One finding for each two turns of one person that overlap: the person, both shifts.
    pub fn judge(&self, problem: &Problem, roster: &Roster, out: &mut Vec<Finding>) {
        for (person, earlier, later) in turn_pairs(problem, roster) {
            if !self.allows(&problem[earlier], &problem[later]) {
                out.push(Finding::broken_turns(
                    RuleCode::OneAtATime,
                    person,
                    earlier,
                    later,
                ));
            }
        }
    }
}

impl ForbidsSuccession for OneAtATime {
    /// Whether one person may stand both.
    fn allows(&self, earlier: &Shift, later: &Shift) -> bool {
        !earlier.span.overlaps(later.span)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Rule;
    use super::super::testing::{Scene, span};
    use super::*;

    const RULE: Rule = Rule::OneAtATime(OneAtATime {});

    #[test]
    fn overlapping_turns_break_it_each_pair_once() {
        let scene = Scene::new(
            "     | 14 full | 14 day tech | 14 night tech
             an   | x       | x           | x",
        );
        scene.check(
            RULE,
            &[
                "broken 1: an 14.day.tech 14.full",
                "broken 1: an 14.full 14.night.tech",
            ],
        );
    }

    #[test]
    fn two_people_may() {
        let scene = Scene::new(
            "     | 14 full | 14 day tech
             an   | x       | .
             binh | .       | x",
        );
        scene.check(RULE, &[]);
    }

    #[test]
    fn touching_turns_do_not_overlap() {
        let scene = Scene::new("| 14 day | 14 night \n an | x | x");
        scene.check(RULE, &[]);
        let longer = scene.shift("14.day", |it| it.span = span("14 07:00", "14 19:01"));
        longer.check(RULE, &["broken 1: an 14.day 14.night"]);
    }
}
