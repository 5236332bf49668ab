//! R14 `Pins`: what the chief has settled beforehand stands.
//!
//! Source: custom; the roster is approved by leadership, which may fix single turns.

use serde::{Deserialize, Serialize};

use super::RuleCode;
use super::finding::Finding;
use super::form::{BarsTurn, Form, OnTurn};
use crate::domain::facts::PinKind;
use crate::domain::ids::{PersonIdx, ShiftIdx};
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;

/// Turns settled beforehand are kept: musts stood, bans not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pins {}

impl Pins {
    /// For an office that says nothing else.
    pub const STANDARD: Self = Self {};

    /// How it acts; see [`Form`].
    pub fn forms(&self) -> Vec<Form<'_>> {
        vec![Form::Turn(OnTurn::Bars(self)), Form::Turn(OnTurn::Requires)]
    }

    /// One finding for each pin broken: the person, the shift. Whether it was a must or a ban is
    /// seen from whether the person stands the shift.
    pub fn judge(&self, problem: &Problem, roster: &Roster, out: &mut Vec<Finding>) {
        for pin in problem.pins() {
            let is_stood = roster.stands(pin.person, pin.shift);
            let is_kept = match pin.kind {
                PinKind::Must => is_stood,
                PinKind::Ban => !is_stood,
            };
            if !is_kept {
                out.push(Finding::broken_turn(RuleCode::Pins, pin.person, pin.shift));
            }
        }
    }
}

impl BarsTurn for Pins {
    /// Whether `person` is banned from `shift`.
    fn bars(&self, problem: &Problem, person: PersonIdx, shift: ShiftIdx) -> bool {
        let mut pins = problem.pins().iter();
        pins.any(|it| (it.person, it.shift, it.kind) == (person, shift, PinKind::Ban))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Rule;
    use super::super::testing::Scene;
    use super::*;

    const RULE: Rule = Rule::Pins(Pins {});

    fn scene() -> Scene {
        Scene::new("| 14 day | 15 day \n an | x | .")
    }

    #[test]
    fn a_must_not_stood_breaks_it() {
        let open = scene().pin("an", "15.day", PinKind::Must);
        open.check(RULE, &["broken 1: an 15.day"]);
    }

    #[test]
    fn a_ban_stood_breaks_it() {
        let stood = scene().pin("an", "14.day", PinKind::Ban);
        stood.check(RULE, &["broken 1: an 14.day"]);
    }

    #[test]
    fn pins_kept_are_right() {
        let kept = scene().pin("an", "14.day", PinKind::Must);
        kept.pin("an", "15.day", PinKind::Ban).check(RULE, &[]);
    }

    #[test]
    fn pins_against_each_other_break_once() {
        let clash = scene().pin("an", "14.day", PinKind::Must);
        let clash = clash.pin("an", "14.day", PinKind::Ban);
        clash.check(RULE, &["broken 1: an 14.day"]);
    }
}
