//! Solves Tết benchmark instances (`FILE…`) and prints one line for each:
//! `name cost bound optimal|feasible seconds`.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "an example talks to its user"
)]

#[path = "../clock/mod.rs"]
mod clock;
mod instance;

use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use clock::Clock;
use tructet::domain::problem::Problem;
use tructet::rules::evaluate::evaluate;
use tructet::rules::record::{Known, RosterRecord, Status};
use tructet::solver::{Gaps, Outcome, SolveConfig, solve};

#[derive(Parser)]
struct Args {
    /// Instance files.
    #[arg(required = true)]
    files: Vec<std::path::PathBuf>,
    /// Seconds for each instance.
    #[arg(long, default_value_t = 60)]
    time_limit: u64,
    /// Seed of the search.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Threads.
    #[arg(long, default_value_t = 2)]
    threads: usize,
    /// Writes NAME.json for each instance here, for `tructet verify`.
    #[arg(long)]
    out: Option<std::path::PathBuf>,
    /// Prints progress on standard error.
    #[arg(long)]
    verbose: bool,
}

fn main() -> ExitCode {
    let args = Args::parse();
    for file in &args.files {
        let name = file
            .file_stem()
            .map(|it| it.to_string_lossy().into_owned())
            .unwrap_or_default();
        let read = std::fs::read_to_string(file).map_err(|error| error.to_string());
        let (facts, rules) = match read.and_then(|text| instance::parse(&text)) {
            Ok(parsed) => parsed,
            Err(error) => {
                eprintln!("{}: {error}", file.display());
                return ExitCode::from(2);
            }
        };
        let mut clock = Clock::start(Duration::from_secs(args.time_limit), args.verbose);
        let problem = match Problem::new(facts) {
            Ok(problem) => problem,
            Err(faults) => {
                eprintln!("{}: {faults:?}", file.display());
                return ExitCode::from(2);
            }
        };
        let config = SolveConfig {
            seed: args.seed,
            gaps: Gaps::Refuse,
            threads: args.threads,
        };
        let solved = solve(&problem, &rules, config, &mut clock);
        let seconds = clock.seconds();
        let (solution, status) = match solved.outcome {
            Outcome::Optimal(solution) => (solution, "optimal"),
            Outcome::Feasible(solution) => (solution, "feasible"),
            Outcome::Infeasible(_) => {
                println!("{name} - - infeasible {seconds:.3}");
                continue;
            }
            Outcome::Unknown | Outcome::OutOfRange => {
                println!("{name} - - unknown {seconds:.3}");
                continue;
            }
        };
        let judged = evaluate(&problem, &rules, &solution.roster);
        if judged.cost != solution.cost || judged.cost.broken != 0 {
            eprintln!(
                "{name}: solver says {:?}, judge says {:?}",
                solution.cost, judged.cost
            );
            return ExitCode::from(3);
        }
        if let Some(out) = &args.out {
            let known = Known {
                status: if status == "optimal" {
                    Status::Optimal
                } else {
                    Status::Feasible
                },
                bound: solution.bound,
                certificate: solution.certificate,
                seed: args.seed,
            };
            let record = RosterRecord::new(&problem, &rules, &solution.roster, &judged, known);
            let text = serde_json::to_string(&record).unwrap_or_default();
            let written = std::fs::create_dir_all(out)
                .and_then(|()| std::fs::write(out.join(format!("{name}.json")), text));
            if let Err(error) = written {
                eprintln!("{}: {error}", out.display());
                return ExitCode::from(2);
            }
        }
        let bound = solution
            .bound
            .map_or("-".to_owned(), |bound| bound.to_string());
        println!(
            "{name} {} {bound} {status} {seconds:.3}",
            solution.cost.soft
        );
    }
    ExitCode::SUCCESS
}
