//! Exact search over the candidates: one schedule for each person that together keep every row
//! within the budget, or the proof that there is none.
//!
//! Depth-first search with propagation, as in constraint programming: a candidate is removed if it
//! would fill a row too much or leave it too empty whatever the others take, if its excess leaves
//! too little for the others, or if its residue fits no possible cost. When nothing more can be
//! removed, the search branches on a turn of the row with the fewest people undecided, rows that
//! have failed often first (weights as in Boussemart et al. 2004, "Boosting systematic search by
//! weighting constraints"), and is restarted with ever more nodes (as in Luby et al. 1993). Where
//! that leaves somebody or some row with nothing, there is a clash. `proof` propagates in the same
//! way, so that the branches alone convince it.

use crate::solver::exact::Candidate;
use crate::solver::exact::candidates::Candidates;
use crate::solver::exact::residues::residue_set;
use crate::solver::model::Schedule;
use crate::solver::model::index::{RowIdx, TurnAt};
use crate::solver::params::{EXACT_ASK_EVERY, FIRST_RESTART};

/// A node of the search tree; after a branch come the nodes with the turn, then those without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    /// Does the person stand the turn?
    Branch { person: usize, at: TurnAt },
    /// There is no solution.
    Clash,
}

/// What the search came to.
pub(crate) enum Searched {
    /// A solution: one schedule for each person.
    Solution(Vec<Schedule>),
    /// There is none, and the tree that shows it.
    NoSolution(Vec<Node>),
    /// Too many nodes, or stopped.
    GaveUp,
}

/// Searches with restarts, at most `max_nodes` nodes at a time.
pub(crate) fn search(
    candidates: &Candidates,
    max_nodes: usize,
    go_on: &mut dyn FnMut() -> bool,
) -> Searched {
    if candidates.is_hopeless() {
        return Searched::NoSolution(vec![Node::Clash]);
    }
    let mut search = Search::new(candidates);
    let start = search.mark();
    let mut limit = FIRST_RESTART;
    while limit <= max_nodes {
        match search.attempt(limit, go_on) {
            Searched::GaveUp => {}
            done @ (Searched::Solution(_) | Searched::NoSolution(_)) => {
                return done;
            }
        }
        search.go_back(start);
        limit *= 2;
    }
    Searched::GaveUp
}

/// The candidates of a person that are left: the first `n_left` of `order`.
struct Domain {
    order: Vec<usize>,
    n_left: usize,
    /// Rows some candidate of the person counts in.
    rows: Vec<RowIdx>,
    /// What each candidate counts in each of `rows`, candidate by candidate.
    counts: Vec<i64>,
    /// Least and most the candidates left count in each of `rows`.
    ranges: Vec<(i64, i64)>,
    summary: Summary,
}

/// What the candidates left of a person add to the cost.
#[derive(Clone, Copy)]
struct Summary {
    /// Least and most excess.
    excess: (i64, i64),
    residues: u64,
}

impl Summary {
    fn of<'a>(candidates: impl Iterator<Item = &'a Candidate> + Clone) -> Self {
        Self {
            excess: range(candidates.clone().map(|it| it.excess)),
            residues: residue_set(candidates),
        }
    }
}

/// Lengths of the two trails.
type Mark = (usize, usize);

struct Search<'a> {
    candidates: &'a Candidates,
    people: Vec<Domain>,
    /// For each row who counts in it, and at which of their rows.
    users: Vec<Vec<(usize, usize)>>,
    /// Least and most all people together count in each row.
    sums: Vec<(i64, i64)>,
    /// How often each row could not be kept.
    failures: Vec<usize>,
    /// Trail of removals: what was left of a person before.
    removed: Vec<(usize, usize, Summary)>,
    /// Trail of ranges: what the range of a person's row was before.
    narrowed: Vec<(usize, usize, (i64, i64))>,
}

impl<'a> Search<'a> {
    fn new(candidates: &'a Candidates) -> Self {
        let mut users = vec![Vec::new(); candidates.rows.len()];
        let mut sums = vec![(0, 0); candidates.rows.len()];
        let mut people = Vec::with_capacity(candidates.people.len());
        for (person, mine) in candidates.people.iter().enumerate() {
            let entries = mine.iter().flat_map(|it| &it.entries);
            let mut rows: Vec<RowIdx> = entries.map(|(row, _)| *row).collect();
            rows.sort_unstable();
            rows.dedup();
            let counts: Vec<i64> = (mine.iter())
                .flat_map(|it| rows.iter().map(|row| it.coefficient(*row)))
                .collect();
            let mut ranges = Vec::with_capacity(rows.len());
            for (nth, row) in rows.iter().enumerate() {
                users[row.get()].push((person, nth));
                let range = range(counts.iter().skip(nth).step_by(rows.len()).copied());
                let sum: &mut (i64, i64) = &mut sums[row.get()];
                sum.0 += range.0;
                sum.1 += range.1;
                ranges.push(range);
            }
            people.push(Domain {
                order: (0..mine.len()).collect(),
                n_left: mine.len(),
                summary: Summary::of(mine.iter()),
                ranges,
                rows,
                counts,
            });
        }
        Self {
            candidates,
            people,
            users,
            sums,
            failures: vec![0; candidates.rows.len()],
            removed: Vec::new(),
            narrowed: Vec::new(),
        }
    }

