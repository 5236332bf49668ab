//! The subproblem in which only some parts count, solved for feasibility.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::facts::{Facts, Pair};
use crate::domain::ids::{PersonIdx, ShiftIdx};
use crate::domain::person::Authorisation;
use crate::domain::problem::Problem;
use crate::rules::{RuleCode, RuleSet};
use crate::solver::progress::RememberStop;
use crate::solver::variation::{Variation, solve_varied};
use crate::solver::{Gaps, Outcome, SolveConfig};

use super::part::{Part, parts};

/// Whether a roster can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// There is one.
    Possible,
    /// There is none, proven.
    Impossible,
    /// Stopped before it was known.
    Unknown,
}

/// A problem and the parts of it that count at all.
#[derive(Clone, Debug)]
pub struct Case {
    /// What is to be planned.
    pub problem: Problem,
    /// The hard rules in force.
    pub rules: RuleSet,
    /// All that can be taken away.
    pub parts: BTreeSet<Part>,
}

impl Case {
    /// All parts of `problem` but `waived` count. What a roster costs does not matter here.
    pub fn new(problem: Problem, rules: &RuleSet, waived: &BTreeSet<Part>) -> Self {
        let mut rules = rules.clone();
        rules.rules.retain(|it| it.code().is_hard());
        let parts = parts(&problem, &rules)
            .into_iter()
            .filter(|it| !waived.contains(it))
            .collect();
        Self {
            problem,
            rules,
            parts,
        }
    }

    /// Whether there is a roster that keeps all of `kept`.
    pub fn ask(&self, kept: &BTreeSet<Part>, progress: &mut RememberStop<'_>) -> Answer {
        if progress.is_stopped() {
            return Answer::Unknown;
        }
        let shifts: BTreeSet<ShiftIdx> = kept
            .iter()
            .flat_map(|it| it.demanded(&self.problem))
            .collect();
        if shifts.is_empty() {
            return Answer::Possible;
        }
        // Nobody need stand a shift that nothing demands, and standing less breaks no rule.
        let Ok(problem) = Problem::new(self.facts(kept, &shifts)) else {
            return Answer::Unknown;
        };
        let variation = self.variation(kept, &problem);
        let config = SolveConfig {
            seed: 1,
            gaps: Gaps::Refuse,
            threads: 1,
        };
        match solve_varied(&problem, &self.rules, &variation, config, progress).outcome {
            Outcome::Optimal(_) | Outcome::Feasible(_) => Answer::Possible,
            Outcome::Infeasible(_) => Answer::Impossible,
            Outcome::Unknown | Outcome::OutOfRange => Answer::Unknown,
        }
    }

    /// The facts with just `shifts` and without bars that do not count.
    fn facts(&self, kept: &BTreeSet<Part>, shifts: &BTreeSet<ShiftIdx>) -> Facts {
        let problem = &self.problem;
        let mut facts = problem.facts().clone();
        let mut nth = 0..;
        facts.shifts.retain(|_| {
            nth.next()
                .is_some_and(|it| shifts.contains(&ShiftIdx::new(it)))
        });
        let ties = problem.pairs().iter().enumerate();
        let ties = ties.filter(|(nth, _)| kept.contains(&Part::Tie(*nth)));
        let id = |person: PersonIdx| problem[person].id.clone();
        facts.pairs = ties
            .map(|(_, tie)| Pair {
                a: id(tie.a),
                b: id(tie.b),
                kind: tie.kind,
            })
            .collect();
        let mut pins = problem.pins().iter().enumerate();
        facts.pins.retain(|_| {
            pins.next().is_some_and(|(nth, pin)| {
                kept.contains(&Part::Pin(nth)) && shifts.contains(&pin.shift)
            })
        });
        for (idx, person) in problem.people() {
            let changed = &mut facts.people[idx.get()];
            let is_kept = |part: Part| kept.contains(&part);
            let mut nth = 0..;
            changed
                .leave
                .retain(|_| nth.next().is_some_and(|it| is_kept(Part::Leave(idx, it))));
            let mut nth = 0..;
            changed.exemptions.retain(|_| {
                nth.next()
                    .is_some_and(|it| is_kept(Part::Exemption(idx, it)))
            });
            let waived = problem.duties().filter(|(duty, it)| {
                person.duties.contains(&it.id) && !is_kept(Part::Authority(idx, *duty))
            });
            changed
                .authorised
                .extend(waived.map(|(_, duty)| Authorisation {
                    duty: duty.id.clone(),
                    document: String::new(),
                }));
        }
        facts
    }

    /// What of `reduced`, made by [`Self::facts`], does not count.
    fn variation(&self, kept: &BTreeSet<Part>, reduced: &Problem) -> Variation {
        let problem = &self.problem;
        let all = parts(problem, &self.rules);
        let waived = || all.iter().filter(|it| !kept.contains(it));
        let mut limits = BTreeMap::<_, BTreeSet<RuleCode>>::new();
        for part in waived() {
            if let Part::Limit(code, person) = part
                && let Some(person) = reduced.person_by_id(&problem[*person].id)
            {
                limits.entry(person).or_default().insert(*code);
            }
        }
        // Shifts that nothing demands are left out of `reduced`, so the others have other numbers.
        let shift = |idx: ShiftIdx| reduced.shift_by_key(&problem[idx].key);
        let rows = waived().filter_map(|it| it.row(problem)?.renumbered(shift));
        Variation {
            without_rows: rows.collect(),
            without_limits: limits,
            ..Variation::default()
        }
    }
}
