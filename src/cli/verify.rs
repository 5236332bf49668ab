//! `tructet verify`.

use std::path::PathBuf;

use serde_json::json;

use crate::app::describe::proof::flaw;
use crate::app::error::AppError;
use crate::app::verify::{Verified, verify};
use crate::text::findings;

use super::context::{Context, Form};
use super::exit::Exit;

/// Which file.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The roster.json that `plan` wrote
    #[arg(value_name = "ROSTER.json")]
    roster: PathBuf,
}

/// Recomputes everything from the file alone.
pub(super) fn run(args: &Args, ctx: &mut Context) -> Result<Exit, AppError> {
    let verified = verify(&args.roster)?;
    let faults = faults(ctx, &verified);
    match ctx.form {
        Form::Json => ctx.print_json(&json!({
            "valid": verified.is_valid(),
            "cost": verified.cost(),
            "bound": verified.verdict.bound,
            "gap": verified.gap(),
            "faults": faults,
        }))?,
        Form::Text => {
            let number = |it: Option<i64>| it.map_or("-".to_owned(), |it| it.to_string());
            let lines = [
                format!("valid: {}", if verified.is_valid() { "yes" } else { "no" }),
                format!("cost: {}", number(verified.cost())),
                format!("bound: {}", number(verified.verdict.bound)),
                format!("gap: {}", number(verified.gap())),
            ];
            let faults = faults.iter().map(|it| format!("- {it}"));
            ctx.print(lines.into_iter().chain(faults))?;
        }
    }
    Ok(if verified.is_valid() {
        Exit::Done
    } else {
        Exit::No
    })
}

/// Flaws of the file, then hard rules broken and seats open.
fn faults(ctx: &Context, verified: &Verified) -> Vec<String> {
    let flaws = verified.verdict.flaws.iter().map(|it| flaw(ctx.lang, it));
    let breaches = (verified.verdict.judged.iter())
        .flat_map(|(problem, _, evaluation)| findings::breaches(ctx.lang, problem, evaluation));
    flaws.chain(breaches).collect()
}
