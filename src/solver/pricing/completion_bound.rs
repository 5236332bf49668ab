//! Completion bounds: a lower bound on the reduced cost of extending a partial path to its end, by
//! which labels that cannot end cheap enough are dropped (as in Baldacci et al. 2008).
//!
//! The bound is exact in one resource, the *guide*: the one with the most levels that has a
//! minimum, or a price below some level. The others and the longest time off are relaxed. Where
//! work pays, this is what keeps labels few: without it all partial paths would look as if they
//! could work every day.

use crate::solver::model::schedule::{ModelPerson, Resource};
use crate::solver::model::{Fix, SCALE, gcd};
use crate::solver::params::MAX_GUIDE_LEVELS;

/// Marks, in the tables, what has no end: its cost is above any other's. Never leaves this file.
const NO_END: i64 = i64::MAX;

/// For each turn and each level of the guide up to and with it, the least that extending costs:
/// with the guide's price, without the other resources' and the home trip's.
#[derive(Debug, Default)]
pub(super) struct CompletionBound {
    guide: Option<Guide>,
    n_levels: usize,
    costs: Vec<i64>,
    from_hub: Vec<i64>,
}

/// A resource whose levels are whole numbers of `unit`.
#[derive(Clone, Copy, Debug)]
struct Guide {
    nth: usize,
    unit: i64,
}

impl Guide {
    fn of(person: &ModelPerson) -> Option<Self> {
        let guides = (person.resources.iter().enumerate()).filter_map(|(nth, resource)| {
            let unit = resource.consumption.iter().copied().fold(0, gcd).max(1);
            let is_guide = 0 < resource.floor() && resource.blocks.is_empty();
            let fits = is_guide && n_levels(resource, unit) <= MAX_GUIDE_LEVELS;
            fits.then_some(Self { nth, unit })
        });
        guides.max_by_key(|it| n_levels(&person.resources[it.nth], it.unit))
    }
}

/// Levels that make a difference: beyond the floor of a resource without a limit, none does.
fn n_levels(resource: &Resource, unit: i64) -> i64 {
    let all: i64 = resource.consumption.iter().sum();
    let most = resource.most.map_or(all, |most| most.min(all));
    most.max(0) / unit + 1
}

impl CompletionBound {
    /// Computes it anew where each turn costs what `weights` says, scaled.
    pub(super) fn fill(&mut self, person: &ModelPerson, weights: &[i64], fixed: &[Fix]) {
        let n_turns = person.turns.len();
        let network = &person.network;
        self.guide = Guide::of(person);
        let resource = self.guide.map(|guide| &person.resources[guide.nth]);
        let n_levels = { self.guide.zip(resource) }.map_or(1, |(it, of)| n_levels(of, it.unit));
        let n_levels = usize::try_from(n_levels).unwrap_or(1);
        self.n_levels = n_levels;
        self.costs.clear();
        self.costs.resize(n_turns * n_levels, NO_END);
        // The least of all turns entered from a hub or from one after it.
        let n_hubs = network.hubs.enter.iter().flatten().max();
        let n_hubs = n_hubs.map_or(0, |it| usize::from(*it) + 1);
        self.from_hub.clear();
        self.from_hub.resize(n_hubs * n_levels, NO_END);
        for at in (0..n_turns).rev() {
            self.end(person, at);
            // A required turn after `at` must not be passed by; being lenient only costs time.
            let leave = network.hubs.leave.get(at).copied().flatten();
            if let Some(hub) = leave.map(usize::from).filter(|hub| *hub < n_hubs) {
                for level in 0..n_levels {
                    let rest = self.from_hub[hub * n_levels + level];
                    let here = &mut self.costs[at * n_levels + level];
                    *here = rest.min(*here);
                }
            }
            if fixed[at] == Fix::Banned {
                continue;
            }
            let by = self.guide.zip(resource);
            let by = by.map_or(0, |(guide, resource)| resource.consumption[at] / guide.unit);
            let by = usize::try_from(by).unwrap_or(0);
            let enter = network.hubs.enter.get(at).copied().flatten();
            for level in by..n_levels {
                let here = self.costs[at * n_levels + level];
                if here == NO_END {
                    continue;
                }
                let here = here + weights[at];
                for arc in &network.into[at] {
                    let from = &mut self.costs[arc.from.get() * n_levels + level - by];
                    *from = (arc.cost * SCALE + here).min(*from);
                }
                for hub in 0..enter.map_or(0, |hub| usize::from(hub) + 1) {
                    let from = &mut self.from_hub[hub * n_levels + level - by];
                    *from = here.min(*from);
                }
            }
        }
    }

    /// What schedules that end with turn `at` cost there.
    fn end(&mut self, person: &ModelPerson, at: usize) {
        let Some(last) = person.network.last[at] else {
            return;
        };
        for nth in 0..self.n_levels {
            let priced = match self.guide {
                None => Some(0),
                Some(guide) => {
                    let level = i64::try_from(nth).unwrap_or(i64::MAX) * guide.unit;
                    person.resources[guide.nth].cost(level)
                }
            };
            if let Some(priced) = priced {
                let here = &mut self.costs[at * self.n_levels + nth];
                *here = ((last.cost + priced) * SCALE).min(*here);
            }
        }
    }

    /// The least that extending from turn `at` costs at these levels; `None` if there is no end.
    pub(super) fn cost(&self, at: usize, levels: &[i64]) -> Option<i64> {
        let nth = match self.guide {
            None => 0,
            Some(guide) => usize::try_from(levels[guide.nth] / guide.unit).ok()?,
        };
        let is_counted = nth < self.n_levels;
        let cost = is_counted.then(|| self.costs[at * self.n_levels + nth]);
        cost.filter(|it| *it != NO_END)
    }

    /// Whether no schedule can end after turn `at`.
    pub(super) fn is_dead_end(&self, at: usize) -> bool {
        let mut costs = self.costs[at * self.n_levels..(at + 1) * self.n_levels].iter();
        costs.all(|it| *it == NO_END)
    }

    /// Whether the price of the `nth` resource is counted.
    pub(super) fn counts(&self, nth: usize) -> bool {
        self.guide.is_some_and(|guide| guide.nth == nth)
    }

    /// What all resources but the guide cost at least.
    pub(super) fn least_of_others(&self, person: &ModelPerson) -> i64 {
        let resources = person.resources.iter().enumerate();
        let others = resources.filter(|(nth, _)| !self.counts(*nth));
        others.map(|(_, resource)| resource.curve.least()).sum()
    }
}
