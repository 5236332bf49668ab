//! A stand-in with further changes: the roster solved anew with as few new turns as can be.

use crate::domain::change::{Change, ChangeKind};
use crate::domain::facts::{Assignment, Pin, PinKind};
use crate::domain::ids::{PersonIdx, ShiftIdx};
use crate::domain::problem::Problem;
use crate::rules::Rule;
use crate::rules::least_change::LeastChange;
use crate::solver::progress::{NeverStop, ReportLimit};
use crate::solver::{self, Gaps, Outcome, SolveConfig};

use super::super::error::AppError;
use super::super::least_change::{Fewest, HIGHEST_WEIGHT, fewest};
use super::judge::{Base, Judged, Refusal, problem};
use super::stand_ins::{Outage, Sure};

/// How often the solver may report in one case before it must answer with what it has. Counted, not
/// timed, so that the same question gets the same answer.
const MOST_REPORTS: usize = 300;

/// Most cases of one search.
const MOST_CASES: u32 = 16;

/// What a search found.
#[derive(Debug)]
pub(super) struct Found {
    /// The change with the fewest new turns, then the cheapest, that nothing speaks against.
    pub(super) best: Option<Judged>,
    /// Whether there is no better one, or if there is none, whether there can be none.
    pub(super) sure: Sure,
}

/// A turn that must not pass to that person, or not stay with them.
type Banned = (PersonIdx, ShiftIdx);

/// The roster without `outage`, with `forced` in its turns if given, with as few new turns as can be
/// and then as cheap as can be.
///
/// Who of several on a turn will leave it is not known before the roster is found, so at first the
/// equals of any of them may get it. Where the judge then sees a turn pass to nobody's equal, the
/// search goes on in cases: that person does not get it, or one of their equals leaves it.
pub(super) fn least_change(
    base: &Base,
    outage: &Outage,
    forced: Option<PersonIdx>,
) -> Result<Found, AppError> {
    let mut found = Found {
        best: None,
        // The solver keeps every rule, so it proves nothing of a roster that did not.
        sure: if base.is_clean() {
            Sure::Proven
        } else {
            Sure::NotFound
        },
    };
    let key = |it: &Judged| (it.change.added.len(), it.cost);
    let mut open = vec![Vec::<Banned>::new()];
    for _ in 0..MOST_CASES {
        let Some(banned) = open.pop() else {
            return Ok(found);
        };
        let solved = solved(base, outage, forced, &banned)?;
        found.sure = found.sure.max(solved.sure);
        let Some(judged) = solved.best else {
            continue;
        };
        if (found.best.as_ref()).is_some_and(|best| key(best) <= key(&judged)) {
            continue;
        }
        let unlike = judged.refusals.iter().find_map(|it| match it {
            Refusal::Unlike { taker, shift, .. } => Some((*taker, *shift)),
            Refusal::Broken(_) => None,
        });
        match unlike {
            Some((taker, shift)) => {
                let mut with = |person| {
                    let mut banned = banned.clone();
                    banned.push((person, shift));
                    open.push(banned);
                };
                with(taker);
                let givers = base.roster.people_of(shift).iter();
                let is_equal = |it: &&PersonIdx| is_equal(base, **it, taker, shift);
                givers.filter(is_equal).for_each(|it| with(*it));
            }
            None if judged.refusals.is_empty() => found.best = Some(judged),
            None => found.sure = Sure::NotFound,
        }
    }
    if !open.is_empty() {
        found.sure = Sure::NotFound;
    }
    Ok(found)
}

fn is_equal(base: &Base, giver: PersonIdx, taker: PersonIdx, shift: ShiftIdx) -> bool {
    (base.equals().bars(&base.problem, giver, taker, shift)).is_none()
}

