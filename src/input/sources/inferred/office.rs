//! `office.toml` from facts.

use std::fmt::Write;

use chrono::{NaiveDate, Timelike};
use serde_json::Value;

use crate::calendar::window::{Day, DayClass};
use crate::domain::document::{Document, PaperKind, SignAs};
use crate::domain::duty::{CoverBy, Duty, Equals, Presence, Shift};
use crate::domain::facts::Facts;
use crate::domain::person::Rank;
use crate::domain::template::{PointScale, ShiftTemplate};
use crate::rules::{Rule, RuleSet};

use super::super::super::office;
use super::{Words, points};

/// Writes lines `key = value`.
struct Text(String);

impl Text {
    fn line(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push('\n');
    }

    fn value(&mut self, key: &str, value: impl Into<toml::Value>) {
        let value = value.into();
        self.line(&format!("{key} = {value}"));
    }

    /// A text, left out if it is empty.
    fn text(&mut self, key: &str, text: &str) {
        if !text.is_empty() {
            self.value(key, text);
        }
    }
}

pub(super) fn text(
    words: &Words,
    facts: &Facts,
    rules: &RuleSet,
    carry_years: u16,
    is_upland: bool,
) -> String {
    let mut out = Text(String::new());
    out.line(&format!("# {}", words.note));
    let office = &facts.office;
    out.line("\n[office]");
    out.value("id", office.id.as_str());
    out.value("name", office.name.as_str());
    out.text("superior", &office.superior);
    out.text("place", &office.place);
    out.text("hotline", &office.hotline);
    out.value("year", i64::from(facts.period.year()));
    if is_upland {
        out.value("upland", true);
    }
    if office.equals != Equals::default() {
        out.line("\n[changes]");
        let equals = serde_json::to_value(office.equals).unwrap_or_default();
        out.text("equals", equals.as_str().unwrap_or_default());
    }
    let head = out.0.clone();
    out.line(&format!("\n[window]\n{}", window(&head, &facts.days)));
    let scale = points::scale(facts);
    points_text(&mut out, &scale, carry_years);
    for (list, named) in [("skills", &facts.skills), ("units", &facts.units)] {
        for it in named {
            out.line(&format!("\n[[{list}]]"));
            out.value("id", it.id.as_str());
            out.value("name", it.name.as_str());
        }
    }
    for duty in &facts.duties {
        duty_text(&mut out, duty);
        let mut ids: Vec<&str> = Vec::new();
        let of_duty: Vec<_> = facts
            .shifts
            .iter()
            .filter(|it| it.duty == duty.id)
            .collect();
        for shift in &of_duty {
            if let Some(id) = id_of(shift).filter(|it| !ids.contains(it)) {
                ids.push(id);
            }
        }
        if ids.is_empty() {
            out.line("shifts = []");
        }
        for id in ids {
            let shifts: Vec<_> = of_duty.iter().filter(|it| id_of(it) == Some(id)).collect();
            shift_text(&mut out, id, &shifts, facts);
        }
    }
    for it in &facts.pairs {
        out.line("\n[[pairs]]");
        out.value("a", it.a.as_str());
        out.value("b", it.b.as_str());
        let kind = serde_json::to_value(it.kind).unwrap_or_default();
        out.text("kind", kind.as_str().unwrap_or_default());
    }
    rules_text(&mut out, rules);
    document_text(&mut out, &facts.document);
    out.0
}

