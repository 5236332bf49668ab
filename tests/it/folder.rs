//! The folder of an office: in, out, and in again; changed in two places; the next year's.

use std::fs;
use std::path::{Path, PathBuf};

use tructet::app::actor::{Actor, Role};
use tructet::app::clock::Clock;
use tructet::app::error::AppError;
use tructet::app::office::Office;
use tructet::app::typed;
use tructet::domain::sources::{Edit, Item, SheetName};
use tructet::input::files::Directory;
use tructet::input::folder::read;
use tructet::store::Store;
use tructet::store::audit::Mark;
use tructet::store::office::PeriodData;

use crate::store::Desk;
use crate::support::files;

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("data")
        .join(name)
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// What a folder says.
fn said_by(folder: &Path) -> PeriodData {
    let read = read(&Directory::open(folder).unwrap()).unwrap();
    PeriodData {
        facts: read.problem.into_facts(),
        rules: read.rules,
        carry_years: read.carry_years,
    }
}

/// The store at `db`, for Chi.
fn office(db: &Path) -> Office {
    let actor = Actor {
        id: "chi".to_owned(),
        role: Role::Manager,
    };
    Office::open(db, Clock::System, actor).unwrap()
}

fn cell(row: &str, column: &str, before: Option<&str>, after: &str) -> Edit {
    let item = Item::Cell {
        sheet: SheetName::People,
        row: row.to_owned(),
        column: column.to_owned(),
    };
    Edit::text(item, before, Some(after))
}

fn key(path: &[&str], before: &str, after: &str) -> Edit {
    let path = path.iter().map(|it| (*it).to_owned()).collect();
    Edit::text(Item::Key { path }, Some(before), Some(after))
}

/// Saves another name of somebody in the store's office of changes, as a page would.
pub(crate) fn save_name(db: &Path, id: &str, name: &str) {
    let mut office = office(db);
    let before = "Trần Văn Ba";
    let edit = cell(id, "name", Some(before), name);
    let (of, period) = Store::open(db).unwrap().periods().unwrap()[0].clone();
    typed::save(&mut office, (&of, period.id()), &[edit], "").unwrap();
}

#[test]
fn in_out_and_in_again_is_no_difference() {
    for (name, is_list) in [("langson-2018", false), ("binhngo-2026", true)] {
        let desk = Desk::new();
        let (folder, out) = (data(name), desk.path("out"));
        desk.run(&["import", text(&folder)]).ended(0);
        let form = if is_list { &["--csv"][..] } else { &[] };
        let written = desk.json(&[&["folder", text(&out)], form].concat());
        assert_eq!(written["inferred"], false);
        let office = |folder: &Path| fs::read(folder.join("office.toml")).unwrap();
        assert_eq!(office(&out), office(&folder), "{name}: byte for byte");
        assert_eq!(out.join("people.csv").exists(), is_list);
        assert_eq!(said_by(&out).facts, said_by(&folder).facts, "{name}");
        let n_entries = || {
            desk.json(&["show", "--log"])["entries"]
                .as_array()
                .unwrap()
                .len()
        };
        let before = n_entries();
        for again in [&out, &folder] {
            let import = desk.json(&["import", text(again)]);
            assert_eq!(import["differences"], serde_json::json!([]), "{name}");
            assert_eq!(import["written"], false, "{name}");
        }
        assert_eq!(n_entries(), before, "and leaves no trace");
        // Once more over what was written, which the store knows.
        desk.run(&["folder", text(&out)]).ended(0);
        assert!(!out.join("people.csv").exists(), "one table of people only");
        desk.must_be_sound();
    }
}

#[test]
fn a_folder_of_others_is_not_written_over() {
    let desk = Desk::new();
    desk.run(&["import", text(&data("langson-2018"))]).ended(0);
    let other = desk.office("other", 2018, |it| it);
    let before = files(Path::new(&other));
    desk.run(&["folder", &other]).ended(2).says("E530");
    assert_eq!(files(Path::new(&other)), before);
    desk.run(&["folder", &other, "--force"]).ended(0);
    assert_eq!(said_by(Path::new(&other)).facts.office.id, "langson");
    // A folder changed since it was read is somebody's work, too.
    let office = Path::new(&other).join("office.toml");
    let changed = fs::read_to_string(&office)
        .unwrap()
        .replace("Phòng trực", "Phòng bảo vệ");
    fs::write(&office, changed).unwrap();
    desk.run(&["folder", &other]).ended(2).says("E530");
}

