//! Somebody falls out of a roster: who can stand in, and what that takes.

use std::thread;

use crate::domain::change::{Change, ChangeKind};
use crate::domain::facts::{Assignment, Pin, PinKind};
use crate::domain::ids::{PersonIdx, ShiftIdx};
use crate::domain::problem::Problem;
use crate::rules::least_change::LeastChange;
use crate::rules::{Rule, RuleCode};
use crate::solver::progress::{NeverStop, ReportLimit};
use crate::solver::{self, Gaps, Outcome, SolveConfig};

use super::super::config::n_threads;
use super::super::error::AppError;
use super::super::reroster::{Fewest, HIGHEST_WEIGHT, fewest};
use super::super::sound;
use super::judge::{AssessedChange, Base, Refusal};
use super::outage::Outage;

/// Most people times shifts for whom each candidate's further changes are looked for. Larger offices
/// have enough people who can simply take the turn.
const MOST_PAIRS: usize = 40_000;

/// How often the solver may report in one case before it must answer with what it has. Counted, not
/// timed, so that the same question gets the same answer.
const MOST_REPORTS: usize = 300;

/// Most cases of one search.
const MOST_CASES: u32 = 16;

/// Somebody who can stand in.
#[derive(Clone, Debug)]
pub struct StandIn {
    /// Who would take the turn.
    pub person: PersonIdx,
    /// How many turns besides change hands.
    pub n_further: usize,
    /// The whole change; nothing speaks against it.
    pub judged: AssessedChange,
    /// Whether it takes no less.
    pub sure: Sure,
}

/// Somebody for whom no way to stand in was found.
#[derive(Clone, Debug)]
pub struct Barred {
    /// Who cannot take the turn.
    pub person: PersonIdx,
    /// Why, if they simply took the turn; what no further change could mend comes first.
    pub refusals: Vec<Refusal>,
    /// Whether there is none.
    pub sure: Sure,
}

/// How sure it is that nothing else, or nothing better, can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sure {
    /// It is proven.
    Proven,
    /// The search ended before that: it reported too often, or the office is too large for one.
    NotFound,
}

/// Everybody's chances at one turn.
#[derive(Clone, Debug)]
pub struct Options {
    /// The turn to be taken over.
    pub shift: ShiftIdx,
    /// Fewest further changes first, then cheapest, then as in the office's list.
    pub able: Vec<StandIn>,
    /// Everybody else, but for those who stand the turn already.
    pub barred: Vec<Barred>,
}

/// What can be done when somebody falls out.
#[derive(Clone, Debug)]
pub struct StandIns {
    /// Turn by turn, as if it were the only one.
    pub options: Vec<Options>,
    /// All turns at once, with the fewest changes and then the cheapest; `None` if nothing was
    /// found.
    pub best: Option<AssessedChange>,
}

/// Finds stand-ins for `outage`.
///
/// # Errors
///
/// Our own fault.
pub fn stand_ins(base: &Base, outage: &Outage) -> Result<StandIns, AppError> {
    let mut options = Vec::new();
    for shift in &outage.shifts {
        options.push(options_of(base, outage, *shift)?);
    }
    let simplest = match &options[..] {
        [only] => only.able.first().map(|it| it.judged.clone()),
        _ => None,
    };
    let best = match simplest {
        Some(simplest) => Some(simplest),
        None => resolve(base, outage, None)?.best,
    };
    Ok(StandIns { options, best })
}

/// What it takes that `person` stands in at the turns of `outage`: if need be with further changes,
/// else whatever speaks against them.
///
/// # Errors
///
/// They stand one of the turns already.
pub fn stand_in(
    base: &Base,
    outage: &Outage,
    person: PersonIdx,
) -> Result<AssessedChange, AppError> {
    Ok(chance(base, outage, person)?.judged)
}

/// What it takes that somebody stands in, or what speaks against them.
struct Chance {
    person: PersonIdx,
    judged: AssessedChange,
    sure: Sure,
}

fn chance(base: &Base, outage: &Outage, person: PersonIdx) -> Result<Chance, AppError> {
    let judged = base.judge(direct(base, outage, person))?;
    let n_pairs = base.problem.people().len() * base.problem.shifts().len();
    let (judged, sure) = if judged.refusals.is_empty() || !is_worth_a_search(&judged) {
        (judged, Sure::Proven)
    } else if MOST_PAIRS < n_pairs {
        (judged, Sure::NotFound)
    } else {
        let found = resolve(base, outage, Some(person))?;
        (found.best.unwrap_or(judged), found.sure)
    };
    Ok(Chance {
        person,
        judged,
        sure,
    })
}

fn options_of(base: &Base, outage: &Outage, shift: ShiftIdx) -> Result<Options, AppError> {
    let outage = alone(base, outage, shift);
    let (mut able, mut barred) = (Vec::new(), Vec::new());
    for chance in everybody(base, &outage, shift)? {
        let Chance {
            person,
            judged,
            sure,
        } = chance;
        if judged.refusals.is_empty() {
            able.push(StandIn {
                person,
                n_further: judged.change.added.len() - 1,
                judged,
                sure,
            });
        } else {
            let mut refusals = judged.refusals;
            refusals.sort_by_key(depends_on_others);
            barred.push(Barred {
                person,
                refusals,
                sure,
            });
        }
    }
    able.sort_by_key(|it| (it.n_further, it.judged.cost, it.person));
    Ok(Options {
        shift,
        able,
        barred,
    })
}

