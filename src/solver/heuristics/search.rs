//! Local search: rosters at once, at any moment, on any size.
//!
//! Threshold accepting over two moves: somebody else takes a seat, or two people exchange turns.
//! A move is taken if it costs no more than a threshold that falls to zero; all in integers. Rows
//! that a move breaks are paid for at a price above any saving.

use crate::solver::model::rows::Sense;
use crate::solver::model::{Fix, Fixes, Model};
use crate::solver::rng::Rng;

/// A solution under change: one line for each person.
#[derive(Clone, Debug)]
pub(crate) struct Search<'a> {
    model: &'a Model,
    fixes: &'a Fixes,
    /// Price of a unit by which a hard row is missed.
    penalty: i64,
    pub(crate) lines: Vec<Vec<u16>>,
    line_costs: Vec<i64>,
    sums: Vec<i64>,
    /// Lines, soft rows and penalties.
    pub(crate) cost: i64,
    /// For each shift, who may stand it and at which position.
    seats: Vec<Vec<(u32, u16)>>,
    /// For each shift, who stands it and at which position.
    holders: Vec<Vec<(usize, u16)>>,
    /// For each person and shift, the position, or `NONE`.
    position: Vec<Vec<u16>>,
}

const NONE: u16 = u16::MAX;
/// Tries between two looks at whether this is the best so far.
const KEEP_EVERY: usize = 256;
/// Tries between two questions to whoever watches.
const ASK_EVERY: usize = 4_096;

impl<'a> Search<'a> {
    /// Starts from `lines`, each of which keeps its person's private rules.
    pub(crate) fn new(
        model: &'a Model,
        fixes: &'a Fixes,
        penalty: i64,
        lines: Vec<Vec<u16>>,
    ) -> Self {
        let shifts = model
            .people
            .iter()
            .flat_map(|it| &it.turns)
            .map(|it| it.shift.get() + 1);
        let n_shifts = shifts.max().unwrap_or(0);
        let mut seats = vec![Vec::new(); n_shifts];
        let mut position = vec![vec![NONE; n_shifts]; model.people.len()];
        for (person, it) in model.people.iter().enumerate() {
            for (at, turn) in it.turns.iter().enumerate() {
                let at = u16::try_from(at).unwrap_or(NONE);
                if fixes[person][usize::from(at)] != Fix::Banned {
                    seats[turn.shift.get()].push((u32::try_from(person).unwrap_or(0), at));
                    position[person][turn.shift.get()] = at;
                }
            }
        }
        let line_costs: Vec<i64> = (model.people.iter().zip(&lines))
            .map(|(person, line)| person.line_cost(line).unwrap_or(penalty))
            .collect();
        let mut sums = vec![0; model.rows.len()];
        let mut holders = vec![Vec::new(); n_shifts];
        for (idx, (person, line)) in model.people.iter().zip(&lines).enumerate() {
            for at in line {
                let turn = &person.turns[usize::from(*at)];
                holders[turn.shift.get()].push((idx, *at));
                for (row, coefficient) in &turn.entries {
                    sums[*row as usize] += coefficient;
                }
            }
        }
        let mut this = Self {
            model,
            fixes,
            penalty,
            lines,
            line_costs,
            sums,
            cost: 0,
            seats,
            holders,
            position,
        };
        let rows: i64 = (0..this.model.rows.len())
            .map(|row| this.row_cost(row, this.sums[row]))
            .sum();
        this.cost = rows + this.line_costs.iter().sum::<i64>();
        this
    }

    fn row_cost(&self, row: usize, sum: i64) -> i64 {
        let row = &self.model.rows[row];
        let missed = (sum - row.rhs).abs();
        row.cost(sum, self.penalty).unwrap_or(self.penalty * missed)
    }

    /// `n_steps` tries with a threshold falling from `threshold` to 0; then the best seen stands.
    /// Asks every [`ASK_EVERY`] tries whether to go on.
    pub(crate) fn run(
        &mut self,
        rng: &mut Rng,
        n_steps: usize,
        threshold: i64,
        go_on: &mut dyn FnMut() -> bool,
    ) {
        let mut best = (self.cost, self.lines.clone());
        let n_seats = self.seats.len();
        if n_seats == 0 {
            return;
        }
        for step in 0..n_steps {
            let left = i64::try_from(n_steps - step).unwrap_or(i64::MAX);
            let now = threshold * left / i64::try_from(n_steps).unwrap_or(1);
            self.try_move(rng, now);
            // Copying every improvement would cost more than finding it.
            let is_pause = step % KEEP_EVERY == 0 || step + 1 == n_steps;
            if is_pause && self.cost < best.0 {
                best.0 = self.cost;
                best.1.clone_from(&self.lines);
            }
            if step % ASK_EVERY == ASK_EVERY - 1 && !go_on() {
                break;
            }
        }
        if best.0 < self.cost {
            *self = Self::new(self.model, self.fixes, self.penalty, best.1);
        }
    }

