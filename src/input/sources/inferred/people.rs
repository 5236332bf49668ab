//! The tables from facts.

use std::collections::BTreeMap;

use chrono::{Days, Months, NaiveDate, NaiveTime, TimeDelta};

use crate::calendar::span::Span;
use crate::domain::duty::SpecialDay;
use crate::domain::facts::{Facts, PinKind};
use crate::domain::person::{Ground, Leaning, Leave, Person, Scope};
use crate::domain::sources::{Sheet, SheetName};

use super::super::super::error::Place;
use super::super::super::people::PREGNANCY_DAYS;
use super::super::super::table::Table;
use super::super::sheet;
use super::Words;
use super::office::rank_key;

type Cells = BTreeMap<&'static str, String>;

/// The dates that make the time people are spared from.
pub(super) struct Spared {
    /// Whether pregnancies count from a month earlier.
    pub(super) is_upland: bool,
}

/// Whether the office lies where pregnancies count from the 6th month on.
pub(super) fn spared(facts: &Facts) -> Spared {
    let exemptions = facts.people.iter().flat_map(|it| &it.exemptions);
    let mut pregnant = exemptions.filter(|it| it.ground == Ground::Pregnancy);
    let is_upland =
        pregnant.any(|it| due_date(it.span, false).is_none() && due_date(it.span, true).is_some());
    Spared { is_upland }
}

/// The due date that spares somebody for just that time.
fn due_date(span: Span, is_upland: bool) -> Option<NaiveDate> {
    let (start, last) = (span.start().date(), last_day(span)?);
    let months = Months::new(if is_upland { 5 } else { 6 });
    let spared_from = |due: NaiveDate| due - Days::new(PREGNANCY_DAYS) + months;
    let mut candidates = (28..=31).map(|n| last - Days::new(n));
    candidates.find(|due| *due + Months::new(1) == last && spared_from(*due) == start)
}

/// The last of the whole days of a span; `None` if there are parts of days in it.
fn last_day(span: Span) -> Option<NaiveDate> {
    let is_midnight = |it: chrono::NaiveDateTime| it.time() == NaiveTime::MIN;
    let is_whole = is_midnight(span.start()) && is_midnight(span.end());
    is_whole.then(|| (span.end() - TimeDelta::minutes(1)).date())
}

fn typed(date: NaiveDate) -> String {
    date.format("%d/%m/%Y").to_string()
}

fn days(span: Span) -> Option<String> {
    let (first, last) = (span.start().date(), last_day(span)?);
    Some(if first == last {
        typed(first)
    } else {
        format!("{} - {}", typed(first), typed(last))
    })
}

/// Whether a cell can say a leave.
fn is_plain(leave: &Leave) -> bool {
    leave.reason.is_empty() && last_day(leave.span).is_some()
}

pub(super) fn sheets(words: &Words, facts: &Facts, spared: &Spared) -> BTreeMap<SheetName, Sheet> {
    let mut sheets = BTreeMap::new();
    let people = facts.people.iter().map(|it| person(words, it, spared));
    sheets.insert(
        SheetName::People,
        sheet_of(SheetName::People, people.collect()),
    );
    let mut history = Vec::new();
    for person in &facts.people {
        for past in &person.history {
            let special = |it: &SpecialDay| match it {
                SpecialDay::Eve => word(&words.specials, "eve"),
                SpecialDay::FirstDay => word(&words.specials, "first_day"),
            };
            history.push(Cells::from([
                ("year", past.period.year().to_string()),
                ("person", person.id.clone()),
                ("turns", past.turns.to_string()),
                ("points", past.points.to_string()),
                ("specials", listed(past.specials.iter().map(special))),
            ]));
        }
    }
    if !history.is_empty() {
        sheets.insert(SheetName::History, sheet_of(SheetName::History, history));
    }
    let pins = facts.pins.iter().map(|it| {
        let kind = match it.kind {
            PinKind::Must => word(&words.pins, "must"),
            PinKind::Ban => word(&words.pins, "ban"),
        };
        Cells::from([
            ("person", it.person.clone()),
            ("shift", it.shift.clone()),
            ("kind", kind),
        ])
    });
    if !facts.pins.is_empty() {
        sheets.insert(SheetName::Pins, sheet_of(SheetName::Pins, pins.collect()));
    }
    sheets
}

fn word(words: &BTreeMap<String, String>, key: &str) -> String {
    words.get(key).map_or(key, String::as_str).to_owned()
}

