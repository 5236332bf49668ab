//! The problem as the method sees it: people with private schedules, tied by linear rows.
//!
//! A person's *schedule* is the set of turns they stand. Everything a rule says about one person
//! alone (rest, limits, squared load, trips, wishes) decides which schedules are allowed and what
//! each costs ([`schedule`]); everything that ties people together (coverage, skills, pairs,
//! spread) is a row over turns ([`rows`]). With a column for each schedule this is a
//! set-partitioning model with side constraints. All numbers are integers.

pub(crate) mod component;
pub(crate) mod index;
pub(crate) mod rows;
pub(crate) mod schedule;

use self::index::{RowIdx, TurnAt};
use self::rows::{Row, Slack};
use self::schedule::ModelPerson;

/// Reduced costs and duals are whole numbers of `1 / SCALE`, so that what they prove is exact.
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

/// The turns one person stands, in order of time.
pub(crate) type Schedule = Vec<TurnAt>;

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
    /// More than any two schedules of a person can differ by, so that no empty seat pays.
    pub(crate) fn highest_schedule_cost(&self) -> i64 {
        let highest = self.people.iter().map(cost_spread).max();
        highest.unwrap_or(0).saturating_add(1)
    }

    /// More than any two rosters can differ by.
    pub(crate) fn highest_cost(&self) -> i64 {
        let schedules = self.people.iter().map(cost_spread);
        let mut heads = vec![0_i64; self.rows.len()];
        let turns = self.people.iter().flat_map(|it| &it.turns);
        for (row, coefficient) in turns.flat_map(|turn| &turn.entries) {
            heads[row.get()] += coefficient.abs();
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
        schedules.chain(rows).fold(1, i64::saturating_add)
    }

    /// No roster costs less.
    pub(crate) fn lowest_cost(&self) -> i64 {
        self.people.iter().map(|it| it.cost_range().0).sum()
    }

    /// Whether scaled sums stay in the range of exact arithmetic where a gap costs `gap_price`: a
    /// dual may be as high as all gaps and all costs together, and a turn stands in some rows.
    /// Also whether every person's turns can be counted.
    pub(crate) fn is_in_range(&self, gap_price: i64) -> bool {
        let gaps = gap_price.saturating_mul(self.n_demanded());
        gaps.saturating_add(self.highest_cost()) <= i64::MAX / SCALE / 8
            && (self.people.iter()).all(|it| it.turns.len() <= TurnAt::LIMIT)
    }

    /// Seats to fill and systems to cover.
    pub(crate) fn n_demanded(&self) -> i64 {
        let demands = self.rows.iter().filter(|row| row.slack == Slack::Gap);
        demands.map(|row| row.rhs).sum()
    }

    /// What `schedules`, one for each person, add up to in each row; people for whom `counts` is
    /// false are left out.
    pub(crate) fn row_sums(
        &self,
        schedules: &[Schedule],
        counts: impl Fn(usize) -> bool,
    ) -> Vec<i64> {
        let mut sums = vec![0; self.rows.len()];
        let people = self.people.iter().zip(schedules).enumerate();
        for (_, (person, schedule)) in people.filter(|(idx, _)| counts(*idx)) {
            for at in schedule {
                for (row, coefficient) in &person.turns[at.get()].entries {
                    sums[row.get()] += coefficient;
                }
            }
        }
        sums
    }

    /// Gaps and cost (schedules and soft rows) of `schedules`, one for each person; `None` if one
    /// of them breaks its person's rules, or they break a hard row together.
    pub(crate) fn judge(&self, schedules: &[Schedule]) -> Option<(u32, i64)> {
        let mut cost = 0;
        for (person, schedule) in self.people.iter().zip(schedules) {
            cost += person.cost_of(schedule)?;
        }
        let mut gaps = 0;
        for (row, sum) in self.rows.iter().zip(self.row_sums(schedules, |_| true)) {
            cost += row.cost(sum, 0)?;
            gaps += u32::try_from(row.gaps(sum)).unwrap_or(u32::MAX);
        }
        Some((gaps, cost))
    }

    /// Adds `row`, in which nothing counts yet.
    pub(crate) fn add_row(&mut self, row: Row) -> RowIdx {
        self.rows.push(row);
        RowIdx::new(self.rows.len() - 1)
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

    #[test]
    fn places_are_counted_up_to_the_limit_and_no_further() {
        assert_eq!(TurnAt::all(TurnAt::LIMIT).count(), TurnAt::LIMIT);
        let last = TurnAt::all(TurnAt::LIMIT).last();
        assert_eq!(last.map(TurnAt::get), Some(TurnAt::LIMIT - 1));
    }
}
