//! Why a command did not do what it was asked.

use std::path::Path;

use serde::Serialize;

use crate::domain::sources::Item;
use crate::export::error::ExportError;
use crate::input::error::InputError;
use crate::input::files::OFFICE;
use crate::store::error::StoreError;
use crate::text::Lang;
use crate::words::input;

use super::super::contested::Contested;
use super::super::describe;
use super::super::error::AppError;

/// One fault: what, where, what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Failure {
    /// As in `docs/errors.md`.
    pub code: String,
    /// The file or folder it is in, or the option of the command line.
    pub file: Option<String>,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// Line of a text or row of a sheet, from 1.
    pub row: Option<usize>,
    /// Heading or letter of the column, or the key.
    pub column: Option<String>,
    /// A sentence, with all of this.
    pub message: String,
    /// What in particular, a sentence each.
    pub details: Vec<String>,
    /// What somebody else changed too; left out if there is nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub conflicts: Vec<SourceConflict>,
}

/// One thing that two changed differently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourceConflict {
    /// The file, or `people`, `history`, `pins`.
    pub file: String,
    /// The id of the row.
    pub row: Option<String>,
    /// The key of the column, or the path of the key in `office.toml`.
    pub column: Option<String>,
    /// What it is, in words.
    pub what: String,
    /// What it was before either; `None`: it was not there.
    pub was: Option<String>,
    /// What is stored now.
    pub stored: Option<String>,
    /// What was to be written.
    pub wanted: Option<String>,
}

impl SourceConflict {
    fn new(lang: Lang, it: &Contested) -> Self {
        let (file, row, column) = match &it.conflict.item {
            Item::Key { path } => (OFFICE.to_owned(), None, Some(path.join("."))),
            Item::KeyOrder { path } => (OFFICE.to_owned(), None, Some(path.join("."))),
            Item::Layout {} => (OFFICE.to_owned(), None, None),
            Item::File { name } => (name.clone(), None, None),
            Item::Columns { sheet } | Item::RowOrder { sheet } => {
                (sheet.as_str().to_owned(), None, None)
            }
            Item::Row { sheet, row } => (sheet.as_str().to_owned(), Some(row.clone()), None),
            Item::Cell { sheet, row, column } => {
                let (row, column) = (Some(row.clone()), Some(column.clone()));
                (sheet.as_str().to_owned(), row, column)
            }
        };
        let text = |bytes: &Option<Vec<u8>>| {
            let bytes = bytes.as_deref()?;
            Some(String::from_utf8_lossy(bytes).into_owned())
        };
        Self {
            file,
            row,
            column,
            what: describe::typed::what(lang, it),
            was: text(&it.conflict.was),
            stored: text(&it.conflict.mine),
            wanted: text(&it.conflict.theirs),
        }
    }
}

/// Of every command that fails.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FailureAnswer {
    /// Everything that is wrong; never empty.
    pub errors: Vec<Failure>,
}

impl Failure {
    /// A fault of no place.
    fn new(code: &str, message: String) -> Self {
        Self {
            code: code.to_owned(),
            file: None,
            sheet: None,
            row: None,
            column: None,
            message,
            details: Vec::new(),
            conflicts: Vec::new(),
        }
    }

