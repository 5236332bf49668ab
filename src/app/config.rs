//! How hard the machine may work.

use std::num::NonZero;
use std::thread;

use crate::solver::{Gaps, SolveConfig};

/// How every face solves: with all the machine has.
pub fn config(seed: u64, gaps: Gaps) -> SolveConfig {
    SolveConfig {
        seed,
        gaps,
        threads: n_threads(),
    }
}

/// As many as work at once on this machine.
pub(super) fn n_threads() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}
