//! What an office typed, as the store knows it: kept, or, of what older programs stored, inferred
//! from the facts.

use crate::domain::facts::Facts;
use crate::domain::sources::{Edit, Sources};
use crate::input;
use crate::input::sources::edits::edited;
use crate::input::sources::inferred;
use crate::input::sources::merge::stale;
use crate::rules::judged::Judged;
use crate::store::Store;
use crate::store::error::StoreError;
use crate::store::office::{Difference, PeriodData};
use crate::store::sources::Typed;

use super::actor::Action;
use super::contested::contested;
use super::error::AppError;
use super::office::Office;
use super::revisions;

/// Where sources come from.
#[derive(Clone, Debug)]
pub enum Provenance {
    /// Somebody typed them.
    Typed,
    /// They were written from facts. What files cannot say is told: `before` is what is stored,
    /// `after` what the files say.
    Inferred {
        /// The facts they were written from: they know what things are called.
        facts: Box<Facts>,
        /// What they say otherwise.
        untold: Vec<Difference>,
    },
}

/// Sources, and what they come from.
#[derive(Clone, Debug)]
pub struct Known {
    /// All that is typed.
    pub sources: Sources,
    /// By whom.
    pub provenance: Provenance,
}

/// What is known of an office and period.
///
/// # Errors
///
/// Nothing was imported of it, or the store cannot be read.
pub(super) fn known(store: &Store, office: &str, period: &str) -> Result<Known, AppError> {
    let nothing = || AppError::NoPeriod {
        office: Some(office.to_owned()),
        period: Some(period.to_owned()),
    };
    let stored = store.imported(office, period)?.ok_or_else(nothing)?;
    if let Some(sources) = store.sources(office, period)? {
        return Ok(Known {
            sources,
            provenance: Provenance::Typed,
        });
    }
    let sources = inferred::sources(&stored.facts, &stored.rules, stored.carry_years);
    let said = read(&sources)?;
    Ok(Known {
        provenance: Provenance::Inferred {
            untold: store.compare(&said)?,
            facts: Box::new(stored.facts),
        },
        sources,
    })
}

/// What `sources` say.
///
/// # Errors
///
/// Every fault of them.
pub(super) fn read(sources: &Sources) -> Result<PeriodData, AppError> {
    let read = input::folder::read(sources).map_err(AppError::Input)?;
    Ok(PeriodData {
        facts: read.problem.into_facts(),
        rules: read.rules,
        carry_years: read.carry_years,
    })
}

/// What saving edits has done.
#[derive(Clone, Debug)]
pub struct Saved {
    /// What is another about the facts.
    pub differences: Vec<Difference>,
    /// The roster in force, if it breaks rules by what is known now.
    pub broken: Option<(i64, Judged)>,
}

/// Saves `edits` of what is typed of an office and period. Each must find its item as its `before`
/// says, or as it is to be; whatever else was changed meanwhile does not matter.
///
/// # Errors
///
/// Somebody changed one of the items since: all of these, as they were, are and were to be. Or what
/// is typed would have faults, or the store cannot be written.
pub fn save(
    office: &mut Office,
    (id, period): (&str, &str),
    edits: &[Edit],
    why: &str,
) -> Result<Saved, AppError> {
    // Whoever else writes between reading and writing made it before us, then.
    const TRIES: usize = 5;
    let (store, mark) = office.writing(Action::Import, why)?;
    let mut tries = 1..=TRIES;
    loop {
        let version = store.version(id)?;
        let now = known(store, id, period)?.sources;
        let found = stale(&now, edits);
        if !found.is_empty() {
            return Err(AppError::Contested(contested(&[&now], found)));
        }
        let sources = edited(&now, edits);
        let data = read(&sources)?;
        let typed = Typed {
            sources: &sources,
            folder: None,
        };
        match store.import_typed(&data, typed, version, &mark) {
            Err(StoreError::OfficeChanged { .. }) if tries.next().is_some() => {}
            done => {
                let differences = done?;
                let broken = revisions::broken_in_force(store, id, period)?;
                return Ok(Saved {
                    differences,
                    broken,
                });
            }
        }
    }
}
