//! `tructet restore`.

use std::path::PathBuf;

use crate::app::answers::store::RestoreAnswer;
use crate::app::backup;
use crate::app::error::AppError;
use crate::text::store as words;

use super::context::Context;
use super::doctor::holds;
use super::exit::Exit;

/// The copy to go back to.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A copy that `backup` made
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// Brings the store back to a copy; what stood there is kept beside it.
pub(super) fn run(args: &Args, ctx: &mut Context) -> Result<Exit, AppError> {
    let restored = backup::restore(ctx.store(), &args.file, &ctx.actor, ctx.clock)?;
    let answer = RestoreAnswer::from(&restored);
    ctx.print_if_json(&answer)?;
    let db = ctx.store().display().to_string();
    let holds = holds(ctx.lang, &restored.census);
    ctx.note(&words::restored(
        ctx.lang,
        &db,
        &holds,
        answer.kept.as_deref(),
    ));
    Ok(Exit::Done)
}
