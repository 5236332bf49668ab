//! Shows that of the columns that survive reduced-cost filtering, no choice of one for each person
//! keeps every row and costs less than a bound.
//!
//! Columns that fit nowhere are filtered out: those that would fill a row too much or leave it too
//! empty whatever the others take, those that leave too little of the budget, and those with which
//! no possible cost can come out (bound propagation). Where that leaves somebody or some row with
//! nothing, there is no choice. Propagation in another order reaches the same fixed point, so the
//! cases of a certificate hold here too, though they were found by other code.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::domain::ids::{PersonIdx, ShiftIdx};
use crate::rules::record::{Duals, ProofNode};

use super::certificate::{Component, Prices};
use super::fault::{NodeFault, Stop};
use super::residues::Residues;
use super::rows::Row;
use super::schedules::{Decision, Schedule};
use super::work::hold;

/// A row: its right-hand side, and what a sum one short and one beyond adds to the bound; `None` if
/// it may not be so, or there is no budget for it.
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

/// A schedule that somebody could take.
struct Column {
    shifts: Vec<ShiftIdx>,
    /// What it adds to the bound, scaled.
    excess: i128,
    /// What it counts in each of the person's rows.
    counts: Vec<i128>,
    residue: i128,
}

/// Somebody, their columns, and the rows (by position) in which some of these count.
struct PersonColumns {
    person: PersonIdx,
    columns: Vec<Column>,
    rows: Vec<usize>,
}

struct Whole {
    limits: Vec<Limit>,
    people: Vec<PersonColumns>,
    /// What a solution may add to the bound, scaled.
    budget: i128,
    scale: i128,
    residues: Option<Residues>,
}

/// The columns left at one node of the search through them.
pub(super) struct Enumeration {
    whole: Rc<Whole>,
    /// For each person the columns left; `None` if somebody or some row is left with nothing.
    left: Option<Vec<Vec<usize>>>,
}

impl Enumeration {
    /// The columns for a roster cheaper than `bound`.
    pub(super) fn new(
        component: &Component<'_>,
        bound: i64,
        rows: &[String],
        duals: &[Duals],
        decisions: &[Decision],
    ) -> Result<Self, Stop> {
        let scale = i128::from(component.scale);
        (component.work).spend(component.people.len() * component.problem.shifts().len())?;
        let target = component.granularity().round_down(i128::from(bound) - 1);
        let (budget, mut columns) = filtered(component, target * scale, duals, decisions)?;
        let first = duals.first().ok_or(NodeFault::NoDuals)?;
        let mut limits = Vec::with_capacity(rows.len());
        let mut named: Vec<Row> = Vec::with_capacity(rows.len());
        let mut prices = Vec::new();
        let mut names = BTreeSet::new();
        for name in rows {
            if !names.insert(name) {
                return Err(NodeFault::RowTwice(name.clone()).into());
            }
            let row = component.row(name)?;
            let value = first.get(name).copied().unwrap_or(0);
            let (under, over) = row.misses(i128::from(value), component.scale, component.gap);
            let is_affordable = |it: &i128| *it <= budget;
            let limit = Limit {
                right_hand_side: row.right_hand_side(component.problem),
                under: under.filter(is_affordable),
                over: over.filter(is_affordable),
            };
            prices.extend(limit.over.map(|_| row.price()));
            limits.push(limit);
            named.push(row);
        }
        if let Some(name) = first.keys().find(|name| !names.contains(name)) {
            return Err(NodeFault::UnnamedRow(name.clone()).into());
        }
        let residues = Residues::new(component, &prices, target, &mut columns);
        let mut people = Vec::with_capacity(columns.len());
        let mut n_held = 0;
        for (person, columns) in component.people.iter().zip(columns) {
            component.work.spend(columns.len())?;
            let of_person = person_columns(component, *person, columns, &named);
            n_held += of_person.columns.len() * (COLUMN + of_person.rows.len());
            hold(n_held)?;
            people.push(of_person);
        }
        let whole = Whole {
            people,
            limits,
            budget,
            scale,
            residues,
        };
        let left = whole.people.iter();
        let mut root = Self {
            left: Some(left.map(|it| (0..it.columns.len()).collect()).collect()),
            whole: Rc::new(whole),
        };
        root.propagate(component)?;
        Ok(root)
    }

    /// How many numbers it holds, roughly.
    pub(super) fn n_left(&self) -> usize {
        let left = self.left.iter().flatten();
        left.map(|it| it.len() / 2 + 2).sum()
    }

