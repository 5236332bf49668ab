//! The granularity of the objective, and the residues of column costs.
//!
//! A square has the parity of its root. So a schedule of squared load `weight * load^2` costs
//! `weight * load` plus a *residue* modulo `2 * weight`, which is nearly always nothing: it is what
//! a part-time post, or a price that does not divide, adds. Where every seat is filled the loads
//! add up to a constant, so the residues alone say which costs a solution can have: candidates
//! whose residues cannot sum to a possible cost are left out ([`Residues`]).
//!
//! Where everybody has a full post and every other price shares a divisor with `2 * weight`, there
//! are no residues and all rosters cost the same modulo that divisor ([`Granularity`]), to which
//! dual bounds are rounded up. A bound of 7618 then proves 7619: this closes at once what branching
//! closes only after thousands of nodes.

use super::{Candidate, SlackCost};
use crate::solver::model::rows::{Row, Sense, Slack};
use crate::solver::model::schedule::{Curve, ModelPerson};
use crate::solver::model::{Model, SCALE, gcd};

/// Every solution without gaps costs `residue` modulo `step`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Granularity {
    pub(crate) step: i64,
    pub(crate) residue: i64,
}

impl Granularity {
    /// Every whole number.
    pub(crate) const ANY: Self = Self {
        step: 1,
        residue: 0,
    };

    /// Reads it off the prices of `model`.
    pub(crate) fn of(model: &Model) -> Self {
        let loads = || {
            let resources = model.people.iter().flat_map(|it| &it.resources);
            resources.filter_map(|it| match it.curve {
                Curve::Square(load) => Some(load),
                Curve::Free | Curve::Target { .. } => None,
            })
        };
        let weight = loads().map(|it| it.weight).max().unwrap_or(0);
        let is_full = loads().all(|it| it.share == 100 && it.weight == weight)
            && loads().count() == model.people.len();
        let covered = covered_points(model);
        let (base, total) = match covered {
            Some(points) if is_full => {
                let carried: i64 = loads().map(|it| it.carried).sum();
                (2 * weight, weight * (carried + points))
            }
            Some(_) | None => (loads().map(|it| it.weight).fold(0, gcd), 0),
        };
        let step = prices(model).fold(base, gcd).max(1);
        Self {
            step,
            residue: total.rem_euclid(step),
        }
    }

    /// The least possible cost that is not below `bound`.
    pub(crate) fn round_up(self, bound: i64) -> i64 {
        bound.saturating_add((self.residue - bound).rem_euclid(self.step))
    }

    /// The highest possible cost below `cost`.
    pub(crate) fn highest_below(self, cost: i64) -> i64 {
        let below = cost.saturating_sub(1);
        below - (below - self.residue).rem_euclid(self.step)
    }

    /// The least bound that rounds up to `cost` or more.
    pub(crate) fn enough_for(self, cost: i64) -> i64 {
        self.highest_below(cost) + 1
    }
}

/// The squared load of everybody, if they all have one of the same weight.
fn common_weight(model: &Model) -> Option<i64> {
    let mut loads = model.people.iter().map(ModelPerson::load);
    let weight = loads.next()??.0.weight;
    let is_common = loads.all(|it| it.is_some_and(|(load, _)| load.weight == weight));
    (is_common && 0 < weight).then_some(weight)
}

/// Points of all seats; `None` if a shift has no row that fixes how many stand it.
fn covered_points(model: &Model) -> Option<i64> {
    let mut points_of_row = vec![None; model.rows.len()];
    let is_filled = |row: &Row| row.sense == Sense::Exactly && row.slack == Slack::Gap;
    for person in &model.people {
        let (_, points) = person.load()?;
        for (turn, points) in person.turns.iter().zip(points) {
            let entries = turn.entries.iter().map(|(row, _)| row.get());
            let row = { entries }.find(|row| is_filled(&model.rows[*row]))?;
            points_of_row[row] = Some(*points);
        }
    }
    let covered = points_of_row.iter().zip(&model.rows);
    Some(
        covered
            .filter_map(|(points, row)| points.map(|points| points * row.rhs))
            .sum(),
    )
}

