//! How bad a roster is.

use std::ops::{Add, AddAssign};

use serde::{Deserialize, Serialize};

/// Lower is better. Field order is the comparison order: no saving makes up for a broken rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Cost {
    /// Hard rules broken, each time counted.
    pub broken: u32,
    /// Seats nobody fills and systems nobody covers; allowed only on request.
    pub gaps: u32,
    /// The weighted sum of the soft rules.
    pub soft: i64,
}

impl Add for Cost {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            broken: self.broken.saturating_add(other.broken),
            gaps: self.gaps.saturating_add(other.gaps),
            soft: self.soft.saturating_add(other.soft),
        }
    }
}

impl AddAssign for Cost {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Cost {
    /// `times` breaches of a hard rule.
    pub fn broken(times: usize) -> Self {
        Self {
            broken: u32::try_from(times).unwrap_or(u32::MAX),
            ..Self::default()
        }
    }

    /// `seats` left empty.
    pub fn gaps(seats: usize) -> Self {
        Self {
            gaps: u32::try_from(seats).unwrap_or(u32::MAX),
            ..Self::default()
        }
    }

    /// A price of `soft`, with nothing broken and nothing open.
    pub fn soft(soft: i64) -> Self {
        Self {
            soft,
            ..Self::default()
        }
    }
}
