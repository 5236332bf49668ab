//! Those who hold no clock: the same question gets the same answer.

use std::ops::ControlFlow;

use super::{Progress, Progressed};

/// Lets the solver take its time.
#[derive(Clone, Copy, Debug)]
pub struct Unhurried;

impl Progress for Unhurried {
    fn report(&mut self, _: &Progressed) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

/// Stops the solver at a report, and before if another says so.
pub struct Patience<'a> {
    progress: &'a mut dyn Progress,
    n_left: usize,
}

impl<'a> Patience<'a> {
    /// Stops at the report `n_reports`, the first being 1.
    pub fn new(progress: &'a mut dyn Progress, n_reports: usize) -> Self {
        Self {
            progress,
            n_left: n_reports,
        }
    }
}

impl std::fmt::Debug for Patience<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Patience")
            .field("n_left", &self.n_left)
            .finish_non_exhaustive()
    }
}

impl Progress for Patience<'_> {
    fn report(&mut self, progressed: &Progressed) -> ControlFlow<()> {
        self.progress.report(progressed)?;
        self.n_left = self.n_left.saturating_sub(1);
        if self.n_left == 0 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }
}
