//! What was understood of a folder, for people to look over.

use chrono::{NaiveDate, NaiveDateTime};
use serde::Serialize;

use crate::calendar::span::Span;
use crate::domain::person::{Ground, Leaning, Scope};
use crate::input::error::Place;
use crate::input::reading::{CalendarReading, Reading, Stated, What};

/// What is said of somebody's time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeKind {
    /// They cannot.
    Leave,
    /// They would rather not.
    Avoid,
    /// They would.
    Prefer,
    /// They are spared.
    Exempt,
}

/// One thing that is said of somebody's time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StatedTime {
    /// Id of the person.
    pub person: String,
    /// What is said.
    pub kind: TimeKind,
    /// The first moment.
    pub from: NaiveDateTime,
    /// The first moment after.
    pub to: NaiveDateTime,
    /// In the words of whoever said it; may be empty.
    pub reason: String,
    /// On what ground they are spared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ground: Option<Ground>,
    /// From what they are spared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<Scope>,
    /// Whether it holds; a paper may have lifted it.
    pub in_force: bool,
    /// The file it stands in.
    pub file: String,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// The row of a table.
    pub row: Option<usize>,
    /// The heading of the column.
    pub column: Option<String>,
}

/// What was understood of one calendar file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CalendarRead {
    /// The file.
    pub file: String,
    /// Id of whose it is; `None` if that is not known.
    pub person: Option<String>,
    /// Events in it.
    pub events: usize,
    /// Those that say something of the period.
    pub within: usize,
    /// Days with leave.
    pub days: Vec<NaiveDate>,
}

impl StatedTime {
    /// All that is said, by the list of people and then by calendars.
    pub fn all(reading: &Reading) -> Vec<Self> {
        let listed = reading.stated.iter().map(Self::listed);
        let of_calendars = reading.calendars.iter().flat_map(Self::of_calendar);
        listed.chain(of_calendars).collect()
    }

    fn new(person: &str, kind: TimeKind, span: Span, place: Place) -> Self {
        Self {
            person: person.to_owned(),
            kind,
            from: span.start(),
            to: span.end(),
            reason: String::new(),
            ground: None,
            scope: None,
            in_force: true,
            file: place.file,
            sheet: place.sheet,
            row: place.row,
            column: place.column,
        }
    }

    fn listed(stated: &Stated) -> Self {
        let new = |kind, span| Self::new(&stated.person, kind, span, stated.place.clone());
        match &stated.what {
            What::Leave(leave) => Self {
                reason: leave.reason.clone(),
                ..new(TimeKind::Leave, leave.span)
            },
            What::Wish(wish) => match wish.leaning {
                Leaning::Avoid => new(TimeKind::Avoid, wish.span),
                Leaning::Prefer => new(TimeKind::Prefer, wish.span),
            },
            What::Exemption(exemption) => Self {
                reason: exemption.reason.clone(),
                ground: Some(exemption.ground),
                scope: Some(exemption.scope),
                in_force: exemption.is_in_force(),
                ..new(TimeKind::Exempt, exemption.span)
            },
        }
    }

    fn of_calendar(calendar: &CalendarReading) -> impl Iterator<Item = Self> {
        let place = Place::file(&calendar.file);
        let taken = calendar.person.iter().flat_map(|person| {
            let leaves = calendar.leaves.iter();
            leaves.map(move |it| (person.as_str(), it))
        });
        taken.map(move |(person, leave)| Self {
            reason: leave.reason.clone(),
            ..Self::new(person, TimeKind::Leave, leave.span, place.clone())
        })
    }
}

impl CalendarRead {
    /// What was understood of `calendar`.
    pub fn new(calendar: &CalendarReading) -> Self {
        Self {
            file: calendar.file.clone(),
            person: calendar.person.clone(),
            events: calendar.events,
            within: calendar.within,
            days: calendar.days().into_iter().collect(),
        }
    }
}
