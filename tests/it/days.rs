//! A period given by hand, from its folder to its calendars, beside a Tết of the same office.

use std::fs;

use serde_json::{Value, json};

use crate::small_office;
use crate::support::{files, tructet};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/le-30-4-2027");
const NAME: &str = "nghỉ lễ 30/4 và 01/5 năm 2027";

#[test]
fn days_given_by_hand_are_planned_published_and_written_out() {
    let work = tempfile::tempdir().unwrap();
    let path = |name: &str| work.path().join(name).to_str().unwrap().to_owned();
    let db = path("store.db");
    let run = |args: &[&str]| tructet(args.iter().copied().chain(["--db", &db, "--by", "hoa"]));
    let json = |args: &[&str]| -> Value {
        let args: Vec<_> = args.iter().copied().chain(["--json"]).collect();
        run(&args).ended(0).json()
    };
    let imported = json(&["import", FOLDER]);
    assert_eq!(imported["period"], "le-30-4-2027");
    assert_eq!(imported["year"], json!(null));
    assert_eq!(json(&["import", FOLDER])["differences"], json!([]));
    assert_eq!(json(&["solve"])["status"], "optimal");
    let out = path("out");
    run(&["publish", "--out", &out]).ended(0);
    run(&["show"]).ended(0).prints(NAME).prints("nghỉ lễ");
    run(&["show", "--all"]).ended(0).prints(NAME);

    // Papers and calendars speak of the period by its name and of no Tết; each day shows its lunar
    // date too.
    let page = fs::read_to_string(format!("{out}/lich-truc.md")).unwrap();
    assert!(page.contains(&format!("Lịch trực {NAME}")), "{page}");
    assert!(page.contains("24 tháng 3"), "{page}");
    let written = files(work.path().join("out").as_path());
    let names: Vec<_> = written.iter().map(|it| it.0.as_str()).collect();
    for name in [
        "lich-truc.docx",
        "lich-truc.pdf",
        "lich-truc.xlsx",
        "ics/all.ics",
    ] {
        assert!(names.contains(&name), "{names:?}");
    }
    for (name, bytes) in &written {
        let is_text = [".md", ".csv", ".html", ".ics"]
            .iter()
            .any(|it| name.ends_with(it));
        let text = String::from_utf8_lossy(bytes);
        assert!(!is_text || !text.contains("Tết"), "{name}: {text}");
    }
    let calendar = fs::read_to_string(format!("{out}/ics/all.ics")).unwrap();
    let uids: Vec<_> = calendar
        .lines()
        .filter(|it| it.starts_with("UID:"))
        .collect();
    assert_eq!(uids.len(), 10, "{calendar}");
    let unfolded = calendar.replace("\r\n ", "");
    let uids = unfolded.lines().filter(|it| it.starts_with("UID:"));
    for uid in uids {
        assert!(uid.ends_with("--xa--le-30-4-2027@tructet"), "{uid}");
    }

    // A Tết of the same office is another roster; what was stood on the days is carried into it.
    let tet = work.path().join("tet");
    small_office::write(&tet, 2028, |it| it);
    run(&["import", tet.to_str().unwrap()]).ended(0);
    let solved = json(&["solve"]);
    assert_eq!(solved["status"], "optimal");
    run(&["publish"]).ended(0);
    let states: Vec<_> = (json(&["show", "--all"])["revisions"]
        .as_array()
        .unwrap()
        .iter())
    .map(|it| {
        [
            it["period"].clone(),
            it["year"].clone(),
            it["state"].clone(),
        ]
    })
    .collect();
    assert_eq!(
        states,
        [
            [json!("le-30-4-2027"), json!(null), json!("published")],
            [json!("tet-2028"), json!(2028), json!("published")],
        ]
    );
    let history = json(&["history"]);
    assert_eq!(history["period"], "tet-2028");
    let periods = |it: &Value| -> Vec<Value> {
        let years = it["years"].as_array().unwrap().iter();
        years.map(|it| it["period"].clone()).collect()
    };
    let points = |it: &Value| it["years"][0]["points"].as_i64().unwrap();
    let people = history["people"].as_array().unwrap();
    let least = people.iter().map(points).min().unwrap();
    for person in people {
        assert_eq!(periods(person), [json!("le-30-4-2027"), json!("tet-2028")]);
        assert_eq!(person["carried"], points(person) - least, "{person:#}");
    }
    run(&["history"]).ended(0).prints(NAME);

    // Each command finds the period that is meant.
    let shown = json(&["show", "--period", "le-30-4-2027"]);
    assert_eq!(shown["revision"]["id"], 1);
    assert_eq!(json(&["show", "--year", "2028"])["revision"]["id"], 2);
    run(&["show", "--period", "le-2-9-2027"])
        .ended(1)
        .says("E505");
    run(&["show", "--period", "tet-2028", "--year", "2028"]).ended(2);
    run(&["doctor"]).ended(0);
}

#[test]
fn a_period_that_cannot_be_is_told_what_is_wrong_with_it() {
    let work = tempfile::tempdir().unwrap();
    let office = fs::read_to_string(format!("{FOLDER}/office.toml")).unwrap();
    let people = fs::read_to_string(format!("{FOLDER}/people.csv")).unwrap();
    fs::write(work.path().join("people.csv"), people).unwrap();
    for (from, to, says) in [
        ("id = \"le-30-4-2027\"", "id = \"tet-2027\"", "period.id"),
        (
            "first = \"30/04/2027\"",
            "first = \"30/04\"",
            "period.first",
        ),
        ("last = \"03/05/2027\"", "last = \"29/04/2027\"", "E112"),
        ("last = \"03/05/2027\"", "last = \"mùng 3\"", "period.last"),
        (
            "name = \"nghỉ lễ 30/4 và 01/5 năm 2027\"",
            "name = \" \"",
            "period.name",
        ),
        (
            "compensatory = [\"03/05\"]",
            "compensatory = [\"01/05\"]",
            "01/05/2027",
        ),
        ("[period]", "year = 2027\n[period]", "E105"),
        ("[period]", "[window]\nsplit = \"2+3\"\n[period]", "E105"),
        ("kind = \"days\"", "kind = \"week\"", "E105"),
    ] {
        let text = office.replacen(from, to, 1);
        assert_ne!(text, office, "{from}");
        fs::write(work.path().join("office.toml"), text).unwrap();
        let ran = tructet(["check", work.path().to_str().unwrap()]).ended(2);
        assert!(
            ran.err.contains(says) || ran.out.contains(says),
            "{to}: {ran:#?}"
        );
    }
}
