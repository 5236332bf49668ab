//! How what an office says differs from what it said, in the words of an office: a thing by its
//! name, a field by its heading, before → after.

pub mod import;
pub mod keys;
mod people;
pub mod settings;
pub mod shifts;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::{NaiveTime, TimeDelta};

use crate::calendar::period::PeriodKind;
use crate::calendar::span::Span;
use crate::calendar::window::Day;
use crate::domain::duty::{Duty, Shift};
use crate::domain::facts::{Facts, Named, Pair, PairKind, Pin, PinKind};
use crate::domain::person::{Leave, PastPeriod, Person};
use crate::rules::Rule;

use super::Lang;
use super::dates::{solar, solar_short};
use super::labels::special;
use super::period::{self, day_kind};
use settings::OfficeSays;

/// What ids stand for.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// People.
    pub people: BTreeMap<String, String>,
    /// Duties.
    pub duties: BTreeMap<String, String>,
    /// Units and skills.
    pub named: BTreeMap<String, String>,
    /// Shifts by key.
    pub shifts: BTreeMap<String, Shift>,
    /// What kind of time it is about, if that is known.
    pub period: Option<PeriodKind>,
}

impl Names {
    /// Those of `facts`.
    pub fn of(facts: &Facts) -> Self {
        let pair = |id: &String, name: &String| (id.clone(), name.clone());
        let named = facts.units.iter().chain(&facts.skills);
        Self {
            people: facts
                .people
                .iter()
                .map(|it| pair(&it.id, &it.name))
                .collect(),
            duties: facts
                .duties
                .iter()
                .map(|it| pair(&it.id, &it.name))
                .collect(),
            named: named.map(|it| pair(&it.id, &it.name)).collect(),
            period: Some(facts.period.kind()),
            shifts: facts
                .shifts
                .iter()
                .map(|it| (it.key.clone(), it.clone()))
                .collect(),
        }
    }

    fn person(&self, id: &str) -> String {
        self.people.get(id).map_or(id, String::as_str).to_owned()
    }

    fn duty(&self, id: &str) -> String {
        self.duties.get(id).map_or(id, String::as_str).to_owned()
    }

    fn named(&self, id: &str) -> String {
        self.named.get(id).map_or(id, String::as_str).to_owned()
    }

    /// `Trực kỹ thuật, Ca đêm ngày 15/02`.
    fn shift(&self, lang: Lang, key: &str) -> String {
        let Some(shift) = self.shifts.get(key) else {
            return key.to_owned();
        };
        let (duty, day) = (self.duty(&shift.duty), solar_short(shift.day));
        match lang {
            Lang::Vi => format!("{duty}, {} ngày {day}", shift.name),
            Lang::En => format!("{duty}, {} on {day}", shift.name),
        }
    }
}

/// A thing as it was and as it is; not both are `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Both<T> {
    /// As it was.
    pub before: Option<T>,
    /// As it is.
    pub after: Option<T>,
}

impl<T> Both<T> {
    /// Either, preferably as it is.
    fn any(&self) -> Option<&T> {
        self.after.as_ref().or(self.before.as_ref())
    }

    fn both(&self) -> Option<(&T, &T)> {
        self.before.as_ref().zip(self.after.as_ref())
    }
}

/// What became of a thing: added, changed or dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// New.
    Added,
    /// Another than before.
    Changed,
    /// No longer there.
    Dropped,
}

impl Fate {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Added, Self::Changed, Self::Dropped];

    pub(super) fn sign(self) -> char {
        match self {
            Self::Added => '+',
            Self::Changed => '~',
            Self::Dropped => '-',
        }
    }
}

/// One thing that is new, another or gone: what it is called, and what is another about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What it is called.
    pub what: String,
    /// `field: before → after`, if it was there before and still is.
    pub details: Vec<String>,
}

/// Collects what is another about a thing.
struct Details {
    lang: Lang,
    lines: Vec<String>,
}

impl Details {
    fn new(lang: Lang) -> Self {
        let lines = Vec::new();
        Self { lang, lines }
    }

    /// A field called `[Vietnamese, English]`.
    fn field(&mut self, name: [&str; 2], before: &str, after: &str) {
        if before != after {
            let (name, lang) = (pick(self.lang, name), self.lang);
            let shown = |text| shown(lang, text);
            let (before, after) = (shown(before), shown(after));
            self.lines.push(format!("{name}: {before} → {after}"));
        }
    }

    fn number(&mut self, name: [&str; 2], before: impl ToString, after: impl ToString) {
        self.field(name, &before.to_string(), &after.to_string());
    }

    fn yes_no(&mut self, name: [&str; 2], before: bool, after: bool) {
        let word = |it| pick(self.lang, if it { ["có", "yes"] } else { ["không", "no"] });
        self.field(name, word(before), word(after));
    }

    /// A long text or a list, of which it is said only that it is another.
    fn rewritten<T: PartialEq>(&mut self, name: [&str; 2], before: &T, after: &T) {
        if before != after {
            let name = pick(self.lang, name);
            self.lines.push(match self.lang {
                Lang::Vi => format!("{name}: sửa nội dung"),
                Lang::En => format!("{name}: another text"),
            });
        }
    }
}

fn pick(lang: Lang, [vi, en]: [&str; 2]) -> &str {
    match lang {
        Lang::Vi => vi,
        Lang::En => en,
    }
}

fn shown(lang: Lang, text: &str) -> String {
    if text.is_empty() {
        return pick(lang, ["(trống)", "(empty)"]).to_owned();
    }
    text.to_owned()
}

fn joined(names: impl Iterator<Item = String>) -> String {
    names.collect::<Vec<_>>().join(", ")
}

