//! Two people exchange turns.

use crate::domain::change::{Change, ChangeKind};
use crate::domain::facts::Assignment;

use super::super::error::AppError;
use super::error::ChangeError;
use super::judge::{AssessedChange, Base};

/// Judges the exchange of two turns, each named with the one who stands it now.
///
/// # Errors
///
/// The two are one person, somebody does not stand the turn they would give, or stands the one they
/// would get.
pub fn swap(base: &Base, a: Assignment, b: Assignment) -> Result<AssessedChange, AppError> {
    let turn = |person: &Assignment, shift: &Assignment| Assignment {
        person: person.person.clone(),
        shift: shift.shift.clone(),
    };
    let added = vec![turn(&a, &b), turn(&b, &a)];
    if a.person == b.person || a.shift == b.shift {
        let turn = added[0].clone();
        return Err(AppError::Change(vec![ChangeError::TheirsAlready { turn }]));
    }
    base.judge(Change {
        kind: ChangeKind::Swap,
        dropped: vec![a, b],
        added,
        away: Vec::new(),
    })
}
