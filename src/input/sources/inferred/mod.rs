//! Sources written from facts, for stores that kept no more than these. They may say less than the
//! facts do, so whoever uses them reads them and compares.

mod office;
mod people;
mod points;

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::domain::facts::Facts;
use crate::domain::sources::Sources;
use crate::rules::RuleSet;

use super::super::files::OFFICE;
use super::super::{document, leave};

/// How values are written.
const WORDS: &str = include_str!("../../../../data/templates/inferred.toml");

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    note: String,
    yes: String,
    ranks: BTreeMap<String, String>,
    specials: BTreeMap<String, String>,
    pins: BTreeMap<String, String>,
    exempt: BTreeMap<String, String>,
}

/// The sources of an office that says `facts`, as far as files can say them.
pub fn sources(facts: &Facts, rules: &RuleSet, carry_years: u16) -> Sources {
    let words: Words = toml::from_str(WORDS).unwrap_or_default();
    let mut sources = Sources::default();
    let spared = people::spared(facts);
    let office = office::text(&words, facts, rules, carry_years, spared.is_upland);
    sources.files.insert(OFFICE.to_owned(), office.into_bytes());
    for (file, text) in &facts.document.templates {
        let name = format!("{}/{file}", document::TEMPLATES);
        sources.files.insert(name, text.clone().into_bytes());
    }
    for person in &facts.people {
        if let Some(calendar) = people::calendar(person) {
            let name = format!("{}/{}.ics", leave::FOLDER, person.id);
            sources.files.insert(name, calendar.into_bytes());
        }
    }
    sources.sheets = people::sheets(&words, facts, &spared);
    sources
}

#[cfg(test)]
mod tests;
