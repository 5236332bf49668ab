//! What is planned from as rows: one for each thing, with an id that lasts from one import to the next.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::calendar::period::Period;
use crate::domain::document::Document;
use crate::domain::facts::{Facts, Office, WrittenOffice};
use crate::domain::person::{Leave, PastPeriod, Person};
use crate::rules::{Rule, RuleSet};

use super::error::StoreError;
use super::office::PeriodData;

/// The kinds of things an office folder tells, each after those it points to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The office as printed for the period, and what else is said once.
    Profile,
    /// A day covered.
    Day,
    /// A skill.
    Skill,
    /// A unit.
    Unit,
    /// A duty.
    Duty,
    /// A shift.
    Shift,
    /// A person, without leave and earlier years.
    Person,
    /// A leave of a person.
    Leave,
    /// A pair.
    Pair,
    /// A turn settled beforehand.
    Pin,
    /// A rule in force.
    Rule,
    /// What a person stood in an earlier period.
    PastPeriod,
}

impl Kind {
    /// All of them, in the order in which they can be stored.
    pub const ALL: [Self; 12] = [
        Self::Profile,
        Self::Day,
        Self::Skill,
        Self::Unit,
        Self::Duty,
        Self::Shift,
        Self::Person,
        Self::Leave,
        Self::Pair,
        Self::Pin,
        Self::Rule,
        Self::PastPeriod,
    ];

    /// Its table; also its name in JSON.
    pub fn table(self) -> &'static str {
        match self {
            Self::Profile => "profile",
            Self::Day => "day",
            Self::Skill => "skill",
            Self::Unit => "unit",
            Self::Duty => "duty",
            Self::Shift => "shift",
            Self::Person => "person",
            Self::Leave => "leave",
            Self::Pair => "pair",
            Self::Pin => "pin",
            Self::Rule => "rule",
            Self::PastPeriod => "past_period",
        }
    }
}

impl Kind {
    /// Its name in what seals an import, which is that of the first program that had it.
    pub(super) fn sealed_as(self) -> &'static str {
        match self {
            Self::Profile => "season",
            Self::PastPeriod => "past_year",
            Self::Day
            | Self::Skill
            | Self::Unit
            | Self::Duty
            | Self::Shift
            | Self::Person
            | Self::Leave
            | Self::Pair
            | Self::Pin
            | Self::Rule => self.table(),
        }
    }
}

/// Which thing of the facts a row holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) kind: Kind,
    /// Id of its period.
    pub(super) period: String,
    pub(super) id: String,
}

/// What is stored of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// Its place in the list it stands in.
    pub(super) at: i64,
    pub(super) body: Value,
}

pub(super) type Rows = BTreeMap<Place, Row>;

#[derive(Serialize, Deserialize)]
#[serde(try_from = "WrittenProfile")]
struct ProfileBody {
    office: Office,
    period: Period,
    carry_years: u16,
    #[serde(skip_serializing_if = "Document::is_default")]
    document: Document,
}

/// The same as any program so far has written it.
#[derive(Deserialize)]
struct WrittenProfile {
    office: WrittenOffice,
    period: Option<Period>,
    carry_years: u16,
    #[serde(default)]
    document: Document,
}

impl TryFrom<WrittenProfile> for ProfileBody {
    type Error = &'static str;

    fn try_from(written: WrittenProfile) -> Result<Self, &'static str> {
        let (office, period) = written.office.and(written.period)?;
        Ok(Self {
            office,
            period,
            carry_years: written.carry_years,
            document: written.document,
        })
    }
}

/// A stored body as today's program writes it, so that the two can be compared.
pub(super) fn as_today(kind: Kind, body: Value) -> serde_json::Result<Value> {
    match kind {
        Kind::Profile => serde_json::to_value(serde_json::from_value::<ProfileBody>(body)?),
        Kind::PastPeriod => serde_json::to_value(serde_json::from_value::<PastPeriod>(body)?),
        Kind::Day
        | Kind::Skill
        | Kind::Unit
        | Kind::Duty
        | Kind::Shift
        | Kind::Person
        | Kind::Leave
        | Kind::Pair
        | Kind::Pin
        | Kind::Rule => Ok(body),
    }
}

#[derive(Serialize, Deserialize)]
struct LeaveBody {
    person: String,
    #[serde(flatten)]
    leave: Leave,
}

/// Gathers the rows that make up facts.
struct Collector {
    /// Id of the period.
    period: String,
    rows: Rows,
}

impl Collector {
    /// Two things of one id (two leaves of one span) are told apart by a number.
    fn add<T: Serialize>(&mut self, kind: Kind, id: &str, body: &T) -> Result<(), StoreError> {
        self.add_in(&self.period.clone(), kind, id, body)
    }

    fn add_in<T: Serialize>(
        &mut self,
        period: &str,
        kind: Kind,
        id: &str,
        body: &T,
    ) -> Result<(), StoreError> {
        let body = serde_json::to_value(body).map_err(StoreError::Unwritable)?;
        let at = i64::try_from(self.rows.len()).unwrap_or(i64::MAX);
        let period = || period.to_owned();
        let place = |id: String| Place {
            kind,
            period: period(),
            id,
        };
        let mut key = place(id.to_owned());
        let mut number = 2;
        while self.rows.contains_key(&key) {
            key = place(format!("{id}#{number}"));
            number += 1;
        }
        self.rows.insert(key, Row { at, body });
        Ok(())
    }
}

