//! Rows of the model: linear conditions over turns, and what missing their right-hand side costs.

use crate::domain::ids::ShiftIdx;
use crate::rules::row_name::RowName;

/// How the sum of a row relates to its right-hand side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sense {
    Exactly,
    AtLeast,
    AtMost,
}

/// What may be bought instead of keeping a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slack {
    /// Nothing: the row is hard.
    None,
    /// Each missing unit is a gap (an open seat, an uncovered system).
    Gap,
    /// Each missing unit costs `under`, each unit too many `over`.
    Priced { under: i64, over: i64 },
}

/// A linear condition over turns: the sum of coefficients of the turns stood, against `rhs`.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// What certificates call it; `None` in models of no roster.
    pub(crate) name: Option<RowName>,
    pub(crate) sense: Sense,
    pub(crate) rhs: i64,
    pub(crate) slack: Slack,
    /// The shifts it speaks of; for demands only.
    pub(crate) shifts: Vec<ShiftIdx>,
    /// Whether it stands in the master problem from the start; the others enter when broken.
    pub(crate) eager: bool,
}

impl Row {
    /// What each missing unit costs where a gap costs `gap_price`: `None` if none may be missing.
    pub(crate) fn under(&self, gap_price: i64) -> Option<i64> {
        match (self.sense, self.slack) {
            (Sense::AtMost, _) => Some(0),
            (Sense::Exactly | Sense::AtLeast, Slack::None) => None,
            (Sense::Exactly | Sense::AtLeast, Slack::Gap) => Some(gap_price),
            (Sense::Exactly | Sense::AtLeast, Slack::Priced { under, .. }) => Some(under),
        }
    }

    /// What each unit too many costs: `None` if there may be none.
    pub(crate) fn over(&self) -> Option<i64> {
        match (self.sense, self.slack) {
            (Sense::AtLeast, _) => Some(0),
            (Sense::Exactly | Sense::AtMost, Slack::None | Slack::Gap) => None,
            (Sense::Exactly | Sense::AtMost, Slack::Priced { over, .. }) => Some(over),
        }
    }

    /// What `sum` costs where a gap costs `gap_price`: `None` if it breaks the row.
    pub(crate) fn cost(&self, sum: i64, gap_price: i64) -> Option<i64> {
        match sum - self.rhs {
            0 => Some(0),
            by @ ..0 => Some(self.under(gap_price)? * -by),
            by @ 1.. => Some(self.over()? * by),
        }
    }

    /// Gaps that `sum` leaves.
    pub(crate) fn gaps(&self, sum: i64) -> i64 {
        if self.slack == Slack::Gap {
            (self.rhs - sum).max(0)
        } else {
            0
        }
    }
}
