//! Repair of the relaxation: a solution of a given cost among the candidates of that cost.
//!
//! Starting from the columns of the relaxation, people change schedules until every row is kept: a
//! min-conflicts search in which rows that stay broken grow heavier (Morris 1993, "The breakout
//! method for escaping from local minima"), with a short tabu list.

use std::cmp::Ordering;

use crate::solver::exact::Candidate;
use crate::solver::exact::candidates::Candidates;
use crate::solver::model::index::RowIdx;
use crate::solver::model::{SCALE, Schedule};
use crate::solver::params::{REPAIR_ASK_EVERY, REPAIR_TABU};
use crate::solver::rng::Rng;

/// The schedules to choose from and the rows to keep.
pub(crate) struct Repair<'a> {
    candidates: &'a Candidates,
    /// For each row, the candidates (person, place) that count in it.
    users: Vec<Vec<(usize, usize)>>,
}

struct State {
    /// For each person, the place of their candidate.
    chosen: Vec<usize>,
    sums: Vec<i64>,
    weights: Vec<i64>,
    excess: i64,
    tabu_until: Vec<usize>,
    broken: Vec<usize>,
    /// For each row its place in `broken`, if it is broken.
    place_in_broken: Vec<Option<usize>>,
}

impl<'a> Repair<'a> {
    pub(crate) fn new(candidates: &'a Candidates) -> Self {
        let mut users = vec![Vec::new(); candidates.rows.len()];
        for (person, mine) in candidates.people.iter().enumerate() {
            for (nth, candidate) in mine.iter().enumerate() {
                for (row, _) in &candidate.entries {
                    users[row.get()].push((person, nth));
                }
            }
        }
        Self { candidates, users }
    }

    /// Tries `n_steps` changes, starting from the schedules in `start` where they are candidates.
    /// Answers schedules that keep every row within the budget.
    pub(crate) fn run(
        &self,
        start: &[Schedule],
        rng: &mut Rng,
        n_steps: usize,
        go_on: &mut dyn FnMut() -> bool,
    ) -> Option<Vec<Schedule>> {
        if self.candidates.is_hopeless() {
            return None;
        }
        let mut state = self.start(start);
        for step in 0..n_steps {
            if step % REPAIR_ASK_EVERY == REPAIR_ASK_EVERY - 1 && !go_on() {
                return None;
            }
            if state.broken.is_empty() {
                if state.excess <= self.candidates.budget {
                    return Some(self.schedules(&state));
                }
                let person = rng.below(self.candidates.people.len());
                self.step_towards_budget(&mut state, person, step, rng);
                continue;
            }
            let row = state.broken[rng.below(state.broken.len())];
            self.step_on_row(&mut state, row, step, rng);
        }
        None
    }

    fn schedules(&self, state: &State) -> Vec<Schedule> {
        let chosen = |(mine, nth): (&Vec<Candidate>, &usize)| mine[*nth].schedule.clone();
        self.candidates
            .people
            .iter()
            .zip(&state.chosen)
            .map(chosen)
            .collect()
    }

    fn start(&self, start: &[Schedule]) -> State {
        let chosen: Vec<usize> = (self.candidates.people.iter().zip(start))
            .map(|(mine, schedule)| {
                mine.iter()
                    .position(|it| it.schedule == *schedule)
                    .unwrap_or(0)
            })
            .collect();
        let mut sums = vec![0; self.candidates.rows.len()];
        let mut excess = 0;
        for (mine, nth) in self.candidates.people.iter().zip(&chosen) {
            excess += mine[*nth].excess;
            for (row, coefficient) in &mine[*nth].entries {
                sums[row.get()] += coefficient;
            }
        }
        let mut state = State {
            weights: vec![1; sums.len()],
            tabu_until: vec![0; chosen.len()],
            broken: Vec::new(),
            place_in_broken: vec![None; sums.len()],
            excess,
            chosen,
            sums,
        };
        for row in 0..state.sums.len() {
            state.excess += self.candidates.rows[row].weigh(state.sums[row]).1;
            self.note_row(&mut state, row);
        }
        state
    }

    fn note_row(&self, state: &mut State, row: usize) {
        let is_broken = self.candidates.rows[row].weigh(state.sums[row]).0 != 0;
        match (is_broken, state.place_in_broken[row]) {
            (true, None) => {
                state.place_in_broken[row] = Some(state.broken.len());
                state.broken.push(row);
            }
            (false, Some(place)) => {
                state.broken.swap_remove(place);
                if let Some(moved) = state.broken.get(place) {
                    state.place_in_broken[*moved] = Some(place);
                }
                state.place_in_broken[row] = None;
            }
            (true, Some(_)) | (false, None) => {}
        }
    }

