//! R02 `Eligibility`: the right people for the duty.
//!
//! Source: custom. A school that rostered pupils for Tết had to withdraw the list within a day:
//! only those whose work it is may rotate (Đắk Lắk). Ranks and skills are the office's decision.

use serde::{Deserialize, Serialize};

use super::RuleCode;
use super::finding::Finding;
use super::form::{BarsTurn, Form, OnTurn};
use crate::domain::ids::{PersonIdx, ShiftIdx};
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;

/// A person stands only duties listed for them, open to their rank, with the skill the shift asks of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Eligibility {}

impl Eligibility {
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
                out.push(Finding::broken_turn(RuleCode::Eligibility, person, shift));
            }
        }
    }

    /// What `person` lacks to stand `shift`; nothing if they may.
    pub fn lacks(&self, problem: &Problem, person: PersonIdx, shift: ShiftIdx) -> Vec<Lack> {
        let (person, shift_idx) = (&problem[person], shift);
        let shift = &problem[shift_idx];
        let duty = &problem[problem.duty_of(shift_idx)];
        let is_listed = person.duties.contains(&duty.id);
        let is_ranked = duty.ranks.is_empty() || duty.ranks.contains(&person.rank);
        let is_skilled = (shift.skill.as_ref()).is_none_or(|it| person.skills.contains(it));
        [
            (is_listed, Lack::Duty),
            (is_ranked, Lack::Rank),
            (is_skilled, Lack::Skill),
        ]
        .into_iter()
        .filter_map(|(is_there, lack)| (!is_there).then_some(lack))
        .collect()
    }
}

impl BarsTurn for Eligibility {
    /// Whether `person` may not stand `shift` for want of duty, rank or skill.
    fn bars(&self, problem: &Problem, person: PersonIdx, shift: ShiftIdx) -> bool {
        !self.lacks(problem, person, shift).is_empty()
    }
}

/// What somebody lacks to stand a shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// The duty is not among theirs.
    Duty,
    /// The duty is for other ranks.
    Rank,
    /// The skill the shift asks of each.
    Skill,
}

#[cfg(test)]
mod tests {
    use super::super::Rule;
    use super::super::testing::Scene;
    use super::*;
    use crate::domain::person::Rank;

    const RULE: Rule = Rule::Eligibility(Eligibility {});

    fn scene() -> Scene {
        Scene::new("| 14 day tech \n an | x")
    }

    #[test]
    fn the_duty_must_be_listed() {
        let other = scene().person("an", |it| it.duties = vec!["office".to_owned()]);
        other.check(RULE, &["broken 1: an 14.day.tech"]);
        scene().check(RULE, &[]);
    }

    #[test]
    fn the_rank_must_be_open_where_ranks_are_named() {
        let of_heads = || scene().duty("tech", |it| it.ranks = vec![Rank::Head]);
        of_heads().check(RULE, &["broken 1: an 14.day.tech"]);
        let head = of_heads().person("an", |it| it.rank = Rank::Head);
        head.check(RULE, &[]);
        // Ranks are a list, not a ladder: a leader is not let in by standing above heads.
        let leader = of_heads().person("an", |it| it.rank = Rank::Leader);
        leader.check(RULE, &["broken 1: an 14.day.tech"]);
    }

    #[test]
    fn the_skill_asked_of_each_must_be_there() {
        let with_mail = || scene().shift("14.day.tech", |it| it.skill = Some("mail".to_owned()));
        let other = with_mail().person("an", |it| it.skills = vec!["dc".to_owned()]);
        other.check(RULE, &["broken 1: an 14.day.tech"]);
        let skilled = with_mail().person("an", |it| it.skills = vec!["mail".to_owned()]);
        skilled.check(RULE, &[]);
    }

    #[test]
    fn three_reasons_are_one_breach() {
        let barred = (scene())
            .shift("14.day.tech", |it| it.skill = Some("mail".to_owned()))
            .duty("tech", |it| it.ranks = vec![Rank::Head])
            .person("an", |it| it.duties.clear());
        barred.check(RULE, &["broken 1: an 14.day.tech"]);
        let (problem, roster) = barred.build();
        let (person, shift) = roster.turns().next().unwrap();
        assert_eq!(
            Eligibility {}.lacks(&problem, person, shift),
            [Lack::Duty, Lack::Rank, Lack::Skill]
        );
    }
}
