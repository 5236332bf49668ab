//! The only place that looks at a clock.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use chrono::{DateTime, NaiveDateTime};

use crate::calendar::UTC_OFFSET;
use crate::solver::progress::Elapsed;

/// What time it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// The clock of the machine.
    System,
    /// Always this moment, in civil time in Việt Nam.
    Fixed(NaiveDateTime),
}

impl Clock {
    /// Civil time in Việt Nam, in whole seconds.
    pub fn now(self) -> NaiveDateTime {
        match self {
            Self::System => civil_now(),
            Self::Fixed(moment) => moment,
        }
    }
}

/// Measures how long something takes.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch {
    start: Instant,
}

impl Stopwatch {
    /// A stopwatch that starts now.
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

#[expect(clippy::disallowed_methods, reason = "this is where the clock is read")]
fn civil_now() -> NaiveDateTime {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let seconds = since.map_or(0, |it| it.as_secs());
    let utc = (i64::try_from(seconds).ok())
        .and_then(|it| DateTime::from_timestamp(it, 0))
        .unwrap_or_default();
    utc.naive_utc() + UTC_OFFSET
}
