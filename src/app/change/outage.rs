//! Who falls out of a roster, of which turns, and when they are away.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use crate::calendar::span::Span;
use crate::domain::change::Away;
use crate::domain::ids::{PersonIdx, ShiftIdx};
use crate::domain::person::Leave;
use crate::input::error::{Expected, InputError, Place};
use crate::input::when;

use super::super::error::AppError;
use super::error::ChangeError;
use super::judge::Base;

/// Who falls out, of which turns, and when they are away.
#[derive(Clone, Debug)]
pub struct Outage {
    /// Who falls out.
    pub person: PersonIdx,
    /// Of what; they stand each.
    pub shifts: Vec<ShiftIdx>,
    /// When they cannot stand duty.
    pub away: Vec<Away>,
}

impl Outage {
    /// `person` falls out of `shifts` only, each counted once.
    ///
    /// # Errors
    ///
    /// They do not stand one of them.
    pub fn of_turns(
        base: &Base,
        person: PersonIdx,
        mut shifts: Vec<ShiftIdx>,
        reason: &str,
    ) -> Result<Self, AppError> {
        shifts.sort();
        shifts.dedup();
        let (problem, roster) = (base.problem(), base.roster());
        let not_theirs: Vec<_> = (shifts.iter())
            .filter(|it| !roster.stands(person, **it))
            .map(|it| ChangeError::NotTheirs {
                turn: problem.assignment(person, *it),
                stands: (roster.shifts_of(person).iter())
                    .map(|it| problem[*it].key.clone())
                    .collect(),
            })
            .collect();
        if !not_theirs.is_empty() {
            return Err(AppError::Change(not_theirs));
        }
        let spans = shifts.iter().map(|it| problem[*it].span);
        Ok(Self {
            person,
            away: away(base, person, spans, reason),
            shifts,
        })
    }

    /// `person` falls out from the day written in `text` on, which stands behind `option`; see
    /// [`Outage::from_day`].
    ///
    /// # Errors
    ///
    /// It is no day, or they stand nothing from then on.
    pub fn from_text(
        base: &Base,
        person: PersonIdx,
        (option, text): (&str, &str),
        reason: &str,
    ) -> Result<Self, AppError> {
        let period = &base.problem().facts().period;
        let from = when::date(text, period).ok_or_else(|| {
            AppError::Input(vec![InputError::Invalid {
                place: Place::file(option),
                found: text.to_owned(),
                expected: Expected::Date,
            }])
        })?;
        Self::from_day(base, person, from, reason).ok_or_else(|| {
            let person = base.problem()[person].id.clone();
            AppError::Change(vec![ChangeError::NothingToReplace { person, from }])
        })
    }

    /// `person` falls out from `day` on, or from the end of a turn that began before and reaches
    /// into it: that one they have stood. `None` if they stand nothing from then on.
    pub fn from_day(base: &Base, person: PersonIdx, day: NaiveDate, reason: &str) -> Option<Self> {
        let problem = &base.problem;
        let (stood, shifts): (Vec<_>, Vec<_>) =
            (base.roster.shifts_of(person).iter().copied()).partition(|it| problem[*it].day < day);
        let ends = stood.iter().map(|it| problem[*it].span.end());
        let start = ends.fold(day.and_time(NaiveTime::MIN), NaiveDateTime::max);
        let last = problem.shifts().map(|(_, it)| it.span.end()).max()?;
        let stretch = Span::new(start, last).filter(|_| !shifts.is_empty())?;
        Some(Self {
            person,
            away: away(base, person, std::iter::once(stretch), reason),
            shifts,
        })
    }
}

/// `person` cannot stand duty at these times.
fn away(
    base: &Base,
    person: PersonIdx,
    spans: impl Iterator<Item = Span>,
    reason: &str,
) -> Vec<Away> {
    let away = |span| Away {
        person: base.problem[person].id.clone(),
        leave: Leave {
            span,
            reason: reason.to_owned(),
        },
    };
    spans.map(away).collect()
}
