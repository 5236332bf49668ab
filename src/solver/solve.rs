//! The order in which the parts of the method work.

use crate::domain::cost::Cost;
use crate::domain::ids::ShiftIdx;
use crate::domain::problem::Problem;

use crate::solver::compile::Compiled;
use crate::solver::exact::residues::Lattice;
use crate::solver::heuristics::lns::polish;
use crate::solver::heuristics::search::Search;
use crate::solver::master::Penalty;
use crate::solver::model::component::{Part, split};
use crate::solver::model::schedule::ModelPerson;
use crate::solver::model::{Fix, Fixes, Model, SCALE};
use crate::solver::pricing::{Scratch, Wanted, price};
use crate::solver::progress::{ComponentState, Monitor, Progress, Reporter};
use crate::solver::rng::Rng;
use crate::solver::tree::branch::{Incumbent, ROOT_CASES, Tree, Tried};
use crate::solver::tree::node::{NodeBound, Pool, Pricer};
use crate::solver::tree::proof::{Proof, certificate};
use crate::solver::{Conflict, Effort, Gaps, Outcome, Solution, SolveConfig, Solved};

/// Rounds of pricing at the root; a stop against running for ever, never reached so far.
const ROOT_ROUNDS: usize = 500;
/// Steps of the first search for each turn somebody may stand.
const SEARCH_STEPS: usize = 20;

/// Which costs count as possible.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Costs {
    /// Those of rosters without gaps.
    WithoutGaps,
    /// Every whole number.
    Any,
}

/// What one run came to.
pub(crate) struct Run {
    pub(crate) incumbent: Option<Incumbent>,
    pub(crate) bound: i64,
    parts: Vec<Part>,
    /// Of each part.
    proofs: Vec<Proof>,
    /// Whether some part is proven to have no solution, even with gaps.
    is_empty: bool,
    pub(crate) effort: Effort,
}

/// Solves with a gap priced above any one line; if gaps remain all the same, again with a gap
/// priced above any whole roster, which tells for certain whether they must.
pub(crate) fn solve(
    problem: &Problem,
    compiled: &Compiled,
    config: SolveConfig,
    progress: &mut dyn Progress,
) -> Solved {
    let model = &compiled.model;
    let penalty = model.highest_line_cost();
    if !model.is_in_range(penalty) {
        return Solved {
            outcome: Outcome::OutOfRange,
            effort: Effort::default(),
        };
    }
    let first = run(compiled, config, penalty, Costs::WithoutGaps, progress);
    let mut effort = first.effort;
    match &first.incumbent {
        Some(Incumbent { gaps: 0, .. }) => {
            return Solved {
                outcome: without_gaps(problem, compiled, first),
                effort,
            };
        }
        Some(incumbent) if first.bound < incumbent.cost => {
            // Stopped: no time for a second run, so fewer gaps might do.
            let outcome = match config.gaps {
                Gaps::Allow => with_gaps(problem, compiled, penalty, incumbent, None),
                Gaps::Refuse => Outcome::Unknown,
            };
            return Solved { outcome, effort };
        }
        Some(_) | None => {}
    }
    let dear = model.highest_cost();
    if !model.is_in_range(dear) {
        let outcome = match (&first.incumbent, config.gaps) {
            (Some(incumbent), Gaps::Allow) => {
                with_gaps(problem, compiled, penalty, incumbent, None)
            }
            (Some(_) | None, _) => Outcome::OutOfRange,
        };
        return Solved { outcome, effort };
    }
    let penalty = dear;
    let second = run(compiled, config, penalty, Costs::Any, progress);
    effort.n_columns += second.effort.n_columns;
    effort.n_rounds += second.effort.n_rounds;
    effort.n_nodes += second.effort.n_nodes;
    let outcome = match (&second.incumbent, config.gaps) {
        (Some(Incumbent { gaps: 0, .. }), _) => without_gaps(problem, compiled, second),
        (Some(incumbent), Gaps::Allow) => {
            with_gaps(problem, compiled, penalty, incumbent, Some(second.bound))
        }
        (Some(incumbent), Gaps::Refuse) if penalty <= second.bound => {
            Outcome::Infeasible(conflict(model, incumbent))
        }
        (None, _) if second.is_empty => Outcome::Infeasible(Conflict {
            gaps: 0,
            shifts: Vec::new(),
        }),
        (Some(_) | None, _) => Outcome::Unknown,
    };
    Solved { outcome, effort }
}

