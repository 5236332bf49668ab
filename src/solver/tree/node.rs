//! Column generation: the bound of a node, by rounds of master and pricing.

use std::collections::BTreeSet;

use crate::solver::bound::{Multipliers, Pricing, price_all, round_up};
use crate::solver::master::{self, Column, Penalty};
use crate::solver::model::{Fix, Fixes, Model, SCALE};
use crate::solver::pricing::Wanted;

/// All lines priced so far, each once.
#[derive(Debug)]
pub(crate) struct Pool {
    pub(crate) columns: Vec<Column>,
    known: Vec<BTreeSet<Vec<u16>>>,
}

impl Pool {
    pub(crate) fn new(n_people: usize) -> Self {
        Self {
            columns: Vec::new(),
            known: vec![BTreeSet::new(); n_people],
        }
    }

    /// Adds the line `line` of `person` unless it is there or breaks a private rule.
    pub(crate) fn add(&mut self, model: &Model, person: usize, line: &[u16]) -> bool {
        if self.known[person].contains(line) {
            return false;
        }
        let Some(cost) = model.people[person].line_cost(line) else {
            return false;
        };
        self.known[person].insert(line.to_vec());
        let entries = model.people[person].line_entries(line);
        let person = u32::try_from(person).unwrap_or(u32::MAX);
        self.columns.push(Column {
            person,
            line: line.to_vec(),
            cost,
            entries,
        });
        true
    }
}

const N_OTHERS: usize = 4;
/// Lines of a person a round brings at most.
const N_LINES: usize = 3;

/// What is known of a node once its rounds are over.
#[derive(Clone, Debug)]
pub(crate) struct NodeBound {
    /// No solution of the node costs less; `i64::MAX` if the node has none.
    pub(crate) bound: i64,
    /// The same, scaled, before rounding up.
    pub(crate) scaled: i64,
    /// What proves it.
    pub(crate) multipliers: Multipliers,
    /// Multipliers of the last rounds, with the bounds they prove, scaled: lines too dear at any
    /// of them are out.
    pub(crate) others: Vec<(i64, Multipliers)>,
    /// Columns in use and their values in the last master.
    pub(crate) values: Vec<(usize, f64)>,
}

/// The shared state of all nodes.
#[derive(Debug)]
pub(crate) struct Pricer<'a> {
    pub(crate) model: &'a Model,
    pub(crate) pool: Pool,
    /// Rows in the master.
    pub(crate) active: Vec<bool>,
    pub(crate) penalty: Penalty,
    pub(crate) threads: usize,
    pub(crate) n_rounds: usize,
}

/// Asked between rounds whether to go on; given the best bound of the node so far, scaled.
pub(crate) type Ask<'a> = &'a mut dyn FnMut(i64, usize, usize) -> bool;

