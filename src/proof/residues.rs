//! Residues of column costs modulo twice the weight of a load; the checker's own copy of the
//! solver's filter.
//!
//! A square has the parity of its root, so of a column's cost, less `weight` times its load, only the
//! *residue* matters; and where every seat is filled, the loads add up to a constant. The residues of
//! the columns chosen therefore say which costs can come out.

use std::collections::BTreeSet;

use super::certificate::Component;
use super::enumeration::Weighed;
use super::granularity::greatest_divisor;

/// Residues told apart at most.
const MOST: i128 = 64;

/// A choice of columns costs `constant` and the sum of their residues, modulo `modulus`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Residues {
    modulus: i128,
    /// Divides the modulus and every residue.
    divisor: i128,
    constant: i128,
    /// Highest cost asked for.
    target: i128,
}

impl Residues {
    /// Notes the residue of every column. `None` if they tell nothing, or too many apart. `prices` are
    /// those of rows that may be missed.
    pub(super) fn new(
        component: &Component<'_>,
        prices: &[i128],
        target: i128,
        people: &mut [Weighed],
    ) -> Option<Self> {
        let weight = component.load_weight();
        let constant = weight * component.whole_load()?;
        let modulus = prices.iter().copied().fold(2 * weight, greatest_divisor);
        if modulus < 1 {
            return None;
        }
        let mut divisor = modulus;
        for (person, columns) in component.people.iter().zip(people) {
            let carried = component.problem[*person].carried;
            for (schedule, _, residue) in columns {
                let load = i128::from(carried) + i128::from(schedule.points);
                *residue = (schedule.cost - weight * load).rem_euclid(modulus);
                divisor = greatest_divisor(divisor, *residue);
            }
        }
        (modulus / divisor <= MOST).then_some(Self {
            modulus,
            divisor,
            constant,
            target,
        })
    }

    /// For each person, of the residues in `sets` those that some cost from `spare` below the
    /// highest up to the highest takes. `None` if somebody has none.
    pub(super) fn fitting(
        &self,
        spare: i128,
        sets: &[BTreeSet<i128>],
    ) -> Option<Vec<BTreeSet<i128>>> {
        let highest = self.target - self.constant;
        let mut wanted = BTreeSet::new();
        // Sums that it does not divide come out of no choice.
        let mut below = highest.rem_euclid(self.divisor);
        while below <= spare && below < self.modulus {
            wanted.insert((highest - below).rem_euclid(self.modulus));
            below += self.divisor;
        }
        let mut after = vec![BTreeSet::from([0])];
        for set in sets.iter().rev() {
            let sums = self.sums(&after[after.len() - 1], set);
            after.push(sums);
        }
        let mut before = BTreeSet::from([0]);
        let mut fitting = Vec::with_capacity(sets.len());
        for (nth, set) in sets.iter().enumerate() {
            let others = self.sums(&before, &after[sets.len() - nth - 1]);
            let fits = |it: &i128| {
                !self
                    .sums(&others, &BTreeSet::from([*it]))
                    .is_disjoint(&wanted)
            };
            let mine: BTreeSet<i128> = set.iter().copied().filter(fits).collect();
            if mine.is_empty() {
                return None;
            }
            before = self.sums(&before, &mine);
            fitting.push(mine);
        }
        Some(fitting)
    }

    fn sums(&self, a: &BTreeSet<i128>, b: &BTreeSet<i128>) -> BTreeSet<i128> {
        let pairs = a.iter().flat_map(|a| b.iter().map(move |b| a + b));
        pairs.map(|sum| sum.rem_euclid(self.modulus)).collect()
    }
}
