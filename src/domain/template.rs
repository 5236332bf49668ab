//! The time patterns of a duty, and the shifts they make over the days of a period.

use chrono::{Days, NaiveDate, NaiveTime, TimeDelta};

use crate::calendar::span::Span;
use crate::calendar::window::{Day, DayClass};

use super::duty::{Presence, Shift, SpecialDay};

/// How hours become points (điểm).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointScale {
    /// Hours of weight 1 that make one point, at least 1.
    pub hours_per_point: u32,
    /// Weight of an hour on each class of day.
    pub weights: [(DayClass, u32); 7],
    /// Percent by which an hour of night (22:00–06:00) weighs more.
    pub night_percent: u32,
    /// Percent of its weight that an hour of stand-by counts.
    pub stand_by_percent: u32,
}

impl PointScale {
    /// Points of a turn: each minute weighs by the civil day it falls on (the law splits a turn at
    /// midnight too) and by night; the sum, divided by the hours of a point, is rounded half up,
    /// and never under 1.
    pub fn points(&self, span: Span, presence: Presence, day_of: impl Fn(NaiveDate) -> Day) -> i64 {
        let mut weighed: i64 = 0;
        for date in span.days() {
            let Some(part) = Span::of_days(date, date).and_then(|it| it.intersection(span)) else {
                continue;
            };
            let class = DayClass::of(day_of(date));
            let weight = self
                .weights
                .iter()
                .find(|(it, _)| *it == class)
                .map_or(1, |it| it.1);
            let night = night_minutes(part) * i64::from(self.night_percent);
            weighed += i64::from(weight) * (part.minutes() * 100 + night);
        }
        let percent = match presence {
            Presence::OnSite => 100,
            Presence::StandBy => i64::from(self.stand_by_percent),
        };
        let unit = i64::from(self.hours_per_point.max(1)) * 60 * 100 * 100;
        ((weighed * percent + unit / 2) / unit).max(1)
    }
}

/// A time pattern of a duty (khung ca trực).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShiftTemplate {
    /// Stable id, `[a-z0-9-]+`.
    pub id: String,
    /// What the turn is called.
    pub name: String,
    /// When it starts, on its roster day.
    pub start: NaiveTime,
    /// How long it lasts, at least 1 minute.
    pub minutes: u32,
    /// Whether people must be at the post.
    pub presence: Presence,
    /// A skill each person on it must have.
    pub skill: Option<String>,
    /// How many people, by class of day; 0: no such turn that day.
    pub heads: [(DayClass, u16); 7],
    /// Whether it counts as night work; `None`: if it touches 22:00–06:00.
    pub night: Option<bool>,
}

impl ShiftTemplate {
    /// The shifts of `duty` by this pattern on `days`.
    pub fn shifts(
        &self,
        duty: &str,
        days: &[Day],
        scale: &PointScale,
        day_of: impl Fn(NaiveDate) -> Day,
    ) -> Vec<Shift> {
        let heads = |day: Day| {
            self.heads
                .iter()
                .find(|(class, _)| *class == DayClass::of(day))
                .map_or(0, |it| it.1)
        };
        let days = days.iter().copied().filter(|day| 0 < heads(*day));
        days.filter_map(|day| {
            let start = day.date.and_time(self.start);
            let span = Span::new(start, start + TimeDelta::minutes(i64::from(self.minutes)))?;
            Some(Shift {
                key: format!("{}.{duty}.{}", day.date, self.id),
                duty: duty.to_owned(),
                name: self.name.clone(),
                day: day.date,
                span,
                need: heads(day),
                presence: self.presence,
                night: self.night.unwrap_or_else(|| is_night(span)),
                skill: self.skill.clone(),
                points: scale.points(span, self.presence, &day_of),
                special: special(span, &day_of),
            })
        })
        .collect()
    }
}

/// Whether a turn counts as night work by the clock: it touches 22:00–06:00 (Labour Code 2019 Art. 106).
pub fn is_night(span: Span) -> bool {
    span.days().any(|date| touches_night(span, date))
}

/// New Year's Eve is a turn that runs at the midnight that begins the first day of the year; the
/// first day any other turn that starts on it.
fn special(span: Span, day_of: impl Fn(NaiveDate) -> Day) -> Option<SpecialDay> {
    let is_first_day = |date: &NaiveDate| DayClass::of(day_of(*date)) == DayClass::FirstDay;
    let first_day = span.days().find(is_first_day)?;
    if span.start() < first_day.and_time(NaiveTime::MIN) {
        Some(SpecialDay::Eve)
    } else {
        Some(SpecialDay::FirstDay)
    }
}

