//! R02 `Eligibility`: the right people for the duty.
//!
//! Source: custom. A school that rostered pupils for Tết had to withdraw the list within a day:
//! only those whose work it is may rotate (Đắk Lắk, see the department's order to the school). Ranks
//! and skills are the office's decision.

use serde::{Deserialize, Serialize};

use super::RuleCode;
use super::finding::Finding;
use crate::domain::ids::{PersonIdx, ShiftIdx};
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;

/// A person stands only duties listed for them, open to their rank, with the skill the shift asks of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Eligibility {}

impl Eligibility {
    /// One finding for each turn barred: the person, the shift.
    pub fn judge(&self, problem: &Problem, roster: &Roster, out: &mut Vec<Finding>) {
        for (person, shift) in roster.turns() {
            if self.bars(problem, person, shift) {
                out.push(Finding::broken_turn(RuleCode::Eligibility, person, shift));
            }
        }
    }

    /// Whether `person` may not stand `shift` for want of duty, rank or skill.
    pub fn bars(&self, problem: &Problem, person: PersonIdx, shift: ShiftIdx) -> bool {
        let (person, shift_idx) = (&problem[person], shift);
        let shift = &problem[shift_idx];
        let duty = &problem[problem.duty_of(shift_idx)];
        let is_listed = person.duties.contains(&duty.id);
        let is_ranked = duty.ranks.is_empty() || duty.ranks.contains(&person.rank);
        let is_skilled = (shift.skill.as_ref()).is_none_or(|it| person.skills.contains(it));
        !(is_listed && is_ranked && is_skilled)
    }
}
