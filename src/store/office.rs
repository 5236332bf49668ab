//! What an office says of one Tết: imported as a whole, compared with what is stored first. What a
//! later folder lacks is marked as gone; what stood before is kept beside.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;
use serde_json::Value;

use super::audit::{self, Deed, Mark};
use super::error::StoreError;
use super::rows::{Kind, Place, Row, Rows, as_today, of_past_years, of_season, season_of};
use super::{Store, changes, text_of_moment};
use crate::domain::change::Away;
use crate::domain::facts::Facts;
use crate::domain::history::carry;
use crate::domain::person::PastYear;
use crate::rules::RuleSet;

/// All that a roster of one office and Tết is planned from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Season {
    /// Who, what and when.
    pub facts: Facts,
    /// The rules in force.
    pub rules: RuleSet,
    /// How many earlier years' points are carried.
    pub carry_years: u16,
}

/// One thing that an import adds (`before` is `None`), changes or drops (`after` is `None`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// What kind of thing.
    pub kind: Kind,
    /// The Tết it belongs to; of a past year that year.
    pub year: i32,
    /// Id of the thing that differs.
    pub id: String,
    /// The thing as stored; `None` if it is new.
    pub before: Option<Value>,
    /// The thing as imported; `None` if it is gone.
    pub after: Option<Value>,
}

impl Store {
    /// How often an office was changed, so to speak: grows with each import of it; 0 before the
    /// first.
    ///
    /// # Errors
    ///
    /// The store cannot be read.
    pub fn version(&self, office: &str) -> Result<i64, StoreError> {
        version(&self.connection, office)
    }

