//! `tructet calendar`.

use crate::app::error::AppError;

use super::Context;
use super::exit::Exit;

/// Which days.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The solar year in which the first day of Tết falls
    #[arg(value_name = "YEAR")]
    year: i32,
    /// Official days off before and from the first day, e.g. 2+3, in place of the notice
    #[arg(long, value_name = "A+B")]
    split: Option<String>,
}

pub(super) fn run(args: &Args, ctx: &mut Context) -> Result<Exit, AppError> {
    let _ = (args, ctx);
    Ok(Exit::Internal)
}
