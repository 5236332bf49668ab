//! The problem as the method sees it: people with private lines of work, tied by linear rows.
//!
//! A person's *line* is the list of turns they stand. Everything a rule says about one person
//! alone (rest, limits, squared load, trips, wishes) lives inside the line; everything that ties
//! people together (coverage, skills, pairs, spread) is a [`Row`] over turns. All numbers are
//! integers.

use crate::domain::ids::ShiftIdx;

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
    /// Each unit too many costs this much.
    Over(i64),
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
    /// How far `sum` misses the condition, in units of slack; 0 if it is kept.
    pub(super) fn violation(&self, sum: i64) -> i64 {
        match self.sense {
            Sense::Exactly => (sum - self.rhs).abs(),
            Sense::AtLeast => (self.rhs - sum).max(0),
            Sense::AtMost => (sum - self.rhs).max(0),
        }
    }
}

/// One shift a person may stand.
#[derive(Clone, Debug)]
pub(super) struct Turn {
    pub(super) shift: ShiftIdx,
    /// Soft cost of standing it, whatever else the person stands.
    pub(super) cost: i64,
    pub(super) points: i64,
    /// Coefficients in rows, by row.
    pub(super) entries: Vec<(u32, i64)>,
}

/// A step from one turn of a line to the next.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arc {
    /// Position of the earlier turn.
    pub(super) from: u16,
    /// Soft cost of standing the two with nothing between.
    pub(super) cost: i64,
    /// Whole roster days between, touched by neither.
    pub(super) days_off: u16,
    pub(super) step: Step,
}

/// What a step does to the count of roster days on duty in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    SameDay,
    NextDay,
    Later,
}

/// First or last turn of a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tip {
    pub(super) cost: i64,
    /// Whole roster days before the first turn, or after the last.
    pub(super) days_off: u16,
}

/// Which turns may follow which, for one person.
#[derive(Clone, Debug)]
pub(super) struct Network {
    /// For each turn, the arcs that enter it, by `from`.
    pub(super) into: Vec<Vec<Arc>>,
    pub(super) first: Vec<Tip>,
    pub(super) last: Vec<Tip>,
    /// Cost of standing nothing at all, load and home trip apart.
    pub(super) idle_cost: i64,
}

/// Squared load: `weight * ((carried + points)^2 * 100 / share)`, the division rounded down.
#[derive(Clone, Copy, Debug)]
pub(super) struct Load {
    pub(super) weight: i64,
    pub(super) carried: i64,
    pub(super) share: i64,
}

impl Load {
    pub(super) fn cost(self, points: i64) -> i64 {
        let total = i128::from(self.carried) + i128::from(points);
        let cost = i128::from(self.weight) * (total * total * 100 / i128::from(self.share));
        i64::try_from(cost).unwrap_or(i64::MAX)
    }
}

/// Days off in a row for the trip home; each day short costs `weight`.
#[derive(Clone, Copy, Debug)]
pub(super) struct HomeTrip {
    pub(super) weight: i64,
    pub(super) days: u16,
}

impl HomeTrip {
    pub(super) fn cost(self, longest: u16) -> i64 {
        self.weight * i64::from(self.days.saturating_sub(longest))
    }
}

/// One person's side of the problem.
#[derive(Clone, Debug)]
pub(super) struct ModelPerson {
    /// In order of time.
    pub(super) turns: Vec<Turn>,
    pub(super) network: Network,
    pub(super) max_turns: u16,
    /// Most roster days on duty in a row; `u16::MAX` if it cannot bind.
    pub(super) max_streak: u16,
    pub(super) load: Load,
    pub(super) home: HomeTrip,
    /// Every price of a line as a whole (trips, wishes, days off) is a multiple of this.
    pub(super) grain: i64,
    /// Roster days of the period: what an idle person has off.
    pub(super) n_days: u16,
}

