//! `tructet swap`.

use crate::app::change::published::PublishedRoster;
use crate::app::change::swap::swap;
use crate::app::error::AppError;
use crate::app::named;

use super::changes::{Asking, ask};
use super::context::Context;
use super::exit::Exit;
use super::options::PeriodArgs;

/// Who exchanges what.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// One of the two, by id
    #[arg(long, value_name = "ID")]
    a: String,
    /// The turn they stand and give
    #[arg(long, value_name = "SHIFT")]
    shift_a: String,
    /// The other
    #[arg(long, value_name = "ID")]
    b: String,
    /// The turn the other stands and gives
    #[arg(long, value_name = "SHIFT")]
    shift_b: String,
    #[command(flatten)]
    period: PeriodArgs,
    #[command(flatten)]
    asking: Asking,
}

/// Judges the exchange and asks for it.
pub(super) fn run(args: &Args, ctx: &mut Context) -> Result<Exit, AppError> {
    let mut office = ctx.office()?;
    let published = PublishedRoster::open(&office, args.period.selector())?;
    let base = &published.base;
    let problem = base.problem();
    let a = named::turn(problem, ("--a", &args.a), ("--shift-a", &args.shift_a));
    let b = named::turn(problem, ("--b", &args.b), ("--shift-b", &args.shift_b));
    let (a, b) = match (a, b) {
        (Ok(a), Ok(b)) => (a, b),
        (Err(AppError::Input(mut faults)), Err(AppError::Input(more))) => {
            faults.extend(more);
            return Err(AppError::Input(faults));
        }
        (Err(error), _) | (_, Err(error)) => return Err(error),
    };
    let judged = swap(base, base.assignment(a), base.assignment(b))?;
    ask(ctx, &mut office, &published, &judged, &args.asking)
}
