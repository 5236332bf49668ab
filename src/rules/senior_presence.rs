//! R11 `SeniorPresence`: juniors do not stand alone.
//!
//! Source: the main person on duty must be able to decide alone, and trainees may not be it
//! (1895/1997/QĐ-BYT, for hospitals); custom elsewhere.

use serde::{Deserialize, Serialize};

use super::RuleCode;
use super::finding::{Finding, Subject};
use super::form::{Form, OnRow};
use crate::domain::cost::Cost;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;

/// Where the duty asks for it, juniors hold at most `need - 1` seats of a shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeniorPresence {
    /// Shifts that need fewer people than this are not looked at.
    pub min_heads: u16,
}

impl SeniorPresence {
    /// For an office that says nothing else.
    pub const STANDARD: Self = Self { min_heads: 1 };

    /// How it acts; see [`Form`].
    pub fn forms(&self) -> Vec<Form<'_>> {
        vec![Form::Row(OnRow::Seniors {
            min_heads: self.min_heads,
        })]
    }

    /// Whether a shift that needs so many people is looked at: not if it needs nobody.
    pub fn concerns(self, need: u16) -> bool {
        self.min_heads.max(1) <= need
    }

    /// One finding for each shift with too many juniors: the shift, how many juniors stand it and
    /// may, the juniors.
    pub fn judge(&self, problem: &Problem, roster: &Roster, out: &mut Vec<Finding>) {
        for (shift_idx, shift) in problem.shifts() {
            let is_asked = problem[problem.duty_of(shift_idx)].senior;
            if !is_asked || !self.concerns(shift.need) {
                continue;
            }
            let juniors: Vec<_> = (roster.people_of(shift_idx).iter().copied())
                .filter(|it| problem[*it].junior)
                .collect();
            let wanted = usize::from(shift.need - 1);
            if wanted < juniors.len() {
                let mut about = vec![
                    Subject::Shift(shift_idx),
                    Subject::count(juniors.len(), wanted),
                ];
                about.extend(juniors.into_iter().map(Subject::Person));
                out.push(Finding {
                    rule: RuleCode::SeniorPresence,
                    cost: Cost::broken(1),
                    about,
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Rule;
    use super::super::testing::Scene;
    use super::*;

    const RULE: Rule = Rule::SeniorPresence(SeniorPresence { min_heads: 2 });

    fn juniors(ids: &[&str]) -> Scene {
        let mut scene = Scene::new(
            "     | 14 day
             an   | x
             binh | x",
        );
        scene = scene.duty("office", |it| it.senior = true);
        for id in ids {
            scene = scene.person(id, |it| it.junior = true);
        }
        scene
    }

    #[test]
    fn juniors_alone_break_it() {
        juniors(&["an", "binh"]).check(RULE, &["broken 1: 14.day 2/1 an binh"]);
    }

    #[test]
    fn one_senior_is_enough() {
        juniors(&["an"]).check(RULE, &[]);
    }

    #[test]
    fn an_empty_seat_is_kept_for_a_senior() {
        let short = juniors(&["an", "binh"]).shift("14.day", |it| it.need = 3);
        short.check(RULE, &[]);
    }

    #[test]
    fn small_shifts_are_not_looked_at() {
        let alone = |min_heads| {
            let scene = Scene::new("| 14 day \n an | x")
                .duty("office", |it| it.senior = true)
                .person("an", |it| it.junior = true);
            scene.found(&Rule::SeniorPresence(SeniorPresence { min_heads }))
        };
        assert_eq!(alone(2), [""; 0]);
        assert_eq!(alone(1), ["broken 1: 14.day 1/0 an"]);
    }

    #[test]
    fn only_where_the_duty_asks() {
        let scene = juniors(&["an", "binh"]).duty("office", |it| it.senior = false);
        scene.check(RULE, &[]);
    }
}
