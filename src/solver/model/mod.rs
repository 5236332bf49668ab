//! The problem as the method sees it: people with private lines of work, tied by linear rows.
//!
//! A person's *line* is the list of turns they stand. Everything a rule says about one person
//! alone (rest, limits, squared load, trips, wishes) lives inside the line (see `person`);
//! everything that ties people together (coverage, skills, pairs, spread) is a [`Row`] over turns.
//! All numbers are integers.

pub(crate) mod component;
pub(crate) mod rows;
pub(crate) mod schedule;

use self::rows::{Row, Slack};
use self::schedule::ModelPerson;

/// Reduced costs and multipliers are whole numbers of `1 / SCALE`.
pub(crate) const SCALE: i64 = 1 << 20;

/// What has been decided about a turn of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fix {
    Free,
    Banned,
    Required,
}

/// Decisions taken, by person and turn.
pub(crate) type Fixes = Vec<Vec<Fix>>;

/// Greatest common divisor; 0 divides nothing but itself.
pub(crate) fn gcd(a: i64, b: i64) -> i64 {
    if b == 0 { a.abs() } else { gcd(b, a % b) }
}

/// The whole.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    pub(crate) people: Vec<ModelPerson>,
    pub(crate) rows: Vec<Row>,
}

impl Model {
    /// More than any two lines of a person can differ by, so that no empty seat pays.
    pub(crate) fn highest_line_cost(&self) -> i64 {
        let highest = self.people.iter().map(cost_spread).max();
        highest.unwrap_or(0).saturating_add(1)
    }

    /// More than any two rosters can differ by.
    pub(crate) fn highest_cost(&self) -> i64 {
        let lines = self.people.iter().map(cost_spread);
        let mut heads = vec![0_i64; self.rows.len()];
        let turns = self.people.iter().flat_map(|it| &it.turns);
        for (row, coefficient) in turns.flat_map(|turn| &turn.entries) {
            heads[*row as usize] += coefficient.abs();
        }
        let rows = self
            .rows
            .iter()
            .zip(heads)
            .map(|(row, heads)| match row.slack {
                Slack::Priced { under, over } => {
                    let short = under.saturating_mul(row.rhs.max(0));
                    short.max(over.saturating_mul(heads))
                }
                Slack::None | Slack::Gap => 0,
            });
        lines.chain(rows).fold(1, i64::saturating_add)
    }

    /// No roster costs less.
    pub(crate) fn lowest_cost(&self) -> i64 {
        self.people.iter().map(|it| it.cost_range().0).sum()
    }

    /// Whether scaled sums stay in the range of exact arithmetic where a gap costs `penalty`: a
    /// multiplier may be as high as all gaps and all costs together, and a turn stands in some rows.
    pub(crate) fn is_in_range(&self, penalty: i64) -> bool {
        let gaps = penalty.saturating_mul(self.n_demanded());
        gaps.saturating_add(self.highest_cost()) <= i64::MAX / SCALE / 8
    }

    /// Seats to fill and systems to cover.
    pub(crate) fn n_demanded(&self) -> i64 {
        let demands = self.rows.iter().filter(|row| row.slack == Slack::Gap);
        demands.map(|row| row.rhs).sum()
    }
}

fn cost_spread(person: &ModelPerson) -> i64 {
    let (low, high) = person.cost_range();
    high.saturating_sub(low)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_common_divisor_ignores_zeros() {
        assert_eq!([40, 0, 20].into_iter().fold(2, gcd), 2);
        assert_eq!([6, 9].into_iter().fold(0, gcd), 3);
    }
}
