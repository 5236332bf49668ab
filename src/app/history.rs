//! Each person's record over the periods.

use std::collections::BTreeMap;

use crate::calendar::period::Period;
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
    /// Period by period.
    pub past: Vec<Past>,
    /// Points they carry into the period last imported, if they stand duty in it.
    pub carried: Option<i64>,
}

/// Records of everybody in the office.
#[derive(Clone, Debug)]
pub struct History {
    /// Id of the office.
    pub office: String,
    /// The period into which points are carried.
    pub period: Option<Period>,
    /// By id.
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
    let mut revisions = store.revisions()?;
    revisions.retain(|it| it.office == office);
    let mut imported = store.periods()?;
    imported.retain(|(it, _)| *it == office);
    // What is told of goes up to the period that was chosen, if one was.
    let known = revisions.iter().map(|it| &it.period);
    let known = known.chain(imported.iter().map(|it| &it.1));
    let is_chosen = |it: &&Period| selector.is_met_by(&office, it);
    let until = match selector.year.is_some() || selector.period.is_some() {
        true => known.filter(is_chosen).map(Period::anchor).max(),
        false => None,
    };
    let after = until.map(|it| it.succ_opt().unwrap_or(it));
    let past = store.history(&office, after)?;
    let mut names = BTreeMap::new();
    for it in revisions {
        if let Some(record) = store.load(it.id)? {
            let people = record.problem.people.into_iter();
            names.extend(people.map(|it| (it.id, it.name)));
        }
    }
    imported.retain(|(_, it)| until.is_none_or(|until| it.anchor() <= until));
    let period = imported.pop().map(|it| it.1);
    let mut carried = BTreeMap::new();
    let data = match &period {
        Some(period) => store.period_data(&office, period.id())?,
        None => None,
    };
    for person in data.map_or_else(Vec::new, |it| it.facts.people) {
        carried.insert(person.id.clone(), person.carried);
        names.insert(person.id, person.name);
    }
    let record = |(person, past): (String, Vec<Past>)| PersonRecord {
        name: names.get(&person).unwrap_or(&person).clone(),
        carried: carried.get(&person).copied(),
        person,
        past,
    };
    Ok(History {
        people: past.into_iter().map(record).collect(),
        office,
        period,
    })
}
