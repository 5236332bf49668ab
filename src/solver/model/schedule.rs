//! One person's side of the problem: which lines of work are allowed, and what each costs.
//!
//! Everything a rule says about one person alone is one of: a turn that costs or is missing, a
//! step that costs or is missing, a [`Total`] over the line (counts, minutes, points, weekends)
//! with limits and a price, a [`Streak`] of days on duty, or the longest time off ([`HomeTrip`]).

use crate::domain::ids::ShiftIdx;

use crate::solver::model::SCALE;

/// One shift a person may stand.
#[derive(Clone, Debug)]
pub(crate) struct Turn {
    pub(crate) shift: ShiftIdx,
    /// Day of the period on which it starts.
    pub(crate) day: u16,
    /// Soft cost of standing it, whatever else the person stands; may be negative.
    pub(crate) cost: i64,
    /// Coefficients in rows, by row.
    pub(crate) entries: Vec<(u32, i64)>,
}

/// A step from one turn of a line to the next.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Arc {
    /// Position of the earlier turn.
    pub(crate) from: u16,
    /// Soft cost of standing the two with nothing between.
    pub(crate) cost: i64,
    /// Whole roster days between, touched by neither.
    pub(crate) days_off: u16,
    pub(crate) step: Step,
}

/// What a step does to the count of roster days on duty in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    SameDay,
    NextDay,
    Later,
}

impl Step {
    pub(crate) fn streak_after(self, streak: u16) -> u16 {
        match self {
            Self::SameDay => streak,
            Self::NextDay => streak + 1,
            Self::Later => 1,
        }
    }
}

/// First or last turn of a line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tip {
    pub(crate) cost: i64,
    /// Whole roster days before the first turn, or after the last.
    pub(crate) days_off: u16,
}

/// A way from any of many turns to any of many others, with days off between and at no cost: turn
/// `a` may be followed by turn `b` if `leave[a] <= enter[b]`. Saves an arc for each such pair.
#[derive(Clone, Debug, Default)]
pub(crate) struct Hubs {
    /// For each turn the first hub it leads to; empty if there are no hubs.
    pub(crate) leave: Vec<Option<u16>>,
    /// For each turn the hub it is entered from; does not fall from turn to turn.
    pub(crate) enter: Vec<Option<u16>>,
}

impl Hubs {
    fn joins(&self, from: u16, to: u16) -> bool {
        let leave = self.leave.get(usize::from(from)).copied().flatten();
        let enter = self.enter.get(usize::from(to)).copied().flatten();
        leave
            .zip(enter)
            .is_some_and(|(leave, enter)| leave <= enter)
    }
}

/// Which turns may follow which, for one person.
#[derive(Clone, Debug)]
pub(crate) struct Network {
    /// For each turn, the arcs that enter it, by `from`.
    pub(crate) into: Vec<Vec<Arc>>,
    pub(crate) hubs: Hubs,
    /// `None` where a line may not start.
    pub(crate) first: Vec<Option<Tip>>,
    /// `None` where a line may not end.
    pub(crate) last: Vec<Option<Tip>>,
    /// Cost of standing nothing at all, totals and home trip apart; `None` if that is forbidden.
    pub(crate) idle_cost: Option<i64>,
}

impl Network {
    /// The step from turn `from` to turn `to`: cost, days off and what it does to a streak.
    /// `None` if the one may not follow the other.
    pub(crate) fn step(&self, from: u16, to: u16) -> Option<Arc> {
        let into = &self.into[usize::from(to)];
        match into.binary_search_by_key(&from, |arc| arc.from) {
            Ok(at) => Some(into[at]),
            Err(_) => self.hubs.joins(from, to).then_some(Arc {
                from,
                cost: 0,
                days_off: 0,
                step: Step::Later,
            }),
        }
    }
}

/// Squared load: `weight * ((carried + points)^2 * 100 / share)`, the division rounded down.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Load {
    pub(crate) weight: i64,
    pub(crate) carried: i64,
    pub(crate) share: i64,
}

impl Load {
    pub(crate) fn cost(self, points: i64) -> i64 {
        let total = i128::from(self.carried) + i128::from(points);
        let cost = i128::from(self.weight) * (total * total * 100 / i128::from(self.share));
        i64::try_from(cost).unwrap_or(i64::MAX)
    }
}

