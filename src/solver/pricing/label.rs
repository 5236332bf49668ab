//! Partial lines: how one goes on, and when one makes another needless.

use crate::solver::model::SCALE;
use crate::solver::model::schedule::{Arc, ModelPerson, Step, Tip, Turn};

/// A partial line, with its sums of `K` totals.
#[derive(Clone, Copy)]
pub(crate) struct Label<const K: usize> {
    pub(crate) cost: i64,
    pub(crate) sums: [i64; K],
    pub(crate) streak: u16,
    pub(crate) days_off: u16,
    pub(crate) at: u16,
    pub(crate) before: u32,
}

pub(crate) const NONE: u32 = u32::MAX;

/// Scaled cost of the line that ends with `label`.
pub(crate) fn finish<const K: usize>(
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
pub(crate) struct Extension<'a, const K: usize> {
    person: &'a ModelPerson,
    most: [i64; K],
    /// For each turn, what it adds where no block says otherwise.
    amounts: Vec<[i64; K]>,
    has_blocks: bool,
    counts_streak: bool,
    counts_days_off: bool,
}

impl<'a, const K: usize> Extension<'a, K> {
    pub(crate) fn new(person: &'a ModelPerson) -> Self {
        let mut most = [i64::MAX; K];
        let mut amounts = vec![[0; K]; person.turns.len()];
        for (nth, total) in person.totals.iter().enumerate() {
            most[nth] = total.most;
            for (amounts, amount) in amounts.iter_mut().zip(&total.amounts) {
                amounts[nth] = *amount;
            }
        }
        let n_most = (person.totals.iter())
            .filter(|total| total.blocks.is_empty() && total.amounts.iter().all(|it| 1 <= *it))
            .map(|total| total.most)
            .min();
        let may_bind = n_most.is_none_or(|most| i64::from(person.streak.most) < most);
        Self {
            person,
            most,
            amounts,
            has_blocks: person.totals.iter().any(|it| !it.blocks.is_empty()),
            counts_streak: 1 < person.streak.least || person.streak.most != u16::MAX && may_bind,
            counts_days_off: 0 < person.home.days,
        }
    }

    pub(crate) fn first(&self, at: usize, cost: i64, days_off: u16) -> Option<Label<K>> {
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

    pub(crate) fn next(
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
    pub(crate) fn may_leave(&self, label: &Label<K>) -> bool {
        let turn = &self.person.turns[usize::from(label.at)];
        let limit = self.person.streak;
        !self.counts_streak || limit.may_end(label.streak, turn, self.person.n_days)
    }
}
