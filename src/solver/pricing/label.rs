//! Labels, which stand for partial paths, and the resource extension functions that make one label
//! of another (Irnich & Desaulniers 2005, "Shortest path problems with resource constraints").

use std::num::NonZeroUsize;

use crate::solver::model::SCALE;
use crate::solver::model::index::TurnAt;
use crate::solver::model::schedule::{Arc, ModelPerson, Step, Tip, Turn};

/// A label's place among the labels of its person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct LabelIdx(NonZeroUsize);

impl LabelIdx {
    pub(super) fn new(idx: usize) -> Self {
        Self(NonZeroUsize::MIN.saturating_add(idx))
    }

    pub(super) fn get(self) -> usize {
        self.0.get() - 1
    }
}

/// A partial path that ends at a turn or waits after it, with its levels of `K` resources.
#[derive(Clone, Copy)]
pub(super) struct Label<const K: usize> {
    /// Reduced cost so far, scaled; resources are priced at the end.
    pub(super) cost: i64,
    pub(super) levels: [i64; K],
    pub(super) streak: u16,
    /// Longest time off so far.
    pub(super) days_off: u16,
    pub(super) at: TurnAt,
    /// The label it was made of; `None` at the first turn.
    pub(super) before: Option<LabelIdx>,
}

/// Reduced cost of the schedule that ends with `label`, scaled; `None` if it may not end there.
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
    for (resource, level) in person.resources.iter().zip(label.levels) {
        tail += resource.cost(level)?;
    }
    Some(label.cost + tail * SCALE)
}

/// The resource extension functions of one person.
pub(super) struct Extension<'a, const K: usize> {
    person: &'a ModelPerson,
    /// Limits of the resources; the highest number where there is none.
    most: [i64; K],
    /// For each turn, what it consumes where no block says otherwise.
    consumption: Vec<[i64; K]>,
    has_blocks: bool,
    counts_streak: bool,
    counts_days_off: bool,
}

impl<'a, const K: usize> Extension<'a, K> {
    pub(super) fn new(person: &'a ModelPerson) -> Self {
        let mut most = [i64::MAX; K];
        let mut consumption = vec![[0; K]; person.turns.len()];
        for (nth, resource) in person.resources.iter().enumerate() {
            most[nth] = resource.most.unwrap_or(i64::MAX);
            for (consumed, amount) in consumption.iter_mut().zip(&resource.consumption) {
                consumed[nth] = *amount;
            }
        }
        let n_most = person.turn_limit();
        let may_bind = |streak: u16| n_most.is_none_or(|most| i64::from(streak) < most);
        Self {
            person,
            most,
            consumption,
            has_blocks: person.resources.iter().any(|it| !it.blocks.is_empty()),
            counts_streak: 1 < person.streak.least || person.streak.most.is_some_and(may_bind),
            counts_days_off: 0 < person.home.days,
        }
    }

    /// The label of the path that starts with turn `at`.
    pub(super) fn first(&self, at: TurnAt, cost: i64, days_off: u16) -> Option<Label<K>> {
        let levels = self.consumption[at.get()];
        let is_within = levels.iter().zip(&self.most).all(|(it, most)| it <= most);
        is_within.then(|| Label {
            cost,
            levels,
            streak: u16::from(self.counts_streak),
            days_off: if self.counts_days_off { days_off } else { 0 },
            at,
            before: None,
        })
    }

    /// `label` extended along `arc` to turn `at`, whose scaled cost less its duals is `weight`.
    pub(super) fn next(
        &self,
        label: &Label<K>,
        before: LabelIdx,
        arc: Arc,
        at: TurnAt,
        weight: i64,
    ) -> Option<Label<K>> {
        let mut levels = label.levels;
        for (level, consumed) in levels.iter_mut().zip(&self.consumption[at.get()]) {
            *level += consumed;
        }
        if self.has_blocks {
            for (nth, resource) in self.person.resources.iter().enumerate() {
                levels[nth] = label.levels[nth] + resource.consumed(Some(label.at), at);
            }
        }
        if levels.iter().zip(&self.most).any(|(it, most)| most < it) {
            return None;
        }
        let mut streak = 0;
        if self.counts_streak {
            if arc.step == Step::Later && 0 < label.streak && !self.may_leave(label) {
                return None;
            }
            streak = arc.step.streak_after(label.streak);
            if self.person.streak.exceeds(streak) {
                return None;
            }
        }
        Some(Label {
            cost: label.cost + arc.cost * SCALE + weight,
            levels,
            streak,
            days_off: if self.counts_days_off {
                label.days_off.max(arc.days_off)
            } else {
                0
            },
            at,
            before: Some(before),
        })
    }

    /// Whether days off may follow `label`.
    pub(super) fn may_leave(&self, label: &Label<K>) -> bool {
        let turn = &self.person.turns[label.at.get()];
        let limit = self.person.streak;
        !self.counts_streak || limit.may_end(label.streak, turn, self.person.n_days)
    }
}
