//! `tructet approve`.

use crate::app::answers::change::{ApproveAnswer, PendingAnswer};
use crate::app::change::decide::{self, Approval, Pending};
use crate::app::error::AppError;
use crate::text::changes as words;

use super::changes::judged_text;
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
        let pending = decide::pending(&ctx.office()?)?;
        return list(ctx, &pending);
    };
    let approval = decide::approve(&mut ctx.office()?, number, &args.reason)?;
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
        Form::Json => ctx.print_json(&ApproveAnswer::new(lang, number, &approval))?,
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
        Form::Json => ctx.print_json(&PendingAnswer::new(lang, pending))?,
        Form::Text if pending.is_empty() => ctx.print([words::nothing_pending(lang)])?,
        Form::Text => {
            let shown: Vec<_> = pending.iter().map(|it| pending_text(ctx, it)).collect();
            ctx.print(shown.join(&String::new()))?;
        }
    }
    Ok(Exit::Done)
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
