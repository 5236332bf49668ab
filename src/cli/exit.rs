//! Exit codes, and which error leads to which.

use std::process::ExitCode;

use crate::app::change::error::ChangeError;
use crate::app::error::AppError;
use crate::export::error::ExportError;
use crate::store::error::StoreError;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// 0: done, the answer is "yes".
    Done,
    /// 1: the answer is "no": rules broken, infeasible, not found.
    No,
    /// 2: bad input or usage.
    BadInput,
    /// 3: our own fault.
    Internal,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Done => Self::from(0),
            Exit::No => Self::from(1),
            Exit::BadInput => Self::from(2),
            Exit::Internal => Self::from(3),
        }
    }
}

impl From<&AppError> for Exit {
    fn from(error: &AppError) -> Self {
        match error {
            AppError::Store(error) => Self::from(error),
            AppError::Input(_)
            | AppError::Unreadable { .. }
            | AppError::NotWritten { .. }
            | AppError::NotARoster { .. }
            | AppError::Exists { .. }
            | AppError::ForeignFolder { .. }
            | AppError::NotUnderstood { .. }
            | AppError::Lunar(_)
            | AppError::Window(_)
            | AppError::WhichOffice { .. }
            | AppError::Unsound { .. }
            | AppError::OutOfRange
            | AppError::Export(
                ExportError::NotWritten { .. }
                | ExportError::InTheWay { .. }
                | ExportError::NotRemoved { .. },
            ) => Self::BadInput,
            AppError::Contested(_)
            | AppError::PeriodExists { .. }
            | AppError::NoRevision { .. }
            | AppError::NoDraft
            | AppError::NoPeriod { .. }
            | AppError::NotAllowed { .. }
            | AppError::Breaks { .. } => Self::No,
            AppError::Change(faults) => match faults[..] {
                [ChangeError::NotALeader { .. }] => Self::No,
                _ => Self::BadInput,
            },
            AppError::Fault(_) | AppError::Export(ExportError::NotRendered { .. }) => {
                Self::Internal
            }
        }
    }
}

impl From<&StoreError> for Exit {
    fn from(error: &StoreError) -> Self {
        match error {
            StoreError::Open { .. }
            | StoreError::Newer { .. }
            | StoreError::Foreign { .. }
            | StoreError::Older { .. }
            | StoreError::Corrupt { .. }
            | StoreError::Failed(_) => Self::BadInput,
            StoreError::NoRevision { .. }
            | StoreError::WrongState { .. }
            | StoreError::Stale { .. }
            | StoreError::NoChange { .. }
            | StoreError::Settled { .. }
            | StoreError::OfficeChanged { .. } => Self::No,
            StoreError::Unwritable(_) => Self::Internal,
        }
    }
}
