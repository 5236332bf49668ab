//! Rosters in words.

use chrono::NaiveDateTime;

use crate::export::view::{Meta, Revision, RosterView};
use crate::rules::judged::Judged;
use crate::rules::record::RosterRecord;
use crate::text::Lang;

use super::error::AppError;
use super::sound;

/// The worded view of a record; judged anew.
///
/// # Errors
///
/// The record does not hold together.
pub fn of_record(
    lang: Lang,
    record: &RosterRecord,
    revision: Option<(i64, NaiveDateTime)>,
) -> Result<RosterView, AppError> {
    Ok(of_judged(lang, &sound::judged(record)?, record, revision))
}

/// The same of a record whose roster was just `judged`.
pub fn of_judged(
    lang: Lang,
    judged: &Judged,
    record: &RosterRecord,
    revision: Option<(i64, NaiveDateTime)>,
) -> RosterView {
    let revision = revision.map(|(number, made)| Revision { number, made });
    RosterView::new(
        lang,
        &judged.problem,
        &record.rules,
        &judged.roster,
        &judged.evaluation,
        &Meta::of(record, revision),
    )
}
