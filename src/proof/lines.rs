//! The cheapest line of work of one person, by plain dynamic programming over every state a
//! partial line can be in: slower than the solver's, and with nothing clever in it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::calendar::span::Span;
use crate::domain::facts::PinKind;
use crate::domain::ids::{PersonIdx, ShiftIdx};
use crate::domain::person::Leaning;
use crate::domain::problem::Problem;
use crate::rules::fair_load::FairLoad;
use crate::rules::terms::Terms;

/// Whether a person must stand a shift (`true`) or must not.
pub(super) type Decision = (PersonIdx, ShiftIdx, bool);

/// What matters of a partial line for what may follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct State {
    n_turns: u32,
    points: i64,
    days_in_row: i64,
    longest_off: i64,
}

impl State {
    fn idle(days: i64) -> Self {
        Self {
            n_turns: 0,
            points: 0,
            days_in_row: 0,
            longest_off: days,
        }
    }
}

/// Whether one of `must` stands between the two, neither counted.
fn skips(must: &[ShiftIdx], from: Option<ShiftIdx>, to: Option<ShiftIdx>) -> bool {
    let is_between =
        |it: &ShiftIdx| from.is_none_or(|from| from < *it) && to.is_none_or(|to| *it < to);
    must.iter().any(is_between)
}