/// The night hours of the law that touch one civil day: before 06:00 and from 22:00 (Labour Code
/// 2019, Art. 106).
fn nights(date: NaiveDate) -> [Option<Span>; 2] {
    let midnight = date.and_time(NaiveTime::MIN);
    let next = (date + Days::new(1)).and_time(NaiveTime::MIN);
    [
        Span::new(midnight, midnight + TimeDelta::hours(6)),
        Span::new(midnight + TimeDelta::hours(22), next),
    ]
}

fn touches_night(span: Span, date: NaiveDate) -> bool {
    nights(date)
        .into_iter()
        .flatten()
        .any(|night| night.overlaps(span))
}

/// Minutes of night in a part of one civil day.
fn night_minutes(part: Span) -> i64 {
    let nights = nights(part.start().date()).into_iter().flatten();
    nights
        .filter_map(|night| night.intersection(part))
        .map(Span::minutes)
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::window::DayKind;

    fn date(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2018, 2, day).unwrap()
    }

    /// Mùng 1 is 16 February 2018.
    fn day(date: NaiveDate) -> Day {
        let first = NaiveDate::from_ymd_opt(2018, 2, 16).unwrap();
        Day {
            date,
            kind: DayKind::Statutory,
            tet: Some((date - first).num_days() as i16),
        }
    }

    fn scale() -> PointScale {
        let weight = |class| match class {
            DayClass::Eve | DayClass::FirstDay => 3,
            DayClass::Statutory => 2,
            DayClass::Compensatory | DayClass::Swapped | DayClass::Weekend | DayClass::Workday => 1,
        };
        PointScale {
            hours_per_point: 4,
            weights: DayClass::ALL.map(|class| (class, weight(class))),
            night_percent: 0,
            stand_by_percent: 50,
        }
    }

    fn template(start: u32, hours: u32) -> ShiftTemplate {
        ShiftTemplate {
            id: "t".to_owned(),
            name: "T".to_owned(),
            start: NaiveTime::from_hms_opt(start, 0, 0).unwrap(),
            minutes: hours * 60,
            presence: Presence::OnSite,
            skill: None,
            heads: DayClass::ALL.map(|class| (class, u16::from(class != DayClass::Workday))),
            night: None,
        }
    }

    #[track_caller]
    fn check(
        start: u32,
        hours: u32,
        on: u32,
        night: bool,
        special: Option<SpecialDay>,
        points: i64,
    ) {
        let shifts = template(start, hours).shifts("d", &[day(date(on))], &scale(), day);
        let [shift] = &shifts[..] else {
            panic!("{shifts:?}")
        };
        assert_eq!(
            (shift.night, shift.special, shift.points),
            (night, special, points)
        );
    }

    #[test]
    fn nights_specials_and_points() {
        check(7, 10, 14, false, None, 5); // 10 h × 2 / 4
        check(17, 14, 14, true, None, 9); // 7 h × 2 + 7 h × 3 = 35 / 4
        check(17, 14, 15, true, Some(SpecialDay::Eve), 11); // 14 h × 3 / 4 = 10.5
        check(7, 10, 16, false, Some(SpecialDay::FirstDay), 8); // 30 / 4 = 7.5
        check(7, 24, 15, true, Some(SpecialDay::Eve), 18);
        check(14, 8, 14, false, None, 4); // ends at 22:00
        check(14, 9, 14, true, None, 5);
        check(0, 1, 17, true, None, 1); // never under a point
    }

    #[test]
    fn stand_by_counts_less_and_zero_heads_make_no_shift() {
        let mut it = template(7, 10);
        it.presence = Presence::StandBy;
        assert_eq!(it.shifts("d", &[day(date(14))], &scale(), day)[0].points, 3);
        it.heads = DayClass::ALL.map(|class| (class, u16::from(class == DayClass::Eve)));
        let keys: Vec<String> = (it.shifts("d", &[day(date(14)), day(date(15))], &scale(), day))
            .into_iter()
            .map(|shift| shift.key)
            .collect();
        assert_eq!(keys, ["2018-02-15.d.t"]);
    }
}
