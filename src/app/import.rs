//! An office folder, or a table of earlier years, into the store.

use std::path::Path;

use crate::calendar::period::Period;
use crate::domain::facts::Facts;
use crate::domain::person::PastPeriod;
use crate::domain::sources::Sources;
use crate::input;
use crate::input::error::InputError;
use crate::input::files::Directory;
use crate::input::sources::merge::merged;
use crate::rules::judged::Judged;
use crate::store::office::{Difference, PeriodData};
use crate::store::{self, Store};

use super::actor::Action;
use super::contested::contested;
use super::error::AppError;
use super::office::Office;
use super::selector::{self, Selector};
use super::{revisions, typed};

/// What an import would do. Nothing is written yet.
#[derive(Clone, Debug)]
pub struct Import {
    /// Id of the office.
    pub office: String,
    /// For which time; `None` if earlier periods are imported.
    pub period: Option<Period>,
    /// What would change, in order of kind.
    pub differences: Vec<Difference>,
    /// Whether something is typed otherwise than stored, be it only a comment.
    pub is_typed_anew: bool,
    /// Doubtful things that stop nothing.
    pub warnings: Vec<InputError>,
    what: What,
    /// Of the office when it was compared.
    version: i64,
}

#[derive(Clone, Debug)]
enum What {
    Data(Box<Typed>),
    PastPeriods(Vec<(String, PastPeriod)>),
}

/// What is planned from, and what it is made of.
#[derive(Clone, Debug)]
struct Typed {
    data: PeriodData,
    sources: Sources,
    /// What the folder says that was read.
    folder: Option<Sources>,
}

impl Import {
    /// Whether something stored would be changed or dropped, not only added.
    pub fn overwrites(&self) -> bool {
        self.differences.iter().any(|it| it.before.is_some())
    }

    /// The facts to be imported; nothing if it is of earlier years.
    pub fn facts(&self) -> Option<&Facts> {
        match &self.what {
            What::Data(typed) => Some(&typed.data.facts),
            What::PastPeriods(_) => None,
        }
    }
}

/// Reads the folder and compares it with what is stored. What is typed otherwise in the folder than
/// when it was last read or written is taken; what is typed otherwise in the store only stays.
///
/// # Errors
///
/// The folder has faults; it and the store have changed the same things differently since; or the
/// store cannot be read.
pub fn compare(office: &Office, folder: &Path) -> Result<Import, AppError> {
    let store = office.reading(Action::Import)?;
    let directory = Directory::open(folder).map_err(|it| AppError::Input(vec![it]))?;
    let read = input::folder::read(&directory).map_err(AppError::Input)?;
    let theirs = input::sources::read(&directory).map_err(AppError::Input)?;
    let Facts { office, period, .. } = read.problem.facts();
    let mine = store.sources(&office.id, period.id())?;
    let sources = match mine {
        // Facts that an older program stored are no other word than the folder's.
        None => theirs.clone(),
        Some(mine) => {
            let base = store.folder(&office.id, period.id())?;
            let base = base.unwrap_or_else(|| mine.clone());
            merged(&base, &mine, &theirs)
                .map_err(|found| AppError::Contested(contested(&[&mine, &theirs, &base], found)))?
        }
    };
    let what = Typed {
        data: typed::read(&sources)?,
        sources,
        folder: Some(theirs),
    };
    of_sources(store, what, read.warnings)
}

/// Compares what is typed with what is stored.
pub(super) fn compare_sources(store: &Store, sources: Sources) -> Result<Import, AppError> {
    let what = Typed {
        data: typed::read(&sources)?,
        sources,
        folder: None,
    };
    of_sources(store, what, Vec::new())
}

fn of_sources(store: &Store, what: Typed, warnings: Vec<InputError>) -> Result<Import, AppError> {
    let Facts { office, period, .. } = &what.data.facts;
    Ok(Import {
        office: office.id.clone(),
        period: Some(period.clone()),
        version: store.version(&office.id)?,
        differences: store.compare(&what.data)?,
        is_typed_anew: store.is_typed_anew(&office.id, period.id(), &what.sources)?,
        warnings,
        what: What::Data(Box::new(what)),
    })
}

/// Reads a table of earlier years and compares it with the store.
///
/// # Errors
///
/// The table has faults, the office is not clear, or the store cannot be read.
pub fn compare_history(
    office: &Office,
    selector: Selector<'_>,
    table: &Path,
) -> Result<Import, AppError> {
    let store = office.reading(Action::Import)?;
    let past = input::history::read(table).map_err(AppError::Input)?;
    let office = selector::office(store, selector)?;
    Ok(Import {
        period: None,
        version: store.version(&office)?,
        differences: store.compare_history(&office, &past)?,
        is_typed_anew: false,
        warnings: Vec::new(),
        what: What::PastPeriods(past),
        office,
    })
}

/// Does what `import` would. Answers the roster in force if
/// it breaks rules by what is known now.
///
/// # Errors
///
/// The office was changed since it was compared, or the store cannot be written.
pub fn apply(
    office: &mut Office,
    import: &Import,
    why: &str,
) -> Result<Option<(i64, Judged)>, AppError> {
    let (store, mark) = office.writing(Action::Import, why)?;
    match &import.what {
        What::Data(typed) => {
            let Typed {
                data,
                sources,
                folder,
            } = &**typed;
            let folder = folder.as_ref();
            let typed = store::sources::Typed { sources, folder };
            store.import_typed(data, typed, import.version, &mark)?;
            let Facts { office, period, .. } = &data.facts;
            revisions::broken_in_force(store, &office.id, period.id())
        }
        What::PastPeriods(past) => {
            store.import_history(&import.office, past, import.version, &mark)?;
            Ok(None)
        }
    }
}
