//! `tructet publish`.

use std::path::PathBuf;

use crate::app::answers::revision::PublishAnswer;
use crate::app::error::AppError;
use crate::app::{exports, revisions};
use crate::text::{files as file_words, revisions as words};

use super::context::Context;
use super::exit::Exit;
use super::options::PeriodArgs;

/// What to publish.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Number of the draft (the newest one if left out)
    #[arg(value_name = "REV")]
    revision: Option<i64>,
    #[command(flatten)]
    period: PeriodArgs,
    /// Why, for the log
    #[arg(long, value_name = "TEXT", default_value = "")]
    reason: String,
    /// Publish a draft that knows nothing of this revision, which is in force
    #[arg(long, value_name = "REV")]
    over: Option<i64>,
    /// Write every export, calendars too, to this folder
    #[arg(long, value_name = "OUT")]
    out: Option<PathBuf>,
}

/// Judges a draft anew and puts it in force.
pub(super) fn run(args: &Args, ctx: &mut Context) -> Result<Exit, AppError> {
    let mut office = ctx.office()?;
    let published = revisions::publish(
        &mut office,
        args.revision,
        args.period.selector(),
        args.over,
        &args.reason,
    )?;
    let revision = &published.shown.revision;
    // Before files are written: it is in force even if that fails.
    ctx.note(&words::published(
        ctx.lang,
        revision.id,
        published.supersedes,
    ));
    let files = match &args.out {
        Some(out) => exports::write_revision(ctx.lang, &office, revision.id, out)?,
        None => Vec::new(),
    };
    let answer = PublishAnswer::new(&published, files);
    ctx.print_if_json(&answer)?;
    if let Some(out) = &args.out {
        let out = out.display().to_string();
        ctx.note(&file_words::exported(ctx.lang, answer.files.len(), &out));
    }
    Ok(Exit::Done)
}
