//! How time and memory grow with people and with days: an office of `../shared/bench/tet` many times
//! over, each copy with the histories of another, and the same office over more days.
//!
//! Each instance is solved in a process of its own.

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
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use measure::solved;

/// The office that grows: 51 people, 9 days.
const BASE: &str = "agency1";
const COPIES: [u64; 8] = [1, 2, 4, 8, 16, 32, 64, 100];
const DAYS: [u64; 6] = [5, 7, 9, 14, 21, 31];

fn main() {
    let args: Vec<String> = env::args()
        .skip(1)
        .filter(|it| !it.starts_with("--"))
        .collect();
    let number = |nth: usize| args.get(nth).and_then(|it| it.parse::<u64>().ok());
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../shared/bench/tet/{BASE}.json"));
    let read = fs::read_to_string(&path).map_err(|error| error.to_string());
    let base: Value = match read.and_then(|it| serde_json::from_str(&it).map_err(|e| e.to_string()))
    {
        Ok(base) => base,
        Err(error) => {
            eprintln!("{}: {error}", path.display());
            return;
        }
    };
    if let (Some(copies), Some(days)) = (number(0), number(1)) {
        let grown = grown(&base, copies, days);
        println!("| {days} {}", solved(instance::parse(&grown.to_string())));
        return;
    }
    let days = base["days"].as_u64().unwrap_or(0);
    let people = COPIES.map(|copies| (copies, days));
    for (title, runs) in [
        ("people", people.to_vec()),
        ("days", DAYS.map(|days| (1, days)).to_vec()),
    ] {
        println!("\nMore {title}:\n");
        println!("| days | people | seats | cost | bound | ms | columns | nodes | peak MiB |");
        println!("|---|---|---|---|---|---|---|---|---|");
        for (copies, days) in runs {
            let Ok(program) = env::current_exe() else {
                continue;
            };
            let run = [copies.to_string(), days.to_string()];
            match Command::new(program).args(run).output() {
                Ok(output) => print!("{}", String::from_utf8_lossy(&output.stdout)),
                Err(error) => eprintln!("{error}"),
            }
        }
    }
}

/// `base` with everybody and every seat `copies` times, over `n_days` days: later days are like
/// the days of the base, one after the other.
fn grown(base: &Value, copies: u64, n_days: u64) -> Value {
    let list = |name: &str| base[name].as_array().cloned().unwrap_or_default();
    let whole = |value: &Value| value.as_u64().unwrap_or(0);
    let base_days = whole(&base["days"]);
    let mut shifts = Vec::new();
    for day in 0..n_days {
        let is_like = |it: &&Value| whole(&it["day"]) == day % base_days;
        for shift in list("shifts").iter().filter(is_like) {
            let later = 24.0 * (day - day % base_days) as f64;
            let mut shift = shift.clone();
            shift["id"] = json!(shifts.len());
            shift["day"] = json!(day);
            shift["need"] = json!(whole(&shift["need"]) * copies);
            for end in ["start", "end"] {
                shift[end] = json!(shift[end].as_f64().unwrap_or(0.0) + later);
            }
            shifts.push(shift);
        }
    }
    let staff = list("staff");
    let n_staff = staff.len();
    let mut people = Vec::new();
    for copy in 0..usize::try_from(copies).unwrap_or(1) {
        for (nth, person) in staff.iter().enumerate() {
            let mut person = person.clone();
            // Somebody else's past, of the same duties.
            let others = (1..=n_staff).map(|by| &staff[(nth + by * (1 + copy)) % n_staff]);
            let other = { others }.find(|it| it["posts"] == person["posts"]);
            if let Some(other) = other.filter(|_| 0 < copy) {
                person["hist"] = other["hist"].clone();
                person["dislike"] = other["dislike"].clone();
            }
            person["id"] = json!(people.len());
            person["unavail"] = json!(within(&person["unavail"], n_days));
            person["dislike"] = json!(within(&person["dislike"], n_days));
            people.push(person);
        }
    }
    let mut grown = base.clone();
    grown["days"] = json!(n_days);
    grown["shifts"] = json!(shifts);
    grown["staff"] = json!(people);
    let limits = grown["max_shifts"].as_object_mut();
    for limit in limits.into_iter().flat_map(|it| it.values_mut()) {
        *limit = json!((whole(limit) * n_days).div_ceil(base_days));
    }
    grown
}

fn within(days: &Value, n_days: u64) -> Vec<u64> {
    let days = days.as_array().into_iter().flatten();
    let days = days.filter_map(Value::as_u64);
    days.filter(|day| *day < n_days).collect()
}