    /// One random move: a seat gets somebody (or somebody else), or two people exchange.
    fn try_move(&mut self, rng: &mut Rng, threshold: i64) {
        let shift = rng.below(self.seats.len());
        if self.seats[shift].is_empty() {
            return;
        }
        let (newcomer, at) = self.seats[shift][rng.below(self.seats[shift].len())];
        let newcomer = newcomer as usize;
        if self.lines[newcomer].contains(&at) {
            return;
        }
        let holder = self.random_holder(shift, rng);
        let mut edits = vec![(newcomer, at, true)];
        if let Some((holder, held)) = holder {
            edits.push((holder, held, false));
            let exchange = rng.below(2) == 0 && !self.lines[newcomer].is_empty();
            if exchange {
                let given = self.lines[newcomer][rng.below(self.lines[newcomer].len())];
                let given_shift = self.model.people[newcomer].turns[usize::from(given)]
                    .shift
                    .get();
                let taken = self.position[holder][given_shift];
                if taken == NONE || self.lines[holder].contains(&taken) {
                    return;
                }
                edits.push((newcomer, given, false));
                edits.push((holder, taken, true));
            }
        }
        self.apply_if(&edits, threshold);
    }

    /// Somebody on `shift`, unless a seat of it is free.
    fn random_holder(&self, shift: usize, rng: &mut Rng) -> Option<(usize, u16)> {
        let (person, at) = self.seats[shift][0];
        let turn = &self.model.people[person as usize].turns[usize::from(at)];
        let is_exact = |row: &u32| self.model.rows[*row as usize].sense == Sense::Exactly;
        let row = turn
            .entries
            .iter()
            .map(|(row, _)| row)
            .find(|row| is_exact(row))?;
        let row = *row as usize;
        let holders = &self.holders[shift];
        if self.sums[row] < self.model.rows[row].rhs || holders.is_empty() {
            return None;
        }
        Some(holders[rng.below(holders.len())])
    }

    /// Carries out `edits` (person, position, whether they come or go) if the cost rises by at
    /// most `threshold`.
    fn apply_if(&mut self, edits: &[(usize, u16, bool)], threshold: i64) {
        let mut changed: Vec<(usize, Vec<u16>)> = Vec::with_capacity(2);
        for (person, at, comes) in edits {
            if self.fixes[*person][usize::from(*at)] == Fix::Required && !comes {
                return;
            }
            if !changed.iter().any(|it| it.0 == *person) {
                changed.push((*person, self.lines[*person].clone()));
            }
            let Some((_, line)) = changed.iter_mut().find(|it| it.0 == *person) else {
                return;
            };
            if *comes {
                let slot = line.partition_point(|it| it < at);
                line.insert(slot, *at);
            } else {
                line.retain(|it| it != at);
            }
        }
        let mut delta = 0;
        let mut costs = Vec::with_capacity(2);
        for (person, line) in &changed {
            let Some(cost) = self.model.people[*person].line_cost(line) else {
                return;
            };
            delta += cost - self.line_costs[*person];
            costs.push(cost);
        }
        let mut touched: Vec<(usize, i64)> = Vec::with_capacity(16);
        for (person, at, comes) in edits {
            for (row, coefficient) in &self.model.people[*person].turns[usize::from(*at)].entries {
                let change = if *comes { *coefficient } else { -coefficient };
                match touched.iter_mut().find(|it| it.0 == *row as usize) {
                    Some(it) => it.1 += change,
                    None => touched.push((*row as usize, change)),
                }
            }
        }
        for (row, change) in touched.iter().filter(|it| it.1 != 0) {
            let sum = self.sums[*row];
            delta += self.row_cost(*row, sum + change) - self.row_cost(*row, sum);
        }
        if threshold < delta {
            return;
        }
        for (row, change) in touched {
            self.sums[row] += change;
        }
        for (person, at, comes) in edits {
            let shift = self.model.people[*person].turns[usize::from(*at)]
                .shift
                .get();
            let holders = &mut self.holders[shift];
            if *comes {
                holders.push((*person, *at));
            } else if let Some(place) = holders.iter().position(|it| it.0 == *person) {
                holders.swap_remove(place);
            }
        }
        for ((person, line), cost) in changed.into_iter().zip(costs) {
            self.lines[person] = line;
            self.line_costs[person] = cost;
        }
        self.cost += delta;
    }
}
