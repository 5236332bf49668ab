//! What a record must not get away with.

use std::collections::BTreeMap;

use chrono::TimeDelta;

use crate::calendar::span::Span;
use crate::domain::duty::{CoverBy, SkillCover};
use crate::domain::facts::PairKind;
use crate::domain::person::{Leaning, Wish};
use crate::rules::Rule;
use crate::rules::coverage::Coverage;
use crate::rules::evaluate::evaluate;
use crate::rules::fair_load::FairLoad;
use crate::rules::min_rest::MinRest;
use crate::rules::one_at_a_time::OneAtATime;
use crate::rules::record::{Certificate, Duals, Known, ProofComponent, ProofNode};
use crate::rules::senior_presence::SeniorPresence;
use crate::rules::testing::{Scene, days};
use crate::rules::unit_spread::UnitSpread;
use crate::rules::wishes::Wishes;
use crate::rules::{RuleCode, RuleSet};

use super::rows::Row;
use super::*;

mod names;

/// Coverage, one shift at a time, and `more`.
fn rules(more: impl IntoIterator<Item = Rule>) -> RuleSet {
    let base = [Rule::Coverage(Coverage {}), Rule::OneAtATime(OneAtATime {})];
    RuleSet {
        rules: base.into_iter().chain(more).collect(),
    }
}

/// The roster of `scene` with `bound` and what shall prove it: nodes for each group of people.
fn record(
    scene: &Scene,
    rules: &RuleSet,
    bound: i64,
    parts: &[(&[&str], &[ProofNode])],
) -> RosterRecord {
    let (problem, roster) = scene.build();
    let evaluation = evaluate(&problem, rules, &roster);
    let parts = parts.iter().map(|(people, nodes)| ProofComponent {
        people: people.iter().map(|it| (*it).to_owned()).collect(),
        nodes: nodes.to_vec(),
    });
    let known = Known {
        status: Status::Feasible,
        bound: Some(bound),
        certificate: Some(Certificate {
            scale: 1,
            gap_price: None,
            components: parts.collect(),
        }),
        seed: 1,
    };
    RosterRecord::new(&problem, rules, &roster, &evaluation, known)
}

/// What the nodes prove, whatever is stated: the highest bound asked for tells.
#[track_caller]
fn proven(
    scene: &Scene,
    rules: &RuleSet,
    parts: &[(&[&str], &[ProofNode])],
) -> Result<Option<i64>, CertificateFault> {
    let flaws = verify(&record(scene, rules, i64::MAX, parts)).flaws;
    let Some(first) = flaws.first() else {
        return Ok(None);
    };
    if let Flaw::Certificate(error) = first {
        return Err(error.clone());
    }
    if let Flaw::Bound { found, .. } = first {
        return Ok(*found);
    }
    panic!("{flaws:?}")
}

fn duals(values: &[(&str, i64)]) -> Duals {
    let values = values.iter().map(|(name, it)| ((*name).to_owned(), *it));
    values.collect::<BTreeMap<_, _>>()
}

fn leaf(values: &[(&str, i64)]) -> ProofNode {
    ProofNode::Leaf {
        duals: duals(values),
    }
}

fn columns(bound: i64, rows: &[&str], values: &[(&str, i64)]) -> ProofNode {
    ProofNode::Columns {
        bound,
        rows: rows.iter().map(|it| (*it).to_owned()).collect(),
        duals: vec![duals(values)],
    }
}

/// One seat of one point, which any of three may fill; `an` would rather not.
fn shared_seat() -> (Scene, RuleSet) {
    let scene = Scene::new("| 14 day \n an | x \n binh | . \n chi | .")
        .shift("14.day", |it| it.points = 1)
        .person("an", |it| {
            it.wishes = vec![Wish {
                span: days(14, 14),
                leaning: Leaning::Avoid,
            }];
        });
    let rules = rules([
        Rule::FairLoad(FairLoad { weight: 1 }),
        Rule::Wishes(Wishes {
            avoid_weight: 2,
            prefer_weight: 2,
        }),
    ]);
    (scene, rules)
}