/// Solves every part: first each gets a roster and a bound, then what is open is proven.
pub(crate) fn run(
    compiled: &Compiled,
    config: SolveConfig,
    penalty: i64,
    costs: Costs,
    progress: &mut dyn Progress,
) -> Run {
    let parts = split(&compiled.model, &compiled.settled);
    let monitor = Monitor::new(progress, parts.len(), penalty);
    let mut begun: Vec<(Tree, NodeBound)> = (parts.iter().enumerate())
        .map(|(nth, part)| begin(part, config, penalty, costs, Reporter::new(&monitor, nth)))
        .collect();
    let mut total = Run {
        incumbent: Some(Incumbent {
            cost: 0,
            gaps: 0,
            lines: vec![Vec::new(); compiled.model.people.len()],
        }),
        bound: 0,
        parts: Vec::new(),
        proofs: Vec::new(),
        is_empty: false,
        effort: Effort::default(),
    };
    for ((tree, root), part) in begun.drain(..).zip(parts.iter()) {
        let (done, bound, proof) = finish(tree, root, part);
        total.bound = match (total.bound, bound) {
            (i64::MIN, _) | (_, i64::MIN) => i64::MIN,
            (a, b) => a.saturating_add(b),
        };
        total.proofs.push(proof);
        total.is_empty |= done.incumbent.is_none() && done.ceiling <= bound;
        total.effort.n_columns += done.pricer.pool.columns.len();
        total.effort.n_rounds += done.pricer.n_rounds;
        total.effort.n_nodes += done.state.n_nodes;
        total.incumbent = total.incumbent.zip(done.incumbent).map(|(mut sum, mine)| {
            sum.cost += mine.cost;
            sum.gaps += mine.gaps;
            for (person, line) in part.people.iter().zip(mine.lines) {
                sum.lines[*person] = line;
            }
            sum
        });
    }
    total.parts = parts;
    total
}

/// A first roster by search, the bound of the relaxation, and a repair.
fn begin<'a, 'p>(
    part: &'a Part,
    config: SolveConfig,
    penalty: i64,
    costs: Costs,
    reporter: Reporter<'a, 'p>,
) -> (Tree<'a, 'p>, NodeBound) {
    let (model, settled) = (&part.model, &part.settled);
    let above_lowest = penalty * model.n_demanded() + model.highest_cost();
    let pricer = Pricer {
        model,
        pool: Pool::new(model.people.len()),
        active: model.rows.iter().map(|row| row.eager).collect(),
        penalty: Penalty {
            gap: penalty,
            hard: above_lowest + 1,
        },
        threads: config.threads,
        n_rounds: 0,
    };
    let mut tree = Tree {
        pricer,
        lattice: match costs {
            Costs::WithoutGaps => Lattice::of(model),
            Costs::Any => Lattice::ANY,
        },
        ceiling: model.lowest_cost() + above_lowest + 1,
        incumbent: None,
        state: ComponentState::default(),
        // Another sequence than the search's, so that neither disturbs the other.
        rng: Rng::new(!config.seed),
        reporter,
        most_nodes: usize::MAX,
    };
    let mut search = Search::new(model, settled, penalty, first_lines(model, settled));
    let n_turns: usize = model.people.iter().map(|it| it.turns.len()).sum();
    let mut rng = Rng::new(config.seed);
    search.run(&mut rng, SEARCH_STEPS * n_turns, penalty / 20, &mut || {
        tree.go_on()
    });
    tree.offer(&search.lines);
    for (person, line) in search.lines.iter().enumerate() {
        tree.pricer.pool.add(model, person, line);
    }
    let root = tree.bound_of(settled, None, ROOT_ROUNDS);
    if !tree.is_stopped() && root.bound < tree.cutoff() {
        tree.repair(&root, settled, true);
    }
    (tree, root)
}

