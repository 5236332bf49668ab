//! What `plan` says of alternatives and of a roster kept.

use crate::app::alternatives::{Alternative, MARGIN_PERCENT};
use crate::app::reroster::Moves;
use crate::domain::ids::PersonIdx;
use crate::domain::problem::Problem;
use crate::text::Lang;
use crate::text::alternatives as words;
use crate::text::rules::rule_label;

use super::differences;

/// Most people named to whom an alternative is kinder or harder.
const MOST_NAMED: usize = 8;

/// What each does better and worse than the first roster.
pub(super) fn others_text(
    lang: Lang,
    problem: &Problem,
    n_wanted: u16,
    others: &[Alternative],
) -> Vec<String> {
    let mut lines = Vec::new();
    for (nth, other) in (2..).zip(others) {
        let change = &other.change;
        lines.push(words::alternative(
            lang,
            nth,
            change.cost,
            change.difference,
            other.n_apart,
            other.n_turns,
        ));
        let rules = |keeps: fn(i64) -> bool| -> String {
            let texts: Vec<String> = (change.by_rule.iter())
                .filter(|(_, by)| keeps(**by))
                .map(|(code, by)| {
                    format!(
                        "{} {}",
                        rule_label(lang, *code),
                        differences::signed(lang, *by)
                    )
                })
                .collect();
            texts.join(", ")
        };
        let people = |keeps: fn(i64) -> bool| people_text(lang, problem, other, keeps);
        let better: fn(i64) -> bool = |by| by < 0;
        let worse: fn(i64) -> bool = |by| 0 < by;
        for (text, word) in [
            (
                rules(better),
                words::better_rules as fn(Lang, &str) -> String,
            ),
            (rules(worse), words::worse_rules),
            (people(better), words::better_for),
            (people(worse), words::worse_for),
        ] {
            if !text.is_empty() {
                lines.push(word(lang, &text));
            }
        }
    }
    if others.len() + 1 < usize::from(n_wanted) {
        lines.push(words::no_more(lang, others.len() + 1, MARGIN_PERCENT));
    }
    lines
}

/// Those it concerns most first, with what the rules say of each.
fn people_text(
    lang: Lang,
    problem: &Problem,
    other: &Alternative,
    keeps: fn(i64) -> bool,
) -> String {
    let mut people: Vec<(PersonIdx, i64)> = (other.change.by_person.iter())
        .filter(|(_, by)| keeps(**by))
        .map(|(person, by)| (*person, *by))
        .collect();
    people.sort_by_key(|(person, by)| (-by.abs(), *person));
    let mut texts: Vec<String> = (people.iter().take(MOST_NAMED))
        .map(|(person, by)| {
            format!(
                "{} {}",
                problem[*person].name,
                differences::signed(lang, *by)
            )
        })
        .collect();
    if MOST_NAMED < people.len() {
        texts.push(words::and_more(lang, people.len() - MOST_NAMED));
    }
    texts.join(", ")
}

/// How much of the kept roster moved, and where.
pub(super) fn moves_text(lang: Lang, problem: &Problem, moves: &Moves) -> Vec<String> {
    let mut lines = vec![words::moved(
        lang,
        moves.n_moved,
        moves.n_turns,
        moves.is_proven,
    )];
    lines.extend(differences::moved_text(lang, problem, &moves.change));
    lines
}
