//! What a rule found, in one line.

mod about;
mod hard;
mod soft;

use crate::domain::ids::ShiftIdx;
use crate::domain::person::Scope;
use crate::domain::problem::Problem;
use crate::rules::RuleCode;
use crate::rules::evaluate::Evaluation;
use crate::rules::finding::Finding;

use super::Lang;
use super::numbers::whole;
use about::About;

/// The hard rules that `evaluation` found broken and the seats it found open, in order of rule,
/// each with its code.
pub fn breaches(lang: Lang, problem: &Problem, evaluation: &Evaluation) -> Vec<String> {
    (evaluation.findings.iter())
        .filter(|it| 0 < it.cost.broken || 0 < it.cost.gaps)
        .map(|it| format!("{} {}", it.rule.as_str(), finding_text(lang, problem, it)))
        .collect()
}

/// Who does what against the rule, one sentence without a full stop; the price at its end, if it
/// has one.
pub fn finding_text(lang: Lang, problem: &Problem, finding: &Finding) -> String {
    let about = About::new(lang, problem, finding);
    let text = match finding.rule {
        RuleCode::Coverage => about.coverage(),
        RuleCode::Eligibility => about.eligibility(),
        RuleCode::Availability => about.availability(),
        RuleCode::OneAtATime => about.one_at_a_time(),
        RuleCode::MinRest => about.min_rest(),
        RuleCode::MaxDuties => about.max_duties(),
        RuleCode::MaxConsecutiveDays => about.max_consecutive_days(),
        RuleCode::NightExemption => about.exemption(Scope::Night),
        RuleCode::FullExemption => about.exemption(Scope::All),
        RuleCode::SkillCoverage => about.skill_coverage(),
        RuleCode::SeniorPresence => about.senior_presence(),
        RuleCode::ApartPairs => about.apart_pairs(),
        RuleCode::TogetherPairs => about.together_pairs(),
        RuleCode::Pins => about.pins(),
        RuleCode::LeadershipAuthority => about.leadership_authority(),
        RuleCode::FairLoad => about.fair_load(),
        RuleCode::SpecialTurn => about.special_turn(),
        RuleCode::Wishes => about.wishes(),
        RuleCode::HomeTrip => about.home_trip(),
        RuleCode::UnitSpread => about.unit_spread(),
        RuleCode::Continuity => about.continuity(),
        RuleCode::LeastChange => about.least_change(),
    };
    let mut text = capitalised(&text);
    if finding.cost.soft != 0 {
        let cost = whole(lang, finding.cost.soft);
        text += &match lang {
            Lang::Vi => format!("; chi phí {cost}"),
            Lang::En => format!("; cost {cost}"),
        };
    }
    text
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

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    (chars.next()).map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

#[cfg(test)]
mod tests;
