//! What a period is called.

use crate::calendar::period::{Period, PeriodKind};

use super::Lang;
use super::dates::year_name;

/// Its name as papers print it: `Tết Nguyên đán Mậu Tuất 2018`.
pub fn name(lang: Lang, period: &Period) -> String {
    match (lang, period.kind()) {
        (Lang::Vi, PeriodKind::Tet { year, .. }) => {
            format!("Tết Nguyên đán {} {year}", year_name(*year))
        }
        (Lang::En, PeriodKind::Tet { year, .. }) => format!("Tết {} {year}", year_name(*year)),
    }
}

/// Title of its roster, by its name.
pub fn heading(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Vi => format!("Lịch trực {name}"),
        Lang::En => format!("Duty roster, {name}"),
    }
}

/// From which day to which.
pub fn from_to(lang: Lang, first: &str, last: &str) -> String {
    match lang {
        Lang::Vi => format!("Từ {first} đến {last}"),
        Lang::En => format!("{first} to {last}"),
    }
}
