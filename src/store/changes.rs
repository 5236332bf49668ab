//! Asked-for changes of a published roster: who asked for what and why, who decided, and the
//! revision that came of it.

use chrono::NaiveDateTime;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::domain::change;
use crate::rules::record::RosterRecord;

use super::audit::{self, Deed, Mark};
use super::error::StoreError;
use super::revisions;
use super::state::{ChangeState, State};
use super::{Store, moment, text_of_moment};

/// A change somebody asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewChange {
    /// The published revision it was worked out on.
    pub base: i64,
    /// What is asked for.
    pub change: change::Change,
    /// Codes of the rules it breaks.
    pub broken: Vec<String>,
}

/// A change as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredChange {
    /// Grows with every change, whatever office.
    pub id: i64,
    /// What was asked for.
    pub asked: NewChange,
    /// Name of who asked for it.
    pub requested_by: String,
    /// When it was asked for.
    pub requested: NaiveDateTime,
    /// Why it was asked for.
    pub reason: String,
    /// How far it has come.
    pub state: ChangeState,
    /// Who decided last, when, and why.
    pub decided: Option<Decision>,
    /// The published revision it made.
    pub revision: Option<i64>,
}

/// Who decided on a change, when, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Name of who decided.
    pub by: String,
    /// When it was decided.
    pub at: NaiveDateTime,
    /// Why; may be empty.
    pub why: String,
}

/// Whether a change that is made keeps the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// It keeps every rule.
    Lawful,
    /// It does not, and is made all the same.
    Overriding,
}

impl Store {
    /// Notes that somebody asks for `change`; answers its id. Its base must be in force.
    ///
    /// # Errors
    ///
    /// The base is not in force any more, or the store cannot be written.
    pub fn request_change(
        &mut self,
        change: &NewChange,
        mark: &Mark<'_>,
    ) -> Result<i64, StoreError> {
        self.write(|connection| {
            let id = insert(connection, change, mark)?;
            let digest = Some(digest(change)?);
            audit::append(connection, mark, &Deed::Request { change: id, digest })?;
            Ok(id)
        })
    }

    /// Notes that a leader does not agree to the change `id`.
    ///
    /// # Errors
    ///
    /// There is no such change, or it is settled already.
    pub fn reject_change(&mut self, id: i64, mark: &Mark<'_>) -> Result<(), StoreError> {
        let state = ChangeState::Rejected;
        self.write(|connection| {
            open(connection, id)?;
            connection.execute(
                "UPDATE change SET state = ?2, decided_by = ?3, decided = ?4, decision = ?5
                 WHERE id = ?1",
                params![
                    id,
                    state.as_str(),
                    mark.who,
                    text_of_moment(mark.at),
                    mark.why
                ],
            )?;
            audit::append(connection, mark, &Deed::Decide { change: id, state })
        })
    }

    /// Makes the change `id`: saves `record`, which was worked out on the revision `base`, puts it
    /// in force, all at once. Answers its revision.
    ///
    /// # Errors
    ///
    /// There is no such change, it is settled already, or `base` is not in force any more.
    pub fn apply_change(
        &mut self,
        id: i64,
        base: i64,
        record: &RosterRecord,
        manner: Manner,
        mark: &Mark<'_>,
    ) -> Result<i64, StoreError> {
        self.write(|connection| {
            open(connection, id)?;
            apply(connection, id, base, record, manner, mark)
        })
    }

    /// One change, if there is it.
    ///
    /// # Errors
    ///
    /// The row cannot be read.
    pub fn change(&self, id: i64) -> Result<Option<StoredChange>, StoreError> {
        find(&self.connection, id)
    }

    /// Every change, oldest first.
    ///
    /// # Errors
    ///
    /// A row cannot be read.
    pub fn changes(&self) -> Result<Vec<StoredChange>, StoreError> {
        let mut statement = self.connection.prepare(&format!("{COLUMNS} ORDER BY id"))?;
        let rows = statement.query_map([], raw)?;
        rows.map(|row| parse(row?)).collect()
    }
}

fn insert(connection: &Connection, asked: &NewChange, mark: &Mark<'_>) -> Result<i64, StoreError> {
    must_be_in_force(connection, asked.base)?;
    connection.execute(
        "INSERT INTO change (kind, state, base, dropped, added, away, broken,
                             requested_by, requested, reason)
         VALUES (?1, 'requested', ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            asked.change.kind.as_str(),
            asked.base,
            json(&asked.change.dropped)?,
            json(&asked.change.added)?,
            json(&asked.change.away)?,
            json(&asked.broken)?,
            mark.who,
            text_of_moment(mark.at),
            mark.why,
        ],
    )?;
    Ok(connection.last_insert_rowid())
}

/// Seals what was asked for.
pub(super) fn digest(asked: &NewChange) -> Result<String, StoreError> {
    let all = (asked.base, &asked.change, &asked.broken);
    let json = serde_json::to_vec(&all).map_err(StoreError::Unwritable)?;
    Ok(audit::digest(&json))
}