    /// Everything wrong by `error`; never empty.
    pub fn all(lang: Lang, error: &AppError) -> Vec<Self> {
        match error {
            AppError::Input(faults) => faults.iter().map(|it| Self::of_input(lang, it)).collect(),
            AppError::Change(faults) => (faults.iter())
                .map(|it| Self::new(&code(it), describe::change::error(lang, it)))
                .collect(),
            AppError::Contested(found) => {
                let mut texts = describe::error(lang, error).into_iter();
                vec![Self {
                    conflicts: found
                        .iter()
                        .map(|it| SourceConflict::new(lang, it))
                        .collect(),
                    details: texts.by_ref().skip(1).collect(),
                    ..Self::new(&code(error), describe::typed::headline(lang).to_owned())
                }]
            }
            AppError::Store(_)
            | AppError::Unreadable { .. }
            | AppError::NotWritten { .. }
            | AppError::NotARoster { .. }
            | AppError::Exists { .. }
            | AppError::ForeignFolder { .. }
            | AppError::PeriodExists { .. }
            | AppError::NoRevision { .. }
            | AppError::Export(_)
            | AppError::NotUnderstood { .. }
            | AppError::Lunar(_)
            | AppError::Window(_)
            | AppError::NoPeriod { .. }
            | AppError::WhichOffice { .. }
            | AppError::Breaks { .. }
            | AppError::Unsound { .. }
            | AppError::OutOfRange
            | AppError::NoDraft
            | AppError::NotAllowed { .. }
            | AppError::Fault(_) => {
                let mut texts = describe::error(lang, error).into_iter();
                let message = texts.next().unwrap_or_default();
                vec![Self {
                    file: file(error).map(|it| it.display().to_string()),
                    details: texts.collect(),
                    ..Self::new(&code(error), message)
                }]
            }
        }
    }

    /// One fault of a file, or a doubt about it.
    pub fn of_input(lang: Lang, fault: &InputError) -> Self {
        let place = fault.place();
        Self {
            file: Some(place.file),
            sheet: place.sheet,
            row: place.row,
            column: place.column,
            ..Self::new(&code(fault), input::error(lang, fault))
        }
    }
}

impl FailureAnswer {
    /// What `error` says.
    pub fn new(lang: Lang, error: &AppError) -> Self {
        Self {
            errors: Failure::all(lang, error),
        }
    }

    /// A command line that is not understood, in the words of `message`.
    pub fn usage(message: String) -> Self {
        Self {
            errors: vec![Failure::new("E500", message)],
        }
    }

    /// A fault of this program's own, in the words of `message`.
    pub fn fault(message: String) -> Self {
        Self {
            errors: vec![Failure::new("E599", message)],
        }
    }
}

/// The first word of every error.
fn code(error: &impl ToString) -> String {
    let text = error.to_string();
    text.split(' ').next().unwrap_or_default().to_owned()
}

/// The file that `error` is about.
fn file(error: &AppError) -> Option<&Path> {
    match error {
        AppError::Unreadable { path, .. }
        | AppError::NotWritten { path, .. }
        | AppError::NotARoster { path, .. }
        | AppError::Exists { path }
        | AppError::ForeignFolder { path }
        | AppError::Unsound { path, .. }
        | AppError::Store(
            StoreError::Open { path, .. }
            | StoreError::Newer { path, .. }
            | StoreError::Foreign { path }
            | StoreError::Older { path, .. },
        )
        | AppError::Export(
            ExportError::NotWritten { path, .. }
            | ExportError::InTheWay { path, .. }
            | ExportError::NotRemoved { path, .. },
        ) => Some(path),
        AppError::Store(
            StoreError::Corrupt { .. }
            | StoreError::Failed(_)
            | StoreError::Unwritable(_)
            | StoreError::NoRevision { .. }
            | StoreError::WrongState { .. }
            | StoreError::Stale { .. }
            | StoreError::NoChange { .. }
            | StoreError::Settled { .. }
            | StoreError::OfficeChanged { .. },
        )
        | AppError::Export(ExportError::NotRendered { .. })
        | AppError::Input(_)
        | AppError::Change(_)
        | AppError::Contested(_)
        | AppError::PeriodExists { .. }
        | AppError::NoRevision { .. }
        | AppError::NotUnderstood { .. }
        | AppError::Lunar(_)
        | AppError::Window(_)
        | AppError::NoPeriod { .. }
        | AppError::WhichOffice { .. }
        | AppError::Breaks { .. }
        | AppError::OutOfRange
        | AppError::NoDraft
        | AppError::NotAllowed { .. }
        | AppError::Fault(_) => None,
    }
}