/// Solves one case anew; the judge may see something against what is found. Turns pass only to equals of somebody on them, and who falls out gets none.
fn solved(
    base: &Base,
    outage: &Outage,
    forced: Option<PersonIdx>,
    banned: &[Banned],
) -> Result<Found, AppError> {
    let change = Change {
        kind: ChangeKind::Replace,
        dropped: (outage.shifts.iter())
            .map(|it| base.problem.assignment(outage.person, *it))
            .collect(),
        added: Vec::new(),
        away: outage.away.clone(),
    };
    let mut facts = change.told(base.problem.facts().clone());
    for (shift, _) in base.problem.shifts() {
        for (person, _) in base.problem.people() {
            let is_wanted = forced == Some(person) && outage.shifts.contains(&shift);
            let kind = if is_wanted {
                PinKind::Must
            } else if banned.contains(&(person, shift)) || !may_stand(base, outage, person, shift) {
                PinKind::Ban
            } else {
                continue;
            };
            facts.pins.push(pin(&base.problem, person, shift, kind));
        }
    }
    let before = base.roster.assignments(&base.problem);
    let kept: Vec<_> = (before.iter())
        .filter(|it| !change.dropped.contains(it))
        .cloned()
        .collect();
    let problem = problem(facts)?;
    let config = SolveConfig {
        seed: base.seed(),
        gaps: if base.has_gaps() {
            Gaps::Allow
        } else {
            Gaps::Refuse
        },
        // With more, where the solver stands at its last report would depend on chance.
        threads: 1,
    };
    let mut found = Found {
        best: None,
        sure: Sure::NotFound,
    };
    let mut never = NeverStop;
    let mut limited = ReportLimit::new(&mut never, MOST_REPORTS);
    let fewest = match fewest(&problem, &base.rules, kept.clone(), config, &mut limited) {
        Fewest::Moves(n_moved) => Some(n_moved),
        Fewest::Nothing => {
            found.sure = Sure::Proven;
            return Ok(found);
        }
        Fewest::Unknown => None,
    };
    // So dear that one more change is made only if it saves more than the whole roster costs; if it
    // does, dearer.
    let mut weight = 1 + base.soft_cost();
    loop {
        let kept = kept.clone();
        let rules = (base.rules.clone()).with(Rule::LeastChange(LeastChange { weight, kept }));
        let mut limited = ReportLimit::new(&mut never, MOST_REPORTS);
        let (solution, is_optimal) =
            match solver::solve(&problem, &rules, config, &mut limited).outcome {
                Outcome::Optimal(solution) => (solution, true),
                Outcome::Feasible(solution) => (solution, false),
                Outcome::Infeasible(_) | Outcome::Unknown | Outcome::OutOfRange => {
                    return Ok(found);
                }
            };
        let after = solution.roster.assignments(&problem);
        let n_moved = after.iter().filter(|it| !before.contains(it)).count();
        let is_fewest = fewest.is_some_and(|it| usize::try_from(it) == Ok(n_moved));
        if is_fewest || fewest.is_none() || !is_optimal || HIGHEST_WEIGHT < weight {
            if is_fewest && is_optimal {
                found.sure = Sure::Proven;
            }
            let away = outage.away.clone();
            let change = Change::between(ChangeKind::Replace, &before, &after, away);
            found.best = Some(base.judge(change)?);
            return Ok(found);
        }
        weight *= 8;
    }
}

fn pin(problem: &Problem, person: PersonIdx, shift: ShiftIdx, kind: PinKind) -> Pin {
    let Assignment { person, shift } = problem.assignment(person, shift);
    Pin {
        person,
        shift,
        kind,
    }
}

/// Whether `person` may stand `shift` in the new roster: they do already and do not fall out of it,
/// or are the equal of somebody on it.
fn may_stand(base: &Base, outage: &Outage, person: PersonIdx, shift: ShiftIdx) -> bool {
    if person == outage.person {
        return base.roster.stands(person, shift) && !outage.shifts.contains(&shift);
    }
    let mut on_it = base.roster.people_of(shift).iter();
    base.roster.stands(person, shift) || on_it.any(|it| is_equal(base, *it, person, shift))
}
