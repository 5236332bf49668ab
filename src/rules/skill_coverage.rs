//! R10 `SkillCoverage`: somebody on duty can mend each system.
//!
//! Source: ministry letters before each holiday ask for people on site and watch round the clock
//! over information systems (e.g. 1520/BTTTT-CATTT); which systems is the office's decision.

use serde::{Deserialize, Serialize};

use super::RuleCode;
use super::finding::{Finding, Subject};
use super::form::{Form, OnRow};
use crate::domain::cost::Cost;
use crate::domain::duty::CoverBy;
use crate::domain::ids::{ShiftIdx, SkillIdx};
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;
use std::collections::{BTreeMap, BTreeSet};

/// Those on a duty cover its systems between them, each shift or each day. An uncovered system is a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SkillCoverage {}

impl SkillCoverage {
    /// For an office that says nothing else.
    pub const STANDARD: Self = Self {};

    /// How it acts; see [`Form`].
    pub fn forms(&self) -> Vec<Form<'_>> {
        vec![Form::Row(OnRow::Skills)]
    }

    /// One finding for each shift, or roster day on which the duty has shifts, and each system
    /// nobody on it covers, also while seats are empty: the skill, the day if days are covered, the
    /// shift or all shifts of the duty on the day.
    pub fn judge(&self, problem: &Problem, roster: &Roster, out: &mut Vec<Finding>) {
        for (duty_idx, duty) in problem.duties() {
            let Some(cover) = &duty.cover else { continue };
            let wanted: Vec<_> = (problem.skills())
                .filter(|(_, skill)| cover.skills.contains(&skill.id))
                .map(|(idx, _)| idx)
                .collect();
            let mut teams = BTreeMap::<_, Vec<ShiftIdx>>::new();
            for (shift_idx, shift) in problem.shifts() {
                if problem.duty_of(shift_idx) == duty_idx {
                    let of_day = match cover.by {
                        CoverBy::Shift => Some(shift_idx),
                        CoverBy::Day => None,
                    };
                    teams
                        .entry((shift.day, of_day))
                        .or_default()
                        .push(shift_idx);
                }
            }
            for ((day, of_day), shifts) in teams {
                let covered = skills_on(problem, roster, &shifts);
                for skill in wanted.iter().filter(|it| !covered.contains(it)) {
                    let mut about = vec![Subject::Skill(*skill)];
                    if of_day.is_none() {
                        about.push(Subject::Day(day));
                    }
                    about.extend(shifts.iter().map(|it| Subject::Shift(*it)));
                    out.push(Finding {
                        rule: RuleCode::SkillCoverage,
                        cost: Cost::gaps(1),
                        about,
                    });
                }
            }
        }
    }
}

/// What those on `shifts` can do together.
fn skills_on(problem: &Problem, roster: &Roster, shifts: &[ShiftIdx]) -> BTreeSet<SkillIdx> {
    (shifts.iter())
        .flat_map(|it| roster.people_of(*it))
        .flat_map(|it| problem.skills_of(*it))
        .copied()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::Rule;
    use super::super::testing::Scene;
    use super::*;
    use crate::domain::duty::SkillCover;

    const RULE: Rule = Rule::SkillCoverage(SkillCoverage {});

    /// An can mend mail, Binh the data centre, Chi nothing.
    fn scene(by: CoverBy, picture: &str) -> Scene {
        let skill = |id: &str| vec![id.to_owned()];
        (Scene::new(picture))
            .person("an", |it| it.skills = skill("mail"))
            .person("binh", |it| it.skills = skill("dc"))
            .duty("tech", |it| {
                it.cover = Some(SkillCover {
                    skills: vec!["mail".to_owned(), "dc".to_owned()],
                    by,
                });
            })
    }

    const APART: &str = "
             | 14 day tech | 14 night tech
        an   | x           | .
        binh | .           | x
        chi  | .           | x";

    #[test]
    fn each_shift_by_itself() {
        scene(CoverBy::Shift, APART).check(
            RULE,
            &["gaps 1: dc 14.day.tech", "gaps 1: mail 14.night.tech"],
        );
    }

    #[test]
    fn the_shifts_of_a_day_add_up() {
        scene(CoverBy::Day, APART).check(RULE, &[]);
    }

    #[test]
    fn days_do_not_add_up() {
        let picture = "
                 | 14 day tech | 14 night tech | 15 day tech
            an   | x           | .             | .
            binh | .           | .             | x
            chi  | .           | x             | .";
        scene(CoverBy::Day, picture).check(
            RULE,
            &[
                "gaps 1: dc 14 14.day.tech 14.night.tech",
                "gaps 1: mail 15 15.day.tech",
            ],
        );
    }

    #[test]
    fn one_shift_with_both_is_covered() {
        let picture = "
                 | 14 day tech
            an   | x
            binh | x";
        scene(CoverBy::Shift, picture).check(RULE, &[]);
    }

    #[test]
    fn an_empty_shift_covers_nothing() {
        let picture = "
                 | 14 day tech
            an   | .
            binh | .";
        scene(CoverBy::Shift, picture).check(
            RULE,
            &["gaps 1: mail 14.day.tech", "gaps 1: dc 14.day.tech"],
        );
    }

    #[test]
    fn other_duties_are_not_asked() {
        let picture = "
                 | 14 day
            an   | .
            binh | .";
        scene(CoverBy::Day, picture).check(RULE, &[]);
    }

    #[test]
    fn a_system_named_twice_is_one() {
        let picture = "
                 | 14 day tech
            an   | x
            binh | .";
        let twice = scene(CoverBy::Shift, picture).duty("tech", |it| {
            it.cover = Some(SkillCover {
                skills: vec!["dc".to_owned(), "dc".to_owned()],
                by: CoverBy::Shift,
            });
        });
        twice.check(RULE, &["gaps 1: dc 14.day.tech"]);
    }
}
