//! `tructet fairness`.

use std::num::NonZero;
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use crate::app::answers::fairness::FairnessAnswer;
use crate::app::answers::roster::UnknownAnswer;
use crate::app::clock::Stopwatch;
use crate::app::error::AppError;
use crate::app::fairness::{Fairness, fairness};
use crate::app::plan::{Plan, read, solve};
use crate::app::source;
use crate::domain::problem::Problem;
use crate::rules::load::{Range, group_name};
use crate::solver::{Gaps, SolveConfig};
use crate::text::loads as words;
use crate::text::numbers::whole;
use crate::text::verdicts::nothing_found;

use super::context::{Context, Form};
use super::exit::Exit;
use super::options::seconds;
use super::progress::LiveLine;
use super::{shortage, tables};

/// What to look at.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The office folder
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Look at the roster in this file (json, csv or xlsx) instead of the best one
    #[arg(long, value_name = "FILE")]
    roster: Option<PathBuf>,
    /// Stop after so many seconds with what is known
    #[arg(long, value_name = "S", default_value = "60", value_parser = seconds)]
    time_limit: Duration,
}

/// Solves, or reads the roster, and looks for the evenest there could be.
pub(super) fn run(args: &Args, ctx: &mut Context) -> Result<Exit, AppError> {
    let watch = Stopwatch::start();
    let office = read(&args.folder, ctx.office_if_named()?.as_ref())?;
    ctx.warn_of_input(&office.warnings);
    let config = SolveConfig {
        seed: 1,
        gaps: Gaps::Refuse,
        threads: thread::available_parallelism().map_or(1, NonZero::get),
    };
    let mut live = LiveLine::new(ctx.lang, &mut ctx.printer, watch, args.time_limit);
    let (problem, rules) = (office.problem, office.rules);
    let roster = match &args.roster {
        Some(path) => source::roster(path, &problem)?,
        None => match solve(problem.clone(), rules.clone(), config, &mut live)?.0 {
            Plan::Roster(planned) => planned.roster,
            Plan::Short(short) => return shortage::tell(ctx, &short),
            Plan::Unknown => {
                ctx.print_if_json(&UnknownAnswer::NOTHING_FOUND)?;
                ctx.note(&nothing_found(ctx.lang, watch.elapsed()));
                return Ok(Exit::No);
            }
        },
    };
    let fairness = fairness(&problem, &rules, &roster, config, &mut live);
    match ctx.form {
        Form::Json => ctx.print_json(&FairnessAnswer::new(&problem, &fairness))?,
        Form::Text => ctx.print(as_text(ctx, &problem, &fairness))?,
    }
    Ok(Exit::Done)
}

fn as_text(ctx: &Context, problem: &Problem, fairness: &Fairness) -> Vec<String> {
    let lang = ctx.lang;
    let range = |it: Range| words::range(lang, it.least, it.most);
    let rows = fairness.groups.iter().map(|group| {
        let load = &group.load;
        [
            group_name(problem, &load.group).to_owned(),
            load.people.len().to_string(),
            range(load.before),
            range(load.after),
            whole(lang, load.before.spread()),
            whole(lang, load.after.spread()),
            words::least_possible(lang, group.bound, group.best),
        ]
    });
    let mut lines = tables::table(words::fairness_headings(lang), 1, rows);
    lines.push(words::squares(
        lang,
        fairness.squares,
        fairness.least_squares,
    ));
    lines.push(words::who_counts(lang).to_owned());
    lines
}
