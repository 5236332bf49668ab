//! Searches for a solution of a given cost among the few lines that could be part of one.
//!
//! Starting from the relaxation, people change lines until every row is kept (breakout local
//! search: rows that stay broken grow heavier).

use crate::solver::exact::Candidate;
use crate::solver::exact::candidates::Choices;
use crate::solver::model::SCALE;
use crate::solver::rng::Rng;

/// Changes between two questions to whoever watches.
const ASK_EVERY: usize = 1_024;

/// The lines to choose from and the rows to keep.
pub(crate) struct Repair<'a> {
    choices: &'a Choices,
    /// For each row, the choices (person, nth) that count in it.
    users: Vec<Vec<(usize, usize)>>,
}

struct State {
    chosen: Vec<usize>,
    sums: Vec<i64>,
    weights: Vec<i64>,
    excess: i64,
    tabu_until: Vec<usize>,
    broken: Vec<usize>,
    place_in_broken: Vec<usize>,
}

const NOWHERE: usize = usize::MAX;

impl<'a> Repair<'a> {
    pub(crate) fn new(choices: &'a Choices) -> Self {
        let mut users = vec![Vec::new(); choices.rows.len()];
        for (person, mine) in choices.people.iter().enumerate() {
            for (nth, choice) in mine.iter().enumerate() {
                for (row, _) in &choice.entries {
                    users[*row as usize].push((person, nth));
                }
            }
        }
        Self { choices, users }
    }

    /// Tries `n_steps` changes, starting from the lines in `start` where they are choices. Answers
    /// lines that keep every row within the budget.
    pub(crate) fn run(
        &self,
        start: &[Vec<u16>],
        rng: &mut Rng,
        n_steps: usize,
        go_on: &mut dyn FnMut() -> bool,
    ) -> Option<Vec<Vec<u16>>> {
        if self.choices.is_hopeless() {
            return None;
        }
        let mut state = self.start(start);
        for step in 0..n_steps {
            if step % ASK_EVERY == ASK_EVERY - 1 && !go_on() {
                return None;
            }
            if state.broken.is_empty() {
                if state.excess <= self.choices.budget {
                    return Some(self.lines(&state));
                }
                let person = rng.below(self.choices.people.len());
                self.step_towards_budget(&mut state, person, step, rng);
                continue;
            }
            let row = state.broken[rng.below(state.broken.len())];
            self.step_on_row(&mut state, row, step, rng);
        }
        None
    }

    fn lines(&self, state: &State) -> Vec<Vec<u16>> {
        let line = |(mine, nth): (&Vec<Candidate>, &usize)| mine[*nth].line.clone();
        self.choices
            .people
            .iter()
            .zip(&state.chosen)
            .map(line)
            .collect()
    }

    fn start(&self, start: &[Vec<u16>]) -> State {
        let chosen: Vec<usize> = (self.choices.people.iter().zip(start))
            .map(|(mine, line)| mine.iter().position(|it| it.line == *line).unwrap_or(0))
            .collect();
        let mut sums = vec![0; self.choices.rows.len()];
        let mut excess = 0;
        for (mine, nth) in self.choices.people.iter().zip(&chosen) {
            excess += mine[*nth].excess;
            for (row, coefficient) in &mine[*nth].entries {
                sums[*row as usize] += coefficient;
            }
        }
        let mut state = State {
            weights: vec![1; sums.len()],
            tabu_until: vec![0; chosen.len()],
            broken: Vec::new(),
            place_in_broken: vec![NOWHERE; sums.len()],
            excess,
            chosen,
            sums,
        };
        for row in 0..state.sums.len() {
            state.excess += self.choices.rows[row].weigh(state.sums[row]).1;
            self.note_row(&mut state, row);
        }
        state
    }

    fn note_row(&self, state: &mut State, row: usize) {
        let is_broken = self.choices.rows[row].weigh(state.sums[row]).0 != 0;
        let place = state.place_in_broken[row];
        if is_broken && place == NOWHERE {
            state.place_in_broken[row] = state.broken.len();
            state.broken.push(row);
        } else if !is_broken && place != NOWHERE {
            state.broken.swap_remove(place);
            if let Some(moved) = state.broken.get(place) {
                state.place_in_broken[*moved] = place;
            }
            state.place_in_broken[row] = NOWHERE;
        }
    }

