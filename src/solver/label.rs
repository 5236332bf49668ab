//! Partial lines: how one goes on, and when one makes another needless.

use super::person::{Arc, ModelPerson, Step, Tip, Turn};
use super::pricing::SCALE;

/// A partial line, with its sums of `K` totals.
#[derive(Clone, Copy)]
pub(super) struct Label<const K: usize> {
    pub(super) cost: i64,
    pub(super) sums: [i64; K],
    pub(super) streak: u16,
    pub(super) days_off: u16,
    pub(super) at: u16,
    pub(super) before: u32,
}

pub(super) const NONE: u32 = u32::MAX;

/// Scaled cost of the line that ends with `label`.
pub(super) fn finish<const K: usize>(
    person: &ModelPerson,
    turn: &Turn,
    label: &Label<K>,
    end: Tip,
) -> Option<i64> {
    let counts_streak = 0 < label.streak;
    if counts_streak && !person.streak.may_end(label.streak, turn, person.n_days) {
        return None;
    }
    let longest = label.days_off.max(end.days_off);
    let mut tail = end.cost + person.home.cost(longest);
    for (total, sum) in person.totals.iter().zip(label.sums) {
        tail += total.cost(sum)?;
    }
    Some(label.cost + tail * SCALE)
}

/// What one person's rules say about going on with a line.
pub(super) struct Extension<'a, const K: usize> {
    person: &'a ModelPerson,
    most: [i64; K],
    /// See `Total::floor`.
    floor: [i64; K],
    /// From this streak on, more days in a row are no better.
    needed_streak: u16,
    /// Whether [`Self::bucket`] tells all buckets apart.
    pub(super) is_exact: bool,
    /// For each turn, what it adds where no block says otherwise.
    amounts: Vec<[i64; K]>,
    has_blocks: bool,
    counts_streak: bool,
    counts_days_off: bool,
}

impl<'a, const K: usize> Extension<'a, K> {
    pub(super) fn new(person: &'a ModelPerson) -> Self {
        let mut most = [i64::MAX; K];
        let mut floor = [0; K];
        let mut amounts = vec![[0; K]; person.turns.len()];
        for (nth, total) in person.totals.iter().enumerate() {
            most[nth] = total.most;
            floor[nth] = total.floor();
            for (amounts, amount) in amounts.iter_mut().zip(&total.amounts) {
                amounts[nth] = *amount;
            }
        }
        let n_most = (person.totals.iter())
            .filter(|total| total.blocks.is_empty() && total.amounts.iter().all(|it| 1 <= *it))
            .map(|total| total.most)
            .min();
        let needed_streak = match person.streak.least {
            ..=1 => 0,
            least => least,
        };
        let may_bind = n_most.is_none_or(|most| i64::from(person.streak.most) < most);
        Self {
            person,
            most,
            floor,
            needed_streak,
            is_exact: { floor.iter() }
                .try_fold(u128::from(needed_streak) + 1, |n_buckets, floor| {
                    n_buckets.checked_mul(base(*floor))
                })
                .is_some(),
            amounts,
            has_blocks: person.totals.iter().any(|it| !it.blocks.is_empty()),
            counts_streak: 1 < person.streak.least || person.streak.most != u16::MAX && may_bind,
            counts_days_off: 0 < person.home.days,
        }
    }

    pub(super) fn first(&self, at: usize, cost: i64, days_off: u16) -> Option<Label<K>> {
        let sums = self.amounts[at];
        let is_within = sums.iter().zip(&self.most).all(|(sum, most)| sum <= most);
        is_within.then(|| Label {
            cost,
            sums,
            streak: u16::from(self.counts_streak),
            days_off: if self.counts_days_off { days_off } else { 0 },
            at: u16::try_from(at).unwrap_or(u16::MAX),
            before: NONE,
        })
    }

    pub(super) fn next(
        &self,
        label: &Label<K>,
        before: u32,
        arc: Arc,
        at: usize,
        weight: i64,
    ) -> Option<Label<K>> {
        let here = u16::try_from(at).unwrap_or(u16::MAX);
        let mut sums = label.sums;
        for (nth, sum) in sums.iter_mut().enumerate() {
            *sum += self.amounts[at][nth];
        }
        if self.has_blocks {
            for (nth, total) in self.person.totals.iter().enumerate() {
                sums[nth] = label.sums[nth] + total.added(Some(label.at), here);
            }
        }
        if sums.iter().zip(&self.most).any(|(sum, most)| most < sum) {
            return None;
        }
        let mut streak = 0;
        if self.counts_streak {
            if arc.step == Step::Later && 0 < label.streak && !self.may_leave(label) {
                return None;
            }
            streak = arc.step.streak_after(label.streak);
            if self.person.streak.most < streak {
                return None;
            }
        }
        Some(Label {
            cost: label.cost + arc.cost * SCALE + weight,
            sums,
            streak,
            days_off: if self.counts_days_off {
                label.days_off.max(arc.days_off)
            } else {
                0
            },
            at: here,
            before,
        })
    }

    /// Whether days off may follow `label`.
    pub(super) fn may_leave(&self, label: &Label<K>) -> bool {
        let turn = &self.person.turns[usize::from(label.at)];
        let limit = self.person.streak;
        !self.counts_streak || limit.may_end(label.streak, turn, self.person.n_days)
    }

    /// Labels compare only where this is equal: of what more is needed, how much there is, but no
    /// more than is needed; as one number, which tells all apart if `is_exact`.
    pub(super) fn bucket(&self, label: &Label<K>) -> u128 {
        let streak = u128::from(label.streak.min(self.needed_streak));
        let sums = self.floor.iter().zip(label.sums);
        let needed = sums.map(|(floor, sum)| (*floor, sum.min(*floor)));
        needed
            .filter(|(floor, _)| 0 < *floor)
            .fold(streak, |number, (floor, sum)| {
                let digit = u128::from(sum.unsigned_abs());
                number.wrapping_mul(base(floor)).wrapping_add(digit)
            })
    }
}

/// How many amounts up to `floor` there are.
fn base(floor: i64) -> u128 {
    u128::from(floor.unsigned_abs()) + 1
}

impl<const K: usize> Label<K> {
    /// Whether any way to go on from it is as good from `kept`, which stands in the same bucket and
    /// costs no more.
    pub(super) fn is_needless(&self, kept: &Self) -> bool {
        let has_no_more = kept
            .sums
            .iter()
            .zip(&self.sums)
            .all(|(kept, it)| kept <= it);
        has_no_more && kept.streak <= self.streak && self.days_off <= kept.days_off
    }
}
