//! A period made of an earlier one.

use serde::Serialize;

use super::super::new_period::NewPeriod;

/// Of `period new`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PeriodAnswer {
    /// Id of the office.
    pub office: String,
    /// Id of the earlier period.
    pub from: String,
    /// Id of the new one.
    pub to: String,
    /// What was not taken over, a line each.
    pub dropped: Vec<String>,
}

impl PeriodAnswer {
    /// What `made` is, which has not what `dropped` says.
    pub fn new(made: &NewPeriod, dropped: &[String]) -> Self {
        Self {
            office: made.import.office.clone(),
            from: made.from.id().to_owned(),
            to: made.to.id().to_owned(),
            dropped: dropped.to_vec(),
        }
    }
}
