//! How far the solver is, who is told, and their word to stop.
//!
//! The solver holds no clock: whoever runs it gives it a [`Progress`], which is asked often and may
//! stop it. The adapters here wrap another `Progress` and stop earlier, or watch the answers.

use std::cell::RefCell;
use std::fmt;
use std::ops::ControlFlow;
use std::time::Duration;

use crate::domain::cost::Cost;

/// What the solver is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Prices people's schedules against each other.
    Price,
    /// Improves rosters.
    Search,
    /// Closes the gap.
    Prove,
    /// The certificate is checked; no longer the solver's work.
    Check,
}

/// How far the solver is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progressed {
    /// What it is at.
    pub phase: Phase,
    /// The best roster so far.
    pub incumbent: Option<Cost>,
    /// No roster costs less.
    pub bound: Option<i64>,
    /// Columns priced so far.
    pub n_columns: usize,
    /// Nodes of the branching tree so far.
    pub n_nodes: usize,
}

/// Told how far the solver is, often; may stop it at any moment.
pub trait Progress {
    /// `Break` stops the solver, which answers with the best it has.
    fn report(&mut self, progressed: &Progressed) -> ControlFlow<()>;
}

/// `Break` if `is_over`.
fn stop_if(is_over: bool) -> ControlFlow<()> {
    if is_over {
        ControlFlow::Break(())
    } else {
        ControlFlow::Continue(())
    }
}

/// Never stops the solver.
#[derive(Clone, Copy, Debug)]
pub struct NeverStop;

impl Progress for NeverStop {
    fn report(&mut self, _: &Progressed) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

/// Stops the solver at its n-th report: a limit on effort that does not depend on the machine.
pub struct ReportLimit<'a> {
    progress: &'a mut dyn Progress,
    n_left: usize,
}

impl<'a> ReportLimit<'a> {
    /// Stops at the report `n_reports`, the first being 1, and before if `progress` says so.
    pub fn new(progress: &'a mut dyn Progress, n_reports: usize) -> Self {
        Self {
            progress,
            n_left: n_reports,
        }
    }
}

impl fmt::Debug for ReportLimit<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReportLimit")
            .field("n_left", &self.n_left)
            .finish_non_exhaustive()
    }
}

impl Progress for ReportLimit<'_> {
    fn report(&mut self, progressed: &Progressed) -> ControlFlow<()> {
        self.progress.report(progressed)?;
        self.n_left = self.n_left.saturating_sub(1);
        stop_if(self.n_left == 0)
    }
}

/// A running clock; the solver itself reads none.
pub trait Elapsed {
    /// Time since it was started.
    fn elapsed(&self) -> Duration;
}

/// Stops the solver when time is up.
#[derive(Clone, Copy, Debug)]
pub struct TimeLimit<C> {
    clock: C,
    limit: Duration,
}

impl<C: Elapsed> TimeLimit<C> {
    /// `limit` from the start of `clock`.
    pub fn new(clock: C, limit: Duration) -> Self {
        Self { clock, limit }
    }
}

impl<C: Elapsed> Progress for TimeLimit<C> {
    fn report(&mut self, _: &Progressed) -> ControlFlow<()> {
        stop_if(self.limit <= self.clock.elapsed())
    }
}

/// Stops the solver once cost and bound are close enough for the question.
pub struct StopWhen<'a, F> {
    progress: &'a mut dyn Progress,
    /// Given the cost of the incumbent, which has no open seats, and the bound.
    is_enough: F,
}

impl<'a, F: Fn(i64, i64) -> bool> StopWhen<'a, F> {
    /// Asks `is_enough` whenever there is a roster without open seats and a bound; stops before if
    /// `progress` says so.
    pub fn new(progress: &'a mut dyn Progress, is_enough: F) -> Self {
        Self {
            progress,
            is_enough,
        }
    }
}

impl<F> fmt::Debug for StopWhen<'_, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StopWhen").finish_non_exhaustive()
    }
}

impl<F: Fn(i64, i64) -> bool> Progress for StopWhen<'_, F> {
    fn report(&mut self, progressed: &Progressed) -> ControlFlow<()> {
        self.progress.report(progressed)?;
        let incumbent = progressed.incumbent.filter(|it| it.gaps == 0);
        let both = incumbent.zip(progressed.bound);
        stop_if(both.is_some_and(|(cost, bound)| (self.is_enough)(cost.soft, bound)))
    }
}