/// Every price but that of the load.
fn prices(model: &Model) -> impl Iterator<Item = i64> {
    let private = model.people.iter().flat_map(|person| {
        let network = &person.network;
        let turns = person.turns.iter().map(|turn| turn.cost);
        let arcs = network.into.iter().flatten().map(|arc| arc.cost);
        let tips = network.first.iter().chain(&network.last).flatten();
        let idle = network.idle_cost.unwrap_or(0);
        let steps = person.resources.iter().flat_map(|it| match it.curve {
            Curve::Free | Curve::Square(_) => [0, 0],
            Curve::Target { under, over, .. } => [under, over],
        });
        turns
            .chain(arcs)
            .chain(tips.map(|tip| tip.cost))
            .chain(steps)
            .chain([idle, person.home.weight, person.divisor])
    });
    let shared = model.rows.iter().map(|row| match row.slack {
        Slack::Priced { under, over } => gcd(under, over),
        Slack::None | Slack::Gap => 0,
    });
    private.chain(shared)
}

/// Most residues told apart: they stand in the bits of a word.
const MAX_RESIDUES: i64 = 64;

/// The residues of all candidates, a bit each.
pub(crate) fn residue_set<'a>(candidates: impl Iterator<Item = &'a Candidate>) -> u64 {
    candidates.fold(0, |set, it| set | 1 << it.residue)
}

/// A solution costs `constant + divisor * (the sum of residues)`, modulo `divisor * modulus`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Residues {
    modulus: u32,
    divisor: i64,
    constant: i64,
    /// Highest cost looked for.
    target: i64,
}

impl Residues {
    /// Notes the residue of every candidate. `None` if that tells no costs apart, or too many.
    pub(crate) fn new(
        model: &Model,
        rows: &[SlackCost],
        people: &mut [Vec<Candidate>],
        target: i64,
    ) -> Option<Self> {
        let weight = common_weight(model)?;
        let points = covered_points(model)?;
        let mut modulus = 2 * weight;
        for (row, slack) in model.rows.iter().zip(rows) {
            match row.slack {
                Slack::Priced { under, over } => {
                    modulus = gcd(modulus, if slack.under.is_some() { under } else { 0 });
                    modulus = gcd(modulus, if slack.over.is_some() { over } else { 0 });
                }
                // An open seat changes what the loads add up to; any gap has a price of its own.
                Slack::Gap if slack.under.is_some() => return None,
                Slack::None | Slack::Gap => {}
            }
        }
        let mut divisor = modulus;
        let mut carried = 0;
        let mut residues = Vec::with_capacity(people.len());
        for (person, candidates) in model.people.iter().zip(people.iter()) {
            let (load, points) = person.load()?;
            carried += load.carried;
            let residue = |candidate: &Candidate| {
                let points = candidate.schedule.iter().map(|at| points[at.get()]);
                let root = load.carried + points.sum::<i64>();
                let cost = person.cost_of(&candidate.schedule)?;
                Some((cost - weight * root).rem_euclid(modulus))
            };
            let mine: Option<Vec<i64>> = candidates.iter().map(residue).collect();
            let mine = mine?;
            divisor = mine.iter().copied().fold(divisor, gcd);
            residues.push(mine);
        }
        if MAX_RESIDUES < modulus / divisor {
            return None;
        }
        for (candidates, residues) in people.iter_mut().zip(residues) {
            for (candidate, residue) in candidates.iter_mut().zip(residues) {
                candidate.residue = u8::try_from(residue / divisor).ok()?;
            }
        }
        Some(Self {
            modulus: u32::try_from(modulus / divisor).ok()?,
            divisor,
            constant: weight * (carried + points),
            target,
        })
    }

