//! One worded [`view::RosterView`], many writers, and the one way files reach the disk.
//!
//! Writers are pure: from a view, or from the record, to text or bytes. They know layout, not
//! rules. [`write::write_all`] puts what they made into a folder.

pub mod csv;
pub mod error;
pub mod html;
pub mod ics;
pub mod json;
pub mod markdown;
pub mod terminal;
pub mod view;
pub mod write;
pub mod xlsx;

#[cfg(test)]
mod tests;

use crate::rules::record::RosterRecord;

use error::ExportError;
use view::RosterView;

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportFile {
    /// Where, from the folder it is written to; parts are divided by `/`, none is `..`.
    pub path: String,
    /// What.
    pub bytes: Vec<u8>,
}

/// Every export of a roster, `view` being the view of `record`: `roster.json`, `lich-truc.md`,
/// `.csv`, `.html` and `.xlsx`, and the calendars under `ics/`.
///
/// # Errors
///
/// Our own fault.
pub fn all(view: &RosterView, record: &RosterRecord) -> Result<Vec<ExportFile>, ExportError> {
    let file = |path: &str, bytes| ExportFile {
        path: path.to_owned(),
        bytes,
    };
    let mut files = vec![
        file("roster.json", json::write(record)?.into_bytes()),
        file("lich-truc.md", markdown::write(view).into_bytes()),
        file("lich-truc.csv", csv::write(view)?),
        file("lich-truc.html", html::write(view)?.into_bytes()),
        file("lich-truc.xlsx", xlsx::write(view)?),
    ];
    files.extend(ics::files(view));
    Ok(files)
}
