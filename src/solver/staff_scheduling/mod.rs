//! Staff scheduling over weeks and months: one shift a day at most, and for each person limits and
//! prices on how often, how long and in what order they work.
//!
//! Compiles to the same model as the rules of an office and is solved by the same method. The
//! quantities are those of Curtois and Qu, "Computational results on new staff scheduling benchmark
//! instances" (2014), widened: every count has a lower and an upper limit and may be priced.

mod compile;
mod judge;
#[cfg(test)]
mod tests;

use crate::solver::model::component::PossibleCosts;
use crate::solver::progress::Progress;
use crate::solver::solve::run;
use crate::solver::{Effort, SolveConfig};

/// A kind of shift.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kind {
    /// Its name.
    pub id: String,
    /// How long it is.
    pub minutes: i64,
    /// Kinds (by position) nobody may work on the day after this one.
    pub not_next: Vec<usize>,
}

/// What an amount costs; all prices are convex and not negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Price {
    /// Nothing.
    Free,
    /// So much for each unit short of `target` and for each beyond.
    Target {
        /// The amount that costs nothing.
        target: i64,
        /// Cost of each unit short.
        under: i64,
        /// Cost of each unit beyond.
        over: i64,
    },
    /// `weight * (carried + amount)^2`.
    Square {
        /// The factor.
        weight: i64,
        /// What counts on top, from earlier; not negative.
        carried: i64,
    },
}

/// Limits and price of an amount; both limits are allowed themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// No less.
    pub least: i64,
    /// No more; `None` for no limit.
    pub most: Option<i64>,
    /// What it costs.
    pub price: Price,
}

impl Amount {
    /// No limit and no price.
    pub const FREE: Self = Self {
        least: 0,
        most: None,
        price: Price::Free,
    };

    /// At most `most`, at no price.
    pub const fn at_most(most: i64) -> Self {
        Self {
            most: Some(most),
            ..Self::FREE
        }
    }
}

/// Limits on days in a row; both are allowed themselves. A run that touches the first or the last
/// day of the period may be shorter than `least`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Streak {
    /// No shorter, at least 1.
    pub least: u16,
    /// No longer; `None` for no limit.
    pub most: Option<u16>,
}

/// A wish about one shift on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Request {
    /// Day of the instance, from 0.
    pub day: u16,
    /// Position of the kind.
    pub kind: usize,
    /// What missing the wish costs.
    pub weight: i64,
    /// Whether the wish is to work it, or not to.
    pub wants: bool,
}

/// One person and the rules for their schedule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// Who.
    pub id: String,
    /// How often each kind, by position.
    pub kinds: Vec<Amount>,
    /// Minutes over the period.
    pub minutes: Amount,
    /// Weekends (Saturday or Sunday) with work on them.
    pub weekends: Amount,
    /// Days on duty in a row.
    pub work: Streak,
    /// Days off in a row.
    pub rest: Streak,
    /// Turns (day, kind) they must not work.
    pub banned: Vec<(u16, usize)>,
    /// Turns (day, kind) they must work.
    pub fixed: Vec<(u16, usize)>,
    /// Wishes.
    pub requests: Vec<Request>,
}

/// How a demand is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coverage {
    /// By exactly so many people.
    Exact,
    /// By more or fewer, at a price.
    Soft {
        /// Cost of each person short.
        under: i64,
        /// Cost of each person too many.
        over: i64,
    },
}

/// How many people a kind needs on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Demand {
    /// Day of the instance, from 0.
    pub day: u16,
    /// Position of the kind.
    pub kind: usize,
    /// How many people.
    pub need: u16,
    /// Whether that may be missed.
    pub coverage: Coverage,
}

/// The whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instance {
    /// How many days.
    pub n_days: u16,
    /// Weekday of the first, from 0 for Monday.
    pub first_weekday: u16,
    /// Kinds of shift.
    pub kinds: Vec<Kind>,
    /// People.
    pub people: Vec<Pattern>,
    /// Demands.
    pub demands: Vec<Demand>,
}

/// For each person and day the kind they work, or `None` for a day off.
pub type Timetable = Vec<Vec<Option<usize>>>;

/// Something in a [`Instance`] that cannot be meant.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InstanceError {
    /// A day outside the instance, or a kind that does not exist.
    #[error("{of}: there is no day {day} or no kind {kind}")]
    Unknown {
        /// Whose.
        of: String,
        /// Day of the period.
        day: u16,
        /// Position of the kind.
        kind: usize,
    },
    /// A person's limits do not name every kind, or there are more amounts than can be counted.
    #[error("{of}: {found} kinds, {expected} expected")]
    Kinds {
        /// Whose.
        of: String,
        /// How many are named.
        found: usize,
        /// How many there should be.
        expected: usize,
    },
    /// A weight, a length or a streak is out of range.
    #[error("{of}: a weight, a length or a limit is out of range")]
    Range {
        /// Whose.
        of: String,
    },
}

/// A timetable and what is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstanceSolution {
    /// Who works what.
    pub timetable: Timetable,
    /// As [`Instance::judge`] counts.
    pub cost: i64,
    /// No timetable costs less; `None` if nothing was proven.
    pub bound: Option<i64>,
}

/// What came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InstanceOutcome {
    /// No timetable is better.
    Optimal(InstanceSolution),
    /// Stopped before the proof was complete.
    Feasible(InstanceSolution),
    /// No timetable keeps the limits and the exact demands.
    Infeasible,
    /// Stopped before a timetable was found; no timetable costs less than the number, if any.
    Unknown(Option<i64>),
}

/// Finds the best timetable of `instance`. [`SolveConfig::gaps`] has no say: a demand that may be
/// missed says so itself.
///
/// # Errors
///
/// Everything in `instance` that cannot be meant.
pub fn solve_instance(
    instance: &Instance,
    config: SolveConfig,
    progress: &mut dyn Progress,
) -> Result<(InstanceOutcome, Effort), Vec<InstanceError>> {
    instance.check()?;
    let compiled = compile::compile(instance);
    let Some(compiled) = compiled else {
        return Ok((InstanceOutcome::Infeasible, Effort::default()));
    };
    // More than two timetables can differ by: one with a gap is dearer than any without.
    let gap_price = compiled.whole.model.highest_cost();
    if !compiled.whole.model.is_in_range(gap_price) {
        return Ok((InstanceOutcome::Unknown(None), Effort::default()));
    }
    let costs = PossibleCosts::Any;
    let run = run(&compiled.whole, config, gap_price, costs, progress);
    let bound = run.bound.value();
    let bound = bound.map(|it| it.saturating_add(compiled.missed));
    let with_a_gap = gap_price + compiled.whole.model.lowest_cost();
    let outcome = match run.best.filter(|it| it.gaps == 0) {
        None if run.bound.reaches(with_a_gap) => InstanceOutcome::Infeasible,
        None => InstanceOutcome::Unknown(bound),
        Some(best) => {
            let cost = best.cost + compiled.missed;
            let solution = InstanceSolution {
                timetable: compiled.timetable(instance, &best.schedules),
                cost,
                bound: bound.map(|bound| bound.min(cost)),
            };
            if run.bound.reaches(best.cost) {
                InstanceOutcome::Optimal(solution)
            } else {
                InstanceOutcome::Feasible(solution)
            }
        }
    };
    Ok((outcome, run.effort))
}
