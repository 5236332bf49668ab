//! Is a `roster.json` what it says it is?

use std::path::Path;

use crate::proof::{self, Verdict};
use crate::rules::judged::Judged;
use crate::rules::record::{RosterRecord, Status};

use super::error::AppError;
use super::read;

/// A record and what is wrong with it.
#[derive(Clone, Debug)]
pub struct Verified {
    /// As the file says.
    pub record: RosterRecord,
    /// What the checker found.
    pub verdict: Verdict,
}

/// Checks the roster in the file `path`, with no code of the solver.
///
/// # Errors
///
/// The file cannot be read, or is no roster.
pub fn verify(path: &Path) -> Result<Verified, AppError> {
    let record = read::record(path)?;
    let verdict = proof::verify(&record);
    Ok(Verified { record, verdict })
}

impl Verified {
    /// No flaw, no rule broken, and seats open only where the file says that it was asked for.
    pub fn is_valid(&self) -> bool {
        let allows_gaps = self.record.status == Status::Gaps;
        self.verdict.flaws.is_empty()
            && (self.verdict.judged.as_ref()).is_some_and(|Judged { evaluation, .. }| {
                evaluation.cost.broken == 0 && (evaluation.cost.gaps == 0 || allows_gaps)
            })
    }

    /// The cost as judged.
    pub fn cost(&self) -> Option<i64> {
        (self.verdict.judged.as_ref()).map(|it| it.evaluation.cost.soft)
    }

    /// How far the cost may be from the best, if anything is proven.
    pub fn gap(&self) -> Option<i64> {
        Some(self.cost()? - self.verdict.bound?)
    }
}
