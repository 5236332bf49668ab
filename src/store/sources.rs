//! What offices typed, kept beside the facts made of it: row by row, each version of it, and what
//! the folder said that was last read or written.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};

use super::audit::{self, Deed, Mark};
use super::error::StoreError;
use super::{Store, office, text_of_moment};
use crate::domain::sources::{Sheet, SheetHead, SheetName, SheetRow, Sources};

/// What was typed, and where it was read.
#[derive(Clone, Copy, Debug)]
pub struct Typed<'a> {
    /// All that is typed.
    pub sources: &'a Sources,
    /// What the folder says that it was read from, if it was.
    pub folder: Option<&'a Sources>,
}

/// Of which file, and which row of it.
type Key = (String, String);

/// Its place and what is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Body {
    place: i64,
    bytes: Vec<u8>,
}

type Rows = BTreeMap<Key, Body>;

/// A row in what is sealed.
#[derive(Serialize)]
struct Sealed<'a> {
    office: &'a str,
    period: &'a str,
    file: &'a str,
    id: &'a str,
    place: i64,
    /// SHA-256 of what is typed; `None` if it is gone.
    body: Option<String>,
}

/// The cells of a row.
#[derive(Serialize, Deserialize)]
struct Cells {
    cells: BTreeMap<String, String>,
}

impl Store {
    /// What is typed of an office and period; `None` if nothing is known of it.
    ///
    /// # Errors
    ///
    /// A row cannot be read.
    pub fn sources(&self, office: &str, period: &str) -> Result<Option<Sources>, StoreError> {
        let _reading = self.reading()?;
        sources_of(&rows(&self.connection, office, period, i64::MAX)?)
    }

    /// What the folder of an office and period said when it was last read or written; `None` if it
    /// never was.
    ///
    /// # Errors
    ///
    /// A row cannot be read.
    pub fn folder(&self, office: &str, period: &str) -> Result<Option<Sources>, StoreError> {
        let _reading = self.reading()?;
        sources_of(&said(&self.connection, (office, period))?)
    }

    /// Notes that a folder was written or read that says `said` of an office and period at `version`.
    ///
    /// # Errors
    ///
    /// The office is at another version by now, or the store cannot be written.
    pub fn note_folder(
        &mut self,
        office: &str,
        period: &str,
        said: &Sources,
        version: i64,
        mark: &Mark<'_>,
    ) -> Result<(), StoreError> {
        self.write(|connection| {
            office::must_be_at(connection, office, version)?;
            seal_folder(connection, (office, period), said, mark)
        })
    }
}

/// Keeps what is another about `typed` than about what was typed before, as of `import`.
pub(super) fn keep(
    connection: &Connection,
    (office, period): (&str, &str),
    typed: &Sources,
    import: i64,
) -> Result<(), StoreError> {
    let old = rows(connection, office, period, i64::MAX)?;
    let mut statement = connection.prepare_cached(
        "INSERT INTO source (office, period, file, id, import, place, body)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for ((file, id), body) in differences(&old, &rows_of(typed)?) {
        let (place, bytes) = body.map_or((0, None), |it| (it.place, Some(&it.bytes)));
        statement.execute(params![office, period, file, id, import, place, bytes])?;
    }
    Ok(())
}

/// Whether `typed` is another than what is kept.
pub(super) fn is_other(
    connection: &Connection,
    (office, period): (&str, &str),
    typed: &Sources,
) -> Result<bool, StoreError> {
    Ok(rows(connection, office, period, i64::MAX)? != rows_of(typed)?)
}

