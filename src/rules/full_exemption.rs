//! R09 `FullExemption`: no turns at all for those the law or the office spares.
//!
//! Source: the articles of R08 forbid overtime as well as night work, and duty on a day off is
//! overtime (Labour Code 2019 Art. 98, 107, 137, 146–147, 160); the office may spare others.

use serde::{Deserialize, Serialize};

use super::RuleCode;
use super::finding::Finding;
use super::form::{BarsTurn, Form, OnTurn};
use crate::domain::ids::{PersonIdx, ShiftIdx};
use crate::domain::person::Scope;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;

/// Nobody spared from all duty, by an exemption in force, stands a shift that overlaps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FullExemption {}

impl FullExemption {
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
                out.push(Finding::broken_turn(RuleCode::FullExemption, person, shift));
            }
        }
    }
}

impl BarsTurn for FullExemption {
    /// Whether `person` is spared from all duty at some moment of `shift`.
    fn bars(&self, problem: &Problem, person: PersonIdx, shift: ShiftIdx) -> bool {
        problem[person].is_spared(Scope::All, problem[shift].span)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Rule;
    use super::super::testing::{Scene, span, spared};
    use super::*;
    use crate::domain::person::Ground;

    const RULE: Rule = Rule::FullExemption(FullExemption {});

    fn scene(ground: Ground, scope: Scope) -> Scene {
        let scene = Scene::new("| 14 day \n an | x");
        scene.person("an", |it| it.exemptions = vec![spared(ground, scope)])
    }

    #[test]
    fn any_turn_is_barred() {
        scene(Ground::Pregnancy, Scope::All).check(RULE, &["broken 1: an 14.day"]);
        scene(Ground::Office, Scope::All).check(RULE, &["broken 1: an 14.day"]);
    }

    #[test]
    fn sparing_from_nights_is_left_to_r08() {
        scene(Ground::Pregnancy, Scope::Night).check(RULE, &[]);
    }

    #[test]
    fn consent_lifts_it_where_the_law_lets_it() {
        let agreed = |ground| {
            let scene = scene(ground, Scope::All);
            scene.person("an", |it| {
                it.exemptions[0].consent = Some("12/DN".to_owned())
            })
        };
        agreed(Ground::Office).check(RULE, &[]);
        agreed(Ground::Pregnancy).check(RULE, &["broken 1: an 14.day"]);
    }

    #[test]
    fn only_while_it_lasts() {
        let until = |span| {
            let scene = scene(Ground::Office, Scope::All);
            scene.person("an", |it| it.exemptions[0].span = span)
        };
        until(span("14 18:59", "15 00:00")).check(RULE, &["broken 1: an 14.day"]);
        until(span("14 19:00", "15 00:00")).check(RULE, &[]);
    }
}
