//! Shifts that are another, told together where the same is another about them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::calendar::window::{Day, DayClass};
use crate::domain::duty::{Presence, Shift};

use super::super::Lang;
use super::super::dates::solar_short;
use super::{Both, Details, Names, Told, joined, pick};

/// What is told of shifts: with how many of them it is about.
pub type ToldOfShifts = (Told, usize);

/// What is another about `changed`, of the shifts `all` on `days`. Those new and those gone are told
/// by turn, those changed by what is another.
pub fn told(lang: Lang, names: &Names, days: &[Day], changed: &[Both<Shift>]) -> Vec<ToldOfShifts> {
    let mut groups: BTreeMap<(String, Vec<String>), Vec<&Shift>> = BTreeMap::new();
    for it in changed {
        let Some(shift) = it.any() else { continue };
        let details = it.both().map(|(a, b)| details(lang, names, a, b));
        let turn = format!("{}, {}", names.duty(&shift.duty), shift.name);
        let key = (turn, details.unwrap_or_default());
        groups.entry(key).or_default().push(shift);
    }
    let line = |((turn, mut details), of): ((String, Vec<String>), Vec<&Shift>)| {
        let what = match when(lang, names, days, &of) {
            Some(when) => format!("{turn}, {when}"),
            None => turn,
        };
        let n_shifts = of.len();
        if let Some(last) = details.last_mut().filter(|_| 1 < n_shifts) {
            *last += &match lang {
                Lang::Vi => format!(" ({n_shifts} ca)"),
                Lang::En => format!(" ({n_shifts} turns)"),
            };
        }
        (Told { what, details }, n_shifts)
    };
    groups.into_iter().map(line).collect()
}

/// On which days `of`, all of one turn, are: nothing if on all of its days; the classes of day if
/// on all of these; else the dates.
fn when(lang: Lang, names: &Names, days: &[Day], of: &[&Shift]) -> Option<String> {
    let is_same = |it: &&Shift| of.iter().any(|o| o.duty == it.duty && o.name == it.name);
    let all: BTreeSet<NaiveDate> = names
        .shifts
        .values()
        .filter(is_same)
        .map(|it| it.day)
        .collect();
    let mine: BTreeSet<NaiveDate> = of.iter().map(|it| it.day).collect();
    if all == mine && 1 < all.len() {
        return None;
    }
    let class = |date: &NaiveDate| {
        let day = days.iter().find(|it| it.date == *date)?;
        Some(DayClass::of(*day))
    };
    let classes: BTreeSet<_> = mine.iter().map(class).collect();
    let is_whole = all
        .iter()
        .all(|it| mine.contains(it) || !classes.contains(&class(it)));
    if is_whole && !classes.contains(&None) {
        let words = classes
            .into_iter()
            .flatten()
            .map(|it| class_word(lang, it).to_owned());
        return Some(joined(words));
    }
    Some(joined(mine.into_iter().map(solar_short)))
}

/// A class of day.
pub(super) fn class_word(lang: Lang, class: DayClass) -> &'static str {
    pick(
        lang,
        match class {
            DayClass::Eve => ["giao thừa", "New Year's Eve"],
            DayClass::FirstDay => ["mùng 1", "the first day"],
            DayClass::Statutory => ["ngày nghỉ Tết", "public holidays"],
            DayClass::Compensatory => ["ngày nghỉ bù", "days in lieu"],
            DayClass::Swapped => ["ngày nghỉ hoán đổi", "swapped days off"],
            DayClass::Weekend => ["cuối tuần", "weekends"],
            DayClass::Workday => ["ngày làm việc", "working days"],
        },
    )
}

fn details(lang: Lang, names: &Names, a: &Shift, b: &Shift) -> Vec<String> {
    let mut details = Details::new(lang);
    let out = &mut details;
    if a.need != b.need {
        let heads = pick(lang, ["người", "people"]);
        out.lines.push(format!("{} → {} {heads}", a.need, b.need));
    }
    out.field(["tên", "name"], &a.name, &b.name);
    let hours = |it: &Shift| {
        let (start, end) = (it.span.start(), it.span.end());
        let n_days = (end.date() - it.day).num_days();
        let later = if n_days == 0 {
            String::new()
        } else {
            format!(" (+{n_days})")
        };
        format!("{}–{}{later}", start.format("%H:%M"), end.format("%H:%M"))
    };
    out.field(["giờ trực", "hours"], &hours(a), &hours(b));
    let presence = |it: &Shift| {
        pick(
            lang,
            match it.presence {
                Presence::OnSite => ["tại chỗ", "on site"],
                Presence::StandBy => ["dự phòng", "stand-by"],
            },
        )
    };
    out.field(["hình thức", "presence"], presence(a), presence(b));
    out.yes_no(["tính là ca đêm", "counts as night"], a.night, b.night);
    let skill = |it: &Shift| {
        it.skill
            .as_deref()
            .map(|it| names.named(it))
            .unwrap_or_default()
    };
    out.field(["kỹ năng", "skill"], &skill(a), &skill(b));
    out.number(["điểm", "points"], a.points, b.points);
    let special = |it: &Shift| {
        it.special
            .map(|it| super::special(lang, it))
            .unwrap_or_default()
    };
    out.field(["ca đặc biệt", "special turn"], special(a), special(b));
    details.lines
}
