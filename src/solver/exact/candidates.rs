//! The few lines that a solution of a given cost could use.
//!
//! With multipliers that prove a bound, the cost of any solution is that bound plus what each line
//! and each row adds to it (its *excess*, never negative where the rows are kept). A solution of
//! cost `target` therefore uses only lines whose excess is at most `target - bound`: a few
//! hundred, often. `repair` looks for a solution among them, `select` tries them all.

use super::{Candidate, Miss};
use crate::solver::bound::Multipliers;
use crate::solver::exact::residues::Remainders;
use crate::solver::model::{Fixes, Model, SCALE};
use crate::solver::pricing::enumerate::enumerate;
use crate::solver::pricing::{Scratch, Wanted, price};

/// Most lines looked at for one person; for all, and for all where there are many people.
const MOST_OF_ONE: usize = 2_000;
const MOST_LINES: usize = 20_000;
const LINES_EACH: usize = 40;

/// The lines to choose from and the rows to keep.
pub(crate) struct Choices {
    pub(crate) rows: Vec<Miss>,
    /// For each person their lines, the one of least excess first.
    pub(crate) people: Vec<Vec<Candidate>>,
    /// The excess a solution may have in all.
    pub(crate) budget: i64,
    /// Whether all lines within the budget are here: there may have been too many.
    pub(crate) is_complete: bool,
    /// Which remainders the costs leave.
    pub(crate) remainders: Option<Remainders>,
}

impl Choices {
    /// Whether somebody has no line, so that there is no such solution.
    pub(crate) fn is_hopeless(&self) -> bool {
        self.people.iter().any(Vec::is_empty)
    }

    /// Gathers the lines for solutions of cost `target` or less, given multipliers and the bound
    /// (scaled) that each proves; excess is counted by the first. `None` if there are no
    /// multipliers, a number leaves the range, or `fixes` leave somebody without a line.
    pub(crate) fn new(
        model: &Model,
        fixes: &Fixes,
        target: i64,
        proven: &[(i64, &Multipliers)],
        penalty: i64,
    ) -> Option<Self> {
        let scaled = target.checked_mul(SCALE)?;
        let budgets: Option<Vec<(i64, &Multipliers)>> = { proven.iter() }
            .map(|(bound, it)| Some((scaled.checked_sub(*bound)?, *it)))
            .collect();
        let budgets = budgets?;
        let ((budget, multipliers), others) = budgets.split_first()?;
        let mut people = Vec::with_capacity(model.people.len());
        let mut n_left = MOST_LINES.max(LINES_EACH * model.people.len());
        let mut is_complete = true;
        let mut scratch = Scratch::default();
        let (mut weights, mut best, mut found) = (Vec::new(), Vec::new(), Vec::new());
        for (person, fixed) in model.people.iter().zip(fixes) {
            let mut cheapest = |multipliers: &Multipliers, weights: &mut Vec<i64>| {
                multipliers.weights(person, weights);
                price(
                    person,
                    weights,
                    fixed,
                    Wanted::BEST,
                    &mut scratch,
                    &mut best,
                );
                best.first().map(|it| it.reduced)
            };
            let least = cheapest(multipliers, &mut weights)?;
            let limit = least.saturating_add(*budget);
            found.clear();
            is_complete &= enumerate(person, &weights, fixed, limit, MOST_OF_ONE, &mut found);
            for (budget, other) in others {
                let limit = cheapest(other, &mut weights)?.saturating_add(*budget);
                found.retain(|(_, line)| {
                    let reduced = person.reduced_cost(line, &weights);
                    reduced.is_some_and(|it| it <= limit)
                });
            }
            found.sort_unstable();
            let candidate = |(reduced, line): (i64, Vec<u16>)| Candidate {
                excess: reduced - least,
                remainder: 0,
                entries: person.line_entries(&line),
                line,
            };
            is_complete &= found.len() <= n_left;
            found.truncate(n_left.max(1));
            n_left = n_left.saturating_sub(found.len());
            people.push(found.drain(..).map(candidate).collect());
        }
        let rows: Vec<Miss> = (model.rows.iter().zip(&multipliers.0))
            .map(|(row, multiplier)| Miss::of(row, *multiplier, *budget, penalty))
            .collect();
        Some(Self {
            remainders: Remainders::new(model, &rows, &mut people, target),
            rows,
            people,
            budget: *budget,
            is_complete,
        })
    }
}
