//! A stretch of civil time.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};

/// Half-open and never empty: from `start` up to, not including, `end`. Civil time in Việt Nam,
/// which has kept UTC+7 without daylight saving since 1975.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "RawSpan", into = "RawSpan")]
pub struct Span {
    start: NaiveDateTime,
    end: NaiveDateTime,
}

#[derive(Serialize, Deserialize)]
struct RawSpan {
    start: NaiveDateTime,
    end: NaiveDateTime,
}

impl TryFrom<RawSpan> for Span {
    type Error = String;

    fn try_from(raw: RawSpan) -> Result<Self, Self::Error> {
        Self::new(raw.start, raw.end)
            .ok_or_else(|| format!("span ends at {} before it starts at {}", raw.end, raw.start))
    }
}

impl From<Span> for RawSpan {
    fn from(span: Span) -> Self {
        Self {
            start: span.start,
            end: span.end,
        }
    }
}

impl Span {
    /// `None` unless `start < end`.
    pub fn new(start: NaiveDateTime, end: NaiveDateTime) -> Option<Self> {
        (start < end).then_some(Self { start, end })
    }

    /// The whole civil days from `first` to `last`, both included; `None` if `last < first`.
    pub fn of_days(first: NaiveDate, last: NaiveDate) -> Option<Self> {
        let end = last.checked_add_days(Days::new(1))?;
        Self::new(first.and_time(NaiveTime::MIN), end.and_time(NaiveTime::MIN))
    }

    /// The first moment.
    pub fn start(self) -> NaiveDateTime {
        self.start
    }

    /// The first moment after.
    pub fn end(self) -> NaiveDateTime {
        self.end
    }

    /// Length in whole minutes, rounded down.
    pub fn minutes(self) -> i64 {
        (self.end - self.start).num_minutes()
    }

    /// Whether the two share a moment. Touching ends share none.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `at` is inside.
    pub fn contains(self, at: NaiveDateTime) -> bool {
        self.start <= at && at < self.end
    }

    /// The shared part.
    pub fn intersection(self, other: Self) -> Option<Self> {
        Self::new(self.start.max(other.start), self.end.min(other.end))
    }

    /// Every civil day touched, middle days included; an end at midnight touches nothing after it.
    pub fn days(self) -> impl Iterator<Item = NaiveDate> {
        let last_moment = self.end - chrono::TimeDelta::nanoseconds(1);
        self.start
            .date()
            .iter_days()
            .take_while(move |day| *day <= last_moment.date())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    fn span(start: &str, end: &str) -> Span {
        Span::new(at(start), at(end)).unwrap()
    }

    #[test]
    fn an_empty_or_reversed_span_does_not_exist() {
        assert_eq!(
            Span::new(at("2018-02-14 07:30"), at("2018-02-14 07:30")),
            None
        );
        assert_eq!(
            Span::new(at("2018-02-14 07:30"), at("2018-02-13 07:30")),
            None
        );
    }

    #[test]
    fn touching_spans_do_not_overlap() {
        let day = span("2018-02-14 07:30", "2018-02-14 17:00");
        assert!(!day.overlaps(span("2018-02-14 17:00", "2018-02-15 07:30")));
        assert!(day.overlaps(span("2018-02-14 16:59", "2018-02-15 07:30")));
    }

    #[test]
    fn days_hold_the_middle_and_not_a_midnight_end() {
        let n_days = |it: Span| it.days().count();
        assert_eq!(n_days(span("2018-02-14 17:00", "2018-02-15 07:30")), 2);
        assert_eq!(n_days(span("2018-02-14 17:00", "2018-02-15 00:00")), 1);
        assert_eq!(n_days(span("2018-02-14 17:00", "2018-02-17 07:30")), 4);
    }
}