#[test]
fn what_each_side_changed_is_taken() {
    let desk = Desk::new();
    let out = desk.path("out");
    desk.run(&["import", text(&data("langson-2018"))]).ended(0);
    desk.run(&["folder", text(&out)]).ended(0);
    // In the store a phone and the heads of a turn.
    let need = ["duties", "office", "shifts", "night", "need"];
    let edits = [
        cell("ha.tt", "phone", Some("0200 000 101"), "0200 000 999"),
        key(&need, "2", "1"),
    ];
    let db = desk.path("tructet.db");
    let saved = typed::save(&mut office(&db), ("langson", "tet-2018"), &edits, "gọi lại").unwrap();
    assert!(!saved.differences.is_empty());
    // In the folder a place, with a note.
    let file = out.join("office.toml");
    let theirs = fs::read_to_string(&file).unwrap();
    let theirs = theirs.replace("\"Phòng trực, tầng 1\"", "\"Phòng bảo vệ\"  # tạm");
    fs::write(&file, &theirs).unwrap();
    desk.run(&["import", text(&out)])
        .ended(1)
        .prints("~ loại trực: Trực cơ quan: Địa điểm: Phòng trực, tầng 1 → Phòng bảo vệ");
    desk.run(&["import", text(&out), "--yes"]).ended(0);
    // Both stand, and the folder can be had with both.
    desk.run(&["folder", text(&out)]).ended(0);
    let now = said_by(&out).facts;
    assert_eq!(now.duties[1].place, "Phòng bảo vệ");
    let phone = |id: &str| {
        now.people
            .iter()
            .find(|it| it.id == id)
            .unwrap()
            .phone
            .clone()
    };
    assert_eq!(phone("ha.tt"), "0200 000 999");
    let night = now
        .shifts
        .iter()
        .find(|it| it.duty == "office" && it.name == "Ca đêm");
    assert_eq!(night.unwrap().need, 1);
    assert!(fs::read_to_string(&file).unwrap().contains("# tạm"));
    desk.must_be_sound();
}

#[test]
fn what_both_changed_differently_is_shown_and_not_written() {
    let desk = Desk::new();
    let out = desk.path("out");
    desk.run(&["import", text(&data("langson-2018"))]).ended(0);
    desk.run(&["folder", text(&out), "--csv"]).ended(0);
    let db = desk.path("tructet.db");
    let need = ["duties", "office", "shifts", "night", "need"];
    let edits = [
        cell("ha.tt", "phone", Some("0200 000 101"), "1"),
        key(&need, "2", "1"),
    ];
    typed::save(&mut office(&db), ("langson", "tet-2018"), &edits, "").unwrap();
    let list = out.join("people.csv");
    let theirs = fs::read_to_string(&list)
        .unwrap()
        .replace("0200 000 101", "2");
    fs::write(&list, theirs).unwrap();
    let file = out.join("office.toml");
    let theirs = fs::read_to_string(&file).unwrap();
    let (head, tail) = theirs.split_once("name = \"Ca đêm\"").unwrap();
    let theirs = format!(
        "{head}name = \"Ca đêm\"{}",
        tail.replacen("need = 2", "need = 3", 1)
    );
    fs::write(&file, theirs).unwrap();
    let before = fs::read(&db).unwrap();
    for args in [
        &["import", text(&out)][..],
        &["import", text(&out), "--yes"],
    ] {
        desk.run(args)
            .ended(1)
            .says("E531")
            .says("Trực cơ quan, Ca đêm, số người: ban đầu “2”; trong kho “1”; muốn ghi “3”")
            .says("Trần Thị Hà, Điện thoại: ban đầu “0200 000 101”; trong kho “1”; muốn ghi “2”");
    }
    assert_eq!(fs::read(&db).unwrap(), before);
}

