//! What an import changes.

use serde::Serialize;

use crate::calendar::period::Period;
use crate::store::office::Difference;

use super::super::import::Import;

/// Of `import` and `history --import`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ImportAnswer {
    /// Id of the office.
    pub office: String,
    /// Id of the period; `None` of earlier ones.
    pub period: Option<String>,
    /// The lunar year it begins.
    pub year: Option<i32>,
    /// Whether the store was changed.
    pub written: bool,
    /// What is not as it was stored.
    pub differences: Vec<Difference>,
    /// What the roster in force breaks by the new data, a sentence each.
    pub broken: Vec<String>,
}

impl ImportAnswer {
    /// What `import` changed if `is_wanted`, or would have.
    pub fn new(import: &Import, is_wanted: bool, broken: &[String]) -> Self {
        Self {
            office: import.office.clone(),
            period: import.period.as_ref().map(|it| it.id().to_owned()),
            year: import.period.as_ref().and_then(Period::lunar_year),
            written: is_wanted && (import.is_typed_anew || !import.differences.is_empty()),
            differences: import.differences.clone(),
            broken: broken.to_vec(),
        }
    }
}
