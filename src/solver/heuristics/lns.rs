//! Large neighbourhood search (Shaw 1998): a few people at a time give up their schedules and get
//! the best new ones, all others keeping theirs.
//!
//! What a few people should do best is a small problem of the same kind, solved by the same
//! method: its relaxation is nearly always whole. The duals of the whole say who should take part:
//! what a solution costs above the bound is the sum of the excess of each schedule and each row, so
//! without one of those nothing can be won. For sizes and rules where no repair of the whole
//! relaxation succeeds.

use crate::solver::bound::{Duals, price_all};
use crate::solver::model::component::Component;
use crate::solver::model::index::RowIdx;
use crate::solver::model::{Model, SCALE, Schedule};
use crate::solver::params::{
    LNS_EXCESS_UNITS, LNS_FAILURES, LNS_KNOWN_COLUMNS, LNS_MAX_PEOPLE, LNS_MIN_PEOPLE, LNS_NODES,
    LNS_ONE_BY_EXCESS_OF, LNS_ROUNDS,
};
use crate::solver::pricing::{Priced, Wanted};
use crate::solver::rng::Rng;
use crate::solver::tree::branch::Search;
use crate::solver::tree::incumbent::Incumbent;
use crate::solver::tree::node::{NodeBound, Pool};

/// Improves the incumbent of `search` until it is as good as the bound of `root`, nothing helps any
/// more, or the solver is told to stop.
pub(crate) fn improve(search: &mut Search<'_, '_>, root: &NodeBound) {
    let component = search.component;
    let model = &component.model;
    let n_people = model.people.len();
    let best = vec![Wanted::BEST; n_people];
    let threads = search.columns.threads;
    let pricing = price_all(model, &component.settled, &root.duals, &best, threads);
    let cheapest = |it: &Vec<Priced>| it.first().map_or(0, |best| best.reduced);
    let least: Vec<i64> = pricing.schedules.iter().map(cheapest).collect();
    let mut size = LNS_MIN_PEOPLE.min(n_people);
    let mut n_failed = 0;
    while !root.bound.reaches(search.cutoff()) && search.go_on() {
        let Some(best) = search.incumbent.best() else {
            return;
        };
        let schedules = best.schedules.clone();
        let excess = Excess::of(component, &schedules, &root.duals, &least);
        let people = pick_people(model, &excess, size, &mut search.rng);
        let better = improved(search, root, &schedules, &people);
        if better.is_some_and(|it| search.offer(&it)) {
            n_failed = 0;
        } else {
            n_failed += 1;
        }
        if LNS_FAILURES * size <= n_failed {
            n_failed = 0;
            size += 1;
            if LNS_MAX_PEOPLE.min(n_people) < size {
                return;
            }
        }
    }
}

/// What makes a solution cost more than the bound, scaled.
struct Excess {
    /// Of each person's schedule.
    people: Vec<i64>,
    /// Of each row's sum.
    rows: Vec<i64>,
}

impl Excess {
    /// Of `schedules`, where `least` is each person's least reduced cost at `duals`.
    fn of(component: &Component, schedules: &[Schedule], duals: &Duals, least: &[i64]) -> Self {
        let model = &component.model;
        let mut weights = Vec::new();
        let people = model.people.iter().zip(schedules).zip(least);
        let people = people.map(|((person, schedule), least)| {
            duals.weights(person, &mut weights);
            let reduced = person.reduced_cost(schedule, &weights);
            reduced.map_or(0, |it| (it - least).max(0))
        });
        let people = people.collect();
        let sums = model.row_sums(schedules, |_| true);
        let rows = model.rows.iter().zip(sums).zip(&duals.0);
        let rows = rows.map(|((row, sum), dual)| {
            let paid = dual.saturating_mul(sum - row.rhs);
            let cost = row.cost(sum, component.gap_price).unwrap_or(0);
            cost.saturating_mul(SCALE).saturating_add(paid).max(0)
        });
        Self {
            people,
            rows: rows.collect(),
        }
    }

    /// A person, or anybody who counts in a row, by chance in proportion to the excess.
    fn pick(&self, model: &Model, rng: &mut Rng) -> usize {
        // In coarse units, so that the sum stays in range.
        let unit = |it: &i64| usize::try_from(*it / (SCALE / LNS_EXCESS_UNITS)).unwrap_or(0);
        let all = || self.people.iter().chain(&self.rows).map(unit);
        let mut left = match all().sum::<usize>() {
            0 => return rng.below(self.people.len()),
            sum => rng.below(sum),
        };
        let mut nth = 0_usize;
        for share in all() {
            if left < share {
                break;
            }
            left -= share;
            nth += 1;
        }
        let Some(row) = nth.checked_sub(self.people.len()).map(RowIdx::new) else {
            return nth;
        };
        let counts = |person: &usize| {
            let mut turns = model.people[*person].turns.iter();
            turns.any(|turn| turn.entries.iter().any(|it| it.0 == row))
        };
        let users: Vec<usize> = (0..self.people.len()).filter(counts).collect();
        match users.len() {
            0 => rng.below(self.people.len()),
            n => users[rng.below(n)],
        }
    }
}

/// `size` people, in order: the first by excess, the others so or at random.
fn pick_people(model: &Model, excess: &Excess, size: usize, rng: &mut Rng) -> Vec<usize> {
    let mut picked: Vec<usize> = Vec::with_capacity(size);
    while picked.len() < size {
        let person = if picked.is_empty() || rng.below(LNS_ONE_BY_EXCESS_OF) == 0 {
            excess.pick(model, rng)
        } else {
            rng.below(model.people.len())
        };
        if !picked.contains(&person) {
            picked.push(person);
        }
    }
    picked.sort_unstable();
    picked
}

/// `schedules` with the best for `people` in place of theirs, if better ones are found.
fn improved(
    search: &mut Search<'_, '_>,
    root: &NodeBound,
    schedules: &[Schedule],
    people: &[usize],
) -> Option<Vec<Schedule>> {
    let (component, rows) = search.component.neighbourhood(people, schedules);
    let now: Vec<Schedule> = people.iter().map(|it| schedules[*it].clone()).collect();
    let now = component.assignment(&now)?;
    let known = &search.columns.pool;
    let mut pool = Pool::new(people.len());
    for (nth, person) in people.iter().enumerate() {
        for schedule in known.cheapest(*person, &root.duals, LNS_KNOWN_COLUMNS) {
            pool.add(&component.model, nth, schedule);
        }
        pool.add(&component.model, nth, &now.schedules[nth]);
    }
    let before = now.cost;
    let start = Duals(rows.iter().map(|row| root.duals.of(*row)).collect());
    let is_active = &search.columns.active;
    let active = rows.iter().map(|row| is_active[row.get()]).collect();
    let mut small = search.nested(&component, Incumbent::some(now), pool, active, LNS_NODES);
    let node = small.bound_of(&component.settled, Some(&start), LNS_ROUNDS);
    if !small.is_stopped() && !node.bound.reaches(before) {
        small.repair(&node, &component.settled, false);
        small.prove(node, &mut component.settled.clone());
    }
    let (found, rng) = (small.incumbent.into_best(), small.rng);
    search.rng = rng;
    let found = found.filter(|it| it.cost < before)?;
    let mut better = schedules.to_vec();
    for (person, schedule) in people.iter().zip(found.schedules) {
        better[*person] = schedule;
    }
    Some(better)
}
