//! The office folder.

use std::path::Path;

use crate::domain::facts::Facts;
use crate::rules::RuleSet;

/// One fault of a folder: what, where, what is expected.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("being written")]
pub struct InputError {}

/// What an office folder says.
#[derive(Clone, Debug)]
pub struct OfficeFolder {
    /// The problem's facts; `Problem::new` accepts them.
    pub facts: Facts,
    /// The rules in force.
    pub rules: RuleSet,
    /// Things skipped or doubtful that stop nothing (e.g. an event without an end).
    pub warnings: Vec<InputError>,
}

/// Reads the folder `dir`.
///
/// # Errors
///
/// Every fault of every file, never an empty list.
pub fn read(dir: &Path) -> Result<OfficeFolder, Vec<InputError>> {
    let _ = dir;
    Err(vec![InputError {}])
}
