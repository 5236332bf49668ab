//! How even the loads are, and how even they could be.

use std::collections::BTreeMap;

use crate::domain::ids::PersonIdx;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;
use crate::rules::load::{GroupLoad, Range, by_group};
use crate::rules::{RuleCode, RuleSet};
use crate::solver::progress::Progress;
use crate::solver::progress::ReportLimit;
use crate::solver::variation::{Variation, solve_varied};
use crate::solver::{self, Gaps, Outcome, SolveConfig};

use super::barred::is_barred;
use super::error::AppError;
use super::proven::{Plan, solve_and_prove};
use super::shortage::Shortage;
use super::subject::Subject;

/// How often the solver may ask whether to go on before it is too hard to tell whether a group fits in
/// some room. Counted instead of timed, so that the answer is the same every time.
const MOST_REPORTS: usize = 1_000;

/// One group: those compared with each other who may stand at least one turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupFairness {
    /// Who, and how even it is.
    pub load: GroupLoad,
    /// The smallest spread found in a roster that keeps the hard rules, whatever it costs otherwise.
    pub best: i64,
    /// No such roster has a smaller spread, proven.
    pub bound: i64,
}

/// How even the loads of a roster are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fairness {
    /// By name of group.
    pub groups: Vec<GroupFairness>,
    /// The sum of squared loads that R21 counts, at a weight of 1.
    pub squares: i64,
    /// The least such sum of any roster that keeps the hard rules; `None` if time ran out.
    pub least_squares: Option<i64>,
}

/// How looking at loads ended.
#[derive(Clone, Debug)]
pub enum Looked {
    /// At a roster of this problem.
    Answer(Box<Problem>, Fairness),
    /// There is no roster to look at.
    Short(Box<Shortage>),
    /// Time ran out before a roster was found.
    Unknown,
}

/// Looks at the loads of the roster of `subject`, the best one if it has none.
///
/// # Errors
///
/// Weights or points are too high; or the solver, the judge and the proof disagree, which is our own
/// fault.
pub fn look(
    subject: Subject,
    config: SolveConfig,
    progress: &mut dyn Progress,
) -> Result<Looked, AppError> {
    let (problem, rules) = (subject.problem, subject.rules);
    let roster = match subject.roster {
        Some(roster) => roster,
        None => match solve_and_prove(problem.clone(), rules.clone(), config, progress)?.0 {
            Plan::Roster(planned) => planned.judged.roster,
            Plan::Short(short) => return Ok(Looked::Short(short)),
            Plan::Unknown => return Ok(Looked::Unknown),
        },
    };
    let fairness = fairness(&problem, &rules, &roster, config, progress);
    Ok(Looked::Answer(Box::new(problem), fairness))
}

/// Looks at `roster` of `problem`, and for the best there could be.
pub fn fairness(
    problem: &Problem,
    rules: &RuleSet,
    roster: &Roster,
    config: SolveConfig,
    progress: &mut dyn Progress,
) -> Fairness {
    let mut hard = rules.clone();
    hard.rules.retain(|it| it.code().is_hard());
    let even = match RuleSet::standard().get(RuleCode::FairLoad) {
        Some(rule) => hard.clone().with(rule.clone()),
        None => hard.clone(),
    };
    let config = SolveConfig {
        gaps: Gaps::Refuse,
        // Several threads would report in no fixed order.
        threads: 1,
        ..config
    };
    let (evenest, least_squares) = match solver::solve(problem, &even, config, progress).outcome {
        Outcome::Optimal(solution) => (Some(solution.roster), Some(solution.cost.soft)),
        Outcome::Feasible(solution) => (Some(solution.roster), None),
        Outcome::Infeasible(_) | Outcome::Unknown | Outcome::OutOfRange => (None, None),
    };
    let mut search = SpreadSearch {
        problem,
        rules: &hard,
        config,
        progress,
    };
    let evenest = evenest.map(|it| by_group(problem, rules, &it));
    let mut groups = Vec::new();
    for (nth, load) in by_group(problem, rules, roster).into_iter().enumerate() {
        // Who counts, and so which groups there are, is the same for every roster.
        let evenest = evenest.as_ref().and_then(|it| it.get(nth));
        let known = evenest.map_or(load.after, |it| it.after).spread();
        let known = known.min(load.after.spread());
        let (best, bound) = search.best_spread(&load.people, known);
        groups.push(GroupFairness { load, best, bound });
    }
    Fairness {
        groups,
        squares: crate::rules::evaluate::evaluate(problem, &even, roster)
            .cost
            .soft,
        least_squares,
    }
}