    /// For each person, of the residues in `sets` those that fit a possible cost, where a
    /// solution may still cost `spare` (scaled) less than the highest. `None` if somebody has none.
    pub(crate) fn fitting(&self, spare: i64, sets: &[u64]) -> Option<Vec<u64>> {
        let possible = self.possible_sums(spare);
        let mut after = vec![1_u64; sets.len() + 1];
        for person in (0..sets.len()).rev() {
            after[person] = self.sums(after[person + 1], sets[person]);
        }
        let mut before = 1;
        let mut fitting = Vec::with_capacity(sets.len());
        for (person, set) in sets.iter().enumerate() {
            let others = self.sums(before, after[person + 1]);
            let fits = |residue: &u32| self.rotated(others, *residue) & possible != 0;
            let mine = bits(*set).filter(fits).fold(0, |mine, it| mine | 1 << it);
            if mine == 0 {
                return None;
            }
            fitting.push(mine);
            before = self.sums(before, mine);
        }
        Some(fitting)
    }

    /// Sums of residues that some cost from `spare` below the highest up to the highest has.
    fn possible_sums(&self, spare: i64) -> u64 {
        let n_costs = (spare / SCALE + 1).min(self.divisor * i64::from(self.modulus));
        let mut possible = 0;
        for cost in (0..n_costs).map(|below| self.target - below) {
            let sum = cost - self.constant;
            if sum.rem_euclid(self.divisor) == 0 {
                let sum = sum.div_euclid(self.divisor);
                possible |= 1 << sum.rem_euclid(i64::from(self.modulus));
            }
        }
        possible
    }

    /// What one of `a` and one of `b` add up to.
    fn sums(&self, a: u64, b: u64) -> u64 {
        bits(b).fold(0, |sums, it| sums | self.rotated(a, it))
    }

    /// Every residue of `set` and `by` more.
    fn rotated(&self, set: u64, by: u32) -> u64 {
        if by == 0 {
            return set;
        }
        let all = u64::MAX >> (64 - self.modulus);
        (set << by | set >> (self.modulus - by)) & all
    }
}

fn bits(set: u64) -> impl Iterator<Item = u32> {
    (0..u64::BITS).filter(move |bit| set & 1 << bit != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_up_to_the_next_possible_cost() {
        let odd = Granularity {
            step: 2,
            residue: 1,
        };
        assert_eq!(odd.round_up(7618), 7619);
        assert_eq!(odd.round_up(7619), 7619);
        assert_eq!(
            Granularity {
                step: 1,
                residue: 0
            }
            .round_up(7618),
            7618
        );
    }

    const ODD: Residues = Residues {
        modulus: 2,
        divisor: 1,
        constant: 0,
        target: 7,
    };

    #[test]
    fn an_odd_cost_takes_an_odd_residue() {
        // Two whose schedules leave nothing, one who may leave 1: 7 takes the 1.
        assert_eq!(ODD.fitting(0, &[0b01, 0b01, 0b11]), Some(vec![1, 1, 0b10]));
        assert_eq!(ODD.fitting(0, &[0b01, 0b01]), None);
    }

    #[test]
    fn with_room_for_an_even_cost_every_residue_fits() {
        assert_eq!(ODD.fitting(SCALE, &[0b01, 0b11]), Some(vec![0b01, 0b11]));
        assert_eq!(ODD.fitting(SCALE - 1, &[0b01]), None);
    }

    #[test]
    fn costs_off_the_divisor_are_impossible() {
        let tens = Residues {
            modulus: 2,
            divisor: 10,
            constant: 5,
            target: 24,
        };
        assert_eq!(tens.fitting(SCALE, &[0b11]), None);
        // 15 is 5 and one ten.
        assert_eq!(tens.fitting(9 * SCALE, &[0b11]), Some(vec![0b10]));
    }
}
