//! Why no roster keeps the rules, as far as people and shifts tell.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::ids::{PersonIdx, ShiftIdx};
use crate::domain::problem::Problem;
use crate::rules::finding::Subject;
use crate::rules::{RuleCode, RuleSet};
use crate::solver::Conflict;
use crate::solver::progress::{Progress, RememberStop};

use super::barred::barred_among;
use super::conflict::case::Case;
use super::conflict::clash::{Clash, clash};
use super::conflict::ways::{Way, ways};

/// A shift that stays short, and who cannot stand it whatever the rest of the roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShortShift {
    /// The shift with too few people.
    pub shift: ShiftIdx,
    /// Those whom no rule bars by itself: other turns, rest or limits keep them from it.
    pub free: Vec<PersonIdx>,
    /// Those barred, by the first rule that bars them.
    pub barred: BTreeMap<RuleCode, Vec<PersonIdx>>,
}

/// Why no roster keeps the rules.
#[derive(Clone, Debug)]
pub struct Shortage {
    /// What was to be planned.
    pub problem: Problem,
    /// The rules that no roster keeps.
    pub rules: RuleSet,
    /// The least number of empty seats and uncovered systems, proven; 0 if even empty seats do not
    /// help.
    pub gaps: u32,
    /// Shifts that stay short.
    pub shifts: Vec<ShortShift>,
    /// What cannot go together; `None` if time ran out before that was found.
    pub clash: Option<Clash>,
    /// The cheapest ways out, the cheapest first.
    pub ways: Vec<Way>,
}

/// Says who cannot stand the shifts of `conflict` and by which rule, what clashes, and what would
/// mend it. `progress` may stop it; what was found until then is answered.
pub fn shortage(
    problem: Problem,
    rules: RuleSet,
    conflict: &Conflict,
    progress: &mut dyn Progress,
) -> Shortage {
    let shifts = (conflict.shifts.iter())
        .map(|shift| short_shift(&problem, &rules, *shift))
        .collect();
    let mut progress = RememberStop::new(progress);
    let case = Case::new(problem.clone(), &rules, &BTreeSet::new());
    let clash = clash(&case, &conflict.shifts, &mut progress);
    let ways = clash.as_ref().map_or(Vec::new(), |clash| {
        ways(&problem, &rules, clash, &conflict.shifts, &mut progress)
    });
    Shortage {
        gaps: conflict.gaps,
        shifts,
        clash,
        ways,
        problem,
        rules,
    }
}

fn short_shift(problem: &Problem, rules: &RuleSet, shift: ShiftIdx) -> ShortShift {
    let mut short = ShortShift {
        shift,
        free: Vec::new(),
        barred: BTreeMap::new(),
    };
    let people: Vec<_> = problem.people().map(|(person, _)| person).collect();
    let mut bars = BTreeMap::new();
    for finding in barred_among(problem, rules, &people, shift) {
        if let Some(Subject::Person(person)) = finding.about.first() {
            bars.entry(*person).or_insert(finding.rule);
        }
    }
    for person in people {
        match bars.get(&person) {
            Some(code) => short.barred.entry(*code).or_default().push(person),
            None => short.free.push(person),
        }
    }
    short
}
