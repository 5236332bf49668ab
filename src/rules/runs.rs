//! Stretches of roster days on which somebody has turns.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::ids::ShiftIdx;
use crate::domain::problem::Problem;

/// Successive roster days, none missing between them and none beside them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DayRun {
    /// The first of them.
    pub(super) first: NaiveDate,
    /// The last of them.
    pub(super) last: NaiveDate,
    /// How many.
    pub(super) n_days: usize,
}

/// The roster days of `shifts`, each counted once, in as few runs as can be, in order.
pub(super) fn day_runs(problem: &Problem, shifts: &[ShiftIdx]) -> Vec<DayRun> {
    let days: BTreeSet<_> = shifts.iter().map(|it| problem[*it].day).collect();
    let mut runs = Vec::<DayRun>::new();
    for day in days {
        match runs.last_mut() {
            Some(run) if run.last.succ_opt() == Some(day) => {
                run.last = day;
                run.n_days += 1;
            }
            Some(_) | None => runs.push(DayRun {
                first: day,
                last: day,
                n_days: 1,
            }),
        }
    }
    runs
}
