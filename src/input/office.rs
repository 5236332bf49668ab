//! `office.toml`: the office, its duties, the period and the rules.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;

use crate::calendar::period::Period;
use crate::calendar::window::{Day, DayClass};
use crate::domain::document::Document;
use crate::domain::duty::Equals;
use crate::domain::duty::{CoverBy, Duty, DutyKind, Presence, Shift, SkillCover};
use crate::domain::facts::{Named, Office, Pair};
use crate::domain::person::Rank;
use crate::domain::template::{PointScale, ShiftTemplate};
use crate::rules::RuleSet;

use super::days::{Covered, RawWindow, covered};
use super::error::{Expected, InputError, Place, Thing, nearest};
use super::files::{invalid, key};
use super::period::RawPeriod;
use super::rules::read_rules;
use super::{document, files, when};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    office: RawOffice,
    period: Option<RawPeriod>,
    #[serde(default)]
    window: RawWindow,
    #[serde(default)]
    points: RawPoints,
    #[serde(default)]
    skills: Vec<Named>,
    #[serde(default)]
    units: Vec<Named>,
    duties: Vec<RawDuty>,
    #[serde(default)]
    pairs: Vec<Pair>,
    #[serde(default)]
    rules: toml::Table,
    #[serde(default)]
    changes: RawChanges,
    /// Hours of reports to the superior; printed, not planned by.
    #[serde(default)]
    report: Option<toml::Value>,
    #[serde(default)]
    document: document::RawDocument,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawOffice {
    id: String,
    name: String,
    #[serde(default)]
    superior: String,
    #[serde(default)]
    place: String,
    #[serde(default)]
    hotline: String,
    year: Option<i32>,
    #[serde(default)]
    upland: bool,
}

#[derive(Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct RawPoints {
    hours_per_point: u32,
    night_percent: u32,
    stand_by_percent: u32,
    carry_years: u16,
    weights: BTreeMap<String, u32>,
}

