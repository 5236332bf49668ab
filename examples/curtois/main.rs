//! Solves Curtois–Qu instances (`FILE…`) and prints one line for each:
//! `name cost bound optimal|feasible|infeasible|unknown seconds`.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "an example talks to its user"
)]

#[path = "../clock/mod.rs"]
mod clock;
mod instance;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use clock::Clock;
use tructet::solver::staff_scheduling::{
    Instance, InstanceOutcome, InstanceSolution, solve_instance,
};
use tructet::solver::{Gaps, SolveConfig};

#[derive(Parser)]
struct Args {
    /// Instance files.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Seconds for each instance.
    #[arg(long, default_value_t = 60)]
    time_limit: u64,
    /// Seed of the search.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Threads.
    #[arg(long, default_value_t = 2)]
    threads: usize,
    /// Writes the schedule here, as JSON: for each person the shift of each day, "" for a day off.
    #[arg(long, value_name = "SOLUTION")]
    out: Option<PathBuf>,
    /// Prints progress on standard error.
    #[arg(long)]
    verbose: bool,
}

fn main() -> ExitCode {
    let args = Args::parse();
    for file in &args.files {
        if let Err(error) = solve(&args, file) {
            eprintln!("{}: {error}", file.display());
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}

fn solve(args: &Args, file: &PathBuf) -> Result<(), String> {
    let text = fs::read_to_string(file).map_err(|error| error.to_string())?;
    let instance = instance::parse(&text)?;
    let config = SolveConfig {
        seed: args.seed,
        gaps: Gaps::Refuse,
        threads: args.threads,
    };
    let mut clock = Clock::start(Duration::from_secs(args.time_limit), args.verbose);
    let (outcome, _) =
        solve_instance(&instance, config, &mut clock).map_err(|it| format!("{it:?}"))?;
    let seconds = clock.seconds();
    let name = file.file_stem().unwrap_or_default().to_string_lossy();
    let number = |it: Option<i64>| it.map_or("-".to_owned(), |it| it.to_string());
    let (solution, bound, status) = match outcome {
        InstanceOutcome::Optimal(it) => (Some(it.clone()), it.bound, "optimal"),
        InstanceOutcome::Feasible(it) => (Some(it.clone()), it.bound, "feasible"),
        InstanceOutcome::Infeasible => (None, None, "infeasible"),
        InstanceOutcome::Unknown(bound) => (None, bound, "unknown"),
    };
    if let Some(solution) = &solution {
        let judged = instance.judge(&solution.timetable);
        if judged != Ok(solution.cost) {
            return Err(format!("{} found, judged {judged:?}", solution.cost));
        }
        if let Some(out) = &args.out {
            let text = json(&instance, solution);
            fs::write(out, text).map_err(|error| format!("{}: {error}", out.display()))?;
        }
    }
    let cost = number(solution.map(|it| it.cost));
    println!("{name} {cost} {} {status} {seconds:.3}", number(bound));
    Ok(())
}

fn json(instance: &Instance, solution: &InstanceSolution) -> String {
    let id = |kind: &Option<usize>| kind.map_or("", |kind| &instance.kinds[kind].id);
    let rows = instance.people.iter().zip(&solution.timetable);
    let rows: BTreeMap<&str, Vec<&str>> = rows
        .map(|(person, days)| (person.id.as_str(), days.iter().map(id).collect()))
        .collect();
    serde_json::to_string(&rows).unwrap_or_default()
}
