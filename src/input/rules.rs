//! The `[rules.…]` tables of `office.toml`: parameters in place of the standard ones.

use serde::Deserialize;

use crate::rules::{Rule, RuleSet};

use super::error::{Expected, InputError, Thing, nearest};
use super::files::{invalid, key};

/// The standard rules with the parameters that `tables` gives by rule name.
pub(super) fn read_rules(tables: &toml::Table, faults: &mut Vec<InputError>) -> RuleSet {
    let mut rules = RuleSet::standard();
    let names: Vec<String> = rules.rules.iter().map(name).collect();
    for (wanted, params) in tables {
        let place = key(&format!("rules.{wanted}"));
        let Some(at) = names.iter().position(|it| it == wanted) else {
            faults.push(InputError::Unknown {
                place,
                thing: Thing::Rule,
                found: wanted.clone(),
                nearest: nearest(wanted, names.iter().map(String::as_str)),
            });
            continue;
        };
        match replaced(&rules.rules[at], params) {
            Ok(rule) => rules.rules[at] = rule,
            Err(message) => faults.push(InputError::Toml { place, message }),
        }
        let weights = params.as_table().into_iter().flatten();
        for (param, value) in weights.filter(|(param, _)| param.ends_with("weight")) {
            // More would let sums of squared loads leave the range of exact arithmetic.
            if value
                .as_integer()
                .is_none_or(|it| !(0..=1_000).contains(&it))
            {
                let name = format!("rules.{wanted}.{param}");
                faults.push(invalid(&name, value, Expected::Number(0, 1_000)));
            }
        }
    }
    rules
}

/// The name of a rule in files.
fn name(rule: &Rule) -> String {
    let table = toml::Table::try_from(rule).unwrap_or_default();
    table
        .get("rule")
        .and_then(toml::Value::as_str)
        .unwrap_or_default()
        .to_owned()
}

/// `rule` with some parameters replaced.
fn replaced(rule: &Rule, params: &toml::Value) -> Result<Rule, String> {
    let mut table = toml::Table::try_from(rule).map_err(|error| error.to_string())?;
    let params = params.as_table().ok_or("not a table")?;
    for (param, value) in params {
        if !table.contains_key(param) || param == "rule" || param == "kept" {
            let known: Vec<&String> = table.keys().filter(|it| *it != "rule").collect();
            return Err(format!("unknown parameter `{param}`, known are {known:?}"));
        }
        table.insert(param.clone(), value.clone());
    }
    Rule::deserialize(toml::Value::Table(table)).map_err(|error| error.message().to_owned())
}
