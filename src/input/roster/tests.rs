use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use super::*;

/// Four turns of one duty and one of another; two people are called alike.
fn problem() -> Problem {
    let facts = include_str!("../../../tests/golden/tiny-facts.json");
    let mut facts: serde_json::Value = serde_json::from_str(facts).unwrap();
    facts["people"][4]["name"] = "Lương Quốc Dũng".into();
    Problem::new(serde_json::from_value(facts).unwrap()).unwrap()
}

/// What `table` says: turns as `person shift`, or codes and places of faults.
fn said(name: &str, bytes: &[u8]) -> Result<Vec<String>, Vec<String>> {
    let turn = |it: &Assignment| format!("{} {}", it.person, it.shift);
    read(name, bytes, &problem())
        .map(|it| it.iter().map(turn).collect())
        .map_err(|it| it.iter().map(ToString::to_string).collect())
}

#[track_caller]
fn check(table: &str, turns: &[&str]) {
    let wanted = turns.iter().map(|it| (*it).to_owned()).collect();
    assert_eq!(said("t.csv", table.as_bytes()), Ok(wanted));
}

#[track_caller]
fn check_faults(table: &str, faults: &[&str]) {
    let found = said("t.csv", table.as_bytes()).unwrap_err();
    assert_eq!(found, faults);
}

#[test]
fn people_are_known_by_id_name_or_both() {
    check(
        "Người trực,Mã ca\n\
         Hoàng Thị Chi,2018-02-15.office.day\n\
         hoàng  thị CHI,2018-02-15.office.night\n\
         Lương Quốc Dũng (giang),2018-02-15.office.night\n\
         giang,2018-02-16.office.day\n\
         (còn trống),2018-02-16.leadership.full\n\
         ,2018-02-15.leadership.full\n",
        &[
            "chi 2018-02-15.office.day",
            "chi 2018-02-15.office.night",
            "giang 2018-02-15.office.night",
            "giang 2018-02-16.office.day",
        ],
    );
}

#[test]
fn every_name_nobody_or_several_have_is_told() {
    check_faults(
        "Người trực,Mã ca\n\
         Hoàng Thị Chí,2018-02-15.office.day\n\
         Lương Quốc Dũng,2018-02-15.office.night\n\
         Hoàng Thị Chi (giang),2018-02-15.office.night\n\
         Hoàng Thị Chi,2018-02-15.ofice.night\n",
        &[
            "E109 t.csv:2:Người trực: no Person `Hoàng Thị Chí`",
            "E119 t.csv:3:Người trực: `Lương Quốc Dũng` may be Lương Quốc Dũng (dung), Lương \
             Quốc Dũng (giang)",
            "E109 t.csv:4:Người trực: no Person `Hoàng Thị Chi (giang)`",
            "E109 t.csv:5:Mã ca: no Shift `2018-02-15.ofice.night`",
        ],
    );
    let error = read(
        "t.csv",
        "name,shift\nHoàng Thị Chí,x".as_bytes(),
        &problem(),
    );
    assert!(matches!(
        &error.unwrap_err()[0],
        InputError::Unknown { nearest: Some(name), .. } if name == "Hoàng Thị Chi"
    ));
}

#[test]
fn nobody_stands_one_turn_twice() {
    check_faults(
        "name,shift\nchi,2018-02-15.office.day\nHoàng Thị Chi,2018-02-15.office.day\n",
        &["E110 t.csv:3:name: Person `Hoàng Thị Chi` stands in row 2 too"],
    );
}

#[test]
fn a_shift_without_a_key_is_known_by_day_duty_and_turn() {
    check(
        "Ngày,Loại trực,Ca,Người trực\n\
         15/02/2018,Trực cơ quan,Ca đêm,chi\n\
         16/2,office,day,chi\n\
         mùng 1,Trực lãnh đạo,,an\n",
        &[
            "chi 2018-02-15.office.night",
            "chi 2018-02-16.office.day",
            "an 2018-02-16.leadership.full",
        ],
    );
    check_faults(
        "Ngày,Loại trực,Ca,Người trực\n\
         15/02/2018,Trực cơ quan,,chi\n\
         15/02/2018,Trực cơ quan,Ca chiều,chi\n\
         hôm nay,Trực cơ quan,Ca đêm,chi\n\
         ,Trực cơ quan,Ca đêm,chi\n",
        &[
            "E119 t.csv:2:Ca: `15/02/2018 / Trực cơ quan / ` may be 2018-02-15.office.day, \
             2018-02-15.office.night",
            "E109 t.csv:3:Ca: no Shift `15/02/2018 / Trực cơ quan / Ca chiều`",
            "E108 t.csv:4:Ngày: `hôm nay`, expected Date",
            "E107 t.csv:5:Ngày: empty",
        ],
    );
    check_faults(
        "Người trực,Ghi chú\nchi,x\n",
        &["E106 t.csv: no column `shift`"],
    );
}

#[test]
fn a_workbook_shows_what_its_hidden_keys_say() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Lịch").unwrap();
    let date = Format::new().set_num_format("dd/mm/yyyy");
    sheet.write_string(0, 0, "Lịch trực Tết").unwrap();
    for (column, text) in (0..).zip(["Ngày", "Loại trực", "Ca", "Người trực", "Mã ca"]) {
        sheet.write_string(2, column, text).unwrap();
    }
    for (row, day, duty, turn, key) in [
        (3, 15, "Trực cơ quan", "Ca đêm", "2018-02-15.office.night"),
        (4, 16, "Trực cơ quan", "Ca đêm", "2018-02-15.office.night"),
        (5, 15, "Trực kỹ thuật", "Ca ngày", "2018-02-15.office.night"),
    ] {
        let on = ExcelDateTime::from_ymd(2018, 2, day).unwrap();
        sheet.write_datetime_with_format(row, 0, on, &date).unwrap();
        for (column, text) in (1..).zip([duty, turn, "chi", key]) {
            sheet.write_string(row, column, text).unwrap();
        }
    }
    let bytes = book.save_to_buffer().unwrap();
    assert_eq!(
        said("t.xlsx", &bytes).unwrap_err(),
        [
            "E120 t.xlsx:Lịch:5:Ngày: `16/02/2018`, but the row is that of `15/02/2018`",
            "E120 t.xlsx:Lịch:6:Loại trực: `Trực kỹ thuật`, but the row is that of `Trực cơ quan`",
            "E120 t.xlsx:Lịch:6:Ca: `Ca ngày`, but the row is that of `Ca đêm`",
        ]
    );
}
