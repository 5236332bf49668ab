//! `tructet verify`.

use std::path::PathBuf;

use crate::app::answers::verdict::VerifyAnswer;
use crate::app::error::AppError;
use crate::app::verify::verify;

use super::context::{Context, Form};
use super::exit::Exit;

/// The record to be checked.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The roster.json that `plan` wrote
    #[arg(value_name = "ROSTER.json")]
    roster: PathBuf,
}

/// Recomputes everything from the file alone.
pub(super) fn run(args: &Args, ctx: &mut Context) -> Result<Exit, AppError> {
    let answer = VerifyAnswer::new(ctx.lang, &verify(&args.roster)?);
    match ctx.form {
        Form::Json => ctx.print_json(&answer)?,
        Form::Text => {
            let number = |it: Option<i64>| it.map_or("-".to_owned(), |it| it.to_string());
            let lines = [
                format!("valid: {}", if answer.valid { "yes" } else { "no" }),
                format!("cost: {}", number(answer.cost)),
                format!("bound: {}", number(answer.bound)),
                format!("gap: {}", number(answer.gap)),
            ];
            let faults = answer.faults.iter().map(|it| format!("- {it}"));
            ctx.print(lines.into_iter().chain(faults))?;
        }
    }
    Ok(if answer.valid { Exit::Done } else { Exit::No })
}
