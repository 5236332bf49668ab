//! What can go wrong with a store.

use std::path::PathBuf;

use rusqlite::ErrorCode;

use super::state::{ChangeState, State};

/// Why the store did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file cannot be opened or made, or is no database.
    #[error("E301 {}: cannot open the store: {cause}", path.display())]
    Open {
        /// The file that was to be opened.
        path: PathBuf,
        /// What SQLite says.
        cause: rusqlite::Error,
    },
    /// A later version of this program wrote it.
    #[error("E302 {}: schema {found} is newer than {known}", path.display())]
    Newer {
        /// The file of the store.
        path: PathBuf,
        /// The number of its schema.
        found: i64,
        /// The newest schema known here.
        known: i64,
    },
    /// An empty file, or a database of another program.
    #[error("E303 {}: not a tructet store (empty, or another program's database)", path.display())]
    Foreign {
        /// The file that was opened.
        path: PathBuf,
    },
    /// A row cannot be read back.
    #[error("E304 {table} {id}: {cause}")]
    Corrupt {
        /// The table of the row.
        table: &'static str,
        /// Which of its rows.
        id: String,
        /// What is wrong.
        cause: String,
    },
    /// Reading or writing failed (disk full, locked too long).
    #[error("E305 the store failed: {0}")]
    Failed(#[from] rusqlite::Error),
    /// A value cannot be written as JSON: our own fault.
    #[error("E306 cannot be written as JSON: {0}")]
    Unwritable(serde_json::Error),
    /// There is no such revision.
    #[error("E307 no revision {id}")]
    NoRevision {
        /// The number asked for.
        id: i64,
    },
    /// A revision is not in the state that is needed.
    #[error("E308 revision {id} is {}, not {}", found.as_str(), needed.as_str())]
    WrongState {
        /// Number of the revision.
        id: i64,
        /// How far it has come.
        found: State,
        /// The state needed.
        needed: State,
    },
    /// Another revision was published since work on this one began; it would be undone unseen.
    #[error("E309 revision {in_force} was published since: look at it first")]
    Stale {
        /// The revision in force; 0 if there is none.
        in_force: i64,
    },
    /// There is no such change.
    #[error("E310 no change {id}")]
    NoChange {
        /// The number asked for.
        id: i64,
    },
    /// A change has been settled already.
    #[error("E311 change {id} is {} already", found.as_str())]
    Settled {
        /// Number of the change.
        id: i64,
        /// How it was settled.
        found: ChangeState,
    },
    /// Somebody else changed the office's data since it was looked at.
    #[error("E312 office {office} was changed since: version {found}, not {expected}")]
    OfficeChanged {
        /// Id of the office.
        office: String,
        /// The version that its data have now.
        found: i64,
        /// The version looked at.
        expected: i64,
    },
    /// A store of an older schema where nothing may be written, so that it cannot be upgraded.
    #[error("E313 {}: schema {found} is older than this program's and may only be read", path.display())]
    Older {
        /// The file of the store.
        path: PathBuf,
        /// The number of its schema.
        found: i64,
    },
}

impl StoreError {
    /// Whether the file itself is the reason, not its surroundings.
    pub fn is_damage(&self) -> bool {
        match self {
            Self::Open { cause, .. } | Self::Failed(cause) => matches!(
                cause.sqlite_error_code(),
                Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt)
            ),
            Self::Corrupt { .. } => true,
            Self::Newer { .. }
            | Self::Foreign { .. }
            | Self::Unwritable(_)
            | Self::NoRevision { .. }
            | Self::WrongState { .. }
            | Self::Stale { .. }
            | Self::NoChange { .. }
            | Self::Settled { .. }
            | Self::OfficeChanged { .. }
            | Self::Older { .. } => false,
        }
    }
}
