//! `tructet solve`.

use std::time::Duration;

use crate::app::answers::roster::SolveAnswer;
use crate::app::clock::Stopwatch;
use crate::app::config::config;
use crate::app::draft::{self, DraftRequest, Keep};
use crate::app::error::AppError;
use crate::app::proven::Plan;
use crate::app::view;
use crate::text::revisions as words;

use super::context::{Context, Form};
use super::exit::Exit;
use super::options::{PeriodArgs, seconds};
use super::plan;
use super::progress::LiveLine;

/// What to solve, and how.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    period: PeriodArgs,
    /// Stop after so many seconds with the best roster so far
    #[arg(long, value_name = "S", default_value = "60", value_parser = seconds)]
    time_limit: Duration,
    /// Where the search starts; the same seed gives the same roster
    #[arg(long, value_name = "N", default_value = "1")]
    seed: u64,
    /// Leave seats open if there are too few people, as few as can be
    #[arg(long)]
    allow_gaps: bool,
    /// Stay close to this revision; to the one in force unless told otherwise
    #[arg(long, value_name = "REV", conflicts_with = "afresh")]
    keep: Option<i64>,
    /// Stay close to no revision
    #[arg(long)]
    afresh: bool,
}

/// Solves what was imported and saves a draft.
pub(super) fn run(args: &Args, ctx: &mut Context) -> Result<Exit, AppError> {
    let watch = Stopwatch::start();
    let mut office = ctx.office()?;
    let request = DraftRequest {
        selector: args.period.selector(),
        keep: match (args.keep, args.afresh) {
            (Some(id), _) => Keep::Revision(id),
            (None, true) => Keep::Nothing,
            (None, false) => Keep::InForce,
        },
        config: config(args.seed, plan::gaps(args.allow_gaps)),
    };
    let mut live = LiveLine::new(ctx.lang, &mut ctx.printer, watch, args.time_limit);
    let drafted = draft::draft(&mut office, request, &mut live)?;
    if let Some(id) = drafted.solved.kept {
        ctx.note(&words::kept(ctx.lang, id));
    }
    let planned = match &drafted.solved.plan {
        Plan::Roster(planned) => planned,
        Plan::Short(shortage) => return super::shortage::tell(ctx, shortage),
        Plan::Unknown => return plan::unknown(ctx, watch),
    };
    let revision = drafted.saved.map(|it| it.0);
    let record = &planned.record;
    match ctx.form {
        Form::Json => ctx.print_json(&SolveAnswer::new(&drafted, planned))?,
        Form::Text => {
            let view = view::of_judged(ctx.lang, &planned.judged, record, drafted.saved);
            ctx.print_roster(&view)?;
            plan::print_summary(ctx, planned)?;
        }
    }
    if let Some(revision) = revision {
        let db = office.path().display().to_string();
        ctx.note(&words::saved(ctx.lang, revision, &db));
    }
    Ok(Exit::Done)
}
