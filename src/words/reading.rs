//! What was understood of a folder, in words: who cannot, would not or need not stand when, and where
//! that is said.

use chrono::{Days, NaiveTime};

use crate::calendar::span::Span;
use crate::domain::person::{Exemption, Leaning, Person, Scope};
use crate::domain::problem::Problem;
use crate::input::reading::{CalendarReading, Reading, What};
use crate::text::Lang;
use crate::text::clean::unbroken;
use crate::text::dates::{solar, solar_short};
use crate::text::people::ground_label;

use super::input::place;

/// A line for each thing that was understood, under the name of whom it is said of, then one for each
/// calendar.
pub fn reading(lang: Lang, reading: &Reading, problem: &Problem) -> Vec<String> {
    let mut lines = Vec::new();
    for (_, person) in problem.people() {
        let listed = (reading.stated.iter())
            .filter(|it| it.person == person.id)
            .map(|it| (of(lang, &it.what), place(lang, &it.place)));
        let calendars = (reading.calendars.iter())
            .filter(|it| it.person.as_ref() == Some(&person.id))
            .flat_map(|it| it.leaves.iter().map(move |leave| (leave, &it.file)))
            .map(|(it, file)| (leave(lang, it.span, &it.reason), file.clone()));
        let stated: Vec<_> = listed.chain(calendars).collect();
        if stated.is_empty() {
            continue;
        }
        lines.push(format!("{}:", named(person)));
        let line = |(what, source)| format!("  {what} [{source}]");
        lines.extend(stated.into_iter().map(line));
    }
    let calendars = reading.calendars.iter();
    lines.extend(calendars.map(|it| calendar(lang, it, problem)));
    lines
}

fn named(person: &Person) -> String {
    format!("{} ({})", unbroken(&person.name), person.id)
}

fn of(lang: Lang, what: &What) -> String {
    match what {
        What::Leave(it) => leave(lang, it.span, &it.reason),
        What::Wish(wish) => {
            let leaning = match (lang, wish.leaning) {
                (Lang::Vi, Leaning::Avoid) => "xin tránh trực",
                (Lang::Vi, Leaning::Prefer) => "xin được trực",
                (Lang::En, Leaning::Avoid) => "would rather not stand",
                (Lang::En, Leaning::Prefer) => "would rather stand",
            };
            format!("{leaning} {}", span(wish.span))
        }
        What::Exemption(it) => exemption(lang, it),
    }
}

fn leave(lang: Lang, when: Span, reason: &str) -> String {
    let word = match lang {
        Lang::Vi => "nghỉ",
        Lang::En => "leave",
    };
    match reason {
        "" => format!("{word} {}", span(when)),
        reason => format!("{word} {} “{}”", span(when), unbroken(reason)),
    }
}

fn exemption(lang: Lang, it: &Exemption) -> String {
    let word = match (lang, it.scope) {
        (Lang::Vi, Scope::Night) => "miễn trực đêm",
        (Lang::Vi, Scope::All) => "miễn trực",
        (Lang::En, Scope::Night) => "spared from night work",
        (Lang::En, Scope::All) => "spared from duty",
    };
    let consent = match (lang, it.is_in_force()) {
        (_, true) => "",
        (Lang::Vi, false) => ", đã đồng ý trực",
        (Lang::En, false) => ", lifted by consent",
    };
    let ground = ground_label(lang, it.ground);
    format!("{word} {} ({ground}{consent})", span(it.span))
}

/// Whole days by date, other spans with hours.
fn span(span: Span) -> String {
    let (start, end) = (span.start(), span.end());
    let is_whole = |it: NaiveTime| it == NaiveTime::MIN;
    if is_whole(start.time()) && is_whole(end.time()) {
        let last = (end.date().checked_sub_days(Days::new(1))).unwrap_or(end.date());
        return if last == start.date() {
            solar(last)
        } else {
            format!("{} – {}", solar(start.date()), solar(last))
        };
    }
    let (from, to) = (start.format("%H:%M"), end.format("%H:%M"));
    if start.date() == end.date() {
        format!("{} {from}–{to}", solar(start.date()))
    } else {
        format!(
            "{} {from} – {} {to}",
            solar(start.date()),
            solar(end.date())
        )
    }
}

fn calendar(lang: Lang, it: &CalendarReading, problem: &Problem) -> String {
    let owner = (problem.people()).find(|(_, person)| it.person.as_ref() == Some(&person.id));
    let owner = match (lang, owner) {
        (_, Some((_, person))) => named(person),
        (Lang::Vi, None) => "chưa rõ của ai".to_owned(),
        (Lang::En, None) => "nobody's".to_owned(),
    };
    let days = it.days();
    let dates: Vec<String> = days.iter().map(|it| solar_short(*it)).collect();
    let (events, within, n) = (it.events, it.within, days.len());
    let counts = match lang {
        Lang::Vi => format!("{events} sự kiện, {within} trong kỳ, {n} ngày nghỉ"),
        Lang::En => format!("{events} events, {within} in the period, {n} days of leave"),
    };
    let dates = if dates.is_empty() {
        String::new()
    } else {
        format!(": {}", dates.join(", "))
    };
    format!("{}, {owner}: {counts}{dates}", it.file)
}
