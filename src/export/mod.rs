//! One worded [`view::RosterView`], many writers, and the one way files reach the disk.
//!
//! Writers are pure: from a view, or from the record, to text or bytes. They know layout, not
//! rules. [`write::write_all`] puts what they made into a folder.

pub mod blocks;
pub mod csv;
pub mod document;
pub mod docx;
pub mod error;
pub mod html;
pub mod ics;
pub mod json;
pub mod markdown;
pub mod pdf;
pub mod terminal;
pub mod typeset;
pub mod view;
pub mod write;
pub mod xlsx;

#[cfg(test)]
mod tests;

use crate::rules::record::RosterRecord;

use document::Paper;
use error::ExportError;
use typeset::Typesetter;
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
/// `.csv`, `.html` and `.xlsx`, the papers as `.docx` and `.pdf`, and the calendars under `ics/`.
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
    files.extend(papers(view)?);
    files.extend(ics::files(view));
    Ok(files)
}

/// Every paper of a roster, as DOCX and as PDF.
///
/// # Errors
///
/// Our own fault.
pub fn papers(view: &RosterView) -> Result<Vec<ExportFile>, ExportError> {
    let mut typesetter = Typesetter::default();
    let mut files = Vec::new();
    for paper in Paper::ALL {
        let papers = document::make(view, paper, &mut typesetter)?;
        let stem = paper.file_stem();
        files.push(ExportFile {
            path: format!("{stem}.docx"),
            bytes: docx::write(&papers, view.changed)?,
        });
        files.push(ExportFile {
            path: format!("{stem}.pdf"),
            bytes: pdf::write(&papers, view.changed, &mut typesetter)?,
        });
    }
    Ok(files)
}

/// One paper as DOCX.
///
/// # Errors
///
/// Our own fault.
pub fn docx(view: &RosterView, paper: Paper) -> Result<Vec<u8>, ExportError> {
    let papers = document::make(view, paper, &mut Typesetter::default())?;
    docx::write(&papers, view.changed)
}

/// One paper as PDF.
///
/// # Errors
///
/// Our own fault.
pub fn pdf(view: &RosterView, paper: Paper) -> Result<Vec<u8>, ExportError> {
    let mut typesetter = Typesetter::default();
    let papers = document::make(view, paper, &mut typesetter)?;
    pdf::write(&papers, view.changed, &mut typesetter)
}
