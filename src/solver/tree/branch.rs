//! Branch and price (Barnhart et al. 1998): a branching tree on who stands what, the columns of
//! each node generated anew.

use crate::solver::bound::{Bound, Duals, round_up};
use crate::solver::exact::candidates::Candidates;
use crate::solver::exact::search::{Searched, search};
use crate::solver::heuristics::repair::Repair;
use crate::solver::master::Penalty;
use crate::solver::model::component::Component;
use crate::solver::model::index::TurnAt;
use crate::solver::model::{Fix, Fixes, Schedule};
use crate::solver::params::{
    BRANCH_SHARE, DIVE_MORE_OF, DIVE_ROUNDS, DIVE_SHARE, NODE_REPAIR_STEPS, NODE_ROUNDS,
    NODE_SEARCH_NODES, ROOT_REPAIR_STEPS, SHARE_TIE, SHARE_TOLERANCE,
};
use crate::solver::progress::{ComponentState, Reporter};
use crate::solver::rng::Rng;
use crate::solver::tree::incumbent::Incumbent;
use crate::solver::tree::node::{ColumnGeneration, NodeBound, NodeLimits, Pool};
use crate::solver::tree::proof::{Leaf, Proof};

/// The search for the best solution of a component and the proof that none is better.
pub(crate) struct Search<'a, 'p> {
    pub(crate) component: &'a Component,
    pub(crate) incumbent: Incumbent,
    pub(crate) columns: ColumnGeneration<'a>,
    pub(crate) rng: Rng,
    pub(crate) n_nodes: usize,
    /// Most nodes of the branching tree; `None` if there is no limit.
    max_nodes: Option<usize>,
    root_bound: Option<i64>,
    reporter: Reporter<'a, 'p>,
    /// No solution costs less, whatever is decided.
    lowest: i64,
}

/// What came of searching all candidates.
pub(crate) enum Closed {
    /// What is proven of the node now: the incumbent, or the bound, is the best.
    Proven(Bound, Proof),
    /// There are too many candidates.
    TooManyCandidates,
    /// The search took too many nodes, or the solver was told to stop.
    TooManyNodes,
}

impl<'a, 'p> Search<'a, 'p> {
    /// Starts from what is given: a first solution or none, columns and the rows in the master.
    pub(crate) fn new(
        component: &'a Component,
        incumbent: Incumbent,
        columns: ColumnGeneration<'a>,
        rng: Rng,
        reporter: Reporter<'a, 'p>,
    ) -> Self {
        Self {
            lowest: component.model.lowest_cost(),
            component,
            incumbent,
            columns,
            rng,
            n_nodes: 0,
            max_nodes: None,
            root_bound: None,
            reporter,
        }
    }

