//! Rosters as files.

use std::path::Path;

use chrono::NaiveDateTime;

use crate::domain::document::Document;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;
use crate::export::document::Paper;
use crate::export::error::ExportError;
use crate::export::view::{Meta, Revision, RosterView};
use crate::export::{ExportFile, write::write_all};
use crate::export::{csv, html, ics, json, markdown, xlsx};
use crate::rules::evaluate::evaluate;
use crate::rules::record::RosterRecord;
use crate::text::Lang;

use super::error::AppError;
use super::source;

/// The forms a roster can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Calendars: a folder of files.
    Ics,
    /// A page for screen and paper.
    Html,
    /// A line a turn.
    Csv,
    /// Everything, for programs.
    Json,
    /// A table for people.
    Md,
    /// A paper for word processors.
    Docx(Paper),
    /// A paper to print.
    Pdf(Paper),
    /// A workbook, to be edited too.
    Xlsx,
}

/// What the office folder `folder` says about papers now: number and date are given long after
/// planning.
///
/// # Errors
///
/// Every fault of the folder.
pub fn papers_of(folder: &Path) -> Result<Document, AppError> {
    let folder = source::folder(folder)?;
    Ok(folder.facts.document)
}

/// The worded view of a record; judged anew.
///
/// # Errors
///
/// The record does not hold together.
pub fn view(
    lang: Lang,
    record: &RosterRecord,
    revision: Option<(i64, NaiveDateTime)>,
) -> Result<RosterView, AppError> {
    let problem = Problem::new(record.problem.clone())
        .map_err(|faults| AppError::Fault(format!("facts do not hold together: {faults:?}")))?;
    let (roster, _) = Roster::from_assignments(&problem, &record.assignments);
    let evaluation = evaluate(&problem, &record.rules, &roster);
    let revision = revision.map(|(number, made)| Revision { number, made });
    let meta = Meta::of(record, revision);
    Ok(RosterView::new(
        lang,
        &problem,
        &record.rules,
        &roster,
        &evaluation,
        &meta,
    ))
}

/// Writes every export of `record` to the folder `out`; answers their names.
///
/// # Errors
///
/// A file cannot be written; those there before still are.
pub fn publish(
    view: &RosterView,
    record: &RosterRecord,
    out: &Path,
) -> Result<Vec<String>, AppError> {
    let files = crate::export::all(view, record)?;
    write_all(out, &files)?;
    Ok(files.into_iter().map(|file| file.path).collect())
}

/// Writes `record` in one form: to the folder `out` for calendars, else to the file `out`.
///
/// # Errors
///
/// As [`publish`].
pub fn export(
    view: &RosterView,
    record: &RosterRecord,
    format: Format,
    out: &Path,
) -> Result<Vec<String>, AppError> {
    let bytes = match format {
        Format::Ics => {
            let strip = |mut file: ExportFile| {
                if let Some(name) = file.path.strip_prefix("ics/") {
                    file.path = name.to_owned();
                }
                file
            };
            let files: Vec<ExportFile> = ics::files(view).into_iter().map(strip).collect();
            write_all(out, &files)?;
            return Ok(files.into_iter().map(|file| file.path).collect());
        }
        Format::Html => html::write(view)?.into_bytes(),
        Format::Csv => csv::write(view)?,
        Format::Json => json::write(record)?.into_bytes(),
        Format::Md => markdown::write(view).into_bytes(),
        Format::Docx(paper) => crate::export::docx(view, paper)?,
        Format::Pdf(paper) => crate::export::pdf(view, paper)?,
        Format::Xlsx => xlsx::write(view)?,
    };
    let name = out
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    let Some(path) = name else {
        let cause = std::io::Error::from(std::io::ErrorKind::InvalidInput);
        return Err(AppError::NotWritten {
            path: out.to_owned(),
            cause,
        });
    };
    let folder = match out.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        Some(_) | None => Path::new("."),
    };
    write_all(
        folder,
        &[ExportFile {
            path: path.clone(),
            bytes,
        }],
    )?;
    Ok(vec![path])
}

impl From<ExportError> for AppError {
    fn from(error: ExportError) -> Self {
        Self::Export(error)
    }
}
