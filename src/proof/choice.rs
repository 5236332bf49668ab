//! Shows that of a few lines for each person no choice keeps every condition.
//!
//! Lines that fit nowhere are struck out: those that would fill a condition too much or leave it
//! too empty whatever the others take, those that leave too little of the budget, and those with
//! which no possible cost can come out. Where that leaves somebody or some condition with nothing,
//! there is no choice. Striking out in another order leaves the same lines, so the cases of a
//! certificate hold here too, though they were found by other code.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::domain::ids::{PersonIdx, ShiftIdx};
use crate::rules::record::{Duals, ProofNode};

use super::certificate::{Part, Prices};
use super::lines::{Decision, Line};
use super::remainders::Remainders;
use super::rows::Condition;

/// A condition: its right-hand side, and what a sum one short and one beyond adds to the bound;
/// `None` if it may not be so, or there is no budget for it.
struct Limit {
    right_hand_side: i128,
    under: Option<i128>,
    over: Option<i128>,
}

impl Limit {
    /// Least and most the sum may be.
    fn range(&self) -> (i128, i128) {
        let exactly = self.right_hand_side;
        let low = self.under.map_or(exactly, |_| i128::MIN / 4);
        let high = self.over.map_or(exactly, |_| i128::MAX / 4);
        (low, high)
    }

    /// What the sum nearest to the right-hand side between the two adds to the bound.
    fn least_cost(&self, (low, high): (i128, i128)) -> i128 {
        let short = self.right_hand_side - high;
        let beyond = low - self.right_hand_side;
        let cost = |by: i128, unit: Option<i128>| if 0 < by { by * unit.unwrap_or(0) } else { 0 };
        cost(short, self.under) + cost(beyond, self.over)
    }
}

/// A line that somebody could take.
struct Candidate {
    shifts: Vec<ShiftIdx>,
    /// What it adds to the bound, scaled.
    excess: i128,
    /// What it counts in each of the person's conditions.
    counts: Vec<i128>,
    remainder: i128,
}

/// Somebody, their candidates, and the conditions (by position) in which some of these count.
struct Chooser {
    person: PersonIdx,
    candidates: Vec<Candidate>,
    conditions: Vec<usize>,
}

struct Whole {
    limits: Vec<Limit>,
    choosers: Vec<Chooser>,
    /// What a choice may add to the bound, scaled.
    budget: i128,
    scale: i128,
    remainders: Option<Remainders>,
}

/// A choice that is still to be made.
pub(super) struct Choice {
    whole: Rc<Whole>,
    /// For each person the candidates left; `None` if the choice cannot be made.
    left: Option<Vec<Vec<usize>>>,
}

impl Choice {
    /// The choice of lines for a roster cheaper than `bound`.
    pub(super) fn new(
        part: &Part<'_>,
        bound: i64,
        conditions: &[String],
        duals: &[Duals],
        decisions: &[Decision],
    ) -> Result<Self, String> {
        let scale = i128::from(part.scale);
        let (step, residue) = part.possible_costs();
        let below = i128::from(bound) - 1;
        let target = below - (below - residue).rem_euclid(step);
        let (budget, mut lines) = candidates(part, target * scale, duals, decisions)?;
        let first = duals.first().ok_or("no multipliers")?;
        let mut limits = Vec::with_capacity(conditions.len());
        let mut named: Vec<Condition> = Vec::with_capacity(conditions.len());
        let mut prices = Vec::new();
        let mut names = BTreeSet::new();
        for name in conditions {
            if !names.insert(name) {
                return Err(format!("`{name}` stands twice"));
            }
            let condition = part.condition(name)?;
            let value = first.get(name).copied().unwrap_or(0);
            let (under, over) = condition.misses(i128::from(value), part.scale);
            let is_affordable = |it: &i128| *it <= budget;
            let limit = Limit {
                right_hand_side: condition.right_hand_side(part.problem),
                under: under.filter(is_affordable),
                over: over.filter(is_affordable),
            };
            prices.extend(limit.over.map(|_| condition.price()));
            limits.push(limit);
            named.push(condition);
        }
        if first.keys().any(|name| !names.contains(name)) {
            return Err("a multiplier of a condition that is not named".to_owned());
        }
        let remainders = Remainders::new(part, &prices, target, &mut lines);
        let choosers = part.people.iter().zip(lines);
        let whole = Whole {
            choosers: choosers
                .map(|(person, lines)| chooser(part, *person, lines, &named))
                .collect(),
            limits,
            budget,
            scale,
            remainders,
        };
        let left = whole.choosers.iter();
        let mut choice = Self {
            left: Some(left.map(|it| (0..it.candidates.len()).collect()).collect()),
            whole: Rc::new(whole),
        };
        choice.strike_out();
        Ok(choice)
    }

