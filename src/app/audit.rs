//! The log of the store.

use crate::store::audit::Entry;

use super::actor::Action;
use super::error::AppError;
use super::office::Office;

/// Who did what, when and why, oldest first.
///
/// # Errors
///
/// The store cannot be read.
pub fn log(office: &Office) -> Result<Vec<Entry>, AppError> {
    Ok(office.reading(Action::SeeLog)?.log()?)
}