impl ModelPerson {
    /// Cost of the line `turns` (positions, in order), or `None` if it breaks a private rule.
    pub(super) fn line_cost(&self, line: &[u16]) -> Option<i64> {
        let (Some(first), Some(last)) = (line.first(), line.last()) else {
            return Some(self.network.idle_cost + self.load.cost(0) + self.home.cost(self.n_days));
        };
        if usize::from(self.max_turns) < line.len() {
            return None;
        }
        let tip = self.network.first[usize::from(*first)];
        let end = self.network.last[usize::from(*last)];
        let mut cost = tip.cost + end.cost;
        let mut longest = tip.days_off.max(end.days_off);
        let mut points = 0;
        let mut streak = 1;
        for (nth, at) in line.iter().enumerate() {
            let turn = &self.turns[usize::from(*at)];
            cost += turn.cost;
            points += turn.points;
            if 0 < nth {
                let into = &self.network.into[usize::from(*at)];
                let arc = &into[into
                    .binary_search_by_key(&line[nth - 1], |arc| arc.from)
                    .ok()?];
                cost += arc.cost;
                longest = longest.max(arc.days_off);
                streak = arc.step.streak_after(streak);
            }
            if self.max_streak < streak {
                return None;
            }
        }
        Some(cost + self.load.cost(points) + self.home.cost(longest))
    }
}

impl ModelPerson {
    /// What the line counts in each row, by row.
    pub(super) fn line_entries(&self, line: &[u16]) -> Vec<(u32, i64)> {
        let mut entries: Vec<(u32, i64)> = Vec::new();
        for at in line {
            entries.extend(&self.turns[usize::from(*at)].entries);
        }
        entries.sort_unstable();
        entries.dedup_by(|later, kept| {
            let is_same = later.0 == kept.0;
            if is_same {
                kept.1 += later.1;
            }
            is_same
        });
        entries
    }
}

impl Step {
    pub(super) fn streak_after(self, streak: u16) -> u16 {
        match self {
            Self::SameDay => streak,
            Self::NextDay => streak + 1,
            Self::Later => 1,
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
    /// More than any line can cost, so that no empty seat pays.
    pub(super) fn highest_line_cost(&self) -> i64 {
        self.highest_line_costs()
            .max()
            .unwrap_or(0)
            .saturating_add(1)
    }

    /// More than any roster can cost.
    pub(super) fn highest_cost(&self) -> i64 {
        let people = self
            .people
            .iter()
            .flat_map(|it| &it.turns)
            .flat_map(|turn| &turn.entries);
        let soft = people.map(|(row, coefficient)| match self.rows[*row as usize].slack {
            Slack::Over(weight) => weight * coefficient.abs(),
            Slack::None | Slack::Gap => 0,
        });
        self.highest_line_costs()
            .chain(soft)
            .fold(1, i64::saturating_add)
    }

    /// Seats to fill and systems to cover.
    pub(super) fn n_demanded(&self) -> i64 {
        self.rows
            .iter()
            .filter(|row| row.slack == Slack::Gap)
            .map(|row| row.rhs)
            .sum()
    }

    fn highest_line_costs(&self) -> impl Iterator<Item = i64> {
        self.people.iter().map(|person| {
            let mut points: Vec<i64> = person.turns.iter().map(|turn| turn.points).collect();
            points.sort_unstable_by(|a, b| b.cmp(a));
            let most: i64 = points.iter().take(usize::from(person.max_turns)).sum();
            let n_most = i64::from(person.max_turns).min(points.len() as i64);
            let dearest = person.turns.iter().map(|turn| turn.cost).max().unwrap_or(0);
            let arcs = person
                .network
                .into
                .iter()
                .flatten()
                .map(|arc| arc.cost)
                .max()
                .unwrap_or(0);
            let idle = person.network.idle_cost;
            let turns = n_most.saturating_mul(dearest.saturating_add(arcs));
            let whole = person.home.cost(0).saturating_add(idle.saturating_mul(2));
            person
                .load
                .cost(most)
                .saturating_add(turns)
                .saturating_add(whole)
        })
    }
}
