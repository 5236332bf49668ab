//! All lines of one person whose reduced cost stays under a limit.

use super::person::{ModelPerson, Step};
use super::pricing::{Fix, SCALE};

/// Appends to `out` every line with reduced cost at most `limit` (scaled), with that cost. Stops
/// and answers `false` when more than `most` lines would stand in `out`.
pub(super) fn enumerate(
    person: &ModelPerson,
    weights: &[i64],
    fixed: &[Fix],
    limit: i64,
    most: usize,
    out: &mut Vec<(i64, Vec<u16>)>,
) -> bool {
    let mut walk = Walk {
        person,
        weights,
        fixed,
        limit,
        most,
        to_go: to_go(person, weights, fixed),
        cheapest: person.totals.iter().map(|it| it.curve.least()).collect(),
        out,
        line: Vec::new(),
        sums: vec![0; person.totals.len()],
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

/// For each turn the least that going on from it can cost, totals and home trip apart.
fn to_go(person: &ModelPerson, weights: &[i64], fixed: &[Fix]) -> Vec<i64> {
    let n_turns = person.turns.len();
    let network = &person.network;
    let mut to_go: Vec<i64> = (network.last.iter())
        .map(|last| last.map_or(UNREACHABLE, |it| it.cost * SCALE))
        .collect();
    // The least of all turns entered from a hub or from one after it.
    let n_hubs = network.hubs.enter.iter().flatten().max();
    let mut from_hub = vec![UNREACHABLE; n_hubs.map_or(0, |it| usize::from(*it) + 1)];
    for at in (0..n_turns).rev() {
        // A required turn after `at` must not be passed by; being lenient here only costs time.
        if let Some(hub) = network.hubs.leave.get(at).copied().flatten() {
            let rest = from_hub.get(usize::from(hub)).copied();
            to_go[at] = to_go[at].min(rest.unwrap_or(UNREACHABLE));
        }
        if fixed[at] == Fix::Banned || to_go[at] == UNREACHABLE {
            continue;
        }
        let here = weights[at] + to_go[at];
        for arc in &network.into[at] {
            let from = usize::from(arc.from);
            to_go[from] = to_go[from].min(arc.cost * SCALE + here);
        }
        if let Some(hub) = network.hubs.enter.get(at).copied().flatten() {
            for earlier in &mut from_hub[..=usize::from(hub)] {
                *earlier = here.min(*earlier);
            }
        }
    }
    to_go
}

const UNREACHABLE: i64 = i64::MAX;

struct Walk<'a> {
    person: &'a ModelPerson,
    weights: &'a [i64],
    fixed: &'a [Fix],
    limit: i64,
    most: usize,
    to_go: Vec<i64>,
    /// For each total, what its sum costs at least.
    cheapest: Vec<i64>,
    out: &'a mut Vec<(i64, Vec<u16>)>,
    line: Vec<u16>,
    /// Of each total, over `line`.
    sums: Vec<i64>,
}

impl Walk<'_> {
    /// What the totals cost at least, however the line goes on; `None` beyond a limit.
    fn totals_cost(&self) -> Option<i64> {
        let mut cost = 0;
        for ((total, sum), cheapest) in self
            .person
            .totals
            .iter()
            .zip(&self.sums)
            .zip(&self.cheapest)
        {
            if total.most < *sum {
                return None;
            }
            cost += if total.floor() <= *sum {
                total.curve.cost(*sum)
            } else {
                *cheapest
            };
        }
        Some(cost)
    }

    fn enter(&mut self, at: usize, cost: i64, streak: u16, days_off: u16) -> bool {
        let before = self.line.last().copied();
        let here = u16::try_from(at).unwrap_or(u16::MAX);
        for (sum, total) in self.sums.iter_mut().zip(&self.person.totals) {
            *sum += total.added(before, here);
        }
        self.line.push(here);
        let is_promising = self.to_go[at] != UNREACHABLE
            && self
                .totals_cost()
                .is_some_and(|totals| cost + self.to_go[at] + totals * SCALE <= self.limit);
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
        let may_end = person.run.may_end(streak, &person.turns[at], person.n_days);
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
            if self.fixed[to] == Fix::Banned || person.run.most < streak || is_closed {
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
