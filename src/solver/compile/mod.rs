//! Rules and facts → [`Model`]: private rules into lines, shared rules into rows.

mod network;
mod rows;

use chrono::NaiveDate;

use crate::domain::facts::PinKind;
use crate::domain::ids::{PersonIdx, ShiftIdx};
use crate::domain::problem::{Problem, SettledTurn};
use crate::domain::roster::Roster;
use crate::rules::RuleSet;
use crate::rules::terms::Terms;

use crate::solver::model::schedule::{Curve, HomeTrip, Load, ModelPerson, Streak, Total, Turn};
use crate::solver::model::{Fix, Fixes, Model, gcd};

/// A model and how it maps back.
#[derive(Debug)]
pub(crate) struct Compiled {
    pub(crate) model: Model,
    /// Musts among the pins.
    pub(crate) settled: Fixes,
    /// Shifts somebody must stand who may not: no roster keeps the rules.
    pub(crate) impossible: Vec<ShiftIdx>,
}

impl Compiled {
    /// The roster made of one line for each person.
    pub(crate) fn roster(&self, problem: &Problem, lines: &[Vec<u16>]) -> Roster {
        let mut roster = Roster::empty(problem);
        for ((idx, _), (person, line)) in problem.people().zip(self.model.people.iter().zip(lines))
        {
            for at in line {
                roster.assign(idx, person.turns[usize::from(*at)].shift);
            }
        }
        roster
    }
}

/// Translates `rules` over `problem`.
pub(crate) fn compile(problem: &Problem, rules: &RuleSet) -> Compiled {
    let terms = rules.terms();
    let mut model = Model {
        people: Vec::new(),
        rows: Vec::new(),
    };
    let mut settled = Vec::new();
    let mut impossible = Vec::new();
    for (idx, person) in problem.people() {
        let turns: Vec<Turn> = (problem.shifts())
            .filter(|(shift, _)| !terms.bars(problem, idx, *shift))
            .map(|(shift, facts)| Turn {
                shift,
                day: nth_day(problem, facts.day),
                cost: turn_cost(problem, &terms, idx, shift),
                entries: Vec::new(),
            })
            .collect();
        let mut fixes = vec![Fix::Free; turns.len()];
        for shift in musts(problem, &terms, idx) {
            match turns.iter().position(|turn| turn.shift == shift) {
                Some(at) => fixes[at] = Fix::Required,
                None => impossible.push(shift),
            }
        }
        settled.push(fixes);
        let home_weight = terms.home_trip.map_or(0, |rule| rule.weight);
        model.people.push(ModelPerson {
            network: network::build(problem, &terms, idx, &turns),
            totals: totals(problem, &terms, idx, &turns),
            turns,
            streak: Streak {
                least: 1,
                most: terms
                    .max_consecutive_days
                    .map_or(u16::MAX, |rule| rule.limit),
            },
            home: HomeTrip {
                weight: home_weight,
                days: if home_weight == 0 {
                    0
                } else {
                    person.home_days
                },
            },
            grain: grain(problem, &terms, idx),
            n_days: u16::try_from(problem.facts().days.len()).unwrap_or(u16::MAX),
        });
    }
    rows::add(problem, &terms, &mut model);
    Compiled {
        model,
        settled,
        impossible,
    }
}

fn nth_day(problem: &Problem, day: NaiveDate) -> u16 {
    let days = &problem.facts().days;
    let nth = days
        .first()
        .map_or(0, |first| (day - first.date).num_days());
    u16::try_from(nth).unwrap_or(0)
}

/// Points, which cost their square, and turns, which are limited.
fn totals(problem: &Problem, terms: &Terms, person: PersonIdx, turns: &[Turn]) -> Vec<Total> {
    let most = terms
        .max_duties
        .map_or(i64::MAX, |rule| i64::from(rule.limit_for(problem, person)));
    let load = Load {
        weight: terms.fair_load.map_or(0, |rule| rule.weight),
        carried: problem[person].carried,
        share: i64::from(problem[person].share),
    };
    let total = |amounts, most, curve| Total {
        amounts,
        blocks: Vec::new(),
        least: 0,
        most,
        curve,
    };
    let points = turns.iter().map(|turn| problem[turn.shift].points);
    vec![
        total(points.collect(), i64::MAX, Curve::Square(load)),
        total(vec![1; turns.len()], most, Curve::Free),
    ]
}

/// Soft cost of `person` on `shift`, whatever else they stand.
fn turn_cost(problem: &Problem, terms: &Terms, person: PersonIdx, shift: ShiftIdx) -> i64 {
    terms
        .special_turn
        .map_or(0, |rule| rule.cost_of(problem, person, shift))
        + terms
            .wishes
            .map_or(0, |rule| rule.avoid_cost(problem, person, shift))
        + terms
            .least_change
            .map_or(0, |rule| rule.cost_of(problem, person, shift))
}

fn musts(problem: &Problem, terms: &Terms, person: PersonIdx) -> Vec<ShiftIdx> {
    let is_mine = |pin: &&SettledTurn| pin.person == person && pin.kind == PinKind::Must;
    let pins = problem.pins().iter().filter(|_| terms.pins.is_some());
    pins.filter(is_mine).map(|pin| pin.shift).collect()
}

/// The divisor of all prices of the person's lines as a whole. `proof` counts the same.
fn grain(problem: &Problem, terms: &Terms, person: PersonIdx) -> i64 {
    let prices = [
        terms.continuity.map_or(0, |rule| rule.weight),
        terms.unit_spread.map_or(0, |rule| rule.weight),
        terms
            .home_trip
            .filter(|_| 0 < problem[person].home_days)
            .map_or(0, |rule| rule.weight),
        terms.wishes.map_or(0, |rule| {
            problem[person]
                .wishes
                .iter()
                .map(|wish| rule.prefer_cost(problem, wish))
                .fold(0, gcd)
        }),
    ];
    prices.into_iter().fold(0, gcd)
}
