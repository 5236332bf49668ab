//! `tructet verify` believes nothing that the file says of itself.

use std::path::Path;

use serde_json::{Value, json};
use tructet::app::proven::{Plan, solve_and_prove};
use tructet::domain::problem::Problem;
use tructet::rules::RuleSet;
use tructet::solver::progress::NeverStop;
use tructet::solver::{Gaps, SolveConfig};

use crate::support::{Ran, tiny_office, tructet};

#[test]
fn a_planned_roster_is_valid_and_proven() {
    let ran = check(|_| {}).ended(0);
    let lines: Vec<_> = ran.out.lines().collect();
    assert_eq!(lines[0], "valid: yes", "{ran:?}");
    assert_eq!(lines[3], "gap: 0", "{ran:?}");
    let cost = lines[1].strip_prefix("cost: ").unwrap();
    assert_eq!(lines[2], format!("bound: {cost}"), "{ran:?}");
}

#[test]
fn json_is_the_same_answer() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("roster.json");
    std::fs::write(&path, planned().to_string()).unwrap();
    let json = verify(&path, &["--json"]).ended(0).json();
    assert_eq!(json["valid"], true);
    assert_eq!(json["gap"], 0);
    assert_eq!(json["cost"], json["bound"]);
    assert_eq!(json["faults"], json!([]));
}

#[test]
fn a_tampered_roster_ends_with_1_and_names_what_is_wrong() {
    let on_leave = |record: &mut Value| {
        let span = json!({"start": "2018-02-14T00:00:00", "end": "2018-02-18T00:00:00"});
        for person in record["problem"]["people"].as_array_mut().unwrap() {
            person["leave"] = json!([{"span": span}]);
        }
    };
    check(on_leave).ended(1).prints("R03");
    check(|record| record["assignments"] = json!([]))
        .ended(1)
        .prints("R01");
    check(|record| {
        let first = record["assignments"][0].clone();
        record["assignments"].as_array_mut().unwrap().push(first);
    })
    .ended(1)
    .prints("hai lần");
    check(|record| record["assignments"][0]["person"] = json!("nobody"))
        .ended(1)
        .prints("nobody");
    check(|record| record["cost"] = json!(0))
        .ended(1)
        .prints("tệp ghi 0");
    check(|record| record["breakdown"]["R21"] = json!(0))
        .ended(1)
        .prints("R21");
    check(|record| record["bound"] = json!(1_000_000))
        .ended(1)
        .prints("1000000");
    check(|record| record["certificate"] = Value::Null)
        .ended(1)
        .prints("tối ưu");
    check(|record| record["problem"]["people"] = json!([]))
        .ended(1)
        .prints("people");
    check(|record| record["format"] = json!("other/9"))
        .ended(1)
        .prints("other/9");
}

#[test]
fn breaches_name_the_rule_and_the_people() {
    let ran = check(|record| {
        for assignment in record["assignments"].as_array_mut().unwrap() {
            assignment["person"] = json!("an");
        }
    });
    ran.ended(1).prints("R05 An: nghỉ 0 giờ giữa day 14/02");
}

/// What `verify` says of a planned roster after `tamper`.
#[track_caller]
fn check(tamper: impl FnOnce(&mut Value)) -> Ran {
    let mut record = planned();
    tamper(&mut record);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("roster.json");
    std::fs::write(&path, record.to_string()).unwrap();
    verify(&path, &[])
}

fn verify(path: &Path, options: &[&str]) -> Ran {
    let args = ["verify", path.to_str().unwrap()];
    tructet(args.iter().chain(options))
}

fn planned() -> Value {
    let problem = Problem::new(serde_json::from_value(tiny_office()).unwrap()).unwrap();
    let config = SolveConfig {
        seed: 1,
        gaps: Gaps::Refuse,
        threads: 1,
    };
    let (plan, _) = solve_and_prove(problem, RuleSet::standard(), config, &mut NeverStop).unwrap();
    match plan {
        Plan::Roster(planned) => serde_json::to_value(&planned.record).unwrap(),
        Plan::Short(_) | Plan::Unknown => panic!("{plan:?}"),
    }
}
