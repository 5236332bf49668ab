//! The best line of work of one person at given prices, by dynamic programming.
//!
//! Turns are the nodes in order of time, arcs say which may follow which. A label is a partial
//! line; one label makes another needless when it ends at the same turn, costs no more, and has
//! used no more points, turns and days in a row, nor had a shorter time off: the squared load
//! only grows with points, so any way to go on is at least as good for it.

use super::model::ModelPerson;

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

#[derive(Clone, Copy)]
struct Label {
    cost: i64,
    points: i64,
    n_turns: u16,
    streak: u16,
    days_off: u16,
    at: u16,
    before: u32,
}

const NONE: u32 = u32::MAX;

/// Working memory, kept between calls.
#[derive(Default)]
pub(super) struct Scratch {
    labels: Vec<Label>,
    starts: Vec<usize>,
    fresh: Vec<Label>,
    ends: Vec<(i64, u32)>,
}

/// Prices `person`: `weights` holds each turn's scaled cost less its multipliers. The best line
/// comes first in `out`, then the best ending at each other turn, at most `n_lines` in all. Empty
/// if the decisions in `fixed` leave no line.
pub(super) fn price(
    person: &ModelPerson,
    weights: &[i64],
    fixed: &[Fix],
    n_lines: usize,
    scratch: &mut Scratch,
    out: &mut Vec<Priced>,
) {
    out.clear();
    extend_labels(person, weights, fixed, scratch);
    let last_required = fixed.iter().rposition(|it| *it == Fix::Required);
    scratch.ends.clear();
    for at in 0..person.turns.len() {
        if last_required.is_some_and(|required| at < required) {
            continue;
        }
        let labels = scratch.starts[at]..scratch.starts[at + 1];
        let end = person.network.last[at];
        let best = (labels.map(|idx| (finish(person, &scratch.labels[idx], end), idx))).min();
        if let Some((value, idx)) = best {
            scratch
                .ends
                .push((value, u32::try_from(idx).unwrap_or(NONE)));
        }
    }
    if last_required.is_none() {
        let idle = person.line_cost(&[]).map_or(i64::MAX, |cost| cost * SCALE);
        scratch.ends.push((idle, NONE));
    }
    scratch.ends.sort_unstable();
    for (reduced, end) in scratch.ends.iter().take(n_lines) {
        let mut line = Vec::new();
        let mut idx = *end;
        while idx != NONE {
            let label = &scratch.labels[idx as usize];
            line.push(label.at);
            idx = label.before;
        }
        line.reverse();
        out.push(Priced {
            reduced: *reduced,
            line,
        });
    }
}

fn finish(person: &ModelPerson, label: &Label, end: super::model::Tip) -> i64 {
    let longest = label.days_off.max(end.days_off);
    let tail = end.cost + person.load.cost(label.points) + person.home.cost(longest);
    label.cost + tail * SCALE
}

fn extend_labels(person: &ModelPerson, weights: &[i64], fixed: &[Fix], scratch: &mut Scratch) {
    let Scratch {
        labels,
        starts,
        fresh,
        ..
    } = scratch;
    labels.clear();
    starts.clear();
    let counts_days_off = 0 < person.home.days;
    let counts_streak = person.max_streak < person.max_turns;
    let mut last_required = None;
    for (at, weight) in weights.iter().enumerate() {
        starts.push(labels.len());
        if fixed[at] == Fix::Banned || person.max_turns == 0 {
            continue;
        }
        let turn = &person.turns[at];
        let here = u16::try_from(at).unwrap_or(u16::MAX);
        fresh.clear();
        if last_required.is_none() {
            let tip = person.network.first[at];
            fresh.push(Label {
                cost: tip.cost * SCALE + weight,
                points: turn.points,
                n_turns: 1,
                streak: u16::from(counts_streak),
                days_off: if counts_days_off { tip.days_off } else { 0 },
                at: here,
                before: NONE,
            });
        }
        for arc in &person.network.into[at] {
            let from = usize::from(arc.from);
            if last_required.is_some_and(|required| from < required) {
                continue;
            }
            let step = arc.cost * SCALE + weight;
            let range = starts[from]..starts[from + 1];
            for (idx, label) in range.clone().zip(&labels[range]) {
                if person.max_turns <= label.n_turns {
                    continue;
                }
                let streak = if counts_streak {
                    arc.step.streak_after(label.streak)
                } else {
                    0
                };
                if person.max_streak < streak {
                    continue;
                }
                fresh.push(Label {
                    cost: label.cost + step,
                    points: label.points + turn.points,
                    n_turns: label.n_turns + 1,
                    streak,
                    days_off: if counts_days_off {
                        label.days_off.max(arc.days_off)
                    } else {
                        0
                    },
                    at: here,
                    before: u32::try_from(idx).unwrap_or(NONE),
                });
            }
        }
        keep_undominated(fresh, labels, starts[at]);
        if fixed[at] == Fix::Required {
            last_required = Some(at);
        }
    }
    starts.push(labels.len());
}

fn keep_undominated(fresh: &mut [Label], labels: &mut Vec<Label>, start: usize) {
    fresh.sort_unstable_by_key(|it| (it.cost, it.points, it.n_turns, it.before));
    for label in fresh.iter() {
        let dominated = labels[start..].iter().any(|kept| {
            kept.points <= label.points
                && kept.n_turns <= label.n_turns
                && kept.streak <= label.streak
                && label.days_off <= kept.days_off
        });
        if !dominated {
            labels.push(*label);
        }
    }
}
