//! The figures at the end of a plan.

use crate::domain::cost::Cost;
use crate::domain::history::group_of;
use crate::domain::ids::PersonIdx;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;
use crate::rules::evaluate::Evaluation;
use crate::rules::load::{GroupLoad, Load, by_group};
use crate::rules::{RuleCode, RuleSet};

/// The figures at the end of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// What each rule in force costs, also nothing.
    pub by_rule: Vec<(RuleCode, Cost)>,
    /// Everybody, in order of group and then as in the problem.
    pub loads: Vec<(PersonIdx, Load)>,
    /// By name of group.
    pub groups: Vec<GroupLoad>,
}

/// Sums up a judged roster.
pub fn summary(
    problem: &Problem,
    rules: &RuleSet,
    roster: &Roster,
    evaluation: &Evaluation,
) -> Summary {
    let costs = evaluation.by_rule();
    let cost_of = |code| costs.get(&code).copied().unwrap_or_default();
    let mut people: Vec<_> = problem.people().map(|(person, _)| person).collect();
    people.sort_by_key(|it| group_of(&problem[*it]));
    let load = |it: &PersonIdx| (*it, Load::of(problem, roster, *it));
    Summary {
        by_rule: (rules.rules.iter())
            .map(|rule| (rule.code(), cost_of(rule.code())))
            .collect(),
        loads: people.iter().map(load).collect(),
        groups: by_group(problem, rules, roster),
    }
}
