//! How points were counted, from the points that turns have.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::calendar::window::{Day, DayClass, DayKind};
use crate::domain::duty::Shift;
use crate::domain::facts::Facts;
use crate::domain::template::PointScale;

/// As an office file that says nothing has it.
pub(super) fn usual() -> PointScale {
    super::super::super::office::usual_scale()
}

/// The first scale, of those that offices write, by which every turn has its points; the usual one
/// if there is none.
pub(super) fn scale(facts: &Facts) -> PointScale {
    let usual = usual();
    let night = [0, 25, 50, 10, 20, 30, 40, 75, 100];
    let stand_by = [50, 25, 100, 30, 20, 10, 75, 40, 60, 0];
    let hours = (4..=24).chain(1..=3);
    for hours_per_point in hours {
        for night_percent in night {
            for stand_by_percent in stand_by {
                let scale = PointScale {
                    hours_per_point,
                    night_percent,
                    stand_by_percent,
                    weights: usual.weights,
                };
                if let Some(found) = weighed(facts, scale, 0) {
                    return found;
                }
            }
        }
    }
    usual
}

/// Weights from the class at `from` on by which every turn has its points, those before being set.
fn weighed(facts: &Facts, mut scale: PointScale, from: usize) -> Option<PointScale> {
    const MOST: u32 = 10;
    let Some((class, usual)) = scale.weights.get(from).copied() else {
        return Some(scale);
    };
    // Turns whose last class, in order of the weights, is this one are told by it.
    let told: Vec<&Shift> = (facts.shifts.iter())
        .filter(|it| last_class(facts, it) == Some(class))
        .collect();
    let is_right = |scale: &PointScale| {
        let points =
            |it: &Shift| scale.points(it.span, it.presence, |date| day_of(&facts.days, date));
        told.iter().all(|it| points(it) == it.points)
    };
    if told.is_empty() {
        return weighed(facts, scale, from + 1);
    }
    let others = (0..=MOST).filter(|it| *it != usual);
    for weight in [usual].into_iter().chain(others) {
        scale.weights[from].1 = weight;
        if is_right(&scale)
            && let Some(found) = weighed(facts, scale.clone(), from + 1)
        {
            return Some(found);
        }
    }
    None
}

fn last_class(facts: &Facts, shift: &Shift) -> Option<DayClass> {
    let classes = shift
        .span
        .days()
        .map(|it| DayClass::of(day_of(&facts.days, it)));
    classes.max()
}

/// The day of that date; outside the period as far as weekdays tell.
pub(super) fn day_of(days: &[Day], date: NaiveDate) -> Day {
    let known = days.iter().find(|it| it.date == date).copied();
    known.unwrap_or_else(|| {
        let is_off = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
        let next = days.iter().find(|it| it.date == date + Days::new(1));
        Day {
            date,
            kind: if is_off {
                DayKind::Weekend
            } else {
                DayKind::Workday
            },
            tet: next.and_then(|it| it.tet).map(|it| it - 1),
        }
    })
}
