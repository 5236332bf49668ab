//! What holds for all rules together.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::{Just, ProptestConfig, Strategy, prop_assert, prop_assert_eq, proptest};
use proptest::strategy::ValueTree;
use proptest::test_runner::{RngSeed, TestRunner};

use chrono::NaiveDate;

use super::form::{OnResource, OnSuccession, OnTurn};
use super::testing::Scene;
use super::testing::random::scenes;
use super::*;
use crate::calendar::span::Span;
use crate::domain::cost::Cost;
use crate::domain::facts::{Assignment, PinKind};
use crate::domain::ids::{PersonIdx, ShiftIdx};
use crate::domain::person::Leaning;
use crate::domain::roster::Roster;
use evaluate::{Evaluation, evaluate};
use fair_load::FairLoad;
use least_change::LeastChange;
use min_rest::MinRest;

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
fn hard_rules_have_no_weights_and_soft_ones_do() {
    for rule in RuleSet::standard().rules {
        assert_eq!(rule.weights().is_empty(), rule.code().is_hard(), "{rule:?}");
        assert!(!rule.forms().is_empty(), "{rule:?}");
    }
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
    assert_eq!(set.rules.len(), RuleCode::ALL.len());
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

    /// Solver and proof know a rule by its forms alone.
    #[test]
    fn the_forms_of_a_rule_add_up_to_its_judgement(scene in scenes()) {
        let (problem, _) = scene.build();
        let roster = without_overlaps(&scene, &problem);
        for rule in rules(&scene).rules {
            let mut findings = Vec::new();
            rule.judge(&problem, &roster, &mut findings);
            let judged = findings.iter().fold(Cost::default(), |sum, it| sum + it.cost);
            let Some(found) = by_forms(&problem, &rule, &roster) else { continue };
            prop_assert_eq!(found.soft, judged.soft, "{:?}", rule.code());
            // Where one turn is too near to two others, both pairs are judged.
            let counts_pairs = matches!(rule, Rule::MinRest(_));
            let is_same = if counts_pairs {
                (0 < found.broken) == (0 < judged.broken)
            } else {
                found.broken == judged.broken
            };
            prop_assert!(is_same, "{:?}: {} {}", rule.code(), found.broken, judged.broken);
        }
    }
}

/// The roster of `scene` without turns that overlap one that starts earlier: forms speak of
/// schedules, which hold none.
fn without_overlaps(scene: &Scene, problem: &Problem) -> Roster {
    let (given, _) = Roster::from_assignments(problem, &scene.assignments);
    let mut roster = Roster::empty(problem);
    for (person, _) in problem.people() {
        for shift in given.shifts_of(person) {
            let last = roster.shifts_of(person).last();
            if last.is_none_or(|last| !problem[*last].span.overlaps(problem[*shift].span)) {
                roster.assign(person, *shift);
            }
        }
    }
    roster
}

/// What the forms of `rule` say of `roster`; `None` if rows are among them.
fn by_forms(problem: &Problem, rule: &Rule, roster: &Roster) -> Option<Cost> {
    let mut sum = Cost::default();
    for form in rule.forms() {
        for (person, _) in problem.people() {
            let turns = roster.shifts_of(person);
            sum += match form {
                Form::Turn(form) => of_turns(problem, form, person, turns),
                Form::Succession(form) => of_successions(problem, form, person, turns),
                Form::Resource(form) => of_resource(problem, form, person, turns),
                Form::Row(_) => return None,
            };
        }
    }
    Some(sum)
}

fn of_turns(problem: &Problem, form: OnTurn<'_>, person: PersonIdx, turns: &[ShiftIdx]) -> Cost {
    match form {
        OnTurn::Bars(rule) => {
            let barred = turns.iter().filter(|it| rule.bars(problem, person, **it));
            Cost::broken(barred.count())
        }
        OnTurn::Requires => {
            let pins = problem.pins().iter();
            let musts = pins.filter(|it| it.person == person && it.kind == PinKind::Must);
            Cost::broken(musts.filter(|it| !turns.contains(&it.shift)).count())
        }
        OnTurn::Prices(rule) => {
            let costs = turns.iter().map(|it| rule.cost_of(problem, person, *it));
            Cost::soft(costs.sum())
        }
    }
}

