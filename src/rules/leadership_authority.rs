//! R15 `LeadershipAuthority`: leadership duty needs the power to decide.
//!
//! Source: custom, written down for hospitals: director, deputy, or heads named by the director and
//! authorised in writing (Circular 32/2023/TT-BYT Art. 44).

use serde::{Deserialize, Serialize};

use super::RuleCode;
use super::finding::Finding;
use super::form::{BarsTurn, Form, OnTurn};
use crate::domain::duty::DutyKind;
use crate::domain::ids::{PersonIdx, ShiftIdx};
use crate::domain::person::Rank;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;

/// Leadership duty is for leaders and for those authorised in writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeadershipAuthority {}

impl LeadershipAuthority {
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
                    RuleCode::LeadershipAuthority,
                    person,
                    shift,
                ));
            }
        }
    }
}

impl BarsTurn for LeadershipAuthority {
    /// Whether `shift` is leadership duty for which `person` has neither rank nor paper.
    fn bars(&self, problem: &Problem, person: PersonIdx, shift: ShiftIdx) -> bool {
        let duty = &problem[problem.duty_of(shift)];
        let person = &problem[person];
        let is_authorised = (person.authorised.iter()).any(|it| it.duty == duty.id);
        duty.kind == DutyKind::Leadership && person.rank != Rank::Leader && !is_authorised
    }
}

#[cfg(test)]
mod tests {
    use super::super::Rule;
    use super::super::testing::Scene;
    use super::*;
    use crate::domain::person::Authorisation;

    const RULE: Rule = Rule::LeadershipAuthority(LeadershipAuthority {});

    fn scene(rank: Rank) -> Scene {
        Scene::new("| 14 full lead \n an | x").person("an", |it| it.rank = rank)
    }

    fn authorised_for(duty: &str) -> Scene {
        scene(Rank::Head).person("an", |it| {
            it.authorised.push(Authorisation {
                duty: duty.to_owned(),
                document: "05/UQ".to_owned(),
            });
        })
    }

    #[test]
    fn leaders_may() {
        scene(Rank::Leader).check(RULE, &[]);
    }

    #[test]
    fn others_may_not() {
        scene(Rank::Head).check(RULE, &["broken 1: an 14.full.lead"]);
        scene(Rank::Staff).check(RULE, &["broken 1: an 14.full.lead"]);
    }

    #[test]
    fn others_may_with_a_paper_for_this_duty() {
        authorised_for("lead").check(RULE, &[]);
        authorised_for("office").check(RULE, &["broken 1: an 14.full.lead"]);
    }

    #[test]
    fn other_duties_need_no_authority() {
        Scene::new("| 14 full tech \n an | x").check(RULE, &[]);
    }
}
