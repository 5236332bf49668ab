//! What `plan` says of alternatives and of a roster kept.

use std::path::Path;

use serde_json::{Value, json};

use crate::app::alternatives::{Alternative, MARGIN_PERCENT};
use crate::app::error::AppError;
use crate::app::least_change::Moves;
use crate::app::publish;
use crate::domain::ids::PersonIdx;
use crate::domain::problem::Problem;
use crate::text::Lang;
use crate::text::choice as words;
use crate::text::rules::rule_label;

use super::differences;

/// Most people named to whom an alternative is kinder or harder.
const MOST_NAMED: usize = 8;

/// Writes the alternative `nth` to its folder inside `out`; answers the files' names within `out`.
pub(super) fn publish(
    lang: Lang,
    out: &Path,
    nth: usize,
    other: &Alternative,
) -> Result<Vec<String>, AppError> {
    let folder = format!("alternatives/{nth}");
    let view = publish::view(lang, &other.planned.record, None)?;
    let files = publish::publish(&view, &other.planned.record, &out.join(&folder))?;
    Ok(files
        .into_iter()
        .map(|file| format!("{folder}/{file}"))
        .collect())
}

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

/// The same for programs.
pub(super) fn others_json(problem: &Problem, others: &[Alternative]) -> Value {
    let other = |(nth, other): (usize, &Alternative)| {
        let record = &other.planned.record;
        json!({
            "number": nth,
            "folder": format!("alternatives/{nth}"),
            "status": record.status,
            "cost": record.cost,
            "bound": record.bound,
            "breakdown": record.breakdown,
            "apart": other.n_apart,
            "turns": other.n_turns,
            "change": differences::as_json(problem, &other.change),
            "assignments": record.assignments,
        })
    };
    (2..).zip(others).map(other).collect()
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

/// The same for programs.
pub(super) fn moves_json(problem: &Problem, moves: &Moves) -> Value {
    json!({
        "moved": moves.n_moved,
        "turns": moves.n_turns,
        "proven": moves.is_proven,
        "change": differences::as_json(problem, &moves.change),
    })
}
