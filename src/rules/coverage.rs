//! R01 `Coverage`: every seat is filled and none twice.
//!
//! Source: the orders that set Tết duty ask for duty on every day of the window, round the clock by
//! turns (e.g. Kon Tum 79/UBND-KTTH for Tết 2023); how many stand a turn is the office's decision.

use serde::{Deserialize, Serialize};

use super::RuleCode;
use super::finding::{Finding, Subject};
use super::form::{Form, OnRow};
use crate::domain::cost::Cost;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;

/// Every shift has exactly as many people as it needs. A missing person is a gap; one too many breaks the rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Coverage {}

impl Coverage {
    /// For an office that says nothing else.
    pub const STANDARD: Self = Self {};

    /// How it acts; see [`Form`].
    pub fn forms(&self) -> Vec<Form<'_>> {
        vec![Form::Row(OnRow::Coverage)]
    }

    /// One finding for each shift with too few or too many: the shift, how many stand it and should.
    pub fn judge(&self, problem: &Problem, roster: &Roster, out: &mut Vec<Finding>) {
        for (shift_idx, shift) in problem.shifts() {
            let found = roster.people_of(shift_idx).len();
            let wanted = usize::from(shift.need);
            if found != wanted {
                let missing = wanted.saturating_sub(found);
                let surplus = found.saturating_sub(wanted);
                out.push(Finding {
                    rule: RuleCode::Coverage,
                    cost: Cost::gaps(missing) + Cost::broken(surplus),
                    about: vec![Subject::Shift(shift_idx), Subject::count(found, wanted)],
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

    const RULE: Rule = Rule::Coverage(Coverage {});

    fn needing(need: u16) -> Scene {
        let scene = Scene::new(
            "     | 14 day
             an   | x
             binh | x",
        );
        scene.shift("14.day", |it| it.need = need)
    }

    #[test]
    fn empty_seats_are_gaps() {
        needing(4).check(RULE, &["gaps 2: 14.day 2/4"]);
    }

    #[test]
    fn one_too_many_breaks_it() {
        needing(1).check(RULE, &["broken 1: 14.day 2/1"]);
    }

    #[test]
    fn exactly_enough_is_right() {
        needing(2).check(RULE, &[]);
    }
}
