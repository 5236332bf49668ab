//! The bound a certificate proves.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::ids::{PersonIdx, ShiftIdx};
use crate::domain::problem::Problem;
use crate::rules::RuleSet;
use crate::rules::record::{Certificate, Duals, ProofNode};
use crate::rules::terms::Terms;

use super::lines::{Decision, Lines, open_shifts};
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
    let mut everybody = BTreeSet::new();
    let mut total: Option<i128> = Some(0);
    for part in &certificate.parts {
        let mut people = Vec::new();
        for id in &part.people {
            let person = problem
                .person_by_id(id)
                .ok_or_else(|| format!("`{id}` is unknown"))?;
            if !everybody.insert(person) {
                return Err(format!("`{id}` stands in two parts"));
            }
            people.push(person);
        }
        let bound = part_bound(problem, &terms, certificate.scale, &people, &part.nodes)?;
        total = total.zip(bound).map(|(total, bound)| total + bound);
    }
    if everybody.len() != problem.people().len() {
        return Err("somebody stands in no part".to_owned());
    }
    let Some(total) = total else { return Ok(None) };
    i64::try_from(total)
        .map(Some)
        .map_err(|_| "the bound is out of range".to_owned())
}

/// What the people of one part cost at least; `None` if they cannot do their part at all.
fn part_bound(
    problem: &Problem,
    terms: &Terms,
    scale: i64,
    people: &[PersonIdx],
    nodes: &[ProofNode],
) -> Result<Option<i128>, String> {
    let lines: Option<Vec<Lines>> = people
        .iter()
        .map(|person| Lines::new(problem, *terms, *person))
        .collect();
    let lines = lines.ok_or("somebody has more than 64 wishes to be on duty")?;
    let part = Part {
        problem,
        terms,
        scale,
        people,
        lines: &lines,
    };
    let mut decisions: Vec<Decision> = Vec::new();
    let mut least: Option<i128> = None;
    let mut is_complete = false;
    for (nth, node) in nodes.iter().enumerate() {
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
            ProofNode::Lines { .. } | ProofNode::Clash => return Err("later".to_owned()),
            ProofNode::Leaf { duals } => {
                let leaf = part.leaf_bound(duals, &decisions);
                let leaf = leaf.map_err(|error| format!("node {nth}: {error}"))?;
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
    let scale = i128::from(scale);
    let whole = least.div_euclid(scale) + i128::from(least.rem_euclid(scale) != 0);
    let (step, residue) = part.possible_costs();
    Ok(Some(whole + (residue - whole).rem_euclid(step)))
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

/// People of whom a bound is asked, and their lines.
struct Part<'a> {
    problem: &'a Problem,
    terms: &'a Terms<'a>,
    scale: i64,
    people: &'a [PersonIdx],
    lines: &'a [Lines<'a>],
}

impl Part<'_> {
    /// What `duals` prove under `decisions`, scaled; `None` if somebody has no line left.
    fn leaf_bound(&self, duals: &Duals, decisions: &[Decision]) -> Result<Option<i128>, String> {
        let problem = self.problem;
        let mut total: i128 = 0;
        let mut credits: BTreeMap<PersonIdx, BTreeMap<ShiftIdx, i128>> = BTreeMap::new();
        for (name, value) in duals {
            let condition = Condition::parse(problem, self.terms, name)
                .ok_or_else(|| format!("there is no condition `{name}`"))?;
            let value = i128::from(*value);
            let Range(low, high) = condition.range(self.scale);
            if value < low || high < value {
                return Err(format!("multiplier {value} of `{name}` proves nothing"));
            }
            total += value * condition.right_hand_side(problem);
            for (person, _) in problem.people() {
                let mine = self.people.iter().position(|it| *it == person);
                let shifts: Vec<ShiftIdx> = match mine {
                    Some(at) => self.lines[at].open().to_vec(),
                    None => open_shifts(problem, self.terms, person),
                };
                for shift in shifts {
                    let counts = condition.counts(problem, person, shift);
                    if counts != 0 && mine.is_none() {
                        return Err(format!("`{name}` ties the part to others"));
                    }
                    if counts != 0 {
                        let credit = credits.entry(person).or_default().entry(shift).or_default();
                        *credit += value * counts;
                    }
                }
            }
        }
        let none = BTreeMap::new();
        for (person, lines) in self.people.iter().zip(self.lines) {
            let credit = credits.get(person).unwrap_or(&none);
            match lines.cheapest(self.scale, credit, decisions) {
                Some(cheapest) => total += cheapest,
                None => return Ok(None),
            }
        }
        Ok(Some(total))
    }
}

impl Part<'_> {
    /// Every roster that fills every seat costs, for these people, the second modulo the first.
    ///
    /// A square has the parity of its root. So with full posts only, the squared loads add up to
    /// `weight * (all carried points and all points of all seats)` modulo `2 * weight`, which does
    /// not depend on who stands what; any other price that shares a divisor with `2 * weight`
    /// changes nothing modulo that divisor.
    fn possible_costs(&self) -> (i128, i128) {
        // Every rule is named: a new price must take part.
        let Terms {
            coverage,
            fair_load,
            special_turn: _,
            wishes,
            home_trip,
            unit_spread,
            continuity,
            least_change: _,
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
        } = self.terms;
        let problem = self.problem;
        let people = || self.people.iter().map(|person| &problem[*person]);
        let weight = fair_load.map_or(0, |rule| i128::from(rule.weight));
        let prefers = self.lines.iter().any(Lines::has_preferred);
        let travels = people().any(|person| 0 < person.home_days);
        let rules = [
            wishes
                .filter(|_| prefers)
                .map_or(0, |rule| rule.prefer_weight),
            home_trip.filter(|_| travels).map_or(0, |rule| rule.weight),
            unit_spread.map_or(0, |rule| rule.weight),
            continuity.map_or(0, |rule| rule.weight),
        ];
        let of_turns = (self.lines.iter())
            .flat_map(|lines| lines.open().iter().map(|shift| lines.turn_cost(*shift)));
        let (base, total) = if coverage.is_some() && people().all(|person| person.share == 100) {
            let carried: i128 = people().map(|it| i128::from(it.carried)).sum();
            let mine: BTreeSet<ShiftIdx> = self
                .lines
                .iter()
                .flat_map(|lines| lines.open().iter().copied())
                .collect();
            let seats = mine.into_iter().map(|shift| &problem[shift]);
            let seats = seats.map(|it| i128::from(it.points) * i128::from(it.need));
            (2 * weight, weight * (carried + seats.sum::<i128>()))
        } else {
            (weight, 0)
        };
        let prices = rules.into_iter().map(i128::from).chain(of_turns);
        let step = prices.fold(base, greatest_divisor).max(1);
        (step, total.rem_euclid(step))
    }
}

fn greatest_divisor(a: i128, b: i128) -> i128 {
    if b == 0 {
        a.abs()
    } else {
        greatest_divisor(b, a % b)
    }
}
