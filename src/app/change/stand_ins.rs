//! Somebody falls out of a published roster: who can stand in, and what that takes.

use std::num::NonZero;
use std::ops::ControlFlow;
use std::thread;

use crate::domain::change::{Away, Change, ChangeKind};
use crate::domain::facts::{Assignment, Pin, PinKind};
use crate::domain::ids::{PersonIdx, ShiftIdx};
use crate::rules::least_change::LeastChange;
use crate::rules::{Rule, RuleCode};
use crate::solver::{self, Gaps, Outcome, Progress, Progressed, SolveConfig};

use super::super::error::AppError;
use super::judge::{Base, Judged, Refusal, problem};

/// How often the solver may report before it must answer with what it has. Counted, not timed, so
/// that the same question gets the same answer.
const PATIENCE: u32 = 300;

/// Most people times shifts for whom each candidate's further changes are looked for. Larger offices
/// have enough people who can simply take the turn.
const MOST_PAIRS: usize = 40_000;

/// Who falls out, of which turns, and when they are away.
#[derive(Clone, Debug)]
pub struct Outage {
    /// Who.
    pub person: PersonIdx,
    /// Of what; they stand each.
    pub shifts: Vec<ShiftIdx>,
    /// When they cannot stand duty.
    pub away: Vec<Away>,
}

/// Somebody who can stand in.
#[derive(Clone, Debug)]
pub struct StandIn {
    /// Who.
    pub person: PersonIdx,
    /// How many turns besides change hands.
    pub n_further: usize,
    /// The whole change; nothing speaks against it.
    pub judged: Judged,
}

/// Somebody who cannot.
#[derive(Clone, Debug)]
pub struct Barred {
    /// Who.
    pub person: PersonIdx,
    /// Why, if they simply took the turn; what no further change could mend comes first.
    pub refusals: Vec<Refusal>,
}

/// Everybody's chances at one turn.
#[derive(Clone, Debug)]
pub struct Options {
    /// The turn.
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
    pub best: Option<Judged>,
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
        None => least_change(base, outage, None)?,
    };
    Ok(StandIns { options, best })
}

/// What it takes that `person` stands in at the one turn of `outage`: if need be with further
/// changes, else whatever speaks against them.
///
/// # Errors
///
/// They stand the turn already.
pub fn stand_in(base: &Base, outage: &Outage, person: PersonIdx) -> Result<Judged, AppError> {
    let direct = base.judge(direct(base, outage, person))?;
    let n_pairs = base.problem.people().len() * base.problem.shifts().len();
    if direct.refusals.is_empty() || !is_worth_a_search(&direct) || MOST_PAIRS < n_pairs {
        return Ok(direct);
    }
    Ok(least_change(base, outage, Some(person))?.unwrap_or(direct))
}

