//! What calendars tell of a roster: who stands what and when.

use chrono::NaiveDateTime;

use crate::text::Lang;
use crate::text::labels::Words;

use super::{DayView, DutyView, OfficeView, PeriodView, PersonView, RosterView, ShiftView};

/// A roster that was in force before, with what calendars still tell of it. It is not judged again.
#[derive(Clone, Debug)]
pub struct PastView {
    pub(super) lang: Lang,
    pub(super) words: &'static Words,
    pub(super) office: OfficeView,
    pub(super) period: PeriodView,
    pub(super) duties: Vec<DutyView>,
    pub(super) days: Vec<DayView>,
    pub(super) shifts: Vec<ShiftView>,
    pub(super) people: Vec<PersonView>,
    pub(super) changed: NaiveDateTime,
}

impl PastView {
    /// As calendars read it.
    pub fn listing(&self) -> Listing<'_> {
        Listing {
            lang: self.lang,
            words: self.words,
            office: &self.office,
            period: &self.period,
            duties: &self.duties,
            days: &self.days,
            shifts: &self.shifts,
            people: &self.people,
            changed: self.changed,
        }
    }
}

/// What calendars read of a roster, in force or not.
#[derive(Clone, Copy, Debug)]
pub struct Listing<'a> {
    /// The language of all of it.
    pub lang: Lang,
    /// Headings and captions in that language.
    pub words: &'static Words,
    /// Whose roster.
    pub office: &'a OfficeView,
    /// For which time.
    pub period: &'a PeriodView,
    /// Every duty.
    pub duties: &'a [DutyView],
    /// Every day.
    pub days: &'a [DayView],
    /// Every turn to be filled, in order of time.
    pub shifts: &'a [ShiftView],
    /// Everybody.
    pub people: &'a [PersonView],
    /// When the roster last changed, in UTC.
    pub changed: NaiveDateTime,
}

impl<'a> Listing<'a> {
    /// Every turn of every person, in order of shift and person.
    pub fn turns(self) -> impl Iterator<Item = (&'a ShiftView, &'a PersonView)> {
        let people = self.people;
        (self.shifts.iter())
            .flat_map(move |shift| shift.people.iter().map(move |it| (shift, &people[*it])))
    }

    /// The day a shift starts on.
    pub fn day_of(self, shift: &ShiftView) -> &'a DayView {
        &self.days[shift.day]
    }
}

impl RosterView {
    /// As calendars read it.
    pub fn listing(&self) -> Listing<'_> {
        Listing {
            lang: self.lang,
            words: self.words,
            office: &self.office,
            period: &self.period,
            duties: &self.duties,
            days: &self.days,
            shifts: &self.shifts,
            people: &self.people,
            changed: self.changed,
        }
    }
}