    /// The cases that `node` makes of it, the one to be shown first last.
    pub(super) fn cases(self, part: &Part<'_>, node: &ProofNode) -> Result<Vec<Self>, String> {
        match node {
            ProofNode::Clash if self.left.is_none() => Ok(Vec::new()),
            ProofNode::Clash => Err("a choice is left".to_owned()),
            ProofNode::Split { person, shift } => {
                let (person, shift) = part.turn(person, shift)?;
                let case = |stands: bool| self.decided(person, shift, stands);
                Ok(vec![case(false), case(true)])
            }
            ProofNode::Leaf { .. } | ProofNode::Lines { .. } => {
                Err("stands inside a choice".to_owned())
            }
        }
    }

    /// What is left if `person` stands `shift`, or does not.
    fn decided(&self, person: PersonIdx, shift: ShiftIdx, stands: bool) -> Self {
        let mut case = Self {
            whole: Rc::clone(&self.whole),
            left: self.left.clone(),
        };
        let choosers = self.whole.choosers.iter();
        for (chooser, left) in choosers.zip(case.left.iter_mut().flatten()) {
            if chooser.person == person {
                left.retain(|it| chooser.candidates[*it].shifts.contains(&shift) == stands);
            }
        }
        case.strike_out();
        case
    }

    /// Strikes out what fits nowhere, until nothing more does.
    fn strike_out(&mut self) {
        while let Some(left) = &mut self.left {
            let n_before: usize = left.iter().map(Vec::len).sum();
            if !self.whole.strike_out(left) {
                self.left = None;
                return;
            }
            if left.iter().map(Vec::len).sum::<usize>() == n_before {
                return;
            }
        }
    }
}

impl Whole {
    /// One round; false if somebody or some condition is left with nothing.
    fn strike_out(&self, left: &mut [Vec<usize>]) -> bool {
        if left.iter().any(Vec::is_empty) {
            return false;
        }
        let ranges: Vec<Vec<(i128, i128)>> = (self.choosers.iter().zip(left.iter()))
            .map(|(chooser, left)| chooser.ranges(left))
            .collect();
        let mut sums = vec![(0, 0); self.limits.len()];
        for (chooser, ranges) in self.choosers.iter().zip(&ranges) {
            for (condition, range) in chooser.conditions.iter().zip(ranges) {
                sums[*condition].0 += range.0;
                sums[*condition].1 += range.1;
            }
        }
        let limits = self.limits.iter().zip(&sums);
        if { limits }.any(|(limit, sum)| sum.1 < limit.range().0 || limit.range().1 < sum.0) {
            return false;
        }
        let choosers = self.choosers.iter().zip(&ranges);
        for ((chooser, ranges), left) in choosers.zip(left.iter_mut()) {
            for (nth, (condition, range)) in chooser.conditions.iter().zip(ranges).enumerate() {
                let (low, high) = self.limits[*condition].range();
                let low = low - (sums[*condition].1 - range.1);
                let high = high - (sums[*condition].0 - range.0);
                left.retain(|it| (low..=high).contains(&chooser.candidates[*it].counts[nth]));
            }
        }
        let of_conditions = self.limits.iter().zip(&sums);
        let of_conditions: i128 = of_conditions.map(|(it, sum)| it.least_cost(*sum)).sum();
        self.strike_out_by_cost(left, of_conditions)
    }