fn options_of(base: &Base, outage: &Outage, shift: ShiftIdx) -> Result<Options, AppError> {
    let outage = alone(base, outage, shift);
    let (mut able, mut barred) = (Vec::new(), Vec::new());
    for (person, judged) in everybody(base, &outage, shift)? {
        if judged.refusals.is_empty() {
            able.push(StandIn {
                person,
                n_further: judged.change.added.len() - 1,
                judged,
            });
        } else {
            let mut refusals = judged.refusals;
            refusals.sort_by_key(depends_on_others);
            barred.push(Barred { person, refusals });
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
fn everybody(
    base: &Base,
    outage: &Outage,
    shift: ShiftIdx,
) -> Result<Vec<(PersonIdx, Judged)>, AppError> {
    let people: Vec<_> = (base.problem.people())
        .map(|(person, _)| person)
        .filter(|it| !base.roster.stands(*it, shift))
        .collect();
    let n_threads = thread::available_parallelism().map_or(1, NonZero::get);
    let share = |nth: usize| -> Result<Vec<_>, AppError> {
        (people.iter().skip(nth).step_by(n_threads))
            .map(|it| Ok((*it, stand_in(base, outage, *it)?)))
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
    judged.sort_by_key(|it| it.0);
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
fn is_worth_a_search(direct: &Judged) -> bool {
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

/// Whose equals may get a turn besides. Who of several on a turn will leave it is not known before
/// the roster is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum EqualTo {
    /// Any of those on it; the judge may see it otherwise.
    Any,
    /// All of those on it.
    All,
}

/// The roster without `outage`, with `forced` in its turns if given, with as few new turns as can be
/// and then as cheap as can be; `None` if no roster was found that nothing speaks against.
fn least_change(
    base: &Base,
    outage: &Outage,
    forced: Option<PersonIdx>,
) -> Result<Option<Judged>, AppError> {
    for equal_to in [EqualTo::Any, EqualTo::All] {
        match solved(base, outage, forced, equal_to)? {
            None => return Ok(None),
            Some(judged) if judged.refusals.is_empty() => return Ok(Some(judged)),
            Some(_) => {}
        }
    }
    Ok(None)
}

/// Solves anew. Turns pass only between equals, and who falls out gets none.
fn solved(
    base: &Base,
    outage: &Outage,
    forced: Option<PersonIdx>,
    equal_to: EqualTo,
) -> Result<Option<Judged>, AppError> {
    let change = Change {
        kind: ChangeKind::Replace,
        dropped: (outage.shifts.iter())
            .map(|it| base.problem.assignment(outage.person, *it))
            .collect(),
        added: Vec::new(),
        away: outage.away.clone(),
    };
    let mut facts = change.told(base.problem.facts().clone());
    let pin = |person: PersonIdx, shift: ShiftIdx, kind| {
        let Assignment { person, shift } = base.problem.assignment(person, shift);
        Pin {
            person,
            shift,
            kind,
        }
    };
    for (shift, _) in base.problem.shifts() {
        let falls_out = outage.shifts.contains(&shift);
        for (person, _) in base.problem.people() {
            let is_wanted = falls_out && forced == Some(person);
            let keeps = base.roster.stands(person, shift);
            let is_out = falls_out && person == outage.person;
            let takes = || may_take(base, outage, (forced, equal_to), person, shift);
            if is_wanted {
                facts.pins.push(pin(person, shift, PinKind::Must));
            } else if is_out || (!keeps && !takes()) {
                facts.pins.push(pin(person, shift, PinKind::Ban));
            }
        }
    }
    let before = base.roster.assignments(&base.problem);
    let kept: Vec<_> = (before.iter())
        .filter(|it| !change.dropped.contains(it))
        .cloned()
        .collect();
    let problem = problem(facts)?;
    // Dear enough that one more change is made only if it saves more than the whole roster costs.
    let weight = 1 + base.soft_cost();
    let rules = (base.rules.clone()).with(Rule::LeastChange(LeastChange { weight, kept }));
    let config = SolveConfig {
        seed: base.seed(),
        gaps: if base.has_gaps() {
            Gaps::Allow
        } else {
            Gaps::Refuse
        },
        // With more, where the solver stands when patience ends would depend on chance.
        threads: 1,
    };
    let mut patience = Patience { left: PATIENCE };
    let solved = solver::solve(&problem, &rules, config, &mut patience);
    let solution = match solved.outcome {
        Outcome::Optimal(solution) | Outcome::Feasible(solution) => solution,
        Outcome::Infeasible(_) | Outcome::Unknown => return Ok(None),
    };
    let after = solution.roster.assignments(&problem);
    let change = Change::between(ChangeKind::Replace, &before, &after, outage.away.clone());
    base.judge(change).map(Some)
}

/// Whether `person` may get `shift`: they are the equal of the one who falls out of it, else of any
/// on it, or of `forced`, who may have to make room, or else of all.
fn may_take(
    base: &Base,
    outage: &Outage,
    (forced, equal_to): (Option<PersonIdx>, EqualTo),
    person: PersonIdx,
    shift: ShiftIdx,
) -> bool {
    if person == outage.person {
        return false;
    }
    let is_equal =
        |giver: PersonIdx| (base.equals().bars(&base.problem, giver, person, shift)).is_none();
    let makes_room = forced.filter(|it| base.roster.stands(*it, shift));
    let falls_out = (outage.shifts.contains(&shift)).then_some(outage.person);
    let mut others = base.roster.people_of(shift).iter();
    match (falls_out, equal_to) {
        (Some(giver), _) => is_equal(giver),
        (None, EqualTo::Any) => others.any(|it| is_equal(*it)),
        (None, EqualTo::All) => match makes_room {
            Some(giver) => is_equal(giver),
            None => others.all(|it| is_equal(*it)),
        },
    }
}

/// Lets the solver report so often, and no more.
struct Patience {
    left: u32,
}

impl Progress for Patience {
    fn report(&mut self, _: &Progressed) -> ControlFlow<()> {
        self.left = self.left.saturating_sub(1);
        if self.left == 0 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }
}
