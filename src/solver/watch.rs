//! What whoever watches is told, and their word to stop.

use crate::domain::cost::Cost;

use super::{Phase, Progress, Progressed};

/// How far one part is.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct PartState {
    /// Cost and gaps of the best solution so far.
    pub(super) incumbent: Option<(i64, u32)>,
    pub(super) bound: Option<i64>,
    pub(super) n_columns: usize,
    pub(super) n_rounds: usize,
    pub(super) n_nodes: usize,
}

/// Adds up the parts and asks.
pub(super) struct Watch<'a> {
    pub(super) progress: &'a mut dyn Progress,
    pub(super) parts: Vec<PartState>,
    /// Price of a gap in the costs of incumbents.
    pub(super) penalty: i64,
    pub(super) stopped: bool,
}

impl Watch<'_> {
    /// Takes note of `part` and asks whether to go on.
    pub(super) fn go_on(&mut self, part: usize, state: PartState) -> bool {
        self.parts[part] = state;
        let sum = |of: fn(&PartState) -> usize| self.parts.iter().map(of).sum::<usize>();
        let incumbent: Option<Cost> = (self.parts.iter())
            .map(|it| {
                it.incumbent.map(|(cost, gaps)| Cost {
                    broken: 0,
                    gaps,
                    soft: cost - self.penalty * i64::from(gaps),
                })
            })
            .try_fold(Cost::default(), |sum, it| it.map(|it| sum + it));
        let bound = self
            .parts
            .iter()
            .map(|it| it.bound)
            .try_fold(0_i64, |sum, it| it.map(|it| sum.saturating_add(it)));
        let progressed = Progressed {
            phase: match (sum(|it| it.n_rounds), sum(|it| it.n_nodes)) {
                (0, _) => Phase::Search,
                (_, 0) => Phase::Price,
                (_, _) => Phase::Prove,
            },
            incumbent,
            bound,
            n_columns: sum(|it| it.n_columns),
            n_nodes: sum(|it| it.n_nodes),
        };
        self.stopped = self.stopped || self.progress.report(&progressed).is_break();
        !self.stopped
    }
}