/// What the folder said that was last read or written; nothing if none was.
fn said(connection: &Connection, (office, period): (&str, &str)) -> Result<Rows, StoreError> {
    let sql = "SELECT id, import FROM folder WHERE office = ?1 AND period = ?2
               ORDER BY id DESC LIMIT 1";
    let last: Option<(i64, i64)> = connection
        .query_row(sql, [office, period], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((folder, import)) = last else {
        return Ok(Rows::new());
    };
    let mut said = rows(connection, office, period, import)?;
    let sql = "SELECT file, id, place, body FROM folder_source WHERE folder = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let mut found = statement.query([folder])?;
    while let Some(row) = found.next()? {
        take(
            &mut said,
            (row.get(0)?, row.get(1)?),
            row.get(2)?,
            row.get(3)?,
        );
    }
    Ok(said)
}

/// Notes what a folder says, with an entry of its own in the log; nothing if that is known.
pub(super) fn seal_folder(
    connection: &Connection,
    of: (&str, &str),
    folder: &Sources,
    mark: &Mark<'_>,
) -> Result<(), StoreError> {
    if let Some(folder) = note_folder(connection, of, folder, mark)? {
        let digest = folder_digest(connection, folder)?;
        audit::append(connection, mark, &Deed::Folder { folder, digest })?;
    }
    Ok(())
}

/// Notes what a folder says, within the transaction that read or wrote it; answers which time, and
/// nothing if that is known.
pub(super) fn note_folder(
    connection: &Connection,
    (office, period): (&str, &str),
    folder: &Sources,
    mark: &Mark<'_>,
) -> Result<Option<i64>, StoreError> {
    let folder_rows = rows_of(folder)?;
    if said(connection, (office, period))? == folder_rows {
        return Ok(None);
    }
    let import = office::version(connection, office)?;
    connection.execute(
        "INSERT INTO folder (office, period, import, who, at) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![office, period, import, mark.who, text_of_moment(mark.at)],
    )?;
    let folder = connection.last_insert_rowid();
    let mut statement = connection.prepare_cached(
        "INSERT INTO folder_source (folder, file, id, place, body) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    let kept = rows(connection, office, period, import)?;
    for ((file, id), body) in differences(&kept, &folder_rows) {
        let (place, bytes) = body.map_or((0, None), |it| (it.place, Some(&it.bytes)));
        statement.execute(params![folder, file, id, place, bytes])?;
    }
    Ok(Some(folder))
}

/// What seals the rows that came with `import` and the folder noted with it; `None` if there are
/// neither.
pub(super) fn digest(
    connection: &Connection,
    import: i64,
    folder: Option<i64>,
) -> Result<Option<String>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT office, period, file, id, place, body FROM source WHERE import = ?1
         ORDER BY office, period, file, id",
    )?;
    let mut text = String::new();
    let mut found = statement.query([import])?;
    while let Some(row) = found.next()? {
        let (office, period, file, id): (String, String, String, String) =
            (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        let body: Option<Vec<u8>> = row.get(5)?;
        push_sealed(
            &mut text,
            [&office, &period, &file, &id],
            row.get(4)?,
            body.as_deref(),
        )?;
    }
    if let Some(folder) = folder {
        text.push_str(&folder_digest(connection, folder)?);
    }
    Ok((!text.is_empty()).then(|| audit::digest(text.as_bytes())))
}

/// What seals what a folder says.
pub(super) fn folder_digest(connection: &Connection, folder: i64) -> Result<String, StoreError> {
    let sql = "SELECT office, period, import FROM folder WHERE id = ?1";
    let found: Option<(String, String, i64)> = connection
        .query_row(sql, [folder], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .optional()?;
    // One that is not there seals as nothing does.
    let Some((office, period, import)) = found else {
        return Ok(String::new());
    };
    let mut text = String::new();
    push_sealed(&mut text, [&office, &period, "", ""], import, None)?;
    let mut statement = connection.prepare_cached(
        "SELECT file, id, place, body FROM folder_source WHERE folder = ?1 ORDER BY file, id",
    )?;
    let mut found = statement.query([folder])?;
    while let Some(row) = found.next()? {
        let (file, id): (String, String) = (row.get(0)?, row.get(1)?);
        let body: Option<Vec<u8>> = row.get(3)?;
        push_sealed(
            &mut text,
            [&office, &period, &file, &id],
            row.get(2)?,
            body.as_deref(),
        )?;
    }
    Ok(audit::digest(text.as_bytes()))
}

fn push_sealed(
    text: &mut String,
    [office, period, file, id]: [&str; 4],
    place: i64,
    body: Option<&[u8]>,
) -> Result<(), StoreError> {
    let sealed = Sealed {
        office,
        period,
        file,
        id,
        place,
        body: body.map(audit::digest),
    };
    text.push_str(&serde_json::to_string(&sealed).map_err(StoreError::Unwritable)?);
    text.push('\n');
    Ok(())
}

/// The rows in force after `import`.
fn rows(
    connection: &Connection,
    office: &str,
    period: &str,
    import: i64,
) -> Result<Rows, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT file, id, place, body FROM source
         WHERE office = ?1 AND period = ?2 AND import <= ?3
         ORDER BY file, id, import",
    )?;
    let mut rows = Rows::new();
    let mut found = statement.query(params![office, period, import])?;
    while let Some(row) = found.next()? {
        take(
            &mut rows,
            (row.get(0)?, row.get(1)?),
            row.get(2)?,
            row.get(3)?,
        );
    }
    Ok(rows)
}

