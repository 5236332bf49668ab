//! Three Tết of the sample office, one after the other through one store: what is published of a
//! year is known when the next is planned. Beside it the same years planned without memory.
//! Prints Markdown tables: `cargo run --release --example three_years`.

#![allow(clippy::print_stdout, reason = "an example talks to its user")]

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tructet::app::actor::{Actor, Role};
use tructet::app::clock::{Clock, Stopwatch};
use tructet::app::draft::{self, DraftRequest, Keep};
use tructet::app::error::AppError;
use tructet::app::import;
use tructet::app::office::Office;
use tructet::app::proven::Plan;
use tructet::app::revisions;
use tructet::app::selector::Selector;
use tructet::domain::duty::SpecialDay;
use tructet::domain::history::group_of;
use tructet::rules::load::full_post;
use tructet::rules::record::RosterRecord;
use tructet::solver::progress::TimeLimit;
use tructet::solver::{Gaps, SolveConfig};

const YEARS: [i32; 3] = [2018, 2019, 2020];
const OFFICE: &str = "langson";

/// What a roster gives to whom.
struct Year {
    record: RosterRecord,
    proven: bool,
}

fn main() -> Result<(), Box<dyn Error>> {
    let work = tempfile::tempdir()?;
    let sample = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data/langson-2018");
    println!(
        "| | year | cost | proven | group | people | least | most | spread | eve again | first day again |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|---|");
    for (name, remembers) in [("with the store", true), ("without memory", false)] {
        let mut years = Vec::new();
        for year in YEARS {
            let folder = work.path().join(format!("{name} {year}"));
            write_office(&sample, &folder, year)?;
            let db = if remembers {
                work.path().join("one.db")
            } else {
                work.path().join(format!("{year}.db"))
            };
            years.push(one_year(&db, &folder, year)?);
            report(name, &years);
        }
    }
    Ok(())
}

/// Imports, plans and publishes one year.
fn one_year(db: &Path, folder: &Path, year: i32) -> Result<Year, AppError> {
    let actor = Actor {
        id: "example".to_owned(),
        role: Role::Manager,
    };
    let mut office = Office::open_or_new(db, Clock::System, actor)?;
    let import = import::compare(&office, folder)?;
    import::apply(&mut office, &import, "")?;
    let selector = Selector {
        office: Some(OFFICE),
        year: Some(year),
        period: None,
    };
    let request = DraftRequest {
        selector,
        keep: Keep::Nothing,
        config: SolveConfig {
            seed: 1,
            gaps: Gaps::Refuse,
            threads: 2,
        },
    };
    let mut limit = TimeLimit::new(Stopwatch::start(), Duration::from_secs(60));
    let answer = draft::draft(&mut office, request, &mut limit)?;
    let Plan::Roster(planned) = &answer.solved.plan else {
        return Err(AppError::Fault(format!("{year}: no roster")));
    };
    let proven = planned.gap() == Some(0);
    let draft = answer.saved.map(|it| it.0);
    let published = revisions::publish(&mut office, draft, selector, None, "")?;
    Ok(Year {
        record: published.shown.record,
        proven,
    })
}

/// The sample office in another year: only the first year's folder tells of 2017 and has turns
/// settled beforehand. Three years' points are carried.
fn write_office(sample: &Path, folder: &Path, year: i32) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    let office = fs::read_to_string(sample.join("office.toml"))?
        .replace("year = 2018", &format!("year = {year}"))
        .replace("carry_years = 1", "carry_years = 3");
    fs::write(folder.join("office.toml"), office)?;
    fs::copy(sample.join("people.csv"), folder.join("people.csv"))?;
    if year == YEARS[0] {
        fs::copy(sample.join("history.csv"), folder.join("history.csv"))?;
    }
    Ok(())
}

/// A row for each group: how far apart the points of all years so far are, each for a full post,
/// and how many people had a special turn who had it the year before.
fn report(name: &str, years: &[Year]) {
    let Some(last) = years.last() else { return };
    let mut points = BTreeMap::<&str, i64>::new();
    for year in years {
        let facts = &year.record.problem;
        let of: BTreeMap<_, _> = (facts.shifts.iter())
            .map(|it| (it.key.as_str(), it.points))
            .collect();
        for it in &year.record.assignments {
            *points.entry(&it.person).or_default() += of[it.shift.as_str()];
        }
    }
    // The first year builds on what the folder tells of the year before it.
    for person in &years[0].record.problem.people {
        let told = person.history.iter().map(|it| it.points).sum::<i64>();
        *points.entry(&person.id).or_default() += told;
    }
    let mut groups = BTreeMap::<&str, Vec<(&str, i64)>>::new();
    for person in &last.record.problem.people {
        // Whoever was spared all these years owes nothing and is no measure.
        if let Some(points) = points.get(person.id.as_str()) {
            let full_post = full_post(*points, person.share);
            let list = groups.entry(group_of(person)).or_default();
            list.push((&person.id, full_post));
        }
    }
    let again = |special| -> BTreeSet<&str> {
        let now = holders(&last.record, special);
        let before = match years.len() {
            1 => (last.record.problem.people.iter())
                .filter(|it| it.had_special(&last.record.problem.period, special))
                .map(|it| it.id.as_str())
                .collect(),
            n => holders(&years[n - 2].record, special),
        };
        now.intersection(&before).copied().collect()
    };
    let (eve, first) = (again(SpecialDay::Eve), again(SpecialDay::FirstDay));
    for (group, people) in groups {
        let (least, most) = (
            people.iter().map(|it| it.1).min().unwrap_or(0),
            people.iter().map(|it| it.1).max().unwrap_or(0),
        );
        let n_of = |twice: &BTreeSet<&str>| people.iter().filter(|it| twice.contains(it.0)).count();
        println!(
            "| {name} | {} | {} | {} | {group} | {} | {least} | {most} | {} | {} | {} |",
            last.record.problem.period.year(),
            last.record.cost,
            if last.proven { "yes" } else { "no" },
            people.len(),
            most - least,
            n_of(&eve),
            n_of(&first),
        );
    }
}

fn holders(record: &RosterRecord, special: SpecialDay) -> BTreeSet<&str> {
    let shifts: BTreeSet<_> = (record.problem.shifts.iter())
        .filter(|it| it.special == Some(special))
        .map(|it| it.key.as_str())
        .collect();
    (record.assignments.iter())
        .filter(|it| shifts.contains(it.shift.as_str()))
        .map(|it| it.person.as_str())
        .collect()
}
