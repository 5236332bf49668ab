//! Local search: rosters at once, at any moment, on any size.
//!
//! Threshold accepting (Dueck & Scheuer 1990) over two moves: somebody else takes a seat, or two
//! people exchange turns. A move is taken if it costs no more than a threshold that falls to zero;
//! all in integers. Rows that a move breaks are paid for at a price above any saving.

use crate::solver::model::index::{RowIdx, TurnAt};
use crate::solver::model::rows::Sense;
use crate::solver::model::{Fix, Fixes, Model, Schedule};
use crate::solver::params::{LOCAL_ASK_EVERY, LOCAL_KEEP_EVERY};
use crate::solver::rng::Rng;

/// A solution under change: one schedule for each person.
#[derive(Clone, Debug)]
pub(crate) struct LocalSearch<'a> {
    model: &'a Model,
    fixes: &'a Fixes,
    /// Price of a gap, and of a unit by which a hard row is missed.
    gap_price: i64,
    pub(crate) schedules: Vec<Schedule>,
    schedule_costs: Vec<i64>,
    sums: Vec<i64>,
    /// Schedules, soft rows, gaps and broken rows.
    cost: i64,
    /// For each shift, who may stand it, and which of their turns it is.
    seats: Vec<Vec<(usize, TurnAt)>>,
    /// For each shift, who stands it, and which of their turns it is.
    holders: Vec<Vec<(usize, TurnAt)>>,
    /// For each person and shift, which of their turns it is.
    turn_of: Vec<Vec<Option<TurnAt>>>,
}

/// A turn that a person takes (`true`) or gives up.
type Edit = (usize, TurnAt, bool);

impl<'a> LocalSearch<'a> {
    /// Starts from `schedules`, each of which keeps its person's private rules.
    pub(crate) fn new(
        model: &'a Model,
        fixes: &'a Fixes,
        gap_price: i64,
        schedules: Vec<Schedule>,
    ) -> Self {
        let shifts = model
            .people
            .iter()
            .flat_map(|it| &it.turns)
            .map(|it| it.shift.get() + 1);
        let n_shifts = shifts.max().unwrap_or(0);
        let mut seats = vec![Vec::new(); n_shifts];
        let mut turn_of = vec![vec![None; n_shifts]; model.people.len()];
        for (person, it) in model.people.iter().enumerate() {
            for (at, turn) in TurnAt::enumerate(&it.turns) {
                if fixes[person][at.get()] != Fix::Banned {
                    seats[turn.shift.get()].push((person, at));
                    turn_of[person][turn.shift.get()] = Some(at);
                }
            }
        }
        let schedule_costs: Vec<i64> = (model.people.iter().zip(&schedules))
            .map(|(person, schedule)| person.cost_of(schedule).unwrap_or(gap_price))
            .collect();
        let mut holders = vec![Vec::new(); n_shifts];
        for (idx, (person, schedule)) in model.people.iter().zip(&schedules).enumerate() {
            for at in schedule {
                holders[person.turns[at.get()].shift.get()].push((idx, *at));
            }
        }
        let mut this = Self {
            model,
            fixes,
            gap_price,
            sums: model.row_sums(&schedules, |_| true),
            schedules,
            schedule_costs,
            cost: 0,
            seats,
            holders,
            turn_of,
        };
        let rows: i64 = (0..this.model.rows.len())
            .map(|row| this.row_cost(row, this.sums[row]))
            .sum();
        this.cost = rows + this.schedule_costs.iter().sum::<i64>();
        this
    }

    fn row_cost(&self, row: usize, sum: i64) -> i64 {
        let row = &self.model.rows[row];
        let missed = (sum - row.rhs).abs();
        row.cost(sum, self.gap_price)
            .unwrap_or(self.gap_price * missed)
    }

    /// `n_steps` tries with a threshold falling from `threshold` to 0; then the best seen stands.
    /// Asks every [`LOCAL_ASK_EVERY`] tries whether to go on.
    pub(crate) fn run(
        &mut self,
        rng: &mut Rng,
        n_steps: usize,
        threshold: i64,
        go_on: &mut dyn FnMut() -> bool,
    ) {
        let mut best = (self.cost, self.schedules.clone());
        let n_seats = self.seats.len();
        if n_seats == 0 {
            return;
        }
        for step in 0..n_steps {
            let left = i64::try_from(n_steps - step).unwrap_or(i64::MAX);
            let now = threshold * left / i64::try_from(n_steps).unwrap_or(1);
            self.try_move(rng, now);
            // Copying every improvement would cost more than finding it.
            let is_pause = step % LOCAL_KEEP_EVERY == 0 || step + 1 == n_steps;
            if is_pause && self.cost < best.0 {
                best.0 = self.cost;
                best.1.clone_from(&self.schedules);
            }
            if step % LOCAL_ASK_EVERY == LOCAL_ASK_EVERY - 1 && !go_on() {
                break;
            }
        }
        if best.0 < self.cost {
            *self = Self::new(self.model, self.fixes, self.gap_price, best.1);
        }
    }

