//! Clashes and ways out of random tiny offices, against every roster there is.

use std::collections::BTreeSet;

use proptest::prelude::{ProptestConfig, any};
use proptest::proptest;
use proptest::test_runner::RngSeed;
use tructet::app::conflict::case::{Answer, Case};
use tructet::app::conflict::clash::{Clash, clash};
use tructet::app::conflict::mend::mended;
use tructet::app::conflict::part::Part;
use tructet::app::conflict::ways::ways;
use tructet::domain::facts::PinKind;
use tructet::domain::ids::{PersonIdx, ShiftIdx};
use tructet::domain::problem::Problem;
use tructet::domain::roster::Roster;
use tructet::rules::evaluate::evaluate;
use tructet::rules::finding::{Finding, Subject};
use tructet::rules::{RuleCode, RuleSet};
use tructet::solver::progress::{NeverStop, RememberStop};
use tructet::solver::{Gaps, Outcome, SolveConfig, solve};

use crate::random_facts::{Dice, random_facts};

fn pairs(problem: &Problem) -> Vec<(PersonIdx, ShiftIdx)> {
    (problem.people())
        .flat_map(|(person, _)| problem.shifts().map(move |(shift, _)| (person, shift)))
        .collect()
}

/// Every roster there is, with what the rules find in it.
fn all_rosters(problem: &Problem, rules: &RuleSet) -> Vec<(Roster, Vec<Finding>)> {
    let pairs = pairs(problem);
    (0..1_u32 << pairs.len())
        .map(|bits| {
            let mut roster = Roster::empty(problem);
            for (nth, (person, shift)) in pairs.iter().enumerate() {
                if bits & 1 << nth != 0 {
                    roster.assign(*person, *shift);
                }
            }
            let findings = evaluate(problem, rules, &roster).findings;
            let hard = findings
                .into_iter()
                .filter(|it| it.rule.is_hard())
                .collect();
            (roster, hard)
        })
        .collect()
}

/// Whether `roster` keeps `part`, told from the facts or from what the judge found, not by the solver.
fn keeps(problem: &Problem, roster: &Roster, findings: &[Finding], part: Part) -> bool {
    let has = |code: RuleCode, subject: Subject| {
        (findings.iter()).any(|it| it.rule == code && it.about.contains(&subject))
    };
    let stands_in = |person: PersonIdx, is_meant: &dyn Fn(ShiftIdx) -> bool| {
        roster.shifts_of(person).iter().any(|it| is_meant(*it))
    };
    match part {
        Part::Seats(shift) => !has(RuleCode::Coverage, Subject::Shift(shift)),
        Part::Skill(skill, shift) => !findings.iter().any(|it| {
            it.rule == RuleCode::SkillCoverage
                && it.about.contains(&Subject::Skill(skill))
                && it.about.contains(&Subject::Shift(shift))
        }),
        Part::Senior(shift) => !has(RuleCode::SeniorPresence, Subject::Shift(shift)),
        // There is at most one pair.
        Part::Tie(_) => !(findings.iter())
            .any(|it| [RuleCode::ApartPairs, RuleCode::TogetherPairs].contains(&it.rule)),
        Part::Limit(code, person) => !has(code, Subject::Person(person)),
        Part::Leave(person, nth) => {
            let span = problem[person].leave[nth].span;
            !stands_in(person, &|it| problem[it].span.overlaps(span))
        }
        Part::Exemption(person, nth) => {
            let exemption = &problem[person].exemptions[nth];
            let is_all = part.rule(problem) == RuleCode::FullExemption;
            !stands_in(person, &|it| {
                (is_all || problem[it].night) && problem[it].span.overlaps(exemption.span)
            })
        }
        Part::Authority(person, duty) => !stands_in(person, &|it| problem.duty_of(it) == duty),
        Part::Pin(nth) => {
            let pin = problem.pins()[nth];
            roster.stands(pin.person, pin.shift) == (pin.kind == PinKind::Must)
        }
    }
}

/// Whether some roster keeps all of `parts` and what is no part at all.
fn is_possible(problem: &Problem, rosters: &[(Roster, Vec<Finding>)], parts: &[Part]) -> bool {
    let is_world = |code| [RuleCode::Eligibility, RuleCode::OneAtATime].contains(&code);
    rosters.iter().any(|(roster, findings)| {
        !findings.iter().any(|it| is_world(it.rule))
            && parts.iter().all(|it| keeps(problem, roster, findings, *it))
    })
}

fn clash_of(problem: &Problem, rules: &RuleSet) -> Option<(Clash, Vec<ShiftIdx>)> {
    let config = SolveConfig {
        seed: 1,
        gaps: Gaps::Refuse,
        threads: 1,
    };
    let Outcome::Infeasible(conflict) = solve(problem, rules, config, &mut NeverStop).outcome
    else {
        return None;
    };
    let case = Case::new(problem.clone(), rules, &BTreeSet::new());
    let mut never = NeverStop;
    let clash = clash(&case, &conflict.shifts, &mut RememberStop::new(&mut never));
    Some((
        clash.expect("an infeasible office has a clash"),
        conflict.shifts,
    ))
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 60,
        rng_seed: RngSeed::Fixed(11),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_clash_is_one_and_without_any_part_it_is_none(seed in any::<u64>()) {
        let problem = Problem::new(random_facts(&mut Dice::new(seed), 8)).unwrap();
        let rules = RuleSet::standard();
        let Some((clash, _)) = clash_of(&problem, &rules) else { return Ok(()) };
        let rosters = all_rosters(&problem, &rules);
        assert!(clash.is_minimal);
        assert!(!is_possible(&problem, &rosters, &clash.parts), "{clash:?}");
        for without in &clash.parts {
            let rest: Vec<Part> = clash.parts.iter().copied().filter(|it| it != without).collect();
            assert!(is_possible(&problem, &rosters, &rest), "{clash:?} does not need {without:?}");
        }
    }

    #[test]
    fn every_way_out_gives_a_roster_and_the_cheapest_stands_first(seed in any::<u64>()) {
        let problem = Problem::new(random_facts(&mut Dice::new(seed), 8)).unwrap();
        let rules = RuleSet::standard();
        let Some((clash, short)) = clash_of(&problem, &rules) else { return Ok(()) };
        let mut never = NeverStop;
        let found = ways(&problem, &rules, &clash, &short, &mut RememberStop::new(&mut never));
        assert!(!found.is_empty(), "{clash:?}");
        assert!(found.is_sorted_by_key(|it| it.cost));
        for way in &found {
            let case = mended(&problem, &rules, &way.mends).unwrap();
            let parts: Vec<Part> = case.parts.iter().copied().collect();
            // More people than that cannot be tried out in all ways; the solver's word is tested elsewhere.
            if pairs(&case.problem).len() <= 10 {
                let rosters = all_rosters(&case.problem, &case.rules);
                assert!(is_possible(&case.problem, &rosters, &parts), "{way:?}");
            }
            let mut never = NeverStop;
            assert_eq!(case.ask(&case.parts, &mut RememberStop::new(&mut never)), Answer::Possible);
        }
    }
}
