//! What people stood in earlier periods.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::params;
use serde::Serialize;

use crate::calendar::period::Period;
use crate::domain::person::PastPeriod;
use crate::rules::record::RosterRecord;

use super::error::StoreError;
use super::{Store, revisions};

/// Where the record of a past period comes from, the weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// A roster that was planned but never published.
    Draft,
    /// Told from outside.
    Told,
    /// The roster in force.
    Published,
}

/// What one person stood in one earlier period, and how it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// What.
    pub past: PastPeriod,
    /// How it is known.
    pub origin: Origin,
}

impl Store {
    /// What each person of `office`, by id, stood in the periods before that of the anchor
    /// `before`, or in all, oldest first: as the roster in force says; for a period without one as
    /// was told from outside; else as the newest draft says.
    ///
    /// # Errors
    ///
    /// A row cannot be read.
    pub fn history(
        &self,
        office: &str,
        before: Option<NaiveDate>,
    ) -> Result<BTreeMap<String, Vec<Past>>, StoreError> {
        let _reading = self.reading()?;
        let mut known = BTreeMap::<(String, NaiveDate, String), Past>::new();
        let mut add = |person: String, past: Past| {
            let Past { past: of, .. } = &past;
            let place = (person, of.period.anchor(), of.period.id().to_owned());
            let entry = known.entry(place);
            let best = entry.or_insert_with(|| past.clone());
            if best.origin < past.origin {
                *best = past;
            }
        };
        let before = before.map(|it| it.to_string());
        for (person, past) in self.told(office, before.as_deref())? {
            let origin = Origin::Told;
            add(person, Past { past, origin });
        }
        let mut statement = self.connection.prepare_cached(
            "SELECT id, record, state = 'published' FROM revision WHERE id IN (
                 SELECT coalesce(max(id) FILTER (WHERE state = 'published'), max(id))
                 FROM revision WHERE office = ?1 AND period IN (
                     SELECT id FROM period
                     WHERE office = ?1 AND (?2 IS NULL OR anchor < ?2)
                 ) GROUP BY period
             )",
        )?;
        let mut rows = statement.query(params![office, before])?;
        while let Some(row) = rows.next()? {
            let record = revisions::parse_record(row.get(0)?, &row.get::<_, String>(1)?)?;
            let is_published: bool = row.get(2)?;
            let origin = if is_published {
                Origin::Published
            } else {
                Origin::Draft
            };
            for (person, past) in past_period(&record) {
                add(person, Past { past, origin });
            }
        }
        let mut history = BTreeMap::<_, Vec<_>>::new();
        for ((person, ..), past) in known {
            history.entry(person).or_default().push(past);
        }
        Ok(history)
    }

    /// Every period that was told of from outside, with its office.
    pub(super) fn told_periods(&self) -> Result<Vec<(String, Period)>, StoreError> {
        let mut statement =
            (self.connection).prepare("SELECT office, id, body FROM past_period")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        rows.map(|row| {
            let (office, person, body): (String, String, String) = row?;
            let past = parse(&person, &body)?;
            Ok((office, past.period))
        })
        .collect()
    }

    /// What was told of earlier periods from outside.
    pub(super) fn told(
        &self,
        office: &str,
        before: Option<&str>,
    ) -> Result<Vec<(String, PastPeriod)>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, body FROM past_period WHERE office = ?1 AND gone IS NULL AND period IN (
                 SELECT id FROM period WHERE office = ?1 AND (?2 IS NULL OR anchor < ?2)
             )",
        )?;
        let mut rows = statement.query(params![office, before])?;
        let mut told = Vec::new();
        while let Some(row) = rows.next()? {
            let (person, body): (String, String) = (row.get(0)?, row.get(1)?);
            let past = parse(&person, &body)?;
            told.push((person, past));
        }
        Ok(told)
    }
}

fn parse(person: &str, body: &str) -> Result<PastPeriod, StoreError> {
    serde_json::from_str(body).map_err(|cause| StoreError::Corrupt {
        table: "past_period",
        id: person.to_owned(),
        cause: cause.to_string(),
    })
}

/// What each person of `record` stood, also those who stood nothing.
fn past_period(record: &RosterRecord) -> BTreeMap<String, PastPeriod> {
    let facts = &record.problem;
    let shifts: BTreeMap<_, _> = (facts.shifts.iter())
        .map(|it| (it.key.as_str(), it))
        .collect();
    let mut past: BTreeMap<_, _> = (facts.people.iter())
        .map(|person| {
            let past = PastPeriod {
                period: facts.period.clone(),
                turns: 0,
                points: 0,
                specials: Vec::new(),
            };
            (person.id.clone(), past)
        })
        .collect();
    for assignment in &record.assignments {
        let shift = shifts.get(assignment.shift.as_str());
        if let (Some(past), Some(shift)) = (past.get_mut(&assignment.person), shift) {
            past.turns = past.turns.saturating_add(1);
            past.points = past.points.saturating_add(shift.points);
            past.specials.extend(shift.special);
        }
    }
    past
}
