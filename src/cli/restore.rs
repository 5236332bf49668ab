//! `tructet restore`.

use std::path::PathBuf;

use serde_json::json;

use crate::app::error::AppError;
use crate::app::keeping;
use crate::text::store as words;

use super::context::Context;
use super::doctor::{census_json, holds};
use super::exit::Exit;

/// Where from.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A copy that `backup` made
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// Brings the store back to a copy; what stood there is kept beside it.
pub(super) fn run(args: &Args, ctx: &mut Context) -> Result<Exit, AppError> {
    let restored = keeping::restore(ctx.store(), &args.file, &ctx.mark(""))?;
    let kept = restored.kept.map(|it| it.display().to_string());
    let mut json = census_json(&restored.census);
    json["kept"] = json!(kept);
    ctx.print_if_json(&json)?;
    let db = ctx.store().display().to_string();
    let holds = holds(ctx.lang, &restored.census);
    ctx.note(&words::restored(ctx.lang, &db, &holds, kept.as_deref()));
    Ok(Exit::Done)
}
