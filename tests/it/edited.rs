//! The workbook that `plan` writes, edited and read back.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::support::{Ran, files, tructet};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/langson-2018");

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// The workbook at `path` with other texts in its cells, as if each cell had been edited.
fn edit(path: &Path, changes: &[(&str, &str)]) {
    let mut archive = ZipArchive::new(Cursor::new(fs::read(path).unwrap())).unwrap();
    let mut edited = ZipWriter::new(Cursor::new(Vec::new()));
    for nth in 0..archive.len() {
        let mut entry = archive.by_index(nth).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut content = String::new();
        entry.read_to_string(&mut content).unwrap();
        if name == "xl/sharedStrings.xml" {
            for (old, new) in changes {
                let cell = |text: &str| format!("<t>{text}</t>");
                assert!(content.contains(&cell(old)), "no cell `{old}`");
                content = content.replace(&cell(old), &cell(new));
            }
        }
        edited
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
        edited.write_all(content.as_bytes()).unwrap();
    }
    fs::write(path, edited.finish().unwrap().into_inner()).unwrap();
}

/// A workbook and a store with the roster in it, in `folder`; planned once for all tests.
fn planned(folder: &Path) -> (PathBuf, PathBuf) {
    static PLANNED: OnceLock<[Vec<u8>; 2]> = OnceLock::new();
    let bytes = PLANNED.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let (out, db) = (folder.path().join("out"), folder.path().join("tructet.db"));
        tructet(["plan", SAMPLE, "--out", text(&out), "--db", text(&db)]).ended(0);
        [out.join("lich-truc.xlsx"), db].map(|it| fs::read(it).unwrap())
    });
    let paths = ["lich-truc.xlsx", "tructet.db"].map(|it| folder.join(it));
    for (path, bytes) in paths.iter().zip(bytes) {
        fs::write(path, bytes).unwrap();
    }
    let [book, db] = paths;
    (book, db)
}

fn check(book: &Path) -> Ran {
    tructet(["check", SAMPLE, "--roster", text(book)])
}

#[test]
fn a_workbook_is_judged_and_becomes_a_draft() {
    let folder = tempfile::tempdir().unwrap();
    let (book, db) = planned(folder.path());
    check(&book).ended(0);
    let import = ["--json", "--db", text(&db), "import-roster", text(&book)];
    let imported = tructet(import).ended(0).json();
    assert_eq!(imported["revision"], 2);
    // What was proven of the roster still is.
    let (one, two) = (
        folder.path().join("one.json"),
        folder.path().join("two.json"),
    );
    for (revision, out) in [("1", &one), ("2", &two)] {
        tructet([
            "--db",
            text(&db),
            "export",
            revision,
            "--format",
            "json",
            "--out",
            text(out),
        ])
        .ended(0);
    }
    tructet(["verify", text(&two)]).ended(0);
    let value =
        |path| -> serde_json::Value { serde_json::from_slice(&fs::read(path).unwrap()).unwrap() };
    for part in ["assignments", "cost", "bound", "status", "certificate"] {
        assert_eq!(value(&one)[part], value(&two)[part], "{part}");
    }
}

#[test]
fn swapped_names_are_judged_anew() {
    let folder = tempfile::tempdir().unwrap();
    let (book, db) = planned(folder.path());
    // A leader on office duty, and the other way round: nobody may.
    edit(
        &book,
        &[
            ("Trần Thị Hà", "#"),
            ("Lâm Xuân Bách", "Trần Thị Hà"),
            ("#", "Lâm Xuân Bách"),
        ],
    );
    check(&book).ended(1).prints("R02").prints("R15");
    let before = files(folder.path());
    tructet(["--db", text(&db), "import-roster", text(&book)])
        .ended(1)
        .prints("R15")
        .says("Chưa lưu");
    assert_eq!(files(folder.path()), before);
    let other = folder.path().join("other.db");
    tructet(["--db", text(&other), "import-roster", text(&book)])
        .ended(2)
        .says("E301");
    assert!(!other.exists());
}

#[test]
fn every_name_that_is_nobodys_is_told_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let (book, db) = planned(folder.path());
    edit(
        &book,
        &[
            ("Trần Thị Hà", "Trần Thị Hạ"),
            ("Lâm Xuân Bách", "Lâm Xuân Bạch"),
        ],
    );
    let said = check(&book).ended(2);
    for fault in [
        "trang Lịch trực, dòng 5, cột Người trực: không có người trực `Trần Thị Hạ`. Có phải `Trần Thị Hà`?",
        "dòng 6, cột Người trực: không có người trực `Lâm Xuân Bạch`. Có phải `Lâm Xuân Bách`?",
    ] {
        assert!(said.err.contains(fault), "{}", said.err);
    }
    let before = files(folder.path());
    tructet(["--db", text(&db), "import-roster", text(&book)])
        .ended(2)
        .says("E109");
    assert_eq!(files(folder.path()), before);
}

#[test]
fn an_emptied_seat_is_a_gap_and_a_folder_will_do_for_a_base() {
    let folder = tempfile::tempdir().unwrap();
    let (book, _) = planned(folder.path());
    edit(&book, &[("Lâm Xuân Bách", "(còn trống)")]);
    check(&book).ended(1).prints("R01");
    let db = folder.path().join("new.db");
    let args = [
        "--json",
        "--db",
        text(&db),
        "import-roster",
        "--folder",
        SAMPLE,
        text(&book),
    ];
    let imported = tructet(args).ended(0).json();
    assert_eq!(imported["revision"], 1);
    assert_eq!(imported["valid"], false);
    assert!(0 < imported["cost"]["gaps"].as_i64().unwrap());
}

#[test]
fn what_is_proven_of_full_rosters_is_not_said_of_one_with_an_open_seat() {
    let folder = tempfile::tempdir().unwrap();
    let (book, db) = planned(folder.path());
    edit(&book, &[("Lâm Xuân Bách", "(còn trống)")]);
    tructet(["--db", text(&db), "import-roster", text(&book)]).ended(0);
    let out = folder.path().join("two.json");
    let export = ["export", "2", "--format", "json", "--out", text(&out)];
    tructet(["--db", text(&db)].iter().chain(&export)).ended(0);
    let record: serde_json::Value = serde_json::from_slice(&fs::read(&out).unwrap()).unwrap();
    assert_eq!(record["status"], "gaps");
    assert_eq!(record["bound"], serde_json::Value::Null);
    let verified = tructet(["--json", "verify", text(&out)]).ended(0).json();
    assert_eq!(verified["bound"], serde_json::Value::Null);
}
