//! `tructet reject`.

use crate::app::answers::change::RejectAnswer;
use crate::app::change::decide;
use crate::app::error::AppError;
use crate::text::changes as words;

use super::context::Context;
use super::exit::Exit;
use super::options;

/// What to reject, and why.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Number of the request
    #[arg(value_name = "N")]
    number: i64,
    /// Why, for whoever asked and the log
    #[arg(long, value_name = "TEXT", value_parser = options::reason)]
    reason: String,
}

/// Notes that a change is not made.
pub(super) fn run(args: &Args, ctx: &mut Context) -> Result<Exit, AppError> {
    decide::reject(&mut ctx.office()?, args.number, &args.reason)?;
    ctx.print_if_json(&RejectAnswer::new(args.number))?;
    ctx.note(&words::rejected(ctx.lang, args.number));
    Ok(Exit::Done)
}
