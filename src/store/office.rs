//! What an office says of one period: imported as a whole, compared with what is stored first. What a
//! later folder lacks is marked as gone; what stood before is kept beside.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;
use serde_json::Value;

use super::audit::{self, Deed, Mark};
use super::error::StoreError;
use super::rows::{Kind, Place, Row, Rows, as_today, data_of, of_data, of_past_periods};
use super::sources::Typed;
use super::{Store, changes, periods, sources, text_of_moment};
use crate::calendar::period::Period;
use crate::domain::change::Away;
use crate::domain::facts::Facts;
use crate::domain::history::carry;
use crate::domain::person::PastPeriod;
use crate::domain::sources::Sources;
use crate::rules::RuleSet;

/// All that a roster of one office and period is planned from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeriodData {
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
    /// Id of the period it belongs to; of an earlier one that one.
    pub period: String,
    /// The lunar year that period begins, if it begins one.
    pub year: Option<i32>,
    /// Which.
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

    /// Every office and period that was imported, within an office in their order.
    ///
    /// # Errors
    ///
    /// The store cannot be read.
    pub fn periods(&self) -> Result<Vec<(String, Period)>, StoreError> {
        let mut statement = self.connection.prepare(
            "SELECT period.office, period.id, period.body FROM profile
             JOIN period ON (period.office, period.id) = (profile.office, profile.period)
             WHERE gone IS NULL ORDER BY period.office, anchor, period.id",
        )?;
        let rows = statement.query_map([], |row| {
            Ok((row.get::<_, String>(0)?, periods::raw(row, 1)?))
        })?;
        rows.map(|row| {
            let (office, raw) = row?;
            let period = periods::parse(&office, raw)?;
            Ok((office, period))
        })
        .collect()
    }

    /// What was imported of an office and period, by id, with [`Store::history`], the points carried by it,
    /// and the leave of those whom a change made since has replaced; `None` if nothing was.
    ///
    /// # Errors
    ///
    /// A row cannot be read.
    pub fn period_data(
        &self,
        office: &str,
        period: &str,
    ) -> Result<Option<PeriodData>, StoreError> {
        let _reading = self.reading()?;
        let stored = stored(&self.connection, office, &[period.to_owned()].into())?;
        let Some(mut data) = data_of(office, period, stored)? else {
            return Ok(None);
        };
        let mut history = self.history(office, Some(data.facts.period.anchor()))?;
        for person in &mut data.facts.people {
            let past = history.remove(&person.id).unwrap_or_default();
            person.history = past.into_iter().map(|it| it.past).collect();
        }
        for Away { person, leave } in changes::away(&self.connection, office, period)? {
            let mut people = data.facts.people.iter_mut();
            let person = people.find(|it| it.id == person);
            if let Some(person) = person.filter(|it| !it.leave.contains(&leave)) {
                person.leave.push(leave);
            }
        }
        let Facts { people, period, .. } = &mut data.facts;
        carry(people, period, data.carry_years);
        Ok(Some(data))
    }

    /// What importing `data` would change; nothing is written.
    ///
    /// # Errors
    ///
    /// A row cannot be read.
    pub fn compare(&self, data: &PeriodData) -> Result<Vec<Difference>, StoreError> {
        let Facts { office, period, .. } = &data.facts;
        let new = of_data(data)?;
        let _reading = self.reading()?;
        let stored = stored(&self.connection, &office.id, &periods_of(&new))?;
        Ok(differences(&stored, &new, Some(period.id())))
    }

    /// Imports `data` into the office at `version`; answers what changed. Changing nothing is
    /// no import and leaves no trace.
    ///
    /// # Errors
    ///
    /// The office is at another version by now, or the store cannot be written; nothing is
    /// imported then.
    pub fn import(
        &mut self,
        data: &PeriodData,
        version: i64,
        mark: &Mark<'_>,
    ) -> Result<Vec<Difference>, StoreError> {
        let Facts { office, period, .. } = &data.facts;
        let new = of_data(data)?;
        let told = data.facts.people.iter().flat_map(|it| &it.history);
        let told = told.map(|it| &it.period).chain([period]);
        let what = (period.id(), None);
        self.bring_in(&office.id, &new, told, Some(what), version, mark)
    }

    /// The same, with what was typed, of which `data` are made.
    ///
    /// # Errors
    ///
    /// As there.
    pub fn import_typed(
        &mut self,
        data: &PeriodData,
        typed: Typed<'_>,
        version: i64,
        mark: &Mark<'_>,
    ) -> Result<Vec<Difference>, StoreError> {
        let Facts { office, period, .. } = &data.facts;
        let new = of_data(data)?;
        let told = data.facts.people.iter().flat_map(|it| &it.history);
        let told = told.map(|it| &it.period).chain([period]);
        let what = (period.id(), Some(typed));
        self.bring_in(&office.id, &new, told, Some(what), version, mark)
    }

    /// Whether `sources` are another than what was typed of an office and period so far.
    ///
    /// # Errors
    ///
    /// A row cannot be read.
    pub fn is_typed_anew(
        &self,
        office: &str,
        period: &str,
        sources: &Sources,
    ) -> Result<bool, StoreError> {
        let _reading = self.reading()?;
        sources::is_other(&self.connection, (office, period), sources)
    }

    /// Just what was imported of an office and period: what revisions and changes tell since is left
    /// out; `None` if nothing was.
    ///
    /// # Errors
    ///
    /// A row cannot be read.
    pub fn imported(&self, office: &str, period: &str) -> Result<Option<PeriodData>, StoreError> {
        let _reading = self.reading()?;
        let stored = stored(&self.connection, office, &[period.to_owned()].into())?;
        let Some(mut data) = data_of(office, period, stored)? else {
            return Ok(None);
        };
        let before = data.facts.period.anchor().to_string();
        let mut told = BTreeMap::<String, Vec<PastPeriod>>::new();
        for (person, past) in self.told(office, Some(&before))? {
            told.entry(person).or_default().push(past);
        }
        for person in &mut data.facts.people {
            person.history = told.remove(&person.id).unwrap_or_default();
            person.history.sort_by_key(|it| it.period.anchor());
        }
        let Facts { people, period, .. } = &mut data.facts;
        carry(people, period, data.carry_years);
        Ok(Some(data))
    }

    /// What telling the store of these earlier periods of people, by id, would change.
    ///
    /// # Errors
    ///
    /// A row cannot be read.
    pub fn compare_history(
        &self,
        office: &str,
        past: &[(String, PastPeriod)],
    ) -> Result<Vec<Difference>, StoreError> {
        let new = of_past_periods(past)?;
        let _reading = self.reading()?;
        let stored = stored(&self.connection, office, &periods_of(&new))?;
        Ok(differences(&stored, &new, None))
    }

    /// Tells the store of earlier periods of people, by id; otherwise as [`Store::import`].
    ///
    /// # Errors
    ///
    /// As there.
    pub fn import_history(
        &mut self,
        office: &str,
        past: &[(String, PastPeriod)],
        version: i64,
        mark: &Mark<'_>,
    ) -> Result<Vec<Difference>, StoreError> {
        let new = of_past_periods(past)?;
        let told = past.iter().map(|(_, it)| &it.period);
        self.bring_in(office, &new, told, None, version, mark)
    }

    fn bring_in<'a>(
        &mut self,
        office: &str,
        new: &Rows,
        told: impl Iterator<Item = &'a Period>,
        what: Option<(&str, Option<Typed<'_>>)>,
        expected: i64,
        mark: &Mark<'_>,
    ) -> Result<Vec<Difference>, StoreError> {
        self.write(|connection| {
            must_be_at(connection, office, expected)?;
            let stored = stored(connection, office, &periods_of(new))?;
            let differences = differences(&stored, new, what.map(|it| it.0));
            let typed = what.and_then(|(period, typed)| Some(((office, period), typed?)));
            let is_typed_anew = typed.map_or(Ok(false), |(of, typed)| {
                sources::is_other(connection, of, typed.sources)
            })?;
            if !differences.is_empty() || is_typed_anew {
                for it in told {
                    periods::file(connection, office, it)?;
                }
                connection.execute(
                    "INSERT INTO import (office, who, at) VALUES (?1, ?2, ?3)",
                    params![office, mark.who, text_of_moment(mark.at)],
                )?;
                let import = connection.last_insert_rowid();
                keep(connection, import, &differences)?;
                for it in differences.iter().filter(|it| it.after.is_none()) {
                    let sql = format!(
                        "UPDATE {} SET gone = ?4 WHERE office = ?1 AND period = ?2 AND id = ?3",
                        it.kind.table()
                    );
                    let mut statement = connection.prepare_cached(&sql)?;
                    statement.execute(params![office, it.period, it.id, import])?;
                }
                let digest = digest(&differences)?;
                let mut folder = None;
                if let Some((of, typed)) = typed {
                    sources::keep(connection, of, typed.sources, import)?;
                    if let Some(said) = typed.folder {
                        folder = sources::note_folder(connection, of, said, mark)?;
                    }
                }
                let deed = Deed::Import {
                    import,
                    digest,
                    sources: sources::digest(connection, import, folder)?,
                    folder,
                };
                audit::append(connection, mark, &deed)?;
            }
            for (place, row) in new {
                if stored.get(place) != Some(row) {
                    put(connection, office, place, row)?;
                }
            }
            if let Some((of, typed)) = typed
                && let Some(folder) = typed.folder
            {
                // Known by now if it came with an import.
                sources::seal_folder(connection, of, folder, mark)?;
            }
            Ok(differences)
        })
    }
}

