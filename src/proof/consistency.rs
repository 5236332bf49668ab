//! Whether facts and rules agree with themselves, as far as they say the same thing twice, and
//! whether all their sums can be exact.

use crate::calendar::lunar;
use crate::calendar::period::PeriodKind;
use crate::domain::history::carry;
use crate::domain::problem::Problem;
use crate::domain::template::is_night;
use crate::rules::evaluate::Evaluation;
use crate::rules::record::RosterRecord;
use crate::rules::{Rule, RuleCode, RuleSet};

use super::{Flaw, Note};

/// Most years back for which what is carried is tried: offices choose how many count.
const MOST_YEARS: u16 = 30;
/// Beyond, a sum of costs might not be exact.
const MOST: i128 = (i64::MAX / 4) as i128;

/// Contradictions in what is stated.
pub(super) fn flaws(
    problem: &Problem,
    record: &RosterRecord,
    evaluation: &Evaluation,
) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    let facts = problem.facts();
    match facts.period.kind() {
        PeriodKind::Tet { year, first_day } => {
            let stated = first_day;
            if let Some(found) = lunar::first_day(year).ok().filter(|it| *it != stated) {
                flaws.push(Flaw::FirstDay { found, stated });
            }
            for day in &facts.days {
                let found = (day.date - stated).num_days();
                if day.tet.is_some_and(|it| i64::from(it) != found) {
                    flaws.push(Flaw::DayOfTet { date: day.date });
                }
            }
        }
        PeriodKind::Days { .. } => {}
    }
    let is_soft = |code: &str| {
        let mut codes = RuleCode::ALL.into_iter();
        codes.any(|it| !it.is_hard() && it.as_str() == code)
    };
    for rule in record.breakdown.keys().filter(|it| !is_soft(it)) {
        let rule = rule.clone();
        flaws.push(Flaw::NoSoftRule { rule });
    }
    if !is_exact(problem, &record.rules, evaluation) {
        flaws.push(Flaw::OutOfRange);
    }
    flaws
}

/// What a reader should know that makes the record no less right.
pub(super) fn notes(
    problem: &Problem,
    rules: &RuleSet,
    evaluation: &Evaluation,
    bound: Option<i64>,
) -> Vec<Note> {
    let hard = RuleCode::ALL.into_iter().filter(|it| it.is_hard());
    let idle = hard.filter(|it| !rules.has(*it));
    let mut notes: Vec<Note> = idle.map(Note::NotInForce).collect();
    for (_, shift) in problem.shifts() {
        if shift.night != is_night(shift.span) {
            notes.push(Note::Night {
                shift: shift.key.clone(),
                stated: shift.night,
            });
        }
    }
    notes.extend(carried(problem));
    if 0 < evaluation.cost.gaps && bound.is_none() {
        notes.push(Note::GapsUnproven);
    }
    notes
}

/// People whose carried points follow from the history of no number of years that would explain
/// everybody else's.
fn carried(problem: &Problem) -> Option<Note> {
    let facts = problem.facts();
    let unlike = (0..=MOST_YEARS).map(|years| {
        let mut people = facts.people.clone();
        carry(&mut people, &facts.period, years);
        let both = people.iter().zip(&facts.people);
        let unlike = both.filter(|(found, stated)| found.carried != stated.carried);
        let ids: Vec<String> = unlike.map(|(_, stated)| stated.id.clone()).collect();
        ids
    });
    let people = unlike.min_by_key(Vec::len)?;
    (!people.is_empty()).then_some(Note::Carried { people })
}

/// Whether every sum of costs is exact: what the roster costs, and the load of anybody who stood every
/// shift.
fn is_exact(problem: &Problem, rules: &RuleSet, evaluation: &Evaluation) -> bool {
    let soft = evaluation
        .findings
        .iter()
        .map(|it| i128::from(it.cost.soft));
    let points: i128 = problem.shifts().map(|(_, it)| i128::from(it.points)).sum();
    let heaviest = problem.people().map(|(_, person)| {
        let load = i128::from(person.carried) + points;
        load.saturating_mul(load).saturating_mul(100) / i128::from(person.share.max(1))
    });
    let load_weight = match rules.get(RuleCode::FairLoad) {
        Some(Rule::FairLoad(rule)) => i128::from(rule.weight),
        Some(_) | None => 0,
    };
    let heaviest = heaviest.map(|it| it.saturating_mul(load_weight));
    let highest = heaviest.max().unwrap_or(0);
    soft.sum::<i128>() < MOST && highest < MOST
}
