//! All lines of one person whose reduced cost stays under a limit.

use super::model::ModelPerson;
use super::pricing::{Fix, SCALE};

/// Appends to `out` every line with reduced cost at most `limit` (scaled), with that cost. Stops
/// and answers `false` when more than `most` lines would stand in `out`.
pub(super) fn enumerate(
    person: &ModelPerson,
    weights: &[i64],
    fixed: &[Fix],
    limit: i64,
    most: usize,
    out: &mut Vec<(i64, Vec<u16>)>,
) -> bool {
    let mut walk = Walk {
        person,
        weights,
        fixed,
        limit,
        most,
        to_go: to_go(person, weights, fixed),
        out,
        line: Vec::new(),
    };
    if !fixed.contains(&Fix::Required) {
        let idle = person.line_cost(&[]).map_or(i64::MAX, |cost| cost * SCALE);
        if idle <= limit {
            walk.out.push((idle, Vec::new()));
        }
    }
    let n_turns = person.turns.len();
    for at in 0..n_turns {
        if fixed[at] != Fix::Banned && 0 < person.max_turns {
            let tip = person.network.first[at];
            let cost = tip.cost * SCALE + weights[at];
            if !walk.enter(at, cost, person.turns[at].points, 1, tip.days_off) {
                return false;
            }
        }
        if fixed[at] == Fix::Required {
            break;
        }
    }
    true
}

/// For each turn the least that going on from it can cost, load and home trip apart.
fn to_go(person: &ModelPerson, weights: &[i64], fixed: &[Fix]) -> Vec<i64> {
    let n_turns = person.turns.len();
    let mut to_go = vec![i64::MAX; n_turns];
    for at in (0..n_turns).rev() {
        // A required turn after `at` must not be passed by; being lenient here only costs time.
        to_go[at] = to_go[at].min(person.network.last[at].cost * SCALE);
        if fixed[at] == Fix::Banned {
            continue;
        }
        for arc in &person.network.into[at] {
            let from = usize::from(arc.from);
            to_go[from] = to_go[from].min(arc.cost * SCALE + weights[at] + to_go[at]);
        }
    }
    to_go
}

struct Walk<'a> {
    person: &'a ModelPerson,
    weights: &'a [i64],
    fixed: &'a [Fix],
    limit: i64,
    most: usize,
    to_go: Vec<i64>,
    out: &'a mut Vec<(i64, Vec<u16>)>,
    line: Vec<u16>,
}

impl Walk<'_> {
    fn enter(&mut self, at: usize, cost: i64, points: i64, streak: u16, days_off: u16) -> bool {
        let person = self.person;
        if self.limit < cost + self.to_go[at] + person.load.cost(points) * SCALE {
            return true;
        }
        self.line.push(u16::try_from(at).unwrap_or(u16::MAX));
        let next_required =
            (at + 1..person.turns.len()).find(|it| self.fixed[*it] == Fix::Required);
        let mut go_on = true;
        if next_required.is_none() {
            let end = person.network.last[at];
            let longest = days_off.max(end.days_off);
            let tail = end.cost + person.load.cost(points) + person.home.cost(longest);
            let total = cost + tail * SCALE;
            if total <= self.limit {
                go_on = self.out.len() < self.most;
                self.out.push((total, self.line.clone()));
            }
        }
        if go_on && self.line.len() < usize::from(person.max_turns) {
            let end = next_required.map_or(person.turns.len(), |it| it + 1);
            for to in at + 1..end {
                let into = &person.network.into[to];
                let Ok(arc) = into.binary_search_by_key(&at, |arc| usize::from(arc.from)) else {
                    continue;
                };
                let arc = into[arc];
                let streak = arc.step.streak_after(streak);
                if self.fixed[to] == Fix::Banned || person.max_streak < streak {
                    continue;
                }
                let cost = cost + arc.cost * SCALE + self.weights[to];
                let points = points + person.turns[to].points;
                if !self.enter(to, cost, points, streak, days_off.max(arc.days_off)) {
                    go_on = false;
                    break;
                }
            }
        }
        self.line.pop();
        go_on
    }
}
