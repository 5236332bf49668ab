//! A minimal infeasible subset of a problem's parts (irreducible infeasible set, IIS), by deletion:
//! each part is left out in turn, and stays out if the rest is still infeasible.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::ids::ShiftIdx;
use crate::domain::problem::Problem;
use crate::rules::RuleCode;
use crate::solver::progress::RememberStop;

use super::case::{Answer, Case};
use super::part::{Part, concerns};

/// Parts that no roster keeps all of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// The requirements, in the order of [`Part`].
    pub parts: Vec<Part>,
    /// Whether without any one of them a roster keeps the rest. Only a clash looked for in too
    /// little time is not.
    pub is_minimal: bool,
}

/// A clash of `case`, which no roster keeps all parts of; `short` are shifts that stayed short in
/// the best attempt, where the clash is looked for first. `None` if stopped before any was found.
pub fn clash(case: &Case, short: &[ShiftIdx], progress: &mut RememberStop<'_>) -> Option<Clash> {
    let rings = rings(case, short);
    let around = rings
        .into_iter()
        .find(|it| case.ask(it, progress) == Answer::Impossible)?;
    let days: Vec<NaiveDate> = short.iter().map(|it| case.problem[*it].day).collect();
    let mut ordered: Vec<Part> = around.into_iter().collect();
    ordered.sort_by_key(|it| (place(*it), far(&case.problem, *it, &days), *it));
    let mut is_minimal = true;
    let mut parts = shrink(ordered, |kept| {
        let answer = case.ask(&kept.iter().copied().collect(), progress);
        is_minimal &= answer != Answer::Unknown;
        answer == Answer::Impossible
    });
    parts.sort_unstable();
    Some(Clash { parts, is_minimal })
}

/// Growing selections of parts, the last of them everything.
fn rings(case: &Case, short: &[ShiftIdx]) -> Vec<BTreeSet<Part>> {
    let problem = &case.problem;
    let within = |days: i64| -> Vec<ShiftIdx> {
        let is_near = |idx: ShiftIdx| {
            short.iter().any(|it| {
                let apart = (problem[*it].day - problem[idx].day).num_days().abs();
                problem.duty_of(*it) == problem.duty_of(idx) && apart <= days
            })
        };
        problem
            .shifts()
            .map(|(idx, _)| idx)
            .filter(|it| is_near(*it))
            .collect()
    };
    // What is settled elsewhere belongs to every ring: it may use up people.
    let around = |shifts: &[ShiftIdx]| -> BTreeSet<Part> {
        let musts = case.parts.iter().filter(|it| matches!(it, Part::Pin(_)));
        let mut shifts: Vec<ShiftIdx> = shifts.to_vec();
        shifts.extend(musts.flat_map(|it| it.demanded(problem)));
        let is_near = |part: &Part| concerns(problem, &case.rules, *part, &shifts);
        case.parts.iter().copied().filter(is_near).collect()
    };
    vec![
        around(short),
        around(&within(1)),
        around(&within(i64::MAX)),
        case.parts.clone(),
    ]
}

/// Which parts are tried first to be left out: those that say least to a reader.
fn place(part: Part) -> u8 {
    match part {
        Part::Limit(RuleCode::MaxConsecutiveDays, _) => 0,
        Part::Limit(RuleCode::MinRest, _) => 1,
        Part::Senior(_) => 2,
        Part::Tie(_) => 3,
        Part::Skill(..) => 4,
        Part::Seats(_) => 5,
        Part::Limit(..) => 6,
        Part::Authority(..) => 7,
        Part::Exemption(..) => 8,
        Part::Leave(..) => 9,
        Part::Pin(_) => 10,
    }
}

/// The farther from `days`, the less; for demands only.
fn far(problem: &Problem, part: Part, days: &[NaiveDate]) -> i64 {
    let shift = part.demanded(problem).first().map(|it| problem[*it].day);
    let nearest = shift.and_then(|day| days.iter().map(|it| (*it - day).num_days().abs()).min());
    -nearest.unwrap_or(0)
}

/// Leaves out of `parts`, which clash, all that `clashes` does not need, halves first and single parts
/// at the end. What was needed once stays needed: fewer parts never clash more.
fn shrink(mut parts: Vec<Part>, mut clashes: impl FnMut(&[Part]) -> bool) -> Vec<Part> {
    let mut step = parts.len().div_ceil(2).max(1);
    loop {
        let mut at = 0;
        while at < parts.len() {
            let end = (at + step).min(parts.len());
            let rest: Vec<Part> = [&parts[..at], &parts[end..]].concat();
            if clashes(&rest) {
                parts = rest;
            } else {
                at = end;
            }
        }
        if step == 1 {
            return parts;
        }
        step = step.div_ceil(2);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seats(numbers: &[usize]) -> Vec<Part> {
        numbers.iter().map(|it| Part::Pin(*it)).collect()
    }

    /// Shrinks the parts 0 to `n` that clash if all of `needed` are there.
    #[track_caller]
    fn check(n: usize, needed: &[usize]) {
        let needed = seats(needed);
        let mut n_asked = 0;
        let all: Vec<usize> = (0..n).collect();
        let shrunk = shrink(seats(&all), |kept| {
            n_asked += 1;
            needed.iter().all(|it| kept.contains(it))
        });
        assert_eq!(shrunk, needed);
        let most = (2 * needed.len() + 2) * (n.max(2).ilog2() as usize + 2);
        assert!(n_asked <= most, "{n_asked} questions for {needed:?} of {n}");
    }

    #[test]
    fn shrinking_leaves_what_is_needed_and_nothing_else() {
        for n in [1, 2, 3, 7, 64, 200] {
            check(n, &[0]);
            check(n, &[n - 1]);
            check(n, &[]);
        }
        check(200, &[3, 99, 100, 101, 199]);
        check(6, &[0, 1, 2, 3, 4, 5]);
    }
}
