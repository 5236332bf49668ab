//! What a period is called.

use crate::calendar::period::{Period, PeriodKind};
use crate::calendar::window::DayKind;

use super::Lang;
use super::dates::year_name;

/// Its name as papers print it: `Tết Nguyên đán Mậu Tuất 2018`.
pub fn name(lang: Lang, period: &Period) -> String {
    match (lang, period.kind()) {
        (Lang::Vi, PeriodKind::Tet { year, .. }) => {
            format!("Tết Nguyên đán {} {year}", year_name(year))
        }
        (Lang::En, PeriodKind::Tet { year, .. }) => format!("Tết {} {year}", year_name(year)),
        (Lang::Vi | Lang::En, PeriodKind::Days { .. }) => period.name().to_owned(),
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

/// Why a day of a period is off.
pub fn day_kind(lang: Lang, period: PeriodKind, kind: DayKind) -> &'static str {
    match (lang, kind) {
        (Lang::Vi, DayKind::Statutory) => match period {
            PeriodKind::Tet { .. } => "nghỉ Tết",
            PeriodKind::Days { .. } => "nghỉ lễ",
        },
        (Lang::Vi, DayKind::Compensatory) => "nghỉ bù",
        (Lang::Vi, DayKind::Swapped) => "nghỉ hoán đổi",
        (Lang::Vi, DayKind::Weekend) => "nghỉ cuối tuần",
        (Lang::Vi, DayKind::Workday) => "ngày làm việc",
        (Lang::En, DayKind::Statutory) => "public holiday",
        (Lang::En, DayKind::Compensatory) => "day in lieu",
        (Lang::En, DayKind::Swapped) => "swapped day off",
        (Lang::En, DayKind::Weekend) => "weekend",
        (Lang::En, DayKind::Workday) => "working day",
    }
}
