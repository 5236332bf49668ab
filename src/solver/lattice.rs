//! Which costs are possible at all.
//!
//! A square has the parity of its root, so `weight * load^2` and `weight * load` leave the same
//! remainder modulo `2 * weight`. Where everybody has a full post and every seat is filled, the
//! loads add up to a constant; and where every other price shares a divisor with `2 * weight`,
//! all rosters cost the same modulo that divisor. A bound of 7618 then proves 7619: this closes
//! by thought what case distinctions close only after thousands of nodes.

use super::model::{Model, Row, Sense, Slack};
use super::person::{Curve, ModelPerson};

/// Every solution without gaps costs `residue` modulo `step`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lattice {
    pub(super) step: i64,
    pub(super) residue: i64,
}

impl Lattice {
    /// Every whole number.
    pub(super) const ANY: Self = Self {
        step: 1,
        residue: 0,
    };

    /// Reads it off the prices of `model`.
    pub(super) fn of(model: &Model) -> Self {
        let loads = || {
            let totals = model.people.iter().flat_map(|it| &it.totals);
            totals.filter_map(|total| match total.curve {
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
    pub(super) fn round_up(self, bound: i64) -> i64 {
        bound.saturating_add((self.residue - bound).rem_euclid(self.step))
    }

    /// The highest possible cost below `cost`; `None` if that knows no limit.
    pub(super) fn highest_below(self, cost: i64) -> Option<i64> {
        let below = cost.checked_sub(1).filter(|_| cost != i64::MAX)?;
        Some(below - (below - self.residue).rem_euclid(self.step))
    }

    /// The least bound that rounds up to `cost` or more.
    pub(super) fn enough_for(self, cost: i64) -> i64 {
        let below = cost.saturating_sub(1);
        below - (below - self.residue).rem_euclid(self.step) + 1
    }
}

/// The squared load of everybody, if they all have one of the same weight.
pub(super) fn common_weight(model: &Model) -> Option<i64> {
    let mut loads = model.people.iter().map(ModelPerson::load);
    let weight = loads.next()??.0.weight;
    let is_common = loads.all(|it| it.is_some_and(|(load, _)| load.weight == weight));
    (is_common && 0 < weight).then_some(weight)
}

/// Points of all seats; `None` if a shift has no row that fixes how many stand it.
pub(super) fn covered_points(model: &Model) -> Option<i64> {
    let mut points_of_row = vec![None; model.rows.len()];
    let is_filled = |row: &Row| row.sense == Sense::Exactly && row.slack == Slack::Gap;
    for person in &model.people {
        let (_, points) = person.load()?;
        for (turn, points) in person.turns.iter().zip(points) {
            let entries = turn.entries.iter().map(|(row, _)| *row as usize);
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
        let steps = person.totals.iter().flat_map(|total| match total.curve {
            Curve::Free | Curve::Square(_) => [0, 0],
            Curve::Target { under, over, .. } => [under, over],
        });
        turns
            .chain(arcs)
            .chain(tips.map(|tip| tip.cost))
            .chain(steps)
            .chain([idle, person.home.weight, person.grain])
    });
    let shared = model.rows.iter().map(|row| match row.slack {
        Slack::Priced { under, over } => gcd(under, over),
        Slack::None | Slack::Gap => 0,
    });
    private.chain(shared)
}

/// Greatest common divisor; 0 divides nothing but itself.
pub(super) fn gcd(a: i64, b: i64) -> i64 {
    if b == 0 { a.abs() } else { gcd(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_up_to_the_next_possible_cost() {
        let odd = Lattice {
            step: 2,
            residue: 1,
        };
        assert_eq!(odd.round_up(7618), 7619);
        assert_eq!(odd.round_up(7619), 7619);
        assert_eq!(
            Lattice {
                step: 1,
                residue: 0
            }
            .round_up(7618),
            7618
        );
    }

    #[test]
    fn the_common_divisor_ignores_zeros() {
        assert_eq!([40, 0, 20].into_iter().fold(2, gcd), 2);
        assert_eq!([6, 9].into_iter().fold(0, gcd), 3);
    }
}
