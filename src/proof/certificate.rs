//! The bound a certificate proves: per component a branch-and-bound tree whose leaves are
//! Lagrangian bounds, recomputed in exact integers.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::ids::{PersonIdx, ShiftIdx, UnitIdx};
use crate::domain::problem::Problem;
use crate::rules::form::{Forms, OnRow};
use crate::rules::record::{Certificate, Duals, ProofNode};
use crate::rules::unit_spread::UnitSpread;
use crate::rules::{RuleCode, RuleSet};

use super::enumeration::Enumeration;
use super::fault::{CertificateFault, NodeFault, Stop};
use super::rows::{Range, Row};
use super::schedules::{Decision, Schedules};
use super::work::{Unchecked, Work, hold};

/// Highest scale. With it, and with the weights that `verify` lets pass, no sum leaves the range of
/// the arithmetic here.
pub(super) const HIGHEST_SCALE: i64 = 1 << 32;

/// No roster without gaps costs less than the answer; `None` says that there is no such roster. Where
/// gaps have a price, no roster at all costs less, its gaps counted.
///
/// # Errors
///
/// What is wrong with the certificate, or that it was not checked to its end.
pub(super) fn bound(
    problem: &Problem,
    rules: &RuleSet,
    certificate: &Certificate,
    work: &Work<'_>,
) -> Result<Option<i64>, CertificateFault> {
    if !(1..=HIGHEST_SCALE).contains(&certificate.scale) {
        return Err(CertificateFault::Scale(certificate.scale));
    }
    if certificate.gap_price.is_some_and(|it| it < 0) {
        return Err(CertificateFault::OutOfRange);
    }
    if !rules.has(RuleCode::OneAtATime) {
        return Err(CertificateFault::TurnsMayOverlap);
    }
    let forms = rules.forms();
    let mut schedules = Vec::with_capacity(problem.people().len());
    let mut may_stand = vec![Vec::new(); problem.shifts().len()];
    for (person, _) in problem.people() {
        work.spend(problem.shifts().len())?;
        let of_person = Schedules::new(problem, &forms, person);
        for shift in of_person.open() {
            may_stand[shift.get()].push(person);
        }
        schedules.push(of_person);
    }
    let mut everybody = BTreeSet::new();
    let mut total: Option<i128> = Some(0);
    for component in &certificate.components {
        let mut people = Vec::new();
        for id in &component.people {
            let person = problem
                .person_by_id(id)
                .ok_or_else(|| CertificateFault::UnknownPerson(id.clone()))?;
            if !everybody.insert(person) {
                return Err(CertificateFault::InTwoComponents(id.clone()));
            }
            people.push(person);
        }
        let nodes = &component.nodes;
        let component = Component {
            problem,
            rules,
            forms: &forms,
            work,
            scale: certificate.scale,
            gap: (certificate.gap_price).map(|it| i128::from(it) * i128::from(certificate.scale)),
            schedules: people.iter().map(|it| &schedules[it.get()]).collect(),
            members: people.iter().copied().collect(),
            people,
            may_stand: &may_stand,
        };
        let bound = tree_bound(&component, nodes)?;
        total = total.zip(bound).map(|(total, bound)| total + bound);
    }
    if let Some((_, person)) = problem.people().find(|(it, _)| !everybody.contains(it)) {
        return Err(CertificateFault::InNoComponent(person.id.clone()));
    }
    let Some(total) = total else { return Ok(None) };
    let total = i64::try_from(total).map_err(|_| CertificateFault::OutOfRange)?;
    Ok(Some(total))
}

