//! An office so small that a debug build plans it at once: eight people, one of them a leader, one duty,
//! day and night.

use std::fs;
use std::path::Path;

const OFFICE: &str = r#"
[office]
id = "xa"
name = "UBND xã"
year = YEAR

[[units]]
id = "vp"
name = "Văn phòng"

[[duties]]
id = "office"
name = "Trực cơ quan"
kind = "office"
max_turns = 3

[[duties.shifts]]
id = "day"
name = "Ca ngày"
start = "07:30"
hours = 12

[[duties.shifts]]
id = "night"
name = "Ca đêm"
start = "19:30"
hours = 12
"#;

const PEOPLE: &str = "\
id,name,unit,duties,rank,phone,leave
an,Hoàng Văn An,vp,office,,0200 000 001,
binh,Phạm Thị Bình,vp,office,,0200 000 002,
chi,Nguyễn Kim Chi,vp,office,lãnh đạo,0200 000 003,
dung,Trần Văn Dũng,vp,office,,0200 000 004,
giang,Lục Hoàng Giang,vp,office,,0200 000 005,
hoa,Nguyễn Thị Hoa,vp,office,,0200 000 006,
khanh,Lê Văn Khánh,vp,office,,0200 000 007,
lan,Vũ Thị Lan,vp,office,,0200 000 008,
";

/// Writes it to `folder` for the Tết of `year`, its people as `edit` leaves them.
pub(crate) fn write(folder: &Path, year: i32, edit: impl FnOnce(String) -> String) {
    fs::create_dir_all(folder).unwrap();
    let office = OFFICE.replace("YEAR", &year.to_string());
    fs::write(folder.join("office.toml"), office).unwrap();
    fs::write(folder.join("people.csv"), edit(PEOPLE.to_owned())).unwrap();
}