/// The proof of a part, and its best roster.
fn finish<'a, 'p>(
    mut tree: Tree<'a, 'p>,
    root: NodeBound,
    part: &Part,
) -> (Tree<'a, 'p>, i64, Proof) {
    let is_far = root.bound.saturating_add(2 * tree.lattice.step) < tree.cutoff();
    if !tree.is_stopped() && is_far {
        let settled = &part.settled;
        tree.dive(&root, settled);
        match tree.select(&root, settled, ROOT_CASES) {
            Tried::Done(bound, proof) => return (tree, bound, proof),
            Tried::TooManyLines => polish(&mut tree, &root, settled),
            Tried::TooManyCases => {}
        }
    }
    let (bound, proof) = tree.prove(root, &mut part.settled.clone());
    let proof = proof.pruned(bound);
    (tree, bound, proof)
}

/// For each person just the turns they must stand; the cheapest line if these alone are none.
fn first_lines(model: &Model, settled: &Fixes) -> Vec<Vec<u16>> {
    let (mut scratch, mut priced) = (Scratch::default(), Vec::new());
    let musts = |fixes: &Vec<Fix>| -> Vec<u16> {
        let musts = fixes
            .iter()
            .enumerate()
            .filter(|(_, fix)| **fix == Fix::Required);
        musts
            .map(|(at, _)| u16::try_from(at).unwrap_or(u16::MAX))
            .collect()
    };
    let mut line = |(person, fixes): (&ModelPerson, &Vec<Fix>)| {
        let line = musts(fixes);
        if person.line_cost(&line).is_some() {
            return line;
        }
        let weights: Vec<i64> = person.turns.iter().map(|it| it.cost * SCALE).collect();
        price(
            person,
            &weights,
            fixes,
            Wanted::BEST,
            &mut scratch,
            &mut priced,
        );
        priced.pop().map_or(line, |it| it.line)
    };
    model.people.iter().zip(settled).map(&mut line).collect()
}

fn without_gaps(problem: &Problem, compiled: &Compiled, run: Run) -> Outcome {
    let Some(incumbent) = run.incumbent else {
        return Outcome::Unknown;
    };
    let is_optimal = incumbent.cost <= run.bound;
    let is_proven = run.bound != i64::MIN;
    let solution = Solution {
        roster: compiled.roster(problem, &incumbent.lines),
        cost: Cost::soft(incumbent.cost),
        bound: is_proven.then(|| run.bound.min(incumbent.cost)),
        certificate: is_proven.then(|| certificate(problem, &run.parts, &run.proofs)),
    };
    if is_optimal {
        Outcome::Optimal(solution)
    } else {
        Outcome::Feasible(solution)
    }
}

/// A roster with gaps. What is answered as its bound speaks of rosters with as few gaps, and only
/// once that number is proven the least: `bound` is what was proven where a gap is dearer than any
/// roster.
fn with_gaps(
    problem: &Problem,
    compiled: &Compiled,
    penalty: i64,
    incumbent: &Incumbent,
    bound: Option<i64>,
) -> Outcome {
    let price = penalty * i64::from(incumbent.gaps);
    let bound = bound.filter(|it| price <= *it);
    let solution = Solution {
        roster: compiled.roster(problem, &incumbent.lines),
        cost: Cost {
            broken: 0,
            gaps: incumbent.gaps,
            soft: incumbent.cost - price,
        },
        bound: bound.map(|it| it.min(incumbent.cost) - price),
        certificate: None,
    };
    if bound.is_some_and(|it| incumbent.cost <= it) {
        Outcome::Optimal(solution)
    } else {
        Outcome::Feasible(solution)
    }
}

/// The shifts that the rows left short speak of.
fn conflict(model: &Model, incumbent: &Incumbent) -> Conflict {
    let mut sums = vec![0; model.rows.len()];
    for (person, line) in model.people.iter().zip(&incumbent.lines) {
        for (row, coefficient) in person.line_entries(line) {
            sums[row as usize] += coefficient;
        }
    }
    let is_short = |row: usize| 0 < model.rows[row].gaps(sums[row]);
    let mut shifts: Vec<ShiftIdx> = (0..model.rows.len())
        .filter(|row| is_short(*row))
        .flat_map(|row| model.rows[row].shifts.iter().copied())
        .collect();
    shifts.sort_unstable();
    shifts.dedup();
    Conflict {
        gaps: incumbent.gaps,
        shifts,
    }
}
