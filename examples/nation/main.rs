//! Every office of a nation in one store on one machine: imports, plans in parallel, publishes, and
//! says what it took. `cargo run --release --example nation -- [--offices N] [--plan N] [--threads N]`; all of
//! it, 34 provinces of 120 offices of about 50 people, unless told otherwise; `--plan N` imports all
//! but plans only N of them.

#![allow(clippy::print_stdout, reason = "an example talks to its user")]

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use clap::Parser;
use tructet::app::actor::{Actor, Role};
use tructet::app::backup;
use tructet::app::clock::{Clock, Stopwatch};
use tructet::app::draft::{self, DraftRequest, Keep};
use tructet::app::error::AppError;
use tructet::app::import;
use tructet::app::office::Office;
use tructet::app::proven::Plan;
use tructet::app::revisions;
use tructet::app::selector::Selector;
use tructet::solver::progress::TimeLimit;
use tructet::solver::{Gaps, SolveConfig};

const PROVINCES: usize = 34;
const OFFICES: usize = 120;

#[derive(Parser)]
struct Args {
    /// How many offices.
    #[arg(long, default_value_t = PROVINCES * OFFICES)]
    offices: usize,
    /// How many of them are planned and published; all unless told otherwise.
    #[arg(long)]
    plan: Option<usize>,
    /// How many work at once.
    #[arg(long, default_value_t = 2)]
    threads: usize,
    /// Most seconds for one office.
    #[arg(long, default_value_t = 20)]
    time_limit: u64,
    /// Where the store is made; a folder that is deleted at the end if left out.
    #[arg(long)]
    folder: Option<PathBuf>,
}

/// Numbers that look thrown, the same each time (Marsaglia's xorshift).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % below
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let args = Args::parse();
    let temporary = tempfile::tempdir()?;
    let folder = args.folder.as_deref().unwrap_or(temporary.path());
    let db = folder.join("nation.db");
    let ids: Vec<_> = (0..args.offices)
        .map(|it| format!("t{:02}-cq{:03}", it / OFFICES + 1, it % OFFICES + 1))
        .collect();
    let watch = Stopwatch::start();
    for (at, id) in ids.iter().enumerate() {
        write_office(&folder.join(id), id, at)?;
    }
    println!("{} offices, {} threads", ids.len(), args.threads);
    said("folders written", watch, &db);

    let watch = Stopwatch::start();
    in_parallel(&args, &ids, |id| {
        let mut office = open(&db)?;
        let import = import::compare(&office, &folder.join(id))?;
        import::apply(&mut office, &import, "")?;
        Ok(())
    })?;
    said("imported", watch, &db);

    // Every so many, so that all provinces take part.
    let step = args.plan.map_or(1, |it| (ids.len() / it.max(1)).max(1));
    let planned: Vec<_> = ids.iter().step_by(step).collect();
    println!("{} of them planned", planned.len());
    let watch = Stopwatch::start();
    let drafts = Mutex::new(Vec::new());
    let [optimal, feasible, none] = [0; 3].map(AtomicUsize::new);
    let times = Mutex::new(Vec::new());
    in_parallel(&args, &planned, |id| {
        let mut office = open(&db)?;
        let request = DraftRequest {
            selector: Selector {
                office: Some(id),
                year: None,
                period: None,
            },
            keep: Keep::Nothing,
            config: SolveConfig {
                seed: 1,
                gaps: Gaps::Refuse,
                threads: 1,
            },
        };
        let own = Stopwatch::start();
        let limit = Duration::from_secs(args.time_limit);
        let answer = draft::draft(&mut office, request, &mut TimeLimit::new(own, limit))?;
        if let Ok(mut times) = times.lock() {
            times.push((own.elapsed(), id.as_str()));
        }
        let which = match &answer.solved.plan {
            Plan::Roster(planned) if planned.gap() == Some(0) => &optimal,
            Plan::Roster(_) => &feasible,
            Plan::Short(_) | Plan::Unknown => &none,
        };
        which.fetch_add(1, Ordering::Relaxed);
        if let (Some(draft), Ok(mut drafts)) = (answer.saved, drafts.lock()) {
            drafts.push(draft.0);
        }
        Ok(())
    })?;
    said("planned", watch, &db);
    println!(
        "  {} proven optimal, {} not proven, {} without a roster",
        optimal.into_inner(),
        feasible.into_inner(),
        none.into_inner(),
    );
    let mut times = times.into_inner().unwrap_or_default();
    times.sort();
    for percent in [50, 90, 95, 98, 99, 100] {
        if let Some((time, id)) = times.get((times.len() * percent).div_ceil(100).max(1) - 1) {
            println!(
                "  {percent} % took at most {:.2} s ({id})",
                time.as_secs_f64()
            );
        }
    }

    let drafts = drafts.into_inner().unwrap_or_default();
    let watch = Stopwatch::start();
    in_parallel(&args, &drafts, |draft| {
        revisions::publish(&mut open(&db)?, Some(*draft), Selector::default(), None, "")?;
        Ok(())
    })?;
    said("published", watch, &db);

    let watch = Stopwatch::start();
    backup::backup(&open(&db)?, &folder.join("copy.db"))?;
    said("copied and checked", watch, &db);
    Ok(())
}

