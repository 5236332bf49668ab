//! How one roster differs from another.

use std::cmp::Reverse;

use serde_json::{Map, Value, json};

use crate::app::explain::change::Change;
use crate::domain::ids::PersonIdx;
use crate::domain::problem::Problem;
use crate::rules::RuleCode;
use crate::text::Lang;
use crate::text::explain::moved;
use crate::text::findings::shift_name;
use crate::text::numbers::whole;

/// One line for each shift that others stand.
pub(super) fn moved_text(lang: Lang, problem: &Problem, change: &Change) -> Vec<String> {
    let names = |people: &[PersonIdx]| -> String {
        let names: Vec<&str> = people.iter().map(|it| problem[*it].name.as_str()).collect();
        names.join(", ")
    };
    (change.moved.iter())
        .map(|it| {
            let turn = shift_name(problem, it.shift);
            format!(
                "  • {}",
                moved(lang, &turn, &names(&it.out), &names(&it.into))
            )
        })
        .collect()
}

/// `Nguyện vọng +8, Chia đều công trực −4`, the dearest first, each rule called as `name` says.
pub(super) fn by_rule_text(
    lang: Lang,
    change: &Change,
    name: impl Fn(RuleCode) -> String,
) -> String {
    let mut rules: Vec<(RuleCode, i64)> = change
        .by_rule
        .iter()
        .map(|(code, by)| (*code, *by))
        .collect();
    rules.sort_by_key(|(code, by)| (Reverse(*by), *code));
    let texts: Vec<String> = (rules.iter())
        .map(|(code, by)| format!("{} {}", name(*code), signed(lang, *by)))
        .collect();
    texts.join(", ")
}

/// `+8` or `−4`.
pub(super) fn signed(lang: Lang, number: i64) -> String {
    let sign = if number < 0 { '−' } else { '+' };
    format!("{sign}{}", whole(lang, number.abs()))
}

/// The same for programs.
pub(super) fn as_json(problem: &Problem, change: &Change) -> Value {
    let ids = |people: &[PersonIdx]| -> Vec<&str> {
        people.iter().map(|it| problem[*it].id.as_str()).collect()
    };
    let moved: Vec<Value> = (change.moved.iter())
        .map(|it| json!({"shift": problem[it.shift].key, "out": ids(&it.out), "in": ids(&it.into)}))
        .collect();
    let by_rule: Map<_, _> = (change.by_rule.iter())
        .map(|(code, by)| (code.as_str().to_owned(), json!(by)))
        .collect();
    let by_person: Map<_, _> = (change.by_person.iter())
        .map(|(person, by)| (problem[*person].id.clone(), json!(by)))
        .collect();
    json!({
        "cost": change.cost,
        "difference": change.difference,
        "proven": change.is_proven,
        "by_rule": by_rule,
        "by_person": by_person,
        "moved": moved,
    })
}
