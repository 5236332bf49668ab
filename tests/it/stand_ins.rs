//! Somebody falls out of a published roster: who can stand in, as a user asks for it.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::changes::{Desk, EVE, FIRST, SAMPLE, event, text};
use crate::support::tructet;

#[test]
fn who_falls_ill_is_replaced_and_asked_no_more() {
    let desk = Desk::new();
    let shown = desk
        .run(&[
            "replace",
            "--person",
            "an",
            "--shift",
            "giao thừa / office / day",
        ])
        .ended(0)
        .prints("R03 Trần Văn Em")
        .prints("C01 Nguyễn Kim Chi")
        .prints("C03 không trực loại này: 2 người")
        .prints("Phương án tốt nhất, 1 ca đổi người")
        .says("--best");
    assert!(!shown.out.contains("R02"), "{shown:#?}");
    let json = desk.run(&["--json", "replace", "--person", "an", "--shift", EVE]);
    let json = json.ended(0).json();
    let able = json["options"][0]["able"].as_array().unwrap();
    assert_eq!(
        (able[0]["person"].as_str(), able[0]["further"].as_i64()),
        (Some("binh"), Some(0))
    );
    assert_eq!(json["options"][0]["barred"].as_array().unwrap().len(), 4);

    // Said twice, it is still one turn.
    let twice = ["replace", "--person", "an", "--shift", EVE, "--shift", EVE];
    let twice = [&["--json"], &twice[..]].concat();
    assert_eq!(desk.run(&twice).ended(0).json(), json);
    let with = desk.run(&[&twice[..], &["--with", "binh"]].concat());
    assert_eq!(with.ended(0).json()["added"].as_array().unwrap().len(), 1);
    desk.run(&["reject", "1", "--by", "dung", "--reason", "chỉ thử"])
        .ended(0);

    let ask = [
        "replace",
        "--person",
        "an",
        "--from",
        "30 Chạp",
        "--best",
        "--reason",
        "ốm",
    ];
    desk.run(&ask).ended(0).says("yêu cầu số 2");
    desk.approve("2", "khanh").ended(0);
    assert!(desk.roster("2").contains(&format!("binh {EVE}")));
    // `an` is ill: nobody can ask them to stand in.
    desk.run(&["replace", "--person", "binh", "--shift", FIRST])
        .ended(0)
        .prints("an: R03 Hoàng Văn An");
    desk.run(&["replace", "--person", "an", "--from", "29 Chạp"])
        .ended(2)
        .says("E522");
    desk.run(&[
        "replace", "--person", "binh", "--shift", EVE, "--shift", FIRST,
    ])
    .ended(1)
    .says("Không tìm được");
    // Who lost every turn has a calendar that says so.
    let an = event(&desk.calendars("2"), "person-an.ics", &format!("{EVE}--an"));
    assert_eq!(an[..2], ["SEQUENCE:2", "STATUS:CANCELLED"]);
    desk.run(&["doctor"]).ended(0);
}

#[test]
fn somebody_of_the_sample_office_falls_ill() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("tructet.db");
    let out = folder.path().join("out");
    let run = |args: &[&str]| tructet(["--db", text(&db)].iter().chain(args));
    run(&["plan", SAMPLE, "--out", text(&out)]).ended(0);
    run(&["publish"]).ended(0);
    let shown = run(&["--json", "show", "1"]).ended(0).json();
    let turns = shown["assignments"].as_array().unwrap();
    let office = (turns.iter())
        .find(|it| it["shift"] == "2018-02-16.office.night")
        .unwrap();
    let person = office["person"].as_str().unwrap();
    let ask = ["--json", "replace", "--person", person, "--from", "mùng 1"];
    let found = run(&ask).ended(0).json();
    assert_eq!(found, run(&ask).ended(0).json());
    for options in found["options"].as_array().unwrap() {
        let able = options["able"].as_array().unwrap();
        let barred = options["barred"].as_array().unwrap();
        let ranks: Vec<_> = able
            .iter()
            .map(|it| (it["further"].as_i64(), it["cost"].as_i64()))
            .collect();
        assert!(ranks.is_sorted() && 5 < able.len(), "{ranks:?}");
        assert!(
            barred
                .iter()
                .all(|it| !it["breaks"].as_array().unwrap().is_empty())
        );
        let key = options["shift"].as_str().unwrap();
        let on_it = turns.iter().filter(|it| it["shift"] == key).count();
        let everybody = shown_people(&out);
        assert_eq!(able.len() + barred.len() + on_it, everybody, "{key}");
    }
}

fn shown_people(out: &Path) -> usize {
    let bytes = fs::read(out.join("roster.json")).unwrap();
    let record: Value = serde_json::from_slice(&bytes).unwrap();
    record["problem"]["people"].as_array().unwrap().len()
}