/// What the sum of a total costs. All are convex.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Curve {
    /// Nothing.
    Free,
    /// The squared load.
    Square(Load),
    /// `under` for each unit short of `target`, `over` for each beyond.
    Target { target: i64, under: i64, over: i64 },
}

impl Curve {
    pub(crate) fn cost(self, sum: i64) -> i64 {
        match self {
            Self::Free => 0,
            Self::Square(load) => load.cost(sum),
            Self::Target {
                target,
                under,
                over,
            } => {
                let short = target.saturating_sub(sum).max(0);
                let beyond = sum.saturating_sub(target).max(0);
                (under.saturating_mul(short)).saturating_add(over.saturating_mul(beyond))
            }
        }
    }

    /// What no sum costs less than.
    pub(crate) fn least(self) -> i64 {
        match self {
            Self::Free | Self::Target { .. } => 0,
            Self::Square(load) => load.cost(0),
        }
    }

    /// From this sum on, more only costs more.
    fn rises_from(self) -> i64 {
        match self {
            Self::Free | Self::Square(_) => 0,
            Self::Target { target, under, .. } => {
                if 0 < under {
                    target
                } else {
                    0
                }
            }
        }
    }
}

/// A sum over the turns of a line, kept within limits and priced.
#[derive(Clone, Debug)]
pub(crate) struct Total {
    /// What each turn adds, never negative.
    pub(crate) amounts: Vec<i64>,
    /// For each turn its block, 0 for none: of turns of one block in succession only the first
    /// counts (a weekend is worked or not). Empty if there are none. No hub joins turns of a block.
    pub(crate) blocks: Vec<u16>,
    pub(crate) least: i64,
    pub(crate) most: i64,
    pub(crate) curve: Curve,
}

impl Total {
    /// What turn `at` adds after turn `before`.
    pub(crate) fn added(&self, before: Option<u16>, at: u16) -> i64 {
        let block = |at: u16| self.blocks.get(usize::from(at)).copied().unwrap_or(0);
        let is_counted = block(at) != 0 && before.is_some_and(|it| block(it) == block(at));
        if is_counted {
            0
        } else {
            self.amounts[usize::from(at)]
        }
    }

    /// A partial line with this sum or more is no worse for having less; below, only an equal
    /// sum compares.
    pub(crate) fn floor(&self) -> i64 {
        self.least.max(self.curve.rises_from())
    }

    /// What a line that ends with `sum` pays; `None` beyond the limits.
    pub(crate) fn cost(&self, sum: i64) -> Option<i64> {
        (self.least <= sum && sum <= self.most).then(|| self.curve.cost(sum))
    }
}

/// Days on duty in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Streak {
    /// Fewest; a run that touches the first or last day of the period may be shorter.
    pub(crate) least: u16,
    /// Most; `u16::MAX` if there is no limit.
    pub(crate) most: u16,
}

impl Streak {
    /// Whether a run of `streak` days that ended with `turn` may end there.
    pub(crate) fn may_end(self, streak: u16, turn: &Turn, n_days: u16) -> bool {
        self.least <= streak || turn.day < streak || turn.day + 1 == n_days
    }
}

/// Days off in a row for the trip home; each day short costs `weight`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct HomeTrip {
    pub(crate) weight: i64,
    pub(crate) days: u16,
}

impl HomeTrip {
    pub(crate) fn cost(self, longest: u16) -> i64 {
        self.weight * i64::from(self.days.saturating_sub(longest))
    }
}

/// One person's side of the problem.
#[derive(Clone, Debug)]
pub(crate) struct ModelPerson {
    /// In order of time.
    pub(crate) turns: Vec<Turn>,
    pub(crate) network: Network,
    pub(crate) totals: Vec<Total>,
    pub(crate) streak: Streak,
    pub(crate) home: HomeTrip,
    /// Every price of a line as a whole (trips, wishes, days off) is a multiple of this.
    pub(crate) grain: i64,
    /// Roster days of the period: what an idle person has off.
    pub(crate) n_days: u16,
}