fn open(db: &Path) -> Result<Office, AppError> {
    let actor = Actor {
        id: "example".to_owned(),
        role: Role::Manager,
    };
    Office::open_or_new(db, Clock::System, actor)
}

/// Does `work` on each of `list`, so many at once.
fn in_parallel<T: Sync>(
    args: &Args,
    list: &[T],
    work: impl Fn(&T) -> Result<(), AppError> + Sync,
) -> Result<(), AppError> {
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        let workers: Vec<_> = (0..args.threads)
            .map(|_| {
                scope.spawn(|| {
                    while let Some(it) = list.get(next.fetch_add(1, Ordering::Relaxed)) {
                        work(it)?;
                    }
                    Ok(())
                })
            })
            .collect();
        (workers.into_iter()).try_for_each(|it| {
            it.join()
                .unwrap_or_else(|_| Err(AppError::Fault("a worker died".into())))
        })
    })
}

fn said(what: &str, watch: Stopwatch, db: &Path) {
    let size = |end: &str| {
        let path = format!("{}{end}", db.display());
        fs::metadata(path).map_or(0, |it| it.len())
    };
    let mib = |bytes: u64| bytes as f64 / f64::from(1 << 20);
    println!(
        "{what}: {:.1} s ({:.1} s of processors so far); store {:.0} MiB; peak memory {:.0} MiB",
        watch.elapsed().as_secs_f64(),
        processor_seconds(),
        mib(size("") + size("-wal")),
        mib(peak_memory())
    );
}

/// Seconds that processors have worked for this process, where Linux tells it: a busy machine makes
/// the time longer, but not this.
fn processor_seconds() -> f64 {
    /// Ticks a second; what Linux reports in has been 100 on every machine for decades.
    const TICKS: f64 = 100.0;
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name of the program may hold anything; user and system time are fields 14 and 15.
    let fields = stat
        .rsplit_once(')')
        .map_or("", |it| it.1)
        .split_whitespace();
    let ticks = fields
        .skip(11)
        .take(2)
        .filter_map(|it| it.parse::<f64>().ok());
    ticks.sum::<f64>() / TICKS
}

/// The most memory ever resident, in bytes, where Linux tells it.
fn peak_memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|it| it.strip_prefix("VmHWM:"));
    let kib = line.and_then(|it| it.trim().strip_suffix("kB")?.trim().parse::<u64>().ok());
    kib.unwrap_or(0) * 1024
}

/// The sample office with history, leave and wishes thrown anew for each.
fn write_office(folder: &Path, id: &str, seed: usize) -> Result<(), Box<dyn Error>> {
    let sample = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data/langson-2018");
    let mut dice = Dice(0x9e37_79b9 + 7919 * seed as u64);
    fs::create_dir_all(folder)?;
    let office = fs::read_to_string(sample.join("office.toml"))?
        .replace("id = \"langson\"", &format!("id = \"{id}\""));
    fs::write(folder.join("office.toml"), office)?;

    let mut reader = csv::Reader::from_path(sample.join("people.csv"))?;
    let heads = reader.headers()?.clone();
    let column = |name: &str| heads.iter().position(|it| it == name);
    let columns = ["Tránh", "Muốn trực", "Nghỉ phép"].map(column);
    let mut people = csv::Writer::from_path(folder.join("people.csv"))?;
    let mut history = csv::Writer::from_path(folder.join("history.csv"))?;
    people.write_record(&heads)?;
    history.write_record(["year", "person", "turns", "points", "specials"])?;
    for row in reader.records() {
        let mut cells: Vec<_> = row?.iter().map(str::to_owned).collect();
        for (column, one_in) in columns.into_iter().flatten().zip([4, 8, 10]) {
            cells[column] = if dice.roll(one_in) == 0 {
                format!("{}/02", 14 + dice.roll(7))
            } else {
                String::new()
            };
        }
        let specials = ["eve", "first_day", "", "", "", ""][dice.roll(6) as usize];
        let points = (5 + dice.roll(20)).to_string();
        history.write_record(["2017", &cells[0], "1", &points, specials])?;
        people.write_record(&cells)?;
    }
    people.flush()?;
    history.flush()?;
    Ok(())
}
