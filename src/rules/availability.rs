//! R03 `Availability`: no duty during leave.
//!
//! Source: paid and unpaid leave, Labour Code 2019 Art. 113–115; calendars a person hands in count
//! as leave by custom.

use serde::{Deserialize, Serialize};

use super::RuleCode;
use super::finding::Finding;
use super::form::{BarsTurn, Form, OnTurn};
use crate::domain::ids::{PersonIdx, ShiftIdx};
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;

/// Nobody stands a shift that overlaps their leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Availability {}

impl Availability {
    /// For an office that says nothing else.
    pub const STANDARD: Self = Self {};

    /// How it acts; see [`Form`].
    pub fn forms(&self) -> Vec<Form<'_>> {
        vec![Form::Turn(OnTurn::Bars(self))]
    }

    /// One finding for each turn barred: the person, the shift.
    pub fn judge(&self, problem: &Problem, roster: &Roster, out: &mut Vec<Finding>) {
        for (person, shift) in roster.turns() {
            if self.bars(problem, person, shift) {
                out.push(Finding::broken_turn(RuleCode::Availability, person, shift));
            }
        }
    }
}

impl BarsTurn for Availability {
    /// Whether some leave of `person` overlaps `shift`.
    fn bars(&self, problem: &Problem, person: PersonIdx, shift: ShiftIdx) -> bool {
        let span = problem[shift].span;
        (problem[person].leave.iter()).any(|it| it.span.overlaps(span))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Rule;
    use super::super::testing::{Scene, days, span};
    use super::*;
    use crate::calendar::span::Span;
    use crate::domain::person::Leave;

    const RULE: Rule = Rule::Availability(Availability {});

    fn away(leaves: &[Span]) -> Scene {
        let scene = Scene::new("| 14 night \n an | x");
        scene.person("an", |it| {
            it.leave = (leaves.iter())
                .map(|span| Leave {
                    span: *span,
                    reason: String::new(),
                })
                .collect();
        })
    }

    #[test]
    fn leave_bars_the_turn_that_runs_into_it() {
        away(&[days(15, 16)]).check(RULE, &["broken 1: an 14.night"]);
    }

    #[test]
    fn leave_that_begins_as_the_turn_ends_bars_nothing() {
        away(&[span("15 07:00", "16 00:00")]).check(RULE, &[]);
        away(&[span("15 06:59", "16 00:00")]).check(RULE, &["broken 1: an 14.night"]);
        away(&[span("14 00:00", "14 19:00")]).check(RULE, &[]);
    }

    #[test]
    fn two_leaves_over_one_turn_are_one_breach() {
        away(&[days(14, 14), days(15, 15)]).check(RULE, &["broken 1: an 14.night"]);
    }
}
