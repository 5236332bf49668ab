//! A roster together with everything it is judged against: the content of `roster.json`.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use crate::domain::facts::{Assignment, Facts};
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;

use super::RuleSet;
use super::evaluate::Evaluation;

/// What is known about how good a roster is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// No roster is better, and the certificate shows it.
    Optimal,
    /// Every rule is kept; a better roster may exist, no better than `bound`.
    Feasible,
    /// Some seats are left open on request (`--allow-gaps`).
    Gaps,
}

/// Duals of the rows that tie people together, each scaled by [`Certificate::scale`], keyed by
/// row name (see [`super::row_name`]). A row not named has the dual 0.
pub type Duals = BTreeMap<String, i64>;

/// One node of the branch-and-bound tree that proves a bound.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProofNode {
    /// The Lagrangian bound that `duals` give, counting every decision above.
    Leaf {
        /// Row duals.
        #[serde(deserialize_with = "once")]
        duals: Duals,
    },
    /// Either `person` stands `shift` or not.
    Split {
        /// Person id.
        person: String,
        /// Shift key.
        shift: String,
    },
    /// No roster costs less than `bound`: the columns that survive reduced-cost filtering at every
    /// one of `duals` admit no solution of `rows` below it. The nodes that follow search through
    /// them, down to a [`ProofNode::Clash`] each.
    #[serde(rename = "lines")]
    Columns {
        /// The claim.
        bound: i64,
        /// The rows meant, by name.
        #[serde(rename = "conditions")]
        rows: Vec<String>,
        /// Row duals, at least once.
        #[serde(deserialize_with = "each_once")]
        duals: Vec<Duals>,
    },
    /// Bound propagation over the columns left leaves somebody or some row with nothing.
    Clash,
}

/// Why no roster costs less than the bound.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// Duals are whole numbers of `1 / scale`.
    pub scale: i64,
    /// What an open seat or an uncovered system costs in this proof; `None` if none may be open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gap_price: Option<i64>,
    /// Components of the graph of people and rows, everybody in one; the bound is the sum of theirs.
    #[serde(rename = "parts")]
    pub components: Vec<ProofComponent>,
}

/// The proof for the people of one component.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProofComponent {
    /// Their ids.
    pub people: Vec<String>,
    /// The tree, each node before its children: after a split comes all of the case in which the
    /// person stands the shift, then all of the other. A list, since nesting could be deeper than
    /// readers of JSON allow.
    pub nodes: Vec<ProofNode>,
}

/// The content of `roster.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterRecord {
    /// Always [`RosterRecord::FORMAT`].
    pub format: String,
    /// Who stands what.
    pub assignments: Vec<Assignment>,
    /// The sum of the soft rules.
    pub cost: i64,
    /// No roster costs less; `None` if nothing was proven. With gaps: no roster has fewer, and none
    /// with as few costs less.
    pub bound: Option<i64>,
    /// How good it is.
    pub status: Status,
    /// Empty seats and uncovered systems.
    pub gaps: u32,
    /// Soft cost by rule code.
    #[serde(deserialize_with = "once")]
    pub breakdown: BTreeMap<String, i64>,
    /// Seed of the search.
    pub seed: u64,
    /// Rules in force.
    pub rules: RuleSet,
    /// What it is judged against.
    pub problem: Facts,
    /// Why `bound` holds.
    pub certificate: Option<Certificate>,
}

/// What a solver knows about a roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// How good it is, where no seat is open.
    pub status: Status,
    /// No roster costs less.
    pub bound: Option<i64>,
    /// Why.
    pub certificate: Option<Certificate>,
    /// Seed of the search.
    pub seed: u64,
}

impl RosterRecord {
    /// The record of `roster`, judged as `evaluation`.
    pub fn new(
        problem: &Problem,
        rules: &RuleSet,
        roster: &Roster,
        evaluation: &Evaluation,
        known: Known,
    ) -> Self {
        let soft = evaluation
            .by_rule()
            .into_iter()
            .filter(|(code, _)| !code.is_hard());
        Self {
            format: Self::FORMAT.to_owned(),
            assignments: roster.assignments(problem),
            cost: evaluation.cost.soft,
            bound: known.bound,
            status: if 0 < evaluation.cost.gaps {
                Status::Gaps
            } else {
                known.status
            },
            gaps: evaluation.cost.gaps,
            breakdown: soft
                .map(|(code, cost)| (code.as_str().to_owned(), cost.soft))
                .collect(),
            seed: known.seed,
            rules: rules.clone(),
            problem: problem.facts().clone(),
            certificate: known.certificate,
        }
    }

    /// Name and version of the format.
    pub const FORMAT: &'static str = "tructet-roster/1";
}

/// A table in which no key stands twice: readers of JSON would take the last one in silence.
struct Once(BTreeMap<String, i64>);

impl<'de> Deserialize<'de> for Once {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(OnceVisitor)
    }
}

struct OnceVisitor;

impl<'de> Visitor<'de> for OnceVisitor {
    type Value = Once;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a table of whole numbers")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Once, A::Error> {
        let mut table = BTreeMap::new();
        while let Some((key, value)) = entries.next_entry::<String, i64>()? {
            let twice = format!("`{key}` stands twice");
            if table.insert(key, value).is_some() {
                return Err(A::Error::custom(twice));
            }
        }
        Ok(Once(table))
    }
}

fn once<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<String, i64>, D::Error> {
    Ok(Once::deserialize(deserializer)?.0)
}

fn each_once<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Duals>, D::Error> {
    let tables = Vec::<Once>::deserialize(deserializer)?;
    Ok(tables.into_iter().map(|it| it.0).collect())
}
