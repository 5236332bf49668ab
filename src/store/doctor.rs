//! Whether a store is sound: what SQLite checks, and what only we know must hold.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDateTime;

use crate::domain::facts::Facts;

use super::audit::{Deed, digest};
use super::error::StoreError;
use super::migrate::NEWEST;
use super::revisions::Revision;
use super::rows::Kind;
use super::state::{ChangeState, State};
use super::{Store, changes, office, revisions, sources};

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
        /// The table of the row that points.
        table: String,
        /// The table it points to.
        to: String,
    },
    /// The schema is not the newest, though the store was just opened.
    Schema {
        /// The number of the schema found.
        found: i64,
    },
    /// An entry of the log does not follow from those before it.
    Unsealed {
        /// Number of the log's entry.
        entry: i64,
    },
    /// A row cannot be read back.
    Unreadable {
        /// The table of the row.
        table: &'static str,
        /// Which row of it.
        id: String,
    },
    /// What is stored is not what the log says was stored, or is in another state.
    Unlogged {
        /// The table of the row.
        table: &'static str,
        /// Which row of it.
        id: i64,
    },
    /// A table has rows that nothing told of.
    Untold {
        /// Name of the table.
        table: &'static str,
    },
}

/// When the log says a revision was made and published, as far as it does.
#[derive(Default)]
struct Times {
    created: Option<NaiveDateTime>,
    published: Option<NaiveDateTime>,
}

impl Times {
    fn are_of(&self, revision: &Revision) -> bool {
        (self.created).is_none_or(|it| it == revision.created)
            && (self.published).is_none_or(|it| Some(it) == revision.published)
    }
}

/// What the log says of an import.
#[derive(PartialEq, Eq)]
struct SealedImport {
    digest: String,
    sources: Option<String>,
    folder: Option<i64>,
}

