//! The best line of work of one person at given prices, by dynamic programming.
//!
//! Turns are the nodes in order of time, arcs and hubs say which may follow which. A label is a
//! partial line; one label makes another needless when it ends at the same place, costs no more,
//! has used no more of any total and of days in a row, nor had a shorter time off. Where more is
//! needed still (a least total, a least run), only an equal amount compares.

use super::person::{Arc, ModelPerson, Step, Tip, Turn};
use super::to_go::{ToGo, UNREACHABLE};

/// Reduced costs and multipliers are whole numbers of `1 / SCALE`.
pub(super) const SCALE: i64 = 1 << 20;

/// What has been decided about a turn of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fix {
    Free,
    Banned,
    Required,
}

/// A line and its reduced cost, scaled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Priced {
    pub(super) reduced: i64,
    pub(super) line: Vec<u16>,
}

/// A partial line, with its sums of `K` totals.
#[derive(Clone, Copy)]
struct Label<const K: usize> {
    cost: i64,
    sums: [i64; K],
    streak: u16,
    days_off: u16,
    at: u16,
    before: u32,
}

const NONE: u32 = u32::MAX;

/// Working memory, kept between calls; for people of few totals, of several and of many.
#[derive(Default)]
pub(super) struct Scratch {
    few: Labels<2>,
    several: Labels<6>,
    many: Labels<MAX_TOTALS>,
}

/// Most totals a person may have.
pub(super) const MAX_TOTALS: usize = 24;

/// Which lines are wanted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted {
    /// At most so many.
    pub(super) n_lines: usize,
    /// None dearer than this, scaled.
    pub(super) most: i64,
}

impl Wanted {
    /// Just the best.
    pub(super) const BEST: Self = Self {
        n_lines: 1,
        most: i64::MAX,
    };
}

/// Prices `person`: `weights` holds each turn's scaled cost less its multipliers. The best line
/// comes first in `out`, then the best ending at each other turn. Empty if the decisions in `fixed`
/// leave no line, or none that is wanted.
pub(super) fn price(
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
        let mut last_required = None;
        for (at, weight) in weights.iter().enumerate() {
            let start = self.labels.len();
            if fixed[at] == Fix::Banned || self.to_go.is_dead_end(at) {
                self.turns.push((start, start));
                continue;
            }
            let enter = person.network.hubs.enter.get(at).copied().flatten();
            if let Some(hub) = enter {
                self.fill_hubs(person, &rules, usize::from(hub), last_required);
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
            self.keep_undominated(&rules);
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
            self.keep_undominated(rules);
            self.hubs.push((start, self.labels.len(), next_turn));
        }
    }
}

/// Scaled cost of the line that ends with `label`.
fn finish<const K: usize>(
    person: &ModelPerson,
    turn: &Turn,
    label: &Label<K>,
    end: Tip,
) -> Option<i64> {
    let counts_streak = 0 < label.streak;
    if counts_streak && !person.run.may_end(label.streak, turn, person.n_days) {
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
struct Extension<'a, const K: usize> {
    person: &'a ModelPerson,
    most: [i64; K],
    /// See `Total::floor`.
    floor: [i64; K],
    /// From this streak on, more days in a row are no better.
    needed_streak: u16,
    /// Whether [`Self::bucket`] tells all buckets apart.
    is_exact: bool,
    /// For each turn, what it adds where no block says otherwise.
    amounts: Vec<[i64; K]>,
    has_blocks: bool,
    counts_streak: bool,
    counts_days_off: bool,
}

impl<'a, const K: usize> Extension<'a, K> {
    fn new(person: &'a ModelPerson) -> Self {
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
            .filter(|total| total.amounts.iter().all(|it| 1 <= *it))
            .map(|total| total.most)
            .min();
        let needed_streak = match person.run.least {
            ..=1 => 0,
            least => least,
        };
        let may_bind = n_most.is_none_or(|most| i64::from(person.run.most) < most);
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
            counts_streak: 1 < person.run.least || person.run.most != u16::MAX && may_bind,
            counts_days_off: 0 < person.home.days,
        }
    }

    fn first(&self, at: usize, cost: i64, days_off: u16) -> Option<Label<K>> {
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

    fn next(
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
            if self.person.run.most < streak {
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
    fn may_leave(&self, label: &Label<K>) -> bool {
        let turn = &self.person.turns[usize::from(label.at)];
        let run = self.person.run;
        !self.counts_streak || run.may_end(label.streak, turn, self.person.n_days)
    }

    /// Labels compare only where this is equal: of what more is needed, how much there is, but no
    /// more than is needed; as one number, which tells all apart if `is_exact`.
    fn bucket(&self, label: &Label<K>) -> u128 {
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
    fn is_needless(&self, kept: &Self) -> bool {
        let has_no_more = kept
            .sums
            .iter()
            .zip(&self.sums)
            .all(|(kept, it)| kept <= it);
        has_no_more && kept.streak <= self.streak && self.days_off <= kept.days_off
    }
}

impl<const K: usize> Labels<K> {
    /// Moves the labels in `fresh` that no other makes needless to the end of `labels`.
    fn keep_undominated(&mut self, rules: &Extension<'_, K>) {
        let keys = self.fresh.iter().enumerate();
        self.order.clear();
        self.order
            .extend(keys.map(|(idx, label)| (rules.bucket(label), label.cost, idx)));
        self.order.sort_unstable();
        let mut start = self.labels.len();
        let mut bucket = None;
        for (mine, _, idx) in &self.order {
            if bucket != Some(*mine) {
                (bucket, start) = (Some(*mine), self.labels.len());
            }
            let label = self.fresh[*idx];
            let mut kept = self.labels[start..].iter();
            let compares = |kept: &Label<K>| rules.is_exact || kept.sums == label.sums;
            if !kept.any(|kept| compares(kept) && label.is_needless(kept)) {
                self.labels.push(label);
            }
        }
    }
}