impl Pricer<'_> {
    /// Rounds of master and pricing under `fixes`, from the multipliers of the node above, until
    /// nobody has a better line, the bound reaches `cutoff`, `max_rounds` are done or `ask` says
    /// stop.
    pub(crate) fn solve_node(
        &mut self,
        fixes: &Fixes,
        start: Option<&Multipliers>,
        cutoff: i64,
        max_rounds: usize,
        ask: Ask<'_>,
    ) -> NodeBound {
        let model = self.model;
        let mut best = NodeBound {
            bound: i64::MIN,
            scaled: i64::MIN,
            multipliers: Multipliers(vec![0; model.rows.len()]),
            others: Vec::new(),
            values: Vec::new(),
        };
        // Without multipliers, what everybody costs at least: a poor bound, but at once.
        let nothing = best.multipliers.clone();
        let start = start.unwrap_or(&nothing);
        let all = Wanted {
            n_lines: 2,
            most: i64::MAX,
        };
        let wanted = vec![all; model.people.len()];
        let pricing = price_all(model, fixes, start, &wanted, self.threads);
        self.absorb(&pricing, None);
        if self.improve(&mut best, start, &pricing, cutoff) {
            return best;
        }
        for round in 0..max_rounds {
            if !ask(best.scaled, self.pool.columns.len(), self.n_rounds) {
                return best;
            }
            self.n_rounds += 1;
            let usable = self.usable_columns(fixes);
            let columns: Vec<&Column> = usable.iter().map(|idx| &self.pool.columns[*idx]).collect();
            let tolerance = if round < 3 { 1e-4 } else { 1e-9 };
            let relaxed = master::solve(
                &model.rows,
                &self.active,
                model.people.len(),
                &columns,
                self.penalty,
                tolerance,
            );
            let Some(relaxed) = relaxed else { return best };
            let exact = Multipliers::from_floats(model, &relaxed.rows, self.penalty);
            best.values = usable
                .iter()
                .copied()
                .zip(relaxed.values.iter().copied())
                .collect();
            let wanted = self.wanted(&usable, &exact);
            let pricing = price_all(model, fixes, &exact, &wanted, self.threads);
            if self.improve(&mut best, &exact, &pricing, cutoff) {
                return best;
            }
            let n_new = self.absorb(&pricing, Some(&relaxed.people));
            let n_rows = self.activate_broken_rows(&best.values);
            let reached = (relaxed.objective - 1e-6).ceil() as i64 <= best.bound;
            if n_rows == 0 && 3 <= round && (n_new == 0 || reached) {
                break;
            }
        }
        best
    }

    /// Takes over a better bound; true if it reaches `cutoff` or the node is empty.
    fn improve(
        &self,
        best: &mut NodeBound,
        multipliers: &Multipliers,
        pricing: &Pricing,
        cutoff: i64,
    ) -> bool {
        let Some(scaled) = pricing.bound else {
            best.bound = i64::MAX;
            best.scaled = i64::MAX;
            best.multipliers = multipliers.clone();
            return true;
        };
        let improves = best.scaled < scaled;
        let other = if improves {
            // Unset multipliers prove nothing.
            let before = std::mem::replace(&mut best.multipliers, multipliers.clone());
            (best.scaled != i64::MIN).then_some((best.scaled, before))
        } else {
            Some((scaled, multipliers.clone()))
        };
        if let Some(other) = other {
            best.others.insert(0, other);
            best.others.truncate(N_OTHERS);
        }
        if improves {
            best.scaled = scaled;
            best.bound = round_up(scaled);
        }
        cutoff <= best.bound
    }

    /// Adds priced lines; all of them, or only those with a negative reduced cost against the
    /// people's multipliers. Returns how many of the latter are new.
    fn absorb(&mut self, pricing: &Pricing, people: Option<&[f64]>) -> usize {
        let mut n_new = 0;
        for (person, lines) in pricing.lines.iter().enumerate() {
            let limit = people.map_or(i64::MAX, |it| {
                (it[person] * SCALE as f64) as i64 - SCALE / 100_000
            });
            for priced in lines.iter().filter(|it| it.reduced < limit) {
                n_new += usize::from(self.pool.add(self.model, person, &priced.line));
            }
        }
        n_new
    }

    /// Only lines at least as good as the best known of each person matter.
    fn wanted(&self, usable: &[usize], multipliers: &Multipliers) -> Vec<Wanted> {
        let any = Wanted {
            n_lines: N_LINES,
            most: i64::MAX,
        };
        let mut wanted = vec![any; self.model.people.len()];
        for column in usable.iter().map(|idx| &self.pool.columns[*idx]) {
            let most = &mut wanted[column.person as usize].most;
            *most = multipliers.reduced(column).min(*most);
        }
        wanted
    }

    /// The known lines of `person` that cost least at `multipliers`, at most `n_lines`.
    pub(crate) fn cheapest_known(
        &self,
        person: usize,
        multipliers: &Multipliers,
        n_lines: usize,
    ) -> impl Iterator<Item = &[u16]> {
        let columns = self.pool.columns.iter();
        let mut mine: Vec<(i64, &[u16])> = columns
            .filter(|column| column.person as usize == person)
            .map(|column| (multipliers.reduced(column), column.line.as_slice()))
            .collect();
        mine.sort_unstable();
        mine.into_iter().take(n_lines).map(|(_, line)| line)
    }

    /// Columns that agree with every decision.
    fn usable_columns(&self, fixes: &Fixes) -> Vec<usize> {
        let agrees = |column: &Column| {
            let fixes = &fixes[column.person as usize];
            let mut line = column.line.iter().peekable();
            fixes.iter().enumerate().all(|(at, fix)| {
                let stands = line.next_if(|it| usize::from(**it) == at).is_some();
                match fix {
                    Fix::Free => true,
                    Fix::Banned => !stands,
                    Fix::Required => stands,
                }
            })
        };
        (0..self.pool.columns.len())
            .filter(|idx| agrees(&self.pool.columns[*idx]))
            .collect()
    }

    /// Brings rows into the master that the current values break. Returns how many.
    fn activate_broken_rows(&mut self, values: &[(usize, f64)]) -> usize {
        let mut sums = vec![0.0; self.model.rows.len()];
        for (idx, value) in values {
            for (row, coefficient) in &self.pool.columns[*idx].entries {
                sums[*row as usize] += value * *coefficient as f64;
            }
        }
        let mut n_new = 0;
        for (idx, row) in self.model.rows.iter().enumerate() {
            let over = sums[idx] - row.rhs as f64;
            // Only rows of kind "at most" wait outside; see `Row::eager`.
            if !self.active[idx] && 1e-6 < over {
                self.active[idx] = true;
                n_new += 1;
            }
        }
        n_new
    }
}

/// Whether the roster made of `lines` (one for each person) keeps every hard row, its gaps, and
/// its cost: lines, soft rows.
pub(crate) fn judge_lines(model: &Model, lines: &[Vec<u16>]) -> Option<(u32, i64)> {
    let mut sums = vec![0; model.rows.len()];
    let mut cost = 0;
    for (person, line) in model.people.iter().zip(lines) {
        cost += person.line_cost(line)?;
        for at in line {
            for (row, coefficient) in &person.turns[usize::from(*at)].entries {
                sums[*row as usize] += coefficient;
            }
        }
    }
    let mut gaps = 0;
    for (row, sum) in model.rows.iter().zip(sums) {
        cost += row.cost(sum, 0)?;
        gaps += u32::try_from(row.gaps(sum)).unwrap_or(u32::MAX);
    }
    Some((gaps, cost))
}
