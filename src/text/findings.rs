//! What a rule found, in one line.

use crate::domain::ids::ShiftIdx;
use crate::domain::problem::Problem;
use crate::rules::evaluate::Evaluation;
use crate::rules::finding::{Finding, Subject};

use super::Lang;
use super::rules::rule_label;

/// The hard rules that `evaluation` found broken and the seats it found open, in order of rule.
pub fn breaches(lang: Lang, problem: &Problem, evaluation: &Evaluation) -> Vec<String> {
    (evaluation.findings.iter())
        .filter(|it| 0 < it.cost.broken || 0 < it.cost.gaps)
        .map(|it| finding(lang, problem, it))
        .collect()
}

/// Code, rule, and whom and what it concerns.
pub fn finding(lang: Lang, problem: &Problem, finding: &Finding) -> String {
    let about: Vec<_> = (finding.about.iter())
        .map(|it| subject(lang, problem, *it))
        .collect();
    format!(
        "{} {}: {}",
        finding.rule.as_str(),
        rule_label(lang, finding.rule),
        about.join("; ")
    )
}

fn subject(lang: Lang, problem: &Problem, subject: Subject) -> String {
    match subject {
        Subject::Person(person) => problem[person].name.clone(),
        Subject::Shift(shift) => shift_name(problem, shift),
        Subject::Day(day) => day.format("%d/%m/%Y").to_string(),
        Subject::Skill(skill) => problem[skill].name.clone(),
        Subject::Unit(unit) => problem[unit].name.clone(),
        Subject::Count { found, wanted } => match lang {
            Lang::Vi => format!("có {found}, cần {wanted}"),
            Lang::En => format!("found {found}, wanted {wanted}"),
        },
    }
}

/// When and what: `15/02/2018 Trực kỹ thuật, Ca đêm`.
pub fn shift_name(problem: &Problem, shift: ShiftIdx) -> String {
    let day = problem[shift].day.format("%d/%m/%Y");
    let duty = &problem[problem.duty_of(shift)].name;
    let name = &problem[shift].name;
    if name.is_empty() {
        format!("{day} {duty}")
    } else {
        format!("{day} {duty}, {name}")
    }
}
