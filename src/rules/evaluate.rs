//! The reference judgement of a roster.

use std::collections::BTreeMap;

use crate::domain::cost::Cost;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;

use super::finding::Finding;
use super::{RuleCode, RuleSet};

/// Everything the rules have to say about one roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evaluation {
    /// The sum over all findings.
    pub cost: Cost,
    /// In order of rule, then as each rule found them.
    pub findings: Vec<Finding>,
}

impl Evaluation {
    /// No hard rule is broken and no seat or system is left open.
    pub fn is_valid(&self) -> bool {
        self.cost.broken == 0 && self.cost.gaps == 0
    }

    /// The sum for each rule that found something.
    pub fn by_rule(&self) -> BTreeMap<RuleCode, Cost> {
        let mut sums = BTreeMap::<_, Cost>::new();
        for finding in &self.findings {
            *sums.entry(finding.rule).or_default() += finding.cost;
        }
        sums
    }
}

/// Judges `roster` by every rule of `rules`.
pub fn evaluate(problem: &Problem, rules: &RuleSet, roster: &Roster) -> Evaluation {
    let mut findings = Vec::new();
    for rule in &rules.rules {
        rule.judge(problem, roster, &mut findings);
    }
    let cost = findings
        .iter()
        .fold(Cost::default(), |sum, it| sum + it.cost);
    Evaluation { cost, findings }
}
