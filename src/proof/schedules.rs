//! Pricing, as the checker does it: the schedule of one person with the least reduced cost, by plain
//! dynamic programming over every state that a partial schedule can be in (labels without
//! dominance or bounds). Slower than the solver's, and with nothing clever in it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::calendar::span::Span;
use crate::domain::facts::PinKind;
use crate::domain::ids::{PersonIdx, ShiftIdx};
use crate::domain::person::Leaning;
use crate::domain::problem::Problem;
use crate::rules::fair_load::FairLoad;
use crate::rules::form::{Forms, OnResource, OnSuccession, OnTurn};

use super::work::{Unchecked, Work, hold};

/// Whether a person must stand a shift (`true`) or must not.
pub(super) type Decision = (PersonIdx, ShiftIdx, bool);

/// What matters of a partial schedule for what may follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct State {
    n_turns: u32,
    points: i64,
    days_in_row: i64,
    longest_off: i64,
}

/// Numbers that one of them takes while it is known, roughly.
const STATE: usize = 6;

/// What lies between two successive turns.
#[derive(Clone, Copy)]
struct Gap {
    /// From the roster day of the one to that of the other.
    days: i64,
    /// Whole days that neither touches.
    days_off: i64,
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

/// All schedules of one person.
pub(super) struct Schedules<'a> {
    problem: &'a Problem,
    forms: &'a Forms<'a>,
    person: PersonIdx,
    /// Shifts from which no rule bars the person, in order.
    open: Vec<ShiftIdx>,
    /// What each of these costs, whatever else the person stands.
    turn_costs: BTreeMap<ShiftIdx, i128>,
    /// Spans of wishes to be on duty that some shift could meet.
    preferred: Vec<Span>,
}

