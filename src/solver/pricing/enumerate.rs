//! Reduced-cost enumeration: every schedule of one person whose reduced cost stays under a limit
//! (Baldacci et al. 2008). Paths are walked depth first and cut by the completion bound; no
//! dominance, since every schedule within the limit is wanted.

use super::completion_bound::CompletionBound;
use crate::solver::model::index::TurnAt;
use crate::solver::model::schedule::{ModelPerson, Step};
use crate::solver::model::{Fix, SCALE, Schedule};
use crate::solver::params::STEPS_PER_SCHEDULE;

/// Appends to `out` every schedule with reduced cost at most `limit` (scaled), with that cost.
/// Stops and answers `false` when more than `most` schedules would stand in `out`, or it takes too
/// long.
pub(crate) fn enumerate(
    person: &ModelPerson,
    weights: &[i64],
    fixed: &[Fix],
    limit: i64,
    most: usize,
    out: &mut Vec<(i64, Schedule)>,
) -> bool {
    let mut completion = CompletionBound::default();
    completion.fill(person, weights, fixed);
    let mut walk = Walk {
        person,
        weights,
        fixed,
        limit,
        most,
        completion,
        out,
        path: Vec::new(),
        levels: vec![0; person.resources.len()],
        n_steps_left: most * STEPS_PER_SCHEDULE,
    };
    if !fixed.contains(&Fix::Required) {
        let idle = person.cost_of(&[]).map(|cost| cost * SCALE);
        let idle = idle.filter(|idle| *idle <= limit);
        walk.out.extend(idle.map(|idle| (idle, Vec::new())));
    }
    for place in TurnAt::all(person.turns.len()) {
        let at = place.get();
        if let Some(tip) = person.network.first[at].filter(|_| fixed[at] != Fix::Banned) {
            let cost = tip.cost * SCALE + weights[at];
            if !walk.enter(place, cost, 1, tip.days_off) {
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
    completion: CompletionBound,
    out: &'a mut Vec<(i64, Schedule)>,
    path: Schedule,
    /// Of each resource, over `path`.
    levels: Vec<i64>,
    n_steps_left: usize,
}

impl Walk<'_> {
    /// What the resources cost at least, however the path is extended, the guide apart; `None`
    /// beyond a limit.
    fn resources_cost(&self) -> Option<i64> {
        let mut cost = 0;
        for (nth, (resource, level)) in self.person.resources.iter().zip(&self.levels).enumerate() {
            if resource.exceeds(*level) {
                return None;
            }
            if !self.completion.counts(nth) {
                cost += if resource.floor() <= *level {
                    resource.curve.cost(*level)
                } else {
                    resource.curve.least()
                };
            }
        }
        Some(cost)
    }

    /// Walks on from turn `at`, if that may end within the limit; `false` to stop everything.
    fn enter(&mut self, at: TurnAt, cost: i64, streak: u16, days_off: u16) -> bool {
        if self.n_steps_left == 0 {
            return false;
        }
        self.n_steps_left -= 1;
        let before = self.path.last().copied();
        for (level, resource) in self.levels.iter_mut().zip(&self.person.resources) {
            *level += resource.consumed(before, at);
        }
        self.path.push(at);
        let completion = self.completion.cost(at.get(), &self.levels);
        let least = completion
            .zip(self.resources_cost())
            .map(|(completion, resources)| cost + completion + resources * SCALE);
        let is_promising = least.is_some_and(|it| it <= self.limit);
        let go_on = !is_promising || self.go_on(at, cost, streak, days_off);
        self.path.pop();
        for (level, resource) in self.levels.iter_mut().zip(&self.person.resources) {
            *level -= resource.consumed(before, at);
        }
        go_on
    }

    /// Ends the path at turn `at`, if it may end there, and walks every arc from it.
    fn go_on(&mut self, at: TurnAt, cost: i64, streak: u16, days_off: u16) -> bool {
        let person = self.person;
        let n_turns = person.turns.len();
        let turn = &person.turns[at.get()];
        let may_end = person.streak.may_end(streak, turn, person.n_days);
        let next_required = (at.get() + 1..n_turns).find(|it| self.fixed[*it] == Fix::Required);
        if next_required.is_none()
            && may_end
            && let Some(end) = person.network.last[at.get()]
            && let Some(resources) = { person.resources.iter().zip(&self.levels) }
                .map(|(resource, level)| resource.cost(*level))
                .sum::<Option<i64>>()
        {
            let longest = days_off.max(end.days_off);
            let reduced = cost + (end.cost + resources + person.home.cost(longest)) * SCALE;
            if reduced <= self.limit {
                if self.most <= self.out.len() {
                    return false;
                }
                self.out.push((reduced, self.path.clone()));
            }
        }
        let end = next_required.map_or(n_turns, |it| it + 1);
        for to in TurnAt::all(end).skip(at.get() + 1) {
            let Some(arc) = person.network.arc(at, to) else {
                continue;
            };
            let streak = arc.step.streak_after(streak);
            let is_closed = arc.step == Step::Later && !may_end;
            if self.fixed[to.get()] == Fix::Banned || person.streak.exceeds(streak) || is_closed {
                continue;
            }
            let cost = cost + arc.cost * SCALE + self.weights[to.get()];
            if !self.enter(to, cost, streak, days_off.max(arc.days_off)) {
                return false;
            }
        }
        true
    }
}
