//! `tructet import`; also the part of `history` that imports.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::app::answers::import::ImportAnswer;
use crate::app::describe;
use crate::app::error::AppError;
use crate::app::import::{self, Import};
use crate::app::office::Office;
use crate::text::Lang;
use crate::text::differences::{Fate, import as words};
use crate::text::period;

use super::context::{Context, Form};
use super::exit::Exit;

/// Most things of one kind and fate that are shown one by one.
const SHOWN: usize = 40;

/// What to import.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The office folder
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Overwrite without asking
    #[arg(long)]
    yes: bool,
}

/// Shows what would change; writes it if nothing is overwritten or that is wanted.
pub(super) fn run(args: &Args, ctx: &mut Context) -> Result<Exit, AppError> {
    let mut office = ctx.office_or_new()?;
    let import = import::compare(&office, &args.folder)?;
    ctx.warn_of_input(&import.warnings);
    bring_in(ctx, &mut office, &import, args.yes)
}

/// Shows `import`, asks if need be, and does it.
pub(super) fn bring_in(
    ctx: &mut Context,
    office: &mut Office,
    import: &Import,
    yes: bool,
) -> Result<Exit, AppError> {
    let lang = ctx.lang;
    if ctx.form == Form::Text && !import.differences.is_empty() {
        ctx.print(lines(lang, import))?;
    }
    let is_wanted = !import.overwrites() || yes || ctx.is_confirmed(words::shall_overwrite(lang));
    let mut broken = Vec::new();
    if is_wanted {
        let in_force = import::apply(office, import, "")?;
        if let Some((revision, judged)) = in_force {
            broken = describe::revision::broken_in_force(lang, revision, &judged);
        }
    }
    ctx.print_if_json(&ImportAnswer::new(import, is_wanted, &broken))?;
    if import.differences.is_empty() && import.is_typed_anew {
        ctx.note(words::only_typed_anew(lang));
    } else if import.differences.is_empty() {
        ctx.note(words::nothing_new(lang));
    } else if is_wanted {
        let db = ctx.store().display().to_string();
        let period = import.period.as_ref().map(|it| period::name(lang, it));
        ctx.note(&words::imported(
            lang,
            &import.office,
            period.as_deref(),
            &db,
        ));
        ctx.warn(&broken);
    } else {
        ctx.note(words::not_overwritten(lang));
        return Ok(Exit::No);
    }
    Ok(Exit::Done)
}

fn lines(lang: Lang, import: &Import) -> Vec<String> {
    let mut lines = Vec::new();
    let mut left_out = BTreeMap::<_, usize>::new();
    let mut n_shown = BTreeMap::<_, usize>::new();
    let mut counts = BTreeMap::<Fate, usize>::new();
    for it in describe::differences::lines(lang, import.facts(), &import.differences) {
        let limit = match it.fate {
            // What is new is read in the folder itself.
            Fate::Added => 3,
            Fate::Changed | Fate::Dropped => SHOWN,
        };
        *counts.entry(it.fate).or_default() += it.n_things;
        let n_of_kind = n_shown.entry((it.kind, it.fate)).or_default();
        *n_of_kind += 1;
        if limit < *n_of_kind {
            *left_out.entry((it.kind, it.fate)).or_default() += it.n_things;
            continue;
        }
        lines.push(words::difference(lang, it.fate, it.kind.table(), &it.told));
    }
    for ((kind, _), n) in left_out {
        lines.push(words::and_more(lang, n, kind.table()));
    }
    let [added, changed, dropped] = Fate::ALL.map(|it| counts.get(&it).copied().unwrap_or(0));
    lines.push(words::differences(lang, added, changed, dropped));
    lines
}
