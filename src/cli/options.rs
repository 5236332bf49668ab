//! Options that several commands take.

use std::time::Duration;

use clap::Args;

use crate::app::selector::Selector;
use crate::text::clean::one_line;

/// Which office and period of the store; the newest period of the only office unless told otherwise.
#[derive(Debug, Args)]
pub(super) struct PeriodArgs {
    /// Id of the office, if the store has several
    #[arg(long, value_name = "ID")]
    office: Option<String>,
    /// Solar year of the first day of that Tết
    #[arg(long, value_name = "YEAR", conflicts_with = "period")]
    year: Option<i32>,
    /// Id of the period, e.g. tet-2018
    #[arg(long, value_name = "ID")]
    period: Option<String>,
}

impl PeriodArgs {
    pub(super) fn selector(&self) -> Selector<'_> {
        Selector {
            office: self.office.as_deref(),
            year: self.year,
            period: self.period.as_deref(),
        }
    }
}

/// A reason, which says something.
pub(super) fn reason(text: &str) -> Result<String, String> {
    let reason = text.trim();
    if one_line(reason).is_empty() {
        return Err("it says nothing".to_owned());
    }
    Ok(reason.to_owned())
}

/// Seconds, also `0.5`.
pub(super) fn seconds(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| "not a number".to_owned())?;
    Duration::try_from_secs_f64(seconds).map_err(|error| error.to_string())
}
