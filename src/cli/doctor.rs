//! `tructet doctor`.

use serde_json::{Value, json};

use crate::app::describe::store::flaw;
use crate::app::error::AppError;
use crate::app::keeping;
use crate::store::doctor::Census;
use crate::text::Lang;
use crate::text::store as words;

use super::context::{Context, Form};
use super::exit::Exit;

/// Nothing to say.
#[derive(Debug, clap::Args)]
pub(super) struct Args {}

/// Looks for everything in the store that should not be.
pub(super) fn run(_: &Args, ctx: &mut Context) -> Result<Exit, AppError> {
    let (census, flaws) = keeping::doctor(ctx.store())?;
    let (lang, db) = (ctx.lang, ctx.store().display().to_string());
    let mut lines: Vec<_> = flaws.iter().map(|it| flaw(lang, it)).collect();
    match ctx.form {
        Form::Json => {
            let mut json = census_json(&census);
            json["sound"] = json!(flaws.is_empty());
            json["flaws"] = json!(lines);
            ctx.print_json(&json)?;
        }
        Form::Text => {
            lines.push(if flaws.is_empty() {
                words::sound(lang, &db, &holds(lang, &census))
            } else {
                words::unsound(lang, &db, flaws.len())
            });
            ctx.print(&lines)?;
        }
    }
    Ok(if flaws.is_empty() {
        Exit::Done
    } else {
        Exit::No
    })
}

pub(super) fn holds(lang: Lang, it: &Census) -> String {
    words::census(
        lang,
        it.schema,
        [it.seasons, it.revisions, it.changes, it.entries],
    )
}

pub(super) fn census_json(it: &Census) -> Value {
    json!({
        "schema": it.schema,
        "seasons": it.seasons,
        "revisions": it.revisions,
        "changes": it.changes,
        "entries": it.entries,
    })
}
