//! All wording, Vietnamese and English.

pub mod alternatives;
pub mod changes;
pub mod clean;
pub mod conflict;
pub mod dates;
pub mod differences;
pub mod document;
pub mod files;
pub mod findings;
pub mod folder;
pub mod history;
pub mod labels;
pub mod loads;
pub mod numbers;
pub mod people;
pub mod period;
pub mod reasons;
pub mod revisions;
pub mod rules;
pub mod sheets;
pub mod store;
pub mod usage;
pub mod verdicts;

/// Language of everything shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}