/// One person's lines.
pub(super) struct Lines<'a> {
    problem: &'a Problem,
    terms: Terms<'a>,
    person: PersonIdx,
    /// Shifts no rule about one person and one shift bars.
    open: Vec<ShiftIdx>,
    /// Spans of wishes to be on duty that some shift could meet.
    preferred: Vec<Span>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(problem: &'a Problem, terms: Terms<'a>, person: PersonIdx) -> Self {
        let wishes = problem[person]
            .wishes
            .iter()
            .filter(|wish| wish.leaning == Leaning::Prefer);
        let can_be_met =
            wishes.filter(|wish| problem.shifts().any(|(_, it)| it.span.overlaps(wish.span)));
        let preferred = can_be_met.map(|wish| wish.span).collect();
        let shifts = problem.shifts().map(|(shift, _)| shift);
        let open = shifts
            .filter(|shift| !terms.bars(problem, person, *shift))
            .collect();
        Self {
            problem,
            terms,
            person,
            open,
            preferred,
        }
    }

    /// Whether some wish to be on duty could be missed.
    pub(super) fn has_preferred(&self) -> bool {
        !self.preferred.is_empty()
    }

    /// Shifts the person may stand.
    pub(super) fn open(&self) -> &[ShiftIdx] {
        &self.open
    }

    /// The least of a line's own cost, scaled, less what `credit` gives for each of its turns,
    /// among lines that agree with `decisions` and with the pins. `None` if there is no such line.
    pub(super) fn cheapest(
        &self,
        scale: i64,
        credit: &BTreeMap<ShiftIdx, i128>,
        decisions: &[Decision],
    ) -> Option<i128> {
        let (must, banned) = self.decided(decisions)?;
        let mut best: Option<i128> = None;
        let mut take = |value: i128| best = Some(best.map_or(value, |it| it.min(value)));
        if must.is_empty() {
            take(self.idle_cost() * i128::from(scale));
        }
        let skips_must = |from, to| skips(&must, from, to);
        let mut states: Vec<(ShiftIdx, BTreeMap<State, i128>)> = Vec::new();
        for shift in self.open.iter().copied().filter(|it| !banned.contains(it)) {
            let mut here: BTreeMap<State, i128> = BTreeMap::new();
            let mut reach = |state: State, cost: i128| {
                if self.is_allowed(&state) {
                    let known = here.entry(state).or_insert(cost);
                    *known = cost.min(*known);
                }
            };
            let own = self.turn_cost(shift) * i128::from(scale)
                - credit.get(&shift).copied().unwrap_or(0);
            if !skips_must(None, Some(shift)) {
                let missed = self.missed(None, Some(shift)) * i128::from(scale);
                reach(self.first(shift), missed + own);
            }
            for (before, reached) in &states {
                if !self.may_follow(*before, shift) || skips_must(Some(*before), Some(shift)) {
                    continue;
                }
                let step = self.step_cost(*before, shift) * i128::from(scale);
                for (state, cost) in reached {
                    reach(self.next(*state, *before, shift), cost + step + own);
                }
            }
            if !skips_must(Some(shift), None) {
                for (state, cost) in &here {
                    take(cost + self.ended(state, shift) * i128::from(scale));
                }
            }
            states.push((shift, here));
        }
        best
    }

    /// Shifts the person must stand by pins and `decisions`, and those decided against. `None` if
    /// they must stand one that is barred.
    fn decided(&self, decisions: &[Decision]) -> Option<(Vec<ShiftIdx>, Vec<ShiftIdx>)> {
        let pins = self.problem.pins().iter();
        let pins = pins.filter(|_| self.terms.pins.is_some());
        let pins = pins.map(|pin| (pin.person, pin.shift, pin.kind == PinKind::Must));
        let mine = pins.chain(decisions.iter().copied());
        let mine = mine.filter(|(person, _, _)| *person == self.person);
        let (must, banned): (Vec<Decision>, Vec<Decision>) = mine.partition(|(_, _, it)| *it);
        let shifts = |decided: Vec<Decision>| decided.into_iter().map(|it| it.1).collect();
        let (must, banned): (Vec<ShiftIdx>, Vec<ShiftIdx>) = (shifts(must), shifts(banned));
        let is_possible = must.iter().all(|shift| self.open.contains(shift));
        is_possible.then_some((must, banned))
    }

    fn first(&self, shift: ShiftIdx) -> State {
        State {
            n_turns: 1,
            points: self.problem[shift].points,
            days_in_row: 1,
            longest_off: self.days_between(None, Some(shift)),
        }
    }

    fn next(&self, state: State, before: ShiftIdx, shift: ShiftIdx) -> State {
        let days = (self.problem[shift].day - self.problem[before].day).num_days();
        State {
            n_turns: state.n_turns + 1,
            points: state.points + self.problem[shift].points,
            days_in_row: match days {
                ..=0 => state.days_in_row,
                1 => state.days_in_row + 1,
                2.. => 1,
            },
            longest_off: state
                .longest_off
                .max(self.days_between(Some(before), Some(shift))),
        }
    }

    fn is_allowed(&self, state: &State) -> bool {
        let turns = self
            .terms
            .max_duties
            .map(|rule| u32::from(rule.limit_for(self.problem, self.person)));
        let days = self
            .terms
            .max_consecutive_days
            .map(|rule| i64::from(rule.limit));
        turns.is_none_or(|limit| state.n_turns <= limit)
            && days.is_none_or(|limit| state.days_in_row <= limit)
    }

    fn may_follow(&self, before: ShiftIdx, shift: ShiftIdx) -> bool {
        let (before, shift) = (&self.problem[before], &self.problem[shift]);
        // That turns do not overlap is R04: without it nothing is proven, see `certificate::bound`.
        before.span.end() <= shift.span.start()
            && self
                .terms
                .min_rest
                .is_none_or(|rule| rule.allows(before, shift))
    }

    /// Soft cost of a turn, whatever else the person stands.
    pub(super) fn turn_cost(&self, shift: ShiftIdx) -> i128 {
        let (problem, person) = (self.problem, self.person);
        let special = self
            .terms
            .special_turn
            .map_or(0, |it| it.cost_of(problem, person, shift));
        let avoided = self
            .terms
            .wishes
            .map_or(0, |it| it.avoid_cost(problem, person, shift));
        let changed = self
            .terms
            .least_change
            .map_or(0, |it| it.cost_of(problem, person, shift));
        i128::from(special) + i128::from(avoided) + i128::from(changed)
    }

    /// A trip more, and wishes missed on the way.
    fn step_cost(&self, before: ShiftIdx, shift: ShiftIdx) -> i128 {
        let days = (self.problem[shift].day - self.problem[before].day).num_days();
        let weight = self.terms.continuity.map_or(0, |rule| rule.weight);
        let trip = if 1 < days { i128::from(weight) } else { 0 };
        trip + self.missed(Some(before), Some(shift))
    }

    /// Cost of the wishes to be on duty that lie wholly after the one and before the other: a wish
    /// that no turn of a line meets lies so between just two turns in succession.
    fn missed(&self, before: Option<ShiftIdx>, after: Option<ShiftIdx>) -> i128 {
        let Some(rule) = self.terms.wishes else {
            return 0;
        };
        let span = |shift: ShiftIdx| self.problem[shift].span;
        let is_missed = |wish: &&Span| {
            before.is_none_or(|it| span(it).end() <= wish.start())
                && after.is_none_or(|it| wish.end() <= span(it).start())
        };
        let n_missed = self.preferred.iter().filter(is_missed).count();
        i128::from(rule.prefer_weight) * n_missed as i128
    }

    /// What a line without turns costs.
    fn idle_cost(&self) -> i128 {
        let days = self.days_between(None, None);
        self.end_cost(&State::idle(days)) + self.missed(None, None)
    }

    /// What is to be paid once a line ends in `state` with `last`.
    fn ended(&self, state: &State, last: ShiftIdx) -> i128 {
        let tail = self.days_between(Some(last), None);
        let state = State {
            longest_off: state.longest_off.max(tail),
            ..*state
        };
        self.end_cost(&state) + self.missed(Some(last), None)
    }

    /// What depends on the line as a whole.
    fn end_cost(&self, state: &State) -> i128 {
        let person = &self.problem[self.person];
        let days_short = (i64::from(person.home_days) - state.longest_off).max(0);
        let home = self.terms.home_trip.map_or(0, |it| i128::from(it.weight));
        self.load_cost(state.points) + home * i128::from(days_short)
    }

    fn load_cost(&self, points: i64) -> i128 {
        let person = &self.problem[self.person];
        let load = |rule: &FairLoad| rule.cost_of(person.carried, points, person.share);
        i128::from(self.terms.fair_load.map_or(0, load))
    }

    /// Whole days of the period after the one and before the other that neither touches.
    fn days_between(&self, before: Option<ShiftIdx>, after: Option<ShiftIdx>) -> i64 {
        let touched_last = |shift: ShiftIdx| self.problem[shift].span.days().last();
        let from: Option<NaiveDate> = before.and_then(touched_last);
        let to: Option<NaiveDate> = after.map(|shift| self.problem[shift].span.start().date());
        let days = self.problem.facts().days.iter().map(|day| day.date);
        let between =
            days.filter(|day| from.is_none_or(|from| from < *day) && to.is_none_or(|to| *day < to));
        i64::try_from(between.count()).unwrap_or(i64::MAX)
    }
}

