//! The bound a certificate proves.

use std::collections::BTreeMap;

use crate::domain::ids::{PersonIdx, ShiftIdx};
use crate::domain::problem::Problem;
use crate::rules::RuleSet;
use crate::rules::record::{Certificate, Duals, ProofNode};
use crate::rules::terms::Terms;

use super::lines::{Decision, Lines};
use super::rows::{Condition, Range};

/// No roster without gaps costs less than the answer; `None` says that there is no such roster.
///
/// # Errors
///
/// What is wrong with the certificate.
pub(super) fn bound(
    problem: &Problem,
    rules: &RuleSet,
    certificate: &Certificate,
) -> Result<Option<i64>, String> {
    if certificate.scale < 1 {
        return Err(format!("scale {} is not positive", certificate.scale));
    }
    let terms = rules.terms();
    let lines: Option<Vec<Lines>> = problem
        .people()
        .map(|(idx, _)| Lines::new(problem, terms, idx))
        .collect();
    let lines = lines.ok_or("somebody has more than 64 wishes to be on duty")?;
    let mut decisions: Vec<Decision> = Vec::new();
    let mut least: Option<i128> = None;
    let mut is_complete = false;
    for (nth, node) in certificate.nodes.iter().enumerate() {
        if is_complete {
            return Err(format!("node {nth} belongs to no case"));
        }
        match node {
            ProofNode::Split { person, shift } => {
                let person = problem.person_by_id(person);
                let shift = problem.shift_by_key(shift);
                let (Some(person), Some(shift)) = (person, shift) else {
                    return Err(format!(
                        "node {nth} splits on somebody or something unknown"
                    ));
                };
                decisions.push((person, shift, true));
            }
            ProofNode::Leaf { duals } => {
                let leaf = leaf_bound(
                    problem,
                    &terms,
                    &lines,
                    certificate.scale,
                    duals,
                    &decisions,
                )
                .map_err(|error| format!("node {nth}: {error}"))?;
                least = match (least, leaf) {
                    (Some(a), Some(b)) => Some(a.min(b)),
                    (only, None) | (None, only) => only,
                };
                is_complete = !next_case(&mut decisions);
            }
        }
    }
    if !is_complete {
        return Err("a case is missing".to_owned());
    }
    let Some(least) = least else { return Ok(None) };
    let scale = i128::from(certificate.scale);
    let whole = least.div_euclid(scale) + i128::from(least.rem_euclid(scale) != 0);
    let (step, residue) = possible_costs(problem, &terms);
    let possible = whole + (residue - whole).rem_euclid(step);
    i64::try_from(possible)
        .map(Some)
        .map_err(|_| "the bound is out of range".to_owned())
}

/// Turns to the next case; false after the last.
fn next_case(decisions: &mut Vec<Decision>) -> bool {
    while let Some((person, shift, stands)) = decisions.pop() {
        if stands {
            decisions.push((person, shift, false));
            return true;
        }
    }
    false
}

/// What `duals` prove under `decisions`, scaled; `None` if somebody has no line left.
fn leaf_bound(
    problem: &Problem,
    terms: &Terms,
    lines: &[Lines],
    scale: i64,
    duals: &Duals,
    decisions: &[Decision],
) -> Result<Option<i128>, String> {
    let mut total: i128 = 0;
    let mut credits: BTreeMap<PersonIdx, BTreeMap<ShiftIdx, i128>> = BTreeMap::new();
    for (name, value) in duals {
        let condition = Condition::parse(problem, terms, name)
            .ok_or_else(|| format!("there is no condition `{name}`"))?;
        let value = i128::from(*value);
        let Range(low, high) = condition.range(scale);
        if value < low || high < value {
            return Err(format!("multiplier {value} of `{name}` proves nothing"));
        }
        total += value * condition.right_hand_side(problem);
        for ((person, _), lines) in problem.people().zip(lines) {
            for shift in lines.open() {
                let counts = condition.counts(problem, person, *shift);
                if counts != 0 {
                    *credits
                        .entry(person)
                        .or_default()
                        .entry(*shift)
                        .or_default() += value * counts;
                }
            }
        }
    }
    let none = BTreeMap::new();
    for ((person, _), lines) in problem.people().zip(lines) {
        let credit = credits.get(&person).unwrap_or(&none);
        match lines.cheapest(scale, credit, decisions) {
            Some(cheapest) => total += cheapest,
            None => return Ok(None),
        }
    }
    Ok(Some(total))
}

/// Every roster that fills every seat costs the second modulo the first.
///
/// A square has the parity of its root. So with full posts only, the squared loads add up to
/// `weight * (all carried points and all points of all seats)` modulo `2 * weight`, which does not
/// depend on who stands what; any other price that shares a divisor with `2 * weight` changes
/// nothing modulo that divisor.
fn possible_costs(problem: &Problem, terms: &Terms) -> (i128, i128) {
    // Every rule is named: a new price must take part.
    let Terms {
        coverage,
        fair_load,
        special_turn,
        wishes,
        home_trip,
        unit_spread,
        continuity,
        least_change,
        eligibility: _,
        availability: _,
        one_at_a_time: _,
        min_rest: _,
        max_duties: _,
        max_consecutive_days: _,
        night_exemption: _,
        full_exemption: _,
        skill_coverage: _,
        senior_presence: _,
        apart_pairs: _,
        together_pairs: _,
        pins: _,
        leadership_authority: _,
    } = terms;
    let weight = fair_load.map_or(0, |rule| i128::from(rule.weight));
    let others = [
        special_turn.map_or(0, |rule| rule.weight),
        special_turn.map_or(0, |rule| rule.other_weight),
        wishes.map_or(0, |rule| rule.avoid_weight),
        wishes.map_or(0, |rule| rule.prefer_weight),
        home_trip.map_or(0, |rule| rule.weight),
        unit_spread.map_or(0, |rule| rule.weight),
        continuity.map_or(0, |rule| rule.weight),
        least_change
            .filter(|rule| !rule.kept.is_empty())
            .map_or(0, |rule| rule.weight),
    ];
    let is_covered = coverage.is_some();
    let all_full = problem.people().all(|(_, person)| person.share == 100);
    let (base, total) = if all_full && is_covered {
        let carried: i128 = problem.people().map(|(_, it)| i128::from(it.carried)).sum();
        let seats = problem
            .shifts()
            .map(|(_, it)| i128::from(it.points) * i128::from(it.need));
        (2 * weight, weight * (carried + seats.sum::<i128>()))
    } else {
        (weight, 0)
    };
    let step = others
        .into_iter()
        .map(i128::from)
        .fold(base, greatest_divisor)
        .max(1);
    (step, total.rem_euclid(step))
}

fn greatest_divisor(a: i128, b: i128) -> i128 {
    if b == 0 {
        a.abs()
    } else {
        greatest_divisor(b, a % b)
    }
}
