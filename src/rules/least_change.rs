//! R27 `LeastChange`: a published roster is changed as little as can be.
//!
//! Source: custom, written down for hospitals: the roster is published a week ahead, and turns are
//! swapped only with leave (Circular 32/2023/TT-BYT Art. 43).

use serde::{Deserialize, Serialize};

use super::RuleCode;
use super::finding::Finding;
use super::form::{Form, OnTurn, PricesTurn};
use crate::domain::facts::Assignment;
use crate::domain::ids::{PersonIdx, ShiftIdx};
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;
use std::collections::BTreeSet;

/// Stay close to a given roster: each turn not in `kept` costs `weight`. Silent while `kept` is empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeastChange {
    /// Cost of each turn that the kept roster does not have.
    pub weight: i64,
    /// The roster to stay close to.
    pub kept: Vec<Assignment>,
}

impl LeastChange {
    /// For an office that says nothing else.
    pub const STANDARD: Self = Self {
        weight: 4,
        kept: Vec::new(),
    };

    /// How it acts; see [`Form`].
    pub fn forms(&self) -> Vec<Form<'_>> {
        vec![Form::Turn(OnTurn::Prices(self))]
    }

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
}

impl PricesTurn for LeastChange {
    /// What it costs that `person` stands `shift`. Looks through the whole kept roster.
    fn cost_of(&self, problem: &Problem, person: PersonIdx, shift: ShiftIdx) -> i64 {
        let (person, shift) = (&problem[person].id, &problem[shift].key);
        let is_kept = (self.kept.iter()).any(|it| it.person == *person && it.shift == *shift);
        if is_kept || self.kept.is_empty() {
            0
        } else {
            self.weight
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Rule;
    use super::super::testing::Scene;
    use super::*;

    fn keeping(kept: &[(&str, &str)]) -> Rule {
        let kept = (kept.iter())
            .map(|(person, shift)| Assignment {
                person: (*person).to_owned(),
                shift: (*shift).to_owned(),
            })
            .collect();
        Rule::LeastChange(LeastChange { weight: 3, kept })
    }

    fn scene() -> Scene {
        Scene::new(
            "     | 14 day | 15 day
             an   | x      | .
             binh | .      | x",
        )
    }

    #[test]
    fn each_new_turn_costs() {
        let swapped = keeping(&[("an", "15.day"), ("binh", "14.day")]);
        scene().check(swapped, &["soft 3: an 14.day", "soft 3: binh 15.day"]);
    }

    #[test]
    fn turns_kept_cost_nothing() {
        scene().check(keeping(&[("an", "14.day"), ("binh", "15.day")]), &[]);
    }

    #[test]
    fn turns_dropped_cost_nothing() {
        let kept = [("an", "14.day"), ("binh", "15.day"), ("chi", "15.day")];
        scene().check(keeping(&kept), &[]);
    }

    #[test]
    fn with_nothing_kept_it_is_silent() {
        scene().check(keeping(&[]), &[]);
    }
}