#[test]
fn two_people_meet_only_in_one_thing() {
    let desk = Desk::new();
    desk.run(&["import", text(&data("langson-2018"))]).ended(0);
    let db = desk.path("tructet.db");
    let save = |edit: Edit| typed::save(&mut office(&db), ("langson", "tet-2018"), &[edit], "");
    let phone = |row, before, after| cell(row, "phone", Some(before), after);
    save(phone("ha.tt", "0200 000 101", "1")).unwrap();
    // Another row, another cell of the row, and the same again are in nobody's way.
    save(phone("thuy.ht", "0200 000 103", "2")).unwrap();
    save(cell("ha.tt", "title", Some("Phó Giám đốc"), "Giám đốc")).unwrap();
    save(phone("ha.tt", "0200 000 101", "1")).unwrap();
    let Err(AppError::Contested(found)) = save(phone("ha.tt", "0200 000 101", "3")) else {
        panic!("the phone was changed since");
    };
    let texts = |it: &Option<Vec<u8>>| String::from_utf8(it.clone().unwrap()).unwrap();
    let conflict = &found[0].conflict;
    let sides = [&conflict.was, &conflict.mine, &conflict.theirs].map(texts);
    assert_eq!(sides, ["0200 000 101", "1", "3"]);
    assert_eq!(
        (&*found[0].holder, &*found[0].heading),
        ("Trần Thị Hà", "Điện thoại")
    );
    let faults = save(cell("ha.tt", "unit", Some("lanhdao"), "khong-co"));
    assert!(matches!(faults, Err(AppError::Input(_))), "{faults:?}");
    desk.must_be_sound();
}

#[test]
fn the_next_year_is_made_of_the_last() {
    let desk = Desk::new();
    desk.run(&["import", text(&data("langson-2018"))]).ended(0);
    let args = ["period", "new", "--from", "tet-2018", "--to", "tet-2019"];
    desk.run(&args)
        .ended(0)
        .prints("- Hoàng Thị Thuý, Nghỉ phép: 14/02")
        .prints("- tệp leave/dat.vt.ics")
        .prints("- dòng của dung.nq/giao thừa / leadership / day24");
    let out = desk.path("out");
    desk.run(&["folder", text(&out), "--year", "2019"]).ended(0);
    let (old, new) = (said_by(&data("langson-2018")), said_by(&out));
    assert_eq!(new.facts.period.year(), 2019);
    assert_eq!(new.facts.duties, old.facts.duties);
    assert_eq!(new.facts.units, old.facts.units);
    assert_eq!(new.rules, old.rules);
    assert_eq!(new.facts.people.len(), old.facts.people.len());
    assert_eq!(new.facts.pins, []);
    for person in &new.facts.people {
        assert_eq!(
            (person.leave.len(), person.wishes.len()),
            (0, 0),
            "{}",
            person.id
        );
        for exemption in &person.exemptions {
            let first = new.facts.days[0].date;
            assert!(
                first < exemption.span.end().date(),
                "{}: {exemption:?}",
                person.id
            );
        }
    }
    let comments = fs::read_to_string(out.join("office.toml")).unwrap();
    assert!(
        comments.contains("year = 2019          # năm dương lịch"),
        "{comments}"
    );
    desk.run(&args).ended(1).says("E532");
    desk.run(&["period", "new", "--from", "tet-2017", "--to", "tet-2020"])
        .ended(1)
        .says("E510");
    desk.must_be_sound();
}

/// A store as an older program left it: facts, and no word as typed.
fn untyped(db: &Path, said: &PeriodData) {
    let mut store = Store::open_or_create(db).unwrap();
    let mark = Mark {
        who: "chi",
        at: Clock::System.now(),
        why: "",
    };
    store.import(said, 0, &mark).unwrap();
}

#[test]
fn a_store_without_texts_gets_them_from_its_facts() {
    let desk = Desk::new();
    let said = said_by(&data("langson-2018"));
    untyped(&desk.path("tructet.db"), &said);
    let out = desk.path("out");
    let written = desk.json(&["folder", text(&out)]);
    assert_eq!(
        (&written["inferred"], &written["untold"]),
        (&true.into(), &serde_json::json!([]))
    );
    assert_eq!(said_by(&out).facts, said.facts);
    desk.run(&["folder", text(&out)]).ended(0).says("suy ra");
    // Imported, they are as typed.
    let import = desk.json(&["import", text(&out)]);
    assert_eq!(
        (&import["differences"], &import["written"]),
        (&serde_json::json!([]), &true.into())
    );
    assert_eq!(desk.json(&["folder", text(&out)])["inferred"], false);
    desk.must_be_sound();
}

#[test]
fn what_files_cannot_say_is_told() {
    let desk = Desk::new();
    let mut said = said_by(&data("langson-2018"));
    // Heads of one day among others of its class.
    let shift = said
        .facts
        .shifts
        .iter_mut()
        .find(|it| it.key == "2018-02-17.office.day");
    shift.unwrap().need = 7;
    untyped(&desk.path("tructet.db"), &said);
    let out = desk.path("out");
    desk.run(&["folder", text(&out)])
        .ended(0)
        .says("Không ghi lại được")
        .says("Trực cơ quan, Ca ngày");
}
