//! Rules that tie people together, as rows.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::duty::CoverBy;
use crate::domain::facts::PairKind;
use crate::domain::ids::{PersonIdx, ShiftIdx, SkillIdx};
use crate::domain::problem::{Problem, TiedPair};
use crate::rules::form::OnRow;
use crate::rules::row_name::RowName;
use crate::rules::senior_presence::SeniorPresence;
use crate::rules::unit_spread::UnitSpread;

use crate::solver::model::Model;
use crate::solver::model::rows::{Row, Sense, Slack};

/// Adds the rows of every rule.
pub(crate) fn add(problem: &Problem, forms: &[OnRow], model: &mut Model) {
    let mut adder = Adder::new(problem, model);
    for form in forms {
        match form {
            OnRow::Coverage => adder.coverage(),
            OnRow::Skills => adder.skills(),
            OnRow::Seniors { min_heads } => {
                let min_heads = *min_heads;
                adder.seniors(&SeniorPresence { min_heads });
            }
            OnRow::Apart => adder.apart(),
            OnRow::Together => adder.together(),
            OnRow::Spread { weight, percent } => {
                let (weight, percent) = (*weight, *percent);
                adder.spread(&UnitSpread { weight, percent });
            }
        }
    }
}

struct Adder<'a> {
    problem: &'a Problem,
    model: &'a mut Model,
    /// For each shift, who may stand it and at which position of their turns.
    seats: Vec<Vec<(PersonIdx, usize)>>,
}

impl<'a> Adder<'a> {
    fn new(problem: &'a Problem, model: &'a mut Model) -> Self {
        let mut seats = vec![Vec::new(); problem.shifts().len()];
        for ((idx, _), person) in problem.people().zip(&model.people) {
            for (at, turn) in person.turns.iter().enumerate() {
                seats[turn.shift.get()].push((idx, at));
            }
        }
        Self {
            problem,
            model,
            seats,
        }
    }

    fn seats_of(
        &self,
        shift: ShiftIdx,
        keeps: impl Fn(PersonIdx) -> bool,
    ) -> Vec<(PersonIdx, usize, i64)> {
        let seats = self.seats[shift.get()]
            .iter()
            .filter(|(person, _)| keeps(*person));
        seats.map(|(person, at)| (*person, *at, 1)).collect()
    }

    fn add(&mut self, row: Row, terms: &[(PersonIdx, usize, i64)]) {
        let idx = self.model.add_row(row);
        for (person, at, coefficient) in terms {
            let turn = &mut self.model.people[person.get()].turns[*at];
            turn.entries.push((idx, *coefficient));
        }
    }

    fn add_demand(
        &mut self,
        name: RowName,
        shifts: Vec<ShiftIdx>,
        sense: Sense,
        rhs: i64,
        terms: &[(PersonIdx, usize, i64)],
    ) {
        self.add(
            Row {
                name: Some(name),
                sense,
                rhs,
                slack: Slack::Gap,
                shifts,
                eager: true,
            },
            terms,
        );
    }

    /// A cap that cannot be exceeded is left out.
    fn add_cap(
        &mut self,
        name: RowName,
        rhs: i64,
        slack: Slack,
        terms: &[(PersonIdx, usize, i64)],
    ) {
        let most: i64 = terms
            .iter()
            .map(|(_, _, coefficient)| (*coefficient).max(0))
            .sum();
        if rhs < most {
            let shifts = Vec::new();
            self.add(
                Row {
                    name: Some(name),
                    sense: Sense::AtMost,
                    rhs,
                    slack,
                    shifts,
                    eager: false,
                },
                terms,
            );
        }
    }

    fn coverage(&mut self) {
        for (idx, shift) in self.problem.shifts() {
            let terms = self.seats_of(idx, |_| true);
            self.add_demand(
                RowName::Coverage(idx),
                vec![idx],
                Sense::Exactly,
                i64::from(shift.need),
                &terms,
            );
        }
    }

    fn skills(&mut self) {
        let problem = self.problem;
        for (duty_idx, duty) in problem.duties() {
            let Some(cover) = &duty.cover else { continue };
            let shifts = problem.shifts();
            let shifts = shifts.filter(|(idx, _)| problem.duty_of(*idx) == duty_idx);
            let mut days: BTreeMap<NaiveDate, Vec<ShiftIdx>> = BTreeMap::new();
            for (idx, shift) in shifts {
                days.entry(shift.day).or_default().push(idx);
            }
            let skills = problem
                .skills()
                .filter(|(_, skill)| cover.skills.contains(&skill.id));
            for (skill, _) in skills {
                for (day, shifts) in &days {
                    match cover.by {
                        CoverBy::Day => {
                            let name = RowName::SkillOfDay(skill, duty_idx, *day);
                            self.add_skill(name, skill, shifts);
                        }
                        CoverBy::Shift => {
                            for shift in shifts {
                                let name = RowName::SkillOfShift(skill, *shift);
                                self.add_skill(name, skill, &[*shift]);
                            }
                        }
                    }
                }
            }
        }
    }