impl ModelPerson {
    /// The squared load and the points of each turn, if it is the only squared total.
    pub(crate) fn load(&self) -> Option<(Load, &[i64])> {
        let mut loads = self.totals.iter().filter_map(|total| match total.curve {
            Curve::Square(load) => Some((load, total.amounts.as_slice())),
            Curve::Free | Curve::Target { .. } => None,
        });
        loads.next().filter(|_| loads.next().is_none())
    }

    /// Cost of the line `line` (positions, in order), or `None` if it breaks a private rule.
    pub(crate) fn line_cost(&self, line: &[u16]) -> Option<i64> {
        let totals = self.totals_cost(line)?;
        let (Some(first), Some(last)) = (line.first(), line.last()) else {
            return Some(self.network.idle_cost? + totals + self.home.cost(self.n_days));
        };
        let tip = self.network.first[usize::from(*first)]?;
        let end = self.network.last[usize::from(*last)]?;
        let mut cost = tip.cost + end.cost;
        let mut longest = tip.days_off.max(end.days_off);
        let mut streak = 1;
        let mut before: Option<u16> = None;
        for at in line {
            let turn = &self.turns[usize::from(*at)];
            cost += turn.cost;
            if let Some(before) = before {
                let arc = self.network.step(before, *at)?;
                let earlier = &self.turns[usize::from(before)];
                if arc.step == Step::Later && !self.streak.may_end(streak, earlier, self.n_days) {
                    return None;
                }
                cost += arc.cost;
                longest = longest.max(arc.days_off);
                streak = arc.step.streak_after(streak);
            }
            if self.streak.most < streak {
                return None;
            }
            before = Some(*at);
        }
        let may_end = self
            .streak
            .may_end(streak, &self.turns[usize::from(*last)], self.n_days);
        may_end.then(|| cost + totals + self.home.cost(longest))
    }

    /// Scaled cost of `line` where each turn costs what `weights` says, scaled.
    pub(crate) fn reduced_cost(&self, line: &[u16], weights: &[i64]) -> Option<i64> {
        let own = line.iter().map(|at| self.turns[usize::from(*at)].cost);
        let rest = self.line_cost(line)? - own.sum::<i64>();
        let weighed: i64 = line.iter().map(|at| weights[usize::from(*at)]).sum();
        Some(rest * SCALE + weighed)
    }

    fn totals_cost(&self, line: &[u16]) -> Option<i64> {
        let mut cost = 0;
        for total in &self.totals {
            let mut sum = 0;
            let mut before = None;
            for at in line {
                sum += total.added(before, *at);
                before = Some(*at);
            }
            cost += total.cost(sum)?;
        }
        Some(cost)
    }

    /// What the line counts in each row, by row.
    pub(crate) fn line_entries(&self, line: &[u16]) -> Vec<(u32, i64)> {
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

    /// No line costs less than the first, nor more than the second.
    pub(crate) fn cost_range(&self) -> (i64, i64) {
        let add = i64::saturating_add;
        let n_most = (self.totals.iter())
            .filter(|total| total.blocks.is_empty() && total.amounts.iter().all(|it| 1 <= *it))
            .map(|total| total.most)
            .fold(self.turns.len() as i64, i64::min);
        let largest = |values: &mut Vec<i64>| -> i64 {
            values.sort_unstable_by(|a, b| b.cmp(a));
            let n_most = usize::try_from(n_most).unwrap_or(0);
            values.iter().take(n_most).copied().fold(0, add)
        };
        let turns = largest(&mut self.turns.iter().map(|it| it.cost.max(0)).collect());
        let gains = largest(&mut self.turns.iter().map(|it| (-it.cost).max(0)).collect());
        let totals = self.totals.iter().map(|total| {
            let most = largest(&mut total.amounts.clone()).min(total.most);
            total.curve.cost(0).max(total.curve.cost(most))
        });
        let arcs = self.network.into.iter().flatten();
        let arcs = arcs.map(|arc| arc.cost).max().unwrap_or(0);
        let tips = (self.network.first.iter()).chain(&self.network.last);
        let tips = tips.flatten().map(|tip| tip.cost).max().unwrap_or(0);
        let whole = [
            turns,
            n_most.saturating_mul(arcs),
            tips.saturating_mul(2),
            self.network.idle_cost.unwrap_or(0),
            self.home.cost(0),
        ];
        (-gains, whole.into_iter().chain(totals).fold(0, add))
    }
}
