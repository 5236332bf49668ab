//! The store: what it holds, who did what, whether it is sound.

use chrono::NaiveDateTime;
use serde::Serialize;

use crate::calendar::period::Period;
use crate::domain::duty::SpecialDay;
use crate::store::audit::{Deed, Entry};
use crate::store::doctor::{Census, Flaw};
use crate::store::history::{Origin, Past};
use crate::text::Lang;
use crate::words::store::flaw;

use super::super::backup::Restored;
use super::super::history::{History, PersonRecord};

/// Of `backup`: how much a store holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CensusAnswer {
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

/// The answer of `restore`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RestoreAnswer {
    /// What the store holds now.
    #[serde(flatten)]
    pub census: CensusAnswer,
    /// The file in which what stood there before is, if anything did.
    pub kept: Option<String>,
}

/// The answer of `doctor`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DoctorAnswer {
    /// What the store holds.
    #[serde(flatten)]
    pub census: CensusAnswer,
    /// Whether nothing is wrong with it.
    pub sound: bool,
    /// What is, a sentence each.
    pub flaws: Vec<String>,
}

/// One entry of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LogEntry {
    /// From 1, without holes.
    pub id: i64,
    /// Civil time in Việt Nam.
    pub at: NaiveDateTime,
    /// By name or account.
    pub who: String,
    /// What was done.
    pub what: Deed,
    /// In their words; may be empty.
    pub why: String,
}

/// Of `show --log`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LogAnswer {
    /// Entries, the oldest first.
    pub entries: Vec<LogEntry>,
}

/// What somebody stood in one period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PeriodRecord {
    /// Id of the period.
    pub period: String,
    /// The lunar year it begins, by the solar year of its first day.
    pub year: Option<i32>,
    /// Number of turns.
    pub turns: u16,
    /// Points of those turns.
    pub points: i64,
    /// Turns on special days.
    pub specials: Vec<SpecialDay>,
    /// How it is known.
    pub origin: Origin,
}

/// What somebody stood over the periods.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PersonPeriods {
    /// Person id.
    pub person: String,
    /// Their name; the id of somebody known by record only.
    pub name: String,
    /// Points they carry into the period last imported, if they stand duty in it.
    pub carried: Option<i64>,
    /// Oldest first.
    pub years: Vec<PeriodRecord>,
}

/// The answer of `history`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HistoryAnswer {
    /// Id of the office.
    pub office: String,
    /// Id of the period into which points are carried.
    pub period: Option<String>,
    /// The lunar year it begins.
    pub year: Option<i32>,
    /// By id.
    pub people: Vec<PersonPeriods>,
}

impl From<&Census> for CensusAnswer {
    fn from(census: &Census) -> Self {
        Self {
            schema: census.schema,
            periods: census.periods,
            revisions: census.revisions,
            changes: census.changes,
            entries: census.entries,
        }
    }
}

impl From<&Restored> for RestoreAnswer {
    fn from(restored: &Restored) -> Self {
        Self {
            census: (&restored.census).into(),
            kept: (restored.kept.as_ref()).map(|it| it.display().to_string()),
        }
    }
}

impl DoctorAnswer {
    /// What the doctor found.
    pub fn new(lang: Lang, census: &Census, flaws: &[Flaw]) -> Self {
        let texts = flaws.iter().map(|it| flaw(lang, it));
        Self {
            census: census.into(),
            sound: flaws.is_empty(),
            flaws: texts.collect(),
        }
    }
}

impl From<&Entry> for LogEntry {
    fn from(entry: &Entry) -> Self {
        Self {
            id: entry.id,
            at: entry.at,
            who: entry.who.clone(),
            what: entry.what.clone(),
            why: entry.why.clone(),
        }
    }
}

impl From<&[Entry]> for LogAnswer {
    fn from(log: &[Entry]) -> Self {
        Self {
            entries: log.iter().map(LogEntry::from).collect(),
        }
    }
}

impl From<&Past> for PeriodRecord {
    fn from(known: &Past) -> Self {
        let past = &known.past;
        Self {
            period: past.period.id().to_owned(),
            year: past.period.lunar_year(),
            turns: past.turns,
            points: past.points,
            specials: past.specials.clone(),
            origin: known.origin,
        }
    }
}

impl From<&PersonRecord> for PersonPeriods {
    fn from(record: &PersonRecord) -> Self {
        Self {
            person: record.person.clone(),
            name: record.name.clone(),
            carried: record.carried,
            years: record.past.iter().map(PeriodRecord::from).collect(),
        }
    }
}

impl From<&History> for HistoryAnswer {
    fn from(history: &History) -> Self {
        Self {
            office: history.office.clone(),
            period: history.period.as_ref().map(|it| it.id().to_owned()),
            year: history.period.as_ref().and_then(Period::lunar_year),
            people: history.people.iter().map(PersonPeriods::from).collect(),
        }
    }
}