    fn add_skill(&mut self, name: RowName, skill: SkillIdx, shifts: &[ShiftIdx]) {
        let has_skill = |person| self.problem.skills_of(person).contains(&skill);
        let terms: Vec<_> = shifts
            .iter()
            .flat_map(|idx| self.seats_of(*idx, has_skill))
            .collect();
        self.add_demand(name, shifts.to_vec(), Sense::AtLeast, 1, &terms);
    }

    fn seniors(&mut self, rule: &SeniorPresence) {
        let problem = self.problem;
        for (idx, shift) in problem.shifts() {
            if problem[problem.duty_of(idx)].senior && rule.concerns(shift.need) {
                let terms = self.seats_of(idx, |person| problem[person].junior);
                let cap = i64::from(shift.need) - 1;
                self.add_cap(RowName::Senior(idx), cap, Slack::None, &terms);
            }
        }
    }

    fn pairs_of(&self, kind: PairKind) -> Vec<TiedPair> {
        self.problem
            .pairs()
            .iter()
            .copied()
            .filter(|pair| pair.kind == kind)
            .collect()
    }

    /// Two turns overlap just when the later start lies inside the earlier turn, so one row for
    /// each start, over the turns of both that run then, says all; rows inside others say nothing.
    fn apart(&mut self) {
        for pair in self.pairs_of(PairKind::Apart) {
            let both: Vec<(PersonIdx, usize, ShiftIdx)> = [pair.a, pair.b]
                .into_iter()
                .flat_map(|person| {
                    let turns = self.model.people[person.get()].turns.iter().enumerate();
                    turns
                        .map(move |(at, turn)| (person, at, turn.shift))
                        .collect::<Vec<_>>()
                })
                .collect();
            let starts: BTreeSet<_> = both
                .iter()
                .map(|(.., shift)| self.problem[*shift].span.start())
                .collect();
            let running: Vec<(_, BTreeSet<_>)> = (starts.into_iter())
                .map(|start| {
                    let runs = |shift: ShiftIdx| self.problem[shift].span.contains(start);
                    (
                        start,
                        both.iter()
                            .copied()
                            .filter(|(.., shift)| runs(*shift))
                            .collect(),
                    )
                })
                .collect();
            for (start, set) in &running {
                let has_both =
                    set.iter().any(|it| it.0 == pair.a) && set.iter().any(|it| it.0 == pair.b);
                let is_inside = |other: &BTreeSet<_>| set != other && set.is_subset(other);
                if has_both && !running.iter().any(|(_, other)| is_inside(other)) {
                    let terms: Vec<_> = set
                        .iter()
                        .map(|(person, at, _)| (*person, *at, 1))
                        .collect();
                    let name = RowName::Apart(pair.a, pair.b, *start);
                    self.add_cap(name, 1, Slack::None, &terms);
                }
            }
        }
    }

    fn together(&mut self) {
        for pair in self.pairs_of(PairKind::Together) {
            for (idx, _) in self.problem.shifts() {
                let trainee = self.seats_of(idx, |person| person == pair.a);
                let mentor = self.seats_of(idx, |person| person == pair.b);
                let terms: Vec<_> = (trainee.into_iter())
                    .chain(mentor.into_iter().map(|(person, at, _)| (person, at, -1)))
                    .collect();
                self.add_cap(
                    RowName::Together(pair.a, pair.b, idx),
                    0,
                    Slack::None,
                    &terms,
                );
            }
        }
    }

    fn spread(&mut self, rule: &UnitSpread) {
        if rule.weight == 0 {
            return;
        }
        let problem = self.problem;
        for (unit_idx, _) in problem.units() {
            let in_unit = |person| problem.unit_of(person) == unit_idx;
            let cap = i64::try_from(rule.cap_for(problem, unit_idx)).unwrap_or(i64::MAX);
            let cost = Slack::Priced {
                under: 0,
                over: rule.weight,
            };
            for day in &problem.facts().days {
                let shifts = problem.shifts().filter(|(_, shift)| shift.day == day.date);
                let terms: Vec<_> = shifts
                    .flat_map(|(idx, _)| self.seats_of(idx, in_unit))
                    .collect();
                let name = RowName::Spread(unit_idx, day.date);
                self.add_cap(name, cap, cost, &terms);
            }
        }
    }
}