/// What the people of one component cost at least; `None` if they cannot do their part at all.
fn tree_bound(
    component: &Component<'_>,
    nodes: &[ProofNode],
) -> Result<Option<i128>, CertificateFault> {
    let mut decisions: Vec<Decision> = Vec::new();
    let mut least: Option<i128> = None;
    let mut is_complete = false;
    let mut nodes = nodes.iter().enumerate();
    while let Some((nth, node)) = nodes.next() {
        let at_node = |stop: Stop| stop.at(nth);
        if is_complete {
            return Err(at_node(NodeFault::Stray.into()));
        }
        let case = match node {
            ProofNode::Split { person, shift } => {
                let (person, shift) =
                    (component.turn(person, shift)).map_err(|fault| at_node(fault.into()))?;
                decisions.push((person, shift, true));
                continue;
            }
            ProofNode::Clash => return Err(at_node(NodeFault::StrayClash.into())),
            ProofNode::Leaf { duals } => {
                (component.leaf_bound(duals, &decisions)).map_err(at_node)?
            }
            ProofNode::Columns { bound, rows, duals } => {
                let whole = Enumeration::new(component, *bound, rows, duals, &decisions);
                let mut open = vec![whole.map_err(at_node)?];
                let mut n_held = open[0].n_left();
                while let Some(enumeration) = open.pop() {
                    n_held -= enumeration.n_left();
                    let (nth, node) = nodes.next().ok_or(CertificateFault::CaseMissing)?;
                    let cases = enumeration.cases(component, node);
                    let cases = cases.map_err(|stop| stop.at(nth))?;
                    n_held += cases.iter().map(Enumeration::n_left).sum::<usize>();
                    hold(n_held)?;
                    open.extend(cases);
                }
                Some(i128::from(*bound) * i128::from(component.scale))
            }
        };
        least = match (least, case) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (only, None) | (None, only) => only,
        };
        is_complete = !next_case(&mut decisions);
    }
    if !is_complete {
        return Err(CertificateFault::CaseMissing);
    }
    let Some(least) = least else { return Ok(None) };
    let scale = i128::from(component.scale);
    let whole = least.div_euclid(scale) + i128::from(least.rem_euclid(scale) != 0);
    Ok(Some(component.granularity().round_up(whole)))
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

/// What duals charge: a credit for every turn, and what is paid back in return.
pub(super) struct Prices {
    /// For each person of the component, in order, the credit of their turns.
    pub(super) credits: Vec<BTreeMap<ShiftIdx, i128>>,
    right_hand_side: i128,
}

impl Component<'_> {
    /// The turn that a node speaks of.
    pub(super) fn turn(
        &self,
        person: &str,
        shift: &str,
    ) -> Result<(PersonIdx, ShiftIdx), NodeFault> {
        let person = self.problem.person_by_id(person);
        let shift = self.problem.shift_by_key(shift);
        person.zip(shift).ok_or(NodeFault::UnknownSplit)
    }

    /// The row `name`, which may count nobody else's turns.
    pub(super) fn row(&self, name: &str) -> Result<Row, NodeFault> {
        let row = Row::parse(self.problem, self.rules, name)
            .ok_or_else(|| NodeFault::UnknownRow(name.to_owned()))?;
        let is_tied = |shift: &ShiftIdx| {
            let others = self.others_on(*shift);
            { others }.any(|it| row.counts(self.problem, it, *shift) != 0)
        };
        if row.shifts(self.problem).iter().any(is_tied) {
            return Err(NodeFault::TiedRow(name.to_owned()));
        }
        Ok(row)
    }

    /// Who may stand `shift` and belongs to another component.
    pub(super) fn others_on(&self, shift: ShiftIdx) -> impl Iterator<Item = PersonIdx> {
        let people = self.may_stand[shift.get()].iter().copied();
        people.filter(|it| !self.members.contains(it))
    }

    /// What `duals` charge.
    pub(super) fn prices(&self, duals: &Duals) -> Result<Prices, Stop> {
        let mut right_hand_side: i128 = 0;
        let mut credits = vec![BTreeMap::new(); self.people.len()];
        for (name, value) in duals {
            let row = self.row(name)?;
            let dual = i128::from(*value);
            let Range(low, high) = row.range(self.scale, self.gap);
            if dual < low || high < dual {
                let (row, value) = (name.clone(), *value);
                return Err(NodeFault::Dual { row, value }.into());
            }
            right_hand_side += dual * row.right_hand_side(self.problem);
            let shifts = row.shifts(self.problem);
            self.work.spend(shifts.len() * self.people.len())?;
            for (person, credits) in self.people.iter().zip(&mut credits) {
                for shift in shifts.iter().copied() {
                    let counts = row.counts(self.problem, *person, shift);
                    if counts != 0 {
                        *credits.entry(shift).or_default() += dual * counts;
                    }
                }
            }
        }
        Ok(Prices {
            credits,
            right_hand_side,
        })
    }

    /// For each person the reduced cost of their cheapest schedule at `prices` under `decisions`,
    /// scaled; `None` if somebody has no schedule left.
    pub(super) fn cheapest(
        &self,
        prices: &Prices,
        decisions: &[Decision],
    ) -> Result<Option<Vec<i128>>, Unchecked> {
        let schedules = self.schedules.iter().zip(&prices.credits);
        schedules
            .map(|(it, credit)| it.cheapest(self.scale, credit, decisions, self.work))
            .collect()
    }

    /// The Lagrangian bound of `duals` under `decisions`, scaled; `None` if somebody has no schedule
    /// left.
    fn leaf_bound(&self, duals: &Duals, decisions: &[Decision]) -> Result<Option<i128>, Stop> {
        let prices = self.prices(duals)?;
        let cheapest = self.cheapest(&prices, decisions)?;
        Ok(cheapest.map(|cheapest| prices.bound(&cheapest)))
    }
}

