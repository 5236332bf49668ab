//! Why a change cannot even be judged.

use chrono::NaiveDate;

use crate::domain::facts::Assignment;

/// Why a change cannot even be judged, or not be decided on. Words come last, in `app::describe`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChangeError {
    /// A turn is to be given away by somebody who does not stand it.
    #[error("E520 `{}` does not stand `{}`, but {stands:?}", turn.person, turn.shift)]
    NotTheirs {
        /// Who, and which.
        turn: Assignment,
        /// Keys of the shifts they stand.
        stands: Vec<String>,
    },
    /// A turn is to be given to somebody who stands it already, or who gives it away.
    #[error("E521 `{}` stands `{}` already", turn.person, turn.shift)]
    TheirsAlready {
        /// Who, and which.
        turn: Assignment,
    },
    /// Somebody falls out from a day on, but stands nothing then.
    #[error("E522 `{person}` stands nothing from {from} on")]
    NothingToReplace {
        /// Id of the person.
        person: String,
        /// First day on which they are away.
        from: NaiveDate,
    },
    /// Only a leader of the office decides.
    #[error("E523 `{who}` is no leader, but {leaders:?}")]
    NotALeader {
        /// Who would decide.
        who: String,
        /// Ids and names of those who may.
        leaders: Vec<(String, String)>,
    },
}
