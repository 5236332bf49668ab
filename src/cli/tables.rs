//! Tables at the terminal.

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};

use crate::app::summary::Summary;
use crate::domain::cost::Cost;
use crate::domain::history::group_of;
use crate::domain::problem::Problem;
use crate::rules::RuleCode;
use crate::rules::load::group_name;
use crate::text::Lang;
use crate::text::clean::unbroken;
use crate::text::loads::{load_headings, spread_headings};
use crate::text::numbers::whole;
use crate::text::rules::rule_label;
use crate::text::verdicts::rule_headings;

/// What each rule costs.
pub(super) fn rules(lang: Lang, by_rule: &[(RuleCode, Cost)]) -> Vec<String> {
    let rows = by_rule.iter().map(|(code, cost)| {
        let breaches = i64::from(cost.broken) + i64::from(cost.gaps);
        let shown = |number, is_shown| {
            if is_shown {
                whole(lang, number)
            } else {
                String::new()
            }
        };
        [
            code.as_str().to_owned(),
            rule_label(lang, *code).to_owned(),
            shown(cost.soft, !code.is_hard()),
            shown(breaches, code.is_hard()),
        ]
    });
    table(rule_headings(lang), 2, rows)
}

/// What each person got.
pub(super) fn loads(lang: Lang, problem: &Problem, summary: &Summary) -> Vec<String> {
    let rows = summary.loads.iter().map(|(idx, load)| {
        let person = &problem[*idx];
        [
            person.name.clone(),
            problem[problem.unit_of(*idx)].name.clone(),
            group_name(problem, group_of(person)).to_owned(),
            load.turns.to_string(),
            whole(lang, load.points),
            whole(lang, load.carried),
            whole(lang, load.total()),
        ]
    });
    table(load_headings(lang), 3, rows)
}

/// How far apart the loads of each group are.
pub(super) fn spreads(lang: Lang, problem: &Problem, summary: &Summary) -> Vec<String> {
    let rows = summary.groups.iter().map(|it| {
        [
            group_name(problem, &it.group).to_owned(),
            it.people.len().to_string(),
            whole(lang, it.after.least),
            whole(lang, it.after.most),
            whole(lang, it.after.spread()),
        ]
    });
    table(spread_headings(lang), 1, rows)
}

/// A table's lines. Columns from `first_number` on are numbers.
pub(super) fn table<const N: usize>(
    headings: [&str; N],
    first_number: usize,
    rows: impl Iterator<Item = [String; N]>,
) -> Vec<String> {
    let mut table = Table::new();
    table
        .load_style(presets::UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(ContentArrangement::Disabled)
        .set_header(headings)
        .add_rows(rows.map(|row| row.map(|it| unbroken(&it))));
    for column in table.column_iter_mut().skip(first_number) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table.lines().collect()
}

/// Columns of the terminal; without one, as many as a page of a mail shows.
pub(super) fn width() -> u16 {
    Table::new().width().unwrap_or(110)
}
