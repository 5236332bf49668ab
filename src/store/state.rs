//! How far rosters and changes have come.

use serde::{Deserialize, Serialize};

/// How far a revision has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Saved, seen by nobody but its maker.
    Draft,
    /// In force; one for each office and year at most.
    Published,
    /// Was in force.
    Superseded,
}

impl State {
    /// Its name in the store and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Published => "published",
            Self::Superseded => "superseded",
        }
    }

    pub(super) fn parse(text: &str) -> Option<Self> {
        let all = [Self::Draft, Self::Published, Self::Superseded];
        all.into_iter().find(|it| it.as_str() == text)
    }
}

/// How far a change has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeState {
    /// Nobody has decided yet.
    Requested,
    /// A leader agrees; not made yet. Older stores may hold such; today both is one step.
    Approved,
    /// A leader does not agree.
    Rejected,
    /// Made and published; it keeps every rule.
    Applied,
    /// Made and published on purpose, though it breaks rules.
    Overridden,
}

impl ChangeState {
    /// Its name in the store and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Requested => "requested",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Applied => "applied",
            Self::Overridden => "overridden",
        }
    }

    /// Whether nothing more can come of it.
    pub fn is_settled(self) -> bool {
        match self {
            Self::Requested | Self::Approved => false,
            Self::Rejected | Self::Applied | Self::Overridden => true,
        }
    }
}
