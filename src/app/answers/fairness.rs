//! How even the loads are.

use serde::Serialize;

use crate::domain::problem::Problem;
use crate::rules::load::Range;

use super::super::fairness::{Fairness, GroupFairness};
use super::ids;

/// The least and the most load in a group, each for a full post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LoadRange {
    /// Of whoever carries least.
    pub least: i64,
    /// Of whoever carries most.
    pub most: i64,
    /// How far apart they are.
    pub spread: i64,
}

/// Those compared with each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GroupLoads {
    /// Its name; the id of a duty for those without a group of their own.
    pub group: String,
    /// Ids of those who count.
    pub people: Vec<String>,
    /// Carried points alone.
    pub before: LoadRange,
    /// With the turns of the roster.
    pub after: LoadRange,
    /// The smallest spread found in a roster that keeps the hard rules.
    pub best_spread: i64,
    /// No such roster has a smaller spread.
    pub spread_bound: i64,
}

/// The answer of `fairness`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FairnessAnswer {
    /// Groups in order of name.
    pub groups: Vec<GroupLoads>,
    /// The sum of squared loads.
    pub squares: i64,
    /// The least such sum; `None` if time ran out.
    pub least_squares: Option<i64>,
}

impl From<Range> for LoadRange {
    fn from(range: Range) -> Self {
        Self {
            least: range.least,
            most: range.most,
            spread: range.spread(),
        }
    }
}

impl GroupLoads {
    fn new(problem: &Problem, group: &GroupFairness) -> Self {
        Self {
            group: group.load.group.clone(),
            people: ids(problem, &group.load.people),
            before: group.load.before.into(),
            after: group.load.after.into(),
            best_spread: group.best,
            spread_bound: group.bound,
        }
    }
}

impl FairnessAnswer {
    /// How even the loads of a roster of `problem` are.
    pub fn new(problem: &Problem, fairness: &Fairness) -> Self {
        let groups = fairness.groups.iter();
        Self {
            groups: groups.map(|it| GroupLoads::new(problem, it)).collect(),
            squares: fairness.squares,
            least_squares: fairness.least_squares,
        }
    }
}
