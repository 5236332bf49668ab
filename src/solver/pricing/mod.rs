//! The best line of work of one person at given prices, by dynamic programming.
//!
//! Turns are the nodes in order of time, arcs and hubs say which may follow which. A label is a
//! partial line; one label makes another needless when it ends at the same place, costs no more,
//! has used no more of any total and of days in a row, nor had a shorter time off. Where more is
//! needed still (a least total, a least run), only an equal amount compares.

pub(crate) mod completion_bound;
mod dominance;
pub(crate) mod enumerate;
mod label;

use self::completion_bound::{ToGo, UNREACHABLE};
use self::dominance::Dominance;
use self::label::{Extension, Label, NONE, finish};
use crate::solver::model::schedule::{Arc, ModelPerson, Step};
use crate::solver::model::{Fix, SCALE};

/// A line and its reduced cost, scaled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Priced {
    pub(crate) reduced: i64,
    pub(crate) line: Vec<u16>,
}

/// Working memory, kept between calls; for people of few totals, of several and of many.
#[derive(Default)]
pub(crate) struct Scratch {
    few: Labels<2>,
    several: Labels<6>,
    many: Labels<MAX_TOTALS>,
}

/// Most totals a person may have.
pub(crate) const MAX_TOTALS: usize = 24;

/// Which lines are wanted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted {
    /// At most so many.
    pub(crate) n_lines: usize,
    /// None dearer than this, scaled.
    pub(crate) most: i64,
}

impl Wanted {
    /// Just the best.
    pub(crate) const BEST: Self = Self {
        n_lines: 1,
        most: i64::MAX,
    };
}

/// Prices `person`: `weights` holds each turn's scaled cost less its multipliers. The best line
/// comes first in `out`, then the best ending at each other turn. Empty if the decisions in `fixed`
/// leave no line, or none that is wanted.
pub(crate) fn price(
    person: &ModelPerson,
    weights: &[i64],
    fixed: &[Fix],
    wanted: Wanted,
    scratch: &mut Scratch,
    out: &mut Vec<Priced>,
) {
    out.clear();
    match person.totals.len() {
        ..=2 => scratch.few.price(person, weights, fixed, wanted, out),
        3..=6 => scratch.several.price(person, weights, fixed, wanted, out),
        7.. => scratch.many.price(person, weights, fixed, wanted, out),
    }
}

/// The labels of one person: those that end at each turn, and those in each hub.
#[derive(Default)]
struct Labels<const K: usize> {
    labels: Vec<Label<K>>,
    /// For each turn, where its labels start and end.
    turns: Vec<(usize, usize)>,
    /// For each hub the same, and which turn was next when it was filled.
    hubs: Vec<(usize, usize, usize)>,
    fresh: Vec<Label<K>>,
    /// Of `fresh`: bucket, cost, position.
    order: Vec<(u128, i64, usize)>,
    ends: Vec<(i64, u32)>,
    to_go: ToGo,
}

impl<const K: usize> Labels<K> {
    fn price(
        &mut self,
        person: &ModelPerson,
        weights: &[i64],
        fixed: &[Fix],
        wanted: Wanted,
        out: &mut Vec<Priced>,
    ) {
        self.extend(person, weights, fixed, wanted.most);
        let last_required = fixed.iter().rposition(|it| *it == Fix::Required);
        self.ends.clear();
        for (at, turn) in person.turns.iter().enumerate() {
            if last_required.is_some_and(|required| at < required) {
                continue;
            }
            let Some(end) = person.network.last[at] else {
                continue;
            };
            let (start, stop) = self.turns[at];
            let values = (start..stop).filter_map(|idx| {
                let value = finish(person, turn, &self.labels[idx], end)?;
                Some((value, u32::try_from(idx).unwrap_or(NONE)))
            });
            self.ends.extend(values.min());
        }
        if last_required.is_none()
            && let Some(idle) = person.line_cost(&[])
        {
            self.ends.push((idle * SCALE, NONE));
        }
        self.ends.sort_unstable();
        for (reduced, end) in self.ends.iter().take(wanted.n_lines) {
            out.push(Priced {
                reduced: *reduced,
                line: self.line(*end),
            });
        }
    }

    /// The turns of the label `end`, in order.
    fn line(&self, end: u32) -> Vec<u16> {
        let mut line = Vec::new();
        let mut idx = end;
        while idx != NONE {
            let label = &self.labels[idx as usize];
            // In a hub a label is repeated with the turn it last stood.
            if line.last() != Some(&label.at) {
                line.push(label.at);
            }
            idx = label.before;
        }
        line.reverse();
        line
    }

