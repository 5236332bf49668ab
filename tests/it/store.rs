//! The store's commands as a user runs them: import, solve, publish, compare, copy, restore.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{Ran, tructet};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/langson-2018");

/// A folder with a store in it.
pub(crate) struct Desk {
    pub(crate) folder: TempDir,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs a command on the store as Chi.
    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        let db = self.path("tructet.db");
        let shared = ["--db", db.to_str().unwrap(), "--by", "chi"];
        tructet(args.iter().copied().chain(shared))
    }

    pub(crate) fn json(&self, args: &[&str]) -> Value {
        let all: Vec<_> = args.iter().copied().chain(["--json"]).collect();
        self.run(&all).ended(0).json()
    }

    /// A copy of the sample office, each file as `edit` leaves it.
    pub(crate) fn office(&self, name: &str, edit: impl Fn(&str, String) -> String) -> String {
        copy(Path::new(SAMPLE), &self.path(name), &edit);
        self.path(name).to_str().unwrap().to_owned()
    }

    fn must_be_sound(&self) {
        self.run(&["doctor"]).ended(0).prints("lành lặn");
    }
}

fn copy(from: &Path, to: &Path, edit: &impl Fn(&str, String) -> String) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if path.is_dir() {
            copy(&path, &to.join(name), edit);
        } else {
            let text = fs::read_to_string(&path).unwrap();
            fs::write(to.join(name), edit(name, text)).unwrap();
        }
    }
}

fn without(marks: &[&str], text: &str) -> String {
    let lines = text
        .lines()
        .filter(|it| !marks.iter().any(|mark| it.contains(mark)));
    lines.map(|it| format!("{it}\n")).collect()
}

#[test]
fn from_a_folder_to_a_published_roster() {
    let desk = Desk::new();
    desk.run(&["solve"]).ended(2).says("E301");
    desk.run(&["import", SAMPLE]).ended(0).says("langson 2018");
    desk.run(&["show"]).ended(1).says("E505");
    desk.run(&["publish"]).ended(1).says("E514");
    let solved = desk.json(&["solve"]);
    assert_eq!(solved["status"], "optimal");

    // The store gives the solver just what the folder gives it.
    let out = desk.path("out");
    let planned = tructet(["--json", "plan", SAMPLE, "--out", out.to_str().unwrap()]);
    let planned = planned.ended(0).json();
    for key in ["assignments", "cost", "bound", "breakdown"] {
        assert_eq!(solved[key], planned[key], "{key}");
    }

    let published = desk.json(&["publish", "--reason", "đã họp"]);
    assert_eq!(published["revision"]["state"], "published");
    assert_eq!(published["supersedes"], Value::Null);
    desk.run(&["publish", "1"]).ended(1).says("E308");
    let shown = desk.json(&["show", "1"]);
    assert_eq!(shown["assignments"], solved["assignments"]);
    desk.run(&["show"])
        .ended(0)
        .prints("đang có hiệu lực")
        .prints("Trần Thị Hà");
    desk.run(&["show", "9"]).ended(1).says("E505");
    desk.must_be_sound();
}

#[test]
fn an_import_shows_what_it_overwrites_and_asks_first() {
    let desk = Desk::new();
    desk.run(&["import", SAMPLE]).ended(0);
    let again = desk.json(&["import", SAMPLE]);
    assert_eq!(again["differences"], json!([]));
    desk.run(&["solve"]).ended(0);
    desk.run(&["publish"]).ended(0);

    let edited = desk.office("edited", |name, text| match name {
        "people.csv" => without(&["duc.nm"], &text).replace("0200 000 105", "0200 000 999"),
        "history.csv" => without(&["duc.nm"], &text),
        _ => text,
    });
    desk.run(&["import", &edited])
        .ended(1)
        .prints("- người duc.nm")
        .prints("~ người tuan.nv: phone: \"0200 000 105\" → \"0200 000 999\"")
        .says("--yes");
    assert_eq!(desk.json(&["import", SAMPLE])["differences"], json!([]));
    let written = desk.json(&["import", &edited, "--yes"]);
    assert_eq!(written["written"], true);
    // The roster in force is judged by what is known now.
    let broken = written["broken"].as_array().unwrap();
    assert!(broken.iter().any(|it| it.as_str().unwrap().contains("R01")));

    // Stays close to what people were told.
    let solved = desk.json(&["solve"]);
    assert_eq!(solved["kept"], 1);
    let diff = desk.json(&["diff", "1", "2"]);
    let count = |key: &str| diff[key].as_array().unwrap().len();
    assert!(count("added") <= 4 && count("dropped") <= 4, "{diff:#}");
    let dropped = diff["dropped"].as_array().unwrap();
    assert!(
        dropped.iter().all(|it| it["person"] == "duc.nm"),
        "{diff:#}"
    );
    desk.run(&["diff", "1", "2"])
        .ended(0)
        .prints("- Nguyễn Minh Đức");
    desk.run(&["diff", "1", "7"]).ended(1);
    assert_eq!(desk.json(&["publish"])["supersedes"], 1);
    // Nobody is gone for good.
    desk.run(&["import", SAMPLE, "--yes"])
        .ended(0)
        .prints("+ người duc.nm");
    desk.must_be_sound();
}

