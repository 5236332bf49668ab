//! Brings a store to the newest schema, step by step.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::audit::{self, Deed, Mark};
use super::error::StoreError;
use super::{moment, patiently, periods};

/// One numbered migration.
struct Step {
    sql: &'static str,
    /// What SQL cannot say.
    then: fn(&Connection) -> Result<(), StoreError>,
}

/// Step `n`, from 1, leads from schema `n - 1` to `n`. A step, once released, is never changed.
const STEPS: [Step; 6] = [
    Step {
        sql: include_str!("migrations/0001_revision.sql"),
        then: nothing,
    },
    Step {
        sql: include_str!("migrations/0002_published.sql"),
        then: adopt,
    },
    Step {
        sql: include_str!("migrations/0003_office.sql"),
        then: nothing,
    },
    Step {
        sql: include_str!("migrations/0004_sealed.sql"),
        then: nothing,
    },
    Step {
        sql: include_str!("migrations/0005_period.sql"),
        then: periods::fill_in,
    },
    Step {
        sql: include_str!("migrations/0006_sources.sql"),
        then: nothing,
    },
];

/// The newest schema.
pub(super) const NEWEST: i64 = STEPS.len() as i64;

/// Marks a SQLite file as ours: `truc` in ASCII.
pub(super) const APPLICATION: i64 = 0x7472_7563;

/// What to do with a database that is empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fresh {
    /// Make a store of it.
    Make,
    /// It is no store.
    Refuse,
}

/// What a database is to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nothing at all yet.
    Empty,
    /// A store of this schema, not newer than ours.
    Store(i64),
}

impl Standing {
    /// # Errors
    ///
    /// It is no store.
    pub(super) fn of_a_store(self, path: &Path) -> Result<i64, StoreError> {
        match self {
            Self::Store(schema) => Ok(schema),
            Self::Empty => Err(StoreError::Foreign {
                path: path.to_owned(),
            }),
        }
    }

    /// # Errors
    ///
    /// It is no store, or an older one.
    pub(super) fn newest(self, path: &Path) -> Result<(), StoreError> {
        let found = self.of_a_store(path)?;
        if found == NEWEST {
            return Ok(());
        }
        Err(StoreError::Older {
            path: path.to_owned(),
            found,
        })
    }
}

/// What the database behind `connection` is to us.
///
/// # Errors
///
/// No database, another program's, or a newer store.
pub(super) fn standing(connection: &Connection, path: &Path) -> Result<Standing, StoreError> {
    let open = |cause| StoreError::Open {
        path: path.to_owned(),
        cause,
    };
    let ask = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0));
    // In this order: another process may make the store between the two. Its mark is there
    // whenever its tables are.
    let n_tables = ask("SELECT count(*) FROM sqlite_schema").map_err(open)?;
    let application = ask("PRAGMA application_id").map_err(open)?;
    if application == 0 && n_tables == 0 {
        return Ok(Standing::Empty);
    }
    if application != APPLICATION {
        return Err(StoreError::Foreign {
            path: path.to_owned(),
        });
    }
    let found = ask("PRAGMA user_version").map_err(open)?;
    if NEWEST < found {
        return Err(StoreError::Newer {
            path: path.to_owned(),
            found,
            known: NEWEST,
        });
    }
    Ok(Standing::Store(found))
}

pub(super) fn to_newest(
    connection: &mut Connection,
    path: &Path,
    fresh: Fresh,
) -> Result<(), StoreError> {
    let open = |cause| StoreError::Open {
        path: path.to_owned(),
        cause,
    };
    (connection.pragma_update(None, "foreign_keys", true)).map_err(open)?;
    // What is said to be done survives the loss of power.
    (connection.pragma_update(None, "synchronous", "FULL")).map_err(open)?;
    match (standing(connection, path)?, fresh) {
        (Standing::Store(NEWEST), _) => {}
        (Standing::Store(_), _) | (Standing::Empty, Fresh::Make) => upgrade(connection, path)?,
        (Standing::Empty, Fresh::Refuse) => {
            return Err(StoreError::Foreign {
                path: path.to_owned(),
            });
        }
    }
    // Readers and the writer do not wait for each other. Only now, so that a foreign file is left
    // as it was.
    let mode: String = connection
        .query_row("PRAGMA journal_mode", [], |row| row.get(0))
        .map_err(open)?;
    if mode != "wal" {
        patiently(|| connection.pragma_update(None, "journal_mode", "WAL")).map_err(open)?;
    }
    Ok(())
}

/// All steps that are missing, or none.
fn upgrade(connection: &mut Connection, path: &Path) -> Result<(), StoreError> {
    let open = |cause| StoreError::Open {
        path: path.to_owned(),
        cause,
    };
    // Immediate: of two processes that make the same store, one waits for the other.
    let transaction = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(open)?;
    let found = match standing(&transaction, path)? {
        Standing::Store(schema) => schema,
        Standing::Empty => {
            transaction.pragma_update(None, "application_id", APPLICATION)?;
            0
        }
    };
    for (step, Step { sql, then }) in (1..).zip(STEPS).filter(|(step, _)| found < *step) {
        transaction.execute_batch(sql)?;
        then(&transaction)?;
        transaction.pragma_update(None, "user_version", step)?;
    }
    transaction.commit()?;
    Ok(())
}

fn nothing(_: &Connection) -> Result<(), StoreError> {
    Ok(())
}

/// Enters the revisions of a store that had no log into it.
fn adopt(connection: &Connection) -> Result<(), StoreError> {
    let mut statement =
        connection.prepare("SELECT id, created, record FROM revision ORDER BY id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let revision: i64 = row.get(0)?;
        let (created, record): (String, String) = (row.get(1)?, row.get(2)?);
        let at = moment(&created).map_err(|cause| StoreError::Corrupt {
            table: "revision",
            id: revision.to_string(),
            cause: cause.to_string(),
        })?;
        let mark = Mark {
            who: "",
            at,
            why: "",
        };
        let digest = audit::digest(record.as_bytes());
        audit::append(connection, &mark, &Deed::Adopt { revision, digest })?;
    }
    Ok(())
}
