//! Somebody falls out of a published roster: who can stand in, and what that takes.

use std::num::NonZero;
use std::thread;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use crate::calendar::span::Span;
use crate::domain::change::{Away, Change, ChangeKind};
use crate::domain::facts::Assignment;
use crate::domain::ids::{PersonIdx, ShiftIdx};
use crate::domain::person::Leave;
use crate::rules::RuleCode;

use super::super::error::AppError;
use super::further::least_change;
use super::judge::{Base, Judged, Refusal};

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

impl Outage {
    /// `person` falls out from `day` on, or from the end of a turn that began before and reaches
    /// into it: that one they have stood. `None` if they stand nothing from then on.
    pub fn from_day(base: &Base, person: PersonIdx, day: NaiveDate, reason: &str) -> Option<Self> {
        let problem = &base.problem;
        let (stood, shifts): (Vec<_>, Vec<_>) =
            (base.roster.shifts_of(person).iter().copied()).partition(|it| problem[*it].day < day);
        let ends = stood.iter().map(|it| problem[*it].span.end());
        let start = ends.fold(day.and_time(NaiveTime::MIN), NaiveDateTime::max);
        let last = problem.shifts().map(|(_, it)| it.span.end()).max()?;
        let stretch = Span::new(start, last).filter(|_| !shifts.is_empty())?;
        Some(Self {
            person,
            away: away(base, person, std::iter::once(stretch), reason),
            shifts,
        })
    }
}

/// `person` cannot stand duty at these times.
pub(super) fn away(
    base: &Base,
    person: PersonIdx,
    spans: impl Iterator<Item = Span>,
    reason: &str,
) -> Vec<Away> {
    let away = |span| Away {
        person: base.problem[person].id.clone(),
        leave: Leave {
            span,
            reason: reason.to_owned(),
        },
    };
    spans.map(away).collect()
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
    /// Whether it takes no less.
    pub sure: Sure,
}

/// Somebody for whom no way to stand in was found.
#[derive(Clone, Debug)]
pub struct Barred {
    /// Who.
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
    /// The search ended before that: patience ran out, or the office is too large for one.
    NotFound,
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
        None => least_change(base, outage, None)?.best,
    };
    Ok(StandIns { options, best })
}

/// What it takes that `person` stands in at the turns of `outage`: if need be with further changes,
/// else whatever speaks against them.
///
/// # Errors
///
/// They stand one of the turns already.
pub fn stand_in(base: &Base, outage: &Outage, person: PersonIdx) -> Result<Judged, AppError> {
    Ok(chance(base, outage, person)?.judged)
}

/// What it takes that somebody stands in, or what speaks against them.
struct Chance {
    person: PersonIdx,
    judged: Judged,
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
        let found = least_change(base, outage, Some(person))?;
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
    let n_threads = thread::available_parallelism().map_or(1, NonZero::get);
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