#[test]
fn nobody_is_charged_for_seats_that_others_may_fill() {
    let (scene, rules) = shared_seat();
    let alone = [leaf(&[])];
    let parts: [(&[&str], &[ProofNode]); 3] =
        [(&["an"], &alone), (&["binh"], &alone), (&["chi"], &alone)];
    assert_eq!(proven(&scene, &rules, &parts), Ok(Some(0)));
    let all: [(&[&str], &[ProofNode]); 1] = [(&["an", "binh", "chi"], &alone)];
    assert_eq!(proven(&scene, &rules, &all), Ok(Some(1)));
}

#[test]
fn no_column_is_filtered_out_for_the_points_of_seats_that_others_may_fill() {
    let (scene, rules) = shared_seat();
    // An odd load, so that idle lines would be out.
    let clash = [columns(1, &[], &[]), ProofNode::Clash];
    let parts: [(&[&str], &[ProofNode]); 3] =
        [(&["an"], &clash), (&["binh"], &clash), (&["chi"], &clash)];
    let found = proven(&scene, &rules, &parts);
    assert!(found.is_err(), "{found:?}");
}

/// Two turns of one room on one day, one more than may be without cost.
fn full_room() -> (Scene, RuleSet) {
    let scene = Scene::new("| 14 day | 14 night \n an | x | . \n binh | . | x");
    let spread = Rule::UnitSpread(UnitSpread {
        weight: 4,
        percent: 50,
    });
    let rest = Rule::MinRest(MinRest {
        hours: 12,
        after_full_day_hours: 24,
    });
    (scene, rules([rest, spread]))
}

const BOTH: &[&str] = &["an", "binh"];
const SPREAD: &str = "spread:room:2018-02-14";

#[test]
fn a_price_counts_once_whatever_it_is_called() {
    let (scene, rules) = full_room();
    let charged = |credit: i64, names: &[&str]| {
        let mut values = vec![("coverage:14.day", credit), ("coverage:14.night", credit)];
        values.extend(names.iter().map(|it| (*it, -4)));
        proven(&scene, &rules, &[(BOTH, &[leaf(&values)])])
    };
    assert_eq!(charged(4, &[SPREAD]), Ok(Some(4)));
    for alias in [
        "spread:room:2018-02-14:x",
        "spread:room:2018-02-14:",
        "spread:room:2018-2-14",
        "spread:room:02018-02-14",
        " spread:room:2018-02-14",
    ] {
        let found = charged(8, &[SPREAD, alias]);
        assert!(found.is_err(), "{alias}: {found:?}");
    }
}

#[test]
fn a_row_named_twice_does_not_cost_twice() {
    let (scene, rules) = full_room();
    let clash = |bound: i64, rows: &[&str]| {
        let split = ProofNode::Split {
            person: "an".to_owned(),
            shift: "14.day".to_owned(),
        };
        let nodes = [
            columns(bound, rows, &[]),
            split,
            ProofNode::Clash,
            ProofNode::Clash,
        ];
        proven(&scene, &rules, &[(BOTH, &nodes)])
    };
    let all = ["coverage:14.day", "coverage:14.night", SPREAD];
    assert_eq!(clash(4, &all), Ok(Some(4)));
    let twice: Vec<&str> = all.into_iter().chain([SPREAD]).collect();
    let found = clash(8, &twice);
    assert!(found.is_err(), "{found:?}");
}

#[test]
fn rules_that_stand_twice_or_pay_for_breaches_prove_nothing() {
    let (scene, _) = full_room();
    let flaws = |more: &[Rule]| {
        let rules = rules(more.iter().cloned());
        verify(&record(&scene, &rules, 0, &[(BOTH, &[leaf(&[])])])).flaws
    };
    let load = |weight| Rule::FairLoad(FairLoad { weight });
    assert_eq!(flaws(&[load(1)]), []);
    assert_eq!(flaws(&[load(HIGHEST_WEIGHT)]), []);
    let rule = "R21".to_owned();
    assert_eq!(
        flaws(&[load(1), load(1)]),
        [Flaw::RuleTwice { rule: rule.clone() }]
    );
    let weight = |found| Flaw::Weight {
        rule: rule.clone(),
        found,
    };
    for found in [-1, HIGHEST_WEIGHT + 1] {
        assert_eq!(flaws(&[load(found)]), [weight(found)]);
    }
    // Nor can its sums be exact.
    assert_eq!(
        flaws(&[load(i64::MAX)]),
        [Flaw::OutOfRange, weight(i64::MAX)]
    );
    let wishes = Wishes {
        avoid_weight: 1,
        prefer_weight: -1,
    };
    let rule = "R23".to_owned();
    assert_eq!(
        flaws(&[Rule::Wishes(wishes)]),
        [Flaw::Weight { rule, found: -1 }]
    );
}

