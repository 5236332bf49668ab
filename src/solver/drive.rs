//! The order in which the parts of the method work.

use crate::domain::cost::Cost;
use crate::domain::ids::ShiftIdx;
use crate::domain::problem::Problem;

use super::branch::{Counts, Incumbent, Proof, Tree};
use super::certificate::certificate;
use super::colgen::{Pool, Pricer};
use super::compile::Compiled;
use super::lattice::Lattice;
use super::master::Penalty;
use super::model::{Model, Slack};
use super::rng::Rng;
use super::search::Search;
use super::{
    Conflict, Effort, Gaps, Outcome, Phase, Progress, Progressed, Solution, SolveConfig, Solved,
};

/// Rounds of pricing at the root; a stop against running for ever, never reached so far.
const ROOT_ROUNDS: usize = 500;
/// Steps of the first search for each turn somebody may stand.
const SEARCH_STEPS: usize = 20;

/// What one run came to.
pub(super) struct Run {
    pub(super) incumbent: Option<Incumbent>,
    pub(super) bound: i64,
    proof: Proof,
    effort: Effort,
}

/// Solves with a gap priced above any one line; if gaps remain all the same, again with a gap
/// priced above any whole roster, which tells for certain whether they must.
pub(super) fn drive(
    problem: &Problem,
    compiled: &Compiled,
    config: SolveConfig,
    progress: &mut dyn Progress,
) -> Solved {
    let model = &compiled.model;
    let penalty = model.highest_line_cost();
    let first = run(compiled, config, penalty, Lattice::of(model), progress);
    let mut effort = first.effort;
    match &first.incumbent {
        Some(Incumbent { gaps: 0, .. }) => {
            return Solved {
                outcome: without_gaps(problem, compiled, first),
                effort,
            };
        }
        Some(incumbent) if first.bound < incumbent.cost => {
            // Stopped: no time for a second run.
            let outcome = match config.gaps {
                Gaps::Allow => with_gaps(problem, compiled, penalty, first),
                Gaps::Refuse => Outcome::Unknown,
            };
            return Solved { outcome, effort };
        }
        Some(_) | None => {}
    }
    let penalty = model.highest_cost();
    let any_cost = Lattice {
        step: 1,
        residue: 0,
    };
    let second = run(compiled, config, penalty, any_cost, progress);
    effort.n_columns += second.effort.n_columns;
    effort.n_rounds += second.effort.n_rounds;
    effort.n_nodes += second.effort.n_nodes;
    let outcome = match (&second.incumbent, config.gaps) {
        (Some(Incumbent { gaps: 0, .. }), _) => without_gaps(problem, compiled, second),
        (Some(_), Gaps::Allow) => with_gaps(problem, compiled, penalty, second),
        (Some(incumbent), Gaps::Refuse) if penalty <= second.bound => {
            Outcome::Infeasible(conflict(model, incumbent))
        }
        (None, _) if penalty <= second.bound => Outcome::Infeasible(Conflict {
            gaps: 0,
            shifts: Vec::new(),
        }),
        (Some(_) | None, _) => Outcome::Unknown,
    };
    Solved { outcome, effort }
}

pub(super) fn run(
    compiled: &Compiled,
    config: SolveConfig,
    penalty: i64,
    lattice: Lattice,
    progress: &mut dyn Progress,
) -> Run {
    let model = &compiled.model;
    let settled = &compiled.settled;
    let mut ask = |counts: &Counts| {
        let in_soft = |(cost, gaps): (i64, u32)| Cost {
            broken: 0,
            gaps,
            soft: cost - penalty * i64::from(gaps),
        };
        let progressed = Progressed {
            phase: match (counts.n_rounds, counts.n_nodes) {
                (0, _) => Phase::Search,
                (_, 0) => Phase::Price,
                (_, _) => Phase::Prove,
            },
            incumbent: counts.incumbent.map(in_soft),
            bound: counts.bound,
            n_columns: counts.n_columns,
            n_nodes: counts.n_nodes,
        };
        progress.report(&progressed).is_continue()
    };
    let pricer = Pricer {
        model,
        pool: Pool::new(model.people.len()),
        active: model.rows.iter().map(|row| row.eager).collect(),
        penalty: Penalty {
            gap: penalty,
            hard: penalty * (model.n_demanded() + 1),
        },
        threads: config.threads,
        n_rounds: 0,
    };
    let mut tree = Tree {
        pricer,
        lattice,
        incumbent: None,
        counts: Counts::default(),
        // Another sequence than the search's, so that neither disturbs the other.
        rng: Rng::new(!config.seed),
        ask: &mut ask,
        stopped: false,
    };
    let mut search = Search::new(model, settled, penalty, compiled.settled_lines());
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
    let is_open = |tree: &Tree| !tree.stopped && root.bound < tree.cutoff();
    if is_open(&tree) {
        tree.repair(&root, settled, true);
    }
    if is_open(&tree) {
        tree.dive(&root, settled);
    }
    let (bound, proof) = tree.prove(root, &mut settled.clone());
    let effort = Effort {
        n_columns: tree.pricer.pool.columns.len(),
        n_rounds: tree.pricer.n_rounds,
        n_nodes: tree.counts.n_nodes,
    };
    Run {
        incumbent: tree.incumbent,
        bound,
        proof,
        effort,
    }
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
        certificate: is_proven.then(|| certificate(problem, &compiled.model, &run.proof)),
    };
    if is_optimal {
        Outcome::Optimal(solution)
    } else {
        Outcome::Feasible(solution)
    }
}

/// A roster with gaps: `bound` speaks of rosters with as few gaps, and only once that number is
/// proven the least.
fn with_gaps(problem: &Problem, compiled: &Compiled, penalty: i64, run: Run) -> Outcome {
    let Some(incumbent) = run.incumbent else {
        return Outcome::Unknown;
    };
    let price = penalty * i64::from(incumbent.gaps);
    let solution = Solution {
        roster: compiled.roster(problem, &incumbent.lines),
        cost: Cost {
            broken: 0,
            gaps: incumbent.gaps,
            soft: incumbent.cost - price,
        },
        bound: (price <= run.bound).then(|| run.bound.min(incumbent.cost) - price),
        certificate: None,
    };
    let is_optimal = incumbent.cost <= run.bound;
    if is_optimal {
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
    let is_short =
        |row: usize| model.rows[row].slack == Slack::Gap && sums[row] < model.rows[row].rhs;
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
