//! Logical lines → events. The only place on the way in that knows the crate `ical`.

use ical::PropertyParser;
use ical::property::Property;

use super::lines::Line;
use super::{IcsCause, IcsError, IcsLeave, IcsWarning};

/// What matters of one event, still as text.
#[derive(Clone, Debug, Default)]
pub(super) struct Event {
    /// Line of its `BEGIN`.
    pub(super) line: usize,
    pub(super) uid: String,
    pub(super) summary: String,
    /// Why its time is no leave, if it is none.
    pub(super) skipped: Option<IcsCause>,
    /// Properties of time, as lines.
    times: Vec<String>,
}

impl Event {
    /// The event reduced to its times.
    pub(super) fn as_text(&self) -> String {
        format!(
            "BEGIN:VEVENT\r\nUID:{}\r\n{}END:VEVENT\r\n",
            self.uid,
            self.times.concat()
        )
    }

    pub(super) fn recurs(&self) -> bool {
        self.times
            .iter()
            .any(|it| it.starts_with("RRULE") || it.starts_with("RDATE"))
    }
}

/// What a calendar holds.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub(super) events: Vec<Event>,
    /// Its definitions of time zones, as text.
    pub(super) zones: String,
    /// The zone of times that name none.
    pub(super) zone: String,
}

/// Properties that say when an event is. `SEQUENCE` is none: a changed occurrence counts on from that
/// of its series, and `calcard` would not find it there.
const TIMES: [&str; 7] = [
    "DTSTART",
    "DTEND",
    "DURATION",
    "RRULE",
    "RDATE",
    "EXDATE",
    "RECURRENCE-ID",
];
/// Parameters of those that matter.
const PARAMETERS: [&str; 3] = ["TZID", "VALUE", "RANGE"];
/// The zone of Việt Nam in the words of the tz database.
pub(super) const HOME: &str = "Asia/Ho_Chi_Minh";

/// Collects the events of `lines`; what is skipped goes to the warnings of `leave`.
pub(super) fn events(lines: &[Line], leave: &mut IcsLeave) -> Result<Read, IcsError> {
    let mut read = Read {
        zone: HOME.to_owned(),
        ..Read::default()
    };
    let mut stack: Vec<String> = Vec::new();
    let mut event: Option<Event> = None;
    let mut is_calendar = false;
    let mut warn = |line: usize, cause| leave.warnings.push(IcsWarning { line, cause });
    for (line, text) in lines {
        let Some(property) = property(text) else {
            warn(*line, IcsCause::Line);
            continue;
        };
        let name = property.name.to_ascii_uppercase();
        let value = property.value.as_deref().unwrap_or_default().trim();
        match name.as_str() {
            "BEGIN" => {
                let component = value.to_ascii_uppercase();
                is_calendar = true;
                if component == "VEVENT" {
                    event = Some(Event {
                        line: *line,
                        ..Event::default()
                    });
                }
                stack.push(component);
            }
            "END" => {
                // A wrong END closes everything down to the component it names.
                let component = value.to_ascii_uppercase();
                if let Some(at) = stack.iter().rposition(|it| *it == component) {
                    stack.truncate(at);
                }
                if !stack.iter().any(|it| it == "VEVENT")
                    && let Some(event) = event.take()
                {
                    if let Some(cause) = event.skipped {
                        warn(event.line, cause);
                    }
                    // What is skipped may still take an occurrence out of its series.
                    read.events.push(event);
                }
            }
            _ => {}
        }
        if stack.iter().any(|it| it == "VTIMEZONE") || name == "END" && value == "VTIMEZONE" {
            read.zones += &format!("{text}\r\n");
        }
        match (&mut event, stack.last().map(String::as_str)) {
            (Some(event), Some("VEVENT")) => event.take(&name, &property, value),
            (_, Some("VCALENDAR")) if name == "X-WR-TIMEZONE" => {
                zone(value).clone_into(&mut read.zone)
            }
            (_, Some("VCALENDAR")) if name == "X-WR-CALNAME" && value.contains('@') => {
                leave.addresses.push(value.to_owned());
            }
            (_, _) => {}
        }
    }
    if is_calendar {
        Ok(read)
    } else {
        Err(IcsError::NoCalendar)
    }
}

impl Event {
    fn take(&mut self, name: &str, property: &Property, value: &str) {
        match name {
            "UID" => self.uid = value.replace(|c: char| !c.is_ascii_graphic(), "-"),
            "SUMMARY" => self.summary = unescape(value),
            "STATUS" if value.eq_ignore_ascii_case("CANCELLED") => {
                self.skipped = Some(IcsCause::Cancelled);
            }
            "TRANSP" if value.eq_ignore_ascii_case("TRANSPARENT") => {
                self.skipped.get_or_insert(IcsCause::Free);
            }
            _ if TIMES.contains(&name) => {
                let mut line = name.to_owned();
                for (parameter, values) in property.params.iter().flatten() {
                    let parameter = parameter.to_ascii_uppercase();
                    if PARAMETERS.contains(&parameter.as_str()) {
                        let value = values.join(",");
                        let value = if parameter == "TZID" {
                            zone(&value)
                        } else {
                            &value
                        };
                        line +=
                            &format!(";{parameter}={}", value.replace(['"', ';', ':', ','], ""));
                    }
                }
                // `calcard` expands a series in universal time right only if that is its zone.
                let is_moment = name != "RRULE" && value.contains('T') && value.ends_with('Z');
                if is_moment && !line.contains(";TZID") {
                    self.times
                        .push(format!("{line};TZID=UTC:{}\r\n", value.replace('Z', "")));
                    return;
                }
                self.times.push(format!("{line}:{value}\r\n"));
            }
            _ => {}
        }
    }
}

/// One property, or `None` if the line is none. The crate takes leading colons off a value and
/// must not see parameters without a value, at which it panics.
fn property(line: &str) -> Option<Property> {
    let head = &line[..line.find(':')?];
    if head
        .split(';')
        .skip(1)
        .any(|it| it.split_once('=').is_none_or(|(_, value)| value.is_empty()))
    {
        return None;
    }
    // The parser ends lines at characters that stand for line ends elsewhere.
    if line.contains(['\r', '\u{0}']) {
        return None;
    }
    PropertyParser::from_reader(line.as_bytes()).next()?.ok()
}

/// Names of Việt Nam's time that the tz database does not use, or no longer.
fn zone(name: &str) -> &str {
    let plain = name.trim().trim_matches('"');
    let is_home = plain.ends_with("Asia/Ho_Chi_Minh")
        || plain.ends_with("Asia/Saigon")
        || plain == "SE Asia Standard Time"
        || plain.starts_with("(UTC+07:00)")
        || plain.starts_with("(GMT+07:00)");
    if is_home { HOME } else { plain }
}

/// TEXT as meant (RFC 5545, 3.3.11).
fn unescape(value: &str) -> String {
    let mut text = String::new();
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n' | 'N') => text.push('\n'),
                Some(other) => text.push(other),
                None => {}
            },
            other => text.push(other),
        }
    }
    text
}
