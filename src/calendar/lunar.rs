//! The Vietnamese lunar calendar, from its five rules.
//!
//! A month begins on the civil day of the new moon. A year has 12 months or 13. The winter
//! solstice falls in month 11. Where 13 months lie between two months 11, the first without a
//! principal term is a leap month and bears the number of the one before. Days are those of the
//! meridian 105° E, UTC+7 (Decision 121-CP of 8 August 1967; the rules as Hồ Ngọc Đức describes
//! them). China uses UTC+8, so the two calendars differ in some years.

use chrono::{DateTime, Datelike, Days, NaiveDate};

use super::{UTC_OFFSET, astro};

/// Lunar years covered, by the solar year in which mùng 1 falls.
pub const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;

/// A date of the lunar calendar. Only dates that exist can be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LunarDate {
    year: i32,
    month: u8,
    is_leap: bool,
    day: u8,
}

/// Why there is no such date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LunarError {
    /// The year is not covered.
    #[error("year is outside {}..={}", YEARS.start(), YEARS.end())]
    Year,
    /// The year has no such month.
    #[error("lunar year {year} has no {}month {month}", if *is_leap { "leap " } else { "" })]
    Month {
        /// The lunar year asked for.
        year: i32,
        /// The month, 1–12 for one that can exist.
        month: u8,
        /// Whether the leap month of that number was meant.
        is_leap: bool,
    },
    /// The month has no such day.
    #[error("the month has {length} days")]
    Day {
        /// Days it has.
        length: u8,
    },
}

/// One month of a lunar year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Month {
    first: NaiveDate,
    length: u8,
    number: u8,
    is_leap: bool,
}

impl LunarDate {
    /// The date `day` of `month` (the leap one if `is_leap`) of the lunar year `year`.
    ///
    /// # Errors
    ///
    /// Says what does not exist.
    pub fn new(year: i32, month: u8, is_leap: bool, day: u8) -> Result<Self, LunarError> {
        let length = find(year, month, is_leap)?.length;
        if day == 0 || length < day {
            return Err(LunarError::Day { length });
        }
        Ok(Self {
            year,
            month,
            is_leap,
            day,
        })
    }

    /// The lunar date of a civil day in Việt Nam.
    ///
    /// # Errors
    ///
    /// [`LunarError::Year`] outside the years covered.
    pub fn from_solar(date: NaiveDate) -> Result<Self, LunarError> {
        for year in [date.year(), date.year() - 1] {
            if !YEARS.contains(&year) {
                continue;
            }
            let holds = |month: &Month| {
                (0..i64::from(month.length)).contains(&(date - month.first).num_days())
            };
            if let Some(month) = months(year).into_iter().find(holds) {
                let day = u8::try_from((date - month.first).num_days() + 1).unwrap_or(u8::MAX);
                return Ok(Self {
                    year,
                    month: month.number,
                    is_leap: month.is_leap,
                    day,
                });
            }
        }
        Err(LunarError::Year)
    }

    /// The civil day in Việt Nam.
    pub fn to_solar(self) -> NaiveDate {
        let days = Days::new(u64::from(self.day - 1));
        let first = find(self.year, self.month, self.is_leap).map(|month| month.first);
        first.unwrap_or_default() + days
    }

    /// Lunar year, written as the solar year in which its mùng 1 tháng Giêng falls.
    pub fn year(self) -> i32 {
        self.year
    }

    /// 1 (tháng Giêng) to 12 (tháng Chạp).
    pub fn month(self) -> u8 {
        self.month
    }

    /// Whether it is in the leap month (tháng nhuận) of that number.
    pub fn is_leap(self) -> bool {
        self.is_leap
    }

    /// 1 to 30.
    pub fn day(self) -> u8 {
        self.day
    }

    /// Whether it is the last day of the year, whose night is giao thừa.
    pub fn is_eve(self) -> bool {
        self.month == 12 && Ok(self.day) == chap_length(self.year)
    }
}

/// The solar date of mùng 1 tháng Giêng.
///
/// # Errors
///
/// [`LunarError::Year`] outside the years covered.
pub fn first_day(year: i32) -> Result<NaiveDate, LunarError> {
    find(year, 1, false).map(|month| month.first)
}

/// Days of the last month (tháng Chạp) of a lunar year: 29 or 30.
///
/// # Errors
///
/// [`LunarError::Year`] outside the years covered.
pub fn chap_length(year: i32) -> Result<u8, LunarError> {
    find(year, 12, false).map(|month| month.length)
}

