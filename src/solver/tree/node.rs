//! Column generation: the bound of a node, by rounds of master and pricing (Barnhart et al. 1998,
//! "Branch-and-price").

use std::collections::BTreeSet;

use crate::solver::bound::{Bound, Duals, Pricing, price_all, round_up};
use crate::solver::master::{self, Column, Penalty};
use crate::solver::model::{Fix, Fixes, Model, SCALE, Schedule};
use crate::solver::params::{
    BROKEN_ROW_TOLERANCE, COARSE_ROUNDS, COARSE_TOLERANCE, COLUMNS_FROM_START, COLUMNS_PER_ROUND,
    EARLIER_DUALS, FINE_TOLERANCE, OBJECTIVE_TOLERANCE, REDUCED_COST_TOLERANCE,
};
use crate::solver::pricing::Wanted;

/// All columns priced so far, each once.
#[derive(Debug)]
pub(crate) struct Pool {
    pub(crate) columns: Vec<Column>,
    known: Vec<BTreeSet<Schedule>>,
}

impl Pool {
    pub(crate) fn new(n_people: usize) -> Self {
        Self {
            columns: Vec::new(),
            known: vec![BTreeSet::new(); n_people],
        }
    }

    /// Adds the schedule `schedule` of `person` unless it is there or breaks a private rule.
    pub(crate) fn add(&mut self, model: &Model, person: usize, schedule: &Schedule) -> bool {
        if self.known[person].contains(schedule) {
            return false;
        }
        let Some(cost) = model.people[person].cost_of(schedule) else {
            return false;
        };
        self.known[person].insert(schedule.clone());
        self.columns.push(Column {
            person,
            schedule: schedule.clone(),
            cost,
            entries: model.people[person].entries_of(schedule),
        });
        true
    }

    /// The columns of `person` of least reduced cost at `duals`, at most `n`.
    pub(crate) fn cheapest(
        &self,
        person: usize,
        duals: &Duals,
        n: usize,
    ) -> impl Iterator<Item = &Schedule> {
        let mine = self.columns.iter().filter(|it| it.person == person);
        let mut mine: Vec<(i64, &Schedule)> = mine
            .map(|column| (duals.reduced_cost(column), &column.schedule))
            .collect();
        mine.sort_unstable();
        mine.into_iter().take(n).map(|(_, schedule)| schedule)
    }

    /// Columns that agree with every decision.
    fn usable(&self, fixes: &Fixes) -> Vec<usize> {
        let agrees = |column: &Column| {
            let mut stood = column.schedule.iter().peekable();
            let fixes = fixes[column.person].iter().enumerate();
            { fixes }.all(|(at, fix)| {
                let stands = stood.next_if(|it| it.get() == at).is_some();
                match fix {
                    Fix::Free => true,
                    Fix::Banned => !stands,
                    Fix::Required => stands,
                }
            })
        };
        let columns = self.columns.iter().enumerate();
        let usable = columns.filter(|(_, column)| agrees(column));
        usable.map(|(idx, _)| idx).collect()
    }
}

/// What is known of a node once its rounds are over.
#[derive(Clone, Debug)]
pub(crate) struct NodeBound {
    /// The best bound, rounded up to a cost that is possible.
    pub(crate) bound: Bound,
    /// The same, scaled, before rounding up.
    pub(crate) scaled: Bound,
    /// What proves it.
    pub(crate) duals: Duals,
    /// Duals of the last rounds, with the bounds they prove, scaled: columns of too high a reduced
    /// cost at any of them cannot be part of a better solution.
    pub(crate) earlier: Vec<(i64, Duals)>,
    /// Columns in use and their values in the last master.
    pub(crate) values: Vec<(usize, f64)>,
}

impl NodeBound {
    fn new(duals: Duals, scaled: Bound) -> Self {
        Self {
            bound: rounded_up(scaled),
            scaled,
            duals,
            earlier: Vec::new(),
            values: Vec::new(),
        }
    }

    /// Takes over a better bound; a worse one is kept for its duals.
    fn improve(&mut self, duals: Duals, scaled: Bound) {
        let earlier = if self.scaled < scaled {
            let before = std::mem::replace(&mut self.scaled, scaled);
            self.bound = rounded_up(scaled);
            (before, std::mem::replace(&mut self.duals, duals))
        } else {
            (scaled, duals)
        };
        if let (Bound::AtLeast(bound), duals) = earlier {
            self.earlier.insert(0, (bound, duals));
            self.earlier.truncate(EARLIER_DUALS);
        }
    }

    /// Every pair of a bound, scaled, and the duals that prove it, the best first.
    pub(crate) fn proofs(&self) -> impl Iterator<Item = (i64, &Duals)> {
        let best = self.scaled.value().map(|bound| (bound, &self.duals));
        let earlier = self.earlier.iter().map(|(bound, duals)| (*bound, duals));
        best.into_iter().chain(earlier)
    }
}

fn rounded_up(scaled: Bound) -> Bound {
    match scaled {
        Bound::AtLeast(scaled) => Bound::AtLeast(round_up(scaled)),
        Bound::NoSolution => Bound::NoSolution,
    }
}

/// What all nodes share.
#[derive(Debug)]
pub(crate) struct ColumnGeneration<'a> {
    model: &'a Model,
    pub(crate) pool: Pool,
    /// Rows in the master.
    pub(crate) active: Vec<bool>,
    pub(crate) threads: usize,
    pub(crate) n_rounds: usize,
}

