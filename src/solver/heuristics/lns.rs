//! Makes a good solution better: a few people at a time give up their lines and get the best new
//! ones, all others keeping theirs (large neighbourhood search).
//!
//! What a few people should do best is a small problem of the same kind, solved by the same
//! method: its relaxation is nearly always whole. The multipliers of the whole say who should take
//! part: what a solution costs above the bound is the sum of what each line and each row adds to it
//! (their *excess*), so without one of those nothing can be won. For sizes and rules where no
//! repair of the whole relaxation succeeds.

use crate::solver::bound::{Multipliers, price_all};
use crate::solver::exact::residues::Lattice;
use crate::solver::model::component::restrict;
use crate::solver::model::{Fixes, Model, SCALE};
use crate::solver::pricing::{Priced, Wanted};
use crate::solver::progress::ComponentState;
use crate::solver::rng::Rng;
use crate::solver::tree::branch::Tree;
use crate::solver::tree::node::{NodeBound, Pool, Pricer};

/// Fewest and most people at a time.
const FEWEST: usize = 4;
const MOST: usize = 12;
/// Tries without success, for each of the people, before more take part.
const PATIENCE: usize = 4;
/// Rounds of pricing for a few people, and nodes of their case distinction.
const ROUNDS: usize = 60;
const NODES: usize = 8;
/// Lines of each person that a small problem starts from.
const KNOWN_LINES: usize = 12;

/// Polishes the best solution of `tree` until it is as good as the bound of `root`, nothing helps
/// any more, or whoever watches says stop.
pub(crate) fn polish(tree: &mut Tree<'_, '_>, root: &NodeBound, settled: &Fixes) {
    let model = tree.pricer.model;
    let n_people = model.people.len();
    let best = vec![Wanted::BEST; n_people];
    let threads = tree.pricer.threads;
    let pricing = price_all(model, settled, &root.multipliers, &best, threads);
    let cheapest = |it: &Vec<Priced>| it.first().map_or(0, |best| best.reduced);
    let least: Vec<i64> = pricing.lines.iter().map(cheapest).collect();
    let mut size = FEWEST.min(n_people);
    let mut n_failed = 0;
    while root.bound < tree.cutoff() && tree.go_on() {
        let Some(lines) = tree.incumbent.as_ref().map(|it| it.lines.clone()) else {
            return;
        };
        let gap = tree.pricer.penalty.gap;
        let excess = Excess::of(model, &lines, &root.multipliers, &least, gap);
        let people = pick_people(model, &excess, size, &mut tree.rng);
        let before = tree.cutoff();
        if let Some(better) = best_for(tree, root, settled, &lines, &people) {
            tree.offer(&better);
        }
        if tree.cutoff() < before {
            n_failed = 0;
        } else {
            n_failed += 1;
        }
        if PATIENCE * size <= n_failed {
            n_failed = 0;
            size += 1;
            if MOST.min(n_people) < size {
                return;
            }
        }
    }
}

/// What all people but `people` count in each row.
fn sums_without(model: &Model, lines: &[Vec<u16>], people: &[usize]) -> Vec<i64> {
    let mut sums = vec![0; model.rows.len()];
    for (idx, (person, line)) in model.people.iter().zip(lines).enumerate() {
        if !people.contains(&idx) {
            for (row, coefficient) in person.line_entries(line) {
                sums[row as usize] += coefficient;
            }
        }
    }
    sums
}

/// What makes a solution cost more than the bound.
struct Excess {
    /// Of each person's line.
    people: Vec<i64>,
    /// Of each row's sum.
    rows: Vec<i64>,
}