/// Remembers over several solves that the solver was told to stop.
pub struct RememberStop<'a> {
    progress: &'a mut dyn Progress,
    is_stopped: bool,
}

impl<'a> RememberStop<'a> {
    /// Passes everything on to `progress`.
    pub fn new(progress: &'a mut dyn Progress) -> Self {
        Self {
            progress,
            is_stopped: false,
        }
    }

    /// Whether `progress` has said stop.
    pub fn is_stopped(&self) -> bool {
        self.is_stopped
    }
}

impl fmt::Debug for RememberStop<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RememberStop")
            .field("is_stopped", &self.is_stopped)
            .finish_non_exhaustive()
    }
}

impl Progress for RememberStop<'_> {
    fn report(&mut self, progressed: &Progressed) -> ControlFlow<()> {
        let answer = self.progress.report(progressed);
        self.is_stopped = self.is_stopped || answer.is_break();
        answer
    }
}

/// How far one component is.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ComponentState {
    /// Cost and gaps of the best solution so far.
    pub(super) incumbent: Option<(i64, u32)>,
    pub(super) bound: Option<i64>,
    pub(super) n_columns: usize,
    pub(super) n_rounds: usize,
    pub(super) n_nodes: usize,
}

/// Adds up how far all components are, reports it, and keeps the word to stop.
pub(super) struct Monitor<'a> {
    progress: &'a mut dyn Progress,
    components: Vec<ComponentState>,
    /// Price of a gap in the costs of incumbents.
    gap_price: i64,
    is_stopped: bool,
}

impl<'a> Monitor<'a> {
    pub(super) fn new(
        progress: &'a mut dyn Progress,
        n_components: usize,
        gap_price: i64,
    ) -> RefCell<Self> {
        RefCell::new(Self {
            progress,
            components: vec![ComponentState::default(); n_components],
            gap_price,
            is_stopped: false,
        })
    }

    /// Takes note of a component and asks whether to go on.
    fn go_on(&mut self, component: usize, state: ComponentState) -> bool {
        self.components[component] = state;
        self.is_stopped = self.is_stopped || self.progress.report(&self.progressed()).is_break();
        !self.is_stopped
    }

    fn progressed(&self) -> Progressed {
        let components = || self.components.iter();
        let sum = |of: fn(&ComponentState) -> usize| components().map(of).sum::<usize>();
        let cost = |(cost, gaps): (i64, u32)| Cost {
            broken: 0,
            gaps,
            soft: cost - self.gap_price * i64::from(gaps),
        };
        Progressed {
            phase: match (sum(|it| it.n_rounds), sum(|it| it.n_nodes)) {
                (0, _) => Phase::Search,
                (_, 0) => Phase::Price,
                (_, _) => Phase::Prove,
            },
            incumbent: (components().map(|it| it.incumbent.map(cost)))
                .try_fold(Cost::default(), |sum, it| it.map(|it| sum + it)),
            bound: (components().map(|it| it.bound))
                .try_fold(0_i64, |sum, it| it.map(|it| sum.saturating_add(it))),
            n_columns: sum(|it| it.n_columns),
            n_nodes: sum(|it| it.n_nodes),
        }
    }
}

/// Where the search of one component, or of a subproblem of it, reports to.
#[derive(Clone, Copy)]
pub(super) struct Reporter<'a, 'p> {
    monitor: &'a RefCell<Monitor<'p>>,
    component: usize,
    /// What is reported whatever the search says: a subproblem's own numbers mean nothing outside.
    fixed: Option<ComponentState>,
}

impl<'a, 'p> Reporter<'a, 'p> {
    pub(super) fn new(monitor: &'a RefCell<Monitor<'p>>, component: usize) -> Self {
        Self {
            monitor,
            component,
            fixed: None,
        }
    }

    /// For a subproblem of a component that stands at `state`.
    pub(super) fn nested(self, state: ComponentState) -> Self {
        Self {
            fixed: Some(self.fixed.unwrap_or(state)),
            ..self
        }
    }

    /// Reports and asks whether to go on.
    pub(super) fn go_on(self, state: ComponentState) -> bool {
        let state = self.fixed.unwrap_or(state);
        self.monitor.borrow_mut().go_on(self.component, state)
    }

    /// Whether the solver has been told to stop.
    pub(super) fn is_stopped(self) -> bool {
        self.monitor.borrow().is_stopped
    }
}
