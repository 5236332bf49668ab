//! What going on from a turn costs at least: no partial line need be followed that ends too dear.
//!
//! Of one total, the *guide*, it is known how much a partial line has of it, so that the least it
//! must reach and the most it may reach count too. Where work pays, this is what keeps partial lines
//! few: without it all of them would look as if they could work every day.

use crate::solver::model::schedule::{ModelPerson, Total};
use crate::solver::model::{Fix, SCALE, gcd};

/// What cannot go on to an end costs this.
pub(crate) const UNREACHABLE: i64 = i64::MAX;
/// Most sums of the guide told apart.
const MOST_SUMS: i64 = 128;

/// For each turn and each sum of the guide up to and with it, the least that going on can cost:
/// with the guide's price, without the other totals' and the home trip's.
#[derive(Debug, Default)]
pub(crate) struct ToGo {
    guide: Option<Guide>,
    n_sums: usize,
    costs: Vec<i64>,
    from_hub: Vec<i64>,
}

/// A total whose sums are whole numbers of `unit`.
#[derive(Clone, Copy, Debug)]
struct Guide {
    nth: usize,
    unit: i64,
}

impl Guide {
    /// The total with a least sum, or a price for less than some sum, that has the most such sums.
    fn of(person: &ModelPerson) -> Option<Self> {
        let guides = (person.totals.iter().enumerate()).filter_map(|(nth, total)| {
            let unit = total.amounts.iter().copied().fold(0, gcd).max(1);
            let is_guide = 0 < total.floor() && total.blocks.is_empty();
            let fits = is_guide && n_sums(total, unit) <= MOST_SUMS;
            fits.then_some(Self { nth, unit })
        });
        guides.max_by_key(|it| n_sums(&person.totals[it.nth], it.unit))
    }
}

/// Sums that make a difference: beyond the floor of a total without a limit, none does.
fn n_sums(total: &Total, unit: i64) -> i64 {
    let all: i64 = total.amounts.iter().sum();
    total.most.min(all).max(0) / unit + 1
}

impl ToGo {
    /// Computes it anew where each turn costs what `weights` says, scaled.
    pub(crate) fn fill(&mut self, person: &ModelPerson, weights: &[i64], fixed: &[Fix]) {
        let n_turns = person.turns.len();
        let network = &person.network;
        self.guide = Guide::of(person);
        let total = self.guide.map(|guide| &person.totals[guide.nth]);
        let n_sums = { self.guide.zip(total) }.map_or(1, |(it, total)| n_sums(total, it.unit));
        let n_sums = usize::try_from(n_sums).unwrap_or(1);
        self.n_sums = n_sums;
        self.costs.clear();
        self.costs.resize(n_turns * n_sums, UNREACHABLE);
        // The least of all turns entered from a hub or from one after it.
        let n_hubs = network.hubs.enter.iter().flatten().max();
        let n_hubs = n_hubs.map_or(0, |it| usize::from(*it) + 1);
        self.from_hub.clear();
        self.from_hub.resize(n_hubs * n_sums, UNREACHABLE);
        for at in (0..n_turns).rev() {
            self.end(person, at);
            // A required turn after `at` must not be passed by; being lenient only costs time.
            let leave = network.hubs.leave.get(at).copied().flatten();
            if let Some(hub) = leave.map(usize::from).filter(|hub| *hub < n_hubs) {
                for sum in 0..n_sums {
                    let rest = self.from_hub[hub * n_sums + sum];
                    let here = &mut self.costs[at * n_sums + sum];
                    *here = rest.min(*here);
                }
            }
            if fixed[at] == Fix::Banned {
                continue;
            }
            let by = self.guide.zip(total);
            let by = by.map_or(0, |(guide, total)| total.amounts[at] / guide.unit);
            let by = usize::try_from(by).unwrap_or(0);
            let enter = network.hubs.enter.get(at).copied().flatten();
            for sum in by..n_sums {
                let here = self.costs[at * n_sums + sum];
                if here == UNREACHABLE {
                    continue;
                }
                let here = here + weights[at];
                for arc in &network.into[at] {
                    let from = &mut self.costs[usize::from(arc.from) * n_sums + sum - by];
                    *from = (arc.cost * SCALE + here).min(*from);
                }
                for hub in 0..enter.map_or(0, |hub| usize::from(hub) + 1) {
                    let from = &mut self.from_hub[hub * n_sums + sum - by];
                    *from = here.min(*from);
                }
            }
        }
    }

    /// What lines that end with turn `at` cost there.
    fn end(&mut self, person: &ModelPerson, at: usize) {
        let Some(last) = person.network.last[at] else {
            return;
        };
        for nth in 0..self.n_sums {
            let priced = match self.guide {
                None => Some(0),
                Some(guide) => {
                    let sum = i64::try_from(nth).unwrap_or(i64::MAX) * guide.unit;
                    person.totals[guide.nth].cost(sum)
                }
            };
            if let Some(priced) = priced {
                let here = &mut self.costs[at * self.n_sums + nth];
                *here = ((last.cost + priced) * SCALE).min(*here);
            }
        }
    }

    /// The least that going on from turn `at` costs a line with `sums`.
    pub(crate) fn cost(&self, at: usize, sums: &[i64]) -> i64 {
        let nth = self.guide.map_or(0, |guide| sums[guide.nth] / guide.unit);
        let nth = usize::try_from(nth).unwrap_or(usize::MAX);
        if nth < self.n_sums {
            self.costs[at * self.n_sums + nth]
        } else {
            UNREACHABLE
        }
    }

    /// Whether no line can end after turn `at`.
    pub(crate) fn is_dead_end(&self, at: usize) -> bool {
        let mut costs = self.costs[at * self.n_sums..(at + 1) * self.n_sums].iter();
        costs.all(|it| *it == UNREACHABLE)
    }

    /// Whether the price of the `nth` total is counted.
    pub(crate) fn counts(&self, nth: usize) -> bool {
        self.guide.is_some_and(|guide| guide.nth == nth)
    }

    /// What all totals but the guide cost at least.
    pub(crate) fn least_of_others(&self, person: &ModelPerson) -> i64 {
        let totals = person.totals.iter().enumerate();
        let others = totals.filter(|(nth, _)| !self.counts(*nth));
        others.map(|(_, total)| total.curve.least()).sum()
    }
}
