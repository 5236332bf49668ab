//! Whether a store is sound: what SQLite checks, and what only we know must hold.

use std::collections::BTreeMap;

use super::audit::{Deed, digest};
use super::changes::ChangeState;
use super::error::StoreError;
use super::migrate::NEWEST;
use super::office;
use super::revisions::State;
use super::{Store, revisions};

/// One thing that should not be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// SQLite finds the file damaged.
    Damaged {
        /// In its words.
        what: String,
    },
    /// A row points to one that is not there.
    Dangling {
        /// Its table.
        table: String,
        /// The table it points to.
        to: String,
    },
    /// The schema is not the newest, though the store was just opened.
    Schema {
        /// Its number.
        found: i64,
    },
    /// An entry of the log does not follow from those before it.
    Unsealed {
        /// Which.
        entry: i64,
    },
    /// A row cannot be read back.
    Unreadable {
        /// Its table.
        table: &'static str,
        /// Which.
        id: String,
    },
    /// What is stored is not what the log says was stored, or is in another state.
    Unlogged {
        /// Its table.
        table: &'static str,
        /// Which.
        id: i64,
    },
}

/// What a sound store holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Census {
    /// Number of its schema.
    pub schema: i64,
    /// Seasons imported.
    pub seasons: usize,
    /// Revisions.
    pub revisions: usize,
    /// Changes asked for.
    pub changes: usize,
    /// Entries of the log.
    pub entries: usize,
}

impl Store {
    /// Looks for everything that should not be; an empty list is a sound store. Writes nothing.
    ///
    /// # Errors
    ///
    /// The store cannot be read at all.
    pub fn doctor(&self) -> Result<(Census, Vec<Flaw>), StoreError> {
        let mut flaws = Vec::new();
        let schema = self
            .connection
            .query_row("PRAGMA user_version", [], |row| row.get(0))?;
        if schema != NEWEST {
            flaws.push(Flaw::Schema { found: schema });
        }
        self.check_file(&mut flaws)?;
        if !flaws.is_empty() {
            // Whatever else were said of such a file could not be believed.
            return Ok((Census::default(), flaws));
        }
        flaws.extend(self.broken_link()?.map(|entry| Flaw::Unsealed { entry }));
        let census = self.check_log(schema, &mut flaws);
        let census = or_flaw(census, &mut flaws)?.unwrap_or_default();
        for (office, year) in self.seasons()? {
            or_flaw(self.season(&office, year), &mut flaws)?;
        }
        Ok((census, flaws))
    }

    fn check_file(&self, flaws: &mut Vec<Flaw>) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare("PRAGMA integrity_check")?;
        for what in statement.query_map([], |row| row.get::<_, String>(0))? {
            let what = what?;
            if what != "ok" {
                flaws.push(Flaw::Damaged { what });
            }
        }
        let mut statement = self.connection.prepare("PRAGMA foreign_key_check")?;
        let rows = statement.query_map([], |row| {
            Ok(Flaw::Dangling {
                table: row.get(0)?,
                to: row.get(2)?,
            })
        })?;
        for flaw in rows {
            flaws.push(flaw?);
        }
        Ok(())
    }

    /// Everything stored must be in the log as it is, and the other way round.
    fn check_log(&self, schema: i64, flaws: &mut Vec<Flaw>) -> Result<Census, StoreError> {
        let log = self.log()?;
        let mut states = BTreeMap::new();
        let mut digests = BTreeMap::new();
        let mut adopted = Vec::new();
        let mut changes = BTreeMap::new();
        let mut imports = BTreeMap::new();
        for entry in &log {
            match &entry.what {
                Deed::Adopt { revision, digest } => {
                    adopted.push(*revision);
                    digests.insert(*revision, digest.clone());
                }
                Deed::Draft { revision, digest } => {
                    states.insert(*revision, State::Draft);
                    digests.insert(*revision, digest.clone());
                }
                Deed::Publish {
                    revision,
                    supersedes,
                } => {
                    states.insert(*revision, State::Published);
                    states.extend(supersedes.map(|id| (id, State::Superseded)));
                }
                Deed::Import { import, digest } => {
                    imports.insert(*import, digest.clone());
                }
                Deed::Request { change } => {
                    changes.insert(*change, ChangeState::Requested);
                }
                Deed::Decide { change, state } => {
                    changes.insert(*change, *state);
                }
                Deed::Apply {
                    change,
                    state,
                    revision,
                    digest,
                    supersedes,
                } => {
                    changes.insert(*change, *state);
                    states.insert(*revision, State::Published);
                    digests.insert(*revision, digest.clone());
                    states.insert(*supersedes, State::Superseded);
                }
                Deed::Restore {} => {}
            }
        }
        let unlogged = |table, id| Flaw::Unlogged { table, id };
        let revisions = self.revisions()?;
        for it in &revisions {
            // A store without a log says itself how far its revisions have come.
            let expected = states.remove(&it.id);
            let is_expected = match expected {
                Some(state) => state == it.state,
                None => adopted.contains(&it.id),
            };
            let sql = "SELECT record FROM revision WHERE id = ?1";
            let record: String = self.connection.query_row(sql, [it.id], |row| row.get(0))?;
            let found = digest(record.as_bytes());
            if !is_expected || digests.remove(&it.id) != Some(found) {
                flaws.push(unlogged("revision", it.id));
            }
            or_flaw(revisions::parse_record(it.id, &record), flaws)?;
        }
        let lost = states.into_keys().chain(digests.into_keys());
        flaws.extend(lost.map(|id| unlogged("revision", id)));
        let n_changes = self.check_changes(changes, flaws)?;
        self.check_imports(imports, flaws)?;
        Ok(Census {
            schema,
            seasons: self.seasons()?.len(),
            revisions: revisions.len(),
            changes: n_changes,
            entries: log.len(),
        })
    }

    fn check_changes(
        &self,
        mut logged: BTreeMap<i64, ChangeState>,
        flaws: &mut Vec<Flaw>,
    ) -> Result<usize, StoreError> {
        let changes = self.changes()?;
        let table = "change";
        for it in &changes {
            if logged.remove(&it.id) != Some(it.state) {
                flaws.push(Flaw::Unlogged { table, id: it.id });
            }
        }
        flaws.extend(logged.into_keys().map(|id| Flaw::Unlogged { table, id }));
        Ok(changes.len())
    }

    fn check_imports(
        &self,
        mut logged: BTreeMap<i64, String>,
        flaws: &mut Vec<Flaw>,
    ) -> Result<(), StoreError> {
        let table = "import";
        let mut statement = self.connection.prepare("SELECT id FROM import")?;
        for id in statement.query_map([], |row| row.get::<_, i64>(0))? {
            // One by one: all of them together may be larger than memory.
            let id = id?;
            let kept = office::kept(&self.connection, id);
            let found = or_flaw(kept, flaws)?
                .map(|it| office::digest(&it))
                .transpose()?;
            if logged.remove(&id) != found {
                flaws.push(Flaw::Unlogged { table, id });
            }
        }
        flaws.extend(logged.into_keys().map(|id| Flaw::Unlogged { table, id }));
        Ok(())
    }
}

/// A row that cannot be read is a flaw, not the end of the search.
fn or_flaw<T>(
    result: Result<T, StoreError>,
    flaws: &mut Vec<Flaw>,
) -> Result<Option<T>, StoreError> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(StoreError::Corrupt { table, id, .. }) => {
            let flaw = Flaw::Unreadable { table, id };
            if !flaws.contains(&flaw) {
                flaws.push(flaw);
            }
            Ok(None)
        }
        Err(error) => Err(error),
    }
}
