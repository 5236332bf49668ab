//! Solves again with other turns settled.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::domain::facts::{Pin, PinKind};
use crate::domain::ids::{PersonIdx, ShiftIdx};
use crate::domain::problem::Problem;
use crate::rules::evaluate::evaluate;
use crate::rules::pins::Pins;
use crate::rules::{Rule, RuleCode, RuleSet};
use crate::solver::{self, Gaps, Outcome, SolveConfig};

use super::super::error::AppError;
use super::change::Change;
use super::{Base, Question, WhatIf};

/// A turn settled for the sake of the question.
#[derive(Clone, Copy, Debug)]
pub(super) struct Settled {
    pub(super) person: PersonIdx,
    pub(super) shift: ShiftIdx,
    pub(super) kind: PinKind,
}

/// Answers each question, in order. As many are answered at once as threads may work; each answer is
/// the solver's for that question alone, so that their order does not matter.
pub(super) fn ask_all(
    base: &Base,
    questions: &[Vec<Settled>],
    question: Question<'_>,
) -> Vec<WhatIf> {
    let next = AtomicUsize::new(0);
    let answers = Mutex::new(vec![WhatIf::Unknown; questions.len()]);
    let work = || {
        loop {
            let nth = next.fetch_add(1, Ordering::Relaxed);
            let Some(settled) = questions.get(nth) else {
                return;
            };
            let answer = ask(base, settled, question);
            if let Ok(mut answers) = answers.lock() {
                answers[nth] = answer;
            }
        }
    };
    thread::scope(|scope| {
        for _ in 1..question.config.threads.min(questions.len()) {
            scope.spawn(work);
        }
        work();
    });
    answers
        .into_inner()
        .unwrap_or_else(|poisoned| poisoned.into_inner())
}

fn ask(base: &Base, turns: &[Settled], question: Question<'_>) -> WhatIf {
    let Ok((problem, rules)) = settled(base, turns) else {
        return WhatIf::Unknown;
    };
    let config = SolveConfig {
        gaps: Gaps::Refuse,
        threads: 1,
        ..question.config
    };
    let mut limit = question.limit;
    let (solution, is_proven) = match solver::solve(&problem, &rules, config, &mut limit).outcome {
        Outcome::Optimal(solution) => (solution, true),
        Outcome::Feasible(solution) => (solution, false),
        Outcome::Infeasible(_) => return WhatIf::Impossible,
        Outcome::Unknown => return WhatIf::Unknown,
    };
    // Judged by the office's own rules: what is settled here is a question, no rule.
    let evaluation = evaluate(&base.problem, &base.rules, &solution.roster);
    let (from, to) = (
        (&base.roster, &base.evaluation),
        (&solution.roster, &evaluation),
    );
    WhatIf::Possible(Box::new(Change::between(
        &base.problem,
        from,
        to,
        is_proven,
    )))
}

/// The problem with `turns` settled, in place of what was settled about them before.
pub(super) fn settled(base: &Base, turns: &[Settled]) -> Result<(Problem, RuleSet), AppError> {
    let mut facts = base.problem.facts().clone();
    if base.rules.get(RuleCode::Pins).is_none() {
        facts.pins.clear();
    }
    for turn in turns {
        let assignment = base.problem.assignment(turn.person, turn.shift);
        let (person, shift) = (assignment.person, assignment.shift);
        facts
            .pins
            .retain(|it| it.person != person || it.shift != shift);
        facts.pins.push(Pin {
            person,
            shift,
            kind: turn.kind,
        });
    }
    let problem = Problem::new(facts)
        .map_err(|faults| AppError::Fault(format!("pins spoiled the facts: {faults:?}")))?;
    Ok((problem, base.rules.clone().with(Rule::Pins(Pins {}))))
}
