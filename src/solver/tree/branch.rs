//! The exact finish: a case distinction on who stands what, each case priced again.

use crate::solver::bound::{Multipliers, round_up};
use crate::solver::exact::candidates::Choices;
use crate::solver::exact::residues::Lattice;
use crate::solver::exact::search::{Selected, select};
use crate::solver::heuristics::repair::Repair;
use crate::solver::model::{Fix, Fixes};
use crate::solver::progress::{ComponentState, Reporter};
use crate::solver::rng::Rng;
use crate::solver::tree::node::{NodeBound, Pricer, judge_lines};
use crate::solver::tree::proof::{Leaf, Proof};

/// The best solution so far, as lines.
#[derive(Clone, Debug)]
pub(crate) struct Incumbent {
    /// Lines, soft rows and the penalty of each gap.
    pub(crate) cost: i64,
    pub(crate) gaps: u32,
    pub(crate) lines: Vec<Vec<u16>>,
}

/// The search for the best solution and the proof that none is better.
pub(crate) struct Tree<'a, 'p> {
    pub(crate) pricer: Pricer<'a>,
    pub(crate) lattice: Lattice,
    /// Every solution costs less.
    pub(crate) ceiling: i64,
    pub(crate) incumbent: Option<Incumbent>,
    pub(crate) state: ComponentState,
    pub(crate) rng: Rng,
    pub(crate) reporter: Reporter<'a, 'p>,
    /// Nodes of the case distinction, at most.
    pub(crate) most_nodes: usize,
}

/// A share of a turn this close to 0 or 1 counts as whole.
const WHOLE: f64 = 1e-4;
/// Rounds of pricing in a node below the root; more seldom change what is branched on.
const NODE_ROUNDS: usize = 40;
/// Changes tried for each target of a repair at the root, and in a node.
const ROOT_REPAIR: usize = 20_000;
const NODE_REPAIR: usize = 2_000;
/// Most cases when all lines are tried at the root, and in a node.
pub(crate) const ROOT_CASES: usize = 32_000;
const NODE_CASES: usize = 1_000;

/// What came of trying all lines.
pub(crate) enum Tried {
    /// No solution costs less than the incumbent, nor than the bound.
    Done(i64, Proof),
    /// There are too many lines.
    TooManyLines,
    /// There are too many cases, or whoever watches says stop.
    TooManyCases,
}

impl Tree<'_, '_> {
    /// The cost a better solution must stay under.
    pub(crate) fn cutoff(&self) -> i64 {
        self.incumbent.as_ref().map_or(self.ceiling, |it| it.cost)
    }

    /// Tells whoever watches how things stand; false if they say stop.
    pub(crate) fn go_on(&mut self) -> bool {
        self.state.incumbent = self.incumbent.as_ref().map(|it| (it.cost, it.gaps));
        self.state.n_columns = self.pricer.pool.columns.len();
        self.state.n_rounds = self.pricer.n_rounds;
        self.reporter.go_on(self.state)
    }

    /// Whether whoever watches has said stop.
    pub(crate) fn is_stopped(&self) -> bool {
        self.reporter.is_stopped()
    }

    /// What pricing proves of the node under `fixes`.
    pub(crate) fn bound_of(
        &mut self,
        fixes: &Fixes,
        start: Option<&Multipliers>,
        max_rounds: usize,
    ) -> NodeBound {
        let cutoff = self.lattice.enough_for(self.cutoff());
        self.state.incumbent = self.incumbent.as_ref().map(|it| (it.cost, it.gaps));
        let is_root = self.state.n_nodes == 0 && start.is_none();
        let (reporter, state) = (self.reporter, &mut self.state);
        let lattice = self.lattice;
        let mut ask = |scaled, n_columns, n_rounds| {
            (state.n_columns, state.n_rounds) = (n_columns, n_rounds);
            if is_root && scaled != i64::MIN {
                state.bound = Some(lattice.round_up(round_up(scaled)));
            }
            reporter.go_on(*state)
        };
        let mut node = self
            .pricer
            .solve_node(fixes, start, cutoff, max_rounds, &mut ask);
        if node.bound != i64::MIN && node.bound != i64::MAX {
            node.bound = lattice.round_up(node.bound);
        }
        if is_root && node.bound != i64::MIN {
            self.state.bound = Some(node.bound);
        }
        node
    }

    /// Offers a solution; takes it over if it keeps every hard row and costs less.
    pub(crate) fn offer(&mut self, lines: &[Vec<u16>]) {
        let Some((gaps, cost)) = judge_lines(self.pricer.model, lines) else {
            return;
        };
        let cost = cost + self.pricer.penalty.gap * i64::from(gaps);
        if self.incumbent.as_ref().is_none_or(|it| cost < it.cost) {
            self.incumbent = Some(Incumbent {
                cost,
                gaps,
                lines: lines.to_vec(),
            });
            self.pricer.penalty.hard = cost + 1 - self.pricer.model.lowest_cost();
        }
    }

