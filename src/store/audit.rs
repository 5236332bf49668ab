//! The log of who did what, when and why. Each entry seals all before it: none can be changed or
//! taken out without every later hash being wrong.

use chrono::NaiveDateTime;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::error::StoreError;
use super::state::ChangeState;
use super::{Store, moment, text_of_moment};

/// Who does something, when, and why.
#[derive(Clone, Copy, Debug)]
pub struct Mark<'a> {
    /// Whoever sits at the keyboard, by name or account.
    pub who: &'a str,
    /// Civil time in Việt Nam.
    pub at: NaiveDateTime,
    /// In their words; may be empty.
    pub why: &'a str,
}

/// What was done. Digests are SHA-256, in hexadecimal, of what was stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "deed", rename_all = "snake_case")]
pub enum Deed {
    /// A revision of a store older than the log was taken over.
    Adopt {
        /// Number of the revision.
        revision: i64,
        /// Of its record.
        digest: String,
    },
    /// A draft was saved.
    Draft {
        /// Number of the new draft.
        revision: i64,
        /// Of its record.
        digest: String,
    },
    /// A draft was published.
    Publish {
        /// Number of the revision now in force.
        revision: i64,
        /// The one no longer in force.
        supersedes: Option<i64>,
    },
    /// Data of an office were changed.
    Import {
        /// Number of the import.
        import: i64,
        /// Of its differences.
        digest: String,
        /// Of what was typed anew with it; `None` if nothing was.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sources: Option<String>,
        /// The folder it was read from, if its contents are known since; sealed with the sources.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        folder: Option<i64>,
    },
    /// A folder was written, or read with nothing to import; its contents are known since.
    Folder {
        /// Which time.
        folder: i64,
        /// Of what it says.
        digest: String,
    },
    /// A change was asked for.
    Request {
        /// Number of the change.
        change: i64,
        /// Of what was asked for; entries of older stores have none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        digest: Option<String>,
    },
    /// A leader said what is to become of a change.
    Decide {
        /// Number of the change.
        change: i64,
        /// What became of it.
        state: ChangeState,
    },
    /// A change was made and published.
    Apply {
        /// Number of the change.
        change: i64,
        /// Whether despite rules it breaks.
        state: ChangeState,
        /// The revision it made.
        revision: i64,
        /// Of its record.
        digest: String,
        /// The one no longer in force.
        supersedes: i64,
    },
    /// The store up to here was brought back from a copy.
    Restore {},
}

/// One entry of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// From 1, without holes.
    pub id: i64,
    /// Civil time in Việt Nam.
    pub at: NaiveDateTime,
    /// Name of who did it.
    pub who: String,
    /// What was done.
    pub what: Deed,
    /// Why; may be empty.
    pub why: String,
}

/// What stands before the first entry.
const START: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// Appends `deed`. Only inside the transaction that does it.
pub(super) fn append(
    connection: &Connection,
    mark: &Mark<'_>,
    deed: &Deed,
) -> Result<(), StoreError> {
    let last = "SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1";
    let last = connection
        .query_row(last, [], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
        })
        .optional()?;
    let (id, before) = last.map_or((1, START.to_owned()), |(id, hash)| (id + 1, hash));
    let what = serde_json::to_string(deed).map_err(StoreError::Unwritable)?;
    let at = text_of_moment(mark.at);
    let hash = seal(&before, id, [&at, mark.who, &what, mark.why])?;
    connection.execute(
        "INSERT INTO audit (id, at, who, what, why, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![id, at, mark.who, what, mark.why, hash],
    )?;
    Ok(())
}

/// SHA-256 in hexadecimal.
pub(super) fn digest(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// The hash of an entry. JSON tells where one part ends and the next begins.
fn seal(before: &str, id: i64, parts: [&str; 4]) -> Result<String, StoreError> {
    let all = serde_json::to_vec(&(before, id, parts)).map_err(StoreError::Unwritable)?;
    Ok(digest(&all))
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f',
    ];
    (bytes.iter())
        .flat_map(|byte| [byte >> 4, byte & 15])
        .map(|digit| DIGITS[usize::from(digit)])
        .collect()
}

/// An entry as it stands in the table, with its hash.
struct RawEntry {
    id: i64,
    parts: [String; 4],
    hash: String,
}

fn raw(row: &Row<'_>) -> rusqlite::Result<RawEntry> {
    Ok(RawEntry {
        id: row.get(0)?,
        parts: [row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?],
        hash: row.get(5)?,
    })
}

const ALL: &str = "SELECT id, at, who, what, why, hash FROM audit ORDER BY id";

impl Store {
    /// The whole log, oldest first. Whether it is sound, [`Store::doctor`] says.
    ///
    /// # Errors
    ///
    /// A row cannot be read.
    pub fn log(&self) -> Result<Vec<Entry>, StoreError> {
        let mut statement = self.connection.prepare(ALL)?;
        let rows = statement.query_map([], raw)?;
        rows.map(|row| {
            let RawEntry { id, parts, .. } = row?;
            let [at, who, what, why] = parts;
            let corrupt = |cause: String| StoreError::Corrupt {
                table: "audit",
                id: id.to_string(),
                cause,
            };
            Ok(Entry {
                id,
                at: moment(&at).map_err(|it| corrupt(it.to_string()))?,
                who,
                what: serde_json::from_str(&what).map_err(|it| corrupt(it.to_string()))?,
                why,
            })
        })
        .collect()
    }

    /// The first entry whose hash does not follow from those before it.
    pub(super) fn broken_link(&self) -> Result<Option<i64>, StoreError> {
        let mut statement = self.connection.prepare(ALL)?;
        let mut before = START.to_owned();
        for (expected, row) in (1..).zip(statement.query_map([], raw)?) {
            let row = row?;
            let sealed = seal(&before, row.id, row.parts.each_ref().map(String::as_str))?;
            if row.id != expected || row.hash != sealed {
                return Ok(Some(expected));
            }
            before = row.hash;
        }
        Ok(None)
    }
}
