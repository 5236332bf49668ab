//! `tructet export`.

use std::path::PathBuf;

use crate::app::error::AppError;

use super::Context;
use super::exit::Exit;

/// What, and how.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A roster.json, or the number of a revision in the store (the newest one if left out)
    #[arg(value_name = "ROSTER")]
    roster: Option<PathBuf>,
    /// ics, html, csv, json or md
    #[arg(long, value_name = "FORMAT")]
    format: String,
    /// The file to write; the folder for ics
    #[arg(long, value_name = "OUT")]
    out: PathBuf,
}

pub(super) fn run(args: &Args, ctx: &mut Context) -> Result<Exit, AppError> {
    let _ = (args, ctx);
    Ok(Exit::Internal)
}
