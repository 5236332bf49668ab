//! Rosters as files: in memory, and from there to the disk.

use std::path::Path;

use crate::export::error::ExportError;
use crate::export::format::Format;
use crate::export::view::RosterView;
use crate::export::write::write_all;
use crate::export::{self, ExportFile, ics};
use crate::rules::record::RosterRecord;
use crate::text::Lang;

use super::actor::Action;
use super::error::AppError;
use super::office::Office;
use super::published_view::{PublishedView, Readers, published_view};
use super::selector::Selector;
use super::{claims, read, view};

/// What is to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// One file.
    File(Format),
    /// Every calendar.
    Calendars,
}

/// A roster and its words, ready to be written.
#[derive(Clone, Debug)]
pub struct Worded {
    /// The roster.
    pub record: RosterRecord,
    /// It in words.
    pub view: RosterView,
}

impl Worded {
    /// The roster in the file `path`.
    ///
    /// # Errors
    ///
    /// It cannot be read, is no roster, or contradicts itself.
    pub fn of_file(lang: Lang, path: &Path) -> Result<Self, AppError> {
        let record = claims::proven(read::sound_record(path)?);
        Ok(Self {
            view: view::of_record(lang, &record, None)?,
            record,
        })
    }

    /// The revision `id`, or the newest that `selector` allows, with what `form` needs of those before it.
    ///
    /// # Errors
    ///
    /// There is no such revision, several offices could be meant, or the store cannot be read.
    pub fn of_revision(
        lang: Lang,
        office: &Office,
        id: Option<i64>,
        selector: Selector<'_>,
        form: Form,
    ) -> Result<Self, AppError> {
        let readers = match form {
            Form::File(_) => Readers::OfPapers,
            Form::Calendars => Readers::OfCalendars,
        };
        let PublishedView { record, view, .. } =
            published_view(lang, office, id, selector, readers)?;
        Ok(Self { record, view })
    }

    /// With what the office folder `folder` says about papers now: number and date are given long after
    /// planning.
    ///
    /// # Errors
    ///
    /// Every fault of the folder.
    pub fn with_papers_of(mut self, folder: &Path) -> Result<Self, AppError> {
        let read = read::folder(folder)?;
        self.view = self.view.with_papers(&read.problem.facts().document);
        Ok(self)
    }

    /// Writes it in one form: calendars to the folder `out`, else to the file `out`. Answers the names.
    ///
    /// # Errors
    ///
    /// A file cannot be written; those there before still are.
    pub fn write(&self, form: Form, out: &Path) -> Result<Vec<String>, AppError> {
        match form {
            Form::Calendars => {
                let files = ics::files(&self.view).into_iter().map(|mut file| {
                    if let Some(name) = file.path.strip_prefix("ics/") {
                        file.path = name.to_owned();
                    }
                    file
                });
                write(out, &files.collect::<Vec<_>>())
            }
            Form::File(format) => {
                let bytes = export::one(&self.view, &self.record, format)?;
                write_file(out, bytes)
            }
        }
    }
}

/// Every export of the revision `id`, or of the newest that `selector` allows, by name. `roster.json` tells
/// reasons of leave, so only those who may see them get it.
///
/// # Errors
///
/// There is no such revision, several offices could be meant, or the store cannot be read.
pub fn files(
    lang: Lang,
    office: &Office,
    id: Option<i64>,
    selector: Selector<'_>,
) -> Result<Vec<ExportFile>, AppError> {
    let PublishedView { record, view, .. } =
        published_view(lang, office, id, selector, Readers::OfCalendars)?;
    let mut files = export::all(&view, &record)?;
    if !Action::SeeReasons.is_open_to(office.actor().role) {
        let hidden = Format::Json.file_name();
        files.retain(|it| it.path != hidden);
    }
    Ok(files)
}

/// The one of [`files`] that is called `name`; `None` if none is.
///
/// # Errors
///
/// As [`files`], or whoever asks may not see it.
pub fn file(
    lang: Lang,
    office: &Office,
    id: Option<i64>,
    selector: Selector<'_>,
    name: &str,
) -> Result<Option<Vec<u8>>, AppError> {
    let readers = match Format::of_file(name) {
        Some(Format::Json) => {
            office.reading(Action::SeeReasons)?;
            Readers::OfPapers
        }
        Some(_) => Readers::OfPapers,
        None => Readers::OfCalendars,
    };
    let PublishedView { record, view, .. } = published_view(lang, office, id, selector, readers)?;
    Ok(export::named(&view, &record, name)?)
}

/// Writes every export of `record`, whose view is `view`, to the folder `out`; answers their names.
///
/// # Errors
///
/// A file cannot be written; those there before still are.
pub fn write_to(
    view: &RosterView,
    record: &RosterRecord,
    out: &Path,
) -> Result<Vec<String>, AppError> {
    write(out, &export::all(view, record)?)
}

/// Writes every export of the revision `id`, calendars after all that was published before it, to the
/// folder `out`; answers their names.
///
/// # Errors
///
/// There is no such revision, or a file cannot be written; those there before still are.
pub fn write_revision(
    lang: Lang,
    office: &Office,
    id: i64,
    out: &Path,
) -> Result<Vec<String>, AppError> {
    write(out, &files(lang, office, Some(id), Selector::default())?)
}

/// Writes `files` to the folder `out`; answers their names.
fn write(out: &Path, files: &[ExportFile]) -> Result<Vec<String>, AppError> {
    write_all(out, files)?;
    Ok(files.iter().map(|it| it.path.clone()).collect())
}

fn write_file(out: &Path, bytes: Vec<u8>) -> Result<Vec<String>, AppError> {
    let Some(name) = out.file_name() else {
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
    let path = name.to_string_lossy().into_owned();
    write(folder, &[ExportFile { path, bytes }])
}

impl From<ExportError> for AppError {
    fn from(error: ExportError) -> Self {
        Self::Export(error)
    }
}
