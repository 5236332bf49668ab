//! `tructet import`; also the part of `history` that imports.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::Value;

use crate::app::answers::import::ImportAnswer;
use crate::app::describe;
use crate::app::error::AppError;
use crate::app::import::{self, Import};
use crate::app::office::Office;
use crate::store::office::Difference;
use crate::text::Lang;
use crate::text::differences::{self as words, Fate};
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
        ctx.print(lines(lang, &import.differences))?;
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
    if import.differences.is_empty() {
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

fn fate(it: &Difference) -> Fate {
    match (&it.before, &it.after) {
        (None, _) => Fate::Added,
        (Some(_), Some(_)) => Fate::Changed,
        (Some(_), None) => Fate::Dropped,
    }
}

fn lines(lang: Lang, differences: &[Difference]) -> Vec<String> {
    let mut lines = Vec::new();
    let mut left_out = BTreeMap::<_, usize>::new();
    let mut n_shown = BTreeMap::<_, usize>::new();
    let mut counts = [0; 3];
    for it in differences {
        let fate = fate(it);
        let (at, limit) = match fate {
            // What is new is read in the folder itself.
            Fate::Added => (0, 3),
            Fate::Changed => (1, SHOWN),
            Fate::Dropped => (2, SHOWN),
        };
        counts[at] += 1;
        let n_of_kind = n_shown.entry((it.kind, at)).or_default();
        *n_of_kind += 1;
        if limit < *n_of_kind {
            *left_out.entry((it.kind, at)).or_default() += 1;
            continue;
        }
        let details = match (&it.before, &it.after) {
            (Some(before), Some(after)) => details(before, after),
            _ => Vec::new(),
        };
        let kind = it.kind.table();
        lines.push(words::difference(lang, fate, kind, &it.id, &details));
    }
    for ((kind, _), n) in left_out {
        lines.push(words::and_more(lang, n, kind.table()));
    }
    let [added, changed, dropped] = counts;
    lines.push(words::differences(lang, added, changed, dropped));
    lines
}

/// `key: before → after` of each field that differs.
fn details(before: &Value, after: &Value) -> Vec<String> {
    let (Some(old), Some(new)) = (before.as_object(), after.as_object()) else {
        return vec![format!("{before} → {after}")];
    };
    let mut keys: Vec<_> = old.keys().chain(new.keys()).collect();
    keys.sort();
    keys.dedup();
    let shown = |value: Option<&Value>| value.map_or_else(|| "-".to_owned(), Value::to_string);
    keys.into_iter()
        .filter(|key| old.get(*key) != new.get(*key))
        .map(|key| format!("{key}: {} → {}", shown(old.get(key)), shown(new.get(key))))
        .collect()
}