    /// The cases that `node` makes of it, the one to be shown first last.
    pub(super) fn cases(
        self,
        component: &Component<'_>,
        node: &ProofNode,
    ) -> Result<Vec<Self>, Stop> {
        match node {
            ProofNode::Clash if self.left.is_none() => Ok(Vec::new()),
            ProofNode::Clash => Err(NodeFault::NoClash.into()),
            ProofNode::Split { person, shift } => {
                let (person, shift) = component.turn(person, shift)?;
                let case = |stands: bool| self.decided(component, person, shift, stands);
                Ok(vec![case(false)?, case(true)?])
            }
            ProofNode::Leaf { .. } | ProofNode::Columns { .. } => Err(NodeFault::Nested.into()),
        }
    }

    /// What is left if `person` stands `shift`, or does not.
    fn decided(
        &self,
        component: &Component<'_>,
        person: PersonIdx,
        shift: ShiftIdx,
        stands: bool,
    ) -> Result<Self, Stop> {
        let mut case = Self {
            whole: Rc::clone(&self.whole),
            left: self.left.clone(),
        };
        let people = self.whole.people.iter();
        for (it, left) in people.zip(case.left.iter_mut().flatten()) {
            if it.person == person {
                left.retain(|nth| it.columns[*nth].shifts.contains(&shift) == stands);
            }
        }
        case.propagate(component)?;
        Ok(case)
    }

    /// Filters out columns that fit nowhere, until nothing more changes.
    fn propagate(&mut self, component: &Component<'_>) -> Result<(), Stop> {
        while let Some(left) = &mut self.left {
            let n_before: usize = left.iter().map(Vec::len).sum();
            component.work.spend(n_before + left.len())?;
            if !self.whole.propagate(left) {
                self.left = None;
                return Ok(());
            }
            if left.iter().map(Vec::len).sum::<usize>() == n_before {
                return Ok(());
            }
        }
        Ok(())
    }
}

/// Numbers that a column takes beside its counts, roughly.
const COLUMN: usize = 10;

impl Whole {
    /// One round; false if somebody or some row is left with nothing.
    fn propagate(&self, left: &mut [Vec<usize>]) -> bool {
        if left.iter().any(Vec::is_empty) {
            return false;
        }
        let ranges: Vec<Vec<(i128, i128)>> = (self.people.iter().zip(left.iter()))
            .map(|(person, left)| person.ranges(left))
            .collect();
        let mut sums = vec![(0, 0); self.limits.len()];
        for (person, ranges) in self.people.iter().zip(&ranges) {
            for (row, range) in person.rows.iter().zip(ranges) {
                sums[*row].0 += range.0;
                sums[*row].1 += range.1;
            }
        }
        let limits = self.limits.iter().zip(&sums);
        if { limits }.any(|(limit, sum)| sum.1 < limit.range().0 || limit.range().1 < sum.0) {
            return false;
        }
        let people = self.people.iter().zip(&ranges);
        for ((person, ranges), left) in people.zip(left.iter_mut()) {
            for (nth, (row, range)) in person.rows.iter().zip(ranges).enumerate() {
                let (low, high) = self.limits[*row].range();
                let low = low - (sums[*row].1 - range.1);
                let high = high - (sums[*row].0 - range.0);
                left.retain(|it| (low..=high).contains(&person.columns[*it].counts[nth]));
            }
        }
        let of_rows = self.limits.iter().zip(&sums);
        let of_rows: i128 = of_rows.map(|(it, sum)| it.least_cost(*sum)).sum();
        self.propagate_cost(left, of_rows)
    }

    fn propagate_cost(&self, left: &mut [Vec<usize>], of_rows: i128) -> bool {
        let cheapest = |(person, left): (&PersonColumns, &Vec<usize>)| {
            left.iter().map(|it| person.columns[*it].excess).min()
        };
        let cheapest: Option<Vec<i128>> = (self.people.iter().zip(left.iter()))
            .map(cheapest)
            .collect();
        let Some(cheapest) = cheapest else {
            return false;
        };
        let spare = self.budget - of_rows - cheapest.iter().sum::<i128>();
        if spare < 0 {
            return false;
        }
        for ((person, cheapest), left) in self.people.iter().zip(cheapest).zip(left.iter_mut()) {
            left.retain(|it| person.columns[*it].excess - cheapest <= spare);
        }
        let Some(residues) = &self.residues else {
            return true;
        };
        let sets: Vec<BTreeSet<i128>> = (self.people.iter().zip(left.iter()))
            .map(|(person, left)| left.iter().map(|it| person.columns[*it].residue).collect())
            .collect();
        let Some(fitting) = residues.fitting(spare.div_euclid(self.scale), &sets) else {
            return false;
        };
        for ((person, fitting), left) in self.people.iter().zip(fitting).zip(left) {
            left.retain(|it| fitting.contains(&person.columns[*it].residue));
        }
        true
    }
}