    /// How much of each turn each person stands in the relaxation.
    fn shares(&self, node: &NodeBound) -> Vec<Vec<f64>> {
        let people = &self.pricer.model.people;
        let mut shares: Vec<Vec<f64>> = people.iter().map(|it| vec![0.0; it.turns.len()]).collect();
        for (idx, value) in &node.values {
            let column = &self.pricer.pool.columns[*idx];
            for at in &column.line {
                shares[column.person as usize][usize::from(*at)] += value;
            }
        }
        shares
    }

    /// For each person the line that weighs most in the relaxation.
    fn heaviest_lines(&self, node: &NodeBound) -> Vec<Vec<u16>> {
        let mut heaviest = vec![(0.0, usize::MAX); self.pricer.model.people.len()];
        for (idx, value) in &node.values {
            let person = self.pricer.pool.columns[*idx].person as usize;
            if heaviest[person].0 < *value {
                heaviest[person] = (*value, *idx);
            }
        }
        let line = |(_, idx): &(f64, usize)| {
            self.pricer
                .pool
                .columns
                .get(*idx)
                .map(|it| it.line.clone())
                .unwrap_or_default()
        };
        heaviest.iter().map(line).collect()
    }

    /// The lines that a solution of the node of cost `target` could use. `None` if the numbers get
    /// too large, or nobody could do anything.
    fn choices(&self, node: &NodeBound, fixes: &Fixes, target: i64) -> Option<Choices> {
        let others = node.others.iter().map(|(bound, it)| (*bound, it));
        let proven: Vec<(i64, &Multipliers)> = std::iter::once((node.scaled, &node.multipliers))
            .chain(others)
            .collect();
        let gap = self.pricer.penalty.gap;
        Choices::new(self.pricer.model, fixes, target, &proven, gap)
    }

    /// Looks for a solution among the lines that one of cost just at the bound could use; at the
    /// root, if there is none to be found, with more and more room.
    pub(crate) fn repair(&mut self, node: &NodeBound, fixes: &Fixes, is_root: bool) {
        let start = self.heaviest_lines(node);
        let mut room = 0;
        loop {
            let target = self.lattice.round_up(node.bound.saturating_add(room));
            if self.cutoff() <= target || !self.go_on() {
                return;
            }
            let Some(choices) = self.choices(node, fixes, target) else {
                return;
            };
            let n_steps = if is_root { ROOT_REPAIR } else { NODE_REPAIR };
            let mut rng = self.rng.clone();
            let lines = Repair::new(&choices).run(&start, &mut rng, n_steps, &mut || self.go_on());
            self.rng = rng;
            if let Some(lines) = &lines {
                self.offer(lines);
            }
            if lines.is_some() || !is_root || !choices.is_complete {
                return;
            }
            room = (room * 2).max(self.lattice.step);
        }
    }

    /// Tries all lines that a cost below the incumbent leaves room for, at most `most_cases` cases.
    pub(crate) fn select(&mut self, node: &NodeBound, fixes: &Fixes, most_cases: usize) -> Tried {
        loop {
            let target = self.incumbent.as_ref();
            let target = target.and_then(|it| self.lattice.highest_below(it.cost));
            let Some(target) = target else {
                return Tried::TooManyLines;
            };
            if target < node.bound {
                return Tried::Done(node.bound, Proof::Leaf(Leaf::of(node)));
            }
            let choices = self.choices(node, fixes, target);
            let Some(choices) = choices.filter(|it| it.is_complete) else {
                return Tried::TooManyLines;
            };
            match select(&choices, most_cases, &mut || self.go_on()) {
                Selected::GaveUp => return Tried::TooManyCases,
                Selected::Lines(lines) => {
                    let before = self.cutoff();
                    self.offer(&lines);
                    if before <= self.cutoff() {
                        return Tried::TooManyCases;
                    }
                }
                Selected::Nothing(cases) => {
                    let bound = self.cutoff();
                    let others = node.others.iter().map(|(_, it)| it.clone());
                    let proof = Proof::Lines {
                        first: Leaf::of(node),
                        others: others.collect(),
                        bound,
                        cases,
                    };
                    return Tried::Done(bound, proof);
                }
            }
        }
    }