impl Default for RawPoints {
    fn default() -> Self {
        Self {
            hours_per_point: 4,
            night_percent: 0,
            stand_by_percent: 50,
            carry_years: 1,
            weights: BTreeMap::new(),
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct RawChanges {
    equals: Equals,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDuty {
    id: String,
    name: String,
    kind: DutyKind,
    #[serde(default)]
    place: String,
    max_turns: Option<u16>,
    #[serde(default)]
    ranks: Vec<Rank>,
    #[serde(default)]
    cover: Vec<String>,
    cover_by: Option<CoverBy>,
    #[serde(default)]
    senior: bool,
    shifts: Vec<RawShift>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawShift {
    id: String,
    name: String,
    start: String,
    hours: Option<u32>,
    minutes: Option<u32>,
    #[serde(default)]
    presence: Presence,
    skill: Option<String>,
    #[serde(default = "one")]
    need: u16,
    #[serde(default)]
    need_on: BTreeMap<String, u16>,
    night: Option<bool>,
}

fn one() -> u16 {
    1
}

/// What `office.toml` says.
#[derive(Debug)]
pub(super) struct OfficeFile {
    pub(super) office: Office,
    pub(super) period: Period,
    pub(super) upland: bool,
    pub(super) carry_years: u16,
    pub(super) days: Vec<Day>,
    pub(super) skills: Vec<Named>,
    pub(super) units: Vec<Named>,
    pub(super) duties: Vec<Duty>,
    pub(super) shifts: Vec<Shift>,
    pub(super) pairs: Vec<Pair>,
    pub(super) rules: RuleSet,
    pub(super) document: Document,
}

/// Reads the text of the file.
pub(super) fn read(text: &str, faults: &mut Vec<InputError>) -> Option<OfficeFile> {
    let raw: Raw = match toml::from_str(text) {
        Ok(raw) => raw,
        Err(error) => {
            let row = error
                .span()
                .map(|it| text[..it.start.min(text.len())].matches('\n').count() + 1);
            let place = Place {
                row,
                ..Place::file(files::OFFICE)
            };
            faults.push(InputError::Toml {
                place,
                message: error.message().to_owned(),
            });
            return None;
        }
    };
    check_ids(&raw, faults);
    let Covered { period, days, off } =
        covered(raw.office.year, raw.period.as_ref(), &raw.window, faults)?;
    let scale = point_scale(&raw.points, faults);
    let rules = read_rules(&raw.rules, faults);
    let mut duties = Vec::new();
    let mut shifts = Vec::new();
    for duty in raw.duties {
        for shift in &duty.shifts {
            if let Some(template) = template(&duty.id, shift, faults) {
                let day_of = |date: NaiveDate| off.day(date);
                shifts.extend(template.shifts(&duty.id, &days, &scale, day_of));
            }
        }
        let cover = SkillCover {
            skills: duty.cover,
            by: duty.cover_by.unwrap_or(CoverBy::Day),
        };
        duties.push(Duty {
            id: duty.id,
            name: duty.name,
            kind: duty.kind,
            place: duty.place,
            max_turns: duty.max_turns,
            ranks: duty.ranks,
            cover: (!cover.skills.is_empty()).then_some(cover),
            senior: duty.senior,
        });
    }
    let report = raw.report.as_ref();
    let document = document::read(raw.document, report, &period, faults);
    Some(OfficeFile {
        office: Office {
            id: raw.office.id,
            name: raw.office.name,
            superior: raw.office.superior,
            place: raw.office.place,
            hotline: raw.office.hotline,
            equals: raw.changes.equals,
        },
        period,
        upland: raw.office.upland,
        carry_years: raw.points.carry_years,
        days,
        skills: raw.skills,
        units: raw.units,
        duties,
        shifts,
        pairs: raw.pairs,
        rules,
        document,
    })
}

/// Ids become file names, keys and addresses, so they are plain.
fn check_ids(raw: &Raw, faults: &mut Vec<InputError>) {
    let named = |list: &str, id: &String| (format!("{list}.{id}.id"), id.clone());
    let mut ids = vec![("office.id".to_owned(), raw.office.id.clone())];
    ids.extend(raw.skills.iter().map(|it| named("skills", &it.id)));
    ids.extend(raw.units.iter().map(|it| named("units", &it.id)));
    for duty in &raw.duties {
        ids.push(named("duties", &duty.id));
        let list = format!("duties.{}.shifts", duty.id);
        ids.extend(duty.shifts.iter().map(|it| named(&list, &it.id)));
    }
    for (key, id) in ids {
        if !is_id(&id) {
            faults.push(invalid(&key, id, Expected::Id));
        }
    }
}

/// Letters without diacritics, digits, dot, dash and underscore; at most 64.
pub(super) fn is_id(id: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    (1..=64).contains(&id.len()) && id.chars().all(is_plain) && !id.starts_with(['.', '-'])
}

/// The scale of an office file that says nothing of points.
pub(super) fn usual_scale() -> PointScale {
    point_scale(&RawPoints::default(), &mut Vec::new())
}

/// The days that a text covers, if it can be told; it need not say all that an office file must.
pub(super) fn days_of(text: &str) -> Option<Vec<Day>> {
    #[derive(Deserialize)]
    struct Part {
        office: RawOffice,
        period: Option<RawPeriod>,
        #[serde(default)]
        window: RawWindow,
    }
    let part: Part = toml::from_str(text).ok()?;
    let mut faults = Vec::new();
    let covered = covered(
        part.office.year,
        part.period.as_ref(),
        &part.window,
        &mut faults,
    )?;
    Some(covered.days)
}

fn class(name: &str, of: &str, faults: &mut Vec<InputError>) -> Option<DayClass> {
    let found = DayClass::ALL
        .into_iter()
        .find(|class| class.as_str() == name);
    if found.is_none() {
        faults.push(InputError::Unknown {
            place: key(of),
            thing: Thing::DayClass,
            found: name.to_owned(),
            nearest: nearest(name, DayClass::ALL.iter().map(|class| class.as_str())),
        });
    }
    found
}

fn point_scale(raw: &RawPoints, faults: &mut Vec<InputError>) -> PointScale {
    let usual = |class| match class {
        DayClass::Eve | DayClass::FirstDay => 3,
        DayClass::Statutory => 2,
        DayClass::Compensatory | DayClass::Swapped | DayClass::Weekend | DayClass::Workday => 1,
    };
    let mut weights = DayClass::ALL.map(|class| (class, usual(class)));
    for (name, weight) in &raw.weights {
        if let Some(class) = class(name, "points.weights", faults) {
            weights
                .iter_mut()
                .filter(|it| it.0 == class)
                .for_each(|it| it.1 = *weight);
        }
        if 1_000 < *weight {
            faults.push(invalid(
                &format!("points.weights.{name}"),
                weight,
                Expected::Number(0, 1_000),
            ));
        }
    }
    for (name, found, low, high) in [
        ("points.hours_per_point", raw.hours_per_point, 1, 1_000),
        ("points.night_percent", raw.night_percent, 0, 1_000),
        ("points.stand_by_percent", raw.stand_by_percent, 0, 1_000),
    ] {
        if !(low..=high).contains(&found) {
            let expected = Expected::Number(i64::from(low), i64::from(high));
            faults.push(invalid(name, found, expected));
        }
    }
    PointScale {
        hours_per_point: raw.hours_per_point.clamp(1, 1_000),
        weights,
        night_percent: raw.night_percent.min(1_000),
        stand_by_percent: raw.stand_by_percent.min(1_000),
    }
}

fn template(duty: &str, raw: &RawShift, faults: &mut Vec<InputError>) -> Option<ShiftTemplate> {
    let name = format!("duties.{duty}.shifts.{}", raw.id);
    let start = when::time(&raw.start);
    if start.is_none() {
        faults.push(invalid(
            &format!("{name}.start"),
            &raw.start,
            Expected::Time,
        ));
    }
    // A turn may run over some days, but not over weeks.
    let minutes = raw
        .hours
        .unwrap_or(0)
        .saturating_mul(60)
        .saturating_add(raw.minutes.unwrap_or(0));
    let is_length = (1..=7 * 24 * 60).contains(&minutes);
    if !is_length {
        let found = raw.hours.map_or(minutes, |hours| hours);
        faults.push(invalid(
            &format!("{name}.hours"),
            found,
            Expected::Number(1, 168),
        ));
    }
    let mut heads = DayClass::ALL.map(|class| (class, raw.need));
    for (day, need) in &raw.need_on {
        if let Some(class) = class(day, &format!("{name}.need_on"), faults) {
            heads
                .iter_mut()
                .filter(|it| it.0 == class)
                .for_each(|it| it.1 = *need);
        }
    }
    if heads.iter().any(|(_, heads)| 1_000 < *heads) || heads.iter().all(|(_, heads)| *heads == 0) {
        faults.push(invalid(&format!("{name}.need"), raw.need, Expected::Heads));
    }
    is_length.then_some(ShiftTemplate {
        id: raw.id.clone(),
        name: raw.name.clone(),
        start: start?,
        minutes,
        presence: raw.presence,
        skill: raw.skill.clone(),
        heads,
        night: raw.night,
    })
}
