//! `tructet doctor`.

use crate::app::answers::store::DoctorAnswer;
use crate::app::backup;
use crate::app::error::AppError;
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
    let (census, flaws) = backup::doctor(&ctx.office()?)?;
    let (lang, db) = (ctx.lang, ctx.store().display().to_string());
    let answer = DoctorAnswer::new(lang, &census, &flaws);
    match ctx.form {
        Form::Json => ctx.print_json(&answer)?,
        Form::Text => {
            let verdict = if answer.sound {
                words::sound(lang, &db, &holds(lang, &census))
            } else {
                words::unsound(lang, &db, flaws.len())
            };
            ctx.print(answer.flaws.iter().chain([&verdict]))?;
        }
    }
    Ok(if answer.sound { Exit::Done } else { Exit::No })
}

pub(super) fn holds(lang: Lang, it: &Census) -> String {
    words::census(
        lang,
        it.schema,
        [it.periods, it.revisions, it.changes, it.entries],
    )
}
