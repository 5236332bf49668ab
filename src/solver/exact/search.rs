//! Tries all ways to choose one line for each person among the few that are left.
//!
//! Lines that cannot be part of any way are struck out: those that would fill a row too much or
//! leave it too empty whatever the others take, and those whose excess leaves too little for the
//! others. When nothing more can be struck out, the row with the fewest people undecided is
//! decided: somebody stands one of its turns, or does not. Where that leaves somebody or some row
//! with nothing, there is a clash. `proof` strikes out in the same way, so that the decisions
//! alone convince it.

use crate::solver::exact::Candidate;
use crate::solver::exact::candidates::Choices;
use crate::solver::exact::residues::remainder_set;

/// A step of the case distinction, each node before its cases: with the turn, then without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    /// Does the person stand the turn at this position?
    Split { person: usize, at: u16 },
    /// There is no way.
    Clash,
}

/// What came of trying.
pub(crate) enum Selected {
    /// A way: one line for each person.
    Lines(Vec<Vec<u16>>),
    /// There is none, and why.
    Nothing(Vec<Case>),
    /// Too many cases, or stopped.
    GaveUp,
}

const FIRST_LIMIT: usize = 250;
/// Cases between two questions to whoever watches.
const ASK_EVERY: usize = 256;

/// Tries all ways, at most `most_cases` cases.
pub(crate) fn select(
    choices: &Choices,
    most_cases: usize,
    go_on: &mut dyn FnMut() -> bool,
) -> Selected {
    if choices.is_hopeless() {
        return Selected::Nothing(vec![Case::Clash]);
    }
    let mut search = Select::new(choices);
    let start = search.mark();
    let mut limit = FIRST_LIMIT;
    while limit <= most_cases {
        match search.attempt(limit, go_on) {
            Selected::GaveUp => {}
            done @ (Selected::Lines(_) | Selected::Nothing(_)) => {
                return done;
            }
        }
        search.go_back(start);
        limit *= 2;
    }
    Selected::GaveUp
}

impl Select<'_> {
    fn attempt(&mut self, most_cases: usize, go_on: &mut dyn FnMut() -> bool) -> Selected {
        let search = self;
        let mut is_open = search.strike_out((0..search.choices.rows.len()).collect());
        let mut cases = Vec::new();
        // Where to go back to for the other case: the marks of the trail, person and turn.
        let mut others: Vec<(Mark, usize, u16)> = Vec::new();
        loop {
            if most_cases < cases.len() || cases.len() % ASK_EVERY == ASK_EVERY - 1 && !go_on() {
                return Selected::GaveUp;
            }
            if is_open {
                let Some((person, at)) = search.pick() else {
                    return Selected::Lines(search.cheapest());
                };
                cases.push(Case::Split { person, at });
                others.push((search.mark(), person, at));
                is_open = search.decide(person, at, true);
            } else {
                cases.push(Case::Clash);
                let Some((mark, person, at)) = others.pop() else {
                    return Selected::Nothing(cases);
                };
                search.go_back(mark);
                is_open = search.decide(person, at, false);
            }
        }
    }
}

/// A person's lines as they stand: the first `n_left` are left.
struct Left {
    order: Vec<usize>,
    n_left: usize,
    /// Rows some line of the person counts in.
    rows: Vec<usize>,
    /// What each line counts in each of `rows`, line by line.
    counts: Vec<i64>,
    /// Least and most the lines left count in each of `rows`.
    ranges: Vec<(i64, i64)>,
    reach: Reach,
}

/// What the lines left of a person add to the cost.
#[derive(Clone, Copy)]
struct Reach {
    /// Least and most excess.
    excess: (i64, i64),
    remainders: u64,
}

impl Reach {
    fn of<'a>(lines: impl Iterator<Item = &'a Candidate> + Clone) -> Self {
        Self {
            excess: range(lines.clone().map(|it| it.excess)),
            remainders: remainder_set(lines),
        }
    }
}

/// Lengths of the two trails.
type Mark = (usize, usize);

struct Select<'a> {
    choices: &'a Choices,
    people: Vec<Left>,
    /// For each row who counts in it, and at which of their rows.
    users: Vec<Vec<(usize, usize)>>,
    /// Least and most all people together count in each row.
    sums: Vec<(i64, i64)>,
    /// How often each row was found impossible to keep.
    clashes: Vec<usize>,
    /// What was left of a person before, to go back.
    struck: Vec<(usize, usize, Reach)>,
    /// What the range of a person's row was before, to go back.
    narrowed: Vec<(usize, usize, (i64, i64))>,
}

