//! The roster as iCalendar files (RFC 5545): one for all, one a duty, one a person.
//!
//! The only module that knows crate `ical`. The crate neither escapes text nor folds by octets,
//! and panics on a name in a parameter; so values are escaped here, parameters carry nothing but
//! `TZID` and `VALUE`, and its output is folded anew (see `fold`).
//!
//! An event is one person on one shift, the same bytes in every file it stands in. Its UID never
//! changes. A turn that a later revision drops stays for as long as there are calendars of that
//! Tết, as cancelled: many programs keep what they once imported and must be told. Each change of
//! an event raises its `SEQUENCE` by one; `DTSTAMP` and `LAST-MODIFIED` are the time of the revision
//! that changed it. So calendars update in place, the same revision gives the same bytes, and the
//! calendar of a person whom a revision does not touch stays as it was, byte by byte.

mod event;
mod fold;
mod names;
mod turns;

#[cfg(test)]
pub(in crate::export) mod lint;

use std::collections::BTreeMap;

use ical::generator::{Emitter, IcalCalendarBuilder, Property};
use ical::ical_property;
use ical::parser::ical::component::{
    IcalTimeZone, IcalTimeZoneTransition, IcalTimeZoneTransitionType,
};

use crate::domain::turn_log::TurnLog;
use crate::text::labels::calendar_name;

use super::ExportFile;
use super::view::RosterView;
use super::view::listing::Listing;
use event::Told;
use names::FileNames;
use turns::{Turns, revisions};

/// The only time zone there is: UTC+7 all year since 13 June 1975 (IANA time zone database).
const TIME_ZONE: &str = "Asia/Ho_Chi_Minh";

/// Which program wrote it.
const PRODUCT: &str = "-//tructet//tructet//VI";

/// How often a subscriber should look again.
const REFRESH: &str = "PT1H";

/// How every file written here begins.
const OPENING: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nCALSCALE:GREGORIAN\r\nPRODID:-//tructet//";

/// All calendars, under `ics/`: `all.ics`, `duty-ID.ics`, and `person-ID.ics` for each who stands
/// something, or stood something in an earlier revision.
pub fn files(view: &RosterView) -> Vec<ExportFile> {
    let file = |name: &str, text: String| ExportFile {
        path: format!("ics/{name}.ics"),
        bytes: text.into_bytes(),
    };
    let turns = Turns::of(view);
    let mut files = vec![file("all", calendar(view, None, turns.all()))];
    let duties = newest_names(view, |it| it.duties.iter().map(|it| (&it.id, &it.name)));
    let stems = FileNames::of(duties.keys().copied());
    for (id, name) in duties {
        let stem = format!("duty-{}", stems.stem(id));
        files.push(file(&stem, calendar(view, Some(name), turns.of_duty(id))));
    }
    let people = newest_names(view, |it| it.people.iter().map(|it| (&it.id, &it.name)));
    let stems = FileNames::of(people.keys().copied());
    for id in turns.people() {
        let stem = format!("person-{}", stems.stem(id));
        let name = people.get(id).copied();
        files.push(file(&stem, calendar(view, name, turns.of_person(id))));
    }
    files
}

/// One calendar with everybody's turns.
pub fn all(view: &RosterView) -> String {
    calendar(view, None, Turns::of(view).all())
}

/// The turns of one person, by id, also those dropped since; perhaps none.
pub fn of_person(view: &RosterView, id: &str) -> String {
    let people = newest_names(view, |it| it.people.iter().map(|it| (&it.id, &it.name)));
    let name = people.get(id).copied();
    calendar(view, name, Turns::of(view).of_person(id))
}

/// The ids of some list, in all revisions, with the name each has now or had last.
fn newest_names<'a, I>(
    view: &'a RosterView,
    listed: impl Fn(Listing<'a>) -> I,
) -> BTreeMap<&'a str, &'a str>
where
    I: Iterator<Item = (&'a String, &'a String)>,
{
    let ids = revisions(view).flat_map(listed);
    ids.map(|(id, name)| (id.as_str(), name.as_str())).collect()
}

/// Whether `name`, in the folder of calendars, holding `bytes`, is a calendar of a person or duty
/// that this module wrote.
pub(super) fn is_ours(name: &str, bytes: &[u8]) -> bool {
    let is_named_so = name.starts_with("person-") || name.starts_with("duty-");
    is_named_so && name.ends_with(".ics") && bytes.starts_with(OPENING.as_bytes())
}

fn calendar<'a>(
    view: &RosterView,
    whose: Option<&str>,
    turns: impl Iterator<Item = &'a TurnLog<Told>>,
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
    let calendar = turns
        .map(|it| event::event(view.lang, it))
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
