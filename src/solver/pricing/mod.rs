//! The pricing problem: the schedule of least reduced cost of one person, a shortest path with
//! resource constraints.
//!
//! Solved by label setting with dominance (Irnich & Desaulniers 2005, "Shortest path problems with
//! resource constraints") and completion bounds. Turns are the nodes in order of time, arcs and
//! hubs say which may follow which.

pub(crate) mod completion_bound;
mod dominance;
pub(crate) mod enumerate;
mod label;

use self::completion_bound::CompletionBound;
use self::dominance::Dominance;
use self::label::{Extension, Label, LabelIdx, finish};
use crate::solver::model::index::TurnAt;
use crate::solver::model::schedule::{Arc, ModelPerson};
use crate::solver::model::{Fix, SCALE, Schedule};
use crate::solver::params::{FEW_RESOURCES, MAX_RESOURCES, SEVERAL_RESOURCES};

/// A schedule and its reduced cost, scaled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Priced {
    pub(crate) reduced: i64,
    pub(crate) schedule: Schedule,
}

/// Working memory, kept between calls; for people of few resources, of several and of many.
#[derive(Default)]
pub(crate) struct Scratch {
    few: Labels<FEW_RESOURCES>,
    several: Labels<SEVERAL_RESOURCES>,
    many: Labels<MAX_RESOURCES>,
}

/// Which schedules are wanted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted {
    /// At most so many.
    pub(crate) n_schedules: usize,
    /// None of a higher reduced cost, scaled; `None` if any will do.
    pub(crate) most: Option<i64>,
}

impl Wanted {
    /// Just the best.
    pub(crate) const BEST: Self = Self {
        n_schedules: 1,
        most: None,
    };
}

/// Prices `person`: `weights` holds each turn's scaled cost less its duals. The best schedule
/// comes first in `out`, then the best ending at each other turn. Empty if the decisions in `fixed`
/// leave no schedule, or none that is wanted.
pub(crate) fn price(
    person: &ModelPerson,
    weights: &[i64],
    fixed: &[Fix],
    wanted: Wanted,
    scratch: &mut Scratch,
    out: &mut Vec<Priced>,
) {
    out.clear();
    let n_resources = person.resources.len();
    if n_resources <= FEW_RESOURCES {
        scratch.few.price(person, weights, fixed, wanted, out);
    } else if n_resources <= SEVERAL_RESOURCES {
        scratch.several.price(person, weights, fixed, wanted, out);
    } else {
        scratch.many.price(person, weights, fixed, wanted, out);
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
    /// Best ways to end: reduced cost, whether nothing is stood, the last label.
    ends: Vec<(i64, bool, Option<LabelIdx>)>,
    completion: CompletionBound,
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
                Some((value, false, Some(LabelIdx::new(idx))))
            });
            self.ends.extend(values.min());
        }
        if last_required.is_none()
            && let Some(idle) = person.cost_of(&[])
        {
            self.ends.push((idle * SCALE, true, None));
        }
        self.ends.sort_unstable();
        for (reduced, _, end) in self.ends.iter().take(wanted.n_schedules) {
            out.push(Priced {
                reduced: *reduced,
                schedule: self.schedule(*end),
            });
        }
    }

    /// The turns of the label `end`, in order; none if there is no label.
    fn schedule(&self, end: Option<LabelIdx>) -> Schedule {
        let mut schedule = Vec::new();
        let mut idx = end;
        while let Some(this) = idx {
            let label = &self.labels[this.get()];
            // In a hub a label is repeated with the turn it last stood.
            if schedule.last() != Some(&label.at) {
                schedule.push(label.at);
            }
            idx = label.before;
        }
        schedule.reverse();
        schedule
    }

    /// Sets the labels of every turn, in order of time; none that would end dearer than `most`.
    fn extend(&mut self, person: &ModelPerson, weights: &[i64], fixed: &[Fix], most: Option<i64>) {
        self.completion.fill(person, weights, fixed);
        let others = self.completion.least_of_others(person) * SCALE;
        let most = most.unwrap_or(i64::MAX).saturating_sub(others);
        self.labels.clear();
        self.turns.clear();
        self.hubs.clear();
        let rules = Extension::<K>::new(person);
        let dominance = Dominance::<K>::new(person);
        let mut last_required = None;
        for (place, weight) in TurnAt::enumerate(weights) {
            let at = place.get();
            let start = self.labels.len();
            if fixed[at] == Fix::Banned || self.completion.is_dead_end(at) {
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
                let first = rules.first(place, tip.cost * SCALE + weight, tip.days_off);
                self.fresh.extend(first);
            }
            for arc in &person.network.into[at] {
                let from = arc.from.get();
                if last_required.is_none_or(|required| required <= from) {
                    let (start, stop) = self.turns[from];
                    self.follow(&rules, start, stop, |_| *arc, place, *weight);
                }
            }
            if let Some(hub) = enter {
                let (start, stop, filled) = self.hubs[usize::from(hub)];
                if last_required.is_none_or(|required| required < filled) {
                    self.follow(&rules, start, stop, Arc::through_hub, place, *weight);
                }
            }
            let completion = &self.completion;
            self.fresh.retain(|it| {
                let rest = completion.cost(at, &it.levels);
                rest.is_some_and(|rest| it.cost <= most.saturating_sub(rest))
            });
            let start = self.labels.len();
            dominance.keep_undominated(&self.fresh, &mut self.order, &mut self.labels);
            self.turns.push((start, self.labels.len()));
            if fixed[at] == Fix::Required {
                last_required = Some(at);
            }
        }
    }

    /// Extends the labels from `start` to `stop` to turn `at`, into `fresh`.
    fn follow(
        &mut self,
        rules: &Extension<'_, K>,
        start: usize,
        stop: usize,
        arc: impl Fn(TurnAt) -> Arc,
        at: TurnAt,
        weight: i64,
    ) {
        for (idx, label) in (start..stop).zip(&self.labels[start..stop]) {
            let (before, arc) = (LabelIdx::new(idx), arc(label.at));
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
                    before: Some(LabelIdx::new(idx)),
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
                            before: Some(LabelIdx::new(idx)),
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