    fn extend(&mut self, person: &ModelPerson, weights: &[i64], fixed: &[Fix], most: i64) {
        self.to_go.fill(person, weights, fixed);
        let most = most.saturating_sub(self.to_go.least_of_others(person) * SCALE);
        self.labels.clear();
        self.turns.clear();
        self.hubs.clear();
        let rules = Extension::<K>::new(person);
        let dominance = Dominance::<K>::new(person);
        let mut last_required = None;
        for (at, weight) in weights.iter().enumerate() {
            let start = self.labels.len();
            if fixed[at] == Fix::Banned || self.to_go.is_dead_end(at) {
                self.turns.push((start, start));
                continue;
            }
            let enter = person.network.hubs.enter.get(at).copied().flatten();
            if let Some(hub) = enter {
                self.fill_hubs(person, &rules, &dominance, usize::from(hub), last_required);
            }
            self.fresh.clear();
            if last_required.is_none()
                && let Some(tip) = person.network.first[at]
            {
                let first = rules.first(at, tip.cost * SCALE + weight, tip.days_off);
                self.fresh.extend(first);
            }
            for arc in &person.network.into[at] {
                let from = usize::from(arc.from);
                if last_required.is_none_or(|required| required <= from) {
                    let (start, stop) = self.turns[from];
                    self.follow(&rules, start, stop, *arc, at, *weight);
                }
            }
            if let Some(hub) = enter {
                let (start, stop, filled) = self.hubs[usize::from(hub)];
                if last_required.is_none_or(|required| required < filled) {
                    let arc = Arc {
                        from: 0,
                        cost: 0,
                        days_off: 0,
                        step: Step::Later,
                    };
                    self.follow(&rules, start, stop, arc, at, *weight);
                }
            }
            let to_go = &self.to_go;
            self.fresh.retain(|it| {
                let rest = to_go.cost(at, &it.sums);
                rest != UNREACHABLE && it.cost <= most.saturating_sub(rest)
            });
            let start = self.labels.len();
            dominance.keep_undominated(&self.fresh, &mut self.order, &mut self.labels);
            self.turns.push((start, self.labels.len()));
            if fixed[at] == Fix::Required {
                last_required = Some(at);
            }
        }
    }

    /// Adds to `fresh` the labels from `start` to `stop`, each with turn `at` after it.
    fn follow(
        &mut self,
        rules: &Extension<'_, K>,
        start: usize,
        stop: usize,
        arc: Arc,
        at: usize,
        weight: i64,
    ) {
        for (idx, label) in (start..stop).zip(&self.labels[start..stop]) {
            let before = u32::try_from(idx).unwrap_or(NONE);
            self.fresh
                .extend(rules.next(label, before, arc, at, weight));
        }
    }

    /// Fills the hubs up to `hub`, if they are not.
    fn fill_hubs(
        &mut self,
        person: &ModelPerson,
        rules: &Extension<'_, K>,
        dominance: &Dominance<K>,
        hub: usize,
        last_required: Option<usize>,
    ) {
        let next_turn = self.turns.len();
        while self.hubs.len() <= hub {
            let this = self.hubs.len();
            self.fresh.clear();
            if let Some((start, stop, filled)) = self.hubs.last().copied()
                && last_required.is_none_or(|required| required < filled)
            {
                let repeated = (start..stop).zip(&self.labels[start..stop]);
                let repeated = repeated.map(|(idx, label)| (idx, *label));
                self.fresh.extend(repeated.map(|(idx, label)| Label {
                    before: u32::try_from(idx).unwrap_or(NONE),
                    ..label
                }));
            }
            for at in last_required.unwrap_or(0)..next_turn {
                if person.network.hubs.leave[at].map(usize::from) != Some(this) {
                    continue;
                }
                let (start, stop) = self.turns[at];
                for (idx, label) in (start..stop).zip(&self.labels[start..stop]) {
                    if rules.may_leave(label) {
                        self.fresh.push(Label {
                            streak: 0,
                            before: u32::try_from(idx).unwrap_or(NONE),
                            ..*label
                        });
                    }
                }
            }
            let start = self.labels.len();
            dominance.keep_undominated(&self.fresh, &mut self.order, &mut self.labels);
            self.hubs.push((start, self.labels.len(), next_turn));
        }
    }
}
