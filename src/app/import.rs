//! An office folder, or a table of earlier years, into the store.

use std::path::Path;

use crate::calendar::period::Period;
use crate::domain::facts::Facts;
use crate::domain::person::PastPeriod;
use crate::input;
use crate::input::error::InputError;
use crate::rules::judged::Judged;
use crate::store::office::{Difference, PeriodData};

use super::actor::Action;
use super::error::AppError;
use super::office::Office;
use super::selector::{self, Selector};
use super::{read, revisions};

/// What an import would do. Nothing is written yet.
#[derive(Clone, Debug)]
pub struct Import {
    /// Id of the office.
    pub office: String,
    /// For which time; `None` if earlier periods are imported.
    pub period: Option<Period>,
    /// What would change, in order of kind.
    pub differences: Vec<Difference>,
    /// Doubtful things that stop nothing.
    pub warnings: Vec<InputError>,
    what: What,
    /// Of the office when it was compared.
    version: i64,
}

#[derive(Clone, Debug)]
enum What {
    Data(Box<PeriodData>),
    PastPeriods(Vec<(String, PastPeriod)>),
}

impl Import {
    /// Whether something stored would be changed or dropped, not only added.
    pub fn overwrites(&self) -> bool {
        self.differences.iter().any(|it| it.before.is_some())
    }
}

/// Reads the folder and compares it with what is stored.
///
/// # Errors
///
/// The folder has faults, or the store cannot be read.
pub fn compare(office: &Office, folder: &Path) -> Result<Import, AppError> {
    let store = office.reading(Action::Import)?;
    let read = read::folder(folder)?;
    let data = PeriodData {
        facts: read.problem.into_facts(),
        rules: read.rules,
        carry_years: read.carry_years,
    };
    let office = data.facts.office.id.clone();
    Ok(Import {
        period: Some(data.facts.period.clone()),
        version: store.version(&office)?,
        differences: store.compare(&data)?,
        warnings: read.warnings,
        what: What::Data(Box::new(data)),
        office,
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
        What::Data(data) => {
            store.import(data, import.version, &mark)?;
            let Facts { office, period, .. } = &data.facts;
            revisions::broken_in_force(store, &office.id, period.id())
        }
        What::PastPeriods(past) => {
            store.import_history(&import.office, past, import.version, &mark)?;
            Ok(None)
        }
    }
}
