//! Why a use case did not do what it was asked.

use std::io;
use std::path::PathBuf;

use crate::calendar::lunar::LunarError;
use crate::calendar::window::WindowError;
use crate::export::error::ExportError;
use crate::input::error::InputError;
use crate::rules::judged::Judged;
use crate::store::doctor::Flaw;
use crate::store::error::StoreError;

use super::actor::{Action, Actor};
use super::change::error::ChangeError;
use super::contested::Contested;

/// Why a use case did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// Everything wrong with what was read; never empty.
    #[error("{} faults in the input", .0.len())]
    Input(Vec<InputError>),
    /// The store did not do what it was asked.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file cannot be read.
    #[error("E501 {}: cannot be read: {cause}", path.display())]
    Unreadable {
        /// The file that was to be read.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// A file cannot be written; what stood there before still does.
    #[error("E502 {}: cannot be written: {cause}", path.display())]
    NotWritten {
        /// The file that was to be written; `-` is standard output.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// A file that should be a `roster.json` is none.
    #[error("E503 {}: not a roster: {cause}", path.display())]
    NotARoster {
        /// The file that was read.
        path: PathBuf,
        /// What is wrong, and where.
        cause: String,
    },
    /// Something that is never overwritten is there already; nothing was written.
    #[error("E504 {}: exists already", path.display())]
    Exists {
        /// The file that is there already.
        path: PathBuf,
    },
    /// Two changed the same things differently; nothing was written. Never empty.
    #[error("E531 {} things were changed by somebody else too", .0.len())]
    Contested(Vec<Contested>),
    /// A period is there already that was to be made.
    #[error("E532 office {office} has a period {period} already")]
    PeriodExists {
        /// Id of the office.
        office: String,
        /// Id of the period.
        period: String,
    },
    /// A folder says something else than what was last read from it or written to it.
    #[error("E530 {}: says something else than the store knows of it", path.display())]
    ForeignFolder {
        /// The folder.
        path: PathBuf,
    },
    /// The store has no such revision.
    #[error("E505 no revision {revision}")]
    NoRevision {
        /// The number asked for; `-` if the newest one was.
        revision: String,
    },
    /// A change of a roster cannot even be judged; never empty.
    #[error("{} faults in the change", .0.len())]
    Change(Vec<ChangeError>),
    /// A roster could not be written in some form.
    #[error(transparent)]
    Export(ExportError),
    /// A text is no date, or no split of days.
    #[error("E506 `{found}`: not understood")]
    NotUnderstood {
        /// The text as given.
        found: String,
    },
    /// There is no such lunar date.
    #[error("E507 {0}")]
    Lunar(#[from] LunarError),
    /// The days off cannot be told.
    #[error("E508 {0}")]
    Window(#[from] WindowError),
    /// Nothing was imported of what is meant.
    #[error("E510 nothing was imported of office {office:?}, period {period:?}")]
    NoPeriod {
        /// Id of the office, if said.
        office: Option<String>,
        /// The period or its year, if said.
        period: Option<String>,
    },
    /// Several offices could be meant.
    #[error("E511 which office of {}?", offices.join(", "))]
    WhichOffice {
        /// Ids of the offices in the store.
        offices: Vec<String>,
    },
    /// Publishing this draft would break rules.
    #[error("E512 revision {revision} breaks rules")]
    Breaks {
        /// Number of the draft.
        revision: i64,
        /// The rules' word.
        judged: Box<Judged>,
    },
    /// A store or a copy of one is not sound.
    #[error("E513 {}: not sound, {} flaws", path.display(), flaws.len())]
    Unsound {
        /// The store or copy that was checked.
        path: PathBuf,
        /// What is wrong with it.
        flaws: Vec<Flaw>,
    },
    /// Weights or points are too high to count with.
    #[error("E515 weights or points too high")]
    OutOfRange,
    /// There is no draft that could be published.
    #[error("E514 no draft")]
    NoDraft,
    /// Who acts may not do that.
    #[error("E516 `{}`, as {:?}, may not do {action:?}", actor.id, actor.role)]
    NotAllowed {
        /// Who, in which role.
        actor: Actor,
        /// What they wanted to do.
        action: Action,
    },
    /// Our own fault.
    #[error("E599 {0}")]
    Fault(String),
}

impl AppError {
    pub(super) fn no_revision(id: i64) -> Self {
        Self::NoRevision {
            revision: id.to_string(),
        }
    }
}
