//! `tructet show`.

use crate::app::answers::revision::{RevisionsAnswer, ShowAnswer};
use crate::app::answers::store::LogAnswer;
use crate::app::error::AppError;
use crate::app::{audit, revisions, view};
use crate::text::period;
use crate::text::revisions as words;
use crate::words::store::deed;

use super::context::{Context, Form};
use super::exit::Exit;
use super::options::PeriodArgs;
use super::tables;

/// What to show.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Number of the revision (the newest one if left out)
    #[arg(value_name = "REV", conflicts_with_all = ["all", "log"])]
    revision: Option<i64>,
    /// List every revision
    #[arg(long, conflicts_with = "log")]
    all: bool,
    /// List who did what, when and why, whatever office
    #[arg(long)]
    log: bool,
    #[command(flatten)]
    period: PeriodArgs,
}

/// Prints a roster of the store, or the list of them.
pub(super) fn run(args: &Args, ctx: &mut Context) -> Result<Exit, AppError> {
    if args.all {
        return list(args, ctx);
    }
    if args.log {
        return log(ctx);
    }
    let shown = revisions::show(&ctx.office()?, args.revision, args.period.selector())?;
    let (it, record) = (&shown.revision, &shown.record);
    match ctx.form {
        Form::Json => ctx.print_json(&ShowAnswer::from(&shown))?,
        Form::Text => {
            let at = it.published.unwrap_or(it.created);
            let period = period::name(ctx.lang, &it.period);
            let of = format!("{} · {period}", it.office);
            let head = words::revision(ctx.lang, it.id, &of, it.state.as_str(), at);
            let view = view::of_record(ctx.lang, record, Some((it.id, at)))?;
            ctx.print([head.as_str(), ""])?;
            ctx.print_roster(&view)?;
        }
    }
    Ok(Exit::Done)
}

fn list(args: &Args, ctx: &mut Context) -> Result<Exit, AppError> {
    let lang = ctx.lang;
    let all = revisions::list(&ctx.office()?, args.period.selector())?;
    match ctx.form {
        Form::Json => ctx.print_json(&RevisionsAnswer::from(&all[..]))?,
        Form::Text => {
            let rows = all.iter().map(|it| {
                [
                    it.id.to_string(),
                    it.office.clone(),
                    period::name(lang, &it.period),
                    words::state(lang, it.state.as_str()).to_owned(),
                    words::moment(it.created),
                    it.published.map(words::moment).unwrap_or_default(),
                ]
            });
            ctx.print(tables::table(words::revision_headings(lang), 6, rows))?;
        }
    }
    Ok(Exit::Done)
}

fn log(ctx: &mut Context) -> Result<Exit, AppError> {
    let lang = ctx.lang;
    let log = audit::log(&ctx.office()?)?;
    match ctx.form {
        Form::Json => ctx.print_json(&LogAnswer::from(&log[..]))?,
        Form::Text => {
            let rows = log.iter().map(|it| {
                [
                    it.id.to_string(),
                    words::moment(it.at),
                    it.who.clone(),
                    deed(lang, &it.what),
                    it.why.clone(),
                ]
            });
            ctx.print(tables::table(words::log_headings(lang), 5, rows))?;
        }
    }
    Ok(Exit::Done)
}