    fn strike_out_by_cost(&self, left: &mut [Vec<usize>], of_conditions: i128) -> bool {
        let cheapest = |(chooser, left): (&Chooser, &Vec<usize>)| {
            left.iter().map(|it| chooser.candidates[*it].excess).min()
        };
        let cheapest: Option<Vec<i128>> = (self.choosers.iter().zip(left.iter()))
            .map(cheapest)
            .collect();
        let Some(cheapest) = cheapest else {
            return false;
        };
        let spare = self.budget - of_conditions - cheapest.iter().sum::<i128>();
        if spare < 0 {
            return false;
        }
        for ((chooser, cheapest), left) in self.choosers.iter().zip(cheapest).zip(left.iter_mut()) {
            left.retain(|it| chooser.candidates[*it].excess - cheapest <= spare);
        }
        let Some(remainders) = &self.remainders else {
            return true;
        };
        let sets: Vec<BTreeSet<i128>> = (self.choosers.iter().zip(left.iter()))
            .map(|(chooser, left)| {
                left.iter()
                    .map(|it| chooser.candidates[*it].remainder)
                    .collect()
            })
            .collect();
        let Some(fitting) = remainders.fitting(spare.div_euclid(self.scale), &sets) else {
            return false;
        };
        for ((chooser, fitting), left) in self.choosers.iter().zip(fitting).zip(left) {
            left.retain(|it| fitting.contains(&chooser.candidates[*it].remainder));
        }
        true
    }
}

impl Chooser {
    /// Least and most the candidates `left` count in each condition.
    fn ranges(&self, left: &[usize]) -> Vec<(i128, i128)> {
        let range = |nth: usize| {
            let counts = left.iter().map(|it| self.candidates[*it].counts[nth]);
            counts.fold((i128::MAX, i128::MIN), |(low, high), it| {
                (low.min(it), high.max(it))
            })
        };
        (0..self.conditions.len()).map(range).collect()
    }
}

/// Lines of a person, each with its excess and, later, its remainder.
pub(super) type Weighed = Vec<(Line, i128, i128)>;

/// What a choice may add to the bound, and for each person the lines that all of `duals` leave room
/// for where a roster may cost `most`, scaled.
fn candidates(
    part: &Part<'_>,
    most: i128,
    duals: &[Duals],
    decisions: &[Decision],
) -> Result<(i128, Vec<Weighed>), String> {
    let mut priced: Vec<(Prices, Vec<i128>, i128)> = Vec::with_capacity(duals.len());
    for duals in duals {
        let prices = part.prices(duals)?;
        let Some(cheapest) = part.cheapest(&prices, decisions) else {
            return Ok((0, vec![Vec::new(); part.people.len()]));
        };
        let budget = most - prices.bound(&cheapest);
        priced.push((prices, cheapest, budget));
    }
    let ((prices, cheapest, budget), others) = priced.split_first().ok_or("no multipliers")?;
    let scale = i128::from(part.scale);
    let mut all = Vec::with_capacity(part.people.len());
    for (nth, lines) in part.lines.iter().enumerate() {
        let reduced = |line: &Line, prices: &Prices| {
            let credits = line
                .shifts
                .iter()
                .filter_map(|it| prices.credits[nth].get(it));
            line.cost * scale - credits.sum::<i128>()
        };
        let within = lines
            .within(
                part.scale,
                &prices.credits[nth],
                decisions,
                cheapest[nth] + budget,
            )
            .ok_or("the multipliers leave too many lines")?;
        let fits = |line: &Line| {
            let mut others = others.iter();
            others.all(|(prices, cheapest, budget)| reduced(line, prices) <= cheapest[nth] + budget)
        };
        let fitting = within.into_iter().filter(fits);
        let weighed = fitting.map(|line| {
            let excess = reduced(&line, prices) - cheapest[nth];
            (line, excess, 0)
        });
        all.push(weighed.collect());
    }
    Ok((*budget, all))
}

fn chooser(part: &Part<'_>, person: PersonIdx, lines: Weighed, named: &[Condition]) -> Chooser {
    let counts_of = |line: &Line, condition: &Condition| -> i128 {
        let shifts = line.shifts.iter();
        shifts
            .map(|it| condition.counts(part.problem, person, *it))
            .sum()
    };
    let open: BTreeSet<ShiftIdx> = { lines.iter() }
        .flat_map(|(line, _, _)| line.shifts.iter().copied())
        .collect();
    let counts_in = |nth: &usize| {
        let mut open = open.iter();
        open.any(|shift| named[*nth].counts(part.problem, person, *shift) != 0)
    };
    let conditions: Vec<usize> = (0..named.len()).filter(counts_in).collect();
    let candidate = |(line, excess, remainder): (Line, i128, i128)| Candidate {
        excess,
        counts: { conditions.iter() }
            .map(|nth| counts_of(&line, &named[*nth]))
            .collect(),
        remainder,
        shifts: line.shifts,
    };
    Chooser {
        person,
        candidates: lines.into_iter().map(candidate).collect(),
        conditions,
    }
}
