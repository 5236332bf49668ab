//! `tructet import-roster`.

use std::path::PathBuf;

use crate::app::answers::verdict::{ImportRosterAnswer, JudgedAnswer};
use crate::app::error::AppError;
use crate::app::import_roster::{MadeFrom, import_roster};
use crate::text::revisions as words;

use super::check;
use super::context::{Context, Form};
use super::exit::Exit;
use super::options::PeriodArgs;

/// What to take in, and what it refers to.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The edited roster: xlsx, csv or json
    #[arg(value_name = "FILE")]
    roster: PathBuf,
    /// The revision it was made from (the newest one if left out)
    #[arg(long, value_name = "REV", conflicts_with = "folder")]
    base: Option<i64>,
    #[command(flatten)]
    period: PeriodArgs,
    /// The office folder it was made for, in place of a revision
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
}

/// Judges the roster and saves it as a draft.
pub(super) fn run(args: &Args, ctx: &mut Context) -> Result<Exit, AppError> {
    let mut office = if args.folder.is_some() {
        ctx.office_or_new()?
    } else {
        ctx.office()?
    };
    let base = match (&args.folder, args.base) {
        (Some(folder), _) => MadeFrom::Folder(folder),
        (None, Some(id)) => MadeFrom::Revision(id),
        (None, None) => MadeFrom::Newest(args.period.selector()),
    };
    let imported = import_roster(&args.roster, base, &mut office)?;
    let (problem, evaluation) = (&imported.problem, &imported.evaluation);
    match ctx.form {
        Form::Json => ctx.print_json(&ImportRosterAnswer {
            judged: JudgedAnswer::new(ctx.lang, problem, evaluation),
            revision: imported.revision,
        })?,
        Form::Text => {
            let (rules, roster) = (&imported.rules, &imported.roster);
            ctx.print(check::as_text(ctx.lang, problem, rules, roster, evaluation))?;
        }
    }
    match imported.revision {
        Some(revision) => {
            let db = office.path().display().to_string();
            ctx.note(&words::saved(ctx.lang, revision, &db));
            Ok(Exit::Done)
        }
        None => {
            ctx.note(words::not_saved(ctx.lang));
            Ok(Exit::No)
        }
    }
}
