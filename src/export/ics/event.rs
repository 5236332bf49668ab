//! One person on one shift.

use ical::generator::{IcalEvent, IcalEventBuilder, Property};
use ical::ical_property;
use ical::parser::ical::component::IcalAlarm;

use crate::domain::duty::Presence;
use crate::text::labels;

use super::super::view::{PersonView, RosterView, ShiftView};
use super::TIME_ZONE;
use super::names::uid;

/// How long before a turn its alarms go off: a day, two hours.
const ALARMS: [&str; 2] = ["-P1D", "-PT2H"];

const LOCAL: &str = "%Y%m%dT%H%M%S";
const UTC: &str = "%Y%m%dT%H%M%SZ";

pub(super) fn event(view: &RosterView, shift: &ShiftView, person: &PersonView) -> IcalEvent {
    let duty = &view.duties[shift.duty];
    let title = labels::event_title(&duty.name, &shift.name, &person.name);
    let changed = view.changed.format(UTC).to_string();
    let (start, end) = (shift.span.start(), shift.span.end());
    let transparency = match shift.presence {
        Presence::OnSite => "OPAQUE",
        Presence::StandBy => "TRANSPARENT",
    };
    let mut event = IcalEventBuilder::tzid(TIME_ZONE)
        .uid(uid(&shift.key, &person.id, &view.office.id))
        .changed_utc(changed.clone())
        .start(start.format(LOCAL).to_string())
        .end(end.format(LOCAL).to_string())
        .set(ical_property!("LAST-MODIFIED", changed))
        .set(ical_property!("SEQUENCE", view.sequence.to_string()))
        .set(ical_property!("STATUS", "CONFIRMED"))
        .set(ical_property!("TRANSP", transparency))
        .set(ical_property!("SUMMARY", escaped(&title)))
        .set(ical_property!(
            "DESCRIPTION",
            escaped(&notes(view, shift, person))
        ))
        .set(ical_property!("CATEGORIES", escaped(duty.kind_word)));
    if !duty.place.is_empty() {
        event = event.set(ical_property!("LOCATION", escaped(&duty.place)));
    }
    let mut event = event.build();
    let shown = labels::alarm(view.lang, &title, &start.format("%H:%M %d/%m").to_string());
    event.alarms = ALARMS
        .iter()
        .map(|trigger| alarm(trigger, &shown))
        .collect();
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
fn notes(view: &RosterView, shift: &ShiftView, person: &PersonView) -> String {
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
