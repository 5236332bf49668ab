//! Which office and period of a store is meant.

use std::collections::BTreeSet;

use crate::calendar::period::Period;
use crate::store::Store;
use crate::store::revisions::Revision;

use super::error::AppError;

/// What was said about it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Selector<'a> {
    /// Id of the office.
    pub office: Option<&'a str>,
    /// The lunar year it begins, written as the solar year of mùng 1.
    pub year: Option<i32>,
    /// Id of the period.
    pub period: Option<&'a str>,
}

impl Selector<'_> {
    /// Whether a period of an office may be meant.
    pub fn is_met_by(self, office: &str, period: &Period) -> bool {
        self.office.is_none_or(|it| it == office)
            && self.year.is_none_or(|it| period.lunar_year() == Some(it))
            && self.period.is_none_or(|it| it == period.id())
    }
}

/// The last period imported that `selector` allows; the office must be clear.
///
/// # Errors
///
/// There is none, or several offices could be meant.
pub fn period(store: &Store, selector: Selector<'_>) -> Result<(String, Period), AppError> {
    let mut all = store.periods()?;
    all.retain(|(office, period)| selector.is_met_by(office, period));
    one_office(all.iter().map(|it| it.0.as_str()))?;
    all.pop().ok_or_else(|| nothing(selector))
}

/// The office meant: the only one in the store, imported or with a roster.
///
/// # Errors
///
/// There is none, or several could be meant.
pub fn office(store: &Store, selector: Selector<'_>) -> Result<String, AppError> {
    let imported = store.periods()?.into_iter();
    let revisions = store
        .revisions()?
        .into_iter()
        .map(|it| (it.office, it.period));
    let mut all: Vec<_> = imported.chain(revisions).collect();
    all.retain(|(office, period)| selector.is_met_by(office, period));
    one_office(all.iter().map(|it| it.0.as_str()))?;
    let (office, _) = all.pop().ok_or_else(|| nothing(selector))?;
    Ok(office)
}

/// The newest revision that `selector` and `is_wanted` allow; the office must be clear.
///
/// # Errors
///
/// There is none, or several offices could be meant.
pub fn revision(
    store: &Store,
    selector: Selector<'_>,
    is_wanted: impl Fn(&Revision) -> bool,
) -> Result<Revision, AppError> {
    let mut all = store.revisions()?;
    all.retain(|it| selector.is_met_by(&it.office, &it.period));
    one_office(all.iter().map(|it| it.office.as_str()))?;
    all.retain(is_wanted);
    all.pop().ok_or_else(|| AppError::NoRevision {
        revision: "-".to_owned(),
    })
}

fn one_office<'a>(offices: impl Iterator<Item = &'a str>) -> Result<(), AppError> {
    let offices: BTreeSet<_> = offices.collect();
    if offices.len() < 2 {
        return Ok(());
    }
    Err(AppError::WhichOffice {
        offices: offices.into_iter().map(str::to_owned).collect(),
    })
}

fn nothing(selector: Selector<'_>) -> AppError {
    let year = selector.year.map(|it| it.to_string());
    AppError::NoPeriod {
        office: selector.office.map(str::to_owned),
        period: selector.period.map(str::to_owned).or(year),
    }
}
