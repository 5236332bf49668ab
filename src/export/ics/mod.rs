//! The roster as iCalendar files (RFC 5545): one for all, one a duty, one a person.
//!
//! The only module that knows crate `ical`. The crate neither escapes text nor folds by octets,
//! and panics on a name in a parameter; so values are escaped here, parameters carry nothing but
//! `TZID` and `VALUE`, and its output is folded anew (see `fold`).
//!
//! An event is one person on one shift, the same bytes in every file it stands in. Its UID never
//! changes as long as that person stands that shift, `SEQUENCE` rises with each revision, and
//! `DTSTAMP` is the time of the revision, so that calendars update in place and the same roster
//! gives the same bytes.

mod event;
mod fold;
mod names;

#[cfg(test)]
pub(in crate::export) mod lint;

use ical::generator::{Emitter, IcalCalendarBuilder, Property};
use ical::ical_property;
use ical::parser::ical::component::{
    IcalTimeZone, IcalTimeZoneTransition, IcalTimeZoneTransitionType,
};

use crate::text::labels::calendar_name;

use super::ExportFile;
use super::view::{PersonView, RosterView, ShiftView};
use names::FileNames;

/// The only time zone there is: UTC+7 all year since 13 June 1975 (IANA time zone database).
const TIME_ZONE: &str = "Asia/Ho_Chi_Minh";

/// Which program wrote it.
const PRODUCT: &str = "-//tructet//tructet//VI";

/// How often a subscriber should look again.
const REFRESH: &str = "PT1H";

/// How every file written here begins.
const OPENING: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nCALSCALE:GREGORIAN\r\nPRODID:-//tructet//";

/// All calendars, under `ics/`: `all.ics`, `duty-ID.ics`, and `person-ID.ics` for each who stands
/// something.
pub fn files(view: &RosterView) -> Vec<ExportFile> {
    let file = |name: &str, text: String| ExportFile {
        path: format!("ics/{name}.ics"),
        bytes: text.into_bytes(),
    };
    let mut files = vec![file("all", all(view))];
    let duties = FileNames::of(view.duties.iter().map(|it| it.id.as_str()));
    for (idx, duty) in view.duties.iter().enumerate() {
        let turns = turns(view, |shift, _| view.shifts[shift].duty == idx);
        let name = format!("duty-{}", duties.stem(&duty.id));
        files.push(file(&name, calendar(view, Some(&duty.name), turns)));
    }
    let people = FileNames::of(view.people.iter().map(|it| it.id.as_str()));
    for (idx, person) in view.people_on_duty() {
        let name = format!("person-{}", people.stem(&person.id));
        files.push(file(&name, of_person(view, idx)));
    }
    files
}

/// Everybody's turns.
pub fn all(view: &RosterView) -> String {
    calendar(view, None, turns(view, |_, _| true))
}

/// The turns of one person, by place in [`RosterView::people`]; perhaps none.
pub fn of_person(view: &RosterView, person: usize) -> String {
    let name = &view.people[person].name;
    calendar(view, Some(name), turns(view, |_, it| it == person))
}

/// Whether `name`, in the folder of calendars, holding `bytes`, is a calendar of a person or duty
/// that this module wrote.
pub(super) fn is_ours(name: &str, bytes: &[u8]) -> bool {
    let is_named_so = name.starts_with("person-") || name.starts_with("duty-");
    is_named_so && name.ends_with(".ics") && bytes.starts_with(OPENING.as_bytes())
}

/// The turns wanted of a shift (its place) and a person (their place).
fn turns(
    view: &RosterView,
    is_wanted: impl Fn(usize, usize) -> bool,
) -> Vec<(&ShiftView, &PersonView)> {
    let mut turns = Vec::new();
    for (shift_idx, shift) in view.shifts.iter().enumerate() {
        let people = shift.people.iter().filter(|it| is_wanted(shift_idx, **it));
        turns.extend(people.map(|it| (shift, &view.people[*it])));
    }
    turns
}

fn calendar(
    view: &RosterView,
    whose: Option<&str>,
    turns: Vec<(&ShiftView, &PersonView)>,
) -> String {
    let name = event::escaped(&calendar_name(&view.heading, whose));
    let builder = IcalCalendarBuilder::version("2.0")
        .gregorian()
        .prodid(PRODUCT)
        .set(ical_property!("NAME", name.clone()))
        .set(ical_property!("X-WR-CALNAME", name))
        .set(ical_property!("X-WR-TIMEZONE", TIME_ZONE))
        .set(ical_property!(
            "REFRESH-INTERVAL",
            REFRESH,
            ical::ical_param!("VALUE", "DURATION")
        ))
        .set(ical_property!("X-PUBLISHED-TTL", REFRESH))
        .add_tz(time_zone());
    let events = turns
        .into_iter()
        .map(|(shift, person)| event::event(view, shift, person));
    let calendar = events
        .fold(builder, |builder, it| builder.add_event(it))
        .build();
    fold::refold(&calendar.generate())
}

/// As small as can be: Outlook needs it, and a long one garbles what follows at Google.
fn time_zone() -> IcalTimeZone {
    let mut standard = IcalTimeZoneTransition::new(IcalTimeZoneTransitionType::STANDARD);
    standard.properties = vec![
        ical_property!("DTSTART", "19750613T000000"),
        ical_property!("TZOFFSETFROM", "+0800"),
        ical_property!("TZOFFSETTO", "+0700"),
        ical_property!("TZNAME", "+07"),
    ];
    let mut zone = IcalTimeZone::new();
    zone.properties = vec![ical_property!("TZID", TIME_ZONE)];
    zone.transitions = vec![standard];
    zone
}