/// The keys of `[window]` that make the days; the first that do so exactly, else the nearest.
fn window(head: &str, days: &[Day]) -> String {
    let (Some(first), Some(last)) = (days.first(), days.last()) else {
        return String::new();
    };
    let made = |keys: &str| -> Vec<Day> {
        let text = format!("{head}\n[window]\n{keys}\n");
        office::days_of(&text).unwrap_or_default()
    };
    let splits = [
        "",
        "split = \"1+4\"",
        "split = \"2+3\"",
        "split = \"3+2\"",
        "split = \"4+1\"",
    ];
    let mut nearest = (usize::MAX, String::new());
    for split in splits {
        let window = made(split);
        let (Some(from), Some(to)) = (window.first(), window.last()) else {
            continue;
        };
        let (before, after) = (
            (from.date - first.date).num_days(),
            (last.date - to.date).num_days(),
        );
        let around = format!("{split}\ndays_before = {before}\ndays_after = {after}");
        let bounds = format!(
            "{split}\nfirst = \"{}\"\nlast = \"{}\"",
            first.date, last.date
        );
        let mut tries = vec![split.to_owned()];
        if 0 <= before && 0 <= after {
            tries.push(around);
        }
        tries.push(bounds);
        for keys in tries {
            let made = made(&keys);
            let n_wrong = days.iter().filter(|it| !made.contains(it)).count()
                + made.iter().filter(|it| !days.contains(it)).count();
            if n_wrong < nearest.0 {
                nearest = (n_wrong, keys.trim_start().to_owned());
            }
        }
        if nearest.0 == 0 {
            break;
        }
    }
    nearest.1
}

fn points_text(out: &mut Text, scale: &PointScale, carry_years: u16) {
    out.line("\n[points]");
    out.value("hours_per_point", i64::from(scale.hours_per_point));
    out.value("night_percent", i64::from(scale.night_percent));
    out.value("stand_by_percent", i64::from(scale.stand_by_percent));
    out.value("carry_years", i64::from(carry_years));
    out.line("\n[points.weights]");
    for (class, weight) in scale.weights {
        out.value(class.as_str(), i64::from(weight));
    }
}

fn duty_text(out: &mut Text, duty: &Duty) {
    out.line("\n[[duties]]");
    out.value("id", duty.id.as_str());
    out.value("name", duty.name.as_str());
    let kind = serde_json::to_value(duty.kind).unwrap_or_default();
    out.text("kind", kind.as_str().unwrap_or_default());
    out.text("place", &duty.place);
    if let Some(most) = duty.max_turns {
        out.value("max_turns", i64::from(most));
    }
    if !duty.ranks.is_empty() {
        out.value(
            "ranks",
            duty.ranks
                .iter()
                .map(|it| rank_key(*it))
                .collect::<Vec<_>>(),
        );
    }
    if let Some(cover) = &duty.cover {
        out.value("cover", cover.skills.clone());
        let by = match cover.by {
            CoverBy::Shift => "shift",
            CoverBy::Day => "day",
        };
        out.value("cover_by", by);
    }
    if duty.senior {
        out.value("senior", true);
    }
}

pub(super) fn rank_key(rank: Rank) -> &'static str {
    match rank {
        Rank::Leader => "leader",
        Rank::Head => "head",
        Rank::Staff => "staff",
    }
}

/// The id of the pattern that made a shift: its key is `day.duty.id`.
fn id_of(shift: &Shift) -> Option<&str> {
    let rest = shift.key.strip_prefix(&format!("{}.", shift.day))?;
    rest.strip_prefix(&shift.duty)?.strip_prefix('.')
}

fn shift_text(out: &mut Text, id: &str, shifts: &[&&Shift], facts: &Facts) {
    let Some(one) = shifts.first() else { return };
    out.line("\n[[duties.shifts]]");
    out.value("id", id);
    out.value("name", one.name.as_str());
    let start = one.span.start().time();
    out.value(
        "start",
        format!("{:02}:{:02}", start.hour(), start.minute()),
    );
    let minutes = u32::try_from(one.span.minutes()).unwrap_or(u32::MAX);
    out.value("hours", i64::from(minutes / 60));
    if minutes % 60 != 0 {
        out.value("minutes", i64::from(minutes % 60));
    }
    if one.presence == Presence::StandBy {
        out.value("presence", "stand_by");
    }
    out.text("skill", one.skill.as_deref().unwrap_or_default());
    let heads = heads(shifts, &facts.days);
    let usual = most_common(&heads);
    out.value("need", i64::from(usual));
    let others: Vec<_> = heads.iter().filter(|it| it.1 != usual).collect();
    if !others.is_empty() {
        let mut list = String::new();
        for (class, need) in others {
            let comma = if list.is_empty() { "" } else { ", " };
            let _ = write!(list, "{comma}{} = {need}", class.as_str());
        }
        out.line(&format!("need_on = {{ {list} }}"));
    }
    let pattern = ShiftTemplate {
        id: id.to_owned(),
        name: one.name.clone(),
        start,
        minutes,
        presence: one.presence,
        skill: one.skill.clone(),
        heads: DayClass::ALL.map(|class| (class, 1)),
        night: None,
    };
    if is_night(&pattern, one.day, facts) != Some(one.night) {
        out.value("night", one.night);
    }
}

