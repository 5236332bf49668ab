//! Why a command did not do what it was asked.

use std::path::Path;

use serde::Serialize;

use crate::export::error::ExportError;
use crate::input::error::InputError;
use crate::store::error::StoreError;
use crate::text::Lang;
use crate::words::input;

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
        }
    }

    /// Everything wrong by `error`; never empty.
    pub fn all(lang: Lang, error: &AppError) -> Vec<Self> {
        match error {
            AppError::Input(faults) => faults.iter().map(|it| Self::of_input(lang, it)).collect(),
            AppError::Change(faults) => (faults.iter())
                .map(|it| Self::new(&code(it), describe::change::error(lang, it)))
                .collect(),
            AppError::Store(_)
            | AppError::Unreadable { .. }
            | AppError::NotWritten { .. }
            | AppError::NotARoster { .. }
            | AppError::Exists { .. }
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

    fn of_input(lang: Lang, fault: &InputError) -> Self {
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
