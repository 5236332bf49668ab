//! What may be said of how good a roster is. Whoever stored a status, only what its certificate proves
//! at the moment of printing is printed.

use crate::proof;
use crate::rules::record::{RosterRecord, Status};

/// How good a roster is, and no roster costs less than `bound`, as far as is proven now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    /// How good.
    pub status: Status,
    /// No roster costs less; where seats are open, none has fewer open.
    pub bound: Option<i64>,
}

impl Claim {
    /// What the certificate of `record` proves.
    pub fn of(record: &RosterRecord) -> Self {
        let verdict = proof::verify(record);
        let Some(judged) = &verdict.judged else {
            return Self::nothing(record.gaps);
        };
        let evaluation = &judged.evaluation;
        // A record that contradicts itself proves nothing, also where its certificate is right.
        if !verdict.flaws.is_empty() {
            return Self::nothing(evaluation.cost.gaps);
        }
        let is_best = verdict.bound == Some(evaluation.cost.soft) && evaluation.is_valid();
        Self {
            status: match evaluation.cost.gaps {
                0 if is_best => Status::Optimal,
                0 => Status::Feasible,
                1.. => Status::Gaps,
            },
            bound: verdict.bound,
        }
    }

    fn nothing(gaps: u32) -> Self {
        Self {
            status: if 0 < gaps {
                Status::Gaps
            } else {
                Status::Feasible
            },
            bound: None,
        }
    }
}

/// `record` with no more claimed of it than its certificate proves now.
pub fn proven(record: RosterRecord) -> RosterRecord {
    let Claim { status, bound } = Claim::of(&record);
    RosterRecord {
        status,
        bound,
        certificate: record.certificate.filter(|_| bound.is_some()),
        ..record
    }
}
