//! What people stood in earlier years.

use std::collections::BTreeMap;

use rusqlite::params;
use serde::Serialize;

use crate::domain::person::PastYear;
use crate::rules::record::RosterRecord;

use super::error::StoreError;
use super::{Store, revisions};

/// Where the record of a past year comes from, the weakest first.
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

/// What one person stood in one earlier year, and how it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// Turns, points and special turns of that year.
    pub year: PastYear,
    /// How it is known.
    pub origin: Origin,
}

impl Store {
    /// What each person of `office`, by id, stood in the years before `year`, oldest first: as the
    /// roster in force says; for a year without one as was told from outside; else as the newest
    /// draft says.
    ///
    /// # Errors
    ///
    /// A row cannot be read.
    pub fn history(
        &self,
        office: &str,
        year: i32,
    ) -> Result<BTreeMap<String, Vec<Past>>, StoreError> {
        let _reading = self.reading()?;
        let mut known = BTreeMap::<(String, i32), Past>::new();
        let mut add = |person: String, past: Past| {
            let entry = known.entry((person, past.year.year));
            let best = entry.or_insert_with(|| past.clone());
            if best.origin < past.origin {
                *best = past;
            }
        };
        for (person, year) in self.told(office, year)? {
            let origin = Origin::Told;
            add(person, Past { year, origin });
        }
        let mut statement = self.connection.prepare_cached(
            "SELECT id, record, state = 'published' FROM revision WHERE id IN (
                 SELECT coalesce(max(id) FILTER (WHERE state = 'published'), max(id))
                 FROM revision WHERE office = ?1 AND year < ?2 GROUP BY year
             )",
        )?;
        let mut rows = statement.query(params![office, year])?;
        while let Some(row) = rows.next()? {
            let record = revisions::parse_record(row.get(0)?, &row.get::<_, String>(1)?)?;
            let is_published: bool = row.get(2)?;
            let origin = if is_published {
                Origin::Published
            } else {
                Origin::Draft
            };
            for (person, year) in past_year(&record) {
                add(person, Past { year, origin });
            }
        }
        let mut history = BTreeMap::<_, Vec<_>>::new();
        for ((person, _), past) in known {
            history.entry(person).or_default().push(past);
        }
        Ok(history)
    }

    /// What was told of earlier years from outside.
    fn told(&self, office: &str, year: i32) -> Result<Vec<(String, PastYear)>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, body FROM past_year WHERE office = ?1 AND year < ?2 AND gone IS NULL",
        )?;
        let mut rows = statement.query(params![office, year])?;
        let mut told = Vec::new();
        while let Some(row) = rows.next()? {
            let (person, body): (String, String) = (row.get(0)?, row.get(1)?);
            let past = serde_json::from_str(&body).map_err(|cause| StoreError::Corrupt {
                table: "past_year",
                id: person.clone(),
                cause: cause.to_string(),
            })?;
            told.push((person, past));
        }
        Ok(told)
    }
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
                year: facts.period.year(),
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
