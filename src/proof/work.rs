//! What a check may take. A small file can ask for more than any machine has, so work is counted,
//! and past a limit, or when told to stop, nothing is claimed.

use std::cell::Cell;

/// Most partial schedules looked at, over all of a certificate.
const MOST_STEPS: u64 = 60_000_000;
/// Most numbers of partial schedules, or of columns, held at once: some 200 MiB.
pub(super) const MOST_HELD: usize = 12_000_000;
/// Steps between two looks at whether to stop.
const STRIDE: u64 = 1 << 12;

/// Why a certificate was not checked to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unchecked {
    /// It asks for too many steps.
    #[error("it takes more than {MOST_STEPS} steps")]
    Steps,
    /// It asks for too much memory.
    #[error("it takes more than {MOST_HELD} numbers at once")]
    Memory,
    /// Whoever asked wanted no more.
    #[error("time ran out")]
    Stopped,
}

/// The steps taken, and who may say stop.
pub(super) struct Work<'a> {
    steps: Cell<u64>,
    is_stopped: &'a dyn Fn() -> bool,
}

impl<'a> Work<'a> {
    pub(super) fn new(is_stopped: &'a dyn Fn() -> bool) -> Self {
        Self {
            steps: Cell::new(0),
            is_stopped,
        }
    }

    /// Counts `steps` more.
    pub(super) fn spend(&self, steps: usize) -> Result<(), Unchecked> {
        let before = self.steps.get();
        let after = before.saturating_add(steps as u64);
        self.steps.set(after);
        if MOST_STEPS < after {
            return Err(Unchecked::Steps);
        }
        if before / STRIDE != after / STRIDE && (self.is_stopped)() {
            return Err(Unchecked::Stopped);
        }
        Ok(())
    }
}

/// Whether so many numbers may be held at once.
pub(super) fn hold(n_held: usize) -> Result<(), Unchecked> {
    if MOST_HELD < n_held {
        return Err(Unchecked::Memory);
    }
    Ok(())
}