struct SpreadSearch<'a> {
    problem: &'a Problem,
    rules: &'a RuleSet,
    config: SolveConfig,
    progress: &'a mut dyn Progress,
}

impl SpreadSearch<'_> {
    /// The smallest spread among `people`, at most `known`, and a bound below which there is none. For
    /// each least load, tries whether everybody fits in less room than known so far.
    fn best_spread(&mut self, people: &[PersonIdx], known: i64) -> (i64, i64) {
        let points = self.points(people);
        let (mut best, mut bound) = (known, known);
        for least in 0.. {
            let mut room = best - 1;
            while 0 <= room {
                let limits = self.limits(
                    people,
                    Range {
                        least,
                        most: least + room,
                    },
                );
                let Some(limits) = limits.filter(|it| allows(it, points)) else {
                    break;
                };
                match self.fits(limits) {
                    Some(true) => best = room,
                    Some(false) => break,
                    None => bound = bound.min(room),
                }
                room -= 1;
            }
            let widest = Range {
                least,
                most: i64::from(u32::MAX),
            };
            // Nobody can have more at least than there are points for.
            if !self
                .limits(people, widest)
                .is_some_and(|it| allows(&it, points))
            {
                break;
            }
        }
        (best, bound.min(best))
    }

    /// Points of the seats that only `people` may fill, and of those that they may.
    fn points(&self, people: &[PersonIdx]) -> (i64, i64) {
        let (mut only, mut all) = (0, 0);
        for (shift, facts) in self.problem.shifts() {
            let may = |person: PersonIdx| !is_barred(self.problem, self.rules, person, shift);
            let points = i64::from(facts.need) * facts.points;
            if people.iter().any(|it| may(*it)) {
                all += points;
                let mut others = self.problem.people().filter(|(it, _)| !people.contains(it));
                if !others.any(|(it, _)| may(it)) {
                    only += points;
                }
            }
        }
        (only, all)
    }

    /// The least and the most points of each of `people` for loads in `range`; `None` if somebody
    /// carries too much already. Loads are rounded down: (points + carried) * 100 / share.
    fn limits(&self, people: &[PersonIdx], range: Range) -> Option<Limits> {
        let limit = |idx: &PersonIdx| {
            let person = &self.problem[*idx];
            let share = i64::from(person.share);
            let least = (range.least * share + 99).div_euclid(100) - person.carried;
            let most = ((range.most + 1) * share - 1).div_euclid(100) - person.carried;
            (0 <= most).then_some((*idx, (least.max(0), most)))
        };
        people.iter().map(limit).collect()
    }

    /// Whether some roster keeps `points`; `None` if that is too hard to tell.
    fn fits(&mut self, points: Limits) -> Option<bool> {
        let variation = Variation {
            points,
            ..Variation::default()
        };
        let mut limited = ReportLimit::new(self.progress, MOST_REPORTS);
        let (problem, rules) = (self.problem, self.rules);
        match solve_varied(problem, rules, &variation, self.config, &mut limited).outcome {
            Outcome::Optimal(_) | Outcome::Feasible(_) => Some(true),
            Outcome::Infeasible(_) => Some(false),
            Outcome::Unknown | Outcome::OutOfRange => None,
        }
    }
}

/// The least and the most points of people's turns.
type Limits = BTreeMap<PersonIdx, (i64, i64)>;

/// Whether limits leave room for the points that only these people can stand, and ask for no more than
/// those they can.
fn allows(limits: &Limits, (only, all): (i64, i64)) -> bool {
    let least: i64 = limits.values().map(|it| it.0).sum();
    let most: i64 = limits.values().map(|it| it.1).sum();
    only <= most && least <= all
}
