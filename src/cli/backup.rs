//! `tructet backup`.

use std::path::PathBuf;

use crate::app::answers::store::CensusAnswer;
use crate::app::backup;
use crate::app::error::AppError;
use crate::text::store as words;

use super::context::Context;
use super::doctor::holds;
use super::exit::Exit;

/// Where the copy goes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The file to write; only an older copy is overwritten
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// Copies the store, while others may be writing to it.
pub(super) fn run(args: &Args, ctx: &mut Context) -> Result<Exit, AppError> {
    let census = backup::backup(&ctx.office()?, &args.file)?;
    ctx.print_if_json(&CensusAnswer::from(&census))?;
    let (to, holds) = (args.file.display().to_string(), holds(ctx.lang, &census));
    ctx.note(&words::backed_up(ctx.lang, &to, &holds));
    Ok(Exit::Done)
}
