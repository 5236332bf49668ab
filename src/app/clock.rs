//! The only place that looks at a clock.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use chrono::{DateTime, NaiveDateTime, TimeDelta};

use crate::solver::progress::Elapsed;

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

impl Elapsed for Stopwatch {
    fn elapsed(&self) -> Duration {
        Stopwatch::elapsed(*self)
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
