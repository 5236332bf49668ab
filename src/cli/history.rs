//! `tructet history`.

use std::path::PathBuf;

use crate::app::answers::store::HistoryAnswer;
use crate::app::error::AppError;
use crate::app::history::{self, PersonRecord};
use crate::app::import as app_import;
use crate::store::history::Origin;
use crate::text::Lang;
use crate::text::history as words;
use crate::text::labels;
use crate::text::numbers::whole;
use crate::text::period;

use super::context::{Context, Form};
use super::exit::Exit;
use super::options::PeriodArgs;
use super::{import, tables};

/// Whose records are shown, or the file to import them from.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    period: PeriodArgs,
    /// Import earlier years from this table first (year, person, turns, points, specials)
    #[arg(long, value_name = "FILE.csv")]
    import: Option<PathBuf>,
    /// Overwrite without asking
    #[arg(long, requires = "import")]
    yes: bool,
}

/// Prints each person's record, or imports earlier years.
pub(super) fn run(args: &Args, ctx: &mut Context) -> Result<Exit, AppError> {
    if let Some(table) = &args.import {
        let selector = args.period.selector();
        let mut office = ctx.office()?;
        let import = app_import::compare_history(&office, selector, table)?;
        return import::bring_in(ctx, &mut office, &import, args.yes);
    }
    let history = history::history(&ctx.office()?, args.period.selector())?;
    let lang = ctx.lang;
    match ctx.form {
        Form::Json => ctx.print_json(&HistoryAnswer::from(&history))?,
        Form::Text if history.people.is_empty() => {
            ctx.print([words::no_history(lang, &history.office)])?;
        }
        Form::Text => {
            let rows = history.people.iter().flat_map(|it| rows(lang, it));
            ctx.print(tables::table(words::history_headings(lang), 4, rows))?;
        }
    }
    Ok(Exit::Done)
}

fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Draft => "draft",
        Origin::Told => "told",
        Origin::Published => "published",
    }
}

/// A row a period, and one for all of them if there are several.
fn rows(lang: Lang, record: &PersonRecord) -> Vec<[String; 7]> {
    let mut rows = Vec::new();
    let (mut turns, mut points) = (0, 0);
    for (at, known) in record.past.iter().enumerate() {
        let past = &known.past;
        turns += u32::from(past.turns);
        points += past.points;
        let specials: Vec<_> = (past.specials.iter())
            .map(|it| labels::special(lang, *it))
            .collect();
        let first = |text: &str| {
            if at == 0 {
                text.to_owned()
            } else {
                String::new()
            }
        };
        rows.push([
            first(&record.name),
            first(&record.person),
            words::origin(lang, origin(known.origin)).to_owned(),
            specials.join(", "),
            period::name(lang, &past.period),
            past.turns.to_string(),
            whole(lang, past.points),
        ]);
    }
    if 1 < record.past.len() {
        rows.push([
            String::new(),
            String::new(),
            String::new(),
            String::new(),
            words::together(lang).to_owned(),
            turns.to_string(),
            whole(lang, points),
        ]);
    }
    rows
}
