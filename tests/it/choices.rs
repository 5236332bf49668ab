//! `explain`, clashes, alternatives and least change as a user meets them, on a tiny office.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::support::{Ran, tructet};

/// Nights need two who know mail, days one of anybody.
const OFFICE: &str = r#"
[office]
id = "office"
name = "Sở"
year = 2018

[window]
first = "14/02"
last = "16/02"

[[units]]
id = "u"
name = "Trung tâm"

[[skills]]
id = "mail"
name = "thư điện tử"

[[duties]]
id = "tech"
name = "Trực kỹ thuật"
kind = "technical"
max_turns = 3

[[duties.shifts]]
id = "day"
name = "Ca ngày"
start = "07:30"
hours = 9
need = 1

[[duties.shifts]]
id = "night"
name = "Ca đêm"
start = "17:00"
hours = 14
need = 2
skill = "mail"

[[duties]]
id = "office"
name = "Trực cơ quan"
kind = "office"

[[duties.shifts]]
id = "day"
name = "Ca ngày"
start = "07:30"
hours = 9
"#;

const HEADINGS: &str = "id,name,unit,duties,skills,leave,exempt,exempt_reason,avoid\n";

/// Enough people for every night.
pub(crate) const ENOUGH: &str = "an,Nguyễn Văn An,u,tech,mail,,,,\n\
    binh,Trần Thị Bình,u,tech,mail,,,,\n\
    chi,Lê Kim Chi,u,tech,mail,,,,\n\
    dung,Vũ Tiến Dũng,u,tech,mail,,,,\n\
    giang,Lục Thị Giang,u,tech,mail,,,,mùng 1\n\
    hoa,Phạm Thị Hoa,u,tech,,16/02,,,\n\
    khanh,Lê Văn Khánh,u,office,,,,,\n\
    lan,Vũ Thị Lan,u,office,,,,,\n\
    minh,Đàm Văn Minh,u,tech|office,,,,,\n";

/// On the night of the 14th only An is left.
pub(crate) const TOO_FEW: &str = "an,Nguyễn Văn An,u,tech,mail,,,,\n\
    binh,Trần Thị Bình,u,tech,mail,14/02 - 16/02,,,\n\
    chi,Lê Kim Chi,u,tech,mail,,đêm,sức khoẻ,\n\
    dung,Vũ Tiến Dũng,u,tech,,,,,\n\
    khanh,Lê Văn Khánh,u,office,,,,,\n\
    minh,Đàm Văn Minh,u,tech|office,,,,,\n";

