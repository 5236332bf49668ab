//! R27 `LeastChange`: a published roster is changed as little as can be.
//!
//! Source: custom, written down for hospitals: the roster is published a week ahead, and turns are
//! swapped only with leave (Circular 32/2023/TT-BYT Art. 43).

use serde::{Deserialize, Serialize};

use super::RuleCode;
use super::finding::Finding;
use crate::domain::facts::Assignment;
use crate::domain::ids::{PersonIdx, ShiftIdx};
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;
use std::collections::BTreeSet;

/// Stay close to a given roster: each turn not in `kept` costs `weight`. Silent while `kept` is empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeastChange {
    /// Cost of each turn that the kept roster does not have.
    pub weight: i64,
    /// The roster to stay close to.
    pub kept: Vec<Assignment>,
}

impl LeastChange {
    /// One finding for each new turn: the person, the shift.
    pub fn judge(&self, problem: &Problem, roster: &Roster, out: &mut Vec<Finding>) {
        if self.kept.is_empty() || self.weight == 0 {
            return;
        }
        let kept: BTreeSet<_> = self.kept.iter().collect();
        for (person, shift) in roster.turns() {
            if !kept.contains(&problem.assignment(person, shift)) {
                let cost = self.weight;
                out.push(Finding::priced_turn(
                    RuleCode::LeastChange,
                    cost,
                    person,
                    shift,
                ));
            }
        }
    }

    /// What it costs that `person` stands `shift`. Looks through the whole kept roster.
    pub fn cost_of(&self, problem: &Problem, person: PersonIdx, shift: ShiftIdx) -> i64 {
        let (person, shift) = (&problem[person].id, &problem[shift].key);
        let is_kept = (self.kept.iter()).any(|it| it.person == *person && it.shift == *shift);
        if is_kept || self.kept.is_empty() {
            0
        } else {
            self.weight
        }
    }
}
