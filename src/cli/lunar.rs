//! `tructet lunar`.

use crate::app::error::AppError;

use super::Context;
use super::exit::Exit;

/// Which day.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A solar date, e.g. 16/2/2018 or 2018-02-16
    #[arg(value_name = "DATE")]
    date: String,
    /// Take the date as lunar, e.g. 1/1/2018 for the first day of the lunar year
    #[arg(long)]
    from_lunar: bool,
    /// The lunar month is a leap month
    #[arg(long, requires = "from_lunar")]
    leap: bool,
}

pub(super) fn run(args: &Args, ctx: &mut Context) -> Result<Exit, AppError> {
    let _ = (args, ctx);
    Ok(Exit::Internal)
}