/// The number of the leap month, if the year has one.
///
/// # Errors
///
/// [`LunarError::Year`] outside the years covered.
pub fn leap_month(year: i32) -> Result<Option<u8>, LunarError> {
    if !YEARS.contains(&year) {
        return Err(LunarError::Year);
    }
    Ok(months(year)
        .into_iter()
        .find(|month| month.is_leap)
        .map(|month| month.number))
}

/// Heavenly stem (can, 0 is Giáp) and earthly branch (chi, 0 is Tý) of a lunar year.
pub fn can_chi(year: i32) -> (u8, u8) {
    // First into the cycle of sixty, so that no year overflows.
    let of = |n: i32| u8::try_from((year.rem_euclid(60) + 56) % n).unwrap_or(0);
    (of(10), of(12))
}

fn find(year: i32, month: u8, is_leap: bool) -> Result<Month, LunarError> {
    if !YEARS.contains(&year) {
        return Err(LunarError::Year);
    }
    let is_it = |it: &Month| it.number == month && it.is_leap == is_leap;
    months(year)
        .into_iter()
        .find(is_it)
        .ok_or(LunarError::Month {
            year,
            month,
            is_leap,
        })
}

/// The months of a lunar year, 1 to 12 in order. It spans two solstice years.
fn months(year: i32) -> Vec<Month> {
    let (before, after) = (solstice_year(year - 1), solstice_year(year));
    let all = before.into_iter().chain(after);
    let begins = |month: &Month| month.number != 1 || month.is_leap;
    all.skip_while(begins)
        .take_while({
            let mut n_first = 0;
            move |month| {
                n_first += usize::from(month.number == 1 && !month.is_leap);
                n_first < 2
            }
        })
        .collect()
}

/// The months from the month 11 that ends in solar year `year` up to the next month 11.
fn solstice_year(year: i32) -> Vec<Month> {
    let (first, end) = (month_11(year), month_11(year + 1));
    let starts: Vec<NaiveDate> = (first..=end).map(new_moon_day).collect();
    let mut needs_leap = end - first == 13;
    let mut number = 10;
    let mut months = Vec::new();
    for nth in 0..starts.len() - 1 {
        // No principal term: the sun is in the same twelfth when the month and the next begin.
        let has_no_term = || sign_at_start(starts[nth]) == sign_at_start(starts[nth + 1]);
        let is_leap = needs_leap && 0 < nth && has_no_term();
        needs_leap &= !is_leap;
        if !is_leap {
            number = number % 12 + 1;
        }
        let length = u8::try_from((starts[nth + 1] - starts[nth]).num_days()).unwrap_or(u8::MAX);
        months.push(Month {
            first: starts[nth],
            length,
            number,
            is_leap,
        });
    }
    months
}

/// Which new moon begins the month that holds the winter solstice of a solar year: the last whose
/// day begins with the sun still before the solstice.
fn month_11(year: i32) -> i32 {
    // The new moon nearest to the end of the year, then back to the one the solstice follows.
    // 12.3685 new moons a year, counted from the one of January 2000.
    let mut k = (year + 1 - 2000) * 123_685 / 10_000 + 2;
    while new_moon_day(k) > NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or_default() {
        k -= 1;
    }
    while 9 <= sign_at_start(new_moon_day(k)) {
        k -= 1;
    }
    k
}

/// The new moon within two seconds of midnight between 7 and 8 July 1967, nearer than the series
/// can tell (it is up to 17 seconds off) and than ephemerides agree. Calendars in use had 8 July.
const JULY_1967: i32 = -402;

/// The civil day of the `k`-th new moon.
fn new_moon_day(k: i32) -> NaiveDate {
    if k == JULY_1967 {
        return NaiveDate::from_ymd_opt(1967, 7, 8).unwrap_or_default();
    }
    let moment = DateTime::from_timestamp(astro::new_moon(k), 0).unwrap_or_default();
    (moment.naive_utc() + UTC_OFFSET).date()
}