impl<'a> Schedules<'a> {
    pub(super) fn new(problem: &'a Problem, forms: &'a Forms<'a>, person: PersonIdx) -> Self {
        let wishes = problem[person]
            .wishes
            .iter()
            .filter(|wish| wish.leaning == Leaning::Prefer);
        let can_be_met =
            wishes.filter(|wish| problem.shifts().any(|(_, it)| it.span.overlaps(wish.span)));
        let preferred = can_be_met.map(|wish| wish.span).collect();
        let shifts = problem.shifts().map(|(shift, _)| shift);
        let open: Vec<ShiftIdx> = shifts
            .filter(|shift| !forms.bars(problem, person, *shift))
            .collect();
        let price = |form: &OnTurn<'_>, shift: ShiftIdx| match form {
            OnTurn::Prices(rule) => i128::from(rule.cost_of(problem, person, shift)),
            OnTurn::Bars(_) | OnTurn::Requires => 0,
        };
        let turn_cost = |shift: ShiftIdx| forms.turns.iter().map(|it| price(it, shift)).sum();
        let turn_costs = open.iter().map(|shift| (*shift, turn_cost(*shift)));
        Self {
            problem,
            forms,
            person,
            turn_costs: turn_costs.collect(),
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

    /// The least reduced cost, scaled: a schedule's own cost less what `credit` gives for each of its
    /// turns, among schedules that agree with `decisions` and the pins. `None` if there is none.
    pub(super) fn cheapest(
        &self,
        scale: i64,
        credit: &BTreeMap<ShiftIdx, i128>,
        decisions: &[Decision],
        work: &Work<'_>,
    ) -> Result<Option<i128>, Unchecked> {
        let Some((must, banned)) = self.decided(decisions) else {
            return Ok(None);
        };
        let mut best: Option<i128> = None;
        let mut take = |value: i128| best = Some(best.map_or(value, |it| it.min(value)));
        if must.is_empty() {
            take(self.idle_cost() * i128::from(scale));
        }
        let skips_must = |from, to| skips(&must, from, to);
        let mut states: Vec<(ShiftIdx, BTreeMap<State, i128>)> = Vec::new();
        let mut n_states = 0;
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
                let missed = self.step_cost(None, Some(shift)) * i128::from(scale);
                reach(self.first(shift), missed + own);
            }
            for (before, reached) in &states {
                if !self.may_follow(*before, shift) || skips_must(Some(*before), Some(shift)) {
                    continue;
                }
                work.spend(1 + reached.len())?;
                let step = self.step_cost(Some(*before), Some(shift)) * i128::from(scale);
                let gap = self.gap(*before, shift);
                for (state, cost) in reached {
                    reach(self.next(*state, gap, shift), cost + step + own);
                }
            }
            if !skips_must(Some(shift), None) {
                for (state, cost) in &here {
                    take(cost + self.ended(state, shift) * i128::from(scale));
                }
            }
            n_states += here.len();
            hold(n_states * STATE)?;
            states.push((shift, here));
        }
        Ok(best)
    }

    /// Shifts the person must stand by pins and `decisions`, and those decided against. `None` if
    /// they must stand one that is barred.
    fn decided(&self, decisions: &[Decision]) -> Option<(Vec<ShiftIdx>, Vec<ShiftIdx>)> {
        let are_kept = self.forms.turns.iter().any(|form| match form {
            OnTurn::Requires => true,
            OnTurn::Bars(_) | OnTurn::Prices(_) => false,
        });
        // Bans bar, so that nothing banned is open.
        let musts = self.problem.pins().iter();
        let musts = musts.filter(|pin| are_kept && pin.kind == PinKind::Must);
        let musts = musts.map(|pin| (pin.person, pin.shift, true));
        let mine = musts.chain(decisions.iter().copied());
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

    fn gap(&self, before: ShiftIdx, shift: ShiftIdx) -> Gap {
        Gap {
            days: (self.problem[shift].day - self.problem[before].day).num_days(),
            days_off: self.days_between(Some(before), Some(shift)),
        }
    }

    fn next(&self, state: State, gap: Gap, shift: ShiftIdx) -> State {
        State {
            n_turns: state.n_turns + 1,
            points: state.points + self.problem[shift].points,
            days_in_row: match gap.days {
                ..=0 => state.days_in_row,
                1 => state.days_in_row + 1,
                2.. => 1,
            },
            longest_off: state.longest_off.max(gap.days_off),
        }
    }

    /// Whether no resource is beyond its limit.
    fn is_allowed(&self, state: &State) -> bool {
        self.forms.resources.iter().all(|form| match form {
            OnResource::Turns(rule) => {
                state.n_turns <= u32::from(rule.limit_for(self.problem, self.person))
            }
            OnResource::DaysInRow { most } => state.days_in_row <= i64::from(*most),
            OnResource::Load { .. } | OnResource::DaysOff { .. } => true,
        })
    }

    fn may_follow(&self, before: ShiftIdx, shift: ShiftIdx) -> bool {
        let (before, shift) = (&self.problem[before], &self.problem[shift]);
        // That turns do not overlap is R04: without it nothing is proven, see `certificate::bound`.
        before.span.end() <= shift.span.start()
            && self.forms.successions.iter().all(|form| match form {
                OnSuccession::Forbids(rule) => rule.allows(before, shift),
                OnSuccession::Trip { .. } | OnSuccession::MissedWish { .. } => true,
            })
    }

    /// Soft cost of an open shift, whatever else the person stands.
    pub(super) fn turn_cost(&self, shift: ShiftIdx) -> i128 {
        self.turn_costs.get(&shift).copied().unwrap_or(0)
    }

    /// Soft cost of having just nothing between the two; `None` is the start or the end.
    fn step_cost(&self, before: Option<ShiftIdx>, after: Option<ShiftIdx>) -> i128 {
        let price = |form: &OnSuccession<'_>| match form {
            OnSuccession::Trip { weight } => {
                let day = |shift: ShiftIdx| self.problem[shift].day;
                let days = before
                    .zip(after)
                    .map_or(0, |(before, after)| (day(after) - day(before)).num_days());
                if 1 < days { i128::from(*weight) } else { 0 }
            }
            OnSuccession::MissedWish { weight } => {
                i128::from(*weight) * self.n_missed(before, after) as i128
            }
            OnSuccession::Forbids(_) => 0,
        };
        self.forms.successions.iter().map(price).sum()
    }

    /// Wishes to be on duty that lie wholly after the one and before the other: a wish that no turn
    /// of a schedule meets lies so between just two turns in succession.
    fn n_missed(&self, before: Option<ShiftIdx>, after: Option<ShiftIdx>) -> usize {
        let span = |shift: ShiftIdx| self.problem[shift].span;
        let is_missed = |wish: &&Span| {
            before.is_none_or(|it| span(it).end() <= wish.start())
                && after.is_none_or(|it| wish.end() <= span(it).start())
        };
        self.preferred.iter().filter(is_missed).count()
    }

    /// What a schedule without turns costs.
    fn idle_cost(&self) -> i128 {
        let days = self.days_between(None, None);
        self.end_cost(&State::idle(days)) + self.step_cost(None, None)
    }

    /// What is to be paid once a schedule ends in `state` with `last`.
    fn ended(&self, state: &State, last: ShiftIdx) -> i128 {
        let tail = self.days_between(Some(last), None);
        let state = State {
            longest_off: state.longest_off.max(tail),
            ..*state
        };
        self.end_cost(&state) + self.step_cost(Some(last), None)
    }

    /// Soft cost of the resources.
    fn end_cost(&self, state: &State) -> i128 {
        let price = |form: &OnResource<'_>| match form {
            OnResource::Load { .. } => 0,
            OnResource::DaysOff { weight } => {
                let wanted = i64::from(self.problem[self.person].home_days);
                i128::from(*weight) * i128::from((wanted - state.longest_off).max(0))
            }
            OnResource::Turns(_) | OnResource::DaysInRow { .. } => 0,
        };
        let others: i128 = self.forms.resources.iter().map(price).sum();
        self.load_cost(state.points) + others
    }

    /// Soft cost of the points alone; it only grows with them.
    fn load_cost(&self, points: i64) -> i128 {
        let person = &self.problem[self.person];
        let price = |form: &OnResource<'_>| match form {
            OnResource::Load { weight } => {
                let rule = FairLoad { weight: *weight };
                i128::from(rule.cost_of(person.carried, points, person.share))
            }
            OnResource::Turns(_) | OnResource::DaysInRow { .. } | OnResource::DaysOff { .. } => 0,
        };
        self.forms.resources.iter().map(price).sum()
    }

    /// What no schedule of the person costs more than.
    pub(super) fn highest_cost(&self) -> i128 {
        let n_open = self.open.len();
        let limit = |form: &OnResource<'_>| match form {
            OnResource::Turns(rule) => usize::from(rule.limit_for(self.problem, self.person)),
            OnResource::DaysInRow { .. } | OnResource::Load { .. } | OnResource::DaysOff { .. } => {
                n_open
            }
        };
        let limits = self.forms.resources.iter().map(limit);
        let n_turns = limits.fold(n_open, usize::min);
        let largest = |mut values: Vec<i128>| -> i128 {
            values.sort_unstable_by(|a, b| b.cmp(a));
            values.into_iter().take(n_turns).sum()
        };
        let points = self
            .open
            .iter()
            .map(|it| i128::from(self.problem[*it].points));
        let points = i64::try_from(largest(points.collect())).unwrap_or(i64::MAX);
        let days = self.open.iter().map(|it| self.problem[*it].day);
        let (first, last) = (days.clone().min(), days.max());
        let has_trips = first.zip(last).is_some_and(|(a, b)| 1 < (b - a).num_days());
        let of_successions = self.forms.successions.iter().map(|form| match form {
            OnSuccession::Trip { weight } if has_trips => i128::from(*weight) * n_turns as i128,
            OnSuccession::MissedWish { weight } => {
                i128::from(*weight) * self.preferred.len() as i128
            }
            OnSuccession::Trip { .. } | OnSuccession::Forbids(_) => 0,
        });
        let never_off = State {
            points,
            ..State::idle(0)
        };
        let turns = largest(self.turn_costs.values().copied().collect());
        turns + of_successions.sum::<i128>() + self.end_cost(&never_off)
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

