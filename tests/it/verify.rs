//! `tructet verify` believes nothing that the file says of itself.

use std::path::Path;

use serde_json::{Value, json};
use tructet::app::proven::{Plan, solve_and_prove};
use tructet::domain::problem::Problem;
use tructet::proof::fault::CertificateFault;
use tructet::proof::work::Unchecked;
use tructet::proof::{self, Flaw};
use tructet::rules::RuleSet;
use tructet::rules::record::{ProofNode, RosterRecord};
use tructet::solver::progress::NeverStop;
use tructet::solver::{Gaps, SolveConfig};

use crate::small_office;
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

#[test]
fn rules_not_in_force_are_named_and_unknown_fields_are_told() {
    let unproven = |record: &mut Value| {
        record["certificate"] = Value::Null;
        record["bound"] = Value::Null;
        record["status"] = json!("feasible");
    };
    let without_coverage = |record: &mut Value| {
        unproven(record);
        let rules = record["rules"]["rules"].as_array_mut().unwrap();
        rules.retain(|it| it["rule"] != "coverage");
    };
    check(without_coverage)
        .ended(0)
        .prints("không áp dụng quy tắc R01 Đủ người mỗi ca");
    check(|record| {
        record["problem"]["people"][0]["shoe_size"] = json!(42);
    })
    .ended(0)
    .prints("shoe_size");
    // Rules are judged by: nothing in them may be passed over.
    check(|record| record["rules"]["rules"][4]["minutes"] = json!(1)).ended(2);
}

#[test]
fn what_is_said_twice_must_agree() {
    check(|record| record["problem"]["period"]["first_day"] = json!("2050-01-01"))
        .ended(1)
        .prints("mùng 1 của năm này là 16/02/2018, tệp ghi 01/01/2050");
    check(|record| record["breakdown"]["R99"] = json!(-5))
        .ended(1)
        .prints("R99");
    check(|record| {
        let shift = &mut record["problem"]["shifts"][0];
        shift["night"] = json!(shift["night"] == json!(false));
    })
    .prints("trái với giờ của ca");
    check(|record| {
        let person = &mut record["problem"]["people"][0];
        person["carried"] = json!(5);
        person["history"] = json!([{"year": 2017, "turns": 1, "points": 7, "specials": []}]);
    })
    .prints("điểm mang sang không khớp");
}

#[test]
fn a_key_that_stands_twice_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("roster.json");
    let text = planned().to_string();
    let twice = text.replacen("\"breakdown\":{", "\"breakdown\":{\"R21\":1,", 1);
    assert_ne!(text, twice);
    std::fs::write(&path, twice).unwrap();
    verify(&path, &[]).ended(2).says("`R21` stands twice");
}

#[test]
fn sums_that_cannot_be_exact_are_a_flaw() {
    check(|record| {
        for rule in record["rules"]["rules"].as_array_mut().unwrap() {
            if rule["rule"] == "fair_load" {
                rule["weight"] = json!(1_i64 << 40);
            }
        }
        record["problem"]["people"][0]["carried"] = json!(1_000_000);
    })
    .ended(1)
    .prints("quá lớn");
}

#[test]
fn a_stop_leaves_the_certificate_unchecked() {
    let record: RosterRecord = serde_json::from_value(planned()).unwrap();
    // The smallest certificates are checked before anybody is asked.
    let mut slow = record.clone();
    let certificate = slow.certificate.as_mut().unwrap();
    for component in &mut certificate.components {
        let duals = component.nodes.iter().find_map(|it| match it {
            ProofNode::Leaf { duals } => Some(duals.clone()),
            ProofNode::Split { .. } | ProofNode::Columns { .. } | ProofNode::Clash => None,
        });
        component.nodes = vec![ProofNode::Columns {
            bound: i64::MIN / 4,
            rows: duals.iter().flatten().map(|it| it.0.clone()).collect(),
            duals: vec![duals.unwrap_or_default(); 2_000],
        }];
    }
    let flaws = proof::verify_until(&slow, &|| true).flaws;
    let stopped = Flaw::Certificate(CertificateFault::Unchecked(Unchecked::Stopped));
    assert!(flaws.contains(&stopped), "{flaws:?}");
    assert_eq!(proof::verify(&record).flaws, []);
}

#[test]
fn papers_claim_no_more_than_the_certificate_proves() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("roster.json");
    let written = |record: &Value, format: &str| {
        let out = folder.path().join("out");
        std::fs::write(&path, record.to_string()).unwrap();
        let args = ["export", path.to_str().unwrap(), "--format", format];
        let to = ["--out", out.to_str().unwrap()];
        tructet(args.iter().chain(&to)).ended(0);
        std::fs::read_to_string(&out).unwrap()
    };
    let mut record = planned();
    assert!(written(&record, "md").contains("tối ưu, đã chứng minh"));
    record["certificate"] = Value::Null;
    assert!(written(&record, "md").contains("chưa chứng minh tối ưu"));
    let json: Value = serde_json::from_str(&written(&record, "json")).unwrap();
    assert_eq!(json["status"], "feasible");
    assert_eq!(json["bound"], Value::Null);
    // Two seats open, as few as can be by the file's own word alone.
    record["assignments"].as_array_mut().unwrap().truncate(1);
    record["status"] = json!("gaps");
    assert!(!written(&record, "md").contains("đã chứng minh"));
}

#[test]
fn held_against_an_office_it_says_whether_it_is_the_best_there() {
    let folder = tempfile::tempdir().unwrap();
    let (office, out) = (folder.path().join("office"), folder.path().join("out"));
    small_office::write(&office, 2018, |it| it);
    let (dir, roster) = (office.to_str().unwrap(), out.join("roster.json"));
    tructet(["plan", dir, "--out", out.to_str().unwrap()]).ended(0);
    let against = |options: &[&str]| verify(&roster, &[&["--folder", dir], options].concat());
    against(&[])
        .ended(0)
        .prints("không có lịch nào của cơ quan tốt hơn");
    small_office::write(&office, 2018, |it| {
        it.replace("0200 000 004,", "0200 000 004,16/02")
    });
    against(&[])
        .ended(1)
        .prints("khác với cơ quan hiện nay")
        .prints("problem.people.dung.leave");
    let json = against(&["--json"]).ended(1).json();
    assert_eq!(json["of_office"], false);
    assert_eq!(json["differences"][0]["at"], "problem.people.dung.leave");
    assert_eq!(json["digest"].as_str().unwrap().len(), 64);
}

#[test]
fn a_roster_written_before_there_were_periods_is_verified_as_it_was() {
    // `office` says `year` and `first_day` itself.
    const OLD: &str = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/fixtures/roster-before-periods.json"
    );
    let verdict = tructet(["verify", OLD, "--json"]).ended(0).json();
    assert_eq!(verdict["valid"], true);
    assert_eq!(verdict["bound"], verdict["cost"]);
}