fn take(rows: &mut Rows, key: Key, place: i64, bytes: Option<Vec<u8>>) {
    match bytes {
        Some(bytes) => rows.insert(key, Body { place, bytes }),
        None => rows.remove(&key),
    };
}

fn differences<'a>(old: &'a Rows, new: &'a Rows) -> Vec<(&'a Key, Option<&'a Body>)> {
    let keys: BTreeSet<_> = old.keys().chain(new.keys()).collect();
    (keys.into_iter())
        .filter(|key| old.get(*key) != new.get(*key))
        .map(|key| (key, new.get(key)))
        .collect()
}

fn rows_of(sources: &Sources) -> Result<Rows, StoreError> {
    let mut rows = Rows::new();
    for (name, bytes) in &sources.files {
        let (place, bytes) = (0, bytes.clone());
        rows.insert((name.clone(), String::new()), Body { place, bytes });
    }
    for (name, sheet) in &sources.sheets {
        let file = || name.as_str().to_owned();
        let bytes = serde_json::to_vec(&sheet.head).map_err(StoreError::Unwritable)?;
        rows.insert((file(), String::new()), Body { place: 0, bytes });
        for (place, row) in (1..).zip(&sheet.rows) {
            let cells = row.cells.clone();
            let bytes = serde_json::to_vec(&Cells { cells }).map_err(StoreError::Unwritable)?;
            // What stands over the rows has the empty id.
            rows.insert((file(), format!("={}", row.id)), Body { place, bytes });
        }
    }
    Ok(rows)
}

fn sources_of(rows: &Rows) -> Result<Option<Sources>, StoreError> {
    if rows.is_empty() {
        return Ok(None);
    }
    let mut sources = Sources::default();
    for name in SheetName::ALL {
        let of_sheet = rows.iter().filter(|it| it.0.0 == name.as_str());
        let mut sheet: Option<SheetHead> = None;
        let mut below = Vec::new();
        for ((file, id), Body { place, bytes }) in of_sheet {
            let corrupt = |cause: serde_json::Error| StoreError::Corrupt {
                table: "source",
                id: format!("{file} {id}"),
                cause: cause.to_string(),
            };
            match id.strip_prefix('=') {
                None => sheet = Some(serde_json::from_slice(bytes).map_err(corrupt)?),
                Some(id) => {
                    let Cells { cells } = serde_json::from_slice(bytes).map_err(corrupt)?;
                    let id = id.to_owned();
                    below.push((*place, SheetRow { id, cells }));
                }
            }
        }
        below.sort_by_key(|it| it.0);
        let rows = below.into_iter().map(|it| it.1).collect();
        sources
            .sheets
            .extend(sheet.map(|head| (name, Sheet { head, rows })));
    }
    let is_sheet = |file: &str| SheetName::ALL.iter().any(|it| it.as_str() == file);
    for ((file, _), body) in rows.iter().filter(|it| !is_sheet(&it.0.0)) {
        sources.files.insert(file.clone(), body.bytes.clone());
    }
    Ok(Some(sources))
}