fn listed(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(" | ")
}

/// A sheet of all columns that the templates have.
fn sheet_of(name: SheetName, rows: Vec<Cells>) -> Sheet {
    let columns = sheet::usual_columns(name);
    let heads = columns.iter().map(|it| it.heading.clone()).collect();
    let line = |cells: Cells| {
        let cell = |key: &String| cells.get(key.as_str()).cloned().unwrap_or_default();
        columns.iter().map(|it| cell(&it.key)).collect()
    };
    let lines = [heads].into_iter().chain(rows.into_iter().map(line));
    let rows = (1..).zip(lines).collect();
    sheet::of(
        name,
        Table {
            place: Place::default(),
            rows,
        },
    )
}

fn person(words: &Words, it: &Person, spared: &Spared) -> Cells {
    let mut cells = Cells::from([
        ("id", it.id.clone()),
        ("name", it.name.clone()),
        ("title", it.title.clone()),
        ("unit", it.unit.clone()),
        ("rank", word(&words.ranks, rank_key(it.rank))),
        ("phone", it.phone.clone()),
        ("email", it.email.clone()),
        ("duties", listed(it.duties.iter().cloned())),
        ("skills", listed(it.skills.iter().cloned())),
        ("group", it.group.clone()),
    ]);
    if it.junior {
        cells.insert("junior", words.yes.clone());
    }
    if it.share != 100 {
        cells.insert("share", it.share.to_string());
    }
    if let Some(most) = it.max_turns {
        cells.insert("max_turns", most.to_string());
    }
    if it.home_days != 0 {
        cells.insert("home_days", it.home_days.to_string());
    }
    for (key, leaning) in [("avoid", Leaning::Avoid), ("prefer", Leaning::Prefer)] {
        let wishes = it.wishes.iter().filter(|it| it.leaning == leaning);
        cells.insert(key, listed(wishes.filter_map(|it| days(it.span))));
    }
    let leave = it.leave.iter().filter(|it| is_plain(it));
    cells.insert("leave", listed(leave.filter_map(|it| days(it.span))));
    if let Some(paper) = it.authorised.first() {
        cells.insert("authorised", paper.document.clone());
    }
    for exemption in &it.exemptions {
        let start = typed(exemption.span.start().date());
        match exemption.ground {
            Ground::Pregnancy => {
                let due = due_date(exemption.span, spared.is_upland);
                cells.extend(due.map(|it| ("due_date", typed(it))));
            }
            Ground::Infant => {
                cells.insert("child_born", start);
            }
            Ground::Minor => {
                cells.insert("birth_date", start);
            }
            Ground::Disability => {
                cells.insert("disability", words.yes.clone());
            }
            Ground::Office => {
                let scope = match exemption.scope {
                    Scope::Night => word(&words.exempt, "night"),
                    Scope::All => word(&words.exempt, "all"),
                };
                cells.insert("exempt", scope);
                cells.insert("exempt_reason", exemption.reason.clone());
            }
        }
        if let Some(consent) = &exemption.consent {
            cells.insert("consent", consent.clone());
        }
    }
    cells
}

/// The calendar of the leave of a person that no cell can say.
pub(super) fn calendar(person: &Person) -> Option<String> {
    let leave: Vec<_> = person.leave.iter().filter(|it| !is_plain(it)).collect();
    if leave.is_empty() {
        return None;
    }
    let mut text =
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//tructet//inferred//VI\r\n".to_owned();
    for (number, it) in (1..).zip(leave) {
        let moment = |it: chrono::NaiveDateTime| it.format("%Y%m%dT%H%M%S").to_string();
        let (start, end) = (moment(it.span.start()), moment(it.span.end()));
        let reason = it
            .reason
            .replace('\\', "\\\\")
            .replace(',', "\\,")
            .replace(';', "\\;");
        let reason = reason.replace('\n', "\\n");
        text += "BEGIN:VEVENT\r\n";
        text += &format!("UID:{number}.{}@tructet\r\nDTSTAMP:{start}Z\r\n", person.id);
        text += &format!("DTSTART;TZID=Asia/Ho_Chi_Minh:{start}\r\n");
        text += &format!("DTEND;TZID=Asia/Ho_Chi_Minh:{end}\r\n");
        if !reason.is_empty() {
            text += &format!("SUMMARY:{reason}\r\n");
        }
        text += "END:VEVENT\r\n";
    }
    text += "END:VCALENDAR\r\n";
    Some(text)
}