    /// Every office and year that was imported, by year within office.
    ///
    /// # Errors
    ///
    /// The store cannot be read.
    pub fn seasons(&self) -> Result<Vec<(String, i32)>, StoreError> {
        let sql = "SELECT office, year FROM season WHERE gone IS NULL ORDER BY office, year";
        let mut statement = self.connection.prepare(sql)?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// What was imported of an office and year, with [`Store::history`], the points carried by it,
    /// and the leave of those whom a change made since has replaced; `None` if nothing was.
    ///
    /// # Errors
    ///
    /// A row cannot be read.
    pub fn season(&self, office: &str, year: i32) -> Result<Option<Season>, StoreError> {
        let _reading = self.reading()?;
        let stored = stored(&self.connection, office, &[year].into())?;
        let Some(mut season) = season_of(office, year, stored)? else {
            return Ok(None);
        };
        let mut history = self.history(office, year)?;
        for person in &mut season.facts.people {
            let past = history.remove(&person.id).unwrap_or_default();
            person.history = past.into_iter().map(|it| it.year).collect();
        }
        for Away { person, leave } in changes::away(&self.connection, office, year)? {
            let mut people = season.facts.people.iter_mut();
            let person = people.find(|it| it.id == person);
            if let Some(person) = person.filter(|it| !it.leave.contains(&leave)) {
                person.leave.push(leave);
            }
        }
        carry(&mut season.facts.people, year, season.carry_years);
        Ok(Some(season))
    }

    /// What importing `season` would change; nothing is written.
    ///
    /// # Errors
    ///
    /// A row cannot be read.
    pub fn compare(&self, season: &Season) -> Result<Vec<Difference>, StoreError> {
        let office = &season.facts.office.id;
        let new = of_season(season)?;
        let _reading = self.reading()?;
        let stored = stored(&self.connection, office, &years(&new))?;
        Ok(differences(&stored, &new, season.facts.period.year()))
    }

    /// Imports `season` into the office at `version`; answers what changed. Changing nothing is
    /// no import and leaves no trace.
    ///
    /// # Errors
    ///
    /// The office is at another version by now, or the store cannot be written; nothing is
    /// imported then.
    pub fn import(
        &mut self,
        season: &Season,
        version: i64,
        mark: &Mark<'_>,
    ) -> Result<Vec<Difference>, StoreError> {
        let office = season.facts.office.id.clone();
        let new = of_season(season)?;
        self.bring_in(&office, &new, season.facts.period.year(), version, mark)
    }

    /// What telling the store of these earlier years of people, by id, would change.
    ///
    /// # Errors
    ///
    /// A row cannot be read.
    pub fn compare_history(
        &self,
        office: &str,
        past: &[(String, PastYear)],
    ) -> Result<Vec<Difference>, StoreError> {
        let new = of_past_years(past)?;
        let _reading = self.reading()?;
        let stored = stored(&self.connection, office, &years(&new))?;
        Ok(differences(&stored, &new, NO_YEAR))
    }

    /// Tells the store of earlier years of people, by id; otherwise as [`Store::import`].
    ///
    /// # Errors
    ///
    /// As there.
    pub fn import_history(
        &mut self,
        office: &str,
        past: &[(String, PastYear)],
        version: i64,
        mark: &Mark<'_>,
    ) -> Result<Vec<Difference>, StoreError> {
        let new = of_past_years(past)?;
        self.bring_in(office, &new, NO_YEAR, version, mark)
    }

    fn bring_in(
        &mut self,
        office: &str,
        new: &Rows,
        year: i32,
        expected: i64,
        mark: &Mark<'_>,
    ) -> Result<Vec<Difference>, StoreError> {
        self.write(|connection| {
            must_be_at(connection, office, expected)?;
            let stored = stored(connection, office, &years(new))?;
            let differences = differences(&stored, new, year);
            if !differences.is_empty() {
                connection.execute("INSERT OR IGNORE INTO office VALUES (?1)", [office])?;
                connection.execute(
                    "INSERT INTO import (office, who, at) VALUES (?1, ?2, ?3)",
                    params![office, mark.who, text_of_moment(mark.at)],
                )?;
                let import = connection.last_insert_rowid();
                keep(connection, import, &differences)?;
                for it in differences.iter().filter(|it| it.after.is_none()) {
                    let sql = format!(
                        "UPDATE {} SET gone = ?4 WHERE office = ?1 AND year = ?2 AND id = ?3",
                        it.kind.table()
                    );
                    let mut statement = connection.prepare_cached(&sql)?;
                    statement.execute(params![office, it.year, it.id, import])?;
                }
                let digest = digest(&differences)?;
                audit::append(connection, mark, &Deed::Import { import, digest })?;
            }
            for (place, row) in new {
                if stored.get(place) != Some(row) {
                    put(connection, office, place, row)?;
                }
            }
            Ok(differences)
        })
    }
}

/// A year that no season has.
const NO_YEAR: i32 = i32::MIN;

fn version(connection: &Connection, office: &str) -> Result<i64, StoreError> {
    let sql = "SELECT coalesce(max(id), 0) FROM import WHERE office = ?1";
    Ok(connection.query_row(sql, [office], |row| row.get(0))?)
}

/// # Errors
///
/// `office` is at another version than `expected`.
pub(super) fn must_be_at(
    connection: &Connection,
    office: &str,
    expected: i64,
) -> Result<(), StoreError> {
    let found = version(connection, office)?;
    if found == expected {
        return Ok(());
    }
    Err(StoreError::OfficeChanged {
        office: office.to_owned(),
        found,
        expected,
    })
}

fn years(rows: &Rows) -> BTreeSet<i32> {
    rows.keys().map(|it| it.year).collect()
}

/// What is stored of an office and `years`, but for what is gone.
fn stored(
    connection: &Connection,
    office: &str,
    years: &BTreeSet<i32>,
) -> Result<Rows, StoreError> {
    let mut rows = Rows::new();
    for kind in Kind::ALL {
        let sql = format!(
            "SELECT id, place, body FROM {} WHERE office = ?1 AND year = ?2 AND gone IS NULL",
            kind.table()
        );
        let mut statement = connection.prepare_cached(&sql)?;
        for year in years {
            let mut found = statement.query(params![office, year])?;
            while let Some(row) = found.next()? {
                let (id, body): (String, String) = (row.get(0)?, row.get(2)?);
                let body = serde_json::from_str(&body).and_then(|it| as_today(kind, it));
                let body = body.map_err(|cause| StoreError::Corrupt {
                    table: kind.table(),
                    id: format!("{office} {year} {id}"),
                    cause: cause.to_string(),
                })?;
                let (year, at) = (*year, row.get(1)?);
                rows.insert(Place { kind, year, id }, Row { at, body });
            }
        }
    }
    Ok(rows)
}

/// Only what belongs to the season of `year` can be dropped: a folder need not tell every earlier
/// year again.
fn differences(stored: &Rows, new: &Rows, year: i32) -> Vec<Difference> {
    let places: BTreeSet<&Place> = stored.keys().chain(new.keys()).collect();
    let body = |rows: &Rows, place| rows.get(place).map(|it| it.body.clone());
    (places.into_iter())
        .map(|place| Difference {
            kind: place.kind,
            year: place.year,
            id: place.id.clone(),
            before: body(stored, place),
            after: body(new, place),
        })
        .filter(|it| it.before != it.after)
        .filter(|it| it.after.is_some() || (it.year == year && it.kind != Kind::PastYear))
        .collect()
}

/// Notes what an import changes.
fn keep(
    connection: &Connection,
    import: i64,
    differences: &[Difference],
) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO difference (import, kind, year, id, before, after)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for it in differences {
        let text = |value: &Option<Value>| value.as_ref().map(Value::to_string);
        let (before, after) = (text(&it.before), text(&it.after));
        statement.execute(params![
            import,
            it.kind.table(),
            it.year,
            it.id,
            before,
            after
        ])?;
    }
    Ok(())
}

