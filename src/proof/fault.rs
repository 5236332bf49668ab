//! What is wrong with a certificate.

use super::certificate::HIGHEST_SCALE;
use super::work::Unchecked;

/// Why a certificate proves nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CertificateFault {
    /// Its scale is out of range.
    #[error("scale {0} is not from 1 to {HIGHEST_SCALE}")]
    Scale(i64),
    /// Turns may overlap, and schedules hold none that do.
    #[error("nothing is proven of turns that may overlap (R04 is not in force)")]
    TurnsMayOverlap,
    /// Nobody has this id.
    #[error("`{0}` is unknown")]
    UnknownPerson(String),
    /// Somebody counts twice.
    #[error("`{0}` stands in two components")]
    InTwoComponents(String),
    /// Somebody does not count.
    #[error("`{0}` stands in no component")]
    InNoComponent(String),
    /// The sum of the components leaves the range of costs.
    #[error("the bound is out of range")]
    OutOfRange,
    /// The nodes end before the tree does.
    #[error("the nodes end before every case has been shown")]
    CaseMissing,
    /// One node of the tree is wrong.
    #[error("node {nth}: {fault}")]
    Node {
        /// Its place in its component, from 0.
        nth: usize,
        /// What is wrong.
        fault: NodeFault,
    },
    /// Nothing is known of it.
    #[error("not checked: {0}")]
    Unchecked(#[from] Unchecked),
}

/// What is wrong with one node of a proof.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NodeFault {
    /// The tree was complete before it.
    #[error("it belongs to no case")]
    Stray,
    /// A clash where no columns are enumerated.
    #[error("a clash, and no columns before it")]
    StrayClash,
    /// A leaf or an enumeration inside an enumeration.
    #[error("it stands inside an enumeration")]
    Nested,
    /// It splits on somebody or something unknown.
    #[error("it splits on somebody or something unknown")]
    UnknownSplit,
    /// No row has this name.
    #[error("there is no row `{0}`")]
    UnknownRow(String),
    /// A row stands twice.
    #[error("row `{0}` stands twice")]
    RowTwice(String),
    /// The row counts turns of people of other components.
    #[error("row `{0}` ties the component to others")]
    TiedRow(String),
    /// A dual of the wrong sign, or beyond the price of the row.
    #[error("dual {value} of `{row}` proves nothing")]
    Dual {
        /// The row.
        row: String,
        /// The dual.
        value: i64,
    },
    /// A dual of a row that the enumeration does not name.
    #[error("row `{0}` has a dual and is not named")]
    UnnamedRow(String),
    /// An enumeration without duals.
    #[error("it has no duals")]
    NoDuals,
    /// Too many columns survive the filter.
    #[error("the duals leave too many columns")]
    TooManyColumns,
    /// Columns are left where it says that none are.
    #[error("columns are left")]
    NoClash,
}

/// Either is the end of a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    Fault(NodeFault),
    Unchecked(Unchecked),
}

impl From<NodeFault> for Stop {
    fn from(fault: NodeFault) -> Self {
        Self::Fault(fault)
    }
}

impl From<Unchecked> for Stop {
    fn from(unchecked: Unchecked) -> Self {
        Self::Unchecked(unchecked)
    }
}

impl Stop {
    /// The same, with the place of the node.
    pub(super) fn at(self, nth: usize) -> CertificateFault {
        match self {
            Self::Fault(fault) => CertificateFault::Node { nth, fault },
            Self::Unchecked(unchecked) => CertificateFault::Unchecked(unchecked),
        }
    }
}