impl<'a> Select<'a> {
    fn new(choices: &'a Choices) -> Self {
        let mut users = vec![Vec::new(); choices.rows.len()];
        let mut sums = vec![(0, 0); choices.rows.len()];
        let mut people = Vec::with_capacity(choices.people.len());
        for (person, mine) in choices.people.iter().enumerate() {
            let entries = mine.iter().flat_map(|it| &it.entries);
            let mut rows: Vec<usize> = entries.map(|(row, _)| *row as usize).collect();
            rows.sort_unstable();
            rows.dedup();
            let counts: Vec<i64> = (mine.iter())
                .flat_map(|line| rows.iter().map(|row| line.coefficient(*row)))
                .collect();
            let mut ranges = Vec::with_capacity(rows.len());
            for (nth, row) in rows.iter().enumerate() {
                users[*row].push((person, nth));
                let range = range(counts.iter().skip(nth).step_by(rows.len()).copied());
                sums[*row].0 += range.0;
                sums[*row].1 += range.1;
                ranges.push(range);
            }
            people.push(Left {
                order: (0..mine.len()).collect(),
                n_left: mine.len(),
                reach: Reach::of(mine.iter()),
                ranges,
                rows,
                counts,
            });
        }
        Self {
            choices,
            people,
            users,
            sums,
            clashes: vec![0; choices.rows.len()],
            struck: Vec::new(),
            narrowed: Vec::new(),
        }
    }

    fn lines_left(&self, person: usize) -> impl Iterator<Item = &'a Candidate> + Clone + '_ {
        let left = &self.people[person];
        let lines = &self.choices.people[person];
        left.order[..left.n_left].iter().map(|nth| &lines[*nth])
    }

    fn mark(&self) -> Mark {
        (self.struck.len(), self.narrowed.len())
    }

    fn go_back(&mut self, mark: Mark) {
        while mark.0 < self.struck.len() {
            let Some((person, n_left, reach)) = self.struck.pop() else {
                break;
            };
            self.people[person].n_left = n_left;
            self.people[person].reach = reach;
        }
        while mark.1 < self.narrowed.len() {
            let Some((person, nth, range)) = self.narrowed.pop() else {
                break;
            };
            self.set_range(person, nth, range);
        }
    }

    fn set_range(&mut self, person: usize, nth: usize, range: (i64, i64)) {
        let left = &mut self.people[person];
        let before = std::mem::replace(&mut left.ranges[nth], range);
        let sum = &mut self.sums[left.rows[nth]];
        sum.0 += range.0 - before.0;
        sum.1 += range.1 - before.1;
    }

    /// Keeps only the lines of `person` that satisfy `keeps`. Notes the rows this matters to.
    /// False if none is left.
    fn keep(
        &mut self,
        person: usize,
        touched: &mut Vec<usize>,
        keeps: impl Fn(&Candidate) -> bool,
    ) -> bool {
        let left = &mut self.people[person];
        let before = left.n_left;
        let mut nth = 0;
        while nth < left.n_left {
            if keeps(&self.choices.people[person][left.order[nth]]) {
                nth += 1;
            } else {
                left.n_left -= 1;
                left.order.swap(nth, left.n_left);
            }
        }
        if left.n_left == before {
            return true;
        }
        self.struck.push((person, before, left.reach));
        if left.n_left == 0 {
            return false;
        }
        self.people[person].reach = Reach::of(self.lines_left(person));
        self.narrow(person, touched);
        true
    }

