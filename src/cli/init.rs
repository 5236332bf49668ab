//! `tructet init`.

use std::path::PathBuf;

use crate::app::answers::files::FilesAnswer;
use crate::app::error::AppError;
use crate::app::init;
use crate::text::files as words;

use super::context::{Context, Form};
use super::exit::Exit;

/// Where the templates go.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The folder to write to; files that exist are not overwritten
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

/// Writes the templates and names them.
pub(super) fn run(args: &Args, ctx: &mut Context) -> Result<Exit, AppError> {
    let files = init::init(&args.folder, ctx.clock.now().date())?;
    let answer = FilesAnswer { files };
    match ctx.form {
        Form::Json => ctx.print_json(&answer)?,
        Form::Text => ctx.print(&answer.files)?,
    }
    let folder = args.folder.display().to_string();
    ctx.note(&words::exported(ctx.lang, answer.files.len(), &folder));
    Ok(Exit::Done)
}
