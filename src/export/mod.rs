//! One worded [`view::RosterView`], many writers, and the one way files reach the disk.
//!
//! Writers are pure: from a view, or from the record, to text or bytes. They know layout, not
//! rules. [`write::write_all`] puts what they made into a folder.

pub mod blocks;
pub mod csv;
pub mod document;
pub mod docx;
pub mod error;
pub mod format;
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
use format::Format;
use typeset::Typesetter;
use view::RosterView;

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportFile {
    /// Where, from the folder it is written to; parts are divided by `/`, none is `..`.
    pub path: String,
    /// The whole content.
    pub bytes: Vec<u8>,
}

/// Every export of a roster, `view` being the view of `record`: `roster.json`, `lich-truc.md`,
/// `.csv`, `.html` and `.xlsx`, the papers as `.docx` and `.pdf`, and the calendars under `ics/`.
///
/// # Errors
///
/// Our own fault.
pub fn all(view: &RosterView, record: &RosterRecord) -> Result<Vec<ExportFile>, ExportError> {
    let mut files = Vec::new();
    for format in [
        Format::Json,
        Format::Md,
        Format::Csv,
        Format::Html,
        Format::Xlsx,
    ] {
        files.push(file(format, one(view, record, format)?));
    }
    files.extend(papers(view)?);
    files.extend(ics::files(view));
    Ok(files)
}

/// Every paper, each made up once.
fn papers(view: &RosterView) -> Result<Vec<ExportFile>, ExportError> {
    let mut typesetter = Typesetter::default();
    let mut files = Vec::new();
    for paper in Paper::ALL {
        let papers = document::make(view, paper, &mut typesetter)?;
        let docx = docx::write(&papers, view.changed)?;
        let pdf = pdf::write(&papers, view.changed, &mut typesetter)?;
        files.push(file(Format::Docx(paper), docx));
        files.push(file(Format::Pdf(paper), pdf));
    }
    Ok(files)
}

fn file(format: Format, bytes: Vec<u8>) -> ExportFile {
    ExportFile {
        path: format.file_name(),
        bytes,
    }
}

/// One export of a roster.
///
/// # Errors
///
/// Our own fault.
pub fn one(
    view: &RosterView,
    record: &RosterRecord,
    format: Format,
) -> Result<Vec<u8>, ExportError> {
    Ok(match format {
        Format::Json => json::write(record)?.into_bytes(),
        Format::Md => markdown::write(view).into_bytes(),
        Format::Csv => csv::write(view)?,
        Format::Html => html::write(view)?.into_bytes(),
        Format::Xlsx => xlsx::write(view)?,
        Format::Docx(paper) => docx(view, paper)?,
        Format::Pdf(paper) => pdf(view, paper)?,
    })
}

/// The export that [`all`] calls `name`; `None` if there is none.
///
/// # Errors
///
/// Our own fault.
pub fn named(
    view: &RosterView,
    record: &RosterRecord,
    name: &str,
) -> Result<Option<Vec<u8>>, ExportError> {
    if let Some(format) = Format::of_file(name) {
        return one(view, record, format).map(Some);
    }
    let calendar = ics::files(view).into_iter().find(|it| it.path == name);
    Ok(calendar.map(|it| it.bytes))
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
