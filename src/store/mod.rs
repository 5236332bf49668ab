//! Rosters kept in one SQLite file. Nothing is ever overwritten.

pub mod error;
mod migrate;

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use chrono::NaiveDateTime;
use rusqlite::{Connection, OpenFlags, OptionalExtension, params};

use crate::domain::person::PastYear;
use crate::rules::record::RosterRecord;

use error::StoreError;

/// How long to wait for another process that is writing.
const BUSY: Duration = Duration::from_secs(5);

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

    /// Saves `record` as a draft made at `created`; answers its revision.
    ///
    /// # Errors
    ///
    /// The store cannot be written; nothing is saved then.
    pub fn save_draft(
        &mut self,
        record: &RosterRecord,
        created: NaiveDateTime,
    ) -> Result<i64, StoreError> {
        let json = serde_json::to_string(record).map_err(StoreError::Unwritable)?;
        let office = &record.problem.office;
        let created = created.format("%Y-%m-%dT%H:%M:%S").to_string();
        self.connection.execute(
            "INSERT INTO revision (office, year, state, created, record)
             VALUES (?1, ?2, 'draft', ?3, ?4)",
            params![office.id, office.year, created, json],
        )?;
        Ok(self.connection.last_insert_rowid())
    }

    /// The roster of a revision, if there is one.
    ///
    /// # Errors
    ///
    /// The row cannot be read.
    pub fn load(&self, revision: i64) -> Result<Option<RosterRecord>, StoreError> {
        let sql = "SELECT record FROM revision WHERE id = ?1";
        let json: Option<String> = self
            .connection
            .query_row(sql, [revision], |row| row.get(0))
            .optional()?;
        json.map(|it| parse(revision, &it)).transpose()
    }

    /// The newest revision of any office and year, if there is one.
    ///
    /// # Errors
    ///
    /// The store cannot be read.
    pub fn latest(&self) -> Result<Option<i64>, StoreError> {
        let sql = "SELECT max(id) FROM revision";
        Ok(self.connection.query_row(sql, [], |row| row.get(0))?)
    }

    /// What each person of `office`, by id, stood in the years before `year`, oldest first, as the
    /// newest revision of each year says.
    ///
    /// # Errors
    ///
    /// A row cannot be read.
    pub fn history(
        &self,
        office: &str,
        year: i32,
    ) -> Result<BTreeMap<String, Vec<PastYear>>, StoreError> {
        let mut statement = self.connection.prepare(
            "SELECT id, record FROM revision WHERE id IN (
                 SELECT max(id) FROM revision WHERE office = ?1 AND year < ?2 GROUP BY year
             ) ORDER BY year",
        )?;
        let rows = statement.query_map(params![office, year], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
        })?;
        let mut history = BTreeMap::<_, Vec<_>>::new();
        for row in rows {
            let (id, json) = row?;
            for (person, past) in past_year(&parse(id, &json)?) {
                history.entry(person).or_default().push(past);
            }
        }
        Ok(history)
    }
}

fn parse(id: i64, json: &str) -> Result<RosterRecord, StoreError> {
    serde_json::from_str(json).map_err(|cause| StoreError::Corrupt { id, cause })
}

/// What each person of `record` stood, also those who stood nothing.
fn past_year(record: &RosterRecord) -> BTreeMap<String, PastYear> {
    let facts = &record.problem;
    let shifts: BTreeMap<_, _> = (facts.shifts.iter())
        .map(|it| (it.key.as_str(), it))
        .collect();
    let mut years: BTreeMap<_, _> = (facts.people.iter())
        .map(|person| {
            let past = PastYear {
                year: facts.office.year,
                turns: 0,
                points: 0,
                specials: Vec::new(),
            };
            (person.id.clone(), past)
        })
        .collect();
    for assignment in &record.assignments {
        let shift = shifts.get(assignment.shift.as_str());
        if let (Some(past), Some(shift)) = (years.get_mut(&assignment.person), shift) {
            past.turns = past.turns.saturating_add(1);
            past.points = past.points.saturating_add(shift.points);
            past.specials.extend(shift.special);
        }
    }
    years
}

#[cfg(test)]
mod tests;
