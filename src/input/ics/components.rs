//! Logical lines → components: events and what else takes time, and definitions of time zones.

use super::cause::IcsError;
use super::lines::Line;
use super::property::{Property, property};

/// What a component says about time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `VEVENT`.
    Event,
    /// `VTODO` or `VJOURNAL`, which block no time.
    Note,
    /// `VFREEBUSY`.
    FreeBusy,
    /// `VAVAILABILITY` (RFC 7953).
    Availability,
}

impl Kind {
    fn of(name: &str) -> Option<Self> {
        match name {
            "VEVENT" => Some(Self::Event),
            "VTODO" | "VJOURNAL" => Some(Self::Note),
            "VFREEBUSY" => Some(Self::FreeBusy),
            "VAVAILABILITY" => Some(Self::Availability),
            _ => None,
        }
    }
}

/// One component as read.
#[derive(Clone, Debug)]
pub(super) struct Component {
    pub(super) kind: Kind,
    /// Line of its `BEGIN`.
    pub(super) line: usize,
    /// Which of the file's calendars it is in.
    pub(super) calendar: usize,
    pub(super) properties: Vec<Property>,
    /// Whether it has parts of its own that say when somebody is free.
    pub(super) has_free_parts: bool,
    /// Whether it never ends.
    pub(super) is_cut: bool,
    /// Lines in it that are no property.
    pub(super) bad_lines: Vec<usize>,
}

impl Component {
    /// The first property called `name`.
    pub(super) fn get(&self, name: &str) -> Option<&Property> {
        self.all(name).next()
    }

    /// Every property called `name`.
    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = &Property> {
        self.properties.iter().filter(move |it| it.name == name)
    }
}

/// What holds for all of a calendar; a file may hold several.
#[derive(Clone, Debug, Default)]
pub(super) struct Calendar {
    /// `X-WR-TIMEZONE`, the zone of times that name none.
    pub(super) zone: Option<String>,
    /// Whether it withdraws what it names (`METHOD:CANCEL`, RFC 5546, 3.2.5).
    pub(super) cancels: bool,
}

/// One `VTIMEZONE`.
#[derive(Clone, Debug, Default)]
pub(super) struct ZoneText {
    pub(super) calendar: usize,
    pub(super) id: String,
    /// The name of the tz database, where the program that wrote it knows one.
    pub(super) location: Option<String>,
    /// The properties of each `STANDARD` and `DAYLIGHT`.
    pub(super) observances: Vec<Vec<Property>>,
}

/// What a file holds.
#[derive(Debug, Default)]
pub(super) struct Document {
    pub(super) calendars: Vec<Calendar>,
    pub(super) components: Vec<Component>,
    pub(super) zones: Vec<ZoneText>,
    /// E-mail addresses that may say whose calendar it is.
    pub(super) addresses: Vec<String>,
    /// Lines outside of components that are no property.
    pub(super) bad_lines: Vec<usize>,
    /// The last line, if the file ends before its calendar does.
    pub(super) cut_at: Option<usize>,
}

/// Reads the components of `lines`.
///
/// # Errors
///
/// No line of them begins a component.
pub(super) fn read(lines: &[Line]) -> Result<Document, IcsError> {
    let mut reader = Reader {
        document: Document {
            calendars: vec![Calendar::default()],
            ..Document::default()
        },
        stack: Vec::new(),
        open: None,
    };
    let mut is_calendar = false;
    for (line, text) in lines {
        match property(text) {
            None => reader.bad_line(*line),
            Some(it) if it.name == "BEGIN" => {
                is_calendar = true;
                reader.begin(*line, it.value.to_ascii_uppercase());
            }
            Some(it) if it.name == "END" => reader.end(&it.value.to_ascii_uppercase()),
            Some(it) => reader.take(it),
        }
    }
    if !is_calendar {
        return Err(IcsError::NoCalendar);
    }
    if !reader.stack.is_empty() {
        reader.document.cut_at = lines.last().map(|(line, _)| *line);
    }
    reader.close(true);
    Ok(reader.document)
}

struct Reader {
    document: Document,
    stack: Vec<String>,
    open: Option<Component>,
}

impl Reader {
    fn begin(&mut self, line: usize, name: String) {
        let kind = Kind::of(&name);
        if kind.is_some() || name == "VCALENDAR" {
            // Whatever is still open was never ended.
            self.close(true);
            let keeps = |it: &String| it == "VCALENDAR" && kind.is_some();
            self.stack
                .truncate(self.stack.iter().take_while(|it| keeps(it)).count());
        }
        match (kind, name.as_str()) {
            (Some(kind), _) => {
                self.open = Some(Component {
                    kind,
                    line,
                    calendar: self.document.calendars.len() - 1,
                    properties: Vec::new(),
                    has_free_parts: false,
                    is_cut: false,
                    bad_lines: Vec::new(),
                });
            }
            (None, "VCALENDAR") => self.document.calendars.push(Calendar::default()),
            (None, "VTIMEZONE") => self.document.zones.push(ZoneText {
                calendar: self.document.calendars.len() - 1,
                ..ZoneText::default()
            }),
            (None, "STANDARD" | "DAYLIGHT") => {
                if let Some(zone) = self.document.zones.last_mut() {
                    zone.observances.push(Vec::new());
                }
            }
            (None, "AVAILABLE") => {
                if let Some(open) = &mut self.open {
                    open.has_free_parts = true;
                }
            }
            (None, _) => {}
        }
        self.stack.push(name);
    }

    /// A wrong `END` closes everything down to the component it names, if that is open.
    fn end(&mut self, name: &str) {
        if let Some(at) = self.stack.iter().rposition(|it| it == name) {
            self.stack.truncate(at);
        }
        if !self.stack.iter().any(|it| Kind::of(it).is_some()) {
            self.close(Kind::of(name).is_none());
        }
    }

    fn close(&mut self, is_cut: bool) {
        if let Some(component) = self.open.take() {
            self.document.components.push(Component {
                is_cut,
                ..component
            });
        }
    }

    fn bad_line(&mut self, line: usize) {
        match &mut self.open {
            Some(open) => open.bad_lines.push(line),
            None => self.document.bad_lines.push(line),
        }
    }

    fn take(&mut self, property: Property) {
        match (
            self.stack.last().map(String::as_str),
            property.name.as_str(),
        ) {
            (Some("VCALENDAR"), name) => {
                let calendar = self.document.calendars.last_mut();
                match (calendar, name) {
                    (Some(it), "X-WR-TIMEZONE") => it.zone = Some(property.text()),
                    (Some(it), "METHOD") => {
                        it.cancels = property.value.eq_ignore_ascii_case("CANCEL");
                    }
                    (_, "X-WR-CALNAME") if property.value.contains('@') => {
                        self.document.addresses.push(property.value);
                    }
                    (_, _) => {}
                }
            }
            (Some("VTIMEZONE"), name) => match (self.document.zones.last_mut(), name) {
                (Some(it), "TZID") => it.id = property.text(),
                (Some(it), "X-LIC-LOCATION") => it.location = Some(property.text()),
                (_, _) => {}
            },
            (Some("STANDARD" | "DAYLIGHT"), _) => {
                let zone = self.document.zones.last_mut();
                if let Some(last) = zone.and_then(|it| it.observances.last_mut()) {
                    last.push(property);
                }
            }
            (Some(name), _) if Kind::of(name).is_some() => {
                if let Some(open) = &mut self.open {
                    open.properties.push(property);
                }
            }
            (_, _) => {}
        }
    }
}
