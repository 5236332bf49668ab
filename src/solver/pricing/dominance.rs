//! Dominance: a label is dropped when another that ends at the same place can do everything it can
//! and costs no more (Irnich & Desaulniers 2005, "Shortest path problems with resource
//! constraints").
//!
//! A resource with a minimum still to reach compares only at equal levels, so labels are sorted
//! into buckets by those levels first; all other resources dominate by having consumed less.

use super::label::Label;
use crate::solver::model::schedule::ModelPerson;

/// Which labels of one person may be compared.
pub(super) struct Dominance<const K: usize> {
    /// See `Resource::floor`.
    floor: [i64; K],
    /// From this streak on, more days in a row are no better.
    needed_streak: u16,
    /// Whether [`Self::bucket`] tells all buckets apart.
    is_exact: bool,
}

impl<const K: usize> Dominance<K> {
    pub(super) fn new(person: &ModelPerson) -> Self {
        let mut floor = [0; K];
        for (floor, resource) in floor.iter_mut().zip(&person.resources) {
            *floor = resource.floor();
        }
        let needed_streak = match person.streak.least {
            ..=1 => 0,
            least => least,
        };
        let n_buckets = (floor.iter()).try_fold(u128::from(needed_streak) + 1, |n, floor| {
            n.checked_mul(n_levels(*floor))
        });
        Self {
            floor,
            needed_streak,
            is_exact: n_buckets.is_some(),
        }
    }

    /// Moves the labels in `fresh` that no other dominates to the end of `kept`, cheapest first
    /// within each bucket. `order` is working memory.
    pub(super) fn keep_undominated(
        &self,
        fresh: &[Label<K>],
        order: &mut Vec<(u128, i64, usize)>,
        kept: &mut Vec<Label<K>>,
    ) {
        order.clear();
        let keys = fresh.iter().enumerate();
        order.extend(keys.map(|(idx, label)| (self.bucket(label), label.cost, idx)));
        order.sort_unstable();
        let mut start = kept.len();
        let mut bucket = None;
        for (mine, _, idx) in order {
            if bucket != Some(*mine) {
                (bucket, start) = (Some(*mine), kept.len());
            }
            let label = fresh[*idx];
            let mut cheaper = kept[start..].iter();
            if !cheaper.any(|other| self.compares(&label, other) && label.is_dominated_by(other)) {
                kept.push(label);
            }
        }
    }

    /// Whether labels of one bucket may be compared: a bucket whose number is not exact may hold
    /// labels of several.
    fn compares(&self, a: &Label<K>, b: &Label<K>) -> bool {
        self.is_exact || a.levels == b.levels
    }

    /// The level of each resource that has a minimum, capped there, and the streak likewise, as one
    /// number: labels of different numbers are never compared.
    fn bucket(&self, label: &Label<K>) -> u128 {
        let streak = u128::from(label.streak.min(self.needed_streak));
        let levels = self.floor.iter().zip(label.levels);
        let needed = levels.map(|(floor, level)| (*floor, level.min(*floor)));
        needed
            .filter(|(floor, _)| 0 < *floor)
            .fold(streak, |number, (floor, level)| {
                let digit = u128::from(level.unsigned_abs());
                number.wrapping_mul(n_levels(floor)).wrapping_add(digit)
            })
    }
}

/// How many levels up to `floor` there are.
fn n_levels(floor: i64) -> u128 {
    u128::from(floor.unsigned_abs()) + 1
}

impl<const K: usize> Label<K> {
    /// Whether every extension of it is possible for `other` too and costs no more there; `other`
    /// stands in the same bucket and costs no more itself.
    fn is_dominated_by(&self, other: &Self) -> bool {
        let mut consumed = other.levels.iter().zip(&self.levels);
        consumed.all(|(other, mine)| other <= mine)
            && other.streak <= self.streak
            && self.days_off <= other.days_off
    }
}