    /// The search of the neighbourhood `component` of a solution, whose part of it is `now`: on one
    /// thread, in few nodes, with the same random numbers.
    pub(crate) fn nested<'b>(
        &self,
        component: &'b Component,
        now: Incumbent,
        pool: Pool,
        active: Vec<bool>,
        max_nodes: usize,
    ) -> Search<'b, 'p>
    where
        'a: 'b,
    {
        let columns = ColumnGeneration::new(&component.model, pool, active, 1);
        let reporter = self.reporter.nested(self.state());
        Search {
            max_nodes: Some(max_nodes),
            ..Search::new(component, now, columns, self.rng.clone(), reporter)
        }
    }

    pub(crate) fn cutoff(&self) -> i64 {
        self.incumbent.cutoff()
    }

    fn state(&self) -> ComponentState {
        ComponentState {
            incumbent: self.incumbent.best().map(|it| (it.cost, it.gaps)),
            bound: self.root_bound,
            n_columns: self.columns.pool.columns.len(),
            n_rounds: self.columns.n_rounds,
            n_nodes: self.n_nodes,
        }
    }

    /// Reports how things stand; false if the solver is told to stop.
    pub(crate) fn go_on(&self) -> bool {
        self.reporter.go_on(self.state())
    }

    /// Whether the solver has been told to stop.
    pub(crate) fn is_stopped(&self) -> bool {
        self.reporter.is_stopped()
    }

    /// What missing a row costs in the master: where it is hard, more than any solution worth
    /// finding, so the better the incumbent, the tighter the duals.
    fn penalty(&self) -> Penalty {
        Penalty {
            gap: self.component.gap_price,
            hard: self.incumbent.above_all() - self.lowest,
        }
    }

    /// What column generation proves of the node under `fixes`, from the duals of the node above;
    /// there are none at the root.
    pub(crate) fn bound_of(
        &mut self,
        fixes: &Fixes,
        start: Option<&Duals>,
        max_rounds: usize,
    ) -> NodeBound {
        let granularity = self.component.granularity;
        let is_root = start.is_none();
        let limits = NodeLimits {
            cutoff: granularity.enough_for(self.cutoff()),
            max_rounds,
        };
        let (reporter, mut state) = (self.reporter, self.state());
        let mut ask = |scaled: Bound, n_columns, n_rounds| {
            (state.n_columns, state.n_rounds) = (n_columns, n_rounds);
            if is_root {
                let bound = scaled.value();
                state.bound = bound.map(|it| granularity.round_up(round_up(it)));
            }
            reporter.go_on(state)
        };
        let penalty = self.penalty();
        let mut node = self
            .columns
            .solve_node(fixes, start, penalty, limits, &mut ask);
        if let Bound::AtLeast(bound) = node.bound {
            node.bound = Bound::AtLeast(granularity.round_up(bound));
        }
        if is_root {
            self.root_bound = node.bound.value();
        }
        node
    }

    /// Offers a solution; takes it over if it keeps every hard row and costs less, and says whether
    /// it does.
    pub(crate) fn offer(&mut self, schedules: &[Schedule]) -> bool {
        let found = self.component.assignment(schedules);
        found.is_some_and(|it| self.incumbent.offer(it))
    }

    /// How much of each turn each person stands in the relaxation.
    fn shares(&self, node: &NodeBound) -> Vec<Vec<f64>> {
        let people = &self.component.model.people;
        let mut shares: Vec<Vec<f64>> = people.iter().map(|it| vec![0.0; it.turns.len()]).collect();
        for (idx, value) in &node.values {
            let column = &self.columns.pool.columns[*idx];
            for at in &column.schedule {
                shares[column.person][at.get()] += value;
            }
        }
        shares
    }

    /// For each person the schedule that weighs most in the relaxation.
    fn heaviest_schedules(&self, node: &NodeBound) -> Vec<Schedule> {
        let columns = &self.columns.pool.columns;
        let mut heaviest = vec![(0.0, None); self.component.model.people.len()];
        for (idx, value) in &node.values {
            let heaviest = &mut heaviest[columns[*idx].person];
            if heaviest.0 < *value {
                *heaviest = (*value, Some(*idx));
            }
        }
        let schedule = |(_, idx): &(f64, Option<usize>)| {
            let schedule = idx.map(|idx| columns[idx].schedule.clone());
            schedule.unwrap_or_default()
        };
        heaviest.iter().map(schedule).collect()
    }

    /// The candidates of cost `target` in the node. `None` if the numbers get too large, or nobody
    /// could do anything.
    fn candidates(&self, node: &NodeBound, fixes: &Fixes, target: i64) -> Option<Candidates> {
        let component = self.component;
        let (model, gap_price) = (&component.model, component.gap_price);
        Candidates::new(model, fixes, target, node.proofs(), gap_price)
    }

    /// Looks for a solution among the candidates of the cost just at the bound; at the root, if
    /// there is none to be found, with more and more room.
    pub(crate) fn repair(&mut self, node: &NodeBound, fixes: &Fixes, is_root: bool) {
        let Bound::AtLeast(bound) = node.bound else {
            return;
        };
        let start = self.heaviest_schedules(node);
        let granularity = self.component.granularity;
        let mut room = 0;
        loop {
            let target = granularity.round_up(bound.saturating_add(room));
            if self.cutoff() <= target || !self.go_on() {
                return;
            }
            let Some(candidates) = self.candidates(node, fixes, target) else {
                return;
            };
            let n_steps = if is_root {
                ROOT_REPAIR_STEPS
            } else {
                NODE_REPAIR_STEPS
            };
            let mut rng = self.rng.clone();
            let repair = Repair::new(&candidates);
            let repaired = repair.run(&start, &mut rng, n_steps, &mut || self.go_on());
            self.rng = rng;
            if let Some(schedules) = &repaired {
                self.offer(schedules);
            }
            if repaired.is_some() || !is_root || !candidates.is_complete {
                return;
            }
            room = (room * 2).max(granularity.step);
        }
    }

    /// Closes the gap of the node by searching all candidates of a cost below the incumbent, in at
    /// most `max_nodes` nodes.
    pub(crate) fn close(&mut self, node: &NodeBound, fixes: &Fixes, max_nodes: usize) -> Closed {
        loop {
            let Some(best) = self.incumbent.best() else {
                return Closed::TooManyCandidates;
            };
            let target = self.component.granularity.highest_below(best.cost);
            if Bound::AtLeast(target) < node.bound {
                return Closed::Proven(node.bound, Proof::Leaf(Leaf::of(node)));
            }
            let candidates = self.candidates(node, fixes, target);
            let Some(candidates) = candidates.filter(|it| it.is_complete) else {
                return Closed::TooManyCandidates;
            };
            match search(&candidates, max_nodes, &mut || self.go_on()) {
                Searched::GaveUp => return Closed::TooManyNodes,
                Searched::Solution(schedules) => {
                    if !self.offer(&schedules) {
                        return Closed::TooManyNodes;
                    }
                }
                Searched::NoSolution(nodes) => {
                    let bound = self.cutoff();
                    let earlier = node.earlier.iter().map(|(_, it)| it.clone());
                    let proof = Proof::Enumerated {
                        own: Leaf::of(node),
                        earlier: earlier.collect(),
                        bound,
                        nodes,
                    };
                    return Closed::Proven(Bound::AtLeast(bound), proof);
                }
            }
        }
    }

    /// Diving: rounds the relaxation step by step; what is nearly whole becomes whole, the rest is
    /// priced again. For when no repair succeeds.
    pub(crate) fn dive(&mut self, root: &NodeBound, fixes: &Fixes) {
        let mut fixes = fixes.clone();
        let mut node = root.clone();
        while self.go_on() {
            let shares = self.shares(&node);
            self.offer(&rounded(&shares));
            if node.bound.reaches(self.cutoff()) || !fix_heaviest(&shares, &mut fixes) {
                return;
            }
            node = self.bound_of(&fixes, Some(&node.duals), DIVE_ROUNDS);
            if node.values.is_empty() {
                return;
            }
        }
    }

    /// Proves the node under `fixes`: afterwards no solution of it costs less than the incumbent,
    /// unless stopped. Returns its bound and the proof.
    pub(crate) fn prove(&mut self, node: NodeBound, fixes: &mut Fixes) -> (Bound, Proof) {
        self.n_nodes += 1;
        let leaf = (node.bound, Proof::Leaf(Leaf::of(&node)));
        let is_over = self.max_nodes.is_some_and(|most| most < self.n_nodes);
        if node.bound.reaches(self.cutoff()) || is_over || !self.go_on() {
            return leaf;
        }
        let shares = self.shares(&node);
        self.offer(&rounded(&shares));
        if node.bound.reaches(self.cutoff()) {
            return leaf;
        }
        if 1 < self.n_nodes {
            self.repair(&node, fixes, false);
            if node.bound.reaches(self.cutoff()) {
                return leaf;
            }
        }
        if let Closed::Proven(bound, proof) = self.close(&node, fixes, NODE_SEARCH_NODES) {
            return (bound, proof);
        }
        let Some((person, at)) = pick(&shares, fixes) else {
            return leaf;
        };
        let (with_bound, with) = self.prove_with(&node, fixes, person, at, Fix::Required);
        let (without_bound, without) = self.prove_with(&node, fixes, person, at, Fix::Banned);
        let branch = Proof::Branch {
            own: Leaf::of(&node),
            person,
            at,
            with: Box::new(with),
            without: Box::new(without),
        };
        (with_bound.min(without_bound).max(node.bound), branch)
    }

    /// Proves the child of `node` in which a turn is decided.
    fn prove_with(
        &mut self,
        node: &NodeBound,
        fixes: &mut Fixes,
        person: usize,
        at: TurnAt,
        fix: Fix,
    ) -> (Bound, Proof) {
        fixes[person][at.get()] = fix;
        let child = self.bound_of(fixes, Some(&node.duals), NODE_ROUNDS);
        let proven = self.prove(child, fixes);
        fixes[person][at.get()] = Fix::Free;
        proven
    }
}