/// The rows of what is planned from, and of the earlier periods its people tell.
pub(super) fn of_data(data: &PeriodData) -> Result<Rows, StoreError> {
    let facts = &data.facts;
    let mut out = Collector {
        period: facts.period.id().to_owned(),
        rows: Rows::new(),
    };
    let body = ProfileBody {
        office: facts.office.clone(),
        period: facts.period.clone(),
        carry_years: data.carry_years,
        document: facts.document.clone(),
    };
    out.add(Kind::Profile, &facts.office.id, &body)?;
    for day in &facts.days {
        out.add(Kind::Day, &day.date.to_string(), day)?;
    }
    for it in &facts.skills {
        out.add(Kind::Skill, &it.id, it)?;
    }
    for it in &facts.units {
        out.add(Kind::Unit, &it.id, it)?;
    }
    for it in &facts.duties {
        out.add(Kind::Duty, &it.id, it)?;
    }
    for it in &facts.shifts {
        out.add(Kind::Shift, &it.key, it)?;
    }
    for person in &facts.people {
        let bare = Person {
            carried: 0,
            history: Vec::new(),
            leave: Vec::new(),
            ..person.clone()
        };
        out.add(Kind::Person, &person.id, &bare)?;
        for leave in &person.leave {
            let span = leave.span;
            let id = format!("{}/{}/{}", person.id, span.start(), span.end());
            let (person, leave) = (person.id.clone(), leave.clone());
            out.add(Kind::Leave, &id, &LeaveBody { person, leave })?;
        }
        for past in &person.history {
            out.add_in(past.period.id(), Kind::PastPeriod, &person.id, past)?;
        }
    }
    for it in &facts.pairs {
        let id = format!("{}/{}/{}", it.a, it.b, json!(it.kind));
        out.add(Kind::Pair, &id.replace('"', ""), it)?;
    }
    for it in &facts.pins {
        let id = format!("{}/{}/{}", it.person, it.shift, json!(it.kind));
        out.add(Kind::Pin, &id.replace('"', ""), it)?;
    }
    for it in &data.rules.rules {
        out.add(Kind::Rule, it.code().as_str(), it)?;
    }
    Ok(out.rows)
}

/// The rows of earlier periods of people, by id.
pub(super) fn of_past_periods(past: &[(String, PastPeriod)]) -> Result<Rows, StoreError> {
    let mut out = Collector {
        period: String::new(),
        rows: Rows::new(),
    };
    for (person, past) in past {
        out.add_in(past.period.id(), Kind::PastPeriod, person, past)?;
    }
    Ok(out.rows)
}

/// What `rows` say is planned from, without earlier periods; `None` if they say nothing.
pub(super) fn data_of(
    office: &str,
    period: &str,
    rows: Rows,
) -> Result<Option<PeriodData>, StoreError> {
    let mut lists = BTreeMap::<Kind, Vec<(i64, String, Value)>>::new();
    for (place, row) in rows {
        let list = lists.entry(place.kind).or_default();
        list.push((row.at, place.id, row.body));
    }
    lists.values_mut().for_each(|it| it.sort_by_key(|it| it.0));
    let mut lists = Lists {
        of: format!("{office} {period}"),
        lists,
    };
    let Some(ProfileBody {
        office,
        period,
        carry_years,
        document,
    }) = lists.take(Kind::Profile)?.pop()
    else {
        return Ok(None);
    };
    let mut people: Vec<Person> = lists.take(Kind::Person)?;
    let mut leave = BTreeMap::<String, Vec<Leave>>::new();
    for it in lists.take::<LeaveBody>(Kind::Leave)? {
        leave.entry(it.person).or_default().push(it.leave);
    }
    for person in &mut people {
        person.leave = leave.remove(&person.id).unwrap_or_default();
    }
    Ok(Some(PeriodData {
        facts: Facts {
            office,
            period,
            days: lists.take(Kind::Day)?,
            skills: lists.take(Kind::Skill)?,
            units: lists.take(Kind::Unit)?,
            duties: lists.take(Kind::Duty)?,
            shifts: lists.take(Kind::Shift)?,
            people,
            pairs: lists.take(Kind::Pair)?,
            pins: lists.take(Kind::Pin)?,
            document,
        },
        rules: RuleSet {
            rules: lists.take::<Rule>(Kind::Rule)?,
        },
        carry_years,
    }))
}

struct Lists {
    /// Whose they are, for messages.
    of: String,
    lists: BTreeMap<Kind, Vec<(i64, String, Value)>>,
}

impl Lists {
    fn take<T: DeserializeOwned>(&mut self, kind: Kind) -> Result<Vec<T>, StoreError> {
        let rows = self.lists.remove(&kind).unwrap_or_default();
        let parse = |(_, id, body)| {
            serde_json::from_value(body).map_err(|cause| StoreError::Corrupt {
                table: kind.table(),
                id: format!("{} {id}", self.of),
                cause: cause.to_string(),
            })
        };
        rows.into_iter().map(parse).collect()
    }
}
