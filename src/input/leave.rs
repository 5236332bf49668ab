//! Leave calendars: `leave/*.ics`, a file a person.

use crate::calendar::span::Span;

use super::error::{InputError, Place};
use super::files::Folder;
use super::ics::{self, cause};
use super::people::Listed;
use super::reading::CalendarReading;

/// Most bytes of a calendar; one of a busy person over ten years has about 1 MB.
pub(super) const MAX_BYTES: u64 = 2 << 20;

/// The folder of calendars.
pub(super) const FOLDER: &str = "leave";

/// Endings of calendars. Mail programs add the last ones, and Windows does not show them.
const ENDINGS: [&str; 6] = [
    ".ics",
    ".ical",
    ".icalendar",
    ".ifb",
    ".ics.txt",
    ".ics.download",
];

/// Whether a file of that name is read as a calendar.
pub(super) fn is_calendar(name: &str) -> bool {
    stem(name).is_some_and(|it| !it.is_empty() && !name.starts_with('.'))
}

/// The name without the endings of calendars.
fn stem(name: &str) -> Option<&str> {
    let plain = name.to_ascii_lowercase();
    let longest = ENDINGS
        .iter()
        .filter(|it| plain.ends_with(**it))
        .max_by_key(|it| it.len())?;
    name.get(..name.len() - longest.len())
}

/// Adds the leave in the calendars of `folder` to whom each belongs: the person whose id is the
/// file's name, else whose e-mail address it is or the calendar names.
pub(super) fn read(
    folder: &dyn Folder,
    period: Span,
    people: &mut [Listed],
    faults: &mut Vec<InputError>,
    warnings: &mut Vec<InputError>,
) -> Vec<CalendarReading> {
    let names = |name: &str, faults: &mut Vec<InputError>| {
        let names = folder.names(name).map_err(|fault| faults.push(fault));
        names.unwrap_or_default()
    };
    let alike = |it: &String| it != FOLDER && it.eq_ignore_ascii_case(FOLDER);
    let others = names("", faults).into_iter().filter(alike);
    warnings.extend(others.map(|file| InputError::NotRead { file }));
    let mut readings = Vec::new();
    for file in names(FOLDER, faults) {
        let name = format!("{FOLDER}/{file}");
        if !is_calendar(&file) {
            if !is_of_the_system(&file) {
                warnings.push(InputError::NotRead { file: name });
            }
            continue;
        }
        match calendar(folder, &name, period) {
            // Taken away since the names were read.
            Ok(None) => {}
            Ok(Some(calendar)) => {
                let stem = stem(&file).unwrap_or_default();
                let at = owner(people, stem, &calendar.addresses);
                let reading = CalendarReading {
                    file: name,
                    person: at.map(|at| people[at].1.id.clone()),
                    events: calendar.events,
                    within: calendar.within,
                    leaves: calendar.leaves,
                    warnings: calendar.warnings,
                };
                tell(&reading, warnings);
                if let Some(at) = at {
                    people[at].1.leave.extend(reading.leaves.iter().cloned());
                }
                readings.push(reading);
            }
            Err(fault) => faults.push(fault),
        }
    }
    readings
}

/// Files that nobody put there: those of the desktop, and hidden ones.
fn is_of_the_system(name: &str) -> bool {
    name.starts_with('.')
        || ["thumbs.db", "desktop.ini"]
            .iter()
            .any(|it| name.eq_ignore_ascii_case(it))
}

fn calendar(
    folder: &dyn Folder,
    name: &str,
    period: Span,
) -> Result<Option<ics::IcsLeave>, InputError> {
    let Some(bytes) = folder.bytes(name, MAX_BYTES)? else {
        return Ok(None);
    };
    let read = ics::read_leave(&bytes, period);
    read.map(Some).map_err(|error| match error {
        cause::IcsError::NoCalendar => InputError::Unreadable {
            file: name.to_owned(),
            cause: error.to_string(),
        },
        cause::IcsError::TooMany => InputError::TooBig {
            place: Place::file(name),
            limit: cause::MAX_EVENTS as u64,
            unit: "events",
        },
    })
}

/// Whose calendar it is: by id, also in another letter case if that is one person's, else by e-mail.
fn owner(people: &[Listed], stem: &str, addresses: &[String]) -> Option<usize> {
    let only = |is_it: &dyn Fn(&Listed) -> bool| {
        let mut those = (0..)
            .zip(people)
            .filter(|(_, it)| is_it(it))
            .map(|(at, _)| at);
        those.next().filter(|_| those.next().is_none())
    };
    let is_address = |it: &str| {
        let mut named = addresses.iter().map(String::as_str).chain([stem]);
        !it.is_empty() && named.any(|address| address.trim().eq_ignore_ascii_case(it))
    };
    (people.iter().position(|(_, it)| it.id == stem))
        .or_else(|| only(&|(_, it)| it.id.eq_ignore_ascii_case(stem)))
        .or_else(|| people.iter().position(|(_, it)| is_address(&it.email)))
}

fn tell(reading: &CalendarReading, warnings: &mut Vec<InputError>) {
    let file = || reading.file.clone();
    warnings.extend(reading.warnings.iter().map(|it| InputError::Calendar {
        file: file(),
        warning: it.clone(),
    }));
    if reading.person.is_none() {
        warnings.push(InputError::NobodysCalendar { file: file() });
    } else if reading.leaves.is_empty() {
        let (events, within) = (reading.events, reading.within);
        warnings.push(InputError::NoLeave {
            file: file(),
            events,
            within,
        });
    }
}