/// How far a node is to be solved.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NodeLimits {
    /// A bound that is good enough.
    pub(crate) cutoff: i64,
    pub(crate) max_rounds: usize,
}

/// Asked between rounds whether to go on; given the best bound of the node so far, scaled, the
/// number of columns and that of rounds.
pub(crate) type Ask<'a> = &'a mut dyn FnMut(Bound, usize, usize) -> bool;

impl<'a> ColumnGeneration<'a> {
    pub(crate) fn new(model: &'a Model, pool: Pool, active: Vec<bool>, threads: usize) -> Self {
        Self {
            model,
            pool,
            active,
            threads,
            n_rounds: 0,
        }
    }

    /// Rounds of master and pricing under `fixes`, from the duals of the node above, until nobody
    /// has a column of negative reduced cost, a limit is reached or `ask` says stop.
    pub(crate) fn solve_node(
        &mut self,
        fixes: &Fixes,
        start: Option<&Duals>,
        penalty: Penalty,
        limits: NodeLimits,
        ask: Ask<'_>,
    ) -> NodeBound {
        let model = self.model;
        // Without duals, what everybody costs at least: a poor bound, but at once.
        let nothing = || Duals(vec![0; model.rows.len()]);
        let start = start.cloned().unwrap_or_else(nothing);
        let all = Wanted {
            n_schedules: COLUMNS_FROM_START,
            most: None,
        };
        let wanted = vec![all; model.people.len()];
        let pricing = price_all(model, fixes, &start, &wanted, self.threads);
        self.absorb(&pricing, None);
        let mut best = NodeBound::new(start, pricing.bound);
        if best.bound.reaches(limits.cutoff) {
            return best;
        }
        for round in 0..limits.max_rounds {
            if !ask(best.scaled, self.pool.columns.len(), self.n_rounds) {
                return best;
            }
            self.n_rounds += 1;
            let usable = self.pool.usable(fixes);
            let columns: Vec<&Column> = usable.iter().map(|idx| &self.pool.columns[*idx]).collect();
            let is_coarse = round < COARSE_ROUNDS;
            let relaxed = master::solve(
                &model.rows,
                &self.active,
                model.people.len(),
                &columns,
                penalty,
                if is_coarse {
                    COARSE_TOLERANCE
                } else {
                    FINE_TOLERANCE
                },
            );
            let Some(relaxed) = relaxed else { return best };
            let duals = Duals::from_floats(model, &relaxed.rows, penalty);
            best.values = usable
                .iter()
                .copied()
                .zip(relaxed.values.iter().copied())
                .collect();
            let wanted = self.wanted(&usable, &duals);
            let pricing = price_all(model, fixes, &duals, &wanted, self.threads);
            best.improve(duals, pricing.bound);
            if best.bound.reaches(limits.cutoff) {
                return best;
            }
            let n_new = self.absorb(&pricing, Some(&relaxed.people));
            let n_rows = self.activate_broken_rows(&best.values);
            let reached = (relaxed.objective - OBJECTIVE_TOLERANCE).ceil() as i64;
            if n_rows == 0 && !is_coarse && (n_new == 0 || best.bound.reaches(reached)) {
                break;
            }
        }
        best
    }

    /// Adds priced columns; all of them, or only those with a negative reduced cost against the
    /// people's duals. Returns how many are new.
    fn absorb(&mut self, pricing: &Pricing, people: Option<&[f64]>) -> usize {
        let mut n_new = 0;
        for (person, schedules) in pricing.schedules.iter().enumerate() {
            let limit =
                people.map(|it| (it[person] * SCALE as f64) as i64 - REDUCED_COST_TOLERANCE);
            let improves = |reduced: i64| limit.is_none_or(|limit| reduced < limit);
            for priced in schedules.iter().filter(|it| improves(it.reduced)) {
                n_new += usize::from(self.pool.add(self.model, person, &priced.schedule));
            }
        }
        n_new
    }

    /// Only schedules at least as good as the best known of each person matter.
    fn wanted(&self, usable: &[usize], duals: &Duals) -> Vec<Wanted> {
        let any = Wanted {
            n_schedules: COLUMNS_PER_ROUND,
            most: None,
        };
        let mut wanted = vec![any; self.model.people.len()];
        for column in usable.iter().map(|idx| &self.pool.columns[*idx]) {
            let most = &mut wanted[column.person].most;
            let reduced = duals.reduced_cost(column);
            *most = Some(most.map_or(reduced, |most| most.min(reduced)));
        }
        wanted
    }

    /// Brings rows into the master that the current values break. Returns how many.
    fn activate_broken_rows(&mut self, values: &[(usize, f64)]) -> usize {
        let mut sums = vec![0.0; self.model.rows.len()];
        for (idx, value) in values {
            for (row, coefficient) in &self.pool.columns[*idx].entries {
                sums[row.get()] += value * *coefficient as f64;
            }
        }
        let mut n_new = 0;
        for (idx, row) in self.model.rows.iter().enumerate() {
            let over = sums[idx] - row.rhs as f64;
            // Only rows of kind "at most" wait outside; see `Row::eager`.
            if !self.active[idx] && BROKEN_ROW_TOLERANCE < over {
                self.active[idx] = true;
                n_new += 1;
            }
        }
        n_new
    }
}
