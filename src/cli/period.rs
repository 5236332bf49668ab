//! `tructet period`.

use crate::app::answers::period::PeriodAnswer;
use crate::app::describe;
use crate::app::error::AppError;
use crate::app::new_period;
use crate::app::selector::Selector;
use crate::text::folder as words;

use super::context::{Context, Form};
use super::exit::Exit;

/// What is to be done with a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum What {
    /// Make its data of those of an earlier one.
    New,
}

/// What, and of which periods.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// `new`: make the data of a period of those of an earlier one
    #[arg(value_enum, value_name = "WHAT")]
    what: What,
    /// Id of the office, if the store has several
    #[arg(long, value_name = "ID")]
    office: Option<String>,
    /// The earlier period, such as tet-2026
    #[arg(long, value_name = "PERIOD")]
    from: String,
    /// The new period, such as tet-2027
    #[arg(long, value_name = "PERIOD", value_parser = tet)]
    to: i32,
}

/// The year of a Tết by the id of its period.
fn tet(text: &str) -> Result<i32, String> {
    let year = text.strip_prefix("tet-").and_then(|it| it.parse().ok());
    year.ok_or_else(|| "a period is named like tet-2027".to_owned())
}

/// Makes the period, and names what is not taken over.
pub(super) fn run(args: &Args, ctx: &mut Context) -> Result<Exit, AppError> {
    let What::New = args.what;
    let selector = Selector {
        office: args.office.as_deref(),
        period: Some(&args.from),
        ..Selector::default()
    };
    let made = new_period::make(&mut ctx.office()?, selector, args.to)?;
    let dropped: Vec<_> = (made.dropped.iter())
        .map(|it| describe::typed::dropped(ctx.lang, it))
        .collect();
    match ctx.form {
        Form::Json => ctx.print_if_json(&PeriodAnswer::new(&made, &dropped))?,
        Form::Text => {
            ctx.note(&words::period_made(ctx.lang, made.from.id(), made.to.id()));
            ctx.print(dropped)?;
        }
    }
    Ok(Exit::Done)
}
