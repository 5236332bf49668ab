//! The office's memory in one SQLite file: what was imported, every roster, every change, who did
//! what and why. Nothing is ever overwritten unseen, nothing is deleted.
//!
//! Each function that writes is one transaction: all of it is on the disk when it returns, or none
//! of it. Two processes that write wait for each other; what was worked out on something that has
//! changed since is refused.

pub mod audit;
pub mod backup;
pub mod changes;
pub mod doctor;
pub mod error;
pub mod history;
mod migrate;
pub mod office;
mod periods;
pub mod revisions;
pub mod rows;
pub mod sources;
pub mod state;

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use chrono::NaiveDateTime;
use rusqlite::{Connection, ErrorCode, MAIN_DB, OpenFlags, Transaction, TransactionBehavior};

use error::StoreError;
use migrate::Fresh;

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
    /// Opens the store at `path`, brought to the newest schema. Where nothing may be written, it
    /// can still be read.
    ///
    /// # Errors
    ///
    /// The file is missing, no database, another program's, or newer than this program.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Self::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE, Fresh::Refuse)
            .or_else(|error| Self::or_to_read(path, error))
    }

    /// Opens the store at `path`; makes an empty one if there is no file, or an empty one.
    ///
    /// # Errors
    ///
    /// As [`Store::open`], or the file cannot be made.
    pub fn open_or_create(path: &Path) -> Result<Self, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        Self::connect(path, flags, Fresh::Make).or_else(|error| Self::or_to_read(path, error))
    }

    /// If nothing may be written there, whoever only reads is served, and whoever writes is told
    /// why it cannot be.
    fn or_to_read(path: &Path, error: StoreError) -> Result<Self, StoreError> {
        if let StoreError::Open { cause, .. } | StoreError::Failed(cause) = &error
            && is_read_only(cause)
            && path.exists()
        {
            let opened = Self::open_to_read(path);
            if !matches!(opened, Err(StoreError::Older { .. })) {
                return opened.map_err(|_| error);
            }
            return opened;
        }
        Err(error)
    }

    /// Opens the store at `path` and writes nothing, not even beside it.
    ///
    /// # Errors
    ///
    /// As [`Store::open`], or the store has an older schema.
    pub fn open_to_read(path: &Path) -> Result<Self, StoreError> {
        let connection = connect_to_read(path)?;
        migrate::standing(&connection, path)?.newest(path)?;
        Ok(Self { connection })
    }

    /// An empty store that nothing is kept of.
    ///
    /// # Errors
    ///
    /// SQLite fails.
    pub fn in_memory() -> Result<Self, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        Self::connect(Path::new(":memory:"), flags, Fresh::Make)
    }

    fn connect(path: &Path, flags: OpenFlags, fresh: Fresh) -> Result<Self, StoreError> {
        let open = |cause| StoreError::Open {
            path: path.to_owned(),
            cause,
        };
        let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = Connection::open_with_flags(path, flags).map_err(open)?;
        connection.busy_timeout(BUSY).map_err(open)?;
        migrate::to_newest(&mut connection, path, fresh)?;
        Ok(Self { connection })
    }

    /// Whether something can be written here, before long work is done that is to be saved.
    ///
    /// # Errors
    ///
    /// It cannot.
    pub fn must_take_writes(&mut self) -> Result<(), StoreError> {
        // Beginning to write is no test: SQLite lets it begin where it may only read.
        if self.connection.is_readonly(MAIN_DB)? {
            let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_READONLY);
            return Err(rusqlite::Error::SqliteFailure(code, None).into());
        }
        self.write(|_| Ok(()))
    }

    /// As long as the answer lives, whatever is read is of one moment. `None` if that is so already.
    fn reading(&self) -> Result<Option<Transaction<'_>>, StoreError> {
        let is_begun = !self.connection.is_autocommit();
        Ok((!is_begun)
            .then(|| self.connection.unchecked_transaction())
            .transpose()?)
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

/// A connection that writes nothing.
fn connect_to_read(path: &Path) -> Result<Connection, StoreError> {
    let open = |cause| StoreError::Open {
        path: path.to_owned(),
        cause,
    };
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(open)?;
    connection.busy_timeout(BUSY).map_err(open)?;
    match connection.query_row("PRAGMA schema_version", [], |_| Ok(())) {
        Ok(()) => Ok(connection),
        Err(cause) if is_read_only(&cause) => {
            // Even reading wants a file beside the store, which cannot be made. SQLite can be
            // told that nobody will write; a log that is there would be overlooked, though.
            let log = PathBuf::from(format!("{}-wal", path.display()));
            let is_alone = fs::metadata(log).map_or(true, |it| it.len() == 0);
            let flags = flags | OpenFlags::SQLITE_OPEN_URI;
            match immutable(path).filter(|_| is_alone) {
                Some(uri) => Connection::open_with_flags(uri, flags).map_err(open),
                None => Err(open(cause)),
            }
        }
        Err(cause) => Err(open(cause)),
    }
}

/// `path` as an address that says that nobody writes to it.
fn immutable(path: &Path) -> Option<String> {
    let mut uri = "file:".to_owned();
    for byte in path.to_str()?.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => {
                uri.push(char::from(byte));
            }
            _ => uri += &format!("%{byte:02X}"),
        }
    }
    Some(uri + "?immutable=1")
}

/// Tries `work` until nobody else is in its way, for as long as [`BUSY`]: for what SQLite refuses at
/// once rather than to wait by itself.
fn patiently<T>(mut work: impl FnMut() -> rusqlite::Result<T>) -> rusqlite::Result<T> {
    const PAUSE: Duration = Duration::from_millis(50);
    let mut n_left = BUSY.as_millis() / PAUSE.as_millis();
    loop {
        match work() {
            Err(cause) if is_busy(&cause) && 0 < n_left => n_left -= 1,
            done => return done,
        }
        thread::sleep(PAUSE);
    }
}

fn is_busy(cause: &rusqlite::Error) -> bool {
    let code = cause.sqlite_error_code();
    matches!(
        code,
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked)
    )
}

fn is_read_only(cause: &rusqlite::Error) -> bool {
    let code = cause.sqlite_error_code();
    matches!(code, Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen))
}

fn text_of_moment(at: NaiveDateTime) -> String {
    at.format(MOMENT).to_string()
}

fn moment(text: &str) -> chrono::ParseResult<NaiveDateTime> {
    NaiveDateTime::parse_from_str(text, MOMENT)
}

#[cfg(test)]
mod tests;
