//! `tructet fairness`.

use std::path::PathBuf;
use std::time::Duration;

use crate::app::actor::Action;
use crate::app::answers::fairness::FairnessAnswer;
use crate::app::answers::roster::UnknownAnswer;
use crate::app::clock::Stopwatch;
use crate::app::config::config;
use crate::app::error::AppError;
use crate::app::fairness::{Fairness, Looked, look};
use crate::domain::problem::Problem;
use crate::rules::load::{Range, group_name};
use crate::solver::Gaps;
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
    #[arg(value_name = "DIR", required_unless_present = "rev")]
    folder: Option<PathBuf>,
    /// Look at this revision of the store instead
    #[arg(long, value_name = "REV", conflicts_with_all = ["folder", "roster"])]
    rev: Option<i64>,
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
    let subject = ctx.subject(
        Action::SeeDrafts,
        args.folder.as_deref(),
        args.roster.as_deref(),
        args.rev,
    )?;
    ctx.warn_of_input(&subject.warnings);
    let mut live = LiveLine::new(ctx.lang, &mut ctx.printer, watch, args.time_limit);
    let (problem, fairness) = match look(subject, config(1, Gaps::Refuse), &mut live)? {
        Looked::Answer(problem, fairness) => (problem, fairness),
        Looked::Short(short) => return shortage::tell(ctx, &short),
        Looked::Unknown => {
            ctx.print_if_json(&UnknownAnswer::NOTHING_FOUND)?;
            ctx.note(&nothing_found(ctx.lang, watch.elapsed()));
            return Ok(Exit::No);
        }
    };
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
