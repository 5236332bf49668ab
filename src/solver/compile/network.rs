//! Which of one person's turns may follow which, and at what cost.

use chrono::NaiveDate;

use crate::calendar::span::Span;
use crate::domain::ids::PersonIdx;
use crate::domain::person::Leaning;
use crate::domain::problem::Problem;
use crate::rules::form::{ForbidsSuccession, OnSuccession};

use crate::solver::model::index::TurnAt;
use crate::solver::model::schedule::{Arc, Hubs, Network, Step, Tip, Turn};

/// The rules that look at two turns in succession, of one person.
struct Succession<'a> {
    forbidding: Vec<&'a dyn ForbidsSuccession>,
    trip_cost: i64,
    missed_cost: i64,
    /// Wishes to be on duty that some shift could meet.
    preferred: Vec<Span>,
    first_day: NaiveDate,
    n_days: i64,
}

/// Builds the network over `turns`, which are in order of time.
pub(crate) fn build(
    problem: &Problem,
    forms: &[OnSuccession<'_>],
    person: PersonIdx,
    turns: &[Turn],
) -> Network {
    let succession = Succession::new(problem, forms, person);
    let shift_of = |turn: &Turn| &problem[turn.shift];
    let mut into = Vec::with_capacity(turns.len());
    for (at, later) in turns.iter().map(shift_of).enumerate() {
        let mut arcs = Vec::new();
        for (from, earlier) in TurnAt::enumerate(&turns[..at]) {
            let earlier = shift_of(earlier);
            let mut forbidding = succession.forbidding.iter();
            // No schedule holds turns that overlap, whether R04 is in force or not.
            let may_follow = earlier.span.end() <= later.span.start()
                && forbidding.all(|rule| rule.allows(earlier, later));
            if may_follow {
                let step = match (later.day - earlier.day).num_days() {
                    ..=0 => Step::SameDay,
                    1 => Step::NextDay,
                    2.. => Step::Later,
                };
                let trip = if step == Step::Later {
                    succession.trip_cost
                } else {
                    0
                };
                let missed = succession.missed(Some(earlier.span), Some(later.span));
                arcs.push(Arc {
                    from,
                    cost: trip + missed,
                    days_off: succession.days_between(Some(earlier.span), Some(later.span)),
                    step,
                });
            }
        }
        into.push(arcs);
    }
    let tip = |before: Option<Span>, after: Option<Span>| {
        Some(Tip {
            cost: succession.missed(before, after),
            days_off: succession.days_between(before, after),
        })
    };
    Network {
        into,
        hubs: Hubs::default(),
        first: turns
            .iter()
            .map(|turn| tip(None, Some(shift_of(turn).span)))
            .collect(),
        last: turns
            .iter()
            .map(|turn| tip(Some(shift_of(turn).span), None))
            .collect(),
        idle_cost: Some(succession.missed(None, None)),
    }
}

impl<'a> Succession<'a> {
    fn new(problem: &Problem, forms: &[OnSuccession<'a>], person: PersonIdx) -> Self {
        let days = &problem.facts().days;
        let can_be_met = |span: Span| problem.shifts().any(|(_, it)| it.span.overlaps(span));
        let preferred = (problem[person].wishes.iter())
            .filter(|wish| wish.leaning == Leaning::Prefer && can_be_met(wish.span))
            .map(|wish| wish.span);
        let mut forbidding = Vec::new();
        let (mut trip_cost, mut missed_cost) = (0, 0);
        for form in forms {
            match form {
                OnSuccession::Forbids(rule) => forbidding.push(*rule),
                OnSuccession::Trip { weight } => trip_cost += weight,
                OnSuccession::MissedWish { weight } => missed_cost += weight,
            }
        }
        Self {
            forbidding,
            trip_cost,
            missed_cost,
            preferred: preferred.collect(),
            first_day: days.first().map(|day| day.date).unwrap_or_default(),
            n_days: i64::try_from(days.len()).unwrap_or(i64::MAX),
        }
    }

    /// Cost of the wishes to be on duty that lie wholly between the two.
    fn missed(&self, before: Option<Span>, after: Option<Span>) -> i64 {
        let is_missed = |wish: &&Span| {
            before.is_none_or(|it| it.end() <= wish.start())
                && after.is_none_or(|it| wish.end() <= it.start())
        };
        let n_missed = self.preferred.iter().filter(is_missed).count();
        self.missed_cost * i64::try_from(n_missed).unwrap_or(i64::MAX)
    }

    /// Whole days of the period between the two that neither touches.
    fn days_between(&self, before: Option<Span>, after: Option<Span>) -> u16 {
        let nth = |day: NaiveDate| (day - self.first_day).num_days();
        let first = before
            .and_then(|it| it.days().last())
            .map_or(0, |day| nth(day) + 1);
        let end = after.map_or(self.n_days, |it| nth(it.start().date()));
        u16::try_from((end.min(self.n_days) - first.max(0)).max(0)).unwrap_or(u16::MAX)
    }
}