/// What an import changed, as noted then.
pub(super) fn kept(connection: &Connection, import: i64) -> Result<Vec<Difference>, StoreError> {
    let mut statement = connection
        .prepare_cached("SELECT kind, year, id, before, after FROM difference WHERE import = ?1")?;
    let corrupt = |cause: String| StoreError::Corrupt {
        table: "difference",
        id: import.to_string(),
        cause,
    };
    let parse = |text: Option<String>| {
        let value = text.map(|it| serde_json::from_str(&it)).transpose();
        value.map_err(|it| corrupt(it.to_string()))
    };
    let mut rows = statement.query([import])?;
    let mut kept = Vec::new();
    while let Some(row) = rows.next()? {
        let name: String = row.get(0)?;
        let kind = Kind::ALL.into_iter().find(|it| it.table() == name);
        kept.push(Difference {
            kind: kind.ok_or_else(|| corrupt(name))?,
            year: row.get(1)?,
            id: row.get(2)?,
            before: parse(row.get(3)?)?,
            after: parse(row.get(4)?)?,
        });
    }
    kept.sort_by(|a, b| (a.kind, a.year, &a.id).cmp(&(b.kind, b.year, &b.id)));
    Ok(kept)
}

/// Whether a thing stands as `last`, the newest difference of it, of `import`, says.
pub(super) fn stands(
    connection: &Connection,
    office: &str,
    import: i64,
    last: &Difference,
) -> Result<bool, StoreError> {
    let sql = format!(
        "SELECT gone, body FROM {} WHERE office = ?1 AND year = ?2 AND id = ?3",
        last.kind.table()
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let found: Option<(Option<i64>, String)> = statement
        .query_row(params![office, last.year, last.id], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    Ok(found.is_some_and(|(gone, body)| match &last.after {
        Some(after) => gone.is_none() && serde_json::from_str(&body).ok().as_ref() == Some(after),
        // What it was does not matter any more.
        None => gone == Some(import),
    }))
}

fn put(connection: &Connection, office: &str, place: &Place, row: &Row) -> Result<(), StoreError> {
    let sql = format!(
        "INSERT INTO {} (office, year, id, place, body) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (office, year, id)
         DO UPDATE SET place = excluded.place, body = excluded.body, gone = NULL",
        place.kind.table()
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let body = row.body.to_string();
    statement.execute(params![office, place.year, place.id, row.at, body])?;
    Ok(())
}

/// Seals what an import changed.
pub(super) fn digest(differences: &[Difference]) -> Result<String, StoreError> {
    let mut text = String::new();
    for it in differences {
        let json = serde_json::to_string(it).map_err(StoreError::Unwritable)?;
        text.push_str(&json);
        text.push('\n');
    }
    Ok(audit::digest(text.as_bytes()))
}
