//! Rosters: draft, published, superseded. A roster is never changed; a better one is a new
//! revision.

use chrono::NaiveDateTime;
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::calendar::period::Period;
use crate::domain::facts::Facts;
use crate::rules::record::RosterRecord;

use super::audit::{self, Deed, Mark};
use super::error::StoreError;
use super::periods::RawPeriod;
use super::state::State;
use super::{Store, moment, office, periods, text_of_moment};

/// A revision without its roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// Grows with every roster saved, whatever office.
    pub id: i64,
    /// Id of the office.
    pub office: String,
    /// For which time.
    pub period: Period,
    /// How far it has come.
    pub state: State,
    /// When it was saved.
    pub created: NaiveDateTime,
    /// When it was published.
    pub published: Option<NaiveDateTime>,
    /// The revision of the same office and period in force when work on it began; 0: none. (Drafts
    /// of older stores: the newest revision there was.)
    pub seen: i64,
}

const COLUMNS: &str = "SELECT revision.id, revision.office, state, created, published, seen,
        period.id, period.body
    FROM revision
    JOIN period ON (period.office, period.id) = (revision.office, revision.period)";

type RawRevision = (i64, String, String, String, Option<String>, i64, RawPeriod);

fn raw(row: &Row<'_>) -> rusqlite::Result<RawRevision> {
    Ok((
        row.get(0)?,
        row.get(1)?,
        row.get(2)?,
        row.get(3)?,
        row.get(4)?,
        row.get(5)?,
        periods::raw(row, 6)?,
    ))
}

fn parse(raw: RawRevision) -> Result<Revision, StoreError> {
    let (id, office, state, created, published, seen, period) = raw;
    let corrupt = |cause: String| StoreError::Corrupt {
        table: "revision",
        id: id.to_string(),
        cause,
    };
    let time = |text: &str| moment(text).map_err(|it| corrupt(it.to_string()));
    Ok(Revision {
        id,
        period: periods::parse(&office, period)?,
        office,
        state: State::parse(&state).ok_or_else(|| corrupt(state.clone()))?,
        created: time(&created)?,
        published: published.as_deref().map(time).transpose()?,
        seen,
    })
}

impl Store {
    /// Saves `record` as a draft whose maker knew that the revision `seen` was in force when work
    /// began (0: none was); answers its revision.
    ///
    /// # Errors
    ///
    /// The store cannot be written; nothing is saved then.
    pub fn save_draft(
        &mut self,
        record: &RosterRecord,
        seen: i64,
        mark: &Mark<'_>,
    ) -> Result<i64, StoreError> {
        self.write(|connection| {
            let (revision, digest) = insert(connection, record, seen, mark.at)?;
            audit::append(connection, mark, &Deed::Draft { revision, digest })?;
            Ok(revision)
        })
    }

    /// Publishes the draft `id`, judged by what is known of its office at `version`; what was in
    /// force is superseded. Answers the revision superseded.
    ///
    /// `over`: a revision known to be undone, though the draft has not seen it.
    ///
    /// # Errors
    ///
    /// There is no such revision, it is no draft, or it has not seen the one in force; or the
    /// office is at another version by now.
    pub fn publish(
        &mut self,
        id: i64,
        version: i64,
        over: Option<i64>,
        mark: &Mark<'_>,
    ) -> Result<Option<i64>, StoreError> {
        self.write(|connection| {
            let draft = find(connection, id)?.ok_or(StoreError::NoRevision { id })?;
            if draft.state != State::Draft {
                return Err(StoreError::WrongState {
                    id,
                    found: draft.state,
                    needed: State::Draft,
                });
            }
            office::must_be_at(connection, &draft.office, version)?;
            let before = in_force(connection, &draft.office, draft.period.id())?;
            if let Some(before) = &before
                && draft.seen != before.id
                && over != Some(before.id)
            {
                return Err(StoreError::Stale {
                    in_force: before.id,
                });
            }
            let supersedes = before.map(|it| it.id);
            put_in_force(connection, id, supersedes, mark.at)?;
            let deed = Deed::Publish {
                revision: id,
                supersedes,
            };
            audit::append(connection, mark, &deed)?;
            Ok(supersedes)
        })
    }

