//! Checks a `roster.json` from the file alone: cost, every rule, and the certificate of
//! optimality. Knows nothing of `solver`.

use crate::domain::problem::{FactError, Problem};
use crate::domain::roster::Roster;
use crate::rules::evaluate::Evaluation;
use crate::rules::record::RosterRecord;

/// Why a record proves nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// Its facts do not hold together.
    #[error("the problem does not hold together: {0}")]
    Facts(FactError),
    /// An assignment names somebody or something unknown.
    #[error("assignment of `{person}` to `{shift}`: unknown")]
    UnknownAssignment {
        /// Person id.
        person: String,
        /// Shift key.
        shift: String,
    },
    /// An assignment stands twice.
    #[error("`{person}` is assigned to `{shift}` twice")]
    TwiceAssigned {
        /// Person id.
        person: String,
        /// Shift key.
        shift: String,
    },
    /// The rules say another cost.
    #[error("cost is {found}, the file says {stated}")]
    Cost {
        /// As judged.
        found: i64,
        /// As stated.
        stated: i64,
    },
    /// A number of the itemised cost differs.
    #[error("rule {rule} costs {found}, the file says {stated}")]
    Breakdown {
        /// Rule code.
        rule: String,
        /// As judged.
        found: i64,
        /// As stated.
        stated: i64,
    },
    /// The certificate proves another bound than stated.
    #[error("the certificate proves the bound {found:?}, the file says {stated:?}")]
    Bound {
        /// As proven.
        found: Option<i64>,
        /// As stated.
        stated: Option<i64>,
    },
    /// The certificate cannot be read.
    #[error("certificate: {0}")]
    Certificate(String),
    /// The file says `optimal` and the bound does not reach the cost.
    #[error("stated optimal, but cost is {cost} and bound {bound:?}")]
    NotOptimal {
        /// As judged.
        cost: i64,
        /// As proven.
        bound: Option<i64>,
    },
    /// The format is not one this program reads.
    #[error("format `{0}` is unknown")]
    Format(String),
}

/// What the check of a record found.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// The facts, indexed; `None` if they do not hold together.
    pub judged: Option<(Problem, Roster, Evaluation)>,
    /// The bound the certificate proves.
    pub bound: Option<i64>,
    /// Every flaw; empty together with a valid evaluation means the record is right.
    pub flaws: Vec<Flaw>,
}

/// Checks `record`.
pub fn verify(record: &RosterRecord) -> Verdict {
    let _ = record;
    Verdict {
        judged: None,
        bound: None,
        flaws: Vec::new(),
    }
}
