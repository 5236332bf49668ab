//! Facts that were found sound when they came in, put together again: a fault now is our own.

use crate::domain::facts::Facts;
use crate::domain::problem::{FactError, Problem};
use crate::rules::judged::Judged;
use crate::rules::record::RosterRecord;

use super::error::AppError;

/// The problem that `facts` make.
pub(super) fn problem(facts: Facts) -> Result<Problem, AppError> {
    Problem::new(facts).map_err(fault)
}

/// The roster of `record`, judged by its own facts and rules.
pub(super) fn judged(record: &RosterRecord) -> Result<Judged, AppError> {
    Judged::of(record).map_err(fault)
}

fn fault(faults: Vec<FactError>) -> AppError {
    AppError::Fault(format!("facts do not hold together: {faults:?}"))
}
