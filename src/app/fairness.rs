//! How even the loads are, and how even they could be.

use std::collections::BTreeMap;

use crate::domain::history::group_of;
use crate::domain::ids::PersonIdx;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;
use crate::rules::{RuleCode, RuleSet};
use crate::solver::variation::{Variation, solve_varied};
use crate::solver::{self, Gaps, Outcome, Progress, SolveConfig};

use super::explain::is_barred;

/// The least and the most load in a group, each for a full post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// Of whoever carries least.
    pub least: i64,
    /// Of whoever carries most.
    pub most: i64,
}

impl Range {
    /// How far apart they are.
    pub fn spread(self) -> i64 {
        self.most - self.least
    }
}

/// One group: those compared with each other who may stand at least one turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupFairness {
    /// Its name; the id of a duty for those without a group of their own.
    pub group: String,
    /// Who.
    pub people: Vec<PersonIdx>,
    /// Carried points alone.
    pub before: Range,
    /// With the turns of the roster.
    pub after: Range,
    /// The smallest spread of any roster that keeps the hard rules, whatever it costs otherwise.
    pub best: i64,
    /// Whether a smaller one is proven impossible.
    pub is_proven: bool,
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
        ..config
    };
    let least_squares = match solver::solve(problem, &even, config, progress).outcome {
        Outcome::Optimal(solution) => Some(solution.cost.soft),
        Outcome::Feasible(_) | Outcome::Infeasible(_) | Outcome::Unknown => None,
    };
    let mut groups = BTreeMap::<&str, Vec<PersonIdx>>::new();
    for (idx, person) in problem.people() {
        let may_stand = |shift| !is_barred(problem, rules, idx, shift);
        if problem.shifts().any(|(shift, _)| may_stand(shift)) {
            groups.entry(group_of(person)).or_default().push(idx);
        }
    }
    let mut search = Search {
        problem,
        rules: &hard,
        config,
        progress,
    };
    let groups = groups.into_iter().map(|(group, people)| {
        let points = |it: PersonIdx| {
            roster
                .shifts_of(it)
                .iter()
                .map(|it| problem[*it].points)
                .sum()
        };
        let before = range(problem, &people, |_| 0);
        let after = range(problem, &people, points);
        let (best, is_proven) = search.best_spread(&people, after.spread());
        GroupFairness {
            group: group.to_owned(),
            people,
            before,
            after,
            best,
            is_proven,
        }
    });
    Fairness {
        groups: groups.collect(),
        squares: crate::rules::evaluate::evaluate(problem, &even, roster)
            .cost
            .soft,
        least_squares,
    }
}

fn range(problem: &Problem, people: &[PersonIdx], points: impl Fn(PersonIdx) -> i64) -> Range {
    let load = |it: &PersonIdx| {
        let person = &problem[*it];
        (points(*it) + person.carried) * 100 / i64::from(person.share)
    };
    Range {
        least: people.iter().map(load).min().unwrap_or(0),
        most: people.iter().map(load).max().unwrap_or(0),
    }
}

struct Search<'a> {
    problem: &'a Problem,
    rules: &'a RuleSet,
    config: SolveConfig,
    progress: &'a mut dyn Progress,
}

impl Search<'_> {
    /// The smallest spread among `people`, at most `known`; and whether that is proven. For each least
    /// load, tries whether everybody fits in less room than known so far.
    fn best_spread(&mut self, people: &[PersonIdx], known: i64) -> (i64, bool) {
        let of = |it: fn(&crate::domain::person::Person) -> i64| -> i64 {
            people.iter().map(|person| it(&self.problem[*person])).sum()
        };
        let seats = self
            .problem
            .shifts()
            .map(|(_, it)| i64::from(it.need) * it.points);
        let points = seats.sum::<i64>() + of(|it| it.carried);
        // More than this nobody can have at least: there are not so many points.
        let highest = points * 100 / of(|it| i64::from(it.share)).max(1);
        let (mut best, mut is_proven) = (known, true);
        for least in 0..=highest {
            while 0 < best {
                match self.fits(
                    people,
                    Range {
                        least,
                        most: least + best - 1,
                    },
                ) {
                    Some(true) => best -= 1,
                    Some(false) => break,
                    None => {
                        is_proven = false;
                        break;
                    }
                }
            }
        }
        (best, is_proven)
    }

    /// Whether some roster has the loads of all `people` in `range`; `None` if time ran out.
    fn fits(&mut self, people: &[PersonIdx], range: Range) -> Option<bool> {
        let mut variation = Variation::default();
        for idx in people {
            let person = &self.problem[*idx];
            let share = i64::from(person.share);
            // Loads are rounded down: (points + carried) * 100 / share.
            let least = (range.least * share + 99).div_euclid(100) - person.carried;
            let most = ((range.most + 1) * share - 1).div_euclid(100) - person.carried;
            if most < 0 {
                return Some(false);
            }
            variation.points.insert(*idx, (least.max(0), most));
        }
        let solved = solve_varied(
            self.problem,
            self.rules,
            &variation,
            self.config,
            self.progress,
        );
        match solved.outcome {
            Outcome::Optimal(_) | Outcome::Feasible(_) => Some(true),
            Outcome::Infeasible(_) => Some(false),
            Outcome::Unknown => None,
        }
    }
}
