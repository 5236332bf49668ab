//! One person's side of the problem: which schedules are allowed, and what each costs.
//!
//! A schedule is a path through a network of turns with resource constraints (Irnich & Desaulniers
//! 2005). Everything a rule says about one person alone is one of: a turn that costs or is missing,
//! an arc that costs or is missing, a [`Resource`] consumed along the path (counts, minutes,
//! points, weekends) with limits and a price, a [`Streak`] of days on duty, or the longest time off
//! ([`HomeTrip`]).

use crate::domain::ids::ShiftIdx;
use crate::solver::model::SCALE;
use crate::solver::model::index::{RowIdx, TurnAt};

/// One shift a person may stand.
#[derive(Clone, Debug)]
pub(crate) struct Turn {
    pub(crate) shift: ShiftIdx,
    /// Day of the period on which it starts.
    pub(crate) day: u16,
    /// Soft cost of standing it, whatever else the person stands; may be negative.
    pub(crate) cost: i64,
    /// Coefficients in rows, by row.
    pub(crate) entries: Vec<(RowIdx, i64)>,
}

impl Turn {
    /// Gives each row its new place in `places`; rows without one are left out.
    pub(crate) fn renumber_rows(&mut self, places: &[Option<RowIdx>]) {
        let renumbered = (self.entries.iter())
            .filter_map(|(row, coefficient)| Some((places[row.get()]?, *coefficient)));
        self.entries = renumbered.collect();
    }
}

/// From one turn of a schedule to the next.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Arc {
    /// The earlier turn.
    pub(crate) from: TurnAt,
    /// Soft cost of standing the two with nothing between.
    pub(crate) cost: i64,
    /// Whole roster days between, touched by neither.
    pub(crate) days_off: u16,
    pub(crate) step: Step,
}

impl Arc {
    /// From turn `from` to any turn that a hub leads to.
    pub(crate) fn through_hub(from: TurnAt) -> Self {
        Self {
            from,
            cost: 0,
            days_off: 0,
            step: Step::Later,
        }
    }
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

/// The arc from the source to the first turn of a schedule, or from its last turn to the sink.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tip {
    pub(crate) cost: i64,
    /// Whole roster days before the first turn, or after the last.
    pub(crate) days_off: u16,
}

/// Nodes where a path waits: a way from any of many turns to any of many others, with days off
/// between and at no cost. Turn `a` may be followed by turn `b` if `leave[a] <= enter[b]`. Saves an
/// arc for each such pair.
#[derive(Clone, Debug, Default)]
pub(crate) struct Hubs {
    /// For each turn the first hub it leads to; empty if there are no hubs.
    pub(crate) leave: Vec<Option<u16>>,
    /// For each turn the hub it is entered from; does not fall from turn to turn.
    pub(crate) enter: Vec<Option<u16>>,
}

impl Hubs {
    fn joins(&self, from: TurnAt, to: TurnAt) -> bool {
        let leave = self.leave.get(from.get()).copied().flatten();
        let enter = self.enter.get(to.get()).copied().flatten();
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
    /// `None` where a schedule may not start.
    pub(crate) first: Vec<Option<Tip>>,
    /// `None` where a schedule may not end.
    pub(crate) last: Vec<Option<Tip>>,
    /// Cost of standing nothing at all, resources and home trip apart; `None` if that is forbidden.
    pub(crate) idle_cost: Option<i64>,
}

impl Network {
    /// The arc from turn `from` to turn `to`. `None` if the one may not follow the other.
    pub(crate) fn arc(&self, from: TurnAt, to: TurnAt) -> Option<Arc> {
        let into = &self.into[to.get()];
        match into.binary_search_by_key(&from, |arc| arc.from) {
            Ok(at) => Some(into[at]),
            Err(_) => (self.hubs.joins(from, to)).then_some(Arc::through_hub(from)),
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

/// What a level of a resource costs. All are convex.
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

    /// No level costs less.
    pub(crate) fn least(self) -> i64 {
        match self {
            Self::Free | Self::Target { .. } => 0,
            Self::Square(load) => load.cost(0),
        }
    }

    /// From this level on, more only costs more.
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

/// What a resource measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Measure {
    /// Points of duty, the squared load.
    Points,
    /// Turns, of whatever kind.
    Turns,
    /// Turns of one kind of shift, by its place.
    TurnsOfKind(usize),
    Minutes,
    /// Weekends with work on them.
    Weekends,
}

/// Something consumed along a schedule, kept within limits and priced.
#[derive(Clone, Debug)]
pub(crate) struct Resource {
    pub(crate) measure: Measure,
    /// What each turn consumes, never negative.
    pub(crate) consumption: Vec<i64>,
    /// For each turn its block, 0 for none: of turns of one block in succession only the first
    /// counts (a weekend is worked or not). Empty if there are none. No hub joins turns of a block.
    pub(crate) blocks: Vec<u16>,
    pub(crate) least: i64,
    /// `None` if there is no limit.
    pub(crate) most: Option<i64>,
    pub(crate) curve: Curve,
}

impl Resource {
    /// What turn `at` consumes after turn `before`.
    pub(crate) fn consumed(&self, before: Option<TurnAt>, at: TurnAt) -> i64 {
        let block = |at: TurnAt| self.blocks.get(at.get()).copied().unwrap_or(0);
        let is_counted = block(at) != 0 && before.is_some_and(|it| block(it) == block(at));
        if is_counted {
            0
        } else {
            self.consumption[at.get()]
        }
    }

    /// A partial path with this level or more is no worse for having less; below, only an equal
    /// level compares.
    pub(crate) fn floor(&self) -> i64 {
        self.least.max(self.curve.rises_from())
    }

    pub(crate) fn exceeds(&self, level: i64) -> bool {
        self.most.is_some_and(|most| most < level)
    }

    /// What a schedule that ends with `level` pays; `None` beyond the limits.
    pub(crate) fn cost(&self, level: i64) -> Option<i64> {
        (self.least <= level && !self.exceeds(level)).then(|| self.curve.cost(level))
    }

    /// The limit, if every turn consumes at least 1: no schedule has more turns.
    fn turn_limit(&self) -> Option<i64> {
        let counts_all = self.blocks.is_empty() && self.consumption.iter().all(|it| 1 <= *it);
        self.most.filter(|_| counts_all)
    }
}

/// Days on duty in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Streak {
    /// Fewest; a run that touches the first or last day of the period may be shorter.
    pub(crate) least: u16,
    /// Most; `None` if there is no limit.
    pub(crate) most: Option<u16>,
}

impl Streak {
    pub(crate) fn exceeds(self, streak: u16) -> bool {
        self.most.is_some_and(|most| most < streak)
    }

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
    pub(crate) resources: Vec<Resource>,
    pub(crate) streak: Streak,
    pub(crate) home: HomeTrip,
    /// Every price of a schedule as a whole (trips, wishes, days off) is a multiple of this.
    pub(crate) divisor: i64,
    /// Roster days of the period: what an idle person has off.
    pub(crate) n_days: u16,
}

impl ModelPerson {
    /// The squared load and the points of each turn, if it is the only squared resource.
    pub(crate) fn load(&self) -> Option<(Load, &[i64])> {
        let mut loads = self
            .resources
            .iter()
            .filter_map(|resource| match resource.curve {
                Curve::Square(load) => Some((load, resource.consumption.as_slice())),
                Curve::Free | Curve::Target { .. } => None,
            });
        loads.next().filter(|_| loads.next().is_none())
    }

