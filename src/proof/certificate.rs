//! The bound a certificate proves.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::ids::{PersonIdx, ShiftIdx};
use crate::domain::problem::Problem;
use crate::rules::RuleSet;
use crate::rules::record::{Certificate, Duals, ProofNode};
use crate::rules::terms::Terms;

use super::choice::Choice;
use super::lines::{Decision, Lines};
use super::rows::{Condition, Range};

/// Highest scale. With it, and with the weights that `verify` lets pass, no sum leaves the range of
/// the arithmetic here.
const HIGHEST_SCALE: i64 = 1 << 32;

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
    if !(1..=HIGHEST_SCALE).contains(&certificate.scale) {
        let scale = certificate.scale;
        return Err(format!("scale {scale} is not from 1 to {HIGHEST_SCALE}"));
    }
    let terms = rules.terms();
    if terms.one_at_a_time.is_none() {
        return Err("nothing is proven of turns that may overlap (R04 is not in force)".to_owned());
    }
    let lines: Vec<Lines<'_>> = (problem.people())
        .map(|(person, _)| Lines::new(problem, terms, person))
        .collect();
    let mut may_stand = vec![Vec::new(); problem.shifts().len()];
    for ((person, _), lines) in problem.people().zip(&lines) {
        for shift in lines.open() {
            may_stand[shift.get()].push(person);
        }
    }
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
        let whole = Part {
            problem,
            terms: &terms,
            scale: certificate.scale,
            lines: people.iter().map(|it| &lines[it.get()]).collect(),
            members: people.iter().copied().collect(),
            people,
            may_stand: &may_stand,
        };
        let bound = part_bound(&whole, &part.nodes)?;
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
fn part_bound(part: &Part<'_>, nodes: &[ProofNode]) -> Result<Option<i128>, String> {
    let mut decisions: Vec<Decision> = Vec::new();
    let mut least: Option<i128> = None;
    let mut is_complete = false;
    let mut nodes = nodes.iter().enumerate();
    while let Some((nth, node)) = nodes.next() {
        if is_complete {
            return Err(format!("node {nth} belongs to no case"));
        }
        let at_node = |error: String| format!("node {nth}: {error}");
        let case = match node {
            ProofNode::Split { person, shift } => {
                let (person, shift) = part.turn(person, shift).map_err(at_node)?;
                decisions.push((person, shift, true));
                continue;
            }
            ProofNode::Clash => return Err(at_node("a clash of no choice".to_owned())),
            ProofNode::Leaf { duals } => {
                let prices = part.prices(duals).map_err(at_node)?;
                part.leaf_bound(&prices, &decisions)
            }
            ProofNode::Lines {
                bound,
                conditions,
                duals,
            } => {
                let choice = Choice::new(part, *bound, conditions, duals, &decisions);
                let mut open = vec![choice.map_err(at_node)?];
                while let Some(choice) = open.pop() {
                    let (nth, case) = nodes.next().ok_or("a case is missing")?;
                    let at_node = |error: String| format!("node {nth}: {error}");
                    open.extend(choice.cases(part, case).map_err(at_node)?);
                }
                Some(i128::from(*bound) * i128::from(part.scale))
            }
        };
        least = match (least, case) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (only, None) | (None, only) => only,
        };
        is_complete = !next_case(&mut decisions);
    }
    if !is_complete {
        return Err("a case is missing".to_owned());
    }
    let Some(least) = least else { return Ok(None) };
    let scale = i128::from(part.scale);
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

/// What multipliers charge: a credit for every turn, and what is paid back in return.
pub(super) struct Prices {
    /// For each person of the part, in order, the credit of their turns.
    pub(super) credits: Vec<BTreeMap<ShiftIdx, i128>>,
    right_hand_side: i128,
}

impl Part<'_> {
    /// The turn that a node speaks of.
    pub(super) fn turn(&self, person: &str, shift: &str) -> Result<(PersonIdx, ShiftIdx), String> {
        let person = self.problem.person_by_id(person);
        let shift = self.problem.shift_by_key(shift);
        person
            .zip(shift)
            .ok_or_else(|| "splits on somebody or something unknown".to_owned())
    }

    /// The condition `name`, which may count nobody else's turns.
    pub(super) fn condition(&self, name: &str) -> Result<Condition, String> {
        let condition = Condition::parse(self.problem, self.terms, name)
            .ok_or_else(|| format!("there is no condition `{name}`"))?;
        let is_tied = |shift: &ShiftIdx| {
            let others = self.others_on(*shift);
            { others }.any(|it| condition.counts(self.problem, it, *shift) != 0)
        };
        if condition.shifts(self.problem).iter().any(is_tied) {
            return Err(format!("`{name}` ties the part to others"));
        }
        Ok(condition)
    }

    /// Who may stand `shift` and belongs to another part.
    pub(super) fn others_on(&self, shift: ShiftIdx) -> impl Iterator<Item = PersonIdx> {
        let people = self.may_stand[shift.get()].iter().copied();
        people.filter(|it| !self.members.contains(it))
    }

    /// What `duals` charge.
    pub(super) fn prices(&self, duals: &Duals) -> Result<Prices, String> {
        let mut right_hand_side: i128 = 0;
        let mut credits = vec![BTreeMap::new(); self.people.len()];
        for (name, value) in duals {
            let condition = self.condition(name)?;
            let value = i128::from(*value);
            let Range(low, high) = condition.range(self.scale);
            if value < low || high < value {
                return Err(format!("multiplier {value} of `{name}` proves nothing"));
            }
            right_hand_side += value * condition.right_hand_side(self.problem);
            let shifts = condition.shifts(self.problem);
            for (person, credits) in self.people.iter().zip(&mut credits) {
                for shift in shifts.iter().copied() {
                    let counts = condition.counts(self.problem, *person, shift);
                    if counts != 0 {
                        *credits.entry(shift).or_default() += value * counts;
                    }
                }
            }
        }
        Ok(Prices {
            credits,
            right_hand_side,
        })
    }

    /// For each person what their cheapest line costs at `prices` under `decisions`, scaled;
    /// `None` if somebody has no line left.
    pub(super) fn cheapest(&self, prices: &Prices, decisions: &[Decision]) -> Option<Vec<i128>> {
        let lines = self.lines.iter().zip(&prices.credits);
        lines
            .map(|(lines, credit)| lines.cheapest(self.scale, credit, decisions))
            .collect()
    }

    /// What `prices` prove under `decisions`, scaled; `None` if somebody has no line left.
    fn leaf_bound(&self, prices: &Prices, decisions: &[Decision]) -> Option<i128> {
        self.cheapest(prices, decisions)
            .map(|cheapest| prices.bound(&cheapest))
    }
}

impl Prices {
    /// What they prove if people's lines cost no less than `cheapest`.
    pub(super) fn bound(&self, cheapest: &[i128]) -> i128 {
        cheapest.iter().sum::<i128>() + self.right_hand_side
    }
}

/// People of whom a bound is asked, and their lines.
pub(super) struct Part<'a> {
    pub(super) problem: &'a Problem,
    pub(super) terms: &'a Terms<'a>,
    pub(super) scale: i64,
    pub(super) people: Vec<PersonIdx>,
    /// The same.
    members: BTreeSet<PersonIdx>,
    /// Their lines, in the same order.
    pub(super) lines: Vec<&'a Lines<'a>>,
    /// For each shift, who of all people may stand it.
    may_stand: &'a [Vec<PersonIdx>],
}
