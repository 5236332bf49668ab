//! What is said of a calendar: why something of it, or all, was left out or is doubtful.

use chrono::NaiveDateTime;

/// Most events of a file.
pub(in crate::input) const MAX_EVENTS: usize = 10_000;

/// Something left out or doubtful.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IcsWarning {
    /// Line of the file, from 1.
    pub line: usize,
    /// Title of the event, if it is one's; empty if it has none.
    pub title: Option<String>,
    /// When the event is first in the period, else when it starts, in civil time of Việt Nam.
    pub at: Option<NaiveDateTime>,
    /// Why it was skipped.
    pub cause: IcsCause,
}

/// Why something was left out or is doubtful.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IcsCause {
    /// A line that is no property; left out.
    Line,
    /// Text that is not UTF-8; read as Windows-1258.
    Encoding,
    /// The file, or the event in it, breaks off; what is there is read.
    CutOff,
    /// The event is cancelled.
    Cancelled,
    /// The event leaves the time free.
    Free,
    /// Outlook shows the event as free.
    FreeInOutlook,
    /// A task or a note, which takes no time.
    Note,
    /// When somebody can be had in general, not when they cannot.
    Availability,
    /// The event has no start.
    NoTime,
    /// It ends when it starts.
    NoLength,
    /// It ends before it starts.
    Reversed,
    /// A rule that is not understood; the start alone is read.
    Rule {
        /// `RRULE` or `EXRULE`.
        property: String,
        /// As written.
        text: String,
    },
    /// A date or length that is not understood; left out.
    Value {
        /// Of which property.
        property: String,
        /// As written.
        text: String,
    },
    /// A whole day with a time of day; read as the day.
    DayWithTime(String),
    /// A time zone that nobody can know; read as the time of Việt Nam.
    Zone(String),
    /// More occurrences than are looked for; some may be missing.
    Capped,
}

impl IcsCause {
    pub(super) fn rule(property: &str, text: &str) -> Self {
        let (property, text) = (property.to_owned(), shortened(text));
        Self::Rule { property, text }
    }

    pub(super) fn value(property: &str, text: &str) -> Self {
        let (property, text) = (property.to_owned(), shortened(text));
        Self::Value { property, text }
    }
}

fn shortened(text: &str) -> String {
    text.chars().take(80).collect()
}

/// What is said of other files.
pub const NO_CALENDAR: &str = "no calendar";

/// Why a calendar cannot be read at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IcsError {
    /// No calendar in it.
    #[error("{NO_CALENDAR}")]
    NoCalendar,
    /// More events than any real calendar.
    #[error("more than {MAX_EVENTS} events")]
    TooMany,
}