#[test]
fn a_draft_that_breaks_rules_by_now_or_has_not_seen_what_is_in_force_is_refused() {
    let desk = Desk::new();
    desk.run(&["import", SAMPLE]).ended(0);
    desk.run(&["solve"]).ended(0);
    desk.run(&["solve", "--seed", "2"]).ended(0);
    desk.run(&["publish", "2"]).ended(0);
    desk.run(&["publish", "1"]).ended(1).says("E309");
    desk.run(&["publish", "1", "--over", "2"]).ended(0);
    let states: Vec<_> = (desk.json(&["show", "--all"])["revisions"]
        .as_array()
        .unwrap()
        .iter())
    .map(|it| it["state"].as_str().unwrap().to_owned())
    .collect();
    assert_eq!(states, ["published", "superseded"]);

    desk.run(&["solve", "--afresh"]).ended(0);
    let who = desk.json(&["show"])["assignments"][0]["person"].clone();
    let away = desk.office("away", |name, text| match name {
        "people.csv" => {
            let lines = text.lines().map(|line| {
                let mut cells: Vec<_> = line.split(',').map(str::to_owned).collect();
                if cells[0] == who.as_str().unwrap() {
                    cells[14] = "14/02-20/02".to_owned();
                }
                cells.join(",") + "\n"
            });
            lines.collect()
        }
        "pins.csv" => text.lines().next().unwrap().to_owned() + "\n",
        _ => text,
    });
    desk.run(&["import", &away, "--yes"]).ended(0).says("R03");
    desk.run(&["publish"]).ended(1).says("E512").says("R03");
    desk.must_be_sound();
}

#[test]
fn the_next_year_knows_what_this_one_left_without_being_told() {
    let desk = Desk::new();
    desk.run(&["history"]).ended(2);
    desk.run(&["import", SAMPLE]).ended(0);
    desk.run(&["solve"]).ended(0);
    desk.run(&["publish"]).ended(0);
    let earlier = desk.path("earlier.csv");
    fs::write(
        &earlier,
        "Năm,Mã,Số ca,Điểm,Ca đặc biệt\n2016,dung.nq,2,30,giao thừa\n",
    )
    .unwrap();
    let table = earlier.to_str().unwrap();
    desk.run(&["history", "--import", table])
        .ended(0)
        .prints("+ công trực năm trước dung.nq");
    desk.run(&["history", "--import", table])
        .ended(0)
        .says("Không có gì mới");
    fs::write(&earlier, "Năm,Mã,Số ca,Điểm\n2016,dung.nq,2,31\n").unwrap();
    desk.run(&["history", "--import", table]).ended(1);
    desk.run(&["history", "--import", table, "--yes"]).ended(0);
    fs::write(&earlier, "Năm,Mã,Số ca,Điểm\n2016,dung.nq,2,x\n2016,,1,1\n").unwrap();
    desk.run(&["history", "--import", table])
        .ended(2)
        .says("E108")
        .says("E107");

    let record = desk.json(&["history"]);
    let of = |person: &str| -> Value {
        let people = record["people"].as_array().unwrap();
        people.iter().find(|it| it["person"] == person).unwrap()["years"].clone()
    };
    let years: Vec<_> = (of("dung.nq").as_array().unwrap().iter())
        .map(|it| (it["year"].clone(), it["origin"].clone()))
        .collect();
    assert_eq!(
        years,
        [
            (json!(2016), json!("told")),
            (json!(2017), json!("told")),
            (json!(2018), json!("published"))
        ]
    );
    desk.run(&["history"])
        .ended(0)
        .prints("Nguyễn Quốc Dũng")
        .prints("giao thừa");

    let next = desk.office("next", next_year(2019));
    desk.run(&["import", &next]).ended(0);
    let history = desk.json(&["history"]);
    assert_eq!(history["year"], 2019);
    let (eve_before, stood_most) = (eve_of(&desk.json(&["show", "1"])), most(&history));
    assert_eq!(desk.json(&["solve"])["status"], "optimal");
    let eve_after = eve_of(&desk.json(&["show"]));
    let twice: Vec<_> = eve_after
        .iter()
        .filter(|it| eve_before.contains(it))
        .collect();
    assert_eq!(twice, Vec::<&String>::new());
    assert!(0 < stood_most, "somebody carries points");

    // `plan` with the store knows it too.
    let out = desk.path("out");
    desk.run(&["plan", &next, "--out", out.to_str().unwrap()])
        .ended(0);
    let roster: Value =
        serde_json::from_slice(&fs::read(out.join("roster.json")).unwrap()).unwrap();
    let carried = |it: &Value| it["carried"].as_i64().unwrap();
    let people = roster["problem"]["people"].as_array().unwrap();
    assert_eq!(people.iter().map(carried).max(), Some(stood_most));
    desk.must_be_sound();
}

