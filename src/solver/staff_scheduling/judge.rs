//! What a timetable costs and which limits it breaks, day by day and with no solver code.

use super::{Amount, Coverage, Instance, InstanceError, Pattern, Price, Streak, Timetable};
use crate::solver::params::MAX_RESOURCES;

/// Largest weight, length or target: keeps every sum exact.
const LARGEST: i64 = 1_000_000;

impl Instance {
    /// The weekend `day` belongs to, counted from 1; 0 from Monday to Friday.
    pub(crate) fn weekend(&self, day: u16) -> u16 {
        let day = day + self.first_weekday;
        if day % 7 < 5 { 0 } else { day / 7 + 1 }
    }

    /// Everything that cannot be meant.
    pub(crate) fn check(&self) -> Result<(), Vec<InstanceError>> {
        let mut errors = Vec::new();
        let is_weight = |weight: i64| (0..=LARGEST).contains(&weight);
        let unknown = |of: &str, day: u16, kind: usize| {
            let is_known = day < self.n_days && kind < self.kinds.len();
            let of = of.to_owned();
            (!is_known).then_some(InstanceError::Unknown { of, day, kind })
        };
        let range = |of: &str, is_fine: bool| {
            let of = of.to_owned();
            (!is_fine).then_some(InstanceError::Range { of })
        };
        for kind in &self.kinds {
            let follow = kind.not_next.iter();
            errors.extend(follow.filter_map(|next| unknown(&kind.id, 0, *next)));
            errors.extend(range(&kind.id, is_weight(kind.minutes)));
        }
        errors.extend(range("period", self.first_weekday < 7 && 0 < self.n_days));
        for person in &self.people {
            let expected = self.kinds.len().min(MAX_RESOURCES - 2);
            if person.kinds.len() != self.kinds.len() || expected < person.kinds.len() {
                errors.push(InstanceError::Kinds {
                    of: person.id.clone(),
                    found: person.kinds.len(),
                    expected,
                });
            }
            let requests = person.requests.iter().map(|it| (it.day, it.kind));
            let named = person.banned.iter().chain(&person.fixed).copied();
            let named = named.chain(requests);
            errors.extend(named.filter_map(|(day, kind)| unknown(&person.id, day, kind)));
            let amounts = person.kinds.iter();
            let is_fine = person.requests.iter().all(|it| is_weight(it.weight))
                && 1 <= person.work.least.min(person.rest.least)
                && amounts
                    .chain([&person.minutes, &person.weekends])
                    .all(|amount| match amount.price {
                        Price::Free => true,
                        Price::Target {
                            target,
                            under,
                            over,
                        } => is_weight(target) && is_weight(under) && is_weight(over),
                        Price::Square { weight, carried } => {
                            is_weight(weight) && is_weight(carried)
                        }
                    });
            errors.extend(range(&person.id, is_fine));
        }
        for demand in &self.demands {
            errors.extend(unknown("demand", demand.day, demand.kind));
            if let Coverage::Soft { under, over } = demand.coverage {
                errors.extend(range("demand", is_weight(under) && is_weight(over)));
            }
        }
        if errors.is_empty() {
            Ok(())
        } else {
            Err(errors)
        }
    }

    /// The cost of `timetable`, which holds a row for each person and a cell for each day.
    ///
    /// # Errors
    ///
    /// Every limit it breaks, in words.
    pub fn judge(&self, timetable: &Timetable) -> Result<i64, Vec<String>> {
        let mut broken = Vec::new();
        let mut cost = 0;
        for (person, days) in self.people.iter().zip(timetable) {
            cost += self.judge_person(person, days, &mut broken);
        }
        for demand in &self.demands {
            let on_duty =
                |days: &&Vec<Option<usize>>| days[usize::from(demand.day)] == Some(demand.kind);
            let found = timetable.iter().filter(on_duty).count() as i64;
            let short = i64::from(demand.need) - found;
            match demand.coverage {
                Coverage::Exact if short != 0 => {
                    broken.push(format!("day {}: demand missed by {short}", demand.day));
                }
                Coverage::Exact => {}
                Coverage::Soft { under, over } => {
                    cost += under * short.max(0) + over * (-short).max(0);
                }
            }
        }
        if broken.is_empty() {
            Ok(cost)
        } else {
            Err(broken)
        }
    }

    fn judge_person(
        &self,
        person: &Pattern,
        days: &[Option<usize>],
        broken: &mut Vec<String>,
    ) -> i64 {
        let mut cost = 0;
        let mut say = |what: String| broken.push(format!("{}: {what}", person.id));
        for (day, pair) in days.windows(2).enumerate() {
            if let [Some(first), Some(second)] = *pair
                && self.kinds[first].not_next.contains(&second)
            {
                say(format!("kinds on days {day} and {}", day + 1));
            }
        }
        for (day, kind) in &person.banned {
            if days[usize::from(*day)] == Some(*kind) {
                say(format!("kind {kind} on day {day} is banned"));
            }
        }
        for (day, kind) in &person.fixed {
            if days[usize::from(*day)] != Some(*kind) {
                say(format!("kind {kind} on day {day} is missing"));
            }
        }
        for request in &person.requests {
            let works = days[usize::from(request.day)] == Some(request.kind);
            cost += request.weight * i64::from(works != request.wants);
        }
        let mut start = 0;
        while start < days.len() {
            let works = days[start].is_some();
            let length = days[start..]
                .iter()
                .take_while(|it| it.is_some() == works)
                .count();
            let Streak { least, most } = if works { person.work } else { person.rest };
            let touches_end = start == 0 || start + length == days.len();
            if most.is_some_and(|most| usize::from(most) < length)
                || length < usize::from(least) && !touches_end
            {
                say(format!("{length} days in a row from day {start}"));
            }
            start += length;
        }
        let worked: Vec<usize> = days.iter().filter_map(|it| *it).collect();
        let minutes = worked.iter().map(|kind| self.kinds[*kind].minutes).sum();
        let mut weekends: Vec<u16> = (0..self.n_days)
            .filter(|day| days[usize::from(*day)].is_some())
            .map(|day| self.weekend(day))
            .collect();
        weekends.retain(|it| 0 < *it);
        weekends.dedup();
        let mut weigh = |amount: &Amount, found: i64, of: &str| {
            if found < amount.least || amount.most.is_some_and(|most| most < found) {
                say(format!("{found} {of}"));
            }
            cost += match amount.price {
                Price::Free => 0,
                Price::Target {
                    target,
                    under,
                    over,
                } => under * (target - found).max(0) + over * (found - target).max(0),
                Price::Square { weight, carried } => weight * (carried + found) * (carried + found),
            };
        };
        weigh(&person.minutes, minutes, "minutes");
        weigh(&person.weekends, weekends.len() as i64, "weekends");
        for (kind, amount) in person.kinds.iter().enumerate() {
            let count = worked.iter().filter(|it| **it == kind).count();
            weigh(amount, count as i64, "turns of a kind");
        }
        cost
    }
}
