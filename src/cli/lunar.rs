//! `tructet lunar`.

use crate::app::answers::calendar::LunarAnswer;
use crate::app::calendar;
use crate::app::error::AppError;
use crate::text::dates;

use super::context::{Context, Form};
use super::exit::Exit;

/// The day to be told in the other calendar.
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

/// Prints both dates of the day.
pub(super) fn run(args: &Args, ctx: &mut Context) -> Result<Exit, AppError> {
    let (solar, lunar) = if args.from_lunar {
        calendar::solar(&args.date, args.leap)?
    } else {
        calendar::lunar(&args.date, ctx.clock.now().date())?
    };
    match ctx.form {
        Form::Json => ctx.print_json(&LunarAnswer::new(ctx.lang, solar, lunar))?,
        Form::Text => {
            let weekday = dates::weekday(ctx.lang, solar);
            let date = dates::solar(solar);
            let label = dates::lunar_long(ctx.lang, lunar);
            let eve = dates::eve(ctx.lang, lunar).map_or(String::new(), |it| format!(" ({it})"));
            ctx.print([format!("{weekday} {date}: {label}{eve}")])?;
        }
    }
    Ok(Exit::Done)
}
