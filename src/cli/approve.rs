//! `tructet approve`.

use serde_json::{Value, json};

use crate::app::change::decide::{self, Approval, Pending};
use crate::app::error::AppError;
use crate::text::changes as words;

use super::changes::{judged_json, judged_text};
use super::context::{Context, Form};
use super::exit::Exit;

/// What to approve.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Number of the request; left out, those that wait are listed
    #[arg(value_name = "N")]
    number: Option<i64>,
    /// Why, for the log
    #[arg(long, value_name = "TEXT", default_value = "")]
    reason: String,
}

/// Makes a change and publishes it, or lists what waits.
pub(super) fn run(args: &Args, ctx: &mut Context) -> Result<Exit, AppError> {
    let Some(number) = args.number else {
        let pending = decide::pending(ctx.store())?;
        return list(ctx, &pending);
    };
    let approval = decide::approve(ctx.store(), number, &ctx.mark(&args.reason))?;
    let lang = ctx.lang;
    let (judged, made) = match &approval {
        Approval::Published {
            judged,
            revision,
            supersedes,
        } => (judged, Some((*revision, *supersedes))),
        Approval::Refused(judged) => (judged, None),
    };
    match ctx.form {
        Form::Json => {
            let mut value = judged_json(lang, judged);
            value["request"] = json!(number);
            value["state"] = json!(if made.is_some() {
                "published"
            } else {
                "refused"
            });
            value["revision"] = json!(made.map(|it| it.0));
            value["supersedes"] = json!(made.map(|it| it.1));
            ctx.print_json(&value)?;
        }
        Form::Text => ctx.print(judged_text(lang, judged))?,
    }
    match made {
        Some((revision, supersedes)) => {
            ctx.note(&words::approved(lang, number, revision, supersedes));
            Ok(Exit::Done)
        }
        None => {
            ctx.note(words::refused_now(lang));
            Ok(Exit::No)
        }
    }
}

fn list(ctx: &mut Context, pending: &[Pending]) -> Result<Exit, AppError> {
    let lang = ctx.lang;
    match ctx.form {
        Form::Json => {
            let requests: Vec<_> = pending.iter().map(|it| pending_json(ctx, it)).collect();
            ctx.print_json(&json!({ "requests": requests }))?;
        }
        Form::Text if pending.is_empty() => ctx.print([words::nothing_pending(lang)])?,
        Form::Text => {
            let shown: Vec<_> = pending.iter().map(|it| pending_text(ctx, it)).collect();
            ctx.print(shown.join(&String::new()))?;
        }
    }
    Ok(Exit::Done)
}

fn pending_json(ctx: &Context, pending: &Pending) -> Value {
    let change = &pending.change;
    let mut value = match &pending.judged {
        Some(judged) => judged_json(ctx.lang, judged),
        None => json!({
            "kind": change.asked.change.kind,
            "dropped": change.asked.change.dropped,
            "added": change.asked.change.added,
        }),
    };
    value["request"] = json!(change.id);
    value["base"] = json!(change.asked.base);
    value["stale"] = json!(pending.judged.is_none());
    value["by"] = json!(change.requested_by);
    value["at"] = json!(change.requested);
    value["reason"] = json!(change.reason);
    value
}

fn pending_text(ctx: &Context, pending: &Pending) -> Vec<String> {
    let (lang, change) = (ctx.lang, &pending.change);
    let mut lines = vec![words::pending(
        lang,
        change.id,
        words::kind(lang, change.asked.change.kind),
        &change.requested_by,
        &change.requested.format("%H:%M %d/%m/%Y").to_string(),
        &change.reason,
    )];
    match &pending.judged {
        // Its first line says the kind, which stands above already.
        Some(judged) => lines.extend(judged_text(lang, judged).into_iter().skip(1)),
        None => lines.push(words::stale(lang).to_owned()),
    }
    lines
}
