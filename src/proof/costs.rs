//! Which costs are possible at all.

use std::collections::BTreeSet;

use crate::domain::ids::ShiftIdx;
use crate::rules::terms::Terms;

use super::certificate::Part;

impl Part<'_> {
    /// Every roster that fills every seat costs, for these people, the second modulo the first.
    ///
    /// A square has the parity of its root. So with full posts only, and seats that nobody else may
    /// fill, the squared loads add up to
    /// `weight * (all carried points and all points of all seats)` modulo `2 * weight`, which does
    /// not depend on who stands what; any other price that shares a divisor with `2 * weight`
    /// changes nothing modulo that divisor.
    pub(super) fn possible_costs(&self) -> (i128, i128) {
        // Every rule is named: a new price must take part.
        let Terms {
            coverage: _,
            fair_load,
            special_turn: _,
            wishes,
            home_trip,
            unit_spread,
            continuity,
            least_change: _,
            eligibility: _,
            availability: _,
            one_at_a_time: _,
            min_rest: _,
            max_duties: _,
            max_consecutive_days: _,
            night_exemption: _,
            full_exemption: _,
            skill_coverage: _,
            senior_presence: _,
            apart_pairs: _,
            together_pairs: _,
            pins: _,
            leadership_authority: _,
        } = self.terms;
        let problem = self.problem;
        let people = || self.people.iter().map(|person| &problem[*person]);
        let weight = fair_load.map_or(0, |rule| i128::from(rule.weight));
        let prefers = self.lines.iter().any(|it| it.has_preferred());
        let travels = people().any(|person| 0 < person.home_days);
        let rules = [
            wishes
                .filter(|_| prefers)
                .map_or(0, |rule| rule.prefer_weight),
            home_trip.filter(|_| travels).map_or(0, |rule| rule.weight),
            unit_spread.map_or(0, |rule| rule.weight),
            continuity.map_or(0, |rule| rule.weight),
        ];
        let of_turns = (self.lines.iter())
            .flat_map(|lines| lines.open().iter().map(|shift| lines.turn_cost(*shift)));
        let is_full = people().all(|person| person.share == 100);
        let (base, total) = match self.whole_load().filter(|_| is_full) {
            Some(load) => (2 * weight, weight * load),
            None => (weight, 0),
        };
        let prices = rules.into_iter().map(i128::from).chain(of_turns);
        let step = prices.fold(base, greatest_divisor).max(1);
        (step, total.rem_euclid(step))
    }

    /// All carried points and all points of all seats; `None` if nothing says how many of the seats
    /// are theirs: others may fill some, or there is no need to fill them.
    pub(super) fn whole_load(&self) -> Option<i128> {
        self.terms.coverage?;
        let mine: BTreeSet<ShiftIdx> = (self.lines.iter())
            .flat_map(|lines| lines.open().iter().copied())
            .collect();
        if mine.iter().any(|it| self.others_on(*it).next().is_some()) {
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