/// One line of work.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) shifts: Vec<ShiftIdx>,
    /// Its own cost, not scaled.
    pub(super) cost: i128,
    pub(super) points: i64,
}

/// Most lines listed for one person.
const MOST_LINES: usize = 10_000;
/// Most partial lines looked at for one person.
const MOST_STEPS: usize = 10_000_000;

impl Lines<'_> {
    /// Every line that agrees with `decisions` and the pins and costs, scaled and less `credit`, no
    /// more than `limit`. `None` if they are too many.
    pub(super) fn within(
        &self,
        scale: i64,
        credit: &BTreeMap<ShiftIdx, i128>,
        decisions: &[Decision],
        limit: i128,
    ) -> Option<Vec<Line>> {
        let Some((must, banned)) = self.decided(decisions) else {
            return Some(Vec::new());
        };
        let open = self.open.iter().copied();
        let open: Vec<ShiftIdx> = open.filter(|it| !banned.contains(it)).collect();
        let scale = i128::from(scale);
        let own = |shift: ShiftIdx| {
            self.turn_cost(shift) * scale - credit.get(&shift).copied().unwrap_or(0)
        };
        // What going on after a shift costs at least, the line as a whole apart.
        let mut to_go: BTreeMap<ShiftIdx, i128> = BTreeMap::new();
        for (nth, before) in open.iter().enumerate().rev() {
            let later = open[nth + 1..].iter().copied();
            let later = later.filter(|shift| self.may_follow(*before, *shift));
            let costs = later.map(|it| self.step_cost(*before, it) * scale + own(it) + to_go[&it]);
            let least = costs.fold(0, i128::min);
            to_go.insert(*before, least);
        }
        let mut found = Vec::new();
        let idle = self.idle_cost();
        if must.is_empty() && idle * scale <= limit {
            found.push(Line {
                shifts: Vec::new(),
                cost: idle,
                points: 0,
            });
        }
        // Partial lines: state, cost so far, what is credited so far.
        let mut partial: Vec<(Vec<ShiftIdx>, State, i128, i128)> = (open.iter())
            .filter(|shift| !skips(&must, None, Some(**shift)))
            .map(|shift| {
                let own_cost = self.turn_cost(*shift);
                (
                    vec![*shift],
                    self.first(*shift),
                    self.missed(None, Some(*shift)) + own_cost,
                    own_cost * scale - own(*shift),
                )
            })
            .collect();
        let mut n_steps = 0;
        while let Some((shifts, state, cost, credited)) = partial.pop() {
            n_steps += 1;
            let last = *shifts.last()?;
            let least = (cost + self.load_cost(state.points)) * scale - credited + to_go[&last];
            if limit < least || !self.is_allowed(&state) {
                continue;
            }
            for shift in open.iter().copied().filter(|shift| last < *shift) {
                if self.may_follow(last, shift) && !skips(&must, Some(last), Some(shift)) {
                    let own_cost = self.turn_cost(shift);
                    let mut shifts = shifts.clone();
                    shifts.push(shift);
                    partial.push((
                        shifts,
                        self.next(state, last, shift),
                        cost + self.step_cost(last, shift) + own_cost,
                        credited + own_cost * scale - own(shift),
                    ));
                }
            }
            let cost = cost + self.ended(&state, last);
            if cost * scale - credited <= limit && !skips(&must, Some(last), None) {
                found.push(Line {
                    shifts,
                    cost,
                    points: state.points,
                });
            }
            if MOST_LINES < found.len() || MOST_STEPS < n_steps {
                return None;
            }
        }
        Some(found)
    }
}
