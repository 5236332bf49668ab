//! The exact finish over the few columns that a better solution could use.

pub(crate) mod candidates;
pub(crate) mod residues;
pub(crate) mod search;

use crate::solver::model::index::RowIdx;
use crate::solver::model::rows::Row;
use crate::solver::model::{SCALE, Schedule};

/// A schedule that may be part of a solution.
pub(crate) struct Candidate {
    /// Its reduced cost above the least of its person, scaled.
    pub(crate) excess: i64,
    /// See [`residues::Residues`].
    pub(crate) residue: u8,
    pub(crate) schedule: Schedule,
    pub(crate) entries: Vec<(RowIdx, i64)>,
}

impl Candidate {
    /// What the schedule counts in `row`.
    pub(crate) fn coefficient(&self, row: RowIdx) -> i64 {
        self.entries
            .binary_search_by_key(&row, |it| it.0)
            .map_or(0, |at| self.entries[at].1)
    }
}

/// Reduced costs of a row's slack: what missing its right-hand side by one adds to the bound,
/// scaled; `None` if it is not allowed, or would alone exceed the budget.
pub(crate) struct SlackCost {
    pub(crate) rhs: i64,
    pub(crate) under: Option<i64>,
    pub(crate) over: Option<i64>,
}

impl SlackCost {
    pub(super) fn of(row: &Row, dual: i64, budget: i64, gap_price: i64) -> Self {
        let under = row.under(gap_price).map(|it| it * SCALE - dual);
        let over = row.over().map(|it| it * SCALE + dual);
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
