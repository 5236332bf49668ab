//! Prints, for each instance of `../shared/bench/tet` (or the files given): known optimum, people,
//! seats, cost, bound, time, columns, nodes and peak memory.
//!
//! Each instance is solved in a process of its own, so that its peak of memory is its own.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a benchmark prints"
)]

#[path = "../examples/tet/instance.rs"]
mod instance;
mod measure;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use measure::solved;

/// Proven optima, by CP-SAT's best model but for `huge1`, which only this method has proven.
const KNOWN: [(&str, i64); 8] = [
    ("agency1", 7517),
    ("agency2", 7895),
    ("big1", 19817),
    ("dept1", 11871),
    ("dept3", 10218),
    ("huge1", 66062),
    ("small1", 7619),
    ("small2", 6190),
];

fn main() {
    let args: Vec<String> = env::args()
        .skip(1)
        .filter(|it| !it.starts_with("--"))
        .collect();
    if let [flag, file] = &args[..]
        && flag == "one"
    {
        println!("{}", row(Path::new(file)));
        return;
    }
    let mut files: Vec<PathBuf> = args.iter().map(PathBuf::from).collect();
    if files.is_empty() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/bench/tet");
        let entries = fs::read_dir(&folder)
            .into_iter()
            .flatten()
            .filter_map(Result::ok);
        files = entries.map(|entry| entry.path()).collect();
        files.retain(|path| path.extension().is_some_and(|it| it == "json"));
        files.sort();
    }
    if files.is_empty() {
        eprintln!("no instances: give files, or put them in ../shared/bench/tet");
        return;
    }
    println!(
        "| instance | known | people | seats | cost | bound | ms | columns | nodes | peak MiB |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|");
    for file in files {
        let Ok(program) = env::current_exe() else {
            continue;
        };
        match Command::new(program).arg("one").arg(&file).output() {
            Ok(output) => print!("{}", String::from_utf8_lossy(&output.stdout)),
            Err(error) => eprintln!("{}: {error}", file.display()),
        }
    }
}

/// One instance as a row of the table.
fn row(file: &Path) -> String {
    let name = file.file_stem().unwrap_or_default().to_string_lossy();
    let known = { KNOWN.iter() }
        .find(|it| it.0 == name)
        .map_or_else(|| "-".to_owned(), |it| it.1.to_string());
    let read = fs::read_to_string(file).map_err(|error| error.to_string());
    let rest = solved(read.and_then(|text| instance::parse(&text)));
    format!("| {name} | {known} {rest}")
}
