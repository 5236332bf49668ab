//! How one roster differs from another.

use std::cmp::Reverse;

use crate::app::roster_diff::RosterDiff;
use crate::domain::ids::PersonIdx;
use crate::domain::problem::Problem;
use crate::rules::RuleCode;
use crate::text::Lang;
use crate::text::findings::shift_name;
use crate::text::numbers::whole;
use crate::text::reasons::moved;

/// One line for each shift that others stand.
pub(super) fn moved_text(lang: Lang, problem: &Problem, change: &RosterDiff) -> Vec<String> {
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
    change: &RosterDiff,
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