/// What a sound store holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Census {
    /// Number of its schema.
    pub schema: i64,
    /// Periods imported.
    pub periods: usize,
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
        let _reading = self.reading()?;
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
        self.check_periods(&mut flaws)?;
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

    /// Every period must be as something imported, told or planned says it is.
    fn check_periods(&self, flaws: &mut Vec<Flaw>) -> Result<(), StoreError> {
        let mut said = BTreeSet::new();
        for (office, period) in or_flaw(self.periods(), flaws)?.unwrap_or_default() {
            let data = or_flaw(self.period_data(&office, period.id()), flaws)?;
            or_flaw(self.sources(&office, period.id()), flaws)?;
            or_flaw(self.folder(&office, period.id()), flaws)?;
            said.extend(data.flatten().map(|it| (office, it.facts.period)));
        }
        for (office, period) in or_flaw(self.told_periods(), flaws)?.unwrap_or_default() {
            said.insert((office, period));
        }
        for it in or_flaw(self.revisions(), flaws)?.unwrap_or_default() {
            let record = or_flaw(revisions::load(&self.connection, it.id), flaws)?.flatten();
            said.extend(record.map(|record| (it.office, record.problem.period)));
        }
        let filed = or_flaw(self.filed_periods(), flaws)?.unwrap_or_default();
        if filed.iter().any(|it| !said.contains(it)) {
            flaws.push(Flaw::Untold { table: "period" });
        }
        Ok(())
    }

    /// Everything stored must be in the log as it is, and the other way round.
    fn check_log(&self, schema: i64, flaws: &mut Vec<Flaw>) -> Result<Census, StoreError> {
        let log = self.log()?;
        let mut states = BTreeMap::new();
        let mut digests = BTreeMap::new();
        let mut times = BTreeMap::<i64, Times>::new();
        let mut adopted = Vec::new();
        let mut changes = BTreeMap::new();
        let mut requests = BTreeMap::new();
        let mut imports = BTreeMap::new();
        let mut folders = BTreeMap::new();
        for entry in &log {
            match &entry.what {
                Deed::Adopt { revision, digest } => {
                    adopted.push(*revision);
                    digests.insert(*revision, digest.clone());
                }
                Deed::Draft { revision, digest } => {
                    states.insert(*revision, State::Draft);
                    digests.insert(*revision, digest.clone());
                    times.entry(*revision).or_default().created = Some(entry.at);
                }
                Deed::Publish {
                    revision,
                    supersedes,
                } => {
                    states.insert(*revision, State::Published);
                    states.extend(supersedes.map(|id| (id, State::Superseded)));
                    times.entry(*revision).or_default().published = Some(entry.at);
                }
                Deed::Import {
                    import,
                    digest,
                    sources,
                    folder,
                } => {
                    let sealed = SealedImport {
                        digest: digest.clone(),
                        sources: sources.clone(),
                        folder: *folder,
                    };
                    folders.extend(folder.map(|it| (it, None)));
                    imports.insert(*import, sealed);
                }
                Deed::Folder { folder, digest } => {
                    folders.insert(*folder, Some(digest.clone()));
                }
                Deed::Request { change, digest } => {
                    changes.insert(*change, ChangeState::Requested);
                    requests.extend(digest.clone().map(|it| (*change, it)));
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
                    let both = Some(entry.at);
                    let made = Times {
                        created: both,
                        published: both,
                    };
                    times.insert(*revision, made);
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
            let is_sealed = digests.remove(&it.id) == Some(found);
            let is_on_time = (times.remove(&it.id)).is_none_or(|times| times.are_of(it));
            let record = or_flaw(revisions::parse_record(it.id, &record), flaws)?;
            let is_filed = record.is_none_or(|record| {
                let Facts { office, period, .. } = &record.problem;
                (&office.id, period.id()) == (&it.office, it.period.id())
            });
            if !(is_expected && is_sealed && is_on_time && is_filed) {
                flaws.push(unlogged("revision", it.id));
            }
        }
        let lost = states.into_keys().chain(digests.into_keys());
        flaws.extend(lost.map(|id| unlogged("revision", id)));
        let n_changes = self.check_changes(changes, &requests, flaws)?;
        self.check_imports(imports, flaws)?;
        self.check_folders(folders, flaws)?;
        Ok(Census {
            schema,
            periods: self.periods()?.len(),
            revisions: revisions.len(),
            changes: n_changes,
            entries: log.len(),
        })
    }

    fn check_changes(
        &self,
        mut logged: BTreeMap<i64, ChangeState>,
        requests: &BTreeMap<i64, String>,
        flaws: &mut Vec<Flaw>,
    ) -> Result<usize, StoreError> {
        let changes = self.changes()?;
        let table = "change";
        for it in &changes {
            let found = changes::digest(&it.asked)?;
            let is_sealed = requests.get(&it.id).is_none_or(|it| *it == found);
            if logged.remove(&it.id) != Some(it.state) || !is_sealed {
                flaws.push(Flaw::Unlogged { table, id: it.id });
            }
        }
        flaws.extend(logged.into_keys().map(|id| Flaw::Unlogged { table, id }));
        Ok(changes.len())
    }

    fn check_imports(
        &self,
        mut logged: BTreeMap<i64, SealedImport>,
        flaws: &mut Vec<Flaw>,
    ) -> Result<(), StoreError> {
        let table = "import";
        let sql = "SELECT id, office FROM import ORDER BY office, id DESC";
        let mut statement = self.connection.prepare(sql)?;
        let mut imports = statement.query([])?;
        // The newest word on a thing comes first, and must be how it stands.
        let (mut office, mut told) = (String::new(), BTreeSet::new());
        let mut n_told = BTreeMap::<Kind, i64>::new();
        // One by one: all of them together may be larger than memory.
        while let Some(row) = imports.next()? {
            let (id, of): (i64, String) = (row.get(0)?, row.get(1)?);
            if of != office {
                told.clear();
                office = of;
            }
            let kept = or_flaw(office::kept(&self.connection, id), flaws)?;
            let mut stands = true;
            for it in kept.iter().flatten() {
                if told.insert((it.kind, it.period.clone(), it.id.clone())) {
                    *n_told.entry(it.kind).or_default() += 1;
                    stands &= office::stands(&self.connection, &office, id, it)?;
                }
            }
            let found = kept.map(|it| office::digest(&it)).transpose()?;
            let sealed = logged.remove(&id);
            let folder = sealed.as_ref().and_then(|it| it.folder);
            let typed = sources::digest(&self.connection, id, folder)?;
            let found = found.map(|digest| SealedImport {
                digest,
                sources: typed,
                folder,
            });
            if sealed != found || !stands {
                flaws.push(Flaw::Unlogged { table, id });
            }
        }
        flaws.extend(logged.into_keys().map(|id| Flaw::Unlogged { table, id }));
        for kind in Kind::ALL {
            let table = kind.table();
            let sql = format!("SELECT count(*) FROM {table}");
            let found: i64 = self.connection.query_row(&sql, [], |row| row.get(0))?;
            if found != n_told.get(&kind).copied().unwrap_or(0) {
                flaws.push(Flaw::Untold { table });
            }
        }
        Ok(())
    }
}

impl Store {
    fn check_folders(
        &self,
        mut logged: BTreeMap<i64, Option<String>>,
        flaws: &mut Vec<Flaw>,
    ) -> Result<(), StoreError> {
        let table = "folder";
        let mut statement = self.connection.prepare("SELECT id FROM folder")?;
        for id in statement.query_map([], |row| row.get(0))? {
            let id: i64 = id?;
            let found = sources::folder_digest(&self.connection, id)?;
            // What came with an import is sealed with it.
            let is_sealed = match logged.remove(&id) {
                Some(Some(digest)) => digest == found,
                Some(None) => true,
                None => false,
            };
            if !is_sealed {
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
