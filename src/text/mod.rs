//! All wording, Vietnamese and English.

pub mod dates;

/// Language of everything shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}
