//! `tructet folder`.

use std::path::PathBuf;

use crate::app::answers::files::FolderAnswer;
use crate::app::describe;
use crate::app::error::AppError;
use crate::app::office_folder::{self, Foreign, PeopleForm};
use crate::app::typed::Provenance;
use crate::text::folder as words;

use super::context::Context;
use super::exit::Exit;
use super::options::PeriodArgs;

/// Which folder, and how.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The folder to write to
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    #[command(flatten)]
    period: PeriodArgs,
    /// Write people.csv instead of people.xlsx
    #[arg(long)]
    csv: bool,
    /// Replace the office's files in a folder that says something else than the store knows of it
    #[arg(long)]
    force: bool,
}

/// Writes the folder of what is stored.
pub(super) fn run(args: &Args, ctx: &mut Context) -> Result<Exit, AppError> {
    let form = if args.csv {
        PeopleForm::List
    } else {
        PeopleForm::Book
    };
    let foreign = if args.force {
        Foreign::Replace
    } else {
        Foreign::Keep
    };
    let mut office = ctx.office()?;
    let written = office_folder::write_out(
        &mut office,
        args.period.selector(),
        &args.folder,
        form,
        foreign,
    )?;
    let untold = match &written.provenance {
        Provenance::Typed => Vec::new(),
        Provenance::Inferred { facts, untold } => {
            describe::differences::untold(ctx.lang, facts, untold)
        }
    };
    ctx.print_if_json(&FolderAnswer::new(&written, &untold))?;
    let dir = args.folder.display().to_string();
    ctx.note(&words::folder_written(ctx.lang, written.files.len(), &dir));
    if let Provenance::Inferred { .. } = written.provenance {
        ctx.warn(&[words::inferred(ctx.lang).to_owned()]);
    }
    if !untold.is_empty() {
        ctx.warn(&[words::untold(ctx.lang).to_owned()]);
        ctx.warn(&untold);
    }
    Ok(Exit::Done)
}
