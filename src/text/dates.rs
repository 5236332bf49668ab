//! Dates in words: weekdays, lunar labels, day kinds.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::calendar::lunar::{LunarDate, can_chi};

use super::Lang;

const CAN: [&str; 10] = [
    "Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý",
];
const CHI: [&str; 12] = [
    "Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi",
];

/// Name of a lunar year in the sixty-year cycle, e.g. `Mậu Tuất`; the same in both languages.
pub fn year_name(year: i32) -> String {
    let (can, chi) = can_chi(year);
    format!("{} {}", CAN[usize::from(can)], CHI[usize::from(chi)])
}

/// Day of the week, e.g. `thứ Hai`, `Chủ nhật`.
pub fn weekday(lang: Lang, date: NaiveDate) -> &'static str {
    match (lang, date.weekday()) {
        (Lang::Vi, Weekday::Mon) => "thứ Hai",
        (Lang::Vi, Weekday::Tue) => "thứ Ba",
        (Lang::Vi, Weekday::Wed) => "thứ Tư",
        (Lang::Vi, Weekday::Thu) => "thứ Năm",
        (Lang::Vi, Weekday::Fri) => "thứ Sáu",
        (Lang::Vi, Weekday::Sat) => "thứ Bảy",
        (Lang::Vi, Weekday::Sun) => "Chủ nhật",
        (Lang::En, Weekday::Mon) => "Monday",
        (Lang::En, Weekday::Tue) => "Tuesday",
        (Lang::En, Weekday::Wed) => "Wednesday",
        (Lang::En, Weekday::Thu) => "Thursday",
        (Lang::En, Weekday::Fri) => "Friday",
        (Lang::En, Weekday::Sat) => "Saturday",
        (Lang::En, Weekday::Sun) => "Sunday",
    }
}

/// A solar date as Vietnamese papers write it: `16/02/2018`. The same in English, where the order
/// of day and month is that of Britain.
pub fn solar(date: NaiveDate) -> String {
    date.format("%d/%m/%Y").to_string()
}

/// Day and month of a solar date: `16/02`.
pub fn solar_short(date: NaiveDate) -> String {
    date.format("%d/%m").to_string()
}

/// The lunar date with its month: `29 tháng Chạp`, `mùng 1 tháng Giêng`, `15 tháng 4 nhuận`.
pub fn lunar(lang: Lang, date: LunarDate) -> String {
    match lang {
        Lang::Vi => format!("{} {}", day_of_month(date.day()), month(date)),
        Lang::En => {
            let leap = if date.is_leap() { "leap " } else { "" };
            format!("day {} of {leap}lunar month {}", date.day(), date.month())
        }
    }
}

/// The same with the year: `29 tháng Chạp năm Đinh Dậu`.
pub fn lunar_long(lang: Lang, date: LunarDate) -> String {
    match lang {
        Lang::Vi => format!("{} năm {}", lunar(lang, date), year_name(date.year())),
        Lang::En => format!("{}, year {}", lunar(lang, date), year_name(date.year())),
    }
}

/// The lunar date as a table has room for: `29 Chạp`, `mùng 1`, and around Tết the mark of the
/// last day of the year, which is the 29th or the 30th.
pub fn lunar_short(lang: Lang, date: LunarDate) -> String {
    let leap = if date.is_leap() { "N" } else { "" };
    match (lang, date.month()) {
        (Lang::Vi, 1) if !date.is_leap() => day_of_month(date.day()),
        (Lang::Vi, 12) => format!("{} Chạp", date.day()),
        (Lang::Vi | Lang::En, month) => format!("{}/{month}{leap}", date.day()),
    }
}

/// The night of a lunar date, if it has a name.
pub fn eve(lang: Lang, date: LunarDate) -> Option<&'static str> {
    date.is_eve().then_some(match lang {
        Lang::Vi => "giao thừa",
        Lang::En => "New Year's Eve",
    })
}

fn day_of_month(day: u8) -> String {
    if day <= 10 {
        format!("mùng {day}")
    } else {
        day.to_string()
    }
}

fn month(date: LunarDate) -> String {
    let name = match date.month() {
        1 => "tháng Giêng".to_owned(),
        12 => "tháng Chạp".to_owned(),
        number => format!("tháng {number}"),
    };
    if date.is_leap() {
        format!("{name} nhuận")
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(date: &str, short: &str, long: &str) {
        let date = LunarDate::from_solar(date.parse().unwrap()).unwrap();
        assert_eq!(lunar_short(Lang::Vi, date), short);
        assert_eq!(lunar_long(Lang::Vi, date), long);
    }

    #[test]
    fn lunar_dates_as_papers_write_them() {
        check("2018-02-14", "29 Chạp", "29 tháng Chạp năm Đinh Dậu");
        check("2018-02-16", "mùng 1", "mùng 1 tháng Giêng năm Mậu Tuất");
        check("2018-03-02", "15", "15 tháng Giêng năm Mậu Tuất");
        check("2020-05-23", "1/4N", "mùng 1 tháng 4 nhuận năm Canh Tý");
        check("2026-02-16", "29 Chạp", "29 tháng Chạp năm Ất Tỵ");
    }

    #[test]
    fn the_eve_is_the_last_day_whichever_it_is() {
        let named = |date: &str| {
            eve(
                Lang::Vi,
                LunarDate::from_solar(date.parse().unwrap()).unwrap(),
            )
        };
        assert_eq!(named("2018-02-15"), Some("giao thừa")); // 30 Chạp
        assert_eq!(named("2026-02-16"), Some("giao thừa")); // 29 Chạp
        assert_eq!(named("2018-02-14"), None); // 29 Chạp of a year with 30
    }

    #[test]
    fn weekdays() {
        let sunday = NaiveDate::from_ymd_opt(2018, 2, 18).unwrap();
        assert_eq!(weekday(Lang::Vi, sunday), "Chủ nhật");
        assert_eq!(weekday(Lang::En, sunday.succ_opt().unwrap()), "Monday");
    }
}
