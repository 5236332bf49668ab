//! Leave calendars: `leave/*.ics`, a file a person.

use std::path::Path;

use crate::calendar::span::Span;

use super::error::{InputError, Place};
use super::folder::{entries, read_capped};
use super::ics;
use super::people::Listed;

/// Most bytes of a calendar; one of a busy person over ten years has about 1 MB.
const MAX_BYTES: u64 = 2 << 20;

/// Adds the leave in the calendars of `dir` to whom each belongs: the person whose id is the
/// file's name, else whose e-mail address it is or the calendar names.
pub(super) fn read(
    dir: &Path,
    period: Span,
    people: &mut [Listed],
    faults: &mut Vec<InputError>,
    warnings: &mut Vec<InputError>,
) {
    let mut paths = entries(dir, "leave", faults);
    paths.retain(|path| {
        path.extension()
            .is_some_and(|it| it.eq_ignore_ascii_case("ics"))
    });
    paths.sort();
    for path in paths {
        let stem = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let name = format!(
            "leave/{}",
            path.file_name().unwrap_or_default().to_string_lossy()
        );
        let bytes = match read_capped(&path, &name, MAX_BYTES) {
            Ok(bytes) => bytes,
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
            .chain([stem.as_str()])
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
