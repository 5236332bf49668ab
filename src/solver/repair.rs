//! Searches for a solution of a given cost among the few lines that could be part of one.
//!
//! With multipliers that prove a bound, the cost of any solution is that bound plus what each line
//! and each row adds to it (its *excess*, never negative where the rows are kept). A solution of
//! cost `target` therefore uses only lines whose excess is at most `target - bound`: a few
//! hundred, often. Among these, starting from the relaxation, people change lines until every row
//! is kept (breakout local search: rows that stay broken grow heavier).

use super::bound::{Fixes, Multipliers};
use super::enumerate::enumerate;
use super::model::{Model, Row};
use super::pricing::{SCALE, Scratch, price};
use super::rng::Rng;

/// Changes between two questions to whoever watches.
const ASK_EVERY: usize = 1_024;
/// Most lines looked at for one person.
const MOST_LINES: usize = 2_000;

/// A line that may be part of a solution.
struct Choice {
    excess: i64,
    line: Vec<u16>,
    entries: Vec<(u32, i64)>,
}

/// What missing a row's right-hand side by one adds to the bound, scaled; `None` if it is not
/// allowed, or would alone exceed the budget.
struct Miss {
    rhs: i64,
    under: Option<i64>,
    over: Option<i64>,
}

impl Miss {
    fn of(row: &Row, multiplier: i64, budget: i64, penalty: i64) -> Self {
        let under = row.under(penalty).map(|it| it * SCALE - multiplier);
        let over = row.over().map(|it| it * SCALE + multiplier);
        let affordable = |cost: &i64| *cost <= budget;
        Self {
            rhs: row.rhs,
            under: under.filter(affordable),
            over: over.filter(affordable),
        }
    }

    /// Units missed that nothing pays for, and what the others add.
    fn weigh(&self, sum: i64) -> (i64, i64) {
        let (by, cost) = match sum - self.rhs {
            0 => return (0, 0),
            by @ ..0 => (-by, self.under),
            by @ 1.. => (by, self.over),
        };
        cost.map_or((by, 0), |cost| (0, cost * by))
    }
}

/// The lines to choose from and the rows to keep.
pub(super) struct Repair {
    rows: Vec<Miss>,
    choices: Vec<Vec<Choice>>,
    /// For each row, the choices (person, nth) that count in it.
    users: Vec<Vec<(usize, usize)>>,
    /// The excess a solution may have in all.
    budget: i64,
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

impl Repair {
    /// Gathers the lines for solutions whose cost exceeds the bound of `multipliers` by at most
    /// `budget` (scaled). `None` if somebody has none, so that no such solution exists.
    pub(super) fn new(
        model: &Model,
        fixes: &Fixes,
        multipliers: &Multipliers,
        budget: i64,
        penalty: i64,
    ) -> Option<Self> {
        let mut choices = Vec::with_capacity(model.people.len());
        let mut users = vec![Vec::new(); model.rows.len()];
        let mut scratch = Scratch::default();
        let (mut weights, mut best, mut found) = (Vec::new(), Vec::new(), Vec::new());
        for (idx, person) in model.people.iter().enumerate() {
            multipliers.weights(person, &mut weights);
            price(person, &weights, &fixes[idx], 1, &mut scratch, &mut best);
            let least = best.first()?.reduced;
            found.clear();
            enumerate(
                person,
                &weights,
                &fixes[idx],
                least + budget,
                MOST_LINES,
                &mut found,
            );
            found.sort_unstable();
            let mut mine = Vec::with_capacity(found.len());
            for (reduced, line) in found.drain(..) {
                let entries = person.line_entries(&line);
                for (row, _) in &entries {
                    users[*row as usize].push((idx, mine.len()));
                }
                mine.push(Choice {
                    excess: reduced - least,
                    line,
                    entries,
                });
            }
            choices.push(mine);
        }
        let rows = (model.rows.iter().zip(&multipliers.0))
            .map(|(row, multiplier)| Miss::of(row, *multiplier, budget, penalty))
            .collect();
        Some(Self {
            rows,
            choices,
            users,
            budget,
        })
    }

