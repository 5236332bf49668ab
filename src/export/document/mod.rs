//! The papers made of a roster: letter, slips, request to swap, attendance.

mod appendix;
mod attendance;
mod fill;
mod head;
mod letter;
mod slips;
mod swap;

use super::blocks::Papers;
use super::error::ExportError;
use super::typeset::Typesetter;
use super::view::RosterView;

/// The papers made of one roster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// The letter with the roster as its appendix.
    Letter,
    /// A slip for each person on duty.
    Slips,
    /// The request to swap a turn, to be filled in.
    Swap,
    /// The sheet on which those on duty sign.
    Attendance,
}

impl Paper {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Letter, Self::Slips, Self::Swap, Self::Attendance];

    /// What its files are called, without extension.
    pub fn file_stem(self) -> &'static str {
        match self {
            Self::Letter => "lich-truc",
            Self::Slips => "phieu-truc",
            Self::Swap => "doi-truc",
            Self::Attendance => "cham-cong",
        }
    }
}

/// Makes `paper` of `view`.
///
/// # Errors
///
/// Our own fault.
pub fn make(
    view: &RosterView,
    paper: Paper,
    typesetter: &mut Typesetter,
) -> Result<Papers, ExportError> {
    match paper {
        Paper::Letter => letter::make(view, typesetter),
        Paper::Slips => slips::make(view, typesetter),
        Paper::Swap => swap::make(view, typesetter),
        Paper::Attendance => attendance::make(view, typesetter),
    }
}
