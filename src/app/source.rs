//! Where rosters come from: files and the store.

use std::fs;
use std::path::Path;

use crate::rules::record::RosterRecord;

use super::error::AppError;

/// Most bytes of a `roster.json`. One of 800 people has about 5 MB.
const MAX_BYTES: u64 = 256 << 20;

/// Reads a `roster.json`. Whether it is right is for `proof::verify` to say.
///
/// # Errors
///
/// It cannot be read, or is no roster.
pub fn record(path: &Path) -> Result<RosterRecord, AppError> {
    let not_a_roster = |cause| AppError::NotARoster {
        path: path.to_owned(),
        cause,
    };
    let bytes = bytes(path)?;
    let record: RosterRecord =
        serde_json::from_slice(&bytes).map_err(|error| not_a_roster(error.to_string()))?;
    Ok(record)
}

/// The bytes of a file that holds a roster.
///
/// # Errors
///
/// It cannot be read, or is larger than any roster.
pub fn bytes(path: &Path) -> Result<Vec<u8>, AppError> {
    let unreadable = |cause| AppError::Unreadable {
        path: path.to_owned(),
        cause,
    };
    if MAX_BYTES < fs::metadata(path).map_err(unreadable)?.len() {
        return Err(AppError::NotARoster {
            path: path.to_owned(),
            cause: format!("more than {MAX_BYTES} bytes"),
        });
    }
    fs::read(path).map_err(unreadable)
}