pub(super) fn version(connection: &Connection, office: &str) -> Result<i64, StoreError> {
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

fn periods_of(rows: &Rows) -> BTreeSet<String> {
    rows.keys().map(|it| it.period.clone()).collect()
}

/// What is stored of an office and `periods`, by id, but for what is gone.
fn stored(
    connection: &Connection,
    office: &str,
    periods: &BTreeSet<String>,
) -> Result<Rows, StoreError> {
    let mut rows = Rows::new();
    for kind in Kind::ALL {
        let sql = format!(
            "SELECT id, place, body FROM {} WHERE office = ?1 AND period = ?2 AND gone IS NULL",
            kind.table()
        );
        let mut statement = connection.prepare_cached(&sql)?;
        for period in periods {
            let mut found = statement.query(params![office, period])?;
            while let Some(row) = found.next()? {
                let (id, body): (String, String) = (row.get(0)?, row.get(2)?);
                let body = serde_json::from_str(&body).and_then(|it| as_today(kind, it));
                let body = body.map_err(|cause| StoreError::Corrupt {
                    table: kind.table(),
                    id: format!("{office} {period} {id}"),
                    cause: cause.to_string(),
                })?;
                let (period, at) = (period.clone(), row.get(1)?);
                rows.insert(Place { kind, period, id }, Row { at, body });
            }
        }
    }
    Ok(rows)
}

/// Only what belongs to `period` can be dropped: a folder need not tell every earlier period again.
fn differences(stored: &Rows, new: &Rows, period: Option<&str>) -> Vec<Difference> {
    let places: BTreeSet<&Place> = stored.keys().chain(new.keys()).collect();
    let body = |rows: &Rows, place| rows.get(place).map(|it| it.body.clone());
    (places.into_iter())
        .map(|place| Difference {
            kind: place.kind,
            period: place.period.clone(),
            year: Period::lunar_year_of(&place.period),
            id: place.id.clone(),
            before: body(stored, place),
            after: body(new, place),
        })
        .filter(|it| it.before != it.after)
        .filter(|it| {
            it.after.is_some() || (Some(&*it.period) == period && it.kind != Kind::PastPeriod)
        })
        .collect()
}

/// Notes what an import changes.
fn keep(
    connection: &Connection,
    import: i64,
    differences: &[Difference],
) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO difference (import, kind, period, id, before, after)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for it in differences {
        let text = |value: &Option<Value>| value.as_ref().map(Value::to_string);
        let (before, after) = (text(&it.before), text(&it.after));
        statement.execute(params![
            import,
            it.kind.table(),
            it.period,
            it.id,
            before,
            after
        ])?;
    }
    Ok(())
}