/// The turns somebody stands more than half, as schedules.
fn rounded(shares: &[Vec<f64>]) -> Vec<Schedule> {
    let schedule = |shares: &Vec<f64>| {
        let stood = TurnAt::enumerate(shares).filter(|(_, share)| 0.5 < **share);
        stood.map(|(at, _)| at).collect()
    };
    shares.iter().map(schedule).collect()
}

/// Requires every turn that is nearly whole, and the heaviest others. False if nothing is open.
fn fix_heaviest(shares: &[Vec<f64>], fixes: &mut Fixes) -> bool {
    let mut open: Vec<(f64, usize, usize)> = Vec::new();
    let mut n_fixed = 0;
    for (person, shares) in shares.iter().enumerate() {
        for (at, share) in shares.iter().enumerate() {
            if fixes[person][at] != Fix::Free || *share < SHARE_TOLERANCE {
                continue;
            }
            if DIVE_SHARE < *share {
                fixes[person][at] = Fix::Required;
                n_fixed += 1;
            } else {
                open.push((*share, person, at));
            }
        }
    }
    open.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let n_more = usize::from(n_fixed == 0) + open.len() / DIVE_MORE_OF;
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
/// that any, so that the branching always ends with everything decided.
fn pick(shares: &[Vec<f64>], fixes: &Fixes) -> Option<(usize, TurnAt)> {
    let mut best: Option<(f64, usize, TurnAt)> = None;
    for (person, shares) in shares.iter().enumerate() {
        for (at, share) in TurnAt::enumerate(shares) {
            let distance = (share - BRANCH_SHARE).abs();
            let is_open = fixes[person][at.get()] == Fix::Free && SHARE_TOLERANCE < *share;
            if is_open && best.is_none_or(|best| distance + SHARE_TIE < best.0) {
                best = Some((distance, person, at));
            }
        }
    }
    let any = || {
        let mut people = fixes.iter().enumerate();
        people.find_map(|(person, fixes)| {
            let mut open = TurnAt::enumerate(fixes).filter(|(_, fix)| **fix == Fix::Free);
            open.next().map(|(at, _)| (person, at))
        })
    };
    best.map(|(_, person, at)| (person, at)).or_else(any)
}
