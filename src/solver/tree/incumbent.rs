//! The best solution of a component so far.

use crate::solver::model::component::Assignment;

/// The best solution so far, and what a better one must stay under.
#[derive(Clone, Debug)]
pub(crate) struct Incumbent {
    best: Option<Assignment>,
    /// Every solution costs less.
    ceiling: i64,
}

impl Incumbent {
    /// None yet, where every solution costs less than `ceiling`.
    pub(crate) fn none(ceiling: i64) -> Self {
        Self {
            best: None,
            ceiling,
        }
    }

    pub(crate) fn some(best: Assignment) -> Self {
        Self {
            ceiling: best.cost.saturating_add(1),
            best: Some(best),
        }
    }

    pub(crate) fn best(&self) -> Option<&Assignment> {
        self.best.as_ref()
    }

    pub(crate) fn into_best(self) -> Option<Assignment> {
        self.best
    }

    /// The cost a better solution must stay under.
    pub(crate) fn cutoff(&self) -> i64 {
        self.best.as_ref().map_or(self.ceiling, |it| it.cost)
    }

    /// The least cost that no solution worth finding reaches: those that equal the best are in.
    pub(crate) fn above_all(&self) -> i64 {
        (self.best.as_ref()).map_or(self.ceiling, |it| it.cost.saturating_add(1))
    }

    /// Takes over `found` if it is better, and says whether it is. The first found is.
    pub(crate) fn offer(&mut self, found: Assignment) -> bool {
        let is_better = self.best.as_ref().is_none_or(|it| found.cost < it.cost);
        if is_better {
            self.best = Some(found);
        }
        is_better
    }
}