    /// Rounds the relaxation step by step: what is nearly whole becomes whole, the rest is priced
    /// again. For when no repair succeeds.
    pub(crate) fn dive(&mut self, root: &NodeBound, fixes: &Fixes) {
        let mut fixes = fixes.clone();
        let mut node = root.clone();
        while self.go_on() {
            let shares = self.shares(&node);
            self.offer(&rounded(&shares));
            if self.cutoff() <= node.bound || !fix_heaviest(&shares, &mut fixes) {
                return;
            }
            let above = node.multipliers.clone();
            node = self.bound_of(&fixes, Some(&above), 4);
            if node.values.is_empty() {
                return;
            }
        }
    }

    /// Proves the node under `fixes`: afterwards no solution of it costs less than the incumbent,
    /// unless stopped. Returns its bound and the proof.
    pub(crate) fn prove(&mut self, node: NodeBound, fixes: &mut Fixes) -> (i64, Proof) {
        self.state.n_nodes += 1;
        let leaf = (node.bound, Proof::Leaf(Leaf::of(&node)));
        let is_over = self.most_nodes < self.state.n_nodes;
        if self.cutoff() <= node.bound || is_over || !self.go_on() {
            return leaf;
        }
        let shares = self.shares(&node);
        self.offer(&rounded(&shares));
        if self.cutoff() <= node.bound {
            return leaf;
        }
        if 1 < self.state.n_nodes {
            self.repair(&node, fixes, false);
            if self.cutoff() <= node.bound {
                return leaf;
            }
        }
        if let Tried::Done(bound, proof) = self.select(&node, fixes, NODE_CASES) {
            return (bound, proof);
        }
        let Some((person, at)) = pick(&shares, fixes) else {
            return leaf;
        };
        fixes[person][at] = Fix::Required;
        let child = self.bound_of(fixes, Some(&node.multipliers), NODE_ROUNDS);
        let (with_bound, with) = self.prove(child, fixes);
        fixes[person][at] = Fix::Banned;
        let child = self.bound_of(fixes, Some(&node.multipliers), NODE_ROUNDS);
        let (without_bound, without) = self.prove(child, fixes);
        fixes[person][at] = Fix::Free;
        let at = u16::try_from(at).unwrap_or(u16::MAX);
        let split = Proof::Split {
            own: Leaf::of(&node),
            person,
            at,
            with: Box::new(with),
            without: Box::new(without),
        };
        (with_bound.min(without_bound).max(node.bound), split)
    }
}

/// The turns somebody stands more than half, as lines.
fn rounded(shares: &[Vec<f64>]) -> Vec<Vec<u16>> {
    let line = |shares: &Vec<f64>| {
        let standing = shares.iter().enumerate().filter(|(_, share)| 0.5 < **share);
        standing
            .map(|(at, _)| u16::try_from(at).unwrap_or(u16::MAX))
            .collect()
    };
    shares.iter().map(line).collect()
}

/// Requires every turn that is nearly whole, and the heaviest others. False if nothing is open.
fn fix_heaviest(shares: &[Vec<f64>], fixes: &mut Fixes) -> bool {
    let mut open: Vec<(f64, usize, usize)> = Vec::new();
    let mut n_fixed = 0;
    for (person, shares) in shares.iter().enumerate() {
        for (at, share) in shares.iter().enumerate() {
            if fixes[person][at] != Fix::Free || *share < WHOLE {
                continue;
            }
            if 0.95 < *share {
                fixes[person][at] = Fix::Required;
                n_fixed += 1;
            } else {
                open.push((*share, person, at));
            }
        }
    }
    open.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let n_more = usize::from(n_fixed == 0) + open.len() / 40;
    let mut taken = Vec::new();
    for (_, person, at) in open {
        if taken.len() < n_more && !taken.contains(&person) {
            fixes[person][at] = Fix::Required;
            taken.push(person);
        }
    }
    0 < n_fixed + taken.len()
}

/// The undecided turn to branch on: the one nearest to being stood and not, leaning to yes; failing
/// that any, so that the case distinction always ends with everything decided.
fn pick(shares: &[Vec<f64>], fixes: &Fixes) -> Option<(usize, usize)> {
    let mut best: Option<(f64, usize, usize)> = None;
    for (person, shares) in shares.iter().enumerate() {
        for (at, share) in shares.iter().enumerate() {
            let distance = (share - 0.6).abs();
            let is_open = fixes[person][at] == Fix::Free && WHOLE < *share;
            if is_open && best.is_none_or(|best| distance + 1e-9 < best.0) {
                best = Some((distance, person, at));
            }
        }
    }
    let any = || {
        let open = |fixes: &Vec<Fix>| fixes.iter().position(|fix| *fix == Fix::Free);
        fixes
            .iter()
            .enumerate()
            .find_map(|(person, it)| open(it).map(|at| (person, at)))
    };
    best.map(|(_, person, at)| (person, at)).or_else(any)
}