/// One schedule: a column of the master problem.
#[derive(Clone, Debug)]
pub(super) struct Schedule {
    pub(super) shifts: Vec<ShiftIdx>,
    /// Its own cost, not scaled.
    pub(super) cost: i128,
    pub(super) points: i64,
}

/// Most schedules listed for one person.
const MOST_SCHEDULES: usize = 10_000;
/// Most partial schedules looked at for one person.
const MOST_STEPS: usize = 10_000_000;

impl Schedules<'_> {
    /// Every schedule that agrees with `decisions` and the pins and whose reduced cost is no more than
    /// `limit`. `None` if they are too many.
    pub(super) fn within(
        &self,
        scale: i64,
        credit: &BTreeMap<ShiftIdx, i128>,
        decisions: &[Decision],
        limit: i128,
        work: &Work<'_>,
    ) -> Result<Option<Vec<Schedule>>, Unchecked> {
        let Some((must, banned)) = self.decided(decisions) else {
            return Ok(Some(Vec::new()));
        };
        let open = self.open.iter().copied();
        let open: Vec<ShiftIdx> = open.filter(|it| !banned.contains(it)).collect();
        let scale = i128::from(scale);
        let own = |shift: ShiftIdx| {
            self.turn_cost(shift) * scale - credit.get(&shift).copied().unwrap_or(0)
        };
        // Completion bound: what follows a shift costs at least so much, resources apart.
        let mut onward: BTreeMap<ShiftIdx, i128> = BTreeMap::new();
        for (nth, before) in open.iter().enumerate().rev() {
            work.spend(1 + open.len() - nth)?;
            let later = open[nth + 1..].iter().copied();
            let later = later.filter(|shift| self.may_follow(*before, *shift));
            let costs = later
                .map(|it| self.step_cost(Some(*before), Some(it)) * scale + own(it) + onward[&it]);
            let least = costs.fold(0, i128::min);
            onward.insert(*before, least);
        }
        let mut found = Vec::new();
        let idle = self.idle_cost();
        if must.is_empty() && idle * scale <= limit {
            found.push(Schedule {
                shifts: Vec::new(),
                cost: idle,
                points: 0,
            });
        }
        // Partial schedules: state, cost so far, what is credited so far.
        let mut partial: Vec<(Vec<ShiftIdx>, State, i128, i128)> = (open.iter())
            .filter(|shift| !skips(&must, None, Some(**shift)))
            .map(|shift| {
                let own_cost = self.turn_cost(*shift);
                (
                    vec![*shift],
                    self.first(*shift),
                    self.step_cost(None, Some(*shift)) + own_cost,
                    own_cost * scale - own(*shift),
                )
            })
            .collect();
        let mut n_steps = 0;
        while let Some((shifts, state, cost, credited)) = partial.pop() {
            n_steps += 1;
            work.spend(1)?;
            let Some(last) = shifts.last().copied() else {
                continue;
            };
            let least = (cost + self.load_cost(state.points)) * scale - credited + onward[&last];
            if limit < least || !self.is_allowed(&state) {
                continue;
            }
            let later = &open[open.partition_point(|it| *it <= last)..];
            work.spend(later.len())?;
            for shift in later.iter().copied() {
                if self.may_follow(last, shift) && !skips(&must, Some(last), Some(shift)) {
                    let own_cost = self.turn_cost(shift);
                    let mut shifts = shifts.clone();
                    shifts.push(shift);
                    partial.push((
                        shifts,
                        self.next(state, self.gap(last, shift), shift),
                        cost + self.step_cost(Some(last), Some(shift)) + own_cost,
                        credited + own_cost * scale - own(shift),
                    ));
                }
            }
            let cost = cost + self.ended(&state, last);
            if cost * scale - credited <= limit && !skips(&must, Some(last), None) {
                found.push(Schedule {
                    shifts,
                    cost,
                    points: state.points,
                });
            }
            if MOST_SCHEDULES < found.len() || MOST_STEPS < n_steps {
                return Ok(None);
            }
        }
        Ok(Some(found))
    }
}
