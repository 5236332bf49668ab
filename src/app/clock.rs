//! The only place that looks at a clock.

use std::ops::ControlFlow;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use chrono::{DateTime, NaiveDateTime, TimeDelta};

use crate::solver::{Progress, Progressed};

/// Việt Nam keeps UTC+7 all year.
const HOURS_FROM_UTC: i64 = 7;

/// Measures how long something takes.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch {
    start: Instant,
}

impl Stopwatch {
    /// Starts now.
    #[expect(clippy::disallowed_methods, reason = "this is where the clock is read")]
    pub fn start() -> Self {
        Self {
            start: Instant::now(),
        }
    }

    /// Time since the start.
    pub fn elapsed(self) -> Duration {
        self.start.elapsed()
    }
}

/// Stops the solver when time is up, and hears nothing else.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    watch: Stopwatch,
    most: Duration,
}

impl Limit {
    /// `most` from the start of `watch`.
    pub fn new(watch: Stopwatch, most: Duration) -> Self {
        Self { watch, most }
    }
}

impl Progress for Limit {
    fn report(&mut self, _: &Progressed) -> ControlFlow<()> {
        if self.most <= self.watch.elapsed() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }
}

/// Civil time in Việt Nam, in whole seconds.
#[expect(clippy::disallowed_methods, reason = "this is where the clock is read")]
pub fn civil_now() -> NaiveDateTime {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let seconds = since.map_or(0, |it| it.as_secs());
    let utc = (i64::try_from(seconds).ok())
        .and_then(|it| DateTime::from_timestamp(it, 0))
        .unwrap_or_default();
    utc.naive_utc() + TimeDelta::hours(HOURS_FROM_UTC)
}
