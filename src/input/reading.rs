//! What was understood of a folder, with where it stands, for people to look over.

use crate::domain::person::{Exemption, Ground, Leaning, Leave, Person, Wish};

use super::error::Place;
use super::leave::CalendarReading;
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
    /// What.
    pub what: What,
    /// The cell.
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