/// Each turn and the one after it, nothing before the first and after the last.
fn steps(turns: &[ShiftIdx]) -> impl Iterator<Item = (Option<ShiftIdx>, Option<ShiftIdx>)> {
    let before = std::iter::once(None).chain(turns.iter().copied().map(Some));
    let after = turns.iter().copied().map(Some).chain([None]);
    before.zip(after)
}

fn of_successions(
    problem: &Problem,
    form: OnSuccession<'_>,
    person: PersonIdx,
    turns: &[ShiftIdx],
) -> Cost {
    let both = steps(turns).filter_map(|(before, after)| before.zip(after));
    match form {
        OnSuccession::Forbids(rule) => {
            let allows = |(a, b): &(ShiftIdx, ShiftIdx)| rule.allows(&problem[*a], &problem[*b]);
            Cost::broken(both.filter(|it| !allows(it)).count())
        }
        OnSuccession::Trip { weight } => {
            let days = both.map(|(a, b)| (problem[b].day - problem[a].day).num_days());
            Cost::soft(weight * i64::try_from(days.filter(|it| 1 < *it).count()).unwrap())
        }
        OnSuccession::MissedWish { weight } => {
            let wishes = problem[person].wishes.iter();
            let wishes = wishes.filter(|wish| {
                let mut shifts = problem.shifts();
                wish.leaning == Leaning::Prefer && shifts.any(|(_, it)| it.span.overlaps(wish.span))
            });
            let lies_in = |span: Span, (before, after): (Option<ShiftIdx>, Option<ShiftIdx>)| {
                before.is_none_or(|it| problem[it].span.end() <= span.start())
                    && after.is_none_or(|it| span.end() <= problem[it].span.start())
            };
            let missed =
                wishes.map(|wish| steps(turns).filter(|it| lies_in(wish.span, *it)).count());
            Cost::soft(weight * i64::try_from(missed.sum::<usize>()).unwrap())
        }
    }
}

fn of_resource(
    problem: &Problem,
    form: OnResource<'_>,
    person: PersonIdx,
    turns: &[ShiftIdx],
) -> Cost {
    match form {
        OnResource::Turns(rule) => {
            let limit = usize::from(rule.limit_for(problem, person));
            Cost::broken(turns.len().saturating_sub(limit))
        }
        OnResource::DaysInRow { most } => {
            let (mut in_row, mut beyond) = (0, 0);
            for (before, after) in steps(turns) {
                let Some(after) = after else { continue };
                let days = before.map_or(2, |it| (problem[after].day - problem[it].day).num_days());
                in_row = match days {
                    ..=0 => continue,
                    1 => in_row + 1,
                    2.. => 1,
                };
                beyond += usize::from(usize::from(most) < in_row);
            }
            Cost::broken(beyond)
        }
        OnResource::Load { weight } => {
            let rule = FairLoad { weight };
            let points = turns.iter().map(|it| problem[*it].points).sum();
            let person = &problem[person];
            Cost::soft(rule.cost_of(person.carried, points, person.share))
        }
        OnResource::DaysOff { weight } => {
            let is_off = |day: NaiveDate, (before, after): (Option<ShiftIdx>, Option<ShiftIdx>)| {
                let last = before.and_then(|it| problem[it].span.days().last());
                let first = after.map(|it| problem[it].span.start().date());
                last.is_none_or(|it| it < day) && first.is_none_or(|it| day < it)
            };
            let days = &problem.facts().days;
            let lengths =
                steps(turns).map(|step| days.iter().filter(|it| is_off(it.date, step)).count());
            let longest = lengths.max().unwrap_or(0);
            let wanted = usize::from(problem[person].home_days);
            let short = i64::try_from(wanted.saturating_sub(longest)).unwrap();
            Cost::soft(weight * short)
        }
    }
}
