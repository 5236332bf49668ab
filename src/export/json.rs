//! The roster as `roster.json`: everything `check` and `verify` need. See `docs/roster-json.md`.

use crate::rules::record::RosterRecord;

use super::error::ExportError;

/// `record`, indented, its fields in the order of the type.
///
/// # Errors
///
/// Our own fault.
pub fn write(record: &RosterRecord) -> Result<String, ExportError> {
    let mut text = serde_json::to_string_pretty(record)
        .map_err(|cause| ExportError::not_rendered("json", cause))?;
    text.push('\n');
    Ok(text)
}
