//! Folders no office means to have: a clear answer, exit code 2 (1 if it is "no"), and the output
//! folder as it was.

use std::fs;
use std::io::Write;
use std::path::Path;

use tempfile::TempDir;

use crate::support::{Ran, files, tructet};

const OFFICE: &str = r#"
[office]
id = "office"
name = "Office"
year = 2018

[[units]]
id = "u"
name = "Unit"

[[skills]]
id = "mail"
name = "Mail"

[[duties]]
id = "office"
name = "Office"
kind = "office"

[[duties.shifts]]
id = "day"
name = "day"
start = "07:30"
hours = 9
"#;

const PEOPLE: &str = "id,name,unit,duties,skills,leave\n\
    an,Nguyễn Văn An,u,office,mail,\nbinh,Trần Thị Bình,u,office,,\nchi,Lê Kim Chi,u,office,,\n\
    dung,Vũ Tiến Dũng,u,office,,\n";

/// A folder of the given files.
fn folder(extra: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let usual: [(&str, &[u8]); 2] = [
        ("office.toml", OFFICE.as_bytes()),
        ("people.csv", PEOPLE.as_bytes()),
    ];
    for (name, bytes) in usual.iter().chain(extra) {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

/// Plans `folder` into one that holds something already, which must stay as it was unless the
/// command succeeds.
#[track_caller]
fn plan(folder: &Path) -> Ran {
    let out = tempfile::tempdir().unwrap();
    fs::write(out.path().join("roster.json"), "yesterday's").unwrap();
    let before = files(out.path());
    let ran = tructet([
        "plan".as_ref(),
        folder.as_os_str(),
        "--out".as_ref(),
        out.path().as_os_str(),
    ]);
    if ran.code != Some(0) {
        assert_eq!(files(out.path()), before, "{ran:#?}");
    }
    ran
}

#[track_caller]
fn refused(extra: &[(&str, &[u8])], texts: &[&str]) -> Ran {
    let folder = folder(extra);
    let mut ran = plan(folder.path()).ended(2);
    for text in texts {
        ran = ran.says(text);
    }
    ran
}

#[test]
fn the_plain_folder_is_planned() {
    plan(folder(&[]).path()).ended(0).says("tệp");
}

#[test]
fn missing_and_empty() {
    plan(Path::new("/no/such/folder")).ended(2).says("E101");
    refused(&[("people.csv", b"")], &["E113 people.csv"]);
    refused(
        &[("people.csv", b"id,name,unit,duties\n")],
        &["E113 people.csv"],
    );
    refused(&[("office.toml", b"")], &["E105 office.toml", "office"]);
    let no_people = folder(&[]);
    fs::remove_file(no_people.path().join("people.csv")).unwrap();
    plan(no_people.path()).ended(2).says("E101");
}

#[test]
fn encodings() {
    refused(
        &[(
            "people.csv",
            b"id,name,unit,duties\na,Nguy\xd4n V\xa8n B\xb8\xb8 \xae\xb5,u,office\n",
        )],
        &["E104"],
    );
    let utf16: Vec<u8> = format!("\u{feff}{PEOPLE}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    plan(folder(&[("people.csv", &utf16)]).path())
        .ended(0)
        .prints("Vũ Tiến Dũng");
}

#[test]
fn every_fault_of_every_file_at_once_with_its_place() {
    let people = "id,name,unit,duties,skills,leave\n\
        an,Nguyễn Văn An,u,office,mial,\nan,Trần Thị Bình,u,office,,16/02 - 14/02\n\
        chi,,u,ofice,,hôm qua\n";
    refused(
        &[
            ("people.csv", people.as_bytes()),
            ("pins.csv", b"person,shift\nann,2018-02-14.office.dya\n"),
        ],
        &[
            "E109 people.csv, dòng 2, cột skills: không có kỹ năng `mial`. Có phải `mail`?",
            "E110 people.csv, dòng 3, cột id",
            "E111 people.csv, dòng 3, cột leave",
            "E107 people.csv, dòng 4, cột name",
            "không có loại trực `ofice`. Có phải `office`?",
            "E108 people.csv, dòng 4, cột leave: thấy “hôm qua”",
            "E109 pins.csv, dòng 2, cột person: không có người trực `ann`. Có phải `an`?",
            "Có phải `2018-02-14.office.day`?",
        ],
    );
}

#[test]
fn a_folder_that_cannot_be_read_is_not_taken_for_none() {
    refused(&[("leave", b"")], &["E102", "leave"]);
    refused(&[("templates", b"")], &["E102", "templates"]);
}

#[test]
fn dates_too_far_to_reckon_with() {
    let columns = ["due_date", "child_born", "birth_date", "leave", "avoid"];
    for date in ["+262142-12-31", "-262143-01-01", "+10000-01-01"] {
        for column in columns {
            let people = format!("id,name,unit,duties,{column}\nan,An,u,office,{date}\n");
            let place = format!("E108 people.csv, dòng 2, cột {column}");
            refused(&[("people.csv", people.as_bytes())], &[&place]);
        }
        let bound = format!("{OFFICE}\n[window]\nlast = \"{date}\"\n");
        refused(&[("office.toml", bound.as_bytes())], &["E108 office.toml"]);
        let letter = format!("{OFFICE}\n[document]\ndate = \"{date}\"\n");
        refused(&[("office.toml", letter.as_bytes())], &["E108 office.toml"]);
    }
    // The farthest that are dates stop nothing.
    for date in ["9999-12-31", "0001-01-01"] {
        for column in columns {
            let people = format!("{PEOPLE}e,E,u,office,,\n")
                .replace("skills,leave", &format!("skills,{column}"))
                .replace("e,E,u,office,,", &format!("e,E,u,office,,{date}"));
            plan(folder(&[("people.csv", people.as_bytes())]).path()).ended(0);
        }
    }
}

#[test]
fn an_exemption_that_is_none_is_told_what_there_is() {
    let people = "id,name,unit,duties,exempt\nan,An,u,office,buổi sáng\n";
    refused(
        &[("people.csv", people.as_bytes())],
        &["E108 people.csv, dòng 2, cột exempt: thấy “buổi sáng”, cần đêm, tất cả hoặc để trống."],
    );
}

#[test]
fn windows_without_a_day() {
    let office = format!("{OFFICE}\n[window]\nfirst = \"20/02\"\nlast = \"14/02\"\n");
    refused(&[("office.toml", office.as_bytes())], &["E112 office.toml"]);
    let office = OFFICE.replace("2018", "2500");
    refused(&[("office.toml", office.as_bytes())], &["E112 office.toml"]);
    let office = OFFICE.replace("hours = 9", "hours = 0");
    refused(&[("office.toml", office.as_bytes())], &["E108 office.toml"]);
}

#[test]
fn whole_days_on_duty_with_more_rest_than_a_day() {
    let office = OFFICE.replace("hours = 9", "hours = 24")
        + "\n[rules.min_rest]\nhours = 30\nafter_full_day_hours = 30\n";
    plan(folder(&[("office.toml", office.as_bytes())]).path())
        .ended(0)
        .prints("tối ưu");
    let two = "id,name,unit,duties\nan,An,u,office\nbinh,Bình,u,office\n";
    plan(
        folder(&[
            ("office.toml", office.as_bytes()),
            ("people.csv", two.as_bytes()),
        ])
        .path(),
    )
    .ended(1)
    .prints("Thiếu người");
}

#[test]
fn rows_by_the_million() {
    let mut people = PEOPLE.as_bytes().to_vec();
    for nth in 0..1_000_000 {
        writeln!(people, "p{nth},Người {nth},u,office,,").unwrap();
    }
    refused(&[("people.csv", &people)], &["E103 people.csv"]);
}

#[test]
fn ten_thousand_people_are_checked() {
    let mut people = PEOPLE.as_bytes().to_vec();
    for nth in 0..10_000 {
        writeln!(people, "p{nth},Người Thứ {nth},u,office,,").unwrap();
    }
    let folder = folder(&[("people.csv", &people)]);
    tructet(["check".as_ref(), folder.path().as_os_str()])
        .ended(0)
        .prints("10004");
}

#[test]
fn a_bomb_of_a_workbook() {
    let mut book = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    book.start_file("xl/worksheets/sheet1.xml", options)
        .unwrap();
    let zeros = vec![b'0'; 1 << 20];
    for _ in 0..200 {
        book.write_all(&zeros).unwrap();
    }
    let bytes = book.finish().unwrap().into_inner();
    assert!(bytes.len() < 1 << 20);
    refused(&[("people.xlsx", &bytes)], &["E103 people.xlsx"]);
    refused(
        &[("people.xlsx", b"PK not a workbook")],
        &["E102", "people.xlsx: invalid Zip"],
    );
}

#[test]
fn a_calendar_of_a_hundred_megabytes() {
    let calendar = vec![b'a'; 100 << 20];
    refused(&[("leave/an.ics", &calendar)], &["E103 leave/an.ics"]);
    refused(
        &[("leave/an.ics", b"no calendar")],
        &["E102", "leave/an.ics: không phải lịch"],
    );
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_not_waited_for() {
    for name in ["office.toml", "people.csv", "people.xlsx", "leave/an.ics"] {
        for make in [
            |path: &Path| {
                let made = std::process::Command::new("mkfifo").arg(path).status();
                assert!(made.unwrap().success());
            },
            |path: &Path| std::os::unix::fs::symlink("/dev/zero", path).unwrap(),
            |path: &Path| fs::create_dir(path).unwrap(),
        ] {
            let folder = folder(&[("leave/chi.ics", CALENDAR)]);
            let path = folder.path().join(name);
            if path.exists() {
                fs::remove_file(&path).unwrap();
            }
            make(&path);
            plan(folder.path()).ended(2).says("E102").says(name);
        }
    }
}

#[test]
fn one_text_in_many_cells() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    for (at, heading) in (0..).zip(["id", "name", "unit", "duties", "note"]) {
        sheet.write_string(0, at, heading).unwrap();
    }
    let text = "a".repeat(32_000);
    for row in 1..=2_000 {
        sheet.write_string(row, 4, &text).unwrap();
    }
    let bytes = workbook.save_to_buffer().unwrap();
    assert!(bytes.len() < 1 << 20);
    refused(
        &[("people.xlsx", &bytes)],
        &["E103 people.xlsx", "33554432 byte"],
    );
    let people = format!("{PEOPLE}em,{},u,office,,\n", "a".repeat(40_000));
    refused(
        &[("people.csv", people.as_bytes())],
        &["E103 people.csv, dòng 6: vượt quá 32767 ký tự"],
    );
}

#[test]
fn a_flood_of_faults() {
    let people = format!("{PEOPLE}{}", "em,Em,u,cook|cook|cook,,\n".repeat(10_000));
    let ran = refused(
        &[("people.csv", people.as_bytes())],
        &["E123 people.csv, dòng 1"],
    );
    let n_lines = ran.err.lines().count();
    assert!((500..600).contains(&n_lines), "{n_lines}");
}

const CALENDAR: &[u8] = b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:phep\n\
    DTSTART;VALUE=DATE:20180215\nEND:VEVENT\nEND:VCALENDAR\n";

#[test]
fn what_is_not_read_among_calendars_is_said() {
    let others = [
        "leave/an.zip",
        "leave/2018/an.ics",
        "Leave/an.ics",
        "leave/.DS_Store",
    ];
    let mut files: Vec<(&str, &[u8])> = others.iter().map(|it| (*it, CALENDAR)).collect();
    files.extend([
        ("leave/An.ICS.txt", CALENDAR),
        ("leave/binh.ical", CALENDAR),
    ]);
    let empty: &[u8] = b"BEGIN:VCALENDAR\nEND:VCALENDAR\n";
    files.extend([("leave/chi.ics", empty), ("leave/ai.ics", CALENDAR)]);
    let folder = folder(&files);
    let ran = crate::support::tructet(["check".as_ref(), folder.path().as_os_str()]).ended(0);
    for said in [
        "E121 leave/an.zip",
        "E121 leave/2018",
        "E121 Leave",
        "E122 leave/chi.ics: không có ngày nghỉ nào trong kỳ trực (0 sự kiện, 0 trong kỳ)",
        "E115 leave/ai.ics",
    ] {
        assert!(ran.err.contains(said), "{said}: {ran:#?}");
    }
    assert_eq!(ran.err.lines().count(), 5, "{ran:#?}");
    ran.prints("leave/An.ICS.txt, Nguyễn Văn An (an): 1 sự kiện, 1 trong kỳ, 1 ngày nghỉ: 15/02")
        .prints("leave/binh.ical, Trần Thị Bình (binh): 1 sự kiện");
}

#[test]
fn names_are_only_names() {
    let people = "id,name,unit,duties\n\
        a,\"Nguyễn, Văn; \"\"An\"\"\nBốn\",u,office\nb,=HYPERLINK(1),u,office\n\
        c,<script>alert(1)</script>,u,office\nd,Đặng | Văn ]] --> &amp; `Dũng`,u,office\n";
    let folder = folder(&[("people.csv", people.as_bytes())]);
    let out = tempfile::tempdir().unwrap();
    let args = [
        "plan".as_ref(),
        folder.path().as_os_str(),
        "--out".as_ref(),
        out.path().as_os_str(),
    ];
    tructet(args).ended(0);
    let read = |name: &str| fs::read_to_string(out.path().join(name)).unwrap();
    assert!(!read("lich-truc.html").contains("<script>alert"));
    assert!(read("lich-truc.csv").contains("'=HYPERLINK"));
    assert!(!read("ics/all.ics").contains("\nBốn"));
    let record: serde_json::Value = serde_json::from_str(&read("roster.json")).unwrap();
    let names = record["problem"]["people"].as_array().unwrap().iter();
    let names: Vec<&str> = names.map(|it| it["name"].as_str().unwrap()).collect();
    assert!(names.contains(&"<script>alert(1)</script>"), "{names:?}");
}

#[test]
fn an_output_that_cannot_be_written_is_left_alone() {
    let folder = folder(&[]);
    let out = tempfile::tempdir().unwrap();
    fs::create_dir(out.path().join("lich-truc.csv")).unwrap();
    fs::write(out.path().join("roster.json"), "yesterday's").unwrap();
    let args = [
        "plan".as_ref(),
        folder.path().as_os_str(),
        "--out".as_ref(),
        out.path().as_os_str(),
    ];
    tructet(args).ended(2).says("E402");
    assert_eq!(
        files(out.path()),
        [("roster.json".to_owned(), b"yesterday's".to_vec())]
    );
}

#[test]
fn no_time_at_all_and_open_seats() {
    let folder = folder(&[("people.csv", b"id,name,unit,duties\nan,An,u,office\n")]);
    let out = tempfile::tempdir().unwrap();
    let run = |extra: &[&str]| {
        let mut args = vec![
            "plan",
            folder.path().to_str().unwrap(),
            "--out",
            out.path().to_str().unwrap(),
        ];
        args.extend(extra);
        tructet(args)
    };
    run(&[]).ended(1);
    run(&["--allow-gaps"]).ended(0).prints("An");
    let none = run(&["--time-limit", "0"]);
    assert!(matches!(none.code, Some(0 | 1)), "{none:#?}");
}