    /// Change in weighted violation and in excess if `person` takes choice `nth`.
    fn delta(&self, state: &State, person: usize, nth: usize) -> (i64, i64) {
        let old = &self.choices.people[person][state.chosen[person]];
        let new = &self.choices.people[person][nth];
        let mut violation = 0;
        let mut excess = new.excess - old.excess;
        for_each_change(&old.entries, &new.entries, |row, change| {
            let (before, after) = (state.sums[row], state.sums[row] + change);
            let (before, after) = (
                self.choices.rows[row].weigh(before),
                self.choices.rows[row].weigh(after),
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
            &self.choices.people[person][old].entries,
            &self.choices.people[person][nth].entries,
        );
        for_each_change(old, new, |row, change| {
            state.sums[row] += change;
            self.note_row(state, row);
        });
        state.chosen[person] = nth;
        state.tabu_until[person] = until;
    }

    /// The best change of one person's line among those that mend `row`.
    fn step_on_row(&self, state: &mut State, row: usize, step: usize, rng: &mut Rng) {
        let sum = state.sums[row];
        let (broken, _) = self.choices.rows[row].weigh(sum);
        let mut best: Option<(i64, u64, usize, usize)> = None;
        let mut consider = |state: &State, person: usize, nth: usize, rng: &mut Rng| {
            if step < state.tabu_until[person] || nth == state.chosen[person] {
                return;
            }
            let (violation, excess) = self.delta(state, person, nth);
            let over = (state.excess + excess - self.choices.budget).max(0) / (SCALE / 16);
            let key = (violation * 4 + over.min(1 << 30), rng.next(), person, nth);
            if best.is_none_or(|it| key < it) {
                best = Some(key);
            }
        };
        let mut last = usize::MAX;
        for (person, nth) in &self.users[row] {
            let (person, nth) = (*person, *nth);
            let now = &self.choices.people[person][state.chosen[person]];
            let held = now.coefficient(row);
            if held == 0 {
                let gained = self.choices.people[person][nth].coefficient(row);
                if self.choices.rows[row].weigh(sum + gained).0 < broken {
                    consider(state, person, nth, rng);
                }
            } else if last != person && self.choices.rows[row].weigh(sum - held).0 < broken {
                last = person;
                for other in 0..self.choices.people[person].len() {
                    if self.choices.people[person][other].coefficient(row) != held {
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
        let until = step + 2 + rng.below(6);
        self.apply(state, person, nth, until);
    }

    /// All rows are kept, but the excess is too high: somebody takes a line that lowers it.
    fn step_towards_budget(&self, state: &mut State, person: usize, step: usize, rng: &mut Rng) {
        if self.choices.people[person].len() < 2 {
            return;
        }
        let lowers = (0..self.choices.people[person].len())
            .map(|nth| (self.delta(state, person, nth).1, nth))
            .filter(|(_, nth)| *nth != state.chosen[person])
            .min();
        if let Some((_, nth)) = lowers {
            let until = step + 2 + rng.below(6);
            self.apply(state, person, nth, until);
        }
    }
}

/// Calls `each` with every row in which the two differ and by how much, old to new.
fn for_each_change(old: &[(u32, i64)], new: &[(u32, i64)], mut each: impl FnMut(usize, i64)) {
    let (mut at_old, mut at_new) = (0, 0);
    loop {
        let next_old = old.get(at_old).map_or(u32::MAX, |it| it.0);
        let next_new = new.get(at_new).map_or(u32::MAX, |it| it.0);
        let row = next_old.min(next_new);
        if row == u32::MAX {
            return;
        }
        let mut change = 0;
        if next_old == row {
            change -= old[at_old].1;
            at_old += 1;
        }
        if next_new == row {
            change += new[at_new].1;
            at_new += 1;
        }
        if change != 0 {
            each(row as usize, change);
        }
    }
}
