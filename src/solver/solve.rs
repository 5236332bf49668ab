//! The order in which the parts of the method work.

use crate::domain::cost::Cost;
use crate::domain::ids::ShiftIdx;
use crate::domain::problem::Problem;
use crate::rules::record::Certificate;
use crate::solver::bound::Bound;
use crate::solver::compile::Compiled;
use crate::solver::heuristics::lns;
use crate::solver::heuristics::search::LocalSearch;
use crate::solver::model::component::{Assignment, Component, PossibleCosts, split};
use crate::solver::model::index::TurnAt;
use crate::solver::model::schedule::ModelPerson;
use crate::solver::model::{Fix, Fixes, Model, SCALE, Schedule};
use crate::solver::params::{
    LOCAL_STEPS_PER_TURN, LOCAL_THRESHOLD_OF, ROOT_ROUNDS, ROOT_SEARCH_NODES,
};
use crate::solver::pricing::{Scratch, Wanted, price};
use crate::solver::progress::{Monitor, Progress, Reporter};
use crate::solver::rng::Rng;
use crate::solver::tree::branch::{Closed, Search};
use crate::solver::tree::incumbent::Incumbent;
use crate::solver::tree::node::{ColumnGeneration, NodeBound, Pool};
use crate::solver::tree::proof::{Proof, certificate};
use crate::solver::{Conflict, Effort, Gaps, Outcome, Solution, SolveConfig, Solved};

/// What one run came to.
pub(crate) struct Run {
    pub(crate) best: Option<Assignment>,
    pub(crate) bound: Bound,
    components: Vec<Component>,
    /// Of each component.
    proofs: Vec<Proof>,
    /// Whether some component is proven to have no solution, even with gaps.
    is_empty: bool,
    pub(crate) effort: Effort,
}

/// Solves with a gap priced above any one schedule; if gaps remain all the same, again with a gap
/// priced above any whole roster, which tells for certain whether they must.
pub(crate) fn solve(
    problem: &Problem,
    compiled: &Compiled,
    config: SolveConfig,
    progress: &mut dyn Progress,
) -> Solved {
    let model = &compiled.model;
    let gap_price = model.highest_schedule_cost();
    if !model.is_in_range(gap_price) {
        return Solved {
            outcome: Outcome::OutOfRange,
            effort: Effort::default(),
        };
    }
    let costs = PossibleCosts::WithoutGaps;
    let first = run(compiled, config, gap_price, costs, progress);
    let mut effort = first.effort;
    match &first.best {
        Some(Assignment { gaps: 0, .. }) => {
            return Solved {
                outcome: without_gaps(problem, compiled, first),
                effort,
            };
        }
        Some(best) if !first.bound.reaches(best.cost) => {
            // Stopped: no time for a second run, so fewer gaps might do.
            let outcome = match config.gaps {
                Gaps::Allow => with_gaps(problem, compiled, gap_price, best, None),
                Gaps::Refuse => Outcome::Unknown,
            };
            return Solved { outcome, effort };
        }
        Some(_) | None => {}
    }
    let dear = model.highest_cost();
    if !model.is_in_range(dear) {
        let outcome = match (&first.best, config.gaps) {
            (Some(best), Gaps::Allow) => with_gaps(problem, compiled, gap_price, best, None),
            (Some(_) | None, _) => Outcome::OutOfRange,
        };
        return Solved { outcome, effort };
    }
    let gap_price = dear;
    let second = run(compiled, config, gap_price, PossibleCosts::Any, progress);
    effort.n_columns += second.effort.n_columns;
    effort.n_rounds += second.effort.n_rounds;
    effort.n_nodes += second.effort.n_nodes;
    let outcome = match (&second.best, config.gaps) {
        (Some(Assignment { gaps: 0, .. }), _) => without_gaps(problem, compiled, second),
        (Some(best), Gaps::Allow) => with_gaps(problem, compiled, gap_price, best, Some(&second)),
        (Some(best), Gaps::Refuse) if second.bound.reaches(gap_price) => {
            Outcome::Infeasible(conflict(model, best))
        }
        (None, _) if second.is_empty => Outcome::Infeasible(Conflict {
            gaps: 0,
            shifts: Vec::new(),
        }),
        (Some(_) | None, _) => Outcome::Unknown,
    };
    Solved { outcome, effort }
}

/// Solves every component: first each gets a roster and a bound, then what is open is proven.
pub(crate) fn run(
    compiled: &Compiled,
    config: SolveConfig,
    gap_price: i64,
    costs: PossibleCosts,
    progress: &mut dyn Progress,
) -> Run {
    let components = split(&compiled.model, &compiled.settled, gap_price, costs);
    let monitor = Monitor::new(progress, components.len(), gap_price);
    let mut begun: Vec<(Search, NodeBound)> = (components.iter().enumerate())
        .map(|(nth, component)| begin(component, config, Reporter::new(&monitor, nth)))
        .collect();
    let mut run = Run {
        best: Some(Assignment {
            cost: 0,
            gaps: 0,
            schedules: vec![Vec::new(); compiled.model.people.len()],
        }),
        bound: Bound::AtLeast(0),
        components: Vec::new(),
        proofs: Vec::new(),
        is_empty: false,
        effort: Effort::default(),
    };
    for ((mut search, root), component) in begun.drain(..).zip(&components) {
        let (bound, proof) = finish(&mut search, root);
        run.bound = run.bound.plus(bound);
        run.proofs.push(proof);
        run.is_empty |= search.incumbent.best().is_none() && bound.reaches(search.cutoff());
        run.effort.n_columns += search.columns.pool.columns.len();
        run.effort.n_rounds += search.columns.n_rounds;
        run.effort.n_nodes += search.n_nodes;
        let mine = search.incumbent.into_best();
        run.best = run.best.zip(mine).map(|(mut sum, mine)| {
            sum.cost += mine.cost;
            sum.gaps += mine.gaps;
            for (person, schedule) in component.people.iter().zip(mine.schedules) {
                sum.schedules[*person] = schedule;
            }
            sum
        });
    }
    run.components = components;
    run
}

