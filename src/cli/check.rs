//! `tructet check`.

use std::path::PathBuf;

use crate::app::answers::verdict::{CheckAnswer, CheckFailure, CheckRosterAnswer};
use crate::app::check::{Checked, check};
use crate::app::error::AppError;
use crate::app::summary::summary;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;
use crate::rules::RuleSet;
use crate::rules::evaluate::Evaluation;
use crate::text::Lang;
use crate::text::{findings, verdicts};
use crate::words::reading;

use super::context::{Context, Form};
use super::exit::Exit;
use super::tables;

/// What to look at.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The office folder
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// The roster to judge (json, csv or xlsx, also one edited by hand)
    #[arg(long, value_name = "FILE")]
    roster: Option<PathBuf>,
}

/// Looks for faults, and judges the roster if there is one.
pub(super) fn run(args: &Args, ctx: &mut Context) -> Result<Exit, AppError> {
    let checked = match check(&args.folder, args.roster.as_deref()) {
        Ok(checked) => checked,
        Err(error) => {
            ctx.print_if_json(&CheckFailure::new(ctx.lang, &error))?;
            ctx.tell_error(&error);
            return Ok(Exit::from(&error));
        }
    };
    ctx.warn_of_input(&checked.warnings);
    match &checked.judged {
        None => sound(ctx, &checked),
        Some((roster, evaluation)) => judged(ctx, &checked, roster, evaluation),
    }
}

fn sound(ctx: &mut Context, checked: &Checked) -> Result<Exit, AppError> {
    let answer = CheckAnswer::new(ctx.lang, checked);
    match ctx.form {
        Form::Json => ctx.print_json(&answer)?,
        Form::Text => {
            let (people, shifts, seats) = (answer.people, answer.shifts, answer.seats);
            ctx.print(reading::reading(
                ctx.lang,
                &checked.reading,
                &checked.problem,
            ))?;
            ctx.print([verdicts::sound_folder(ctx.lang, people, shifts, seats)])?;
        }
    }
    Ok(Exit::Done)
}

fn judged(
    ctx: &mut Context,
    checked: &Checked,
    roster: &Roster,
    evaluation: &Evaluation,
) -> Result<Exit, AppError> {
    match ctx.form {
        Form::Json => ctx.print_json(&CheckRosterAnswer::new(ctx.lang, checked, evaluation))?,
        Form::Text => {
            let (problem, rules) = (&checked.problem, &checked.rules);
            ctx.print(as_text(ctx.lang, problem, rules, roster, evaluation))?;
        }
    }
    Ok(if evaluation.is_valid() {
        Exit::Done
    } else {
        Exit::No
    })
}

/// What the rules say of a roster, for people.
pub(super) fn as_text(
    lang: Lang,
    problem: &Problem,
    rules: &RuleSet,
    roster: &Roster,
    evaluation: &Evaluation,
) -> Vec<String> {
    let cost = evaluation.cost;
    let sums = summary(problem, rules, roster, evaluation);
    let mut lines = findings::breaches(lang, problem, evaluation);
    lines.extend(tables::rules(lang, &sums.by_rule));
    lines.push(verdicts::roster_verdict(
        lang,
        cost.broken,
        cost.gaps,
        cost.soft,
    ));
    lines
}
