//! Each person's record over the years.

use std::collections::BTreeMap;

use crate::store::history::Past;

use super::actor::Action;
use super::error::AppError;
use super::office::Office;
use super::selector::{self, Selector};

/// One person's record.
#[derive(Clone, Debug)]
pub struct PersonRecord {
    /// Id of the person.
    pub person: String,
    /// As last imported or planned; the id of somebody known by record only.
    pub name: String,
    /// Year by year.
    pub years: Vec<Past>,
    /// Points they carry into the Tết last imported, if they stand duty in it.
    pub carried: Option<i64>,
}

/// Records of everybody in the office.
#[derive(Clone, Debug)]
pub struct History {
    /// Id of the office.
    pub office: String,
    /// The Tết into which points are carried.
    pub year: Option<i32>,
    /// Records in order of person id.
    pub people: Vec<PersonRecord>,
}

/// The record of everybody who ever stood duty or was told of.
///
/// # Errors
///
/// The office is not clear, or the store cannot be read.
pub fn history(office: &Office, selector: Selector<'_>) -> Result<History, AppError> {
    let store = office.reading(Action::SeeDrafts)?;
    let office = selector::office(store, selector)?;
    let until = selector.year.map_or(i32::MAX, |it| it.saturating_add(1));
    let past = store.history(&office, until)?;
    let mut names = BTreeMap::new();
    for it in store
        .revisions()?
        .into_iter()
        .filter(|it| it.office == office)
    {
        if let Some(record) = store.load(it.id)? {
            let people = record.problem.people.into_iter();
            names.extend(people.map(|it| (it.id, it.name)));
        }
    }
    let mut seasons = store.seasons()?.into_iter();
    let newest = seasons.rfind(|(it, year)| *it == office && *year < until);
    let year = newest.map(|it| it.1);
    let mut carried = BTreeMap::new();
    let season = match year {
        Some(year) => store.season(&office, year)?,
        None => None,
    };
    for person in season.map_or_else(Vec::new, |it| it.facts.people) {
        carried.insert(person.id.clone(), person.carried);
        names.insert(person.id, person.name);
    }
    let record = |(person, years): (String, Vec<Past>)| PersonRecord {
        name: names.get(&person).unwrap_or(&person).clone(),
        carried: carried.get(&person).copied(),
        person,
        years,
    };
    Ok(History {
        people: past.into_iter().map(record).collect(),
        office,
        year,
    })
}
