//! Leave calendars: `leave/*.ics`, a file a person.

use crate::calendar::span::Span;

use super::error::{InputError, Place};
use super::files::Folder;
use super::ics;
use super::people::Listed;

/// Most bytes of a calendar; one of a busy person over ten years has about 1 MB.
const MAX_BYTES: u64 = 2 << 20;

/// The folder of calendars.
pub(super) const FOLDER: &str = "leave";

/// Whether a file of that name is read as a calendar.
pub(super) fn is_calendar(name: &str) -> bool {
    let end = name.rsplit_once('.').filter(|it| !it.0.is_empty());
    end.is_some_and(|it| it.1.eq_ignore_ascii_case("ics"))
}

/// Adds the leave in the calendars of `folder` to whom each belongs: the person whose id is the
/// file's name, else whose e-mail address it is or the calendar names.
pub(super) fn read(
    folder: &dyn Folder,
    period: Span,
    people: &mut [Listed],
    faults: &mut Vec<InputError>,
    warnings: &mut Vec<InputError>,
) {
    let names = folder.names(FOLDER);
    let names = names.map_err(|fault| faults.push(fault));
    let calendars = names.into_iter().flatten().filter(|it| is_calendar(it));
    for file in calendars {
        let stem = file.rsplit_once('.').map_or(file.as_str(), |it| it.0);
        let name = format!("{FOLDER}/{file}");
        let bytes = match folder.bytes(&name, MAX_BYTES) {
            // Taken away since the names were read.
            Ok(None) => continue,
            Ok(Some(bytes)) => bytes,
            Err(fault) => {
                faults.push(fault);
                continue;
            }
        };
        let calendar = match ics::read_leave(&bytes, period) {
            Ok(calendar) => calendar,
            Err(error) => {
                faults.push(InputError::Unreadable {
                    file: name,
                    cause: error.to_string(),
                });
                continue;
            }
        };
        for warning in &calendar.warnings {
            let place = Place::file(&name).row(warning.line);
            warnings.push(InputError::CalendarLine {
                place,
                cause: warning.cause,
            });
        }
        let named: Vec<&str> = calendar
            .addresses
            .iter()
            .map(String::as_str)
            .chain([stem])
            .collect();
        let by_id = people.iter().position(|(_, person)| person.id == stem);
        let by_mail = || {
            people.iter().position(|(_, person)| {
                !person.email.is_empty()
                    && named
                        .iter()
                        .any(|it| it.eq_ignore_ascii_case(&person.email))
            })
        };
        match by_id.or_else(by_mail) {
            Some(at) => people[at].1.leave.extend(calendar.leaves),
            None => warnings.push(InputError::NobodysCalendar { file: name }),
        }
    }
}
