//! The exact finish over the few lines that a better solution could use.

pub(crate) mod candidates;
pub(crate) mod residues;
pub(crate) mod search;

use crate::solver::model::SCALE;
use crate::solver::model::rows::Row;

/// A line that may be part of a solution.
pub(crate) struct Candidate {
    pub(crate) excess: i64,
    /// See [`Remainders`].
    pub(crate) remainder: u8,
    pub(crate) line: Vec<u16>,
    pub(crate) entries: Vec<(u32, i64)>,
}

impl Candidate {
    /// What the line counts in `row`.
    pub(crate) fn coefficient(&self, row: usize) -> i64 {
        self.entries
            .binary_search_by_key(&row, |it| it.0 as usize)
            .map_or(0, |at| self.entries[at].1)
    }
}

/// What missing a row's right-hand side by one adds to the bound, scaled; `None` if it is not
/// allowed, or would alone exceed the budget.
pub(crate) struct Miss {
    pub(crate) rhs: i64,
    pub(crate) under: Option<i64>,
    pub(crate) over: Option<i64>,
}

impl Miss {
    pub(super) fn of(row: &Row, multiplier: i64, budget: i64, penalty: i64) -> Self {
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
    pub(crate) fn weigh(&self, sum: i64) -> (i64, i64) {
        let (by, cost) = match sum - self.rhs {
            0 => return (0, 0),
            by @ ..0 => (-by, self.under),
            by @ 1.. => (by, self.over),
        };
        cost.map_or((by, 0), |cost| (0, cost * by))
    }
}