    /// Tries `n_steps` changes, starting from the lines in `start` where they are choices. Answers
    /// lines that keep every row within the budget.
    pub(super) fn run(
        &self,
        start: &[Vec<u16>],
        rng: &mut Rng,
        n_steps: usize,
        go_on: &mut dyn FnMut() -> bool,
    ) -> Option<Vec<Vec<u16>>> {
        let mut state = self.start(start);
        for step in 0..n_steps {
            if step % ASK_EVERY == ASK_EVERY - 1 && !go_on() {
                return None;
            }
            if state.broken.is_empty() {
                if state.excess <= self.budget {
                    return Some(self.lines(&state));
                }
                let person = rng.below(self.choices.len());
                self.step_towards_budget(&mut state, person, step, rng);
                continue;
            }
            let row = state.broken[rng.below(state.broken.len())];
            self.step_on_row(&mut state, row, step, rng);
        }
        None
    }

    fn lines(&self, state: &State) -> Vec<Vec<u16>> {
        let line = |(mine, nth): (&Vec<Choice>, &usize)| mine[*nth].line.clone();
        self.choices.iter().zip(&state.chosen).map(line).collect()
    }

    fn start(&self, start: &[Vec<u16>]) -> State {
        let chosen: Vec<usize> = (self.choices.iter().zip(start))
            .map(|(mine, line)| mine.iter().position(|it| it.line == *line).unwrap_or(0))
            .collect();
        let mut sums = vec![0; self.rows.len()];
        let mut excess = 0;
        for (mine, nth) in self.choices.iter().zip(&chosen) {
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
            state.excess += self.rows[row].weigh(state.sums[row]).1;
            self.note_row(&mut state, row);
        }
        state
    }

    fn note_row(&self, state: &mut State, row: usize) {
        let is_broken = self.rows[row].weigh(state.sums[row]).0 != 0;
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
        let old = &self.choices[person][state.chosen[person]];
        let new = &self.choices[person][nth];
        let mut violation = 0;
        let mut excess = new.excess - old.excess;
        for_each_change(&old.entries, &new.entries, |row, change| {
            let (before, after) = (state.sums[row], state.sums[row] + change);
            let (before, after) = (self.rows[row].weigh(before), self.rows[row].weigh(after));
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
            &self.choices[person][old].entries,
            &self.choices[person][nth].entries,
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
        let (broken, _) = self.rows[row].weigh(sum);
        let mut best: Option<(i64, i64, u64, usize, usize)> = None;
        let mut consider = |state: &State, person: usize, nth: usize, rng: &mut Rng| {
            if step < state.tabu_until[person] || nth == state.chosen[person] {
                return;
            }
            let (violation, excess) = self.delta(state, person, nth);
            let over = (state.excess + excess - self.budget).max(0) / (SCALE / 16);
            let key = (
                violation * 4 + over.min(1 << 30),
                0,
                rng.next(),
                person,
                nth,
            );
            if best.is_none_or(|it| key < it) {
                best = Some(key);
            }
        };
        let mut last = usize::MAX;
        for (person, nth) in &self.users[row] {
            let (person, nth) = (*person, *nth);
            let now = &self.choices[person][state.chosen[person]];
            let held = coefficient(&now.entries, row);
            if held == 0 {
                let gained = coefficient(&self.choices[person][nth].entries, row);
                if self.rows[row].weigh(sum + gained).0 < broken {
                    consider(state, person, nth, rng);
                }
            } else if last != person && self.rows[row].weigh(sum - held).0 < broken {
                last = person;
                for other in 0..self.choices[person].len() {
                    if coefficient(&self.choices[person][other].entries, row) != held {
                        consider(state, person, other, rng);
                    }
                }
            }
        }
        let Some((_, _, _, person, nth)) = best else {
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
        if self.choices[person].len() < 2 {
            return;
        }
        let lowers = (0..self.choices[person].len())
            .map(|nth| (self.delta(state, person, nth).1, nth))
            .filter(|(_, nth)| *nth != state.chosen[person])
            .min();
        if let Some((_, nth)) = lowers {
            let until = step + 2 + rng.below(6);
            self.apply(state, person, nth, until);
        }
    }
}

fn coefficient(entries: &[(u32, i64)], row: usize) -> i64 {
    entries
        .binary_search_by_key(&row, |it| it.0 as usize)
        .map_or(0, |at| entries[at].1)
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
