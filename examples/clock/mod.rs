//! The clock of examples that solve, which also prints progress if told to.

use std::ops::ControlFlow;
use std::time::Duration;

use tructet::app::clock::Stopwatch;
use tructet::solver::progress::{Progress, Progressed, TimeLimit};

pub(crate) struct Clock {
    watch: Stopwatch,
    limit: TimeLimit<Stopwatch>,
    verbose: bool,
}

impl Clock {
    /// Starts now.
    pub(crate) fn start(limit: Duration, verbose: bool) -> Self {
        let watch = Stopwatch::start();
        Self {
            watch,
            limit: TimeLimit::new(watch, limit),
            verbose,
        }
    }

    pub(crate) fn seconds(&self) -> f64 {
        self.watch.elapsed().as_secs_f64()
    }
}

impl Progress for Clock {
    fn report(&mut self, progressed: &Progressed) -> ControlFlow<()> {
        if self.verbose {
            eprintln!("{:8.3} {progressed:?}", self.seconds());
        }
        self.limit.report(progressed)
    }
}
