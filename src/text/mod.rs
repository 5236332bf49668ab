//! All wording, Vietnamese and English.

pub mod changes;
pub mod choice;
pub mod clean;
pub mod conflict;
pub mod dates;
pub mod document;
pub mod explain;
pub mod fairness;
pub mod findings;
pub mod labels;
pub mod numbers;
pub mod people;
pub mod period;
pub mod plan;
pub mod rules;
pub mod sheets;
pub mod store;
pub mod usage;

/// Language of everything shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}
