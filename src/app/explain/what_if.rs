//! Solves again with other turns settled.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::domain::facts::{Pin, PinKind};
use crate::domain::ids::{PersonIdx, ShiftIdx};
use crate::domain::problem::Problem;
use crate::rules::evaluate::evaluate;
use crate::rules::pins::Pins;
use crate::rules::{Rule, RuleCode, RuleSet};
use crate::solver::variation::{Variation, solve_varied};
use crate::solver::{Gaps, Outcome, SolveConfig};

use super::super::error::AppError;
use super::super::roster_diff::RosterDiff;
use super::super::sound;
use super::{Baseline, Question, WhatIf};
use crate::solver::progress::StopWhen;

/// A turn settled for the sake of the question.
#[derive(Clone, Copy, Debug)]
pub(super) struct Settled {
    pub(super) person: PersonIdx,
    pub(super) shift: ShiftIdx,
    pub(super) kind: PinKind,
}

/// Which of the rosters that cost the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ties {
    /// Any: only the cost matters.
    Any,
    /// One in which few turns move.
    FewMoved,
}

/// Turns to settle.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) turns: Vec<Settled>,
    pub(super) ties: Ties,
}

/// Answers each question, in order. As many are answered at once as threads may work; each answer is
/// the solver's for that question alone, so that their order does not matter.
pub(super) fn ask_all(
    baseline: &Baseline,
    questions: &[Asked],
    question: Question<'_>,
) -> Vec<WhatIf> {
    let next = AtomicUsize::new(0);
    let answers = Mutex::new(vec![WhatIf::Unknown; questions.len()]);
    let work = || {
        loop {
            let nth = next.fetch_add(1, Ordering::Relaxed);
            let Some(asked) = questions.get(nth) else {
                return;
            };
            let answer = ask(baseline, asked, question);
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

fn ask(baseline: &Baseline, asked: &Asked, question: Question<'_>) -> WhatIf {
    let Ok((problem, rules)) = settled(baseline, &asked.turns) else {
        return WhatIf::Unknown;
    };
    let config = SolveConfig {
        gaps: Gaps::Refuse,
        threads: 1,
        ..question.config
    };
    // Lexicographic order: all weights times more than any number of moved turns, so that turns moved
    // only decide between rosters of equal cost.
    let n_seats: i64 = problem.shifts().map(|(_, it)| i64::from(it.need)).sum();
    let (scale, prices) = match asked.ties {
        Ties::Any => (1, BTreeMap::new()),
        Ties::FewMoved => (n_seats + 1, moved_turns(baseline)),
    };
    // Its cost must be proven, not that the fewest turns move: that takes long.
    let is_known = |sum: i64, bound: i64| sum / scale * scale <= bound;
    let variation = Variation {
        prices,
        ..Variation::default()
    };
    let rules = rules.scaled(scale);
    let mut limit = question.limit;
    let mut enough = StopWhen::new(&mut limit, is_known);
    let solved = solve_varied(&problem, &rules, &variation, config, &mut enough);
    let solution = match solved.outcome {
        Outcome::Optimal(solution) | Outcome::Feasible(solution) => solution,
        Outcome::Infeasible(_) => return WhatIf::Impossible,
        Outcome::Unknown | Outcome::OutOfRange => return WhatIf::Unknown,
    };
    let is_proven = (solution.bound).is_some_and(|bound| is_known(solution.cost.soft, bound));
    // Judged by the office's own rules: what is settled here is a question, no rule.
    let evaluation = evaluate(&baseline.problem, &baseline.rules, &solution.roster);
    let (from, to) = (
        (&baseline.roster, &baseline.evaluation),
        (&solution.roster, &evaluation),
    );
    WhatIf::Possible(Box::new(RosterDiff::between(
        &baseline.problem,
        from,
        to,
        is_proven,
    )))
}

/// Every turn that the roster explained has not, at a price of 1.
fn moved_turns(baseline: &Baseline) -> BTreeMap<(PersonIdx, ShiftIdx), i64> {
    let turns = baseline.problem.people().flat_map(|(person, _)| {
        let shifts = baseline.problem.shifts().map(|(shift, _)| shift);
        shifts.map(move |shift| (person, shift))
    });
    turns
        .filter(|(person, shift)| !baseline.roster.stands(*person, *shift))
        .map(|turn| (turn, 1))
        .collect()
}

/// The problem with `turns` settled, in place of what was settled about them before.
pub(super) fn settled(
    baseline: &Baseline,
    turns: &[Settled],
) -> Result<(Problem, RuleSet), AppError> {
    let mut facts = baseline.problem.facts().clone();
    if baseline.rules.get(RuleCode::Pins).is_none() {
        facts.pins.clear();
    }
    for turn in turns {
        let assignment = baseline.problem.assignment(turn.person, turn.shift);
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
    Ok((
        sound::problem(facts)?,
        baseline.rules.clone().with(Rule::Pins(Pins {})),
    ))
}
