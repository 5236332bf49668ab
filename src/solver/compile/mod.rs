//! Rules and facts → [`Model`]: private rules into what a schedule may be and costs,
//! shared rules into rows.

mod network;
mod rows;

use chrono::NaiveDate;

use crate::domain::facts::PinKind;
use crate::domain::ids::{PersonIdx, ShiftIdx};
use crate::domain::person::{Leaning, Wish};
use crate::domain::problem::{Problem, SettledTurn};
use crate::domain::roster::Roster;
use crate::rules::RuleSet;
use crate::rules::form::{Forms, OnResource, OnRow, OnSuccession, OnTurn};

use crate::solver::model::schedule::{
    Curve, HomeTrip, Load, Measure, ModelPerson, Resource, Streak, Turn,
};
use crate::solver::model::{Fix, Fixes, Model, Schedule, gcd};

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
    /// The roster made of one schedule for each person.
    pub(crate) fn roster(&self, problem: &Problem, schedules: &[Schedule]) -> Roster {
        let mut roster = Roster::empty(problem);
        let people = self.model.people.iter().zip(schedules);
        for ((idx, _), (person, schedule)) in problem.people().zip(people) {
            for at in schedule {
                roster.assign(idx, person.turns[at.get()].shift);
            }
        }
        roster
    }
}

/// Translates `rules` over `problem`.
pub(crate) fn compile(problem: &Problem, rules: &RuleSet) -> Compiled {
    let forms = rules.forms();
    let mut model = Model {
        people: Vec::new(),
        rows: Vec::new(),
    };
    let mut settled = Vec::new();
    let mut impossible = Vec::new();
    for (idx, _) in problem.people() {
        let turns: Vec<Turn> = (problem.shifts())
            .filter(|(shift, _)| !forms.bars(problem, idx, *shift))
            .map(|(shift, facts)| Turn {
                shift,
                day: nth_day(problem, facts.day),
                cost: turn_cost(problem, &forms, idx, shift),
                entries: Vec::new(),
            })
            .collect();
        let mut fixes = vec![Fix::Free; turns.len()];
        for shift in musts(problem, &forms, idx) {
            match turns.iter().position(|turn| turn.shift == shift) {
                Some(at) => fixes[at] = Fix::Required,
                None => impossible.push(shift),
            }
        }
        settled.push(fixes);
        let mut own = ModelPerson {
            network: network::build(problem, &forms.successions, idx, &turns),
            resources: Vec::new(),
            streak: Streak {
                least: 1,
                most: None,
            },
            home: HomeTrip { weight: 0, days: 0 },
            divisor: divisor(problem, &forms, idx),
            n_days: u16::try_from(problem.facts().days.len()).unwrap_or(u16::MAX),
            turns,
        };
        add_resources(problem, &forms.resources, idx, &mut own);
        model.people.push(own);
    }
    rows::add(problem, &forms.rows, &mut model);
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

/// Points, which cost their square, and turns, which are limited; days in a row, and days off.
fn add_resources(
    problem: &Problem,
    forms: &[OnResource<'_>],
    person: PersonIdx,
    own: &mut ModelPerson,
) {
    let mut load = Load {
        weight: 0,
        carried: problem[person].carried,
        share: i64::from(problem[person].share),
    };
    let mut most_turns = None;
    for form in forms {
        match form {
            OnResource::Turns(rule) => {
                let limit = i64::from(rule.limit_for(problem, person));
                most_turns = Some(most_turns.map_or(limit, |most: i64| most.min(limit)));
            }
            OnResource::DaysInRow { most } => {
                let limit = own.streak.most.map_or(*most, |it| it.min(*most));
                own.streak.most = Some(limit);
            }
            OnResource::Load { weight } => load.weight += weight,
            OnResource::DaysOff { weight: 0 } => {}
            OnResource::DaysOff { weight } => {
                own.home.weight += weight;
                own.home.days = problem[person].home_days;
            }
        }
    }
    let resource = |measure, consumption, most, curve| Resource {
        measure,
        consumption,
        blocks: Vec::new(),
        least: 0,
        most,
        curve,
    };
    let points = own.turns.iter().map(|turn| problem[turn.shift].points);
    own.resources = vec![
        resource(Measure::Points, points.collect(), None, Curve::Square(load)),
        resource(
            Measure::Turns,
            vec![1; own.turns.len()],
            most_turns,
            Curve::Free,
        ),
    ];
}

/// Soft cost of `person` on `shift`, whatever else they stand.
fn turn_cost(problem: &Problem, forms: &Forms<'_>, person: PersonIdx, shift: ShiftIdx) -> i64 {
    let price = |form: &OnTurn<'_>| match form {
        OnTurn::Prices(rule) => rule.cost_of(problem, person, shift),
        OnTurn::Bars(_) | OnTurn::Requires => 0,
    };
    forms.turns.iter().map(price).sum()
}

fn musts(problem: &Problem, forms: &Forms<'_>, person: PersonIdx) -> Vec<ShiftIdx> {
    let are_kept = forms.turns.iter().any(|form| match form {
        OnTurn::Requires => true,
        OnTurn::Bars(_) | OnTurn::Prices(_) => false,
    });
    let is_mine = |pin: &&SettledTurn| pin.person == person && pin.kind == PinKind::Must;
    let pins = problem.pins().iter().filter(|_| are_kept);
    pins.filter(is_mine).map(|pin| pin.shift).collect()
}

/// The divisor of all prices of the person's schedules as a whole. `proof` counts the same.
fn divisor(problem: &Problem, forms: &Forms<'_>, person: PersonIdx) -> i64 {
    let is_preferred = |wish: &Wish| {
        let mut shifts = problem.shifts();
        wish.leaning == Leaning::Prefer && shifts.any(|(_, it)| it.span.overlaps(wish.span))
    };
    let prefers = problem[person].wishes.iter().any(is_preferred);
    let travels = 0 < problem[person].home_days;
    let of_successions = forms.successions.iter().map(|form| match form {
        OnSuccession::Trip { weight } => *weight,
        OnSuccession::MissedWish { weight } if prefers => *weight,
        OnSuccession::MissedWish { .. } | OnSuccession::Forbids(_) => 0,
    });
    let of_resources = forms.resources.iter().map(|form| match form {
        OnResource::DaysOff { weight } if travels => *weight,
        // Loads have a divisor of their own; see `exact::residues`.
        OnResource::DaysOff { .. }
        | OnResource::Load { .. }
        | OnResource::Turns(_)
        | OnResource::DaysInRow { .. } => 0,
    });
    let of_rows = forms.rows.iter().map(|form| match form {
        OnRow::Spread { weight, .. } => *weight,
        OnRow::Coverage
        | OnRow::Skills
        | OnRow::Seniors { .. }
        | OnRow::Apart
        | OnRow::Together => 0,
    });
    let prices = of_successions.chain(of_resources).chain(of_rows);
    prices.fold(0, gcd)
}