    fn attempt(&mut self, max_nodes: usize, go_on: &mut dyn FnMut() -> bool) -> Searched {
        let mut is_open =
            self.propagate((0..self.candidates.rows.len()).map(RowIdx::new).collect());
        let mut nodes = Vec::new();
        // Where to go back to for the other branch: the marks of the trails, person and turn.
        let mut others: Vec<(Mark, usize, TurnAt)> = Vec::new();
        loop {
            let is_pause = nodes.len() % EXACT_ASK_EVERY == EXACT_ASK_EVERY - 1;
            if max_nodes < nodes.len() || is_pause && !go_on() {
                return Searched::GaveUp;
            }
            if is_open {
                let Some((person, at)) = self.pick() else {
                    return Searched::Solution(self.cheapest());
                };
                nodes.push(Node::Branch { person, at });
                others.push((self.mark(), person, at));
                is_open = self.decide(person, at, true);
            } else {
                nodes.push(Node::Clash);
                let Some((mark, person, at)) = others.pop() else {
                    return Searched::NoSolution(nodes);
                };
                self.go_back(mark);
                is_open = self.decide(person, at, false);
            }
        }
    }

    fn left_of(&self, person: usize) -> impl Iterator<Item = &'a Candidate> + Clone + '_ {
        let domain = &self.people[person];
        let mine = &self.candidates.people[person];
        domain.order[..domain.n_left].iter().map(|nth| &mine[*nth])
    }

    fn mark(&self) -> Mark {
        (self.removed.len(), self.narrowed.len())
    }

    fn go_back(&mut self, mark: Mark) {
        while mark.0 < self.removed.len() {
            let Some((person, n_left, summary)) = self.removed.pop() else {
                break;
            };
            self.people[person].n_left = n_left;
            self.people[person].summary = summary;
        }
        while mark.1 < self.narrowed.len() {
            let Some((person, nth, range)) = self.narrowed.pop() else {
                break;
            };
            self.set_range(person, nth, range);
        }
    }

    fn set_range(&mut self, person: usize, nth: usize, range: (i64, i64)) {
        let domain = &mut self.people[person];
        let before = std::mem::replace(&mut domain.ranges[nth], range);
        let sum = &mut self.sums[domain.rows[nth].get()];
        sum.0 += range.0 - before.0;
        sum.1 += range.1 - before.1;
    }

    /// Keeps only the candidates of `person` that satisfy `keeps`, and notes the rows this matters
    /// to. False if none is left.
    fn keep(
        &mut self,
        person: usize,
        touched: &mut Vec<RowIdx>,
        keeps: impl Fn(&Candidate) -> bool,
    ) -> bool {
        let domain = &mut self.people[person];
        let before = domain.n_left;
        let mut nth = 0;
        while nth < domain.n_left {
            if keeps(&self.candidates.people[person][domain.order[nth]]) {
                nth += 1;
            } else {
                domain.n_left -= 1;
                domain.order.swap(nth, domain.n_left);
            }
        }
        if domain.n_left == before {
            return true;
        }
        self.removed.push((person, before, domain.summary));
        if domain.n_left == 0 {
            return false;
        }
        self.people[person].summary = Summary::of(self.left_of(person));
        self.narrow(person, touched);
        true
    }

    /// Counts anew what the candidates of `person` count in each row.
    fn narrow(&mut self, person: usize, touched: &mut Vec<RowIdx>) {
        for nth in 0..self.people[person].rows.len() {
            let domain = &self.people[person];
            let (row, before) = (domain.rows[nth], domain.ranges[nth]);
            if before.0 == before.1 {
                continue;
            }
            let mut range = EMPTY_RANGE;
            for candidate in &domain.order[..domain.n_left] {
                let counts = domain.counts[candidate * domain.rows.len() + nth];
                range = (range.0.min(counts), range.1.max(counts));
                // Fewer candidates never reach further.
                if range == before {
                    break;
                }
            }
            if range != before {
                self.narrowed.push((person, nth, before));
                self.set_range(person, nth, range);
                if !touched.contains(&row) {
                    touched.push(row);
                }
            }
        }
    }

    fn decide(&mut self, person: usize, at: TurnAt, stands: bool) -> bool {
        let mut touched = Vec::new();
        self.keep(person, &mut touched, |it| {
            it.schedule.contains(&at) == stands
        }) && self.propagate(touched)
    }

    /// Removes what can be, starting from the rows in `touched`. False on a clash.
    fn propagate(&mut self, mut touched: Vec<RowIdx>) -> bool {
        loop {
            while let Some(row) = touched.pop() {
                if !self.propagate_row(row, &mut touched) {
                    self.failures[row.get()] += 1;
                    return false;
                }
            }
            match self.propagate_budget(&mut touched) {
                None => return false,
                Some(()) if touched.is_empty() => return true,
                Some(()) => {}
            }
        }
    }