/// A first roster by local search, the bound of the relaxation, and a repair.
fn begin<'a, 'p>(
    component: &'a Component,
    config: SolveConfig,
    reporter: Reporter<'a, 'p>,
) -> (Search<'a, 'p>, NodeBound) {
    let (model, settled) = (&component.model, &component.settled);
    let pool = Pool::new(model.people.len());
    let active = model.rows.iter().map(|row| row.eager).collect();
    let mut search = Search::new(
        component,
        Incumbent::none(component.ceiling()),
        ColumnGeneration::new(model, pool, active, config.threads),
        // Another sequence than the local search's, so that neither disturbs the other.
        Rng::new(!config.seed),
        reporter,
    );
    let gap_price = component.gap_price;
    let first = first_schedules(model, settled);
    let mut local = LocalSearch::new(model, settled, gap_price, first);
    let n_turns: usize = model.people.iter().map(|it| it.turns.len()).sum();
    local.run(
        &mut Rng::new(config.seed),
        LOCAL_STEPS_PER_TURN * n_turns,
        gap_price / LOCAL_THRESHOLD_OF,
        &mut || search.go_on(),
    );
    search.offer(&local.schedules);
    for (person, schedule) in local.schedules.iter().enumerate() {
        search.columns.pool.add(model, person, schedule);
    }
    let root = search.bound_of(settled, None, ROOT_ROUNDS);
    if !search.is_stopped() && !root.bound.reaches(search.cutoff()) {
        search.repair(&root, settled, true);
    }
    (search, root)
}

/// Improves and proves the best roster of a component; what is proven of it, and how.
fn finish(search: &mut Search<'_, '_>, root: NodeBound) -> (Bound, Proof) {
    let settled = &search.component.settled;
    let near = Bound::AtLeast(2 * search.component.granularity.step);
    let is_far = !root.bound.plus(near).reaches(search.cutoff());
    if !search.is_stopped() && is_far {
        search.dive(&root, settled);
        match search.close(&root, settled, ROOT_SEARCH_NODES) {
            Closed::Proven(bound, proof) => return (bound, proof),
            Closed::TooManyCandidates => lns::improve(search, &root),
            Closed::TooManyNodes => {}
        }
    }
    let (bound, proof) = search.prove(root, &mut settled.clone());
    (bound, proof.pruned(bound))
}

/// For each person just the turns they must stand; the cheapest schedule if these alone are none.
fn first_schedules(model: &Model, settled: &Fixes) -> Vec<Schedule> {
    let (mut scratch, mut priced) = (Scratch::default(), Vec::new());
    let musts = |fixes: &Vec<Fix>| -> Schedule {
        let musts = TurnAt::enumerate(fixes).filter(|(_, fix)| **fix == Fix::Required);
        musts.map(|(at, _)| at).collect()
    };
    let mut schedule = |(person, fixes): (&ModelPerson, &Vec<Fix>)| {
        let schedule = musts(fixes);
        if person.cost_of(&schedule).is_some() {
            return schedule;
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
        priced.pop().map_or(schedule, |it| it.schedule)
    };
    let people = model.people.iter().zip(settled);
    people.map(&mut schedule).collect()
}

fn without_gaps(problem: &Problem, compiled: &Compiled, run: Run) -> Outcome {
    let Some(best) = run.best else {
        return Outcome::Unknown;
    };
    let solution = Solution {
        roster: compiled.roster(problem, &best.schedules),
        cost: Cost::soft(best.cost),
        bound: Some(run.bound.value().map_or(best.cost, |it| it.min(best.cost))),
        certificate: Some(certificate(problem, &run.components, &run.proofs)),
    };
    if run.bound.reaches(best.cost) {
        Outcome::Optimal(solution)
    } else {
        Outcome::Feasible(solution)
    }
}

/// A roster with gaps. What is answered as its bound speaks of rosters with as few gaps, and only
/// once that number is proven the least: by `proven`, a run in which a gap is dearer than any roster.
fn with_gaps(
    problem: &Problem,
    compiled: &Compiled,
    gap_price: i64,
    best: &Assignment,
    proven: Option<&Run>,
) -> Outcome {
    let price = gap_price * i64::from(best.gaps);
    let proven = proven.filter(|run| run.bound.reaches(price));
    let bound = proven.and_then(|run| run.bound.value());
    let solution = Solution {
        roster: compiled.roster(problem, &best.schedules),
        cost: Cost {
            broken: 0,
            gaps: best.gaps,
            soft: best.cost - price,
        },
        bound: bound.map(|it| it.min(best.cost) - price),
        certificate: proven.map(|run| Certificate {
            gap_price: Some(gap_price),
            ..certificate(problem, &run.components, &run.proofs)
        }),
    };
    if bound.is_some_and(|it| best.cost <= it) {
        Outcome::Optimal(solution)
    } else {
        Outcome::Feasible(solution)
    }
}

/// The shifts that the rows left short speak of.
fn conflict(model: &Model, best: &Assignment) -> Conflict {
    let sums = model.row_sums(&best.schedules, |_| true);
    let short = model.rows.iter().zip(sums);
    let short = short.filter(|(row, sum)| 0 < row.gaps(*sum));
    let mut shifts: Vec<ShiftIdx> = short
        .flat_map(|(row, _)| row.shifts.iter().copied())
        .collect();
    shifts.sort_unstable();
    shifts.dedup();
    Conflict {
        gaps: best.gaps,
        shifts,
    }
}
