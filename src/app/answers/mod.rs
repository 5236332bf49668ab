//! What commands answer, as programs read it: one type each, printed by `--json`. Their fields are
//! documented in `docs/json.md`, a table a type, and only ever added to. People, shifts, duties and
//! rules are named by id, key and code; sentences are in the language asked for.

pub mod calendar;
pub mod change;
pub mod explain;
pub mod failure;
pub mod fairness;
pub mod files;
pub mod import;
pub mod period;
pub mod reading;
pub mod revision;
pub mod roster;
pub mod shortage;
pub mod store;
pub mod verdict;

use std::collections::BTreeMap;

use crate::domain::ids::PersonIdx;
use crate::domain::problem::Problem;
use crate::rules::RuleCode;

fn ids(problem: &Problem, people: &[PersonIdx]) -> Vec<String> {
    people.iter().map(|it| problem[*it].id.clone()).collect()
}

fn by_code<T: Copy>(by_rule: &BTreeMap<RuleCode, T>) -> BTreeMap<&'static str, T> {
    let by_rule = by_rule.iter();
    by_rule.map(|(rule, it)| (rule.as_str(), *it)).collect()
}