    fn propagate_row(&mut self, row: RowIdx, touched: &mut Vec<RowIdx>) -> bool {
        let idx = row.get();
        let slack = &self.candidates.rows[idx];
        let (least, most) = (
            slack.under.is_none().then_some(slack.rhs),
            slack.over.is_none().then_some(slack.rhs),
        );
        let is_below = |sum: i64| least.is_some_and(|least| sum < least);
        let is_above = |sum: i64| most.is_some_and(|most| most < sum);
        if is_below(self.sums[idx].1) || is_above(self.sums[idx].0) {
            return false;
        }
        for nth in 0..self.users[idx].len() {
            let (person, of_row) = self.users[idx][nth];
            let (low, high) = self.people[person].ranges[of_row];
            let sums = self.sums[idx];
            // What the others count at most and at least.
            let (most_else, least_else) = (sums.1 - high, sums.0 - low);
            let fits = |count: i64| !is_below(most_else + count) && !is_above(least_else + count);
            let is_tight = !fits(low) || !fits(high);
            let keeps = |it: &Candidate| fits(it.coefficient(row));
            if is_tight && !self.keep(person, touched, keeps) {
                return false;
            }
        }
        true
    }

    /// `None` if even the cheapest candidates exceed the budget.
    fn propagate_budget(&mut self, touched: &mut Vec<RowIdx>) -> Option<()> {
        let cheapest = self.people.iter().map(|it| it.summary.excess.0);
        let rows = self.candidates.rows.iter().zip(&self.sums);
        let of_rows = rows.map(|(slack, sum)| slack.weigh(slack.rhs.clamp(sum.0, sum.1)).1);
        let least = cheapest.sum::<i64>() + of_rows.sum::<i64>();
        let spare = self.candidates.budget - least;
        if spare < 0 {
            return None;
        }
        for person in 0..self.people.len() {
            let (cheapest, dearest) = self.people[person].summary.excess;
            if spare < dearest - cheapest {
                // At least the cheapest stays.
                self.keep(person, touched, |it| it.excess - cheapest <= spare);
            }
        }
        self.propagate_residues(spare, touched)
    }

    /// `None` if the candidates left add up to no cost that is possible.
    fn propagate_residues(&mut self, spare: i64, touched: &mut Vec<RowIdx>) -> Option<()> {
        let Some(residues) = &self.candidates.residues else {
            return Some(());
        };
        let sets: Vec<u64> = self.people.iter().map(|it| it.summary.residues).collect();
        for (person, fitting) in residues.fitting(spare, &sets)?.into_iter().enumerate() {
            if sets[person] & !fitting != 0 {
                let fits = |it: &Candidate| fitting & 1 << it.residue != 0;
                self.keep(person, touched, fits).then_some(())?;
            }
        }
        Some(())
    }

    /// The turn to branch on: of the row with the fewest people undecided, rows that have failed
    /// often first, and of the person with the fewest candidates. `None` if no row is undecided.
    fn pick(&self) -> Option<(usize, TurnAt)> {
        let is_open = |it: &&(usize, usize)| {
            let (low, high) = self.people[it.0].ranges[it.1];
            low != high
        };
        let weigh = |row: usize| {
            let n_open = self.users[row].iter().filter(is_open).count();
            (0 < n_open).then_some((n_open * 1_000 / (1 + self.failures[row]), row))
        };
        let (_, row) = (0..self.sums.len()).filter_map(weigh).min()?;
        let open = self.users[row].iter().filter(is_open);
        let (person, _) = open.min_by_key(|it| (self.people[it.0].n_left, it.0))?;
        let row = RowIdx::new(row);
        // A turn that some candidates of different count hold and others do not.
        let left: Vec<&Candidate> = self.left_of(*person).collect();
        let n_with = |at: TurnAt| left.iter().filter(|it| it.schedule.contains(&at)).count();
        let (low, high) = range(left.iter().map(|it| it.coefficient(row)));
        let of_high = left.iter().find(|it| it.coefficient(row) == high)?;
        let of_low = left.iter().find(|it| it.coefficient(row) == low)?;
        let only = |a: &'a Candidate, b: &'a Candidate| {
            a.schedule.iter().filter(|at| !b.schedule.contains(at))
        };
        let differing = only(of_high, of_low).chain(only(of_low, of_high));
        let at = differing.max_by_key(|at| (n_with(**at), std::cmp::Reverse(**at)))?;
        Some((*person, *at))
    }

    /// The cheapest candidate left for each person: with every row decided, they agree.
    fn cheapest(&self) -> Vec<Schedule> {
        let cheapest = |person| {
            let left = self.left_of(person);
            left.min_by(|a, b| (a.excess, &a.schedule).cmp(&(b.excess, &b.schedule)))
                .map(|it| it.schedule.clone())
                .unwrap_or_default()
        };
        (0..self.people.len()).map(cheapest).collect()
    }
}

/// The range of no counts.
const EMPTY_RANGE: (i64, i64) = (i64::MAX, i64::MIN);

/// The least and the most of `counts`.
fn range(counts: impl Iterator<Item = i64>) -> (i64, i64) {
    counts.fold(EMPTY_RANGE, |(low, high), it| (low.min(it), high.max(it)))
}