/// What an import changed, as noted then.
pub(super) fn kept(connection: &Connection, import: i64) -> Result<Vec<Difference>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT kind, period, id, before, after FROM difference WHERE import = ?1",
    )?;
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
        let period: String = row.get(1)?;
        kept.push(Difference {
            kind: kind.ok_or_else(|| corrupt(name))?,
            year: Period::lunar_year_of(&period),
            period,
            id: row.get(2)?,
            before: parse(row.get(3)?)?,
            after: parse(row.get(4)?)?,
        });
    }
    kept.sort_by(|a, b| (a.kind, &a.period, &a.id).cmp(&(b.kind, &b.period, &b.id)));
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
        "SELECT gone, body FROM {} WHERE office = ?1 AND period = ?2 AND id = ?3",
        last.kind.table()
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let found: Option<(Option<i64>, String)> = statement
        .query_row(params![office, last.period, last.id], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    Ok(found.is_some_and(|(gone, body)| match &last.after {
        Some(after) => {
            let today = |body| as_today(last.kind, body).ok();
            let body = serde_json::from_str(&body).ok().and_then(today);
            gone.is_none() && body.is_some() && body == today(after.clone())
        }
        // What it was does not matter any more.
        None => gone == Some(import),
    }))
}

fn put(connection: &Connection, office: &str, place: &Place, row: &Row) -> Result<(), StoreError> {
    let sql = format!(
        "INSERT INTO {} (office, period, id, place, body) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (office, period, id)
         DO UPDATE SET place = excluded.place, body = excluded.body, gone = NULL",
        place.kind.table()
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let body = row.body.to_string();
    statement.execute(params![office, place.period, place.id, row.at, body])?;
    Ok(())
}

/// A difference as it is sealed: of a Tết in the words in which it was before there were periods.
#[derive(Serialize)]
struct Sealed<'a> {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    year: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<&'a str>,
    id: &'a str,
    before: &'a Option<Value>,
    after: &'a Option<Value>,
}

/// Seals what an import changed.
pub(super) fn digest(differences: &[Difference]) -> Result<String, StoreError> {
    let mut text = String::new();
    for it in differences {
        let sealed = Sealed {
            kind: it.kind.sealed_as(),
            year: it.year,
            period: it.year.is_none().then_some(&it.period),
            id: &it.id,
            before: &it.before,
            after: &it.after,
        };
        let json = serde_json::to_string(&sealed).map_err(StoreError::Unwritable)?;
        text.push_str(&json);
        text.push('\n');
    }
    Ok(audit::digest(text.as_bytes()))
}
