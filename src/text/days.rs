//! Roster days in words, from what the roster itself knows of them.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::calendar::window::{Day, DayKind};

use super::Lang;

/// The day of the week.
pub fn weekday(lang: Lang, date: NaiveDate) -> &'static str {
    let [vi, en] = match date.weekday() {
        Weekday::Mon => ["Thứ Hai", "Monday"],
        Weekday::Tue => ["Thứ Ba", "Tuesday"],
        Weekday::Wed => ["Thứ Tư", "Wednesday"],
        Weekday::Thu => ["Thứ Năm", "Thursday"],
        Weekday::Fri => ["Thứ Sáu", "Friday"],
        Weekday::Sat => ["Thứ Bảy", "Saturday"],
        Weekday::Sun => ["Chủ nhật", "Sunday"],
    };
    match lang {
        Lang::Vi => vi,
        Lang::En => en,
    }
}

/// Why a day is off.
pub fn day_kind(lang: Lang, kind: DayKind) -> &'static str {
    let [vi, en] = match kind {
        DayKind::Statutory => ["nghỉ Tết", "Tết holiday"],
        DayKind::Compensatory => ["nghỉ bù", "off in lieu"],
        DayKind::Swapped => ["nghỉ hoán đổi", "swapped day off"],
        DayKind::Weekend => ["cuối tuần", "weekend"],
        DayKind::Workday => ["ngày làm việc", "working day"],
    };
    match lang {
        Lang::Vi => vi,
        Lang::En => en,
    }
}

/// The lunar date, as far as the distance to mùng 1 tells it.
pub fn lunar_day(lang: Lang, day: Day) -> String {
    match (lang, day.tet) {
        (Lang::Vi, 0..) => format!("mùng {} tháng Giêng", day.tet + 1),
        (Lang::Vi, ..0) => format!("còn {} ngày đến mùng 1", -day.tet),
        (Lang::En, 0..) => format!("day {} of month 1", day.tet + 1),
        (Lang::En, ..0) => format!("{} days before mùng 1", -day.tet),
    }
}

/// The name of a lunar year in the cycle of sixty.
pub fn year_name(year: i32) -> String {
    let stems = [
        "Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý",
    ];
    let branches = [
        "Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi",
    ];
    let of = |names: &[&'static str]| {
        let place = (year - 4).rem_euclid(i32::try_from(names.len()).unwrap_or(1));
        usize::try_from(place)
            .ok()
            .and_then(|it| names.get(it).copied())
            .unwrap_or_default()
    };
    format!("{} {}", of(&stems), of(&branches))
}
