//! One person on one shift.

use chrono::NaiveDateTime;
use ical::generator::{IcalEvent, IcalEventBuilder, Property};
use ical::ical_property;
use ical::parser::ical::component::IcalAlarm;

use crate::domain::duty::Presence;
use crate::domain::turn_log::{TurnLog, TurnState};
use crate::text::{Lang, labels};

use super::super::view::listing::Listing;
use super::super::view::{PersonView, ShiftView};
use super::TIME_ZONE;
use super::names::uid;

/// How long before a turn its alarms go off: a day, two hours.
const ALARMS: [&str; 2] = ["-P1D", "-PT2H"];

const LOCAL: &str = "%Y%m%dT%H%M%S";
const UTC: &str = "%Y%m%dT%H%M%SZ";

/// What a calendar tells of one person on one shift, but for when it was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Told {
    uid: String,
    /// When it begins, in civil time in Việt Nam.
    pub(super) start: NaiveDateTime,
    end: NaiveDateTime,
    presence: Presence,
    title: String,
    notes: String,
    category: &'static str,
    place: String,
    /// Id of the duty.
    pub(super) duty: String,
}

impl Told {
    pub(super) fn new(view: Listing<'_>, shift: &ShiftView, person: &PersonView) -> Self {
        let duty = &view.duties[shift.duty];
        Self {
            uid: uid(
                &shift.key,
                &person.id,
                &view.office.id,
                view.period.uid_part.as_deref(),
            ),
            start: shift.span.start(),
            end: shift.span.end(),
            presence: shift.presence,
            title: labels::event_title(&duty.name, &shift.name, &person.name),
            notes: notes(view, shift, person),
            category: duty.kind_word,
            place: duty.place.clone(),
            duty: duty.id.clone(),
        }
    }
}

/// A turn as it stands; or that it was dropped, which blocks no time and rings no alarm.
pub(super) fn event(lang: Lang, log: &TurnLog<Told>) -> IcalEvent {
    let told = &log.told;
    let changed = log.changed.format(UTC).to_string();
    let (status, transparency, title) = match (log.state, told.presence) {
        (TurnState::Kept, Presence::OnSite) => ("CONFIRMED", "OPAQUE", told.title.clone()),
        (TurnState::Kept, Presence::StandBy) => ("CONFIRMED", "TRANSPARENT", told.title.clone()),
        (TurnState::Dropped, Presence::OnSite | Presence::StandBy) => (
            "CANCELLED",
            "TRANSPARENT",
            labels::dropped(lang, &told.title),
        ),
    };
    let mut event = IcalEventBuilder::tzid(TIME_ZONE)
        .uid(told.uid.clone())
        .changed_utc(changed.clone())
        .start(told.start.format(LOCAL).to_string())
        .end(told.end.format(LOCAL).to_string())
        .set(ical_property!("LAST-MODIFIED", changed))
        .set(ical_property!("SEQUENCE", log.sequence.to_string()))
        .set(ical_property!("STATUS", status))
        .set(ical_property!("TRANSP", transparency))
        .set(ical_property!("SUMMARY", escaped(&title)))
        .set(ical_property!("DESCRIPTION", escaped(&told.notes)))
        .set(ical_property!("CATEGORIES", escaped(told.category)));
    if !told.place.is_empty() {
        event = event.set(ical_property!("LOCATION", escaped(&told.place)));
    }
    let mut event = event.build();
    if log.state == TurnState::Kept {
        let start = told.start.format("%H:%M %d/%m").to_string();
        let shown = labels::alarm(lang, &title, &start);
        event.alarms = ALARMS
            .iter()
            .map(|trigger| alarm(trigger, &shown))
            .collect();
    }
    event
}

fn alarm(trigger: &str, shown: &str) -> IcalAlarm {
    let mut alarm = IcalAlarm::new();
    alarm.properties = vec![
        ical_property!("ACTION", "DISPLAY"),
        ical_property!("TRIGGER", trigger),
        ical_property!("DESCRIPTION", escaped(shown)),
    ];
    alarm
}

/// Lunar date, hours, who else is there, whom to call.
fn notes(view: Listing<'_>, shift: &ShiftView, person: &PersonView) -> String {
    let (lang, words, day) = (view.lang, view.words, view.day_of(shift));
    let with_phone = |name: &str, phone: &str| match phone {
        "" => name.to_owned(),
        phone => format!("{name} – {phone}"),
    };
    let hours: Vec<_> = std::iter::once(shift.hours.as_str())
        .chain(shift.marks.iter().copied())
        .collect();
    let mut lines = vec![
        labels::line(words.day, &format!("{}, {}", day.weekday, day.solar)),
        labels::line(
            labels::lunar_date(lang),
            &format!("{} ({})", day.lunar, day.kind_word),
        ),
        labels::line(words.hours, &hours.join(", ")),
    ];
    lines.push(labels::line(
        words.on_duty,
        &with_phone(&person.name, &person.phone),
    ));
    let colleagues = shift.people.iter().map(|it| &view.people[*it]);
    for colleague in colleagues.filter(|it| it.id != person.id) {
        let shown = with_phone(&colleague.name, &colleague.phone);
        lines.push(labels::line(labels::colleagues(lang), &shown));
    }
    if !view.office.hotline.is_empty() {
        lines.push(labels::line(words.hotline, &view.office.hotline));
    }
    lines.push(view.office.name.clone());
    lines.join("\n")
}

/// `text` as a value of type TEXT (RFC 5545, 3.3.11), without blanks at its ends, which some
/// readers lose.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for char in text.trim().chars() {
        match char {
            '\\' | ';' | ',' => {
                escaped.push('\\');
                escaped.push(char);
            }
            '\n' => escaped.push_str("\\n"),
            _ => escaped.push(char),
        }
    }
    escaped
}