/// As if `shift` were all that `outage` is about: its other turns are not looked at.
fn alone(base: &Base, outage: &Outage, shift: ShiftIdx) -> Outage {
    let mut outage = outage.clone();
    if 1 < outage.shifts.len() {
        outage.shifts = vec![shift];
        let span = base.problem[shift].span;
        outage.away.retain(|it| it.leave.span.overlaps(span));
        for away in &mut outage.away {
            away.leave.span = away.leave.span.intersection(span).unwrap_or(span);
        }
    }
    outage
}

/// What it takes that each who does not stand `shift` stands in, in order of person. Each is a
/// question of its own, so they are shared out among threads.
fn everybody(base: &Base, outage: &Outage, shift: ShiftIdx) -> Result<Vec<Chance>, AppError> {
    let people: Vec<_> = (base.problem.people())
        .map(|(person, _)| person)
        .filter(|it| !base.roster.stands(*it, shift))
        .collect();
    let n_threads = n_threads();
    let share = |nth: usize| -> Result<Vec<_>, AppError> {
        (people.iter().skip(nth).step_by(n_threads))
            .map(|it| chance(base, outage, *it))
            .collect()
    };
    let shares = thread::scope(|scope| {
        let share = &share;
        let threads: Vec<_> = (0..n_threads)
            .map(|nth| scope.spawn(move || share(nth)))
            .collect();
        let ended = threads.into_iter().map(|it| it.join());
        ended.collect::<Result<Vec<_>, _>>()
    });
    let mut judged = Vec::new();
    for share in shares.map_err(|_| AppError::Fault("a search broke off".to_owned()))? {
        judged.extend(share?);
    }
    judged.sort_by_key(|it| it.person);
    Ok(judged)
}

/// `person` takes every turn of `outage`, and nothing else changes.
fn direct(base: &Base, outage: &Outage, person: PersonIdx) -> Change {
    let turns = |person: PersonIdx| -> Vec<Assignment> {
        (outage.shifts.iter())
            .map(|it| base.problem.assignment(person, *it))
            .collect()
    };
    Change {
        kind: ChangeKind::Replace,
        dropped: turns(outage.person),
        added: turns(person),
        away: outage.away.clone(),
    }
}

/// Whether moving other turns could help: not if the person may not stand the turn at all.
fn is_worth_a_search(direct: &AssessedChange) -> bool {
    direct.refusals.iter().all(depends_on_others)
}

/// Whether other turns, too, are the reason.
fn depends_on_others(refusal: &Refusal) -> bool {
    use RuleCode::{
        ApartPairs, Availability, Continuity, Coverage, Eligibility, FairLoad, FullExemption,
        HomeTrip, LeadershipAuthority, LeastChange, MaxConsecutiveDays, MaxDuties, MinRest,
        NightExemption, OneAtATime, Pins, SeniorPresence, SkillCoverage, SpecialTurn,
        TogetherPairs, UnitSpread, Wishes,
    };
    match refusal {
        Refusal::Unlike { .. } => false,
        Refusal::Broken(finding) => match finding.rule {
            Eligibility | Availability | NightExemption | FullExemption | Pins
            | LeadershipAuthority => false,
            Coverage | OneAtATime | MinRest | MaxDuties | MaxConsecutiveDays | SkillCoverage
            | SeniorPresence | ApartPairs | TogetherPairs | FairLoad | SpecialTurn | Wishes
            | HomeTrip | UnitSpread | Continuity | LeastChange => true,
        },
    }
}

/// What a search found.
#[derive(Debug)]
struct Found {
    /// The change with the fewest new turns, then the cheapest, that nothing speaks against.
    best: Option<AssessedChange>,
    /// Whether there is no better one, or if there is none, whether there can be none.
    sure: Sure,
}

/// A turn that must not pass to that person, or not stay with them.
type Banned = (PersonIdx, ShiftIdx);

/// The roster without `outage`, with `forced` in its turns if given, with as few new turns as can be
/// and then as cheap as can be.
///
/// Who of several on a turn will leave it is not known before the roster is found, so at first the
/// equals of any of them may get it. Where the judge then sees a turn pass to nobody's equal, the
/// search goes on in cases: that person does not get it, or one of their equals leaves it.
fn resolve(base: &Base, outage: &Outage, forced: Option<PersonIdx>) -> Result<Found, AppError> {
    let mut found = Found {
        best: None,
        // The solver keeps every rule, so it proves nothing of a roster that did not.
        sure: if base.is_clean() {
            Sure::Proven
        } else {
            Sure::NotFound
        },
    };
    let key = |it: &AssessedChange| (it.change.added.len(), it.cost);
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

/// Solves one case anew; the judge may see something against what is found. Turns pass only to
/// equals of somebody on them, and who falls out gets none.
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
    let problem = sound::problem(facts)?;
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
