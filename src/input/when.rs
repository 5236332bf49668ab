//! Dates, times and stretches as office staff write them.

use chrono::{Datelike, NaiveDate, NaiveTime};

use crate::calendar::lunar::LunarDate;
use crate::calendar::period::Period;
use crate::domain::names::fold;

/// A date: `2018-02-14`, `14/02/2018`, `14/02` (the one nearest to the period), or lunar: `29 Chạp`,
/// `mùng 1`, `30 Tết`, `giao thừa`, those of the period. Years have four digits at most, so that
/// years may be added to any date and taken off it.
pub fn date(text: &str, period: &Period) -> Option<NaiveDate> {
    let plain = fold(text);
    plain
        .parse()
        .ok()
        .or_else(|| solar(&plain, period.anchor()))
        .or_else(|| lunar(&plain, period.lunar_year()?))
        .filter(|date| (1..=9999).contains(&date.year()))
}

/// A solar date that says its year.
pub(super) fn with_year(text: &str) -> Option<NaiveDate> {
    let plain = fold(text);
    let is_full = plain.split(['/', '.', '-']).count() == 3;
    let date = plain.parse().ok();
    // With a year it does not matter near which day.
    let full = || {
        is_full
            .then(|| solar(&plain, NaiveDate::default()))
            .flatten()
    };
    date.or_else(full)
        .filter(|date| (1..=9999).contains(&date.year()))
}

fn solar(plain: &str, near: NaiveDate) -> Option<NaiveDate> {
    let parts: Vec<&str> = plain.split(['/', '.', '-']).collect();
    let number =
        |part: &&str| (!part.is_empty() && part.len() <= 4).then(|| part.parse::<u32>().ok());
    let numbers: Vec<u32> = parts
        .iter()
        .map(number)
        .collect::<Option<Option<Vec<u32>>>>()??;
    match numbers[..] {
        [day, month, year] => {
            let year = i32::try_from(year).ok()?;
            NaiveDate::from_ymd_opt(if year < 100 { 2000 + year } else { year }, month, day)
        }
        [day, month] => (near.year() - 1..=near.year() + 1)
            .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
            .min_by_key(|it| (*it - near).num_days().abs()),
        _ => None,
    }
}

fn lunar(plain: &str, year: i32) -> Option<NaiveDate> {
    if plain == "giao thua" {
        return LunarDate::new(year, 1, false, 1)
            .ok()?
            .to_solar()
            .pred_opt();
    }
    let words: Vec<&str> = plain
        .split_whitespace()
        .filter(|it| *it != "thang")
        .collect();
    let (number, month) = match words[..] {
        ["mung" | "mong", number] => (number, "gieng"),
        ["mung" | "mong", number, month @ ("gieng" | "tet")] => (number, month),
        ["ngay", number, month] | [number, month] => (number, month),
        _ => return None,
    };
    let day: u8 = number.parse().ok()?;
    let date = match month {
        "chap" => LunarDate::new(year - 1, 12, false, day),
        // "29 Tết" is a day of Chạp, "mùng 2 Tết" one of Giêng.
        "tet" if 20 <= day => LunarDate::new(year - 1, 12, false, day),
        "gieng" | "tet" => LunarDate::new(year, 1, false, day),
        _ => return None,
    };
    date.ok().map(LunarDate::to_solar)
}

/// A date, or two with a dash (or two dots) between: first and last day. They may be reversed.
pub(super) fn range(text: &str, period: &Period) -> Option<(NaiveDate, NaiveDate)> {
    if let Some(day) = date(text, period) {
        return Some((day, day));
    }
    let dashes = text
        .match_indices(['-', '\u{2013}', '\u{2014}'])
        .chain(text.match_indices(".."));
    dashes
        .filter_map(|(at, dash)| {
            let first = date(text[..at].trim(), period)?;
            Some((first, date(text[at + dash.len()..].trim(), period)?))
        })
        .next()
}

/// A time of day: `07:30`, `7h30`, `7h`.
pub(super) fn time(text: &str) -> Option<NaiveTime> {
    let (hours, minutes) = text.trim().split_once([':', 'h', 'H', 'g'])?;
    let minutes = if minutes.is_empty() { "0" } else { minutes };
    NaiveTime::from_hms_opt(hours.parse().ok()?, minutes.parse().ok()?, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tet() -> Period {
        Period::tet(2018, NaiveDate::from_ymd_opt(2018, 2, 16).unwrap())
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(
            date(text, &tet()).map_or("-".to_owned(), |it| it.to_string()),
            expected,
            "{text}"
        );
    }

    #[test]
    fn solar_and_lunar_dates() {
        check("2018-02-14", "2018-02-14");
        check("14/02/2018", "2018-02-14");
        check("14-2-2018", "2018-02-14");
        check("14.2.18", "2018-02-14");
        check("14/02", "2018-02-14");
        check("31/12", "2017-12-31");
        check("29 Chạp", "2018-02-14");
        check("30 Tết", "2018-02-15");
        check("29 tháng Chạp", "2018-02-14");
        check("Giao thừa", "2018-02-15");
        check("mùng 1", "2018-02-16");
        check("Mồng 2 Tết", "2018-02-17");
        check("mùng 3 tháng Giêng", "2018-02-18");
        check("31 Chạp", "-");
        check("30/02", "-");
        check("", "-");
        check("2/", "-");
        check("hôm nay", "-");
        check("9999-12-31", "9999-12-31");
        check("0001-01-01", "0001-01-01");
        for far in [
            "+262142-12-31",
            "-262143-01-01",
            "+10000-01-01",
            "0000-12-31",
        ] {
            check(far, "-");
        }
    }

    #[test]
    fn ranges() {
        let days = |text| range(text, &tet()).map(|(a, b)| format!("{a}/{b}"));
        assert_eq!(days("14/02").unwrap(), "2018-02-14/2018-02-14");
        assert_eq!(days("14/02-16/02").unwrap(), "2018-02-14/2018-02-16");
        assert_eq!(
            days("2018-02-14..2018-02-16").unwrap(),
            "2018-02-14/2018-02-16"
        );
        assert_eq!(days("29 Chạp – mùng 2").unwrap(), "2018-02-14/2018-02-17");
        assert_eq!(days("16/02 - 14/02").unwrap(), "2018-02-16/2018-02-14");
        assert_eq!(days("14/02 - x"), None);
    }

    #[test]
    fn dates_with_a_year() {
        let full = |text| with_year(text).map(|it| it.to_string());
        assert_eq!(full("30/04/2027").unwrap(), "2027-04-30");
        assert_eq!(full("2027-04-30").unwrap(), "2027-04-30");
        assert_eq!(full("30/04"), None);
        assert_eq!(full("mùng 1"), None);
    }

    #[test]
    fn times() {
        let at = |text| time(text).map(|it| it.to_string());
        assert_eq!(at("07:30").unwrap(), "07:30:00");
        assert_eq!(at("7h30").unwrap(), "07:30:00");
        assert_eq!(at("17h").unwrap(), "17:00:00");
        assert_eq!(at("24:00"), None);
        assert_eq!(at("7"), None);
    }
}