    /// One random move: a seat gets somebody (or somebody else), or two people exchange.
    fn try_move(&mut self, rng: &mut Rng, threshold: i64) {
        let shift = rng.below(self.seats.len());
        if self.seats[shift].is_empty() {
            return;
        }
        let (newcomer, at) = self.seats[shift][rng.below(self.seats[shift].len())];
        if self.schedules[newcomer].contains(&at) {
            return;
        }
        let holder = self.random_holder(shift, rng);
        let mut edits = vec![(newcomer, at, true)];
        if let Some((holder, held)) = holder {
            edits.push((holder, held, false));
            let exchange = rng.below(2) == 0 && !self.schedules[newcomer].is_empty();
            if exchange {
                let given = self.schedules[newcomer][rng.below(self.schedules[newcomer].len())];
                let Some(taken) = self.turn_of[holder][self.shift_of(newcomer, given)] else {
                    return;
                };
                if self.schedules[holder].contains(&taken) {
                    return;
                }
                edits.push((newcomer, given, false));
                edits.push((holder, taken, true));
            }
        }
        self.apply_if(&edits, threshold);
    }

    fn shift_of(&self, person: usize, at: TurnAt) -> usize {
        self.model.people[person].turns[at.get()].shift.get()
    }

    /// Somebody on `shift`, unless a seat of it is free.
    fn random_holder(&self, shift: usize, rng: &mut Rng) -> Option<(usize, TurnAt)> {
        let (person, at) = self.seats[shift][0];
        let turn = &self.model.people[person].turns[at.get()];
        let is_exact = |row: &RowIdx| self.model.rows[row.get()].sense == Sense::Exactly;
        let row = turn
            .entries
            .iter()
            .map(|(row, _)| row)
            .find(|row| is_exact(row))?;
        let row = row.get();
        let holders = &self.holders[shift];
        if self.sums[row] < self.model.rows[row].rhs || holders.is_empty() {
            return None;
        }
        Some(holders[rng.below(holders.len())])
    }

    /// Carries out `edits` if the cost rises by at most `threshold`.
    fn apply_if(&mut self, edits: &[Edit], threshold: i64) {
        let mut changed: Vec<(usize, Schedule)> = Vec::with_capacity(2);
        for (person, at, comes) in edits {
            if self.fixes[*person][at.get()] == Fix::Required && !comes {
                return;
            }
            if !changed.iter().any(|it| it.0 == *person) {
                changed.push((*person, self.schedules[*person].clone()));
            }
            let Some((_, schedule)) = changed.iter_mut().find(|it| it.0 == *person) else {
                return;
            };
            if *comes {
                let slot = schedule.partition_point(|it| it < at);
                schedule.insert(slot, *at);
            } else {
                schedule.retain(|it| it != at);
            }
        }
        let mut delta = 0;
        let mut costs = Vec::with_capacity(2);
        for (person, schedule) in &changed {
            let Some(cost) = self.model.people[*person].cost_of(schedule) else {
                return;
            };
            delta += cost - self.schedule_costs[*person];
            costs.push(cost);
        }
        let mut touched: Vec<(usize, i64)> = Vec::with_capacity(16);
        for (person, at, comes) in edits {
            for (row, coefficient) in &self.model.people[*person].turns[at.get()].entries {
                let change = if *comes { *coefficient } else { -coefficient };
                match touched.iter_mut().find(|it| it.0 == row.get()) {
                    Some(it) => it.1 += change,
                    None => touched.push((row.get(), change)),
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
            let shift = self.shift_of(*person, *at);
            let holders = &mut self.holders[shift];
            if *comes {
                holders.push((*person, *at));
            } else if let Some(place) = holders.iter().position(|it| it.0 == *person) {
                holders.swap_remove(place);
            }
        }
        for ((person, schedule), cost) in changed.into_iter().zip(costs) {
            self.schedules[person] = schedule;
            self.schedule_costs[person] = cost;
        }
        self.cost += delta;
    }
}
