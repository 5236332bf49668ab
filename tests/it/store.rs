//! The store's commands as a user runs them: import, solve, publish, compare, copy, restore.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::small_office;
use crate::support::{Ran, tructet};

/// A folder with a store in it.
pub(crate) struct Desk {
    folder: TempDir,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// With the small office imported, planned and published.
    pub(crate) fn published() -> Self {
        let desk = Self::new();
        let office = desk.office("office", 2018, |it| it);
        desk.run(&["import", &office]).ended(0);
        desk.run(&["solve"]).ended(0);
        desk.run(&["publish"]).ended(0);
        desk
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

    /// The small office in a folder, its people as `edit` leaves them.
    pub(crate) fn office(
        &self,
        name: &str,
        year: i32,
        edit: impl FnOnce(String) -> String,
    ) -> String {
        small_office::write(&self.path(name), year, edit);
        self.path(name).to_str().unwrap().to_owned()
    }

    #[track_caller]
    pub(crate) fn must_be_sound(&self) {
        self.run(&["doctor"]).ended(0).prints("lành lặn");
    }
}

fn without(mark: &str, text: &str) -> String {
    let lines = text.lines().filter(|it| !it.contains(mark));
    lines.map(|it| format!("{it}\n")).collect()
}

#[test]
fn the_store_gives_the_solver_just_what_the_folder_gives() {
    const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/langson-2018");
    let desk = Desk::new();
    desk.run(&["import", SAMPLE])
        .ended(0)
        .says("langson · Tết Nguyên đán Mậu Tuất 2018");
    let solved = desk.json(&["solve"]);
    assert_eq!(solved["status"], "optimal");
    let out = desk.path("out");
    let planned = tructet(["--json", "plan", SAMPLE, "--out", out.to_str().unwrap()]);
    let planned = planned.ended(0).json();
    for key in ["assignments", "cost", "bound", "breakdown"] {
        assert_eq!(solved[key], planned[key], "{key}");
    }
    desk.must_be_sound();
}

#[test]
fn from_a_folder_to_a_published_roster() {
    let desk = Desk::new();
    let office = desk.office("office", 2018, |it| it);
    desk.run(&["solve"]).ended(2).says("E301");
    desk.run(&["import", &office])
        .ended(0)
        .says("xa · Tết Nguyên đán Mậu Tuất 2018");
    desk.run(&["show"]).ended(1).says("E505");
    desk.run(&["publish"]).ended(1).says("E514");
    let solved = desk.json(&["solve"]);
    assert_eq!(solved["status"], "optimal");
    let published = desk.json(&["publish", "--reason", "đã họp"]);
    assert_eq!(published["revision"]["state"], "published");
    assert_eq!(published["supersedes"], Value::Null);
    desk.run(&["publish", "1"]).ended(1).says("E308");
    let shown = desk.json(&["show", "1"]);
    assert_eq!(shown["assignments"], solved["assignments"]);
    desk.run(&["show", "--log"])
        .ended(0)
        .prints("công bố bản 1")
        .prints("đã họp");
    let log = desk.json(&["show", "--log"])["entries"].clone();
    let deeds: Vec<_> = (log.as_array().unwrap().iter())
        .map(|it| (it["who"].as_str().unwrap(), &it["what"]["deed"]))
        .collect();
    assert_eq!(
        deeds,
        [
            ("chi", &json!("import")),
            ("chi", &json!("draft")),
            ("chi", &json!("publish"))
        ]
    );
    desk.run(&["show"])
        .ended(0)
        .prints("đang có hiệu lực")
        .prints("Hoàng Văn An");
    desk.run(&["show", "9"]).ended(1).says("E505");
    desk.must_be_sound();
}

#[test]
fn an_import_shows_what_it_overwrites_and_asks_first() {
    let desk = Desk::published();
    let same = desk.office("same", 2018, |it| it);
    assert_eq!(desk.json(&["import", &same])["differences"], json!([]));
    let edited = desk.office("edited", 2018, |it| {
        without("dung,", &it).replace("0200 000 001", "0200 000 999")
    });
    desk.run(&["import", &edited])
        .ended(1)
        .prints("- người: Trần Văn Dũng")
        .prints("~ người: Hoàng Văn An: Điện thoại: 0200 000 001 → 0200 000 999")
        .says("--yes");
    assert_eq!(desk.json(&["import", &same])["differences"], json!([]));
    let written = desk.json(&["import", &edited, "--yes"]);
    assert_eq!(written["written"], true);
    // The roster in force is judged by what is known now.
    let broken = written["broken"].as_array().unwrap();
    assert!(broken.iter().any(|it| it.as_str().unwrap().contains("R01")));

    // Stays close to what people were told.
    assert_eq!(desk.json(&["solve"])["kept"], 1);
    let diff = desk.json(&["diff", "1", "2"]);
    let dropped = diff["dropped"].as_array().unwrap();
    let of_dung = dropped.iter().filter(|it| it["person"] == "dung").count();
    let all = desk.json(&["show", "1"]);
    let turns = all["assignments"].as_array().unwrap().iter();
    assert_eq!(of_dung, turns.filter(|it| it["person"] == "dung").count());
    let count = |diff: &Value| -> usize {
        let lists = ["added", "dropped", "moved"].map(|it| diff[it].as_array().unwrap().len());
        lists.iter().sum()
    };
    assert_eq!(
        desk.json(&["solve", "--afresh", "--seed", "3"])["kept"],
        Value::Null
    );
    assert!(count(&diff) <= count(&desk.json(&["diff", "1", "3"])));
    desk.run(&["diff", "1", "2"])
        .ended(0)
        .prints("- Trần Văn Dũng: ");
    desk.run(&["diff", "1", "7"]).ended(1).says("E505");
    assert_eq!(desk.json(&["publish", "2"])["supersedes"], 1);
    // Nobody is gone for good.
    desk.run(&["import", &same, "--yes"])
        .ended(0)
        .prints("+ người: Trần Văn Dũng");
    desk.must_be_sound();
}

#[test]
fn a_draft_that_breaks_rules_by_now_or_has_not_seen_what_is_in_force_is_refused() {
    let desk = Desk::new();
    let office = desk.office("office", 2018, |it| it);
    desk.run(&["import", &office]).ended(0);
    desk.run(&["solve"]).ended(0);
    desk.run(&["solve", "--seed", "2"]).ended(0);
    desk.run(&["publish", "2"]).ended(0);
    desk.run(&["publish", "1"]).ended(1).says("E309");
    desk.run(&["publish", "1", "--over", "2"]).ended(0);
    let all = desk.json(&["show", "--all"]);
    let states: Vec<_> = (all["revisions"].as_array().unwrap().iter())
        .map(|it| it["state"].as_str().unwrap())
        .collect();
    assert_eq!(states, ["published", "superseded"]);
    desk.run(&["show", "--all"]).ended(0).prints("đã thay thế");

    desk.run(&["solve", "--afresh"]).ended(0);
    let who = desk.json(&["show"])["assignments"][0]["person"].clone();
    let away = desk.office("away", 2018, |it| {
        let line = |line: &str| {
            let is_away = line.starts_with(&format!("{},", who.as_str().unwrap()));
            line.to_owned() + if is_away { "14/02-20/02\n" } else { "\n" }
        };
        it.lines().map(line).collect()
    });
    desk.run(&["import", &away, "--yes"]).ended(0).says("R03");
    desk.run(&["publish"]).ended(1).says("E512").says("R03");
    desk.must_be_sound();
}

#[test]
fn a_store_of_the_first_version_is_brought_up_with_all_that_is_in_it() {
    // Written by that version, by `plan` with the small office: a draft of 2017, two of 2018.
    const OLD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/store-v1.db");
    let desk = Desk::new();
    fs::copy(OLD, desk.path("tructet.db")).unwrap();
    let copy = desk.path("copy.db");
    // A copy of it can be brought back too.
    fs::copy(OLD, &copy).unwrap();
    desk.must_be_sound();
    let all = desk.json(&["show", "--all"]);
    let years: Vec<_> = (all["revisions"].as_array().unwrap().iter())
        .map(|it| it["year"].as_i64().unwrap())
        .collect();
    assert_eq!(years, [2017, 2018, 2018]);
    desk.run(&["show", "2"]).ended(0).prints("Hoàng Văn An");
    desk.run(&["history", "--year", "2017"])
        .ended(0)
        .prints("bản nháp");
    desk.run(&["publish", "2"]).ended(0);
    let office = desk.office("office", 2018, |it| it);
    desk.run(&["import", &office]).ended(0);
    desk.run(&["solve"]).ended(0);
    desk.run(&["publish"]).ended(0);
    desk.must_be_sound();
    desk.run(&["restore", copy.to_str().unwrap()]).ended(0);
    assert_eq!(
        desk.json(&["show", "--all"])["revisions"]
            .as_array()
            .unwrap()
            .len(),
        3
    );
    desk.must_be_sound();
}

/// Stores left by programs of schemas 3 and 4, by the small office: 2018 planned, published and
/// swapped, 2019 planned, two earlier years told.
#[test]
fn stores_of_later_versions_are_brought_up_with_all_that_is_in_them() {
    for version in [3, 4] {
        let desk = Desk::new();
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures");
        fs::copy(
            format!("{root}/store-v{version}.db"),
            desk.path("tructet.db"),
        )
        .unwrap();
        desk.must_be_sound();
        let all = desk.json(&["show", "--all"]);
        let revisions = all["revisions"].as_array().unwrap();
        let told: Vec<_> = (revisions.iter())
            .map(|it| {
                let texts = ["period", "state"].map(|key| it[key].as_str().unwrap());
                (texts, it["year"].as_i64())
            })
            .collect();
        let (first, next) = (Some(2018), Some(2019));
        assert_eq!(
            told,
            [
                (["tet-2018", "superseded"], first),
                (["tet-2018", "published"], first),
                (["tet-2019", "draft"], next)
            ]
        );
        desk.run(&["show", "1"]).ended(0).prints("Hoàng Văn An");
        let history = desk.json(&["history", "--period", "tet-2019"]);
        assert_eq!(history["period"], "tet-2019");
        let an = (history["people"].as_array().unwrap().iter())
            .find(|it| it["person"] == "an")
            .unwrap();
        let years: Vec<_> = (an["years"].as_array().unwrap().iter())
            .map(|it| it["year"].as_i64().unwrap())
            .collect();
        assert_eq!(years, [2016, 2017, 2018, 2019]);
        // The same folders are no news.
        for year in [2018, 2019] {
            let folder = desk.office(&year.to_string(), year, |it| it);
            let import = desk.json(&["import", &folder]);
            assert_eq!(import["differences"], json!([]), "{year}");
        }
        desk.run(&["publish"]).ended(0);
        desk.run(&["solve", "--year", "2018"]).ended(0);
        desk.must_be_sound();
    }
}

#[test]
fn several_offices_share_a_store() {
    const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/binhngo-2026");
    let desk = Desk::published();
    desk.run(&["import", SAMPLE]).ended(0);
    desk.run(&["solve"]).ended(2).says("E511").says("xa");
    desk.run(&["solve", "--office", "xa"]).ended(0);
    desk.run(&["solve", "--year", "2018"]).ended(0);
    desk.run(&["history"]).ended(2).says("E511");
    desk.run(&["publish", "--office", "xa"]).ended(0);
    desk.run(&["publish", "--year", "2031"])
        .ended(1)
        .says("E514");
    desk.run(&["solve", "--year", "2026"]).ended(0);
    let out = desk.path("page.md");
    let out = out.to_str().unwrap();
    let export = |more: &[&str]| {
        let export = ["export", "--format", "md", "--out", out];
        desk.run(&[&export[..], more].concat())
    };
    export(&[]).ended(2).says("E511").says("xa");
    export(&["--office", "nobody"]).ended(1).says("E505");
    export(&["--office", "xa"]).ended(0);
    let page = std::fs::read_to_string(out).unwrap();
    assert!(page.contains("2018"), "{page}");
    export(&["--year", "2026"]).ended(0);
    let page = std::fs::read_to_string(out).unwrap();
    assert!(page.contains("2026"), "{page}");
    // A roster that is named is that roster.
    export(&["2"]).ended(0);
    export(&["2", "--office", "xa"]).ended(2);
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
    desk.run(&["backup", copy]).ended(2).says("E301");
    let desk = Desk::published();
    desk.run(&["backup", copy]).ended(0).says("1 bản lịch trực");
    let notes = desk.path("notes.txt");
    fs::write(&notes, "notes").unwrap();
    let notes = notes.to_str().unwrap();
    desk.run(&["backup", notes]).ended(2).says("E504");
    assert_eq!(fs::read_to_string(notes).unwrap(), "notes");
    // Nor is a store that somebody works with, least of all the same one.
    let live = desk.path("tructet.db");
    desk.run(&["backup", live.to_str().unwrap()])
        .ended(2)
        .says("E504");

    desk.run(&["solve", "--seed", "7"]).ended(0);
    desk.run(&["publish"]).ended(0);
    for (file, code) in [(notes, "E301"), ("/nowhere/x.db", "E501")] {
        desk.run(&["restore", file]).ended(2).says(code);
    }
    assert_eq!(desk.json(&["show"])["revision"]["id"], 2, "as it was");
    let restored = desk.json(&["restore", copy]);
    assert_eq!(restored["revisions"], 1);
    assert_eq!(desk.json(&["show"])["revision"]["id"], 1);
    desk.must_be_sound();
    // What stood there is a store itself.
    let kept = restored["kept"].as_str().unwrap();
    let old = tructet(["--json", "show", "--db", kept]).ended(0).json();
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
    let desk = Desk::published();
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
