//! The granularity of the objective: which costs can come out at all. Used to round dual bounds up.

use std::collections::BTreeSet;

use crate::domain::ids::ShiftIdx;
use crate::rules::form::{OnResource, OnRow, OnSuccession};

use super::certificate::Component;

/// Every roster that fills every seat costs `residue` modulo `step`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Granularity {
    step: i128,
    residue: i128,
}

impl Granularity {
    /// The least possible cost that is not below `bound`.
    pub(super) fn round_up(self, bound: i128) -> i128 {
        bound + (self.residue - bound).rem_euclid(self.step)
    }

    /// The highest possible cost that is not above `cost`.
    pub(super) fn round_down(self, cost: i128) -> i128 {
        cost - (cost - self.residue).rem_euclid(self.step)
    }
}

impl Component<'_> {
    /// What its people can cost.
    ///
    /// A square has the parity of its root. So with full posts only, and seats that nobody else may
    /// fill, the squared loads add up to
    /// `weight * (all carried points and all points of all seats)` modulo `2 * weight`, which does
    /// not depend on who stands what; any other price that shares a divisor with `2 * weight`
    /// changes nothing modulo that divisor. Where seats may stay open, every cost is possible.
    pub(super) fn granularity(&self) -> Granularity {
        if self.gap.is_some() {
            return Granularity {
                step: 1,
                residue: 0,
            };
        }
        let people = || self.people.iter().map(|person| &self.problem[*person]);
        let prefers = self.schedules.iter().any(|it| it.has_preferred());
        let travels = people().any(|person| 0 < person.home_days);
        let of_successions = self.forms.successions.iter().map(|form| match form {
            OnSuccession::Trip { weight } => *weight,
            OnSuccession::MissedWish { weight } if prefers => *weight,
            OnSuccession::MissedWish { .. } | OnSuccession::Forbids(_) => 0,
        });
        let of_resources = self.forms.resources.iter().map(|form| match form {
            OnResource::DaysOff { weight } if travels => *weight,
            // Loads are the base, below.
            OnResource::DaysOff { .. }
            | OnResource::Load { .. }
            | OnResource::Turns(_)
            | OnResource::DaysInRow { .. } => 0,
        });
        let of_rows = self.forms.rows.iter().map(|form| match form {
            OnRow::Spread { weight, .. } => *weight,
            OnRow::Coverage
            | OnRow::Skills
            | OnRow::Seniors { .. }
            | OnRow::Apart
            | OnRow::Together => 0,
        });
        let of_turns = (self.schedules.iter())
            .flat_map(|it| it.open().iter().map(|shift| it.turn_cost(*shift)));
        let weight = self.load_weight();
        let is_full = people().all(|person| person.share == 100);
        let (base, total) = match self.whole_load().filter(|_| is_full) {
            Some(load) => (2 * weight, weight * load),
            None => (weight, 0),
        };
        let prices = of_successions.chain(of_resources).chain(of_rows);
        let prices = prices.map(i128::from).chain(of_turns);
        let step = prices.fold(base, greatest_divisor).max(1);
        Granularity {
            step,
            residue: total.rem_euclid(step),
        }
    }

    /// Cost of one squared point.
    pub(super) fn load_weight(&self) -> i128 {
        let weight = |form: &OnResource<'_>| match form {
            OnResource::Load { weight } => i128::from(*weight),
            OnResource::Turns(_) | OnResource::DaysInRow { .. } | OnResource::DaysOff { .. } => 0,
        };
        self.forms.resources.iter().map(weight).sum()
    }

    /// All carried points and all points of all seats; `None` if nothing says how many of the seats
    /// are theirs: others may fill some, or there is no need to fill them.
    pub(super) fn whole_load(&self) -> Option<i128> {
        let are_filled = self.forms.rows.iter().any(|form| match form {
            OnRow::Coverage => true,
            OnRow::Skills
            | OnRow::Seniors { .. }
            | OnRow::Apart
            | OnRow::Together
            | OnRow::Spread { .. } => false,
        });
        let mine: BTreeSet<ShiftIdx> = (self.schedules.iter())
            .flat_map(|it| it.open().iter().copied())
            .collect();
        if !are_filled
            || self.gap.is_some()
            || mine.iter().any(|it| self.others_on(*it).next().is_some())
        {
            return None;
        }
        let carried = { self.people.iter() }.map(|it| i128::from(self.problem[*it].carried));
        let seats = mine.into_iter().map(|shift| &self.problem[shift]);
        let seats = seats.map(|it| i128::from(it.points) * i128::from(it.need));
        Some(carried.sum::<i128>() + seats.sum::<i128>())
    }
}

pub(super) fn greatest_divisor(a: i128, b: i128) -> i128 {
    if b == 0 {
        a.abs()
    } else {
        greatest_divisor(b, a % b)
    }
}
