//! The live line, and the time limit.

use std::ops::ControlFlow;
use std::time::Duration;

use crate::app::clock::Stopwatch;
use crate::solver::progress::{Phase, Progress, Progressed};
use crate::text::Lang;
use crate::text::verdicts::{self, Stage};

use super::printer::Printer;

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
        if self.limit <= elapsed {
            return ControlFlow::Break(());
        }
        if self.next <= elapsed {
            self.next = elapsed + REFRESH;
            let stage = match progressed.phase {
                Phase::Price => Stage::Price,
                Phase::Search => Stage::Search,
                Phase::Prove => Stage::Prove,
            };
            let incumbent = progressed.incumbent.map(|it| it.soft);
            let line = verdicts::progress(self.lang, stage, incumbent, progressed.bound, elapsed);
            self.printer.live(&line);
        }
        ControlFlow::Continue(())
    }
}
