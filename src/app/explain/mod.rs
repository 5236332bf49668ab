//! Why somebody stands a turn, or does not: each answer is a whole roster, solved anew.

mod what_if;

use crate::domain::facts::PinKind;
use crate::domain::ids::{PersonIdx, ShiftIdx};
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;
use crate::rules::evaluate::{Evaluation, evaluate};
use crate::rules::finding::Finding;
use crate::rules::{RuleCode, RuleSet};
use crate::solver::progress::{Progress, TimeLimit};
use crate::solver::{self, Outcome, SolveConfig};

use super::barred::barred;
use super::clock::Stopwatch;
use super::error::AppError;
use super::named;
use super::shortage::{Shortage, shortage};
use super::subject::Subject;

use super::roster_diff::RosterDiff;
use what_if::{Asked, Settled, Ties, ask_all, settled};

/// What to explain of a roster.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// Id of the person.
    pub person: &'a str,
    /// Key of the shift.
    pub shift: &'a str,
    /// How to solve.
    pub config: SolveConfig,
    /// When to stop.
    pub limit: TimeLimit<Stopwatch>,
}

/// What would be if something else were settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhatIf {
    /// There are rosters; this is what is different in the best of them.
    Possible(Box<RosterDiff>),
    /// No roster keeps the rules.
    Impossible,
    /// Time ran out.
    Unknown,
}

/// Why a person stands a turn.
#[derive(Clone, Debug)]
pub struct Why {
    /// Whether the turn was settled beforehand. The rest is answered as if it were not.
    pub is_pinned: bool,
    /// Without them on it.
    pub without: WhatIf,
    /// With each other person who may stand it in their place.
    pub others: Vec<(PersonIdx, WhatIf)>,
    /// Those who stand it too.
    pub beside: Vec<PersonIdx>,
    /// Those who may not, and what bars them.
    pub barred: Vec<(PersonIdx, Vec<Finding>)>,
}

/// Why a person does not stand a turn.
#[derive(Clone, Debug)]
pub enum WhyNot {
    /// Rules bar them from it.
    Barred(Vec<Finding>),
    /// This is what it would change.
    Settled(WhatIf),
    /// No roster has them on it: what clashes, and what would mend it.
    Clash(Box<Shortage>),
}

/// Why a person stands a turn, or why not.
#[derive(Clone, Debug)]
pub enum Reply {
    /// They stand it.
    Why(Why),
    /// They do not.
    WhyNot(WhyNot),
}

/// A roster, a person, a shift and why.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// What the roster is for.
    pub problem: Problem,
    /// The rules in force.
    pub rules: RuleSet,
    /// The roster explained.
    pub roster: Roster,
    /// What the rules say of it.
    pub evaluation: Evaluation,
    /// No roster costs less.
    pub bound: Option<i64>,
    /// The person asked about.
    pub person: PersonIdx,
    /// The turn asked about.
    pub shift: ShiftIdx,
    /// The answer to the question.
    pub reply: Reply,
}

/// How explaining ended.
#[derive(Clone, Debug)]
pub enum Explained {
    /// With an answer.
    Answer(Box<Explanation>),
    /// There is no roster to explain.
    Short(Box<Shortage>),
    /// Time ran out before a roster was found.
    Unknown,
}

