//! What holds for all rules together.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::{Just, ProptestConfig, Strategy, prop_assert, prop_assert_eq, proptest};
use proptest::strategy::ValueTree;
use proptest::test_runner::{RngSeed, TestRunner};

use super::testing::Scene;
use super::testing::random::scenes;
use super::*;
use crate::domain::cost::Cost;
use crate::domain::facts::Assignment;
use crate::domain::roster::Roster;
use evaluate::{Evaluation, evaluate};

#[test]
fn codes_stand_in_order_hard_before_soft() {
    let codes = RuleCode::ALL.map(RuleCode::as_str);
    assert!(codes.is_sorted());
    assert!(RuleCode::ALL.is_sorted());
    let n_hard = RuleCode::ALL.iter().filter(|it| it.is_hard()).count();
    assert_eq!(n_hard, 15);
    assert!(RuleCode::LeadershipAuthority.is_hard());
    assert!(!RuleCode::FairLoad.is_hard());
}

#[test]
fn the_standard_set_has_every_rule_in_order() {
    let codes: Vec<_> = RuleSet::standard().rules.iter().map(Rule::code).collect();
    assert_eq!(codes, RuleCode::ALL);
}

#[test]
fn a_set_survives_its_file() {
    let kept = vec![Assignment {
        person: "an".to_owned(),
        shift: "14.day".to_owned(),
    }];
    let set = RuleSet::standard().with(Rule::LeastChange(LeastChange { weight: 3, kept }));
    let text = serde_json::to_string(&set).unwrap();
    assert_eq!(serde_json::from_str::<RuleSet>(&text).unwrap(), set);
    assert!(text.contains(r#"{"rule":"min_rest","hours":12,"after_full_day_hours":24}"#));
}

#[test]
fn a_rule_comes_in_at_its_place_and_goes() {
    let rest = |hours| {
        Rule::MinRest(MinRest {
            hours,
            after_full_day_hours: 24,
        })
    };
    let set = RuleSet::standard().with(rest(8));
    assert_eq!(set.rules.len(), 22);
    assert_eq!(set.get(RuleCode::MinRest), Some(&rest(8)));
    let less = set.clone().without(RuleCode::MinRest);
    assert_eq!(less.get(RuleCode::MinRest), None);
    assert_eq!(less.with(rest(8)), set);
}

#[test]
fn a_good_roster_has_only_its_load() {
    let scene = Scene::new(
        "     | 14 day | 15 day
         an   | x      | .
         binh | .      | x",
    );
    let (problem, roster) = scene.build();
    let judged = evaluate(&problem, &RuleSet::standard(), &roster);
    assert!(judged.is_valid());
    assert_eq!(judged.cost, Cost::soft(2 * 12 * 12));
    let load = BTreeMap::from([(RuleCode::FairLoad, Cost::soft(288))]);
    assert_eq!(judged.by_rule(), load);
}

#[test]
fn an_open_seat_makes_a_roster_invalid() {
    let scene = Scene::new("| 14 day \n an | .").shift("14.day", |it| it.need = 1);
    let (problem, roster) = scene.build();
    let judged = evaluate(&problem, &RuleSet::standard(), &roster);
    assert_eq!(judged.cost, Cost::gaps(1));
    assert!(!judged.is_valid());
}

/// The standard rules, with something kept of the scene's own roster.
fn rules(scene: &Scene) -> RuleSet {
    let kept = scene.assignments.iter().step_by(2).cloned().collect();
    RuleSet::standard().with(Rule::LeastChange(LeastChange { weight: 3, kept }))
}

#[test]
fn random_scenes_set_off_every_rule() {
    let mut runner = TestRunner::deterministic();
    let mut fired = BTreeSet::new();
    for _ in 0..500 {
        let scene = scenes().new_tree(&mut runner).unwrap().current();
        fired.extend(judged(&scene, &rules(&scene)).by_rule().into_keys());
    }
    assert_eq!(fired, BTreeSet::from(RuleCode::ALL));
}

fn judged(scene: &Scene, rules: &RuleSet) -> Evaluation {
    let (problem, roster) = scene.build();
    evaluate(&problem, rules, &roster)
}

proptest! {
    #![proptest_config(ProptestConfig {
        rng_seed: RngSeed::Fixed(7),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn cost_is_the_sum_over_rules(scene in scenes()) {
        let judged = judged(&scene, &rules(&scene));
        let sum = (judged.by_rule().into_values()).fold(Cost::default(), |sum, it| sum + it);
        prop_assert_eq!(judged.cost, sum);
        prop_assert!(judged.findings.is_sorted_by_key(|it| it.rule));
        for finding in &judged.findings {
            let is_hard = 0 < finding.cost.broken || 0 < finding.cost.gaps;
            prop_assert_eq!(is_hard, finding.rule.is_hard());
            prop_assert_eq!(finding.cost.soft != 0, !finding.rule.is_hard());
            prop_assert!(!finding.about.is_empty());
        }
    }

    #[test]
    fn order_of_assignment_does_not_matter(
        (scene, shuffled) in scenes().prop_flat_map(|scene| {
            let shuffled = Just(scene.assignments.clone()).prop_shuffle();
            (Just(scene), shuffled)
        })
    ) {
        let (problem, roster) = scene.build();
        let (other, _) = Roster::from_assignments(&problem, &shuffled);
        let rules = rules(&scene);
        prop_assert_eq!(evaluate(&problem, &rules, &roster), evaluate(&problem, &rules, &other));
    }

    #[test]
    fn a_rule_taken_out_takes_only_its_findings(scene in scenes(), idx in 0..RuleCode::ALL.len()) {
        let code = RuleCode::ALL[idx];
        let all = judged(&scene, &rules(&scene));
        let less = judged(&scene, &rules(&scene).without(code));
        let rest: Vec<_> = all.findings.into_iter().filter(|it| it.rule != code).collect();
        prop_assert_eq!(less.findings, rest);
    }

    #[test]
    fn single_turns_cost_what_the_whole_roster_costs(scene in scenes()) {
        let (problem, roster) = scene.build();
        let of_turns = |cost_of: &dyn Fn(_, _) -> i64| -> i64 {
            roster.turns().map(|(person, shift)| cost_of(person, shift)).sum()
        };
        for rule in rules(&scene).rules {
            let mut findings = Vec::new();
            rule.judge(&problem, &roster, &mut findings);
            let sum = findings.iter().fold(Cost::default(), |sum, it| sum + it.cost);
            let broken = i64::from(sum.broken);
            match &rule {
                Rule::Eligibility(it) => prop_assert_eq!(
                    of_turns(&|who, shift| i64::from(it.bars(&problem, who, shift))), broken),
                Rule::Availability(it) => prop_assert_eq!(
                    of_turns(&|who, shift| i64::from(it.bars(&problem, who, shift))), broken),
                Rule::NightExemption(it) => prop_assert_eq!(
                    of_turns(&|who, shift| i64::from(it.bars(&problem, who, shift))), broken),
                Rule::FullExemption(it) => prop_assert_eq!(
                    of_turns(&|who, shift| i64::from(it.bars(&problem, who, shift))), broken),
                Rule::LeadershipAuthority(it) => prop_assert_eq!(
                    of_turns(&|who, shift| i64::from(it.bars(&problem, who, shift))), broken),
                Rule::SpecialTurn(it) => prop_assert_eq!(
                    of_turns(&|who, shift| it.cost_of(&problem, who, shift)), sum.soft),
                Rule::LeastChange(it) => prop_assert_eq!(
                    of_turns(&|who, shift| it.cost_of(&problem, who, shift)), sum.soft),
                Rule::Wishes(it) => {
                    let avoided = of_turns(&|who, shift| it.avoid_cost(&problem, who, shift));
                    let n_unmet = findings.iter().filter(|it| it.about.len() == 3).count();
                    let unmet = it.prefer_weight * i64::try_from(n_unmet).unwrap();
                    prop_assert_eq!(avoided + unmet, sum.soft);
                }
                Rule::Coverage(_) | Rule::OneAtATime(_) | Rule::MinRest(_) | Rule::MaxDuties(_)
                | Rule::MaxConsecutiveDays(_) | Rule::SkillCoverage(_) | Rule::SeniorPresence(_)
                | Rule::ApartPairs(_) | Rule::TogetherPairs(_) | Rule::Pins(_)
                | Rule::FairLoad(_) | Rule::HomeTrip(_) | Rule::UnitSpread(_)
                | Rule::Continuity(_) => {}
            }
        }
    }
}
