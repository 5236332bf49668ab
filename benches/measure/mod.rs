//! Solves one instance and tells what it took.

use std::fs;
use std::time::Duration;

use tructet::app::clock::Stopwatch;
use tructet::domain::facts::Facts;
use tructet::domain::problem::Problem;
use tructet::rules::RuleSet;
use tructet::solver::progress::TimeLimit;
use tructet::solver::{Gaps, Outcome, SolveConfig, solve};

/// An instance is given so long; then its row tells how far it came.
const LIMIT: Duration = Duration::from_secs(30);

/// The rest of a row: people, seats, cost, bound, milliseconds, columns, nodes, peak MiB.
pub(crate) fn solved(parsed: Result<(Facts, RuleSet), String>) -> String {
    let (facts, rules) = match parsed {
        Ok(parsed) => parsed,
        Err(error) => return format!("| {error} |"),
    };
    let watch = Stopwatch::start();
    let problem = match Problem::new(facts) {
        Ok(problem) => problem,
        Err(faults) => return format!("| {faults:?} |"),
    };
    let config = SolveConfig {
        seed: 1,
        gaps: Gaps::Refuse,
        threads: 2,
    };
    let solved = solve(&problem, &rules, config, &mut TimeLimit::new(watch, LIMIT));
    let time = watch.elapsed().as_millis();
    let dash = || "-".to_owned();
    let (cost, bound) = match solved.outcome {
        Outcome::Optimal(it) | Outcome::Feasible(it) => (
            it.cost.soft.to_string(),
            it.bound.map_or_else(dash, |it| it.to_string()),
        ),
        Outcome::Infeasible(_) | Outcome::Unknown | Outcome::OutOfRange => (dash(), dash()),
    };
    let seats: u32 = problem
        .shifts()
        .map(|(_, shift)| u32::from(shift.need))
        .sum();
    format!(
        "| {} | {seats} | {cost} | {bound} | {time} | {} | {} | {} |",
        problem.people().len(),
        solved.effort.n_columns,
        solved.effort.n_nodes,
        peak_mebibytes(),
    )
}

/// Peak resident memory of this process, as Linux accounts it; `-` elsewhere.
fn peak_mebibytes() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kibibytes = peak.and_then(|it| it.split_whitespace().next()?.parse::<u64>().ok());
    kibibytes.map_or("-".to_owned(), |it| (it / 1024).to_string())
}