    /// Change in weighted violation and in excess if `person` takes their candidate `nth`.
    fn delta(&self, state: &State, person: usize, nth: usize) -> (i64, i64) {
        let old = &self.candidates.people[person][state.chosen[person]];
        let new = &self.candidates.people[person][nth];
        let mut violation = 0;
        let mut excess = new.excess - old.excess;
        for_each_change(&old.entries, &new.entries, |row, change| {
            let (before, after) = (state.sums[row], state.sums[row] + change);
            let (before, after) = (
                self.candidates.rows[row].weigh(before),
                self.candidates.rows[row].weigh(after),
            );
            violation += state.weights[row] * (after.0 - before.0);
            excess += after.1 - before.1;
        });
        (violation, excess)
    }

    fn apply(&self, state: &mut State, person: usize, nth: usize, until: usize) {
        let (_, excess) = self.delta(state, person, nth);
        state.excess += excess;
        let old = state.chosen[person];
        let (old, new) = (
            &self.candidates.people[person][old].entries,
            &self.candidates.people[person][nth].entries,
        );
        for_each_change(old, new, |row, change| {
            state.sums[row] += change;
            self.note_row(state, row);
        });
        state.chosen[person] = nth;
        state.tabu_until[person] = until;
    }

    /// The best change of one person's schedule among those that mend `row`.
    fn step_on_row(&self, state: &mut State, row: usize, step: usize, rng: &mut Rng) {
        let idx = RowIdx::new(row);
        let sum = state.sums[row];
        let (broken, _) = self.candidates.rows[row].weigh(sum);
        let mut best: Option<(i64, u64, usize, usize)> = None;
        let mut consider = |state: &State, person: usize, nth: usize, rng: &mut Rng| {
            if step < state.tabu_until[person] || nth == state.chosen[person] {
                return;
            }
            let (violation, excess) = self.delta(state, person, nth);
            let over = (state.excess + excess - self.candidates.budget).max(0) / (SCALE / 16);
            let key = (violation * 4 + over.min(1 << 30), rng.next(), person, nth);
            if best.is_none_or(|it| key < it) {
                best = Some(key);
            }
        };
        let mut last = None;
        for (person, nth) in &self.users[row] {
            let (person, nth) = (*person, *nth);
            let now = &self.candidates.people[person][state.chosen[person]];
            let held = now.coefficient(idx);
            if held == 0 {
                let gained = self.candidates.people[person][nth].coefficient(idx);
                if self.candidates.rows[row].weigh(sum + gained).0 < broken {
                    consider(state, person, nth, rng);
                }
            } else if last != Some(person) && self.candidates.rows[row].weigh(sum - held).0 < broken
            {
                last = Some(person);
                for other in 0..self.candidates.people[person].len() {
                    if self.candidates.people[person][other].coefficient(idx) != held {
                        consider(state, person, other, rng);
                    }
                }
            }
        }
        let Some((_, _, person, nth)) = best else {
            state.weights[row] += 1;
            return;
        };
        let (violation, _) = self.delta(state, person, nth);
        if 0 <= violation {
            for idx in 0..state.broken.len() {
                state.weights[state.broken[idx]] += 1;
            }
        }
        let until = step + tabu(rng);
        self.apply(state, person, nth, until);
    }

    /// All rows are kept, but the excess is too high: somebody takes a schedule that lowers it.
    fn step_towards_budget(&self, state: &mut State, person: usize, step: usize, rng: &mut Rng) {
        if self.candidates.people[person].len() < 2 {
            return;
        }
        let lowers = (0..self.candidates.people[person].len())
            .map(|nth| (self.delta(state, person, nth).1, nth))
            .filter(|(_, nth)| *nth != state.chosen[person])
            .min();
        if let Some((_, nth)) = lowers {
            let until = step + tabu(rng);
            self.apply(state, person, nth, until);
        }
    }
}

/// Changes for which a person who just changed keeps their schedule.
fn tabu(rng: &mut Rng) -> usize {
    let (least, spread) = REPAIR_TABU;
    least + rng.below(spread)
}

/// Calls `each` with every row in which the two differ and by how much, old to new.
fn for_each_change(old: &[(RowIdx, i64)], new: &[(RowIdx, i64)], mut each: impl FnMut(usize, i64)) {
    let (mut old, mut new) = (old, new);
    loop {
        let (row, change) = match (old.split_first(), new.split_first()) {
            (None, None) => return,
            (Some(((row, before), rest)), None) => {
                old = rest;
                (row, -before)
            }
            (None, Some(((row, after), rest))) => {
                new = rest;
                (row, *after)
            }
            (Some(((a, before), rest_of_old)), Some(((b, after), rest_of_new))) => match a.cmp(b) {
                Ordering::Less => {
                    old = rest_of_old;
                    (a, -before)
                }
                Ordering::Greater => {
                    new = rest_of_new;
                    (b, *after)
                }
                Ordering::Equal => {
                    (old, new) = (rest_of_old, rest_of_new);
                    (a, after - before)
                }
            },
        };
        if change != 0 {
            each(row.get(), change);
        }
    }
}