impl Excess {
    /// Of `lines`, where `least` is what each person's cheapest line costs at `multipliers`, scaled.
    fn of(
        model: &Model,
        lines: &[Vec<u16>],
        multipliers: &Multipliers,
        least: &[i64],
        gap: i64,
    ) -> Self {
        let mut weights = Vec::new();
        let people = model.people.iter().zip(lines).zip(least);
        let people = people.map(|((person, line), least)| {
            multipliers.weights(person, &mut weights);
            let reduced = person.reduced_cost(line, &weights);
            reduced.map_or(0, |it| (it - least).max(0))
        });
        let people = people.collect();
        let sums = sums_without(model, lines, &[]);
        let rows = model.rows.iter().zip(sums).zip(&multipliers.0);
        let rows = rows.map(|((row, sum), multiplier)| {
            let paid = multiplier.saturating_mul(sum - row.rhs);
            let cost = row.cost(sum, gap).unwrap_or(0).saturating_mul(SCALE);
            cost.saturating_add(paid).max(0)
        });
        Self {
            people,
            rows: rows.collect(),
        }
    }

    /// A person, or anybody who counts in a row, by chance in proportion to the excess.
    fn pick(&self, model: &Model, rng: &mut Rng) -> usize {
        // In small units, so that the sum stays in range.
        let unit = |it: &i64| usize::try_from(*it / (SCALE / 64)).unwrap_or(0);
        let all = || self.people.iter().chain(&self.rows).map(unit);
        let mut left = match all().sum::<usize>() {
            0 => return rng.below(self.people.len()),
            total => rng.below(total),
        };
        let mut nth = 0_usize;
        for share in all() {
            if left < share {
                break;
            }
            left -= share;
            nth += 1;
        }
        let Some(row) = nth.checked_sub(self.people.len()) else {
            return nth;
        };
        let counts = |person: &usize| {
            let mut turns = model.people[*person].turns.iter();
            turns.any(|turn| turn.entries.iter().any(|it| it.0 as usize == row))
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
        let person = if picked.is_empty() || rng.below(3) == 0 {
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

/// `lines` with the best lines for `people` in place of theirs, if better ones are found.
fn best_for(
    tree: &mut Tree<'_, '_>,
    root: &NodeBound,
    settled: &Fixes,
    lines: &[Vec<u16>],
    people: &[usize],
) -> Option<Vec<Vec<u16>>> {
    let whole = tree.pricer.model;
    let mut is_used = vec![false; whole.rows.len()];
    let turns = people
        .iter()
        .flat_map(|person| &whole.people[*person].turns);
    for (row, _) in turns.flat_map(|turn| &turn.entries) {
        is_used[*row as usize] = true;
    }
    let rows: Vec<usize> = (0..whole.rows.len()).filter(|row| is_used[*row]).collect();
    let mut model = restrict(whole, people, &rows);
    let others = sums_without(whole, lines, people);
    for (row, nth) in model.rows.iter_mut().zip(&rows) {
        row.rhs -= others[*nth];
    }
    let settled: Fixes = people.iter().map(|it| settled[*it].clone()).collect();
    let now: Vec<Vec<u16>> = people.iter().map(|it| lines[*it].clone()).collect();
    let start = Multipliers(rows.iter().map(|row| root.multipliers.0[*row]).collect());
    let mut pool = Pool::new(people.len());
    for (nth, person) in people.iter().enumerate() {
        for line in tree
            .pricer
            .cheapest_known(*person, &root.multipliers, KNOWN_LINES)
        {
            pool.add(&model, nth, line);
        }
        pool.add(&model, nth, &now[nth]);
    }
    let mut small = Tree {
        pricer: Pricer {
            active: rows.iter().map(|row| tree.pricer.active[*row]).collect(),
            penalty: tree.pricer.penalty,
            threads: 1,
            n_rounds: 0,
            model: &model,
            pool,
        },
        lattice: Lattice::ANY,
        ceiling: i64::MAX,
        incumbent: None,
        state: ComponentState::default(),
        rng: tree.rng.clone(),
        reporter: tree.reporter.nested(tree.state),
        most_nodes: NODES,
    };
    small.offer(&now);
    let before = small.cutoff();
    let node = small.bound_of(&settled, Some(&start), ROUNDS);
    if !small.is_stopped() && node.bound < before {
        small.repair(&node, &settled, false);
        small.prove(node, &mut settled.clone());
    }
    tree.rng = small.rng;
    let found = small.incumbent.filter(|it| it.cost < before)?;
    let mut better = lines.to_vec();
    for (person, line) in people.iter().zip(found.lines) {
        better[*person] = line;
    }
    Some(better)
}
