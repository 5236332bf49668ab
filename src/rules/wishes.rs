//! R23 `Wishes`: what people ask for.
//!
//! Source: custom.

use serde::{Deserialize, Serialize};

use super::RuleCode;
use super::finding::{Finding, Subject};
use super::form::{Form, OnSuccession, OnTurn, PricesTurn};
use crate::domain::cost::Cost;
use crate::domain::ids::{PersonIdx, ShiftIdx};
use crate::domain::person::{Leaning, Wish};
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;

/// Wishes are kept if possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wishes {
    /// Cost of each turn that overlaps a wish to avoid (once a turn and wish).
    pub avoid_weight: i64,
    /// Cost of each wish to be on duty that no turn overlaps. A wish that no shift of the whole
    /// problem overlaps costs nothing.
    pub prefer_weight: i64,
}

impl Wishes {
    /// For an office that says nothing else.
    pub const STANDARD: Self = Self {
        avoid_weight: 20,
        prefer_weight: 10,
    };

    /// How it acts; see [`Form`].
    pub fn forms(&self) -> Vec<Form<'_>> {
        vec![
            Form::Turn(OnTurn::Prices(self)),
            Form::Succession(OnSuccession::MissedWish {
                weight: self.prefer_weight,
            }),
        ]
    }

    /// One finding for each turn and wish to avoid that overlap: the person, the shift. One for
    /// each wish to be on duty unmet: the person, its first and its last day.
    pub fn judge(&self, problem: &Problem, roster: &Roster, out: &mut Vec<Finding>) {
        for (person_idx, person) in problem.people() {
            for wish in &person.wishes {
                let turns = (roster.shifts_of(person_idx).iter().copied())
                    .filter(|it| problem[*it].span.overlaps(wish.span));
                match wish.leaning {
                    Leaning::Avoid if self.avoid_weight != 0 => out.extend(turns.map(|shift| {
                        let cost = self.avoid_weight;
                        Finding::priced_turn(RuleCode::Wishes, cost, person_idx, shift)
                    })),
                    Leaning::Prefer if turns.count() == 0 => {
                        let cost = self.prefer_cost(problem, wish);
                        if cost != 0 {
                            out.push(unmet(person_idx, wish, cost));
                        }
                    }
                    Leaning::Avoid | Leaning::Prefer => {}
                }
            }
        }
    }

    /// What it costs that `wish`, to be on duty, is not met; 0 if no shift could meet it.
    pub fn prefer_cost(&self, problem: &Problem, wish: &Wish) -> i64 {
        let can_be_met = (problem.shifts()).any(|(_, shift)| shift.span.overlaps(wish.span));
        if can_be_met { self.prefer_weight } else { 0 }
    }
}

impl PricesTurn for Wishes {
    /// What it costs that `person` stands `shift` against their wishes to avoid.
    fn cost_of(&self, problem: &Problem, person: PersonIdx, shift: ShiftIdx) -> i64 {
        let span = problem[shift].span;
        let n_wishes = (problem[person].wishes.iter())
            .filter(|it| it.leaning == Leaning::Avoid && it.span.overlaps(span))
            .count();
        (self.avoid_weight).saturating_mul(i64::try_from(n_wishes).unwrap_or(i64::MAX))
    }
}

fn unmet(person: PersonIdx, wish: &Wish, cost: i64) -> Finding {
    let first = wish.span.start().date();
    let last = wish.span.days().last().unwrap_or(first);
    Finding {
        rule: RuleCode::Wishes,
        cost: Cost::soft(cost),
        about: vec![
            Subject::Person(person),
            Subject::Day(first),
            Subject::Day(last),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::super::Rule;
    use super::super::testing::{Scene, days, span};
    use super::*;
    use crate::calendar::span::Span;

    const RULE: Rule = Rule::Wishes(Wishes {
        avoid_weight: 20,
        prefer_weight: 10,
    });

    fn wishing(leaning: Leaning, spans: &[Span]) -> Scene {
        let scene = Scene::new(
            "     | 14 night | 15 day | 17 day
             an   | x        | x      | .
             binh | .        | .      | .",
        );
        scene.person("an", |it| {
            it.wishes = (spans.iter())
                .map(|span| Wish {
                    span: *span,
                    leaning,
                })
                .collect();
        })
    }

    #[test]
    fn each_turn_in_a_time_to_avoid_costs() {
        wishing(Leaning::Avoid, &[days(15, 15)])
            .check(RULE, &["soft 20: an 14.night", "soft 20: an 15.day"]);
    }

    #[test]
    fn each_wish_costs_by_itself() {
        let twice = wishing(
            Leaning::Avoid,
            &[days(14, 14), span("14 20:00", "14 21:00")],
        );
        twice.check(RULE, &["soft 20: an 14.night", "soft 20: an 14.night"]);
    }

    #[test]
    fn a_turn_that_ends_as_the_time_to_avoid_begins_is_free() {
        wishing(Leaning::Avoid, &[span("15 19:00", "16 00:00")]).check(RULE, &[]);
        let earlier = wishing(Leaning::Avoid, &[span("15 18:59", "16 00:00")]);
        earlier.check(RULE, &["soft 20: an 15.day"]);
    }

    #[test]
    fn a_wish_for_duty_costs_when_no_turn_meets_it() {
        wishing(Leaning::Prefer, &[days(16, 17)]).check(RULE, &["soft 10: an 16 17"]);
    }

    #[test]
    fn a_wish_for_duty_is_met_by_any_turn_in_it() {
        wishing(Leaning::Prefer, &[days(15, 20)]).check(RULE, &[]);
    }

    #[test]
    fn a_wish_no_shift_could_meet_is_free() {
        wishing(Leaning::Prefer, &[days(18, 20)]).check(RULE, &[]);
    }
}
