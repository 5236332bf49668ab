//! How one roster differs from another.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::ids::{PersonIdx, ShiftIdx};
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;
use crate::rules::RuleCode;
use crate::rules::evaluate::Evaluation;
use crate::rules::finding::Subject;

/// A shift that other people stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The shift that changes hands.
    pub shift: ShiftIdx,
    /// Who no longer stands it.
    pub out: Vec<PersonIdx>,
    /// Who does instead.
    pub into: Vec<PersonIdx>,
}

/// How a roster differs from another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterDiff {
    /// What it costs.
    pub cost: i64,
    /// So much more than the other; less if negative.
    pub difference: i64,
    /// Whether no roster of its kind costs less.
    pub is_proven: bool,
    /// The difference by rule, where there is one.
    pub by_rule: BTreeMap<RuleCode, i64>,
    /// The difference by person, where there is one: what the rules say of each alone.
    pub by_person: BTreeMap<PersonIdx, i64>,
    /// Shifts that others stand.
    pub moved: Vec<Moved>,
}

/// A roster and what the rules say of it.
pub type Judged<'a> = (&'a Roster, &'a Evaluation);

impl RosterDiff {
    /// From the roster `from` to the roster `to` of `problem`.
    pub fn between(problem: &Problem, from: Judged<'_>, to: Judged<'_>, is_proven: bool) -> Self {
        let rules = |evaluation: &Evaluation| -> BTreeMap<RuleCode, i64> {
            evaluation
                .by_rule()
                .into_iter()
                .map(|(code, cost)| (code, cost.soft))
                .collect()
        };
        Self {
            cost: to.1.cost.soft,
            difference: to.1.cost.soft - from.1.cost.soft,
            is_proven,
            by_rule: differences(&rules(from.1), &rules(to.1)),
            by_person: differences(&by_person(from.1), &by_person(to.1)),
            moved: moved(problem, from.0, to.0),
        }
    }

    /// How many turns somebody else stands.
    pub fn n_moved(&self) -> usize {
        self.moved
            .iter()
            .map(|it| it.into.len().max(it.out.len()))
            .sum()
    }
}

fn by_person(evaluation: &Evaluation) -> BTreeMap<PersonIdx, i64> {
    let mut sums = BTreeMap::new();
    for finding in &evaluation.findings {
        if let Some(Subject::Person(person)) = finding.about.first() {
            *sums.entry(*person).or_insert(0) += finding.cost.soft;
        }
    }
    sums
}

fn differences<K: Copy + Ord>(from: &BTreeMap<K, i64>, to: &BTreeMap<K, i64>) -> BTreeMap<K, i64> {
    let keys: BTreeSet<K> = from.keys().chain(to.keys()).copied().collect();
    let cost = |of: &BTreeMap<K, i64>, key: &K| of.get(key).copied().unwrap_or(0);
    (keys.into_iter())
        .map(|key| (key, cost(to, &key) - cost(from, &key)))
        .filter(|(_, difference)| *difference != 0)
        .collect()
}

fn moved(problem: &Problem, from: &Roster, to: &Roster) -> Vec<Moved> {
    let only = |these: &[PersonIdx], those: &[PersonIdx]| -> Vec<PersonIdx> {
        these
            .iter()
            .copied()
            .filter(|it| !those.contains(it))
            .collect()
    };
    (problem.shifts())
        .map(|(shift, _)| Moved {
            shift,
            out: only(from.people_of(shift), to.people_of(shift)),
            into: only(to.people_of(shift), from.people_of(shift)),
        })
        .filter(|it| !it.out.is_empty() || !it.into.is_empty())
        .collect()
}