impl PersonColumns {
    /// Least and most the columns `left` count in each row.
    fn ranges(&self, left: &[usize]) -> Vec<(i128, i128)> {
        let range = |nth: usize| {
            let counts = left.iter().map(|it| self.columns[*it].counts[nth]);
            counts.fold((i128::MAX, i128::MIN), |(low, high), it| {
                (low.min(it), high.max(it))
            })
        };
        (0..self.rows.len()).map(range).collect()
    }
}

/// Schedules of a person, each with its excess and, later, its residue.
pub(super) type Weighed = Vec<(Schedule, i128, i128)>;

/// What a solution may add to the bound, and for each person the schedules whose reduced cost at all of
/// `duals` fits where a roster may cost `most`, scaled.
fn filtered(
    component: &Component<'_>,
    most: i128,
    duals: &[Duals],
    decisions: &[Decision],
) -> Result<(i128, Vec<Weighed>), Stop> {
    let mut priced: Vec<(Prices, Vec<i128>, i128)> = Vec::with_capacity(duals.len());
    for duals in duals {
        let prices = component.prices(duals)?;
        let Some(cheapest) = component.cheapest(&prices, decisions)? else {
            return Ok((0, vec![Vec::new(); component.people.len()]));
        };
        let budget = most - prices.bound(&cheapest);
        priced.push((prices, cheapest, budget));
    }
    let ((prices, cheapest, budget), others) = priced.split_first().ok_or(NodeFault::NoDuals)?;
    let scale = i128::from(component.scale);
    let mut all = Vec::with_capacity(component.people.len());
    let mut n_held = 0;
    for (nth, schedules) in component.schedules.iter().enumerate() {
        let reduced = |it: &Schedule, prices: &Prices| {
            let credits = it.shifts.iter();
            let credits = credits.filter_map(|it| prices.credits[nth].get(it));
            it.cost * scale - credits.sum::<i128>()
        };
        let within = schedules.within(
            component.scale,
            &prices.credits[nth],
            decisions,
            cheapest[nth] + budget,
            component.work,
        )?;
        let within = within.ok_or(NodeFault::TooManyColumns)?;
        component.work.spend(within.len() * duals.len())?;
        let fits = |it: &Schedule| {
            let mut others = others.iter();
            others.all(|(prices, cheapest, budget)| reduced(it, prices) <= cheapest[nth] + budget)
        };
        let fitting = within.into_iter().filter(fits);
        let weighed = fitting.map(|it| {
            let excess = reduced(&it, prices) - cheapest[nth];
            (it, excess, 0)
        });
        let weighed: Weighed = weighed.collect();
        n_held += weighed.len() * COLUMN;
        hold(n_held)?;
        all.push(weighed);
    }
    Ok((*budget, all))
}

fn person_columns(
    component: &Component<'_>,
    person: PersonIdx,
    schedules: Weighed,
    named: &[Row],
) -> PersonColumns {
    let counts_of = |schedule: &Schedule, row: &Row| -> i128 {
        let shifts = schedule.shifts.iter();
        shifts
            .map(|it| row.counts(component.problem, person, *it))
            .sum()
    };
    let open: BTreeSet<ShiftIdx> = { schedules.iter() }
        .flat_map(|(it, _, _)| it.shifts.iter().copied())
        .collect();
    let counts_in = |nth: &usize| {
        let mut open = open.iter();
        open.any(|shift| named[*nth].counts(component.problem, person, *shift) != 0)
    };
    let rows: Vec<usize> = (0..named.len()).filter(counts_in).collect();
    let column = |(schedule, excess, residue): (Schedule, i128, i128)| Column {
        excess,
        counts: { rows.iter() }
            .map(|nth| counts_of(&schedule, &named[*nth]))
            .collect(),
        residue,
        shifts: schedule.shifts,
    };
    PersonColumns {
        person,
        columns: schedules.into_iter().map(column).collect(),
        rows,
    }
}
