//! The lunar calendar and the days off against facts gathered elsewhere (`tests/fixtures`).

use chrono::NaiveDate;
use tructet::calendar::holidays::{self, NoticeStatus};
use tructet::calendar::lunar;
use tructet::calendar::window::DayKind;

#[test]
fn every_tet_from_1900_to_2100() {
    const CAN: [&str; 10] = [
        "Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý",
    ];
    const CHI: [&str; 12] = [
        "Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi",
    ];
    let facts = include_str!("../fixtures/tet_dates.csv");
    let mut n_years = 0;
    let mut n_apart_from_china = 0;
    for line in facts.lines().skip(1) {
        let [year, first, chap, can_chi, leap, china] =
            line.split(',').collect::<Vec<_>>().try_into().unwrap();
        let year: i32 = year.parse().unwrap();
        let first: NaiveDate = first.parse().unwrap();
        assert_eq!(lunar::first_day(year), Ok(first), "{year}");
        // The fact speaks of the Chạp that ends on the eve of this Tết.
        if 1900 < year {
            assert_eq!(
                lunar::chap_length(year - 1),
                Ok(chap.parse().unwrap()),
                "{year}"
            );
        }
        assert_eq!(lunar::leap_month(year), Ok(leap.parse().ok()), "{year}");
        let (can, chi) = lunar::can_chi(year);
        assert_eq!(
            format!("{} {}", CAN[usize::from(can)], CHI[usize::from(chi)]),
            can_chi
        );
        n_years += 1;
        n_apart_from_china += usize::from(first != china.parse().unwrap());
    }
    assert_eq!((n_years, n_apart_from_china), (201, 10));
}

#[test]
fn every_official_window_day_by_day() {
    let facts = include_str!("../fixtures/windows.csv");
    let mut n_days = 0;
    for year in 2013..=2026 {
        let window = holidays::notice(year).unwrap().window().unwrap();
        let expected: Vec<(NaiveDate, DayKind)> = (facts.lines().skip(1))
            .filter(|line| line.starts_with(&year.to_string()))
            .map(|line| {
                let [date, kind, _] = line.split(',').collect::<Vec<_>>().try_into().unwrap();
                let kind = match kind {
                    "statutory" => DayKind::Statutory,
                    "compensatory" => DayKind::Compensatory,
                    "swapped" => DayKind::Swapped,
                    "weekend" => DayKind::Weekend,
                    other => panic!("{other}"),
                };
                (date.parse().unwrap(), kind)
            })
            .collect();
        let found: Vec<_> = window.days.iter().map(|day| (day.date, day.kind)).collect();
        assert_eq!(found, expected, "{year}");
        for line in facts
            .lines()
            .filter(|line| line.starts_with(&year.to_string()))
        {
            if let Ok(makeup) = line.split(',').nth(2).unwrap().parse() {
                assert_eq!(window.kind_of(makeup), DayKind::Workday, "{makeup}");
            }
        }
        n_days += found.len();
    }
    assert_eq!(n_days, 114);
}

/// The three ways the law leaves open for a year not yet announced.
#[test]
fn the_days_off_of_2027_under_each_split() {
    for (split, first, last, substitutes) in [
        (
            "1+4",
            "2027-02-05",
            "2027-02-11",
            ["2027-02-10", "2027-02-11"],
        ),
        (
            "2+3",
            "2027-02-04",
            "2027-02-10",
            ["2027-02-09", "2027-02-10"],
        ),
        (
            "3+2",
            "2027-02-03",
            "2027-02-09",
            ["2027-02-08", "2027-02-09"],
        ),
    ] {
        let notice = holidays::project(2027, split.parse().unwrap()).unwrap();
        let date = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!((notice.first, notice.last), (date(first), date(last)));
        let days = notice.window().unwrap().days;
        let found: Vec<_> = (days.iter())
            .filter(|day| day.kind == DayKind::Compensatory)
            .map(|day| day.date)
            .collect();
        assert_eq!(found, substitutes.map(date), "{split}");
    }
    assert_eq!(
        holidays::notice(2027).unwrap().status,
        NoticeStatus::Projection
    );
}
