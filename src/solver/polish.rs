//! Makes a good solution better: a few people at a time give up their lines and get the best new
//! ones, all others keeping theirs (large neighbourhood search).
//!
//! What a few people should do best is a small problem of the same kind, solved by the same
//! method: its relaxation is nearly always whole. For sizes and rules where no repair of the whole
//! relaxation succeeds.

use std::cell::RefCell;
use std::ops::ControlFlow;

use super::bound::{Fixes, Multipliers};
use super::branch::Tree;
use super::colgen::{NodeBound, Pool, Pricer};
use super::lattice::Lattice;
use super::model::Model;
use super::parts::restrict;
use super::watch::{PartState, Watch};
use super::{Progress, Progressed};

/// Fewest and most people at a time.
const FEWEST: usize = 2;
const MOST: usize = 6;
/// Tries without success before more people take part.
const PATIENCE: usize = 24;
/// Rounds of pricing for a few people, and nodes of their case distinction.
const ROUNDS: usize = 60;
const NODES: usize = 8;
/// Lines of each person that a small problem starts from.
const KNOWN_LINES: usize = 12;

/// Passes on that somebody watches, and what they are to see.
struct Nested<'a, 'p> {
    watch: &'a RefCell<Watch<'p>>,
    part: usize,
    state: PartState,
}

impl Progress for Nested<'_, '_> {
    fn report(&mut self, _: &Progressed) -> ControlFlow<()> {
        if self.watch.borrow_mut().go_on(self.part, self.state) {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    }
}

/// Polishes the best solution of `tree` until it is as good as the bound of `root`, nothing helps
/// any more, or whoever watches says stop.
pub(super) fn polish(tree: &mut Tree<'_, '_>, root: &NodeBound, settled: &Fixes) {
    let n_people = tree.pricer.model.people.len();
    let mut size = FEWEST.min(n_people);
    let mut n_failed = 0;
    while root.bound < tree.cutoff() && tree.go_on() {
        let Some(lines) = tree.incumbent.as_ref().map(|it| it.lines.clone()) else {
            return;
        };
        let people = pick_people(tree, &lines, size);
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

/// `size` people, in order: half of the time around a row that costs something.
fn pick_people(tree: &mut Tree<'_, '_>, lines: &[Vec<u16>], size: usize) -> Vec<usize> {
    let model = tree.pricer.model;
    let sums = sums_without(model, lines, &[]);
    let gap = tree.pricer.penalty.gap;
    let costly: Vec<usize> = (model.rows.iter().zip(sums).enumerate())
        .filter(|(_, (row, sum))| row.cost(*sum, gap) != Some(0))
        .map(|(idx, _)| idx)
        .collect();
    let mut picked: Vec<usize> = Vec::with_capacity(size);
    let n_people = model.people.len();
    if !costly.is_empty() && tree.rng.below(2) == 0 {
        let row = costly[tree.rng.below(costly.len())] as u32;
        let counts = |person: &usize| {
            let turns = model.people[*person].turns.iter();
            { turns }.any(|turn| turn.entries.iter().any(|it| it.0 == row))
        };
        let users: Vec<usize> = (0..n_people).filter(counts).collect();
        if !users.is_empty() {
            picked.push(users[tree.rng.below(users.len())]);
        }
    }
    while picked.len() < size {
        let person = tree.rng.below(n_people);
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
    let mut nested = Nested {
        watch: tree.watch,
        part: tree.part,
        state: tree.state,
    };
    let watch = RefCell::new(Watch {
        progress: &mut nested,
        parts: vec![PartState::default()],
        penalty: tree.pricer.penalty.gap,
        stopped: false,
    });
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
        incumbent: None,
        state: PartState::default(),
        rng: tree.rng.clone(),
        watch: &watch,
        part: 0,
        most_nodes: NODES,
    };
    small.offer(&now);
    let before = small.cutoff();
    let node = small.bound_of(&settled, Some(&start), ROUNDS);
    if !small.is_stopped() && node.bound < before {
        small.repair(&node, &settled, false);
        small.prove(node, &mut settled.clone());
    }
    let found = small.incumbent.filter(|it| it.cost < before)?;
    tree.rng = small.rng;
    let mut better = lines.to_vec();
    for (person, line) in people.iter().zip(found.lines) {
        better[*person] = line;
    }
    Some(better)
}
