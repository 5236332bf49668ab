//! The office's memory in one SQLite file: what was imported, every roster, every change, who did
//! what and why. Nothing is ever overwritten unseen, nothing is deleted.
//!
//! Each function that writes is one transaction: all of it is on the disk when it returns, or none
//! of it. Two processes that write wait for each other; what was worked out on something that has
//! changed since is refused.

pub mod audit;
pub mod changes;
pub mod doctor;
pub mod error;
pub mod history;
mod migrate;
pub mod office;
pub mod revisions;
pub mod rows;
pub mod turns;

use std::path::Path;
use std::time::Duration;

use chrono::NaiveDateTime;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use error::StoreError;

/// How long to wait for another process that is writing.
const BUSY: Duration = Duration::from_secs(30);

/// How moments stand in the store: civil time in Việt Nam.
const MOMENT: &str = "%Y-%m-%dT%H:%M:%S";

/// An open store.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
}

impl Store {
    /// Opens the store at `path`, brought to the newest schema.
    ///
    /// # Errors
    ///
    /// The file is missing, no database, another program's, or newer than this program.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Self::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)
    }

    /// Opens the store at `path`; makes an empty one if there is no file.
    ///
    /// # Errors
    ///
    /// As [`Store::open`], or the file cannot be made.
    pub fn open_or_create(path: &Path) -> Result<Self, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        Self::connect(path, flags)
    }

    fn connect(path: &Path, flags: OpenFlags) -> Result<Self, StoreError> {
        let open = |cause| StoreError::Open {
            path: path.to_owned(),
            cause,
        };
        let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = Connection::open_with_flags(path, flags).map_err(open)?;
        connection.busy_timeout(BUSY).map_err(open)?;
        migrate::to_newest(&mut connection, path)?;
        Ok(Self { connection })
    }

    /// Does all of `work` or none of it. Of two that write, one waits for the other.
    fn write<T>(
        &mut self,
        work: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let transaction =
            (self.connection).transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = work(&transaction)?;
        transaction.commit()?;
        Ok(done)
    }
}

fn text_of_moment(at: NaiveDateTime) -> String {
    at.format(MOMENT).to_string()
}

fn moment(text: &str) -> chrono::ParseResult<NaiveDateTime> {
    NaiveDateTime::parse_from_str(text, MOMENT)
}

#[cfg(test)]
mod tests;
