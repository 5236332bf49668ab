//! The problem as the method sees it: people with private lines of work, tied by linear rows.
//!
//! A person's *line* is the list of turns they stand. Everything a rule says about one person
//! alone (rest, limits, squared load, trips, wishes) lives inside the line (see `person`);
//! everything that ties people together (coverage, skills, pairs, spread) is a [`Row`] over turns.
//! All numbers are integers.

use crate::domain::ids::ShiftIdx;

use super::person::ModelPerson;
use super::pricing::SCALE;

/// How the sum of a row relates to its right-hand side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    Exactly,
    AtLeast,
    AtMost,
}

/// What may be bought instead of keeping a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slack {
    /// Nothing: the row is hard.
    None,
    /// Each missing unit is a gap (an open seat, an uncovered system).
    Gap,
    /// Each missing unit costs `under`, each unit too many `over`.
    Priced { under: i64, over: i64 },
}

/// A linear condition over turns: the sum of coefficients of the turns stood, against `rhs`.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// The name `proof::rows` gives it too.
    pub(super) name: String,
    pub(super) sense: Sense,
    pub(super) rhs: i64,
    pub(super) slack: Slack,
    /// The shifts it speaks of; for demands only.
    pub(super) shifts: Vec<ShiftIdx>,
    /// Whether it stands in the master problem from the start; the others enter when broken.
    pub(super) eager: bool,
}

impl Row {
    /// What each missing unit costs where a gap costs `gap`: `None` if none may be missing.
    pub(super) fn under(&self, gap: i64) -> Option<i64> {
        match (self.sense, self.slack) {
            (Sense::AtMost, _) => Some(0),
            (Sense::Exactly | Sense::AtLeast, Slack::None) => None,
            (Sense::Exactly | Sense::AtLeast, Slack::Gap) => Some(gap),
            (Sense::Exactly | Sense::AtLeast, Slack::Priced { under, .. }) => Some(under),
        }
    }

    /// What each unit too many costs: `None` if there may be none.
    pub(super) fn over(&self) -> Option<i64> {
        match (self.sense, self.slack) {
            (Sense::AtLeast, _) => Some(0),
            (Sense::Exactly | Sense::AtMost, Slack::None | Slack::Gap) => None,
            (Sense::Exactly | Sense::AtMost, Slack::Priced { over, .. }) => Some(over),
        }
    }

    /// What `sum` costs where a gap costs `gap`: `None` if it breaks the row.
    pub(super) fn cost(&self, sum: i64, gap: i64) -> Option<i64> {
        match sum - self.rhs {
            0 => Some(0),
            by @ ..0 => Some(self.under(gap)? * -by),
            by @ 1.. => Some(self.over()? * by),
        }
    }

    /// Gaps that `sum` leaves.
    pub(super) fn gaps(&self, sum: i64) -> i64 {
        if self.slack == Slack::Gap {
            (self.rhs - sum).max(0)
        } else {
            0
        }
    }
}

/// The whole.
#[derive(Clone, Debug)]
pub(super) struct Model {
    pub(super) people: Vec<ModelPerson>,
    pub(super) rows: Vec<Row>,
}

impl Model {
    /// More than any two lines of a person can differ by, so that no empty seat pays.
    pub(super) fn highest_line_cost(&self) -> i64 {
        let highest = self.people.iter().map(cost_spread).max();
        highest.unwrap_or(0).saturating_add(1)
    }

    /// More than any two rosters can differ by.
    pub(super) fn highest_cost(&self) -> i64 {
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
    pub(super) fn lowest_cost(&self) -> i64 {
        self.people.iter().map(|it| it.cost_range().0).sum()
    }

    /// Whether scaled sums stay in the range of exact arithmetic where a gap costs `penalty`: a
    /// multiplier may be as high as all gaps and all costs together, and a turn stands in some rows.
    pub(super) fn is_in_range(&self, penalty: i64) -> bool {
        let gaps = penalty.saturating_mul(self.n_demanded());
        gaps.saturating_add(self.highest_cost()) <= i64::MAX / SCALE / 8
    }

    /// Seats to fill and systems to cover.
    pub(super) fn n_demanded(&self) -> i64 {
        let demands = self.rows.iter().filter(|row| row.slack == Slack::Gap);
        demands.map(|row| row.rhs).sum()
    }
}

fn cost_spread(person: &ModelPerson) -> i64 {
    let (low, high) = person.cost_range();
    high.saturating_sub(low)
}
