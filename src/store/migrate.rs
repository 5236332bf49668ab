//! Brings a store to the newest schema, step by step.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::error::StoreError;

/// Step `n` leads from schema `n - 1` to `n`. A step, once released, is never changed.
const STEPS: [&str; 1] = [include_str!("migrations/0001_revision.sql")];

/// Marks a SQLite file as ours: `truc` in ASCII.
pub(super) const APPLICATION: i64 = 0x7472_7563;

pub(super) fn to_newest(connection: &mut Connection, path: &Path) -> Result<(), StoreError> {
    let open = |cause| StoreError::Open {
        path: path.to_owned(),
        cause,
    };
    connection
        .pragma_update(None, "foreign_keys", true)
        .map_err(open)?;
    // Immediate: of two processes that make the same store, one waits for the other.
    let transaction = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(open)?;
    let ask = |sql: &str| transaction.query_row(sql, [], |row| row.get::<_, i64>(0));
    let application = ask("PRAGMA application_id").map_err(open)?;
    let n_tables = ask("SELECT count(*) FROM sqlite_schema").map_err(open)?;
    let is_fresh = application == 0 && n_tables == 0;
    if !is_fresh && application != APPLICATION {
        return Err(StoreError::Foreign {
            path: path.to_owned(),
        });
    }
    let found = ask("PRAGMA user_version").map_err(open)?;
    let known = STEPS.len() as i64;
    if known < found {
        return Err(StoreError::Newer {
            path: path.to_owned(),
            found,
            known,
        });
    }
    for (step, sql) in (1..).zip(STEPS).filter(|(step, _)| found < *step) {
        transaction.execute_batch(sql)?;
        transaction.pragma_update(None, "user_version", step)?;
    }
    if is_fresh {
        transaction.pragma_update(None, "application_id", APPLICATION)?;
    }
    transaction.commit()?;
    // Readers and the writer do not wait for each other. Only now, so that a foreign file is left
    // as it was.
    connection.pragma_update(None, "journal_mode", "WAL")?;
    Ok(())
}
