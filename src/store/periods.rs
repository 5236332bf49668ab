//! The periods of offices that anything is stored of.

use rusqlite::{Connection, Row, params};

use crate::calendar::period::Period;

use super::Store;
use super::error::StoreError;

/// Id and body of a period as they stand in its table.
pub(super) type RawPeriod = (String, String);

/// The columns `id` and `body`, the first of which is column `at`.
pub(super) fn raw(row: &Row<'_>, at: usize) -> rusqlite::Result<RawPeriod> {
    Ok((row.get(at)?, row.get(at + 1)?))
}

/// # Errors
///
/// It cannot be read.
pub(super) fn parse(office: &str, (id, body): RawPeriod) -> Result<Period, StoreError> {
    let corrupt = |cause: String| StoreError::Corrupt {
        table: "period",
        id: format!("{office} {id}"),
        cause,
    };
    let period: Period = serde_json::from_str(&body).map_err(|it| corrupt(it.to_string()))?;
    if period.id() == id {
        Ok(period)
    } else {
        Err(corrupt(format!("its body is that of {period}")))
    }
}

/// Keeps `period` of `office` as it is said now: what is stored of it points to it.
pub(super) fn file(
    connection: &Connection,
    office: &str,
    period: &Period,
) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached("INSERT OR IGNORE INTO office VALUES (?1)")?;
    statement.execute([office])?;
    let body = serde_json::to_string(period).map_err(StoreError::Unwritable)?;
    let mut statement = connection.prepare_cached(
        "INSERT INTO period (office, id, anchor, body) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (office, id) DO UPDATE SET anchor = excluded.anchor, body = excluded.body
         WHERE body <> excluded.body",
    )?;
    statement.execute(params![
        office,
        period.id(),
        period.anchor().to_string(),
        body
    ])?;
    Ok(())
}

impl Store {
    /// Every period that anything is stored of, with its office.
    pub(super) fn filed_periods(&self) -> Result<Vec<(String, Period)>, StoreError> {
        let sql = "SELECT office, id, body FROM period ORDER BY office, anchor, id";
        let mut statement = self.connection.prepare(sql)?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, raw(row, 1)?)))?;
        rows.map(|row| {
            let (office, raw): (String, RawPeriod) = row?;
            let period = parse(&office, raw)?;
            Ok((office, period))
        })
        .collect()
    }
}

/// Fills in what only the calendar knows of each Tết of an older store.
pub(super) fn fill_in(connection: &Connection) -> Result<(), StoreError> {
    let mut statement = connection.prepare("SELECT office, id FROM period WHERE anchor = ''")?;
    let all = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let all: Vec<(String, String)> = all.collect::<rusqlite::Result<_>>()?;
    for (office, id) in all {
        let corrupt = |cause: String| StoreError::Corrupt {
            table: "period",
            id: format!("{office} {id}"),
            cause,
        };
        let year = Period::lunar_year_of(&id).ok_or_else(|| corrupt("no year".to_owned()))?;
        let period = Period::tet_of(year).map_err(|it| corrupt(it.to_string()))?;
        file(connection, &office, &period)?;
    }
    Ok(())
}
