//! R08 `NightExemption`: no night turns for those the law spares.
//!
//! Source: Labour Code 2019 Art. 137.1 (pregnant from month 7, or 6 in upland, border and island
//! areas, whatever they say; raising a child under 12 months, unless they agree), Art. 160
//! (disabled, unless they agree), Art. 146–147 (under 18); night is 22:00–06:00 by Art. 106.

use serde::{Deserialize, Serialize};

use super::RuleCode;
use super::finding::Finding;
use super::form::{BarsTurn, Form, OnTurn};
use crate::domain::ids::{PersonIdx, ShiftIdx};
use crate::domain::person::Scope;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;

/// Nobody spared from night work, by an exemption in force, stands a night shift that overlaps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NightExemption {}

impl NightExemption {
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
                out.push(Finding::broken_turn(
                    RuleCode::NightExemption,
                    person,
                    shift,
                ));
            }
        }
    }
}

impl BarsTurn for NightExemption {
    /// Whether `shift` is a night shift from which `person` is spared.
    fn bars(&self, problem: &Problem, person: PersonIdx, shift: ShiftIdx) -> bool {
        let shift = &problem[shift];
        shift.night && problem[person].is_spared(Scope::Night, shift.span)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Rule;
    use super::super::testing::{Scene, days, spared};
    use super::*;
    use crate::domain::person::Ground;

    const RULE: Rule = Rule::NightExemption(NightExemption {});

    fn scene(turn: &str, ground: Ground, scope: Scope) -> Scene {
        let scene = Scene::new(&format!("| 14 {turn} \n an | x"));
        scene.person("an", |it| it.exemptions = vec![spared(ground, scope)])
    }

    #[test]
    fn a_night_turn_is_barred() {
        let night = scene("night", Ground::Infant, Scope::Night);
        night.check(RULE, &["broken 1: an 14.night"]);
        let full = scene("full", Ground::Infant, Scope::Night);
        full.check(RULE, &["broken 1: an 14.full"]);
    }

    #[test]
    fn a_day_turn_is_not() {
        scene("day", Ground::Infant, Scope::Night).check(RULE, &[]);
    }

    #[test]
    fn sparing_from_all_is_left_to_r09() {
        scene("night", Ground::Infant, Scope::All).check(RULE, &[]);
    }

    #[test]
    fn consent_lifts_it_where_the_law_lets_it() {
        let agreed = |ground| {
            let scene = scene("night", ground, Scope::Night);
            scene.person("an", |it| {
                it.exemptions[0].consent = Some("12/DN".to_owned())
            })
        };
        agreed(Ground::Infant).check(RULE, &[]);
        agreed(Ground::Disability).check(RULE, &[]);
        agreed(Ground::Pregnancy).check(RULE, &["broken 1: an 14.night"]);
        agreed(Ground::Minor).check(RULE, &["broken 1: an 14.night"]);
    }

    #[test]
    fn only_while_it_lasts() {
        let until = |span| {
            let scene = scene("night", Ground::Pregnancy, Scope::Night);
            scene.person("an", |it| it.exemptions[0].span = span)
        };
        until(days(15, 20)).check(RULE, &["broken 1: an 14.night"]);
        until(days(16, 20)).check(RULE, &[]);
    }
}