/// Where the sun is as a civil day begins.
fn sign_at_start(day: NaiveDate) -> i64 {
    let midnight = day.and_time(chrono::NaiveTime::MIN) - UTC_OFFSET;
    astro::sun_sign(midnight.and_utc().timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn solar(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn tet_of_years_in_which_china_differs() {
        for (year, date) in [
            (1968, "1968-01-29"),
            (1969, "1969-02-16"),
            (1985, "1985-01-21"),
            (2007, "2007-02-17"),
            (2030, "2030-02-02"),
            (2053, "2053-02-18"),
        ] {
            assert_eq!(first_day(year), Ok(solar(date)), "{year}");
        }
    }

    /// Days whose new moon falls within two minutes of midnight.
    #[test]
    fn months_that_begin_by_a_hair() {
        for (date, day, month) in [
            ("1944-06-20", 1, 5),  // 23:59:32
            ("1967-07-08", 1, 6),  // 00:00:00 within two seconds
            ("1998-09-21", 1, 8),  // 00:01:30
            ("2054-05-08", 1, 4),  // 00:00:14
            ("2072-12-09", 1, 11), // 23:58:28
            ("2077-11-15", 1, 10), // 23:59:34
            ("2085-10-18", 1, 9),  // 23:59:15
        ] {
            let lunar = LunarDate::from_solar(solar(date)).unwrap();
            assert_eq!((lunar.day(), lunar.month()), (day, month), "{date}");
            let eve = LunarDate::from_solar(solar(date) - Days::new(1)).unwrap();
            assert!(29 <= eve.day(), "{date}");
        }
    }

    #[test]
    fn leap_months() {
        let expected = [
            (1985, Some(2)),
            (1987, Some(7)),
            (2012, Some(4)),
            (2014, Some(9)),
            (2017, Some(6)),
            (2020, Some(4)),
            (2023, Some(2)),
            (2024, None),
            (2025, Some(6)),
            (2028, Some(5)),
            (2031, Some(3)),
            (2033, Some(11)),
            (2036, Some(6)),
            (2039, Some(5)),
            (2042, Some(2)),
            (2044, Some(7)),
        ];
        for (year, month) in expected {
            assert_eq!(leap_month(year), Ok(month), "{year}");
        }
    }

    #[test]
    fn the_last_day_of_chap_is_not_always_the_30th() {
        for year in 2024..=2031 {
            assert_eq!(chap_length(year), Ok(29), "{year}");
        }
        assert_eq!(chap_length(2032), Ok(30));
        let eve = LunarDate::from_solar(solar("2026-02-16")).unwrap();
        assert!(eve.is_eve());
        assert_eq!((eve.year(), eve.month(), eve.day()), (2025, 12, 29));
    }

    #[test]
    fn what_does_not_exist_is_said() {
        assert_eq!(
            LunarDate::new(2025, 12, false, 30),
            Err(LunarError::Day { length: 29 })
        );
        assert_eq!(
            LunarDate::new(2025, 12, false, 0),
            Err(LunarError::Day { length: 29 })
        );
        let missing = LunarError::Month {
            year: 2024,
            month: 3,
            is_leap: true,
        };
        assert_eq!(LunarDate::new(2024, 3, true, 1), Err(missing));
        assert_eq!(LunarDate::new(1899, 1, false, 1), Err(LunarError::Year));
        assert_eq!(
            LunarDate::from_solar(solar("1900-01-30")),
            Err(LunarError::Year)
        );
        assert!(LunarDate::from_solar(solar("1900-01-31")).is_ok());
        assert!(LunarDate::from_solar(solar("2101-01-28")).is_ok());
        for date in [solar("2101-01-29"), NaiveDate::MIN, NaiveDate::MAX] {
            assert_eq!(LunarDate::from_solar(date), Err(LunarError::Year));
        }
    }

    #[test]
    fn every_civil_day_is_in_one_month_of_29_or_30_days() {
        let mut next = solar("1900-01-31");
        for year in YEARS {
            let months = months(year);
            assert_eq!(months.len(), 12 + usize::from(leap_month(year) != Ok(None)));
            for month in months {
                assert_eq!(month.first, next, "{year}");
                assert!(matches!(month.length, 29 | 30), "{year}");
                next = month.first + Days::new(u64::from(month.length));
            }
        }
        assert_eq!(next, solar("2101-01-29"));
    }

    #[test]
    fn there_and_back_again() {
        // Shares no factor with 29 and 30, so that every day of the month comes up.
        const STEP: u64 = 11;
        let mut day = solar("1900-01-31");
        while day <= solar("2100-12-31") {
            let lunar = LunarDate::from_solar(day).unwrap();
            assert_eq!(lunar.to_solar(), day);
            let LunarDate {
                year,
                month,
                is_leap,
                day: of_month,
            } = lunar;
            assert_eq!(LunarDate::new(year, month, is_leap, of_month), Ok(lunar));
            day = day + Days::new(STEP);
        }
    }

    #[test]
    fn stems_and_branches() {
        assert_eq!(can_chi(2018), (4, 10)); // Mậu Tuất
        assert_eq!(can_chi(2026), (2, 6)); // Bính Ngọ
        assert_eq!(can_chi(1900), (6, 0)); // Canh Tý
        assert_eq!(can_chi(4), (0, 0)); // Giáp Tý
        assert_eq!(can_chi(i32::MIN), can_chi(i32::MIN + 60)); // no year overflows
    }
}
