//! What the cost of a choice of lines leaves, divided by twice the weight of a load.
//!
//! A square has the parity of its root, so of a line's cost, less `weight` times its load, only a
//! *remainder* matters; and where every seat is filled, the loads add up to a constant. The
//! remainders of the lines chosen therefore say which costs can come out.

use std::collections::BTreeSet;

use super::certificate::Part;
use super::choice::Weighed;
use super::costs::greatest_divisor;

/// Remainders told apart at most.
const MOST: i128 = 64;

/// The cost of a choice is `constant` and the remainders of its lines, modulo `modulus`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Remainders {
    modulus: i128,
    /// Divides the modulus and every remainder.
    grain: i128,
    constant: i128,
    /// Highest cost asked for.
    target: i128,
}

impl Remainders {
    /// Notes the remainder of every line. `None` if they tell nothing, or too many apart. `prices`
    /// are those of conditions that may be missed.
    pub(super) fn new(
        part: &Part<'_>,
        prices: &[i128],
        target: i128,
        people: &mut [Weighed],
    ) -> Option<Self> {
        let weight = i128::from(part.terms.fair_load?.weight);
        let constant = weight * part.whole_load()?;
        let modulus = prices.iter().copied().fold(2 * weight, greatest_divisor);
        if modulus < 1 {
            return None;
        }
        let mut grain = modulus;
        for (person, lines) in part.people.iter().zip(people) {
            let carried = part.problem[*person].carried;
            for (line, _, remainder) in lines {
                let load = i128::from(carried) + i128::from(line.points);
                *remainder = (line.cost - weight * load).rem_euclid(modulus);
                grain = greatest_divisor(grain, *remainder);
            }
        }
        (modulus / grain <= MOST).then_some(Self {
            modulus,
            grain,
            constant,
            target,
        })
    }

    /// For each person, of the remainders in `sets` those that some cost from `spare` below the
    /// highest up to the highest takes. `None` if somebody has none.
    pub(super) fn fitting(
        &self,
        spare: i128,
        sets: &[BTreeSet<i128>],
    ) -> Option<Vec<BTreeSet<i128>>> {
        let highest = self.target - self.constant;
        let mut wanted = BTreeSet::new();
        // Sums off the grain come out of no choice.
        let mut below = highest.rem_euclid(self.grain);
        while below <= spare && below < self.modulus {
            wanted.insert((highest - below).rem_euclid(self.modulus));
            below += self.grain;
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
