//! What an import changes, thing by thing.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::calendar::period::Period;
use crate::domain::document::Document;
use crate::domain::facts::{Facts, Office};
use crate::domain::person::Leave;
use crate::store::office::Difference;
use crate::store::rows::Kind;
use crate::text::Lang;
use crate::text::differences::settings::OfficeSays;
use crate::text::differences::{self as words, Both, Names, Told};

/// One line of what an import changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What kind of thing it is about.
    pub kind: Kind,
    /// What became of it.
    pub fate: words::Fate,
    /// What it is called, and what is another about it.
    pub told: Told,
    /// How many things of the kind the line is about.
    pub n_things: usize,
}

/// What `differences` say, with the names that things have in `facts` or had before; in the order
/// of the kinds.
pub fn lines(lang: Lang, facts: Option<&Facts>, differences: &[Difference]) -> Vec<Line> {
    let names = names(facts, differences);
    let days = facts.map_or(&[][..], |it| &it.days);
    let mut lines = Vec::new();
    for kind in Kind::ALL {
        let of_kind = || differences.iter().filter(|it| it.kind == kind);
        if kind == Kind::Shift {
            for fate in words::Fate::ALL {
                let alike = of_kind().filter(|it| self::fate(it) == fate);
                let both: Vec<_> = alike.filter_map(both).collect();
                let told = words::shifts::told(lang, &names, days, &both);
                lines.extend(told.into_iter().map(|(told, n_things)| Line {
                    kind,
                    fate,
                    told,
                    n_things,
                }));
            }
            continue;
        }
        for it in of_kind() {
            let plain = || Told {
                what: it.id.clone(),
                details: Vec::new(),
            };
            lines.push(Line {
                kind,
                fate: fate(it),
                told: told(lang, &names, it).unwrap_or_else(plain),
                n_things: 1,
            });
        }
    }
    lines
}

/// What files cannot say as it is stored in `facts`, a sentence each: of `differences`, `before` is
/// what is stored and `after` what they say.
pub fn untold(lang: Lang, facts: &Facts, differences: &[Difference]) -> Vec<String> {
    let sentence = |it: Line| words::import::difference(lang, it.fate, it.kind.table(), &it.told);
    lines(lang, Some(facts), differences)
        .into_iter()
        .map(sentence)
        .collect()
}

fn fate(it: &Difference) -> words::Fate {
    match (&it.before, &it.after) {
        (None, _) => words::Fate::Added,
        (Some(_), Some(_)) => words::Fate::Changed,
        (Some(_), None) => words::Fate::Dropped,
    }
}

/// The thing as it was and is; `None` if it cannot be read as one of its kind.
fn both<T: DeserializeOwned>(it: &Difference) -> Option<Both<T>> {
    let read = |value: &Option<Value>| -> Option<Option<T>> {
        let value = value.as_ref().map(|it| T::deserialize(it));
        value.transpose().ok()
    };
    Some(Both {
        before: read(&it.before)?,
        after: read(&it.after)?,
    })
}

fn told(lang: Lang, names: &Names, it: &Difference) -> Option<Told> {
    match it.kind {
        Kind::Profile => words::office(lang, &map(both::<Season>(it)?, Season::says)),
        Kind::Day => words::day(lang, names, &both(it)?),
        Kind::Skill | Kind::Unit => words::named(lang, &both(it)?),
        Kind::Duty => words::duty(lang, names, &both(it)?),
        Kind::Shift => None,
        Kind::Person => words::person(lang, names, &both(it)?),
        Kind::Leave => {
            let leave = both::<LeaveOf>(it)?;
            let person = leave
                .after
                .as_ref()
                .or(leave.before.as_ref())?
                .person
                .clone();
            words::leave(lang, names, &person, &map(leave, |it| it.leave))
        }
        Kind::Pair => words::pair(lang, names, &both(it)?),
        Kind::Pin => words::pin(lang, names, &both(it)?),
        Kind::Rule => words::rule(lang, &both(it)?),
        Kind::PastPeriod => words::past_period(lang, names, &it.id, &both(it)?),
    }
}

fn map<T, U>(it: Both<T>, made: impl Fn(T) -> U) -> Both<U> {
    Both {
        before: it.before.map(&made),
        after: it.after.map(&made),
    }
}

/// What is stored of a season.
#[derive(Deserialize)]
struct Season {
    office: Office,
    #[serde(default)]
    period: Option<Period>,
    carry_years: u16,
    #[serde(default)]
    document: Document,
}

impl Season {
    fn says(self) -> OfficeSays {
        OfficeSays {
            office: self.office,
            period: self.period,
            carry_years: self.carry_years,
            document: self.document,
        }
    }
}

/// What is stored of a leave.
#[derive(Deserialize)]
struct LeaveOf {
    person: String,
    #[serde(flatten)]
    leave: Leave,
}

/// What has an id and a name.
#[derive(Deserialize)]
struct Called {
    name: String,
}

/// What is gone has its name only in what stood before.
fn names(facts: Option<&Facts>, differences: &[Difference]) -> Names {
    let mut names = facts.map(Names::of).unwrap_or_default();
    for it in differences {
        let said = || it.after.as_ref().or(it.before.as_ref());
        let called = |names: &mut BTreeMap<String, String>| {
            if let Some(Ok(Called { name })) = said().map(Called::deserialize) {
                names.entry(it.id.clone()).or_insert(name);
            }
        };
        match it.kind {
            Kind::Person => called(&mut names.people),
            Kind::Duty => called(&mut names.duties),
            Kind::Unit | Kind::Skill => called(&mut names.named),
            Kind::Shift => {
                if let Some(shift) = both(it).and_then(|it| it.after.or(it.before)) {
                    names.shifts.entry(it.id.clone()).or_insert(shift);
                }
            }
            Kind::Profile | Kind::Day | Kind::Leave | Kind::Pair | Kind::Pin | Kind::Rule => {}
            Kind::PastPeriod => {}
        }
    }
    names
}
