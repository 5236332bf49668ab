//! Consistent copies while others write.

use std::path::Path;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use super::audit::{self, Deed, Mark};
use super::error::StoreError;
use super::{Store, migrate, patiently};

impl Store {
    /// Copies the whole store to `path`, where nothing or an empty file stands: one file that needs
    /// no other beside it. Whoever writes meanwhile is not held up and not in the copy.
    ///
    /// # Errors
    ///
    /// The store cannot be read, or the copy not be written.
    pub fn copy_to(&self, path: &Path) -> Result<(), StoreError> {
        copy(&self.connection, path)
    }

    /// Notes that the store up to here was brought back from a copy.
    ///
    /// # Errors
    ///
    /// The store cannot be written.
    pub fn note_restore(&mut self, mark: &Mark<'_>) -> Result<(), StoreError> {
        self.write(|connection| audit::append(connection, mark, &Deed::Restore {}))
    }

    /// Keeps everybody else from writing until this store is closed.
    ///
    /// # Errors
    ///
    /// Somebody else has it open and does not let go.
    pub fn hold(&mut self) -> Result<(), StoreError> {
        (self.connection).pragma_update(None, "locking_mode", "EXCLUSIVE")?;
        // Only beginning to write takes the lock.
        self.write(|_| Ok(()))
    }

    /// Puts everything in `other` in place of all that is here, at once.
    ///
    /// # Errors
    ///
    /// The store cannot be written; it is as it was then.
    pub fn replace_by(&mut self, other: &Self) -> Result<(), StoreError> {
        all_pages(&Backup::new(&other.connection, &mut self.connection)?)
    }
}

/// Copies the store in the file `from`, of whatever schema and perhaps where nothing may be
/// written, to `to`.
///
/// # Errors
///
/// `from` is no store or newer than this program; or as [`Store::copy_to`].
pub fn copy_file(from: &Path, to: &Path) -> Result<(), StoreError> {
    let connection = super::connect_to_read(from)?;
    migrate::standing(&connection, from)?.of_a_store(from)?;
    copy(&connection, to)
}

/// Whether the file `path` is such a copy: a store, but none that anybody works with.
pub fn is_copy(path: &Path) -> bool {
    let Ok(connection) = super::connect_to_read(path) else {
        return false;
    };
    let is_store = migrate::standing(&connection, path).and_then(|it| it.of_a_store(path));
    let mode = connection.query_row("PRAGMA journal_mode", [], |row| row.get::<_, String>(0));
    is_store.is_ok() && mode.is_ok_and(|it| it == ON_A_SHELF)
}

/// How a copy is kept: no log beside it that could get lost. A store that is worked with is in WAL
/// mode.
const ON_A_SHELF: &str = "delete";

fn copy(from: &Connection, to: &Path) -> Result<(), StoreError> {
    let open = |cause| StoreError::Open {
        path: to.to_owned(),
        cause,
    };
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let mut copy = Connection::open_with_flags(to, flags).map_err(open)?;
    all_pages(&Backup::new(from, &mut copy)?)?;
    copy.pragma_update(None, "journal_mode", ON_A_SHELF)?;
    copy.close().map_err(|(_, cause)| open(cause))
}

/// In one step: a copy made bit by bit starts anew whenever somebody writes, and may never end.
fn all_pages(backup: &Backup<'_, '_>) -> Result<(), StoreError> {
    patiently(|| {
        if backup.step(-1)? == StepResult::Done {
            return Ok(());
        }
        let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_BUSY);
        Err(rusqlite::Error::SqliteFailure(code, None))
    })?;
    Ok(())
}
