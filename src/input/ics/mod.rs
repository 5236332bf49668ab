//! Leave out of people's calendars.
//!
//! Lines are unfolded here, byte by byte, since folds may cut letters; each is read by the crate
//! `ical` on its own, so that one bad line costs no more than itself; components are stacked here,
//! since real files close them wrongly. What is left of each event is put to the crate `calcard`,
//! which knows time zones and recurrence.

mod events;
mod lines;

use calcard::common::timezone::Tz;
use calcard::icalendar::dates::TimeOrDelta;
use calcard::icalendar::{ICalendar, ICalendarComponentType};
use chrono::NaiveDateTime;

use crate::calendar::UTC_OFFSET;
use crate::calendar::span::Span;
use crate::domain::person::Leave;

use self::events::{Event, HOME, events};

/// Most events, and most occurrences of all together.
const MAX_EVENTS: usize = 10_000;

/// What a calendar says about a person's time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IcsLeave {
    /// When they cannot, in civil time of Việt Nam, within the period asked for.
    pub leaves: Vec<Leave>,
    /// What was skipped, and why.
    pub warnings: Vec<IcsWarning>,
    /// E-mail addresses that may say whose calendar it is.
    pub addresses: Vec<String>,
}

/// Something skipped.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{cause}")]
pub struct IcsWarning {
    /// Line of the file, from 1.
    pub line: usize,
    /// Why.
    pub cause: IcsCause,
}

/// Why something was skipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IcsCause {
    /// No property.
    #[error("line not understood, skipped")]
    Line,
    /// Cancelled.
    #[error("event is cancelled, skipped")]
    Cancelled,
    /// The person is free then.
    #[error("event leaves the time free, skipped")]
    Free,
    /// No start, no length, or an end before the start.
    #[error("event has no time, skipped")]
    NoTime,
    /// A recurrence that cannot be told.
    #[error("recurrence not understood, skipped")]
    Recurrence,
    /// Text that is not UTF-8.
    #[error("not UTF-8, read as Windows-1258")]
    Encoding,
}

/// Why a calendar cannot be read at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IcsError {
    /// No calendar in it.
    #[error("no calendar")]
    NoCalendar,
    /// More events than any real calendar.
    #[error("more than {MAX_EVENTS} events")]
    TooMany,
}

/// Reads the leave that overlaps `period`.
///
/// # Errors
///
/// The bytes are no calendar, or hold too much.
pub fn read_leave(bytes: &[u8], period: Span) -> Result<IcsLeave, IcsError> {
    let (lines, is_guess) = lines::unfold(bytes);
    let mut leave = IcsLeave::default();
    if is_guess {
        leave.warnings.push(IcsWarning {
            line: 1,
            cause: IcsCause::Encoding,
        });
    }
    let read = events(&lines, &mut leave)?;
    if MAX_EVENTS < read.events.len() {
        return Err(IcsError::TooMany);
    }
    for group in groups(read.events) {
        if group.iter().all(|event| event.skipped.is_some()) {
            continue;
        }
        let text = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}", read.zones)
            + &group.iter().map(Event::as_text).collect::<String>()
            + "END:VCALENDAR\r\n";
        let line = group.first().map_or(1, |event| event.line);
        let Ok(calendar) = ICalendar::parse(&text) else {
            leave.warnings.push(IcsWarning {
                line,
                cause: IcsCause::NoTime,
            });
            continue;
        };
        let zone = read
            .zone
            .parse::<Tz>()
            .or_else(|()| HOME.parse())
            .unwrap_or_default();
        let expanded = calendar.expand_dates(zone, MAX_EVENTS);
        // The component of each event of the group, in the same order.
        let components: Vec<_> = (0..)
            .zip(&calendar.components)
            .filter(|(_, it)| it.component_type == ICalendarComponentType::VEvent)
            .map(|(id, _)| id)
            .collect();
        let event_of = |id: u32| group.get(components.iter().position(|it| *it == id)?);
        if !expanded.errors.is_empty() || expanded.events.is_empty() {
            let recurs = group.iter().any(Event::recurs);
            let cause = if recurs {
                IcsCause::Recurrence
            } else {
                IcsCause::NoTime
            };
            leave.warnings.push(IcsWarning { line, cause });
        }
        for occurrence in expanded.events {
            let event = event_of(occurrence.comp_id);
            if event.is_some_and(|it| it.skipped.is_some()) {
                continue;
            }
            let start = local(occurrence.start.naive_utc());
            let end = match occurrence.end {
                TimeOrDelta::Time(end) => Some(local(end.naive_utc())),
                TimeOrDelta::Delta(length) => start.checked_add_signed(length),
            };
            match end.and_then(|end| Span::new(start, end)) {
                Some(span) if span.overlaps(period) => {
                    let reason = event.map_or_else(String::new, |it| it.summary.clone());
                    leave.leaves.push(Leave { span, reason });
                }
                Some(_) => {}
                None => leave.warnings.push(IcsWarning {
                    line,
                    cause: IcsCause::NoTime,
                }),
            }
        }
    }
    leave.leaves.sort_by_key(|it| it.span);
    leave.leaves.dedup();
    Ok(leave)
}

fn local(utc: NaiveDateTime) -> NaiveDateTime {
    utc.checked_add_signed(UTC_OFFSET).unwrap_or(utc)
}

/// Events of one UID belong together: changed occurrences replace those of the series.
fn groups(mut events: Vec<Event>) -> Vec<Vec<Event>> {
    events.sort_by(|a, b| (&a.uid, a.line).cmp(&(&b.uid, b.line)));
    let mut groups: Vec<Vec<Event>> = Vec::new();
    for event in events {
        match groups.last_mut() {
            Some(group) if !event.uid.is_empty() && group[0].uid == event.uid => group.push(event),
            Some(_) | None => groups.push(vec![event]),
        }
    }
    groups
}

#[cfg(test)]
mod tests;