/// Solves, then solves again with other things settled.
///
/// # Errors
///
/// An id or key is unknown, or weights or points are too high.
pub fn explain(
    subject: Subject,
    question: Question<'_>,
    progress: &mut dyn Progress,
) -> Result<Explained, AppError> {
    let Subject {
        problem,
        rules,
        roster,
        warnings: _,
    } = subject;
    let (person, shift) = named::turn(
        &problem,
        ("--person", question.person),
        ("--shift", question.shift),
    )?;
    let (solution, bound) = match solver::solve(&problem, &rules, question.config, progress).outcome
    {
        Outcome::Optimal(solution) | Outcome::Feasible(solution) => {
            (solution.roster, solution.bound)
        }
        Outcome::Infeasible(conflict) => {
            let short = shortage(problem, rules, &conflict, progress);
            return Ok(Explained::Short(Box::new(short)));
        }
        Outcome::Unknown => return Ok(Explained::Unknown),
        Outcome::OutOfRange => return Err(AppError::OutOfRange),
    };
    let roster = roster.unwrap_or(solution);
    let baseline = Baseline {
        evaluation: evaluate(&problem, &rules, &roster),
        roster,
        problem,
        rules,
    };
    let reply = if baseline.roster.stands(person, shift) {
        Reply::Why(why(&baseline, person, shift, question))
    } else {
        Reply::WhyNot(why_not(&baseline, person, shift, question, progress)?)
    };
    let explanation = Explanation {
        problem: baseline.problem,
        rules: baseline.rules,
        roster: baseline.roster,
        evaluation: baseline.evaluation,
        bound,
        person,
        shift,
        reply,
    };
    Ok(Explained::Answer(Box::new(explanation)))
}

/// The roster explained and what it is for.
#[derive(Debug)]
struct Baseline {
    problem: Problem,
    rules: RuleSet,
    roster: Roster,
    evaluation: Evaluation,
}

fn why(baseline: &Baseline, person: PersonIdx, shift: ShiftIdx, question: Question<'_>) -> Why {
    let problem = &baseline.problem;
    let beside: Vec<PersonIdx> = (baseline.roster.people_of(shift).iter().copied())
        .filter(|it| *it != person)
        .collect();
    let mut open = Vec::new();
    let mut closed = Vec::new();
    for (other, _) in problem
        .people()
        .filter(|(it, _)| *it != person && !beside.contains(it))
    {
        let bars = barred(problem, &baseline.rules, other, shift);
        if bars.is_empty() {
            open.push(other);
        } else {
            closed.push((other, bars));
        }
    }
    let without = Settled {
        person,
        shift,
        kind: PinKind::Ban,
    };
    let mut questions = vec![Asked {
        turns: vec![without],
        ties: Ties::FewMoved,
    }];
    questions.extend(open.iter().map(|other| Asked {
        turns: vec![
            without,
            Settled {
                person: *other,
                shift,
                kind: PinKind::Must,
            },
        ],
        ties: Ties::Any,
    }));
    let mut answers = ask_all(baseline, &questions, question).into_iter();
    let without = answers.next().unwrap_or(WhatIf::Unknown);
    let is_pinned = (problem.pins().iter())
        .any(|it| it.person == person && it.shift == shift && it.kind == PinKind::Must);
    Why {
        is_pinned: is_pinned && baseline.rules.get(RuleCode::Pins).is_some(),
        without,
        others: open.into_iter().zip(answers).collect(),
        beside,
        barred: closed,
    }
}

fn why_not(
    baseline: &Baseline,
    person: PersonIdx,
    shift: ShiftIdx,
    question: Question<'_>,
    progress: &mut dyn Progress,
) -> Result<WhyNot, AppError> {
    let bars = barred(&baseline.problem, &baseline.rules, person, shift);
    if !bars.is_empty() {
        return Ok(WhyNot::Barred(bars));
    }
    let must = Asked {
        turns: vec![Settled {
            person,
            shift,
            kind: PinKind::Must,
        }],
        ties: Ties::FewMoved,
    };
    let answer = ask_all(baseline, std::slice::from_ref(&must), question).pop();
    let answer = answer.unwrap_or(WhatIf::Unknown);
    if answer != WhatIf::Impossible {
        return Ok(WhyNot::Settled(answer));
    }
    let (problem, rules) = settled(baseline, &must.turns)?;
    match solver::solve(&problem, &rules, question.config, progress).outcome {
        Outcome::Infeasible(conflict) => {
            let short = shortage(problem, rules, &conflict, progress);
            Ok(WhyNot::Clash(Box::new(short)))
        }
        Outcome::Optimal(_) | Outcome::Feasible(_) | Outcome::Unknown | Outcome::OutOfRange => {
            Ok(WhyNot::Settled(WhatIf::Unknown))
        }
    }
}
