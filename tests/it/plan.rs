//! `plan` and what goes with it, as a user runs them, on the sample office and a fresh template.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::small_office;
use crate::support::{Ran, files, tructet};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/langson-2018");

fn run(args: &[&str]) -> Ran {
    tructet(args)
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn json(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

#[test]
fn the_sample_office_twice_with_the_same_bytes() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for out in [&one, &two] {
        run(&["plan", SAMPLE, "--out", text(out.path())])
            .ended(0)
            .prints("tối ưu");
    }
    let files = files(one.path());
    assert_eq!(files, crate::support::files(two.path()));
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    for name in [
        "roster.json",
        "lich-truc.md",
        "lich-truc.csv",
        "lich-truc.html",
        "ics/all.ics",
    ] {
        assert!(names.contains(&name), "{names:?}");
    }
    let roster = one.path().join("roster.json");
    run(&["verify", text(&roster)]).ended(0).prints("valid");
    run(&["check", SAMPLE, "--roster", text(&roster)]).ended(0);
    run(&[
        "check",
        SAMPLE,
        "--roster",
        text(&one.path().join("lich-truc.csv")),
    ])
    .ended(0);
}

#[test]
fn a_table_edited_by_hand_is_judged() {
    let out = tempfile::tempdir().unwrap();
    run(&["plan", SAMPLE, "--out", text(out.path())]).ended(0);
    let table = out.path().join("lich-truc.csv");
    let edited: String = (fs::read_to_string(&table).unwrap().lines())
        .map(|line| line.replace("ha.tt", "hoa.nt") + "\r\n")
        .collect();
    fs::write(&table, edited).unwrap();
    run(&["check", SAMPLE, "--roster", text(&table)])
        .ended(1)
        .prints("R02")
        .prints("R09");
    fs::write(&table, "person,shift\nnobody,2018-02-14.leadership.day24\n").unwrap();
    run(&["check", SAMPLE, "--roster", text(&table)])
        .ended(2)
        .says("E109");
}

#[test]
fn a_kept_roster_moves_little() {
    let (first, second) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    run(&["plan", SAMPLE, "--out", text(first.path())]).ended(0);
    let kept = first.path().join("roster.json");
    run(&[
        "plan",
        SAMPLE,
        "--out",
        text(second.path()),
        "--keep",
        text(&kept),
    ])
    .ended(0);
    let assignments = |path: &Path| json(path)["assignments"].clone();
    assert_eq!(
        assignments(&kept),
        assignments(&second.path().join("roster.json"))
    );
}

#[test]
fn a_store_keeps_the_draft_and_exports_it() {
    let out = tempfile::tempdir().unwrap();
    let db = out.path().join("tructet.db");
    let results = out.path().join("out");
    run(&["plan", SAMPLE, "--out", text(&results), "--db", text(&db)]).ended(0);
    let page = out.path().join("page.html");
    run(&[
        "export",
        "--db",
        text(&db),
        "--format",
        "html",
        "--out",
        text(&page),
    ])
    .ended(0);
    assert!(
        fs::read_to_string(&page)
            .unwrap()
            .contains("Nguyễn Quốc Dũng")
    );
    let calendars = out.path().join("calendars");
    let roster = results.join("roster.json");
    run(&[
        "export",
        text(&roster),
        "--format",
        "ics",
        "--out",
        text(&calendars),
    ])
    .ended(0);
    assert!(calendars.join("all.ics").exists());
    run(&[
        "export",
        "99",
        "--db",
        text(&db),
        "--format",
        "md",
        "--out",
        text(&page),
    ])
    .ended(1);
}

#[test]
fn a_fresh_template_is_sound_and_never_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let office = folder.path().join("office");
    run(&["init", text(&office)]).ended(0).prints("people.xlsx");
    let before = files(&office);
    run(&["check", text(&office)]).ended(0).says("E118");
    run(&["init", text(&office)]).ended(2).says("E504");
    assert_eq!(files(&office), before);
    fs::remove_file(office.join("people.csv")).unwrap();
    run(&["check", text(&office)]).ended(0).prints("1");
    let out = folder.path().join("out");
    run(&["plan", text(&office), "--out", text(&out)])
        .ended(1)
        .prints("Thiếu người");
    assert!(!out.exists());
}

#[test]
fn calendars_and_lunar_dates() {
    run(&["calendar", "2018"])
        .ended(0)
        .prints("14/02/2018")
        .prints("573/TB-VPCP");
    run(&["calendar", "2027"]).ended(0).prints("DỰ KIẾN");
    run(&["calendar", "2018", "--split", "9+9"])
        .ended(2)
        .says("E506");
    run(&["calendar", "3000"]).ended(2).says("E508");
    run(&["lunar", "16/2/2018"])
        .ended(0)
        .prints("mùng 1 tháng Giêng năm Mậu Tuất");
    run(&["lunar", "1/1/2018", "--from-lunar"])
        .ended(0)
        .prints("16/02/2018");
    run(&["lunar", "30/12/2025", "--from-lunar"])
        .ended(2)
        .says("29 ngày");
    run(&["lunar", "tomorrow"]).ended(2).says("E506");
    let json = run(&["--json", "lunar", "2020-05-23"]).ended(0).json();
    let lunar = &json["lunar"];
    assert_eq!(
        (
            lunar["day"].as_i64(),
            lunar["month"].as_i64(),
            lunar["leap"].as_bool(),
            lunar["year"].as_i64()
        ),
        (Some(1), Some(4), Some(true), Some(2020))
    );
}

#[test]
fn weights_and_points_beyond_exact_arithmetic_are_told() {
    let folder = tempfile::tempdir().unwrap();
    small_office::write(folder.path(), 2018, |it| it);
    let path = folder.path().join("office.toml");
    let office = std::fs::read_to_string(&path).unwrap();
    let dear = "[rules.fair_load]\nweight = 1000\n";
    let classes = "eve = 1000\nfirst_day = 1000\nstatutory = 1000\nweekend = 1000\n";
    let heavy = format!("[points]\nhours_per_point = 1\n[points.weights]\n{classes}");
    let out = folder.path().join("out");
    let plan = |more: &str, lang: &str| {
        std::fs::write(&path, format!("{office}{more}")).unwrap();
        let args = ["--lang", lang, "plan", text(folder.path())];
        run(&[&args[..], &["--out", text(&out)]].concat())
    };
    for (lang, words) in [("vi", "hãy giảm trọng số"), ("en", "lower the weights")] {
        plan(&format!("{dear}{heavy}"), lang)
            .ended(2)
            .says("E515")
            .says(words);
        assert!(!out.exists());
    }
    // The weight by itself is no harm.
    plan(dear, "vi").ended(0);
}
