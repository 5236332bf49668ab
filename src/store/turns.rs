//! What calendars are told of each person and shift: an event's sequence only grows, and one that
//! was dropped is kept as cancelled.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use rusqlite::{Connection, params};

use crate::domain::duty::Shift;
use crate::rules::record::RosterRecord;

use super::error::StoreError;
use super::{Store, audit, moment, text_of_moment};

/// One person on one shift, as published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Person id.
    pub person: String,
    /// The shift as last published with this person.
    pub shift: Shift,
    /// The newest published revision in which the person stands it, or last stood it.
    pub revision: i64,
    /// Starts at 0; grows whenever what an event shows of the turn changes.
    pub sequence: u32,
    /// When that last happened.
    pub modified: NaiveDateTime,
    /// The revision that dropped it; `None` while it stands.
    pub cancelled: Option<i64>,
}

impl Store {
    /// Every turn of an office and year that was ever published, by person and shift key.
    ///
    /// # Errors
    ///
    /// A row cannot be read.
    pub fn turns(&self, office: &str, year: i32) -> Result<Vec<Turn>, StoreError> {
        let mut statement = self.connection.prepare(
            "SELECT person, body, revision, sequence, modified, cancelled, shift FROM turn
             WHERE office = ?1 AND year = ?2 ORDER BY person, shift",
        )?;
        let mut rows = statement.query(params![office, year])?;
        let mut turns = Vec::new();
        while let Some(row) = rows.next()? {
            let (person, key): (String, String) = (row.get(0)?, row.get(6)?);
            let corrupt = |cause: String| StoreError::Corrupt {
                table: "turn",
                id: format!("{person} {key}"),
                cause,
            };
            let body: String = row.get(1)?;
            let modified: String = row.get(4)?;
            turns.push(Turn {
                shift: serde_json::from_str(&body).map_err(|it| corrupt(it.to_string()))?,
                revision: row.get(2)?,
                sequence: row.get(3)?,
                modified: moment(&modified).map_err(|it| corrupt(it.to_string()))?,
                cancelled: row.get(5)?,
                person,
            });
        }
        Ok(turns)
    }
}

/// Brings the turns up to the roster `record`, published as `revision` at `at`.
pub(super) fn advance(
    connection: &Connection,
    record: &RosterRecord,
    revision: i64,
    at: NaiveDateTime,
) -> Result<(), StoreError> {
    let facts = &record.problem;
    let (office, year, at) = (&facts.office.id, facts.office.year, text_of_moment(at));
    let mut known = known(connection, office, year)?;
    let shifts: BTreeMap<_, _> = (facts.shifts.iter())
        .map(|it| (it.key.as_str(), it))
        .collect();
    let shown = shown(record)?;
    let mut stays = connection.prepare_cached(
        "UPDATE turn SET revision = ?5
         WHERE office = ?1 AND year = ?2 AND person = ?3 AND shift = ?4",
    )?;
    let mut changes = connection.prepare_cached(
        "INSERT INTO turn (office, year, person, shift, revision, sequence, modified, body, digest)
         VALUES (?1, ?2, ?3, ?4, ?5, 0, ?6, ?7, ?8)
         ON CONFLICT DO UPDATE SET revision = ?5, sequence = sequence + 1, modified = ?6,
             cancelled = NULL, body = ?7, digest = ?8",
    )?;
    for turn in &record.assignments {
        let key = turn.shift.as_str();
        let (Some(shift), Some(digest)) = (shifts.get(key), shown.get(key)) else {
            continue;
        };
        let key = (turn.person.clone(), turn.shift.clone());
        if known.remove(&key).as_ref() == Some(digest) {
            stays.execute(params![office, year, turn.person, turn.shift, revision])?;
        } else {
            let body = serde_json::to_string(shift).map_err(StoreError::Unwritable)?;
            let (person, key) = key;
            changes.execute(params![
                office, year, person, key, revision, at, body, digest
            ])?;
        }
    }
    let mut drops = connection.prepare_cached(
        "UPDATE turn SET cancelled = ?5, sequence = sequence + 1, modified = ?6
         WHERE office = ?1 AND year = ?2 AND person = ?3 AND shift = ?4",
    )?;
    for (person, shift) in known.into_keys() {
        drops.execute(params![office, year, person, shift, revision, at])?;
    }
    Ok(())
}

/// Whether the turns that stand are those of the roster `record`.
pub(super) fn are_of(connection: &Connection, record: &RosterRecord) -> Result<bool, StoreError> {
    let office = &record.problem.office;
    let known = known(connection, &office.id, office.year)?;
    let shown = shown(record)?;
    let expected: BTreeMap<_, _> = (record.assignments.iter())
        .filter_map(|it| {
            let digest = shown.get(it.shift.as_str())?;
            Some(((it.person.clone(), it.shift.clone()), digest.clone()))
        })
        .collect();
    Ok(known == expected)
}

/// The digests of the turns that stand, by person and shift key.
fn known(
    connection: &Connection,
    office: &str,
    year: i32,
) -> Result<BTreeMap<(String, String), String>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT person, shift, digest FROM turn
         WHERE office = ?1 AND year = ?2 AND cancelled IS NULL",
    )?;
    let rows = statement.query_map(params![office, year], |row| {
        Ok(((row.get(0)?, row.get(1)?), row.get(2)?))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// For each shift that anybody stands, a digest of all that its events show: the shift, its duty
/// and office, and who stands it, with phones.
fn shown(record: &RosterRecord) -> Result<BTreeMap<&str, String>, StoreError> {
    let facts = &record.problem;
    let people: BTreeMap<_, _> = (facts.people.iter())
        .map(|it| (it.id.as_str(), it))
        .collect();
    let mut stands = BTreeMap::<_, Vec<_>>::new();
    for turn in &record.assignments {
        let person = people.get(turn.person.as_str());
        let shown = person.map(|it| (&it.id, &it.name, &it.phone));
        stands.entry(turn.shift.as_str()).or_default().push(shown);
    }
    let mut digests = BTreeMap::new();
    for shift in &facts.shifts {
        let Some(people) = stands.get_mut(shift.key.as_str()) else {
            continue;
        };
        people.sort();
        let duty = facts.duties.iter().find(|it| it.id == shift.duty);
        let all = (&facts.office, duty, shift, people);
        let json = serde_json::to_vec(&all).map_err(StoreError::Unwritable)?;
        digests.insert(shift.key.as_str(), audit::digest(&json));
    }
    Ok(digests)
}
