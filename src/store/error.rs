//! What can go wrong with a store.

use std::path::PathBuf;

/// Why the store did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file cannot be opened or made, or is no database.
    #[error("E301 {}: cannot open the store: {cause}", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        cause: rusqlite::Error,
    },
    /// A later version of this program wrote it.
    #[error("E302 {}: schema {found} is newer than {known}", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema.
        found: i64,
        /// The newest schema known here.
        known: i64,
    },
    /// A database, but of another program.
    #[error("E303 {}: not a tructet store", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// A row cannot be read back.
    #[error("E304 revision {id}: {cause}")]
    Corrupt {
        /// Its revision.
        id: i64,
        /// What is wrong.
        cause: serde_json::Error,
    },
    /// Reading or writing failed (disk full, locked too long).
    #[error("E305 the store failed: {0}")]
    Failed(#[from] rusqlite::Error),
    /// A roster cannot be written as JSON: our own fault.
    #[error("E306 the roster cannot be written: {0}")]
    Unwritable(serde_json::Error),
}