fn apply(
    connection: &Connection,
    id: i64,
    base: i64,
    record: &RosterRecord,
    manner: Manner,
    mark: &Mark<'_>,
) -> Result<i64, StoreError> {
    must_be_in_force(connection, base)?;
    let (revision, digest) = revisions::insert(connection, record, base, mark.at)?;
    revisions::put_in_force(connection, revision, Some(base), mark.at)?;
    let state = match manner {
        Manner::Lawful => ChangeState::Applied,
        Manner::Overriding => ChangeState::Overridden,
    };
    connection.execute(
        "UPDATE change SET state = ?2, revision = ?3,
             decided_by = ?4, decided = ?5, decision = ?6 WHERE id = ?1",
        params![
            id,
            state.as_str(),
            revision,
            mark.who,
            text_of_moment(mark.at),
            mark.why,
        ],
    )?;
    let deed = Deed::Apply {
        change: id,
        state,
        revision,
        digest,
        supersedes: base,
    };
    audit::append(connection, mark, &deed)?;
    Ok(revision)
}

/// The change `id`, which nothing has come of yet.
fn open(connection: &Connection, id: i64) -> Result<StoredChange, StoreError> {
    let change = find(connection, id)?.ok_or(StoreError::NoChange { id })?;
    if change.state.is_settled() {
        let found = change.state;
        return Err(StoreError::Settled { id, found });
    }
    Ok(change)
}

fn must_be_in_force(connection: &Connection, base: i64) -> Result<(), StoreError> {
    let missing = StoreError::NoRevision { id: base };
    let revision = revisions::find(connection, base)?.ok_or(missing)?;
    match revision.state {
        State::Published => Ok(()),
        State::Draft => Err(StoreError::WrongState {
            id: base,
            found: State::Draft,
            needed: State::Published,
        }),
        State::Superseded => {
            let now = revisions::in_force(connection, &revision.office, revision.period.id())?;
            let in_force = now.map_or(0, |it| it.id);
            Err(StoreError::Stale { in_force })
        }
    }
}

fn json<T: Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(StoreError::Unwritable)
}

const COLUMNS: &str = "SELECT id, kind, state, base, revision, dropped, added, away, broken,
    requested_by, requested, reason, decided_by, decided, decision FROM change";

struct RawChange {
    ids: (i64, i64, Option<i64>),
    texts: [String; 6],
    request: [String; 3],
    decision: [Option<String>; 3],
}

fn raw(row: &Row<'_>) -> rusqlite::Result<RawChange> {
    Ok(RawChange {
        ids: (row.get(0)?, row.get(3)?, row.get(4)?),
        texts: [
            row.get(1)?,
            row.get(2)?,
            row.get(5)?,
            row.get(6)?,
            row.get(7)?,
            row.get(8)?,
        ],
        request: [row.get(9)?, row.get(10)?, row.get(11)?],
        decision: [row.get(12)?, row.get(13)?, row.get(14)?],
    })
}

fn parse(raw: RawChange) -> Result<StoredChange, StoreError> {
    let (id, base, revision) = raw.ids;
    let corrupt = |cause: String| StoreError::Corrupt {
        table: "change",
        id: id.to_string(),
        cause,
    };
    let time = |text: &str| moment(text).map_err(|it| corrupt(it.to_string()));
    let [kind, state, dropped, added, away, broken] = &raw.texts;
    let [requested_by, requested, reason] = raw.request;
    let decided = match raw.decision {
        [Some(by), Some(at), why] => Some(Decision {
            by,
            at: time(&at)?,
            why: why.unwrap_or_default(),
        }),
        _ => None,
    };
    Ok(StoredChange {
        id,
        asked: NewChange {
            base,
            change: change::Change {
                kind: named(kind).map_err(corrupt)?,
                dropped: list(dropped).map_err(corrupt)?,
                added: list(added).map_err(corrupt)?,
                away: list(away).map_err(corrupt)?,
            },
            broken: list(broken).map_err(corrupt)?,
        },
        requested_by,
        requested: time(&requested)?,
        reason,
        state: named(state).map_err(corrupt)?,
        decided,
        revision,
    })
}

/// A value of an enum from its name.
fn named<T: DeserializeOwned>(name: &str) -> Result<T, String> {
    serde_json::from_value(name.into()).map_err(|it| it.to_string())
}

fn list<T: DeserializeOwned>(json: &str) -> Result<Vec<T>, String> {
    serde_json::from_str(json).map_err(|it| it.to_string())
}

/// Who is away by the changes made to the rosters of an office and period, by id, oldest change first.
pub(super) fn away(
    connection: &Connection,
    office: &str,
    period: &str,
) -> Result<Vec<change::Away>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT change.id, away FROM change JOIN revision ON revision.id = change.base
         WHERE office = ?1 AND period = ?2 AND change.state IN ('applied', 'overridden')
         ORDER BY change.id",
    )?;
    let mut rows = statement.query(params![office, period])?;
    let mut away = Vec::new();
    while let Some(row) = rows.next()? {
        let (id, json): (i64, String) = (row.get(0)?, row.get(1)?);
        let list: Vec<change::Away> = list(&json).map_err(|cause| StoreError::Corrupt {
            table: "change",
            id: id.to_string(),
            cause,
        })?;
        away.extend(list);
    }
    Ok(away)
}

fn find(connection: &Connection, id: i64) -> Result<Option<StoredChange>, StoreError> {
    let sql = format!("{COLUMNS} WHERE id = ?1");
    let row = connection.query_row(&sql, [id], raw).optional()?;
    row.map(parse).transpose()
}
