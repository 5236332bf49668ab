//! `tructet plan`.

use std::num::NonZero;
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use serde_json::json;

use crate::app::clock::{Stopwatch, civil_now};
use crate::app::error::AppError;
use crate::app::plan::{self, Plan, Planned, Request};
use crate::app::publish;
use crate::app::summary::summary;
use crate::export::terminal::{self, Ink};
use crate::rules::record::Status;
use crate::solver::{Gaps, SolveConfig};
use crate::text::plan as words;
use crate::text::plan::Quality;

use super::args::seconds;
use super::exit::Exit;
use super::progress::LiveLine;
use super::{Context, Form, shortage, tables};

/// What to plan, and how.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The office folder
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// The folder the results are written to
    #[arg(long, value_name = "OUT")]
    out: PathBuf,
    /// Stop after so many seconds with the best roster so far
    #[arg(long, value_name = "S", default_value = "60", value_parser = seconds)]
    time_limit: Duration,
    /// Where the search starts; the same seed gives the same roster
    #[arg(long, value_name = "N", default_value = "1")]
    seed: u64,
    /// Leave seats open if there are too few people, as few as can be
    #[arg(long)]
    allow_gaps: bool,
    /// Stay as close as can be to the roster in this roster.json
    #[arg(long, value_name = "FILE.json")]
    keep: Option<PathBuf>,
}

/// Reads, solves, proves, prints and writes.
pub(super) fn run(args: &Args, ctx: &mut Context) -> Result<Exit, AppError> {
    let watch = Stopwatch::start();
    let request = Request {
        folder: &args.folder,
        db: ctx.db.as_deref(),
        keep: args.keep.as_deref(),
        config: SolveConfig {
            seed: args.seed,
            gaps: if args.allow_gaps {
                Gaps::Allow
            } else {
                Gaps::Refuse
            },
            threads: thread::available_parallelism().map_or(1, NonZero::get),
        },
    };
    let mut live = LiveLine::new(ctx.lang, &mut ctx.printer, watch, args.time_limit);
    let answer = plan::plan(request, &mut live)?;
    ctx.warn_of_input(&answer.warnings);
    match answer.plan {
        Plan::Roster(planned) => done(args, ctx, &planned, watch),
        Plan::Short(shortage) => shortage::tell(ctx, &shortage),
        Plan::Unknown => {
            ctx.print_if_json(&json!({"status": "unknown"}))?;
            ctx.note(&words::nothing_found(ctx.lang, watch.elapsed()));
            Ok(Exit::No)
        }
    }
}

fn done(
    args: &Args,
    ctx: &mut Context,
    planned: &Planned,
    watch: Stopwatch,
) -> Result<Exit, AppError> {
    let record = &planned.record;
    let view = publish::view(ctx.lang, record, None)?;
    let files = publish::publish(&view, record, &args.out)?;
    let revision = match &ctx.db {
        Some(db) => Some(plan::save(db, record, civil_now())?),
        None => None,
    };
    match ctx.form {
        Form::Json => ctx.print_json(&json!({
            "status": record.status,
            "cost": record.cost,
            "bound": record.bound,
            "gap": planned.gap(),
            "gaps": record.gaps,
            "breakdown": record.breakdown,
            "assignments": record.assignments,
            "files": files,
            "revision": revision,
        }))?,
        Form::Text => {
            // Codes of colour are taken out where nobody sees colours.
            ctx.print(&terminal::write(&view, tables::width(), Ink::Color))?;
            print_summary(ctx, planned)?;
        }
    }
    let out = args.out.display().to_string();
    ctx.note(&words::written(
        ctx.lang,
        files.len(),
        &out,
        watch.elapsed(),
    ));
    if let (Some(revision), Some(db)) = (revision, &ctx.db) {
        let db = db.display().to_string();
        ctx.note(&words::saved(ctx.lang, revision, &db));
    }
    Ok(Exit::Done)
}

fn print_summary(ctx: &mut Context, planned: &Planned) -> Result<(), AppError> {
    let (lang, record) = (ctx.lang, &planned.record);
    let sums = summary(
        &planned.problem,
        &record.rules,
        &planned.roster,
        &planned.evaluation,
    );
    let quality = match record.status {
        Status::Optimal => Quality::Optimal,
        Status::Feasible => Quality::Feasible,
        Status::Gaps => Quality::Gaps(record.gaps),
    };
    let text = [
        tables::rules(lang, &sums.by_rule),
        tables::loads(lang, &planned.problem, &sums),
        tables::spreads(lang, &planned.problem, &sums),
        words::verdict(lang, quality, record.cost, record.bound),
    ];
    ctx.print(&text.join("\n\n"))
}
