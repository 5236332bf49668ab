//! When an answer is good enough for the question.

use std::fmt;
use std::ops::ControlFlow;

use crate::solver::{Progress, Progressed};

/// Stops the solver once cost and bound are enough for the question; passes everything on.
pub struct Enough<'a, F> {
    progress: &'a mut dyn Progress,
    /// Given the cost of the best roster so far, without open seats, and the bound.
    is_enough: F,
}

impl<'a, F: Fn(i64, i64) -> bool> Enough<'a, F> {
    /// Asks `is_enough` whenever there is a roster without open seats and a bound.
    pub fn new(progress: &'a mut dyn Progress, is_enough: F) -> Self {
        Self {
            progress,
            is_enough,
        }
    }
}

impl<F> fmt::Debug for Enough<'_, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Enough").finish_non_exhaustive()
    }
}

impl<F: Fn(i64, i64) -> bool> Progress for Enough<'_, F> {
    fn report(&mut self, progressed: &Progressed) -> ControlFlow<()> {
        self.progress.report(progressed)?;
        let incumbent = progressed.incumbent.filter(|it| it.gaps == 0);
        match incumbent.zip(progressed.bound) {
            Some((cost, bound)) if (self.is_enough)(cost.soft, bound) => ControlFlow::Break(()),
            Some(_) | None => ControlFlow::Continue(()),
        }
    }
}
