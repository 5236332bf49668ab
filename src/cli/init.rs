//! `tructet init`.

use std::path::PathBuf;

use crate::app::error::AppError;

use super::Context;
use super::exit::Exit;

/// Where to.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The folder to write to; files that exist are not overwritten
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

pub(super) fn run(args: &Args, ctx: &mut Context) -> Result<Exit, AppError> {
    let _ = (args, ctx);
    Ok(Exit::Internal)
}