    /// Cost of `schedule`, or `None` if it breaks a private rule.
    pub(crate) fn cost_of(&self, schedule: &[TurnAt]) -> Option<i64> {
        let resources = self.resources_cost(schedule)?;
        let (Some(first), Some(last)) = (schedule.first(), schedule.last()) else {
            return Some(self.network.idle_cost? + resources + self.home.cost(self.n_days));
        };
        let tip = self.network.first[first.get()]?;
        let end = self.network.last[last.get()]?;
        let mut cost = tip.cost + end.cost;
        let mut longest = tip.days_off.max(end.days_off);
        let mut streak = 1;
        let mut before: Option<TurnAt> = None;
        for at in schedule {
            let turn = &self.turns[at.get()];
            cost += turn.cost;
            if let Some(before) = before {
                let arc = self.network.arc(before, *at)?;
                let earlier = &self.turns[before.get()];
                if arc.step == Step::Later && !self.streak.may_end(streak, earlier, self.n_days) {
                    return None;
                }
                cost += arc.cost;
                longest = longest.max(arc.days_off);
                streak = arc.step.streak_after(streak);
            }
            if self.streak.exceeds(streak) {
                return None;
            }
            before = Some(*at);
        }
        let may_end = self
            .streak
            .may_end(streak, &self.turns[last.get()], self.n_days);
        may_end.then(|| cost + resources + self.home.cost(longest))
    }

    /// Reduced cost of `schedule`, scaled, where each turn costs what `weights` says, scaled.
    pub(crate) fn reduced_cost(&self, schedule: &[TurnAt], weights: &[i64]) -> Option<i64> {
        let own = schedule.iter().map(|at| self.turns[at.get()].cost);
        let rest = self.cost_of(schedule)? - own.sum::<i64>();
        let weighed: i64 = schedule.iter().map(|at| weights[at.get()]).sum();
        Some(rest * SCALE + weighed)
    }

    fn resources_cost(&self, schedule: &[TurnAt]) -> Option<i64> {
        let mut cost = 0;
        for resource in &self.resources {
            let mut level = 0;
            let mut before = None;
            for at in schedule {
                level += resource.consumed(before, *at);
                before = Some(*at);
            }
            cost += resource.cost(level)?;
        }
        Some(cost)
    }

    /// Most turns of a schedule, if a resource limits them.
    pub(crate) fn turn_limit(&self) -> Option<i64> {
        self.resources.iter().filter_map(Resource::turn_limit).min()
    }

    /// What the schedule counts in each row, by row.
    pub(crate) fn entries_of(&self, schedule: &[TurnAt]) -> Vec<(RowIdx, i64)> {
        let mut entries: Vec<(RowIdx, i64)> = Vec::new();
        for at in schedule {
            entries.extend(&self.turns[at.get()].entries);
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

    /// No schedule costs less than the first, nor more than the second.
    pub(crate) fn cost_range(&self) -> (i64, i64) {
        let add = i64::saturating_add;
        let n_turns = i64::try_from(self.turns.len()).unwrap_or(i64::MAX);
        let n_most = self.turn_limit().map_or(n_turns, |it| it.min(n_turns));
        let largest = |values: &mut Vec<i64>| -> i64 {
            values.sort_unstable_by(|a, b| b.cmp(a));
            let n_most = usize::try_from(n_most).unwrap_or(0);
            values.iter().take(n_most).copied().fold(0, add)
        };
        let turns = largest(&mut self.turns.iter().map(|it| it.cost.max(0)).collect());
        let gains = largest(&mut self.turns.iter().map(|it| (-it.cost).max(0)).collect());
        let resources = self.resources.iter().map(|it| {
            let all = largest(&mut it.consumption.clone());
            let most = it.most.map_or(all, |most| most.min(all));
            it.curve.cost(0).max(it.curve.cost(most))
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
        (-gains, whole.into_iter().chain(resources).fold(0, add))
    }
}