/// What must be edited for another year: the year, and what names days of this one.
fn next_year(year: i32) -> impl Fn(&str, String) -> String {
    move |name, text| match name {
        "office.toml" => text.replace("year = 2018", &format!("year = {year}")),
        "pins.csv" | "history.csv" => text.lines().next().unwrap().to_owned() + "\n",
        _ => text,
    }
}

/// Who stands the night of New Year's Eve of 2018 or 2019.
fn eve_of(shown: &Value) -> Vec<String> {
    let turns = shown["assignments"].as_array().unwrap().iter();
    let eves = ["2018-02-15.office.night", "2019-02-04.office.night"];
    let eve = turns.filter(|it| eves.contains(&it["shift"].as_str().unwrap()));
    eve.map(|it| it["person"].as_str().unwrap().to_owned())
        .collect()
}

fn most(history: &Value) -> i64 {
    let people = history["people"].as_array().unwrap().iter();
    people
        .filter_map(|it| it["carried"].as_i64())
        .max()
        .unwrap()
}

#[test]
fn several_offices_share_a_store() {
    let desk = Desk::new();
    let other = concat!(env!("CARGO_MANIFEST_DIR"), "/data/binhngo-2026");
    desk.run(&["import", SAMPLE]).ended(0);
    desk.run(&["import", other]).ended(0);
    desk.run(&["solve"]).ended(2).says("E511").says("langson");
    desk.run(&["solve", "--office", "langson"]).ended(0);
    desk.run(&["solve", "--year", "2026"]).ended(0);
    desk.run(&["publish"]).ended(2).says("E511");
    desk.run(&["publish", "--office", "langson"]).ended(0);
    desk.run(&["publish", "--year", "2031"])
        .ended(1)
        .says("E514");
    desk.run(&["solve", "--office", "nobody"])
        .ended(1)
        .says("E510");
    desk.must_be_sound();
}

#[test]
fn a_copy_is_checked_and_brings_the_store_back() {
    let desk = Desk::new();
    let copy = desk.path("bản sao.db");
    let copy = copy.to_str().unwrap();
    desk.run(&["backup", copy]).ended(2);
    desk.run(&["import", SAMPLE]).ended(0);
    desk.run(&["solve"]).ended(0);
    desk.run(&["publish"]).ended(0);
    desk.run(&["backup", copy]).ended(0).says("1 bản lịch trực");
    let notes = desk.path("notes.txt");
    fs::write(&notes, "notes").unwrap();
    let notes = notes.to_str().unwrap();
    desk.run(&["backup", notes]).ended(2).says("E504");
    assert_eq!(fs::read_to_string(notes).unwrap(), "notes");

    desk.run(&["solve", "--seed", "7"]).ended(0);
    desk.run(&["publish"]).ended(0);
    for (file, code) in [(notes, "E301"), ("/nowhere/x.db", "E501")] {
        desk.run(&["restore", file]).ended(2).says(code);
    }
    assert_eq!(
        desk.json(&["show"])["revision"]["id"],
        2,
        "nothing happened"
    );
    let restored = desk.json(&["restore", copy]);
    assert_eq!(restored["revisions"], 1);
    assert_eq!(desk.json(&["show"])["revision"]["id"], 1);
    desk.must_be_sound();
    // What stood there is a store itself.
    let kept = restored["kept"].as_str().unwrap().to_owned();
    let old = tructet(["--json", "show", "--db", &kept]).ended(0).json();
    assert_eq!(old["revision"]["id"], 2);
    // A second copy takes the place of the first.
    desk.run(&["backup", copy]).ended(0);

    // A damaged store is moved aside as it is.
    let db = desk.path("tructet.db");
    let mut bytes = fs::read(&db).unwrap();
    bytes.truncate(bytes.len() / 2);
    fs::write(&db, &bytes).unwrap();
    desk.run(&["doctor"]).ended(2).says("E301").says("restore");
    let restored = desk.json(&["restore", copy]);
    assert_eq!(fs::read(restored["kept"].as_str().unwrap()).unwrap(), bytes);
    desk.must_be_sound();
    // Where nothing stands yet.
    let fresh = Desk::new();
    assert_eq!(fresh.json(&["restore", copy])["kept"], Value::Null);
    fresh.must_be_sound();
}

#[test]
fn doctor_names_what_was_changed_by_hand() {
    let desk = Desk::new();
    desk.run(&["import", SAMPLE]).ended(0);
    desk.run(&["solve"]).ended(0);
    let db = rusqlite::Connection::open(desk.path("tructet.db")).unwrap();
    db.execute_batch("DROP TRIGGER audit_is_never_changed; UPDATE audit SET who = 'an'")
        .unwrap();
    drop(db);
    desk.run(&["doctor"]).ended(1).prints("nhật ký bị sửa");
    let doctor = desk.run(&["--json", "doctor"]).ended(1).json();
    assert_eq!(doctor["sound"], false);
    desk.run(&["backup", desk.path("copy.db").to_str().unwrap()])
        .ended(2)
        .says("E513");
    assert!(!desk.path("copy.db").exists());
}
