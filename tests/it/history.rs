//! Earlier years: told from outside, and left by the rosters in force.

use std::fs;

use serde_json::{Value, json};

use crate::store::Desk;

#[test]
fn earlier_years_come_from_a_table() {
    let desk = Desk::published();
    let table = desk.path("earlier.csv");
    let import = |text: &str, args: &[&str]| {
        fs::write(&table, text).unwrap();
        let all = [&["history", "--import", table.to_str().unwrap()], args].concat();
        desk.run(&all)
    };
    let first = "Năm,Mã,Số ca,Điểm,Ca đặc biệt\n2016,dung,2,30,giao thừa\n2017,an,1,5,\n";
    import(first, &[])
        .ended(0)
        .prints("+ công trực kỳ trước: dung, Tết Nguyên đán Bính Thân 2016");
    import(first, &[]).ended(0).says("Không có gì mới");
    let second = "Năm,Mã,Số ca,Điểm\n2016,dung,2,31\n";
    import(second, &[]).ended(1).prints("Điểm: 30 → 31");
    import(second, &["--yes"]).ended(0);
    import(
        "Năm,Mã,Điểm\n2016,dung,x\n2016,,1\n2016,a,1\n2016,a,2\n",
        &[],
    )
    .ended(2)
    .says("E108")
    .says("E107")
    .says("E110");

    let history = desk.json(&["history"]);
    let people = history["people"].as_array().unwrap();
    let dung = people.iter().find(|it| it["person"] == "dung").unwrap();
    let years: Vec<_> = (dung["years"].as_array().unwrap().iter())
        .map(|it| (&it["year"], &it["origin"]))
        .collect();
    assert_eq!(
        years,
        [
            (&json!(2016), &json!("told")),
            (&json!(2018), &json!("published"))
        ]
    );
    desk.run(&["history"])
        .ended(0)
        .prints("Trần Văn Dũng")
        .prints("giao thừa");
    desk.must_be_sound();
}

#[test]
fn the_next_year_knows_what_this_one_left_without_being_told() {
    let desk = Desk::published();
    let next = desk.office("next", 2019, |it| it);
    desk.run(&["import", &next]).ended(0);
    assert_eq!(desk.json(&["solve"])["status"], "optimal");
    let before = eve_of(&desk.json(&["show", "1"]));
    let after = eve_of(&desk.json(&["show", "2"]));
    assert_ne!(before, after, "nobody has giao thừa twice running");

    // What people carry is what they stood, less the least of anybody.
    let history = desk.json(&["history"]);
    assert_eq!(history["year"], 2019);
    assert_eq!(history["period"], "tet-2019");
    let people = history["people"].as_array().unwrap();
    let points = |it: &Value| it["years"][0]["points"].as_i64().unwrap();
    let least = people.iter().map(points).min().unwrap();
    for person in people {
        assert_eq!(person["carried"], points(person) - least, "{person:#}");
    }
    assert!(people.iter().any(|it| it["carried"] != 0));

    // `plan` with the store knows it too, and the same roster comes of it.
    let out = desk.path("out");
    let planned = desk.json(&["plan", &next, "--out", out.to_str().unwrap()]);
    let solved = desk.json(&["show", "2"]);
    assert_eq!(planned["assignments"], solved["assignments"]);

    // And the year after that.
    desk.run(&["publish", "2"]).ended(0);
    let third = desk.office("third", 2020, |it| it);
    desk.run(&["import", &third]).ended(0);
    desk.run(&["solve"]).ended(0);
    desk.run(&["publish"]).ended(0);
    assert_ne!(after, eve_of(&desk.json(&["show", "--year", "2020"])));
    let history = desk.json(&["history"]);
    let loads: Vec<i64> = (history["people"].as_array().unwrap().iter())
        .map(|it| {
            let years = it["years"].as_array().unwrap().iter();
            years.map(|it| it["points"].as_i64().unwrap()).sum()
        })
        .collect();
    let heaviest = 9;
    let (least, most) = (loads.iter().min().unwrap(), loads.iter().max().unwrap());
    assert!(
        most - least <= heaviest,
        "after three years no further apart than one turn: {loads:?}"
    );
    desk.must_be_sound();
}

/// Who stands the night of New Year's Eve of a roster of the small office.
fn eve_of(shown: &Value) -> Vec<Value> {
    let eves = ["2018-02-15", "2019-02-04", "2020-01-24"].map(|it| format!("{it}.office.night"));
    let turns = shown["assignments"].as_array().unwrap().iter();
    let people: Vec<_> = turns
        .filter(|it| eves.iter().any(|eve| it["shift"] == *eve))
        .map(|it| it["person"].clone())
        .collect();
    assert_eq!(people.len(), 1);
    people
}