    /// Counts anew what the lines of `person` count in each row.
    fn narrow(&mut self, person: usize, touched: &mut Vec<usize>) {
        for nth in 0..self.people[person].rows.len() {
            let left = &self.people[person];
            let (row, before) = (left.rows[nth], left.ranges[nth]);
            if before.0 == before.1 {
                continue;
            }
            let mut range = (i64::MAX, i64::MIN);
            for line in &left.order[..left.n_left] {
                let counts = left.counts[line * left.rows.len() + nth];
                range = (range.0.min(counts), range.1.max(counts));
                // Fewer lines never reach further.
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

    fn decide(&mut self, person: usize, at: u16, stands: bool) -> bool {
        let mut touched = Vec::new();
        self.keep(person, &mut touched, |it| it.line.contains(&at) == stands)
            && self.strike_out(touched)
    }

    /// Strikes out what can be, starting from the rows in `touched`. False on a clash.
    fn strike_out(&mut self, mut touched: Vec<usize>) -> bool {
        loop {
            while let Some(row) = touched.pop() {
                if !self.strike_out_by_row(row, &mut touched) {
                    self.clashes[row] += 1;
                    return false;
                }
            }
            match self.strike_out_by_excess(&mut touched) {
                None => return false,
                Some(()) if touched.is_empty() => return true,
                Some(()) => {}
            }
        }
    }

    fn strike_out_by_row(&mut self, row: usize, touched: &mut Vec<usize>) -> bool {
        let miss = &self.choices.rows[row];
        let least = if miss.under.is_none() {
            miss.rhs
        } else {
            i64::MIN
        };
        let most = if miss.over.is_none() {
            miss.rhs
        } else {
            i64::MAX
        };
        if self.sums[row].1 < least || most < self.sums[row].0 {
            return false;
        }
        for nth in 0..self.users[row].len() {
            let (person, of_row) = self.users[row][nth];
            let (low, high) = self.people[person].ranges[of_row];
            let sums = self.sums[row];
            let least = least.saturating_sub(sums.1 - high);
            let most = most.saturating_sub(sums.0 - low);
            let is_tight = low < least || most < high;
            let fits = |it: &Candidate| (least..=most).contains(&it.coefficient(row));
            if is_tight && !self.keep(person, touched, fits) {
                return false;
            }
        }
        true
    }

    /// `None` if even the cheapest lines exceed the budget.
    fn strike_out_by_excess(&mut self, touched: &mut Vec<usize>) -> Option<()> {
        let cheapest = self.people.iter().map(|it| it.reach.excess.0);
        let rows = self.choices.rows.iter().zip(&self.sums);
        let of_rows = rows.map(|(miss, sum)| miss.weigh(miss.rhs.clamp(sum.0, sum.1)).1);
        let least = cheapest.sum::<i64>() + of_rows.sum::<i64>();
        let spare = self.choices.budget - least;
        if spare < 0 {
            return None;
        }
        for person in 0..self.people.len() {
            let (cheapest, dearest) = self.people[person].reach.excess;
            if spare < dearest - cheapest {
                // At least the cheapest stays.
                self.keep(person, touched, |it| it.excess - cheapest <= spare);
            }
        }
        self.strike_out_by_remainder(spare, touched)
    }

    /// `None` if the lines left add up to no cost that is possible.
    fn strike_out_by_remainder(&mut self, spare: i64, touched: &mut Vec<usize>) -> Option<()> {
        let Some(remainders) = &self.choices.remainders else {
            return Some(());
        };
        let sets: Vec<u64> = self.people.iter().map(|it| it.reach.remainders).collect();
        for (person, fitting) in remainders.fitting(spare, &sets)?.into_iter().enumerate() {
            if sets[person] & !fitting != 0 {
                let fits = |it: &Candidate| fitting & 1 << it.remainder != 0;
                self.keep(person, touched, fits).then_some(())?;
            }
        }
        Some(())
    }

    /// The turn to decide: of the row with the fewest people undecided, rows that have clashed
    /// often first, and of the person with the fewest lines. `None` if no row is undecided.
    fn pick(&self) -> Option<(usize, u16)> {
        let is_open = |it: &&(usize, usize)| {
            let (low, high) = self.people[it.0].ranges[it.1];
            low != high
        };
        let weigh = |row: usize| {
            let n_open = self.users[row].iter().filter(is_open).count();
            (0 < n_open).then_some((n_open * 1_000 / (1 + self.clashes[row]), row))
        };
        let (_, row) = (0..self.sums.len()).filter_map(weigh).min()?;
        let open = self.users[row].iter().filter(is_open);
        let (person, _) = open.min_by_key(|it| (self.people[it.0].n_left, it.0))?;
        // A turn that some lines of different count hold and others do not.
        let lines: Vec<&Candidate> = self.lines_left(*person).collect();
        let n_with = |at: u16| lines.iter().filter(|it| it.line.contains(&at)).count();
        let (low, high) = range(lines.iter().map(|it| it.coefficient(row)));
        let of_high = lines.iter().find(|it| it.coefficient(row) == high)?;
        let of_low = lines.iter().find(|it| it.coefficient(row) == low)?;
        let differing = (of_high.line.iter().filter(|at| !of_low.line.contains(at)))
            .chain(of_low.line.iter().filter(|at| !of_high.line.contains(at)));
        let at = differing.max_by_key(|at| (n_with(**at), std::cmp::Reverse(**at)))?;
        Some((*person, *at))
    }

    /// The cheapest line of those left, for each person: with every row decided, they agree.
    fn cheapest(&self) -> Vec<Vec<u16>> {
        let cheapest = |person| {
            let lines = self.lines_left(person);
            lines
                .min_by(|a, b| (a.excess, &a.line).cmp(&(b.excess, &b.line)))
                .map(|it| it.line.clone())
                .unwrap_or_default()
        };
        (0..self.people.len()).map(cheapest).collect()
    }
}

/// The least and the most of `counts`.
fn range(counts: impl Iterator<Item = i64>) -> (i64, i64) {
    counts.fold((i64::MAX, i64::MIN), |(low, high), it| {
        (low.min(it), high.max(it))
    })
}
