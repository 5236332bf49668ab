//! `tructet show`.

use serde_json::{Value, json};

use crate::app::error::AppError;
use crate::app::{describe, keeping, publish, revisions};
use crate::store::revisions::Revision;
use crate::text::store as words;

use super::context::{Context, Form};
use super::exit::Exit;
use super::options::Season;
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
    season: Season,
}

/// Prints a roster of the store, or the list of them.
pub(super) fn run(args: &Args, ctx: &mut Context) -> Result<Exit, AppError> {
    if args.all {
        return list(args, ctx);
    }
    if args.log {
        return log(ctx);
    }
    let shown = revisions::show(ctx.store(), args.revision, args.season.choice())?;
    let (it, record) = (&shown.revision, &shown.record);
    match ctx.form {
        Form::Json => ctx.print_json(&json!({
            "revision": revision_json(it),
            "status": record.status,
            "cost": record.cost,
            "bound": record.bound,
            "gaps": record.gaps,
            "breakdown": record.breakdown,
            "assignments": record.assignments,
        }))?,
        Form::Text => {
            let at = it.published.unwrap_or(it.created);
            let head = words::revision(ctx.lang, it.id, &it.office, it.year, it.state.as_str(), at);
            let view = publish::view(ctx.lang, record, Some((it.id, at)))?;
            ctx.print([head.as_str(), ""])?;
            ctx.print_roster(&view)?;
        }
    }
    Ok(Exit::Done)
}

fn list(args: &Args, ctx: &mut Context) -> Result<Exit, AppError> {
    let lang = ctx.lang;
    let all = revisions::list(ctx.store(), args.season.choice())?;
    match ctx.form {
        Form::Json => {
            let all: Vec<_> = all.iter().map(revision_json).collect();
            ctx.print_json(&json!({ "revisions": all }))?;
        }
        Form::Text => {
            let rows = all.iter().map(|it| {
                [
                    it.id.to_string(),
                    it.office.clone(),
                    it.year.to_string(),
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
    let log = keeping::log(ctx.store())?;
    match ctx.form {
        Form::Json => {
            let entries: Vec<_> = (log.iter())
                .map(|it| {
                    json!({
                        "id": it.id,
                        "at": it.at,
                        "who": it.who,
                        "what": it.what,
                        "why": it.why,
                    })
                })
                .collect();
            ctx.print_json(&json!({ "entries": entries }))?;
        }
        Form::Text => {
            let rows = log.iter().map(|it| {
                [
                    it.id.to_string(),
                    words::moment(it.at),
                    it.who.clone(),
                    describe::store::deed(lang, &it.what),
                    it.why.clone(),
                ]
            });
            ctx.print(tables::table(words::log_headings(lang), 5, rows))?;
        }
    }
    Ok(Exit::Done)
}

/// A revision without its roster.
pub(super) fn revision_json(it: &Revision) -> Value {
    json!({
        "id": it.id,
        "office": it.office,
        "year": it.year,
        "state": it.state.as_str(),
        "created": it.created,
        "published": it.published,
    })
}
