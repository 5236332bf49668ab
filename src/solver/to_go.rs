//! What going on from a turn costs at least: no partial line need be followed that ends too dear.

use super::person::ModelPerson;
use super::pricing::{Fix, SCALE};

/// For each turn the least that going on from it can cost, totals and home trip apart.
pub(super) fn to_go(person: &ModelPerson, weights: &[i64], fixed: &[Fix], to_go: &mut Vec<i64>) {
    let n_turns = person.turns.len();
    let network = &person.network;
    to_go.clear();
    let last = network.last.iter();
    to_go.extend(last.map(|last| last.map_or(UNREACHABLE, |it| it.cost * SCALE)));
    // The least of all turns entered from a hub or from one after it.
    let n_hubs = network.hubs.enter.iter().flatten().max();
    let mut from_hub = vec![UNREACHABLE; n_hubs.map_or(0, |it| usize::from(*it) + 1)];
    for at in (0..n_turns).rev() {
        // A required turn after `at` must not be passed by; being lenient here only costs time.
        if let Some(hub) = network.hubs.leave.get(at).copied().flatten() {
            let rest = from_hub.get(usize::from(hub)).copied();
            to_go[at] = to_go[at].min(rest.unwrap_or(UNREACHABLE));
        }
        if fixed[at] == Fix::Banned || to_go[at] == UNREACHABLE {
            continue;
        }
        let here = weights[at] + to_go[at];
        for arc in &network.into[at] {
            let from = usize::from(arc.from);
            to_go[from] = to_go[from].min(arc.cost * SCALE + here);
        }
        if let Some(hub) = network.hubs.enter.get(at).copied().flatten() {
            for earlier in &mut from_hub[..=usize::from(hub)] {
                *earlier = here.min(*earlier);
            }
        }
    }
}

/// What cannot go on to an end costs this.
pub(super) const UNREACHABLE: i64 = i64::MAX;