impl Prices {
    /// What they prove if no schedule has a reduced cost less than `cheapest`.
    pub(super) fn bound(&self, cheapest: &[i128]) -> i128 {
        cheapest.iter().sum::<i128>() + self.right_hand_side
    }
}

/// People whom no row ties to others, and their schedules.
pub(super) struct Component<'a> {
    pub(super) problem: &'a Problem,
    rules: &'a RuleSet,
    pub(super) forms: &'a Forms<'a>,
    pub(super) work: &'a Work<'a>,
    pub(super) scale: i64,
    /// What a gap costs, scaled; `None` if there may be none.
    pub(super) gap: Option<i128>,
    pub(super) people: Vec<PersonIdx>,
    /// The same people.
    members: BTreeSet<PersonIdx>,
    /// Their schedules, in the same order.
    pub(super) schedules: Vec<&'a Schedules<'a>>,
    /// For each shift, who of all people may stand it.
    may_stand: &'a [Vec<PersonIdx>],
}

/// What no roster costs more than, gaps apart.
pub(super) fn highest_cost(problem: &Problem, rules: &RuleSet) -> i128 {
    let forms = rules.forms();
    let people = problem.people();
    let schedules: Vec<Schedules<'_>> = people
        .map(|(person, _)| Schedules::new(problem, &forms, person))
        .collect();
    let alone: i128 = schedules.iter().map(Schedules::highest_cost).sum();
    let of_rows = forms.rows.iter().map(|form| match form {
        OnRow::Spread { weight, percent } => {
            let (weight, percent) = (*weight, *percent);
            let rule = UnitSpread { weight, percent };
            let mut turns: BTreeMap<(UnitIdx, NaiveDate), i128> = BTreeMap::new();
            for ((person, _), own) in problem.people().zip(&schedules) {
                for shift in own.open() {
                    let day = (problem.unit_of(person), problem[*shift].day);
                    *turns.entry(day).or_default() += 1;
                }
            }
            let over = turns.iter().filter(|((unit, _), n_turns)| {
                rule.cap_for(problem, *unit) < usize::try_from(**n_turns).unwrap_or(0)
            });
            i128::from(weight) * over.map(|(_, n_turns)| n_turns).sum::<i128>()
        }
        OnRow::Coverage
        | OnRow::Skills
        | OnRow::Seniors { .. }
        | OnRow::Apart
        | OnRow::Together => 0,
    });
    alone + of_rows.sum::<i128>()
}
