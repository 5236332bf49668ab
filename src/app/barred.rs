//! Which rules bar a person from a shift whatever else they stand.

use crate::domain::ids::{PersonIdx, ShiftIdx};
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;
use crate::rules::RuleSet;
use crate::rules::finding::{Finding, Subject};

/// What the judge says of `person` in `shift` and of nothing else.
pub(super) fn barred(
    problem: &Problem,
    rules: &RuleSet,
    person: PersonIdx,
    shift: ShiftIdx,
) -> Vec<Finding> {
    barred_among(problem, rules, &[person], shift)
}

/// What the judge says of each of `people` in `shift` and of nothing else, rule by rule.
pub(super) fn barred_among(
    problem: &Problem,
    rules: &RuleSet,
    people: &[PersonIdx],
    shift: ShiftIdx,
) -> Vec<Finding> {
    let mut roster = Roster::empty(problem);
    for person in people {
        roster.assign(*person, shift);
    }
    let mut findings = Vec::new();
    for rule in rules.rules.iter().filter(|it| it.decides_turns()) {
        rule.judge(problem, &roster, &mut findings);
    }
    // A must that such a roster breaks is another turn's.
    findings.retain(|it| match it.about[..] {
        [Subject::Person(person), Subject::Shift(about)] => {
            about == shift && people.contains(&person)
        }
        _ => false,
    });
    findings
}

/// Whether some rule keeps `person` from `shift` whatever else they stand.
pub(super) fn is_barred(
    problem: &Problem,
    rules: &RuleSet,
    person: PersonIdx,
    shift: ShiftIdx,
) -> bool {
    !barred(problem, rules, person, shift).is_empty()
}
