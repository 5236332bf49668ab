//! `tructet verify`.

use std::path::PathBuf;

use crate::app::answers::verdict::VerifyAnswer;
use crate::app::describe::verdict as words;
use crate::app::error::AppError;
use crate::app::verify::{Against, verify};

use super::context::{Context, Form};
use super::exit::Exit;

/// Most differences named; `--json` has all.
const MOST_DIFFERENCES: usize = 20;

/// The record to be checked.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The roster.json that `plan` wrote
    #[arg(value_name = "ROSTER.json")]
    roster: PathBuf,
    /// Say whether it is the best roster of the office in this folder; with --db alone, of the store
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
}

/// Recomputes everything from the file alone, and holds it against an office if one is named.
pub(super) fn run(args: &Args, ctx: &mut Context) -> Result<Exit, AppError> {
    let office = match &ctx.db {
        Some(_) => Some(ctx.office()?),
        None => None,
    };
    let against = match (&args.folder, &office) {
        (Some(folder), office) => Against::Folder(folder, office.as_ref()),
        (None, Some(office)) => Against::Store(office),
        (None, None) => Against::Nothing,
    };
    let verified = verify(&args.roster, against)?;
    let lang = ctx.lang;
    let answer = VerifyAnswer::new(lang, &verified);
    match ctx.form {
        Form::Json => ctx.print_json(&answer)?,
        Form::Text => {
            let number = |it: Option<i64>| it.map_or("-".to_owned(), |it| it.to_string());
            let lines = [
                format!("valid: {}", if answer.valid { "yes" } else { "no" }),
                format!("cost: {}", number(answer.cost)),
                format!("bound: {}", number(answer.bound)),
                format!("gap: {}", number(answer.gap)),
                format!("office: {}", answer.office),
                format!("period: {}", answer.period),
                format!("digest: {}", answer.digest),
            ];
            let is_best = verified.is_best();
            let of_office = answer
                .of_office
                .map(|is_same| words::of_office(lang, is_same, is_best));
            let differences = answer.differences.iter();
            let differences = differences
                .take(MOST_DIFFERENCES)
                .map(|it| words::difference(lang, it));
            let n_more = answer.differences.len().saturating_sub(MOST_DIFFERENCES);
            let more = (0 < n_more).then(|| format!("… +{n_more}"));
            let told = of_office.into_iter().chain(differences).chain(more);
            let told = told.chain(answer.notes.iter().cloned());
            let told = told.chain(answer.faults.iter().cloned());
            ctx.print(lines.into_iter().chain(told.map(|it| format!("- {it}"))))?;
        }
    }
    let is_right = answer.valid && answer.of_office != Some(false);
    Ok(if is_right { Exit::Done } else { Exit::No })
}
