//! The live line, and the time limit.

use std::ops::ControlFlow;
use std::time::Duration;

use crate::app::clock::Stopwatch;
use crate::solver::progress::{Phase, Progress, Progressed};
use crate::text::Lang;
use crate::text::verdicts::{self, Stage};

use super::printer::Printer;

/// Share of the time limit in which the solver must be done; the rest is left to check its proof.
const SOLVING: f64 = 0.9;
/// Often enough to look alive.
const REFRESH: Duration = Duration::from_millis(100);

/// Shows progress where somebody sees it, and stops at the limit.
#[derive(Debug)]
pub(super) struct LiveLine<'a> {
    lang: Lang,
    printer: &'a mut Printer,
    watch: Stopwatch,
    limit: Duration,
    next: Duration,
}

impl<'a> LiveLine<'a> {
    pub(super) fn new(
        lang: Lang,
        printer: &'a mut Printer,
        watch: Stopwatch,
        limit: Duration,
    ) -> Self {
        Self {
            lang,
            printer,
            watch,
            limit,
            next: Duration::ZERO,
        }
    }
}

impl Progress for LiveLine<'_> {
    fn report(&mut self, progressed: &Progressed) -> ControlFlow<()> {
        let elapsed = self.watch.elapsed();
        let limit = match progressed.phase {
            Phase::Price | Phase::Search | Phase::Prove => self.limit.mul_f64(SOLVING),
            Phase::Check => self.limit,
        };
        if limit <= elapsed {
            return ControlFlow::Break(());
        }
        if self.next <= elapsed {
            self.next = elapsed + REFRESH;
            let stage = match progressed.phase {
                Phase::Price => Stage::Price,
                Phase::Search => Stage::Search,
                Phase::Prove => Stage::Prove,
                Phase::Check => Stage::Check,
            };
            let incumbent = progressed.incumbent.map(|it| it.soft);
            let line = verdicts::progress(self.lang, stage, incumbent, progressed.bound, elapsed);
            self.printer.live(&line);
        }
        ControlFlow::Continue(())
    }
}