    /// The roster of a revision, if there is one.
    ///
    /// # Errors
    ///
    /// The row cannot be read.
    pub fn load(&self, revision: i64) -> Result<Option<RosterRecord>, StoreError> {
        load(&self.connection, revision)
    }

    /// All of a revision but its roster, if there is one.
    ///
    /// # Errors
    ///
    /// The row cannot be read.
    pub fn revision(&self, id: i64) -> Result<Option<Revision>, StoreError> {
        find(&self.connection, id)
    }

    /// Every revision, oldest first.
    ///
    /// # Errors
    ///
    /// A row cannot be read.
    pub fn revisions(&self) -> Result<Vec<Revision>, StoreError> {
        let mut statement = self
            .connection
            .prepare(&format!("{COLUMNS} ORDER BY revision.id"))?;
        let rows = statement.query_map([], raw)?;
        rows.map(|row| parse(row?)).collect()
    }

    /// The published revision of an office and period, by id, if there is one.
    ///
    /// # Errors
    ///
    /// The row cannot be read.
    pub fn in_force(&self, office: &str, period: &str) -> Result<Option<Revision>, StoreError> {
        in_force(&self.connection, office, period)
    }

    /// The number of that revision; 0 if there is none. To be asked when work on a draft begins.
    ///
    /// # Errors
    ///
    /// The row cannot be read.
    pub fn in_force_id(&self, office: &str, period: &str) -> Result<i64, StoreError> {
        Ok(self.in_force(office, period)?.map_or(0, |it| it.id))
    }
}

/// Saves `record` as a draft; answers its revision and the digest of what was stored.
pub(super) fn insert(
    connection: &Connection,
    record: &RosterRecord,
    seen: i64,
    at: NaiveDateTime,
) -> Result<(i64, String), StoreError> {
    let json = serde_json::to_string(record).map_err(StoreError::Unwritable)?;
    let Facts { office, period, .. } = &record.problem;
    periods::file(connection, &office.id, period)?;
    connection.execute(
        "INSERT INTO revision (office, period, state, created, record, seen)
         VALUES (?1, ?2, 'draft', ?3, ?4, ?5)",
        params![office.id, period.id(), text_of_moment(at), json, seen],
    )?;
    let digest = audit::digest(json.as_bytes());
    Ok((connection.last_insert_rowid(), digest))
}

/// Turns the draft `id` into the revision in force, in place of `before`.
pub(super) fn put_in_force(
    connection: &Connection,
    id: i64,
    before: Option<i64>,
    at: NaiveDateTime,
) -> Result<(), StoreError> {
    let supersede = "UPDATE revision SET state = 'superseded' WHERE id = ?1";
    connection.execute(supersede, [before])?;
    connection.execute(
        "UPDATE revision SET state = 'published', published = ?2 WHERE id = ?1",
        params![id, text_of_moment(at)],
    )?;
    Ok(())
}

pub(super) fn load(connection: &Connection, id: i64) -> Result<Option<RosterRecord>, StoreError> {
    let sql = "SELECT record FROM revision WHERE id = ?1";
    let json: Option<String> = connection
        .query_row(sql, [id], |row| row.get(0))
        .optional()?;
    json.map(|it| parse_record(id, &it)).transpose()
}

pub(super) fn parse_record(id: i64, json: &str) -> Result<RosterRecord, StoreError> {
    serde_json::from_str(json).map_err(|cause| StoreError::Corrupt {
        table: "revision",
        id: id.to_string(),
        cause: cause.to_string(),
    })
}

pub(super) fn find(connection: &Connection, id: i64) -> Result<Option<Revision>, StoreError> {
    let sql = format!("{COLUMNS} WHERE revision.id = ?1");
    let row = connection.query_row(&sql, [id], raw).optional()?;
    row.map(parse).transpose()
}

pub(super) fn in_force(
    connection: &Connection,
    office: &str,
    period: &str,
) -> Result<Option<Revision>, StoreError> {
    let sql = format!(
        "{COLUMNS} WHERE revision.office = ?1 AND revision.period = ?2 AND state = 'published'"
    );
    let row = connection
        .query_row(&sql, params![office, period], raw)
        .optional()?;
    row.map(parse).transpose()
}
