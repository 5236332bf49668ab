//! The figures at the end of a plan.

use std::collections::BTreeMap;

use crate::domain::cost::Cost;
use crate::domain::history::group_of;
use crate::domain::ids::PersonIdx;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;
use crate::rules::evaluate::Evaluation;
use crate::rules::{RuleCode, RuleSet};

/// What one person got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Load {
    /// Who.
    pub person: PersonIdx,
    /// Turns stood.
    pub turns: usize,
    /// Points of those turns.
    pub points: i64,
    /// Points carried over from earlier years.
    pub carried: i64,
}

/// How far apart the loads of one group are, each for a full post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spread {
    /// Its name; the id of a duty for those without a group of their own.
    pub group: String,
    /// How many people.
    pub n_people: usize,
    /// The least points, carried ones included.
    pub least: i64,
    /// The most.
    pub most: i64,
}

/// The figures at the end of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// What each rule in force costs, also nothing.
    pub by_rule: Vec<(RuleCode, Cost)>,
    /// Everybody, in order of group and then as in the problem.
    pub loads: Vec<Load>,
    /// By name of group.
    pub spreads: Vec<Spread>,
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
    let mut groups = BTreeMap::<&str, Vec<Load>>::new();
    for (idx, person) in problem.people() {
        let turns = roster.shifts_of(idx);
        groups.entry(group_of(person)).or_default().push(Load {
            person: idx,
            turns: turns.len(),
            points: turns.iter().map(|it| problem[*it].points).sum(),
            carried: person.carried,
        });
    }
    let full_post =
        |load: &Load| (load.points + load.carried) * 100 / i64::from(problem[load.person].share);
    let spreads = (groups.iter())
        .map(|(group, loads)| Spread {
            group: (*group).to_owned(),
            n_people: loads.len(),
            least: loads.iter().map(full_post).min().unwrap_or(0),
            most: loads.iter().map(full_post).max().unwrap_or(0),
        })
        .collect();
    Summary {
        by_rule: (rules.rules.iter())
            .map(|rule| (rule.code(), cost_of(rule.code())))
            .collect(),
        loads: groups.into_values().flatten().collect(),
        spreads,
    }
}