pub(crate) fn folder(people: &str, extra: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("office.toml"), OFFICE).unwrap();
    fs::write(
        folder.path().join("people.csv"),
        format!("{HEADINGS}{people}"),
    )
    .unwrap();
    for (name, text) in extra {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

pub(crate) fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn explain(folder: &TempDir, more: &[&str]) -> Ran {
    let mut args = vec!["explain", text(folder.path())];
    args.extend(more);
    tructet(args)
}

pub(crate) fn json(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

#[test]
fn the_clash_is_told_as_an_office_would_and_the_mends_with_names() {
    let folder = folder(TOO_FEW, &[]);
    let out = folder.path().join("out");
    let ran = tructet(["plan", text(folder.path()), "--out", text(&out)])
        .ended(1)
        .prints("cần 2 người biết thư điện tử")
        .prints("chỉ còn 1: Nguyễn Văn An")
        .prints("Trần Thị Bình nghỉ phép 14/02–16/02")
        .prints("Lê Kim Chi được miễn trực đêm (quyết định của cơ quan: sức khoẻ)")
        .prints("--allow-gaps");
    assert!(!out.exists(), "{ran:#?}");
    // The same answer to `explain`, whatever is asked.
    explain(
        &folder,
        &["--person", "an", "--shift", "2018-02-14.tech.day"],
    )
    .ended(1)
    .prints("Trần Thị Bình nghỉ phép 14/02–16/02");
    let answer = tructet(["--json", "plan", text(folder.path()), "--out", text(&out)])
        .ended(1)
        .json();
    assert_eq!(answer["status"], "infeasible");
    assert_eq!(answer["clash"]["minimal"], true);
    let rules: Vec<&str> = (answer["clash"]["parts"].as_array().unwrap().iter())
        .map(|it| it["rule"].as_str().unwrap())
        .collect();
    assert_eq!(rules, ["R01", "R03", "R08"]);
    // Three nights are short by one each: no single thing mends them all.
    let mends = answer["mends"].as_array().unwrap();
    assert!(!mends.is_empty());
    let costs: Vec<i64> = mends
        .iter()
        .map(|it| it["cost"].as_i64().unwrap())
        .collect();
    assert!(costs.is_sorted(), "{costs:?}");
}

#[test]
fn a_mend_done_in_the_folder_gives_a_roster() {
    let people = TOO_FEW.replace("14/02 - 16/02", "15/02 - 16/02");
    let people =
        people + "giang,Lục Thị Giang,u,tech,mail,,,,\nhoa,Phạm Thị Hoa,u,tech,mail,14/02,,,\n";
    let pinned = "person,shift,kind\ngiang,2018-02-14.tech.day,must\n";
    let short = folder(
        &people.replace(
            "binh,Trần Thị Bình,u,tech,mail,15/02 - 16/02",
            "binh,Trần Thị Bình,u,tech,mail,14/02",
        ),
        &[("pins.csv", pinned)],
    );
    let out = short.path().join("out");
    let answer = tructet(["--json", "plan", text(short.path()), "--out", text(&out)])
        .ended(1)
        .json();
    let first = &answer["mends"][0]["steps"];
    assert_eq!(first[0]["kind"], "unpin", "{answer:#}");
    assert_eq!(answer["mends"][0]["cost"], 1);
    fs::remove_file(short.path().join("pins.csv")).unwrap();
    tructet(["plan", text(short.path()), "--out", text(&out)]).ended(0);
}

#[test]
fn pins_against_each_other_are_named() {
    let pins = "person,shift,kind\nan,2018-02-14.tech.night,must\nan,2018-02-15.tech.day,must\n";
    let folder = folder(ENOUGH, &[("pins.csv", pins)]);
    let out = folder.path().join("out");
    tructet(["plan", text(folder.path()), "--out", text(&out)])
        .ended(1)
        .prints("Nguyễn Văn An đã được ghim phải trực ca đêm 14/02")
        .prints("nghỉ ít nhất 12 giờ")
        .prints("Bỏ ghim của Nguyễn Văn An");
}

#[test]
fn the_fewest_gaps_are_said_to_be_proven() {
    let folder = folder(TOO_FEW, &[]);
    let out = folder.path().join("out");
    let args = [
        "plan",
        text(folder.path()),
        "--out",
        text(&out),
        "--allow-gaps",
    ];
    tructet(args)
        .ended(0)
        .prints("ít nhất có thể, đã chứng minh");
    let answer = tructet(["--json"].iter().chain(&args)).ended(0).json();
    assert_eq!(answer["status"], "gaps");
    assert_eq!(answer["gaps_proven"], true);
    // Each night An stands one seat at most every other: 3 nights want 6, An can do 2 with 12 h of
    // rest between, 3 if nothing else binds.
    let gaps = answer["gaps"].as_u64().unwrap();
    assert!((3..=4).contains(&gaps), "{gaps}");
    tructet(["verify", text(&out.join("roster.json"))]).ended(0);
}

#[test]
fn why_says_what_each_other_would_cost() {
    let folder = folder(ENOUGH, &[]);
    let out = folder.path().join("out");
    tructet(["plan", text(folder.path()), "--out", text(&out)]).ended(0);
    let roster = json(&out.join("roster.json"));
    let cost = roster["cost"].as_i64().unwrap();
    let night = "2018-02-14.tech.night";
    let stands: Vec<&str> = (roster["assignments"].as_array().unwrap().iter())
        .filter(|it| it["shift"] == night)
        .map(|it| it["person"].as_str().unwrap())
        .collect();
    let asked = ["--person", stands[0], "--shift", night];
    explain(&folder, &asked)
        .ended(0)
        .prints("thôi trực ca đó")
        .prints("không thuộc diện");
    let answer = explain(&folder, &[&asked[..], &["--json"]].concat())
        .ended(0)
        .json();
    assert_eq!(answer["cost"].as_i64(), Some(cost));
    assert_eq!(answer["beside"], serde_json::json!([stands[1]]));
    let others = answer["others"].as_array().unwrap();
    assert_eq!(others.len(), 3, "{answer:#}");
    // Each difference is what a pin makes of the whole plan.
    for other in others {
        let id = other["person"].as_str().unwrap();
        let pins = format!(
            "person,shift,kind\n{id},{night},must\n{},{night},ban\n",
            stands[0]
        );
        fs::write(folder.path().join("pins.csv"), pins).unwrap();
        let plan = tructet(["--json", "plan", text(folder.path()), "--out", text(&out)])
            .ended(0)
            .json();
        assert_eq!(other["cost"], plan["cost"], "{id}");
        assert_eq!(
            other["difference"].as_i64().unwrap() + cost,
            plan["cost"].as_i64().unwrap()
        );
        assert_eq!(other["proven"], true);
    }
    fs::remove_file(folder.path().join("pins.csv")).unwrap();
    // Without them it costs as much as the cheapest of the others.
    let least = others.iter().map(|it| it["cost"].as_i64().unwrap()).min();
    assert_eq!(answer["without"]["cost"].as_i64(), least);
    explain(&folder, &[&asked[..], &["--why-not"]].concat())
        .ended(1)
        .prints("có trực ca đó");
}

#[test]
fn a_revision_is_explained_as_its_folder_is() {
    let folder = folder(ENOUGH, &[]);
    let (out, db) = (folder.path().join("out"), folder.path().join("tructet.db"));
    let (out, db) = (text(&out), text(&db));
    tructet(["plan", text(folder.path()), "--out", out, "--db", db]).ended(0);
    let roster = format!("{out}/roster.json");
    let turn = json(Path::new(&roster))["assignments"][0].clone();
    let (person, shift) = (turn["person"].as_str(), turn["shift"].as_str());
    let asked = ["--person", person.unwrap(), "--shift", shift.unwrap()];
    for (command, more) in [("explain", &asked[..]), ("fairness", &[])] {
        let of_folder = [
            &["--json", command, text(folder.path()), "--roster", &roster],
            more,
        ];
        let of_store = [&["--json", command, "--db", db, "--rev", "1"], more];
        let [of_folder, of_store] =
            [of_folder, of_store].map(|it| tructet(it.concat()).ended(0).json());
        assert_eq!(of_folder, of_store, "{command}");
        let none = [&[command, "--db", db, "--rev", "2"], more].concat();
        tructet(none).ended(1).says("E505");
    }
    tructet(["fairness", "--rev", "1", text(folder.path())]).ended(2);
}

#[test]
fn why_not_names_the_rule_or_the_price() {
    let folder = folder(ENOUGH, &[]);
    let ask = |person: &str, shift: &str| {
        explain(
            &folder,
            &["--person", person, "--shift", shift, "--why-not"],
        )
    };
    ask("hoa", "2018-02-16.tech.day")
        .ended(0)
        .prints("trùng thời gian nghỉ 16/02")
        .prints("R03");
    ask("khanh", "2018-02-16.tech.day").ended(0).prints("R02");
    let answer = explain(
        &folder,
        &[
            "--person",
            "giang",
            "--shift",
            "2018-02-16.tech.day",
            "--why-not",
            "--json",
        ],
    )
    .ended(0)
    .json();
    assert_eq!(answer["stands"], false);
    assert!(0 <= answer["with"]["difference"].as_i64().unwrap());
    // It would go against the wish to be off on that day.
    assert!(
        0 < answer["with"]["by_rule"]["R23"].as_i64().unwrap(),
        "{answer:#}"
    );
    let sum: i64 = (answer["with"]["by_rule"].as_object().unwrap().values())
        .map(|it| it.as_i64().unwrap())
        .sum();
    assert_eq!(answer["with"]["difference"].as_i64(), Some(sum));
}

#[test]
fn unknown_names_are_told_with_the_nearest() {
    let folder = folder(ENOUGH, &[]);
    explain(
        &folder,
        &["--person", "gang", "--shift", "2018-02-16.tech.dya"],
    )
    .ended(2)
    .says("`giang`")
    .says("`2018-02-16.tech.day`");
}

#[test]
fn a_roster_from_a_file_is_explained() {
    let folder = folder(ENOUGH, &[]);
    let out = folder.path().join("out");
    tructet(["plan", text(folder.path()), "--out", text(&out)]).ended(0);
    let table = out.join("lich-truc.csv");
    let roster = json(&out.join("roster.json"));
    let turn = &roster["assignments"][0];
    let (person, shift) = (
        turn["person"].as_str().unwrap(),
        turn["shift"].as_str().unwrap(),
    );
    explain(
        &folder,
        &[
            "--person",
            person,
            "--shift",
            shift,
            "--roster",
            text(&table),
        ],
    )
    .ended(0)
    .prints("tối ưu");
}
