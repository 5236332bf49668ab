//! All lines of one person whose reduced cost stays under a limit.

use crate::solver::model::schedule::{ModelPerson, Step};
use crate::solver::model::{Fix, SCALE};
use crate::solver::pricing::completion_bound::{ToGo, UNREACHABLE};

/// Partial lines looked at for each line that may be found, at most.
const STEPS_FOR_A_LINE: usize = 50;

/// Appends to `out` every line with reduced cost at most `limit` (scaled), with that cost. Stops
/// and answers `false` when more than `most` lines would stand in `out`, or it takes too long.
pub(crate) fn enumerate(
    person: &ModelPerson,
    weights: &[i64],
    fixed: &[Fix],
    limit: i64,
    most: usize,
    out: &mut Vec<(i64, Vec<u16>)>,
) -> bool {
    let mut to_go = ToGo::default();
    to_go.fill(person, weights, fixed);
    let mut walk = Walk {
        person,
        weights,
        fixed,
        limit,
        most,
        to_go,
        out,
        line: Vec::new(),
        sums: vec![0; person.totals.len()],
        n_steps_left: most * STEPS_FOR_A_LINE,
    };
    if !fixed.contains(&Fix::Required) {
        let idle = person.line_cost(&[]).map(|cost| cost * SCALE);
        let idle = idle.filter(|idle| *idle <= limit);
        walk.out.extend(idle.map(|idle| (idle, Vec::new())));
    }
    for at in 0..person.turns.len() {
        if let Some(tip) = person.network.first[at].filter(|_| fixed[at] != Fix::Banned) {
            let cost = tip.cost * SCALE + weights[at];
            if !walk.enter(at, cost, 1, tip.days_off) {
                return false;
            }
        }
        if fixed[at] == Fix::Required {
            break;
        }
    }
    true
}

struct Walk<'a> {
    person: &'a ModelPerson,
    weights: &'a [i64],
    fixed: &'a [Fix],
    limit: i64,
    most: usize,
    to_go: ToGo,
    out: &'a mut Vec<(i64, Vec<u16>)>,
    line: Vec<u16>,
    /// Of each total, over `line`.
    sums: Vec<i64>,
    n_steps_left: usize,
}

impl Walk<'_> {
    /// What the totals cost at least, however the line goes on, the guide apart; `None` beyond a
    /// limit.
    fn totals_cost(&self) -> Option<i64> {
        let mut cost = 0;
        for (nth, (total, sum)) in self.person.totals.iter().zip(&self.sums).enumerate() {
            if total.most < *sum {
                return None;
            }
            if !self.to_go.counts(nth) {
                cost += if total.floor() <= *sum {
                    total.curve.cost(*sum)
                } else {
                    total.curve.least()
                };
            }
        }
        Some(cost)
    }

    fn enter(&mut self, at: usize, cost: i64, streak: u16, days_off: u16) -> bool {
        if self.n_steps_left == 0 {
            return false;
        }
        self.n_steps_left -= 1;
        let before = self.line.last().copied();
        let here = u16::try_from(at).unwrap_or(u16::MAX);
        for (sum, total) in self.sums.iter_mut().zip(&self.person.totals) {
            *sum += total.added(before, here);
        }
        self.line.push(here);
        let to_go = self.to_go.cost(at, &self.sums);
        let is_promising = to_go != UNREACHABLE
            && self
                .totals_cost()
                .is_some_and(|totals| cost + to_go + totals * SCALE <= self.limit);
        let go_on = !is_promising || self.go_on(at, cost, streak, days_off);
        self.line.pop();
        for (sum, total) in self.sums.iter_mut().zip(&self.person.totals) {
            *sum -= total.added(before, here);
        }
        go_on
    }

    fn go_on(&mut self, at: usize, cost: i64, streak: u16, days_off: u16) -> bool {
        let person = self.person;
        let here = u16::try_from(at).unwrap_or(u16::MAX);
        let may_end = person
            .streak
            .may_end(streak, &person.turns[at], person.n_days);
        let next_required =
            (at + 1..person.turns.len()).find(|it| self.fixed[*it] == Fix::Required);
        if next_required.is_none()
            && may_end
            && let Some(end) = person.network.last[at]
            && let Some(totals) = { person.totals.iter().zip(&self.sums) }
                .map(|(total, sum)| total.cost(*sum))
                .sum::<Option<i64>>()
        {
            let longest = days_off.max(end.days_off);
            let total = cost + (end.cost + totals + person.home.cost(longest)) * SCALE;
            if total <= self.limit {
                if self.most <= self.out.len() {
                    return false;
                }
                self.out.push((total, self.line.clone()));
            }
        }
        let end = next_required.map_or(person.turns.len(), |it| it + 1);
        for to in at + 1..end {
            let next = u16::try_from(to).unwrap_or(u16::MAX);
            let Some(arc) = person.network.step(here, next) else {
                continue;
            };
            let streak = arc.step.streak_after(streak);
            let is_closed = arc.step == Step::Later && !may_end;
            if self.fixed[to] == Fix::Banned || person.streak.most < streak || is_closed {
                continue;
            }
            let cost = cost + arc.cost * SCALE + self.weights[to];
            if !self.enter(to, cost, streak, days_off.max(arc.days_off)) {
                return false;
            }
        }
        true
    }
}