#[test]
fn a_scale_out_of_range_is_refused() {
    let (scene, rules) = full_room();
    for scale in [i64::MIN, -1, 0, i64::MAX] {
        let mut record = record(&scene, &rules, 0, &[(BOTH, &[leaf(&[])])]);
        record.certificate.as_mut().unwrap().scale = scale;
        let flaws = verify(&record).flaws;
        assert!(
            matches!(flaws[..], [Flaw::Certificate(_)]),
            "{scale}: {flaws:?}"
        );
    }
}

#[test]
fn a_shift_without_seats_needs_no_senior() {
    let rules = rules([Rule::SeniorPresence(SeniorPresence { min_heads: 0 })]);
    let scene = Scene::new("| 14 day \n an | .")
        .duty("office", |it| it.senior = true)
        .shift("14.day", |it| it.need = 0);
    let with = |values: &[(&str, i64)]| proven(&scene, &rules, &[(&["an"], &[leaf(values)])]);
    assert_eq!(with(&[]), Ok(Some(0)));
    // "At most -1 junior" would prove whatever one likes.
    assert!(with(&[("senior:14.day", -100)]).is_err());
}

#[test]
fn a_shift_does_not_run_for_ever() {
    let scene = Scene::new("| 14 day \n an | x");
    let mut damaged = record(&scene, &rules([]), 0, &[(&["an"], &[leaf(&[])])]);
    let shift = &mut damaged.problem.shifts[0];
    let start = shift.span.start();
    shift.span = Span::new(start, start + TimeDelta::days(90_000_000)).unwrap();
    let fault = FactError::OutOfRange {
        from: "14.day".to_owned(),
        what: "minutes (up to a week)",
        found: 90_000_000 * 24 * 60,
    };
    assert_eq!(verify(&damaged).flaws, [Flaw::Facts(fault)]);
}

#[test]
fn a_shift_starts_on_its_day() {
    let scene = Scene::new("| 14 day | 16 day \n an | x | x");
    let mut damaged = record(&scene, &rules([]), 0, &[(&["an"], &[leaf(&[])])]);
    assert_eq!(verify(&damaged).flaws, []);
    let shift = &mut damaged.problem.shifts[0];
    let start = shift.day;
    shift.day = start.succ_opt().unwrap();
    let fault = FactError::OffDay {
        shift: "14.day".to_owned(),
        day: shift.day,
        start,
    };
    assert_eq!(verify(&damaged).flaws, [Flaw::Facts(fault)]);
}

#[test]
fn nothing_is_proven_of_turns_that_may_overlap() {
    // One person may stand both; without R04 that is the best roster.
    let scene = Scene::new("| 14 day | 14 late \n an | x | x \n binh | . | .");
    let load = Rule::FairLoad(FairLoad { weight: 1 });
    let less = rules([load]).without(RuleCode::OneAtATime);
    let found = proven(&scene, &less, &[(BOTH, &[leaf(&[])])]);
    assert!(found.is_err(), "{found:?}");
}

#[test]
fn a_bound_needs_a_certificate_where_no_seat_is_open() {
    let (scene, rules) = full_room();
    let mut damaged = record(&scene, &rules, 0, &[(BOTH, &[leaf(&[])])]);
    damaged.certificate = None;
    damaged.bound = Some(3);
    assert_eq!(verify(&damaged).flaws, [Flaw::Unproven { stated: 3 }]);
    // Whatever the file calls itself.
    damaged.status = Status::Gaps;
    assert_eq!(verify(&damaged).flaws, [Flaw::Unproven { stated: 3 }]);
    damaged.bound = None;
    assert_eq!(verify(&damaged).flaws, []);
}

#[test]
fn a_proof_about_full_rosters_says_nothing_of_one_with_open_seats() {
    let (mut scene, rules) = full_room();
    scene.assignments.pop();
    let record = record(&scene, &rules, 0, &[(BOTH, &[leaf(&[])])]);
    let verdict = verify(&record);
    assert_eq!((verdict.flaws, verdict.bound), (Vec::new(), None));
}