/// Whether a turn by that pattern is at night by its hours.
fn is_night(pattern: &ShiftTemplate, date: NaiveDate, facts: &Facts) -> Option<bool> {
    let day = facts.days.iter().find(|it| it.date == date)?;
    let scale = points::usual();
    let day_of = |date| points::day_of(&facts.days, date);
    let made = pattern.shifts("x", &[*day], &scale, day_of);
    Some(made.first()?.night)
}

/// How many people on each class of day that there is. Where days of one class differ, the most.
fn heads(shifts: &[&&Shift], days: &[Day]) -> Vec<(DayClass, u16)> {
    let mut heads: Vec<(DayClass, u16)> = Vec::new();
    for day in days {
        let class = DayClass::of(*day);
        let need = shifts
            .iter()
            .find(|it| it.day == day.date)
            .map_or(0, |it| it.need);
        match heads.iter_mut().find(|it| it.0 == class) {
            Some((_, most)) => *most = need.max(*most),
            None => heads.push((class, need)),
        }
    }
    heads.sort_unstable();
    heads
}

fn most_common(heads: &[(DayClass, u16)]) -> u16 {
    let count = |need: u16| heads.iter().filter(|it| it.1 == need).count();
    let needs = heads.iter().map(|it| it.1).filter(|it| *it != 0);
    needs
        .max_by_key(|it| (count(*it), u16::MAX - it))
        .unwrap_or(1)
}

fn rules_text(out: &mut Text, rules: &RuleSet) {
    let fields = |rule: &Rule| match serde_json::to_value(rule) {
        Ok(Value::Object(fields)) => fields,
        Ok(_) | Err(_) => serde_json::Map::new(),
    };
    let standard = RuleSet::standard().rules;
    for rule in &rules.rules {
        let Some(usual) = standard.iter().find(|it| it.code() == rule.code()) else {
            continue;
        };
        let (rule, usual) = (fields(rule), fields(usual));
        let name = rule.get("rule").and_then(Value::as_str).unwrap_or_default();
        let others = rule
            .iter()
            .filter(|(key, value)| usual.get(*key) != Some(*value));
        let numbers: Vec<_> = others
            .filter_map(|(key, it)| Some((key, it.as_i64()?)))
            .collect();
        if !numbers.is_empty() {
            out.line(&format!("\n[rules.{name}]"));
            for (key, number) in numbers {
                out.value(key, number);
            }
        }
    }
}

fn document_text(out: &mut Text, document: &Document) {
    if !document.report_daily.is_empty() || !document.report_final.is_empty() {
        out.line("\n[report]");
        out.text("daily", &document.report_daily);
        out.text("final", &document.report_final);
    }
    let bare = Document {
        report_daily: String::new(),
        report_final: String::new(),
        templates: std::collections::BTreeMap::new(),
        ..document.clone()
    };
    if bare.is_default() {
        return;
    }
    out.line("\n[document]");
    let kind = match document.kind {
        PaperKind::Notice => "",
        PaperKind::Plan => "plan",
        PaperKind::Decision => "decision",
    };
    out.text("type", kind);
    out.text("number", &document.number);
    out.text("symbol", &document.symbol);
    out.text(
        "date",
        &document.date.map(|it| it.to_string()).unwrap_or_default(),
    );
    for (key, list) in [
        ("bases", &document.bases),
        ("recipients", &document.recipients),
    ] {
        if !list.is_empty() {
            out.value(key, list.clone());
        }
    }
    out.text("archive", &document.archive);
    if document.signing.sign_as != SignAs::Head {
        out.value("sign_as", document.signing.sign_as.prefix());
    }
    out.text("head_title", &document.signing.head);
    out.text("signer_title", &document.signing.title);
    out.text("signer", &document.signing.name);
    out.text("keeper", &document.keeper);
}
