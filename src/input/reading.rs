//! What was understood of a folder, with where it stands, for people to look over.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::person::{Exemption, Ground, Leaning, Leave, Person, Wish};

use super::error::Place;
use super::ics::cause::IcsWarning;
use super::table::Row;

/// What a folder was understood to say of people's time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// What the list of people says, in its order.
    pub stated: Vec<Stated>,
    /// What calendars say, by file.
    pub calendars: Vec<CalendarReading>,
}

/// One thing a list of people says of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// Id of the person.
    pub person: String,
    /// What is said.
    pub what: What,
    /// The cell it stands in.
    pub place: Place,
}

/// What is said of somebody's time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// They cannot.
    Leave(Leave),
    /// They would or would rather not.
    Wish(Wish),
    /// They are spared.
    Exemption(Exemption),
}

impl Stated {
    /// What `row` says of `person`, who was read from it.
    pub(super) fn of(row: Row<'_>, person: &Person) -> Vec<Self> {
        let stated = |what, key| Self {
            person: person.id.clone(),
            what,
            place: row.place(key),
        };
        let leave = person
            .leave
            .iter()
            .map(|it| (What::Leave(it.clone()), "leave"));
        let wishes = person.wishes.iter().map(|it| {
            let key = match it.leaning {
                Leaning::Avoid => "avoid",
                Leaning::Prefer => "prefer",
            };
            (What::Wish(it.clone()), key)
        });
        let exemptions = person.exemptions.iter().map(|it| {
            let key = match it.ground {
                Ground::Pregnancy => "due_date",
                Ground::Infant => "child_born",
                Ground::Disability => "disability",
                Ground::Minor => "birth_date",
                Ground::Office => "exempt",
            };
            (What::Exemption(it.clone()), key)
        });
        let all = leave.chain(wishes).chain(exemptions);
        all.map(|(what, key)| stated(what, key)).collect()
    }
}

/// What was understood of one calendar file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarReading {
    /// The file, relative to the folder.
    pub file: String,
    /// Id of whose it is, if that is known.
    pub person: Option<String>,
    /// Events in it, each version and changed occurrence counted.
    pub events: usize,
    /// Those that say something of the period.
    pub within: usize,
    /// The leave taken from it, by time.
    pub leaves: Vec<Leave>,
    /// What was left out or is doubtful.
    pub warnings: Vec<IcsWarning>,
}

impl CalendarReading {
    /// The civil days on which there is leave.
    pub fn days(&self) -> BTreeSet<NaiveDate> {
        self.leaves.iter().flat_map(|it| it.span.days()).collect()
    }
}