/// `14/02–16/02/2018` of whole days, else with the hours: `17:00 14/02/2018 – 07:30 15/02/2018`.
pub fn stretch(span: Span) -> String {
    let (start, end) = (span.start(), span.end());
    if start.time() == NaiveTime::MIN && end.time() == NaiveTime::MIN {
        let last = (end - TimeDelta::minutes(1)).date();
        return if start.date() == last {
            solar(last)
        } else {
            format!("{}–{}", solar_short(start.date()), solar(last))
        };
    }
    let moment = |it: chrono::NaiveDateTime| format!("{} {}", it.format("%H:%M"), solar(it.date()));
    format!("{} – {}", moment(start), moment(end))
}

/// The office, the period and the papers.
pub fn office(lang: Lang, it: &Both<OfficeSays>) -> Option<Told> {
    let what = it.any()?.office.name.clone();
    let details = it.both().map(|(a, b)| settings::details(lang, a, b));
    let details = details.unwrap_or_default();
    Some(Told { what, details })
}

/// A day covered.
pub fn day(lang: Lang, names: &Names, it: &Both<Day>) -> Option<Told> {
    let what = solar(it.any()?.date);
    let mut details = Details::new(lang);
    if let Some((a, b)) = it.both() {
        if let Some(period) = names.period {
            let kind = |day: &Day| day_kind(lang, period, day.kind);
            details.field(["loại ngày", "kind"], kind(a), kind(b));
        }
        if details.lines.is_empty() {
            let text = pick(lang, ["loại ngày khác", "another kind of day"]);
            details.lines.push(text.to_owned());
        }
    }
    let details = details.lines;
    Some(Told { what, details })
}

/// A unit or a skill.
pub fn named(lang: Lang, it: &Both<Named>) -> Option<Told> {
    let what = it.any()?.name.clone();
    let mut details = Details::new(lang);
    if let Some((a, b)) = it.both() {
        details.field(["Tên", "Name"], &a.name, &b.name);
    }
    let details = details.lines;
    Some(Told { what, details })
}

/// A duty.
pub fn duty(lang: Lang, names: &Names, it: &Both<Duty>) -> Option<Told> {
    let what = it.any()?.name.clone();
    let details = it
        .both()
        .map(|(a, b)| settings::duty_details(lang, names, a, b));
    let details = details.unwrap_or_default();
    Some(Told { what, details })
}

/// A person, without leave and earlier years.
pub fn person(lang: Lang, names: &Names, it: &Both<Person>) -> Option<Told> {
    let what = it.any()?.name.clone();
    let details = it.both().map(|(a, b)| people::details(lang, names, a, b));
    let details = details.unwrap_or_default();
    Some(Told { what, details })
}

/// A leave of the person of that id.
pub fn leave(lang: Lang, names: &Names, person: &str, it: &Both<Leave>) -> Option<Told> {
    let what = format!("{}, {}", names.person(person), stretch(it.any()?.span));
    let mut details = Details::new(lang);
    if let Some((a, b)) = it.both() {
        details.field(["Lý do", "Reason"], &a.reason, &b.reason);
    }
    let details = details.lines;
    Some(Told { what, details })
}

/// Two people whose turns are tied.
pub fn pair(lang: Lang, names: &Names, it: &Both<Pair>) -> Option<Told> {
    let pair = it.any()?;
    let (a, b) = (names.person(&pair.a), names.person(&pair.b));
    let what = match (lang, pair.kind) {
        (Lang::Vi, PairKind::Apart) => format!("{a} và {b} không trực cùng lúc"),
        (Lang::Vi, PairKind::Together) => format!("{a} trực cùng {b}"),
        (Lang::En, PairKind::Apart) => format!("{a} and {b} never at the same time"),
        (Lang::En, PairKind::Together) => format!("{a} only together with {b}"),
    };
    let details = Vec::new();
    Some(Told { what, details })
}

/// A turn settled beforehand.
pub fn pin(lang: Lang, names: &Names, it: &Both<Pin>) -> Option<Told> {
    let pin = it.any()?;
    let (person, shift) = (names.person(&pin.person), names.shift(lang, &pin.shift));
    let what = match (lang, pin.kind) {
        (Lang::Vi, PinKind::Must) => format!("{person} phải trực {shift}"),
        (Lang::Vi, PinKind::Ban) => format!("{person} không trực {shift}"),
        (Lang::En, PinKind::Must) => format!("{person} stands {shift}"),
        (Lang::En, PinKind::Ban) => format!("{person} does not stand {shift}"),
    };
    let details = Vec::new();
    Some(Told { what, details })
}

/// A rule.
pub fn rule(lang: Lang, it: &Both<Rule>) -> Option<Told> {
    let rule = it.any()?;
    let what = super::rules::rule_label(lang, rule.code()).to_owned();
    let details = it.both().map(|(a, b)| settings::rule_details(lang, a, b));
    let details = details.unwrap_or_default();
    Some(Told { what, details })
}

/// An earlier period of the person of that id.
pub fn past_period(lang: Lang, names: &Names, person: &str, it: &Both<PastPeriod>) -> Option<Told> {
    let past = it.any()?;
    let what = format!(
        "{}, {}",
        names.person(person),
        period::name(lang, &past.period)
    );
    let mut details = Details::new(lang);
    if let Some((a, b)) = it.both() {
        details.number(["Số ca", "Turns"], a.turns, b.turns);
        details.number(["Điểm", "Points"], a.points, b.points);
        let specials =
            |it: &PastPeriod| joined(it.specials.iter().map(|it| special(lang, *it).to_owned()));
        details.field(["Ca đặc biệt", "Special turns"], &specials(a), &specials(b));
    }
    let details = details.lines;
    Some(Told { what, details })
}
