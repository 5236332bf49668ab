//! `tructet plan`.

use std::num::NonZero;
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use serde_json::json;

use crate::app::clock::Stopwatch;
use crate::app::error::AppError;
use crate::app::plan::{self, Plan, Planned, Request};
use crate::app::publish;
use crate::app::shortage::Shortage;
use crate::app::summary::summary;
use crate::domain::ids::PersonIdx;
use crate::export::terminal::{self, Ink};
use crate::rules::RuleCode;
use crate::rules::record::Status;
use crate::solver::{Gaps, SolveConfig};
use crate::text::findings::shift_name;
use crate::text::plan as words;
use crate::text::plan::Quality;
use crate::text::rules::rule_label;

use super::args::seconds;
use super::exit::Exit;
use super::progress::LiveLine;
use super::{Context, Form, tables};

/// What to plan, and how.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The office folder
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// The folder the results are written to
    #[arg(long, value_name = "OUT")]
    out: PathBuf,
    /// Stop after so many seconds with the best roster so far
    #[arg(long, value_name = "S", default_value = "60", value_parser = seconds)]
    time_limit: Duration,
    /// Where the search starts; the same seed gives the same roster
    #[arg(long, value_name = "N", default_value = "1")]
    seed: u64,
    /// Leave seats open if there are too few people, as few as can be
    #[arg(long)]
    allow_gaps: bool,
    /// Stay as close as can be to the roster in this roster.json
    #[arg(long, value_name = "FILE.json")]
    keep: Option<PathBuf>,
}

/// Reads, solves, proves, prints and writes.
pub(super) fn run(args: &Args, ctx: &mut Context) -> Result<Exit, AppError> {
    let watch = Stopwatch::start();
    let request = Request {
        folder: &args.folder,
        db: ctx.db.as_deref(),
        keep: args.keep.as_deref(),
        config: config(args.seed, args.allow_gaps),
    };
    let mut live = LiveLine::new(ctx.lang, &mut ctx.printer, watch, args.time_limit);
    let answer = plan::plan(request, &mut live)?;
    ctx.warn_of_input(&answer.warnings);
    match answer.plan {
        Plan::Roster(planned) => done(args, ctx, &planned, answer.seen, watch),
        Plan::Short(shortage) => short(ctx, &shortage),
        Plan::Unknown => unknown(ctx, watch),
    }
}

/// How to solve.
pub(super) fn config(seed: u64, allow_gaps: bool) -> SolveConfig {
    SolveConfig {
        seed,
        gaps: if allow_gaps {
            Gaps::Allow
        } else {
            Gaps::Refuse
        },
        threads: thread::available_parallelism().map_or(1, NonZero::get),
    }
}

/// Says that time ran out with nothing to show.
pub(super) fn unknown(ctx: &mut Context, watch: Stopwatch) -> Result<Exit, AppError> {
    ctx.print_if_json(&json!({"status": "unknown"}))?;
    ctx.note(&words::nothing_found(ctx.lang, watch.elapsed()));
    Ok(Exit::No)
}

fn done(
    args: &Args,
    ctx: &mut Context,
    planned: &Planned,
    seen: i64,
    watch: Stopwatch,
) -> Result<Exit, AppError> {
    let record = &planned.record;
    let view = publish::view(ctx.lang, record, None)?;
    let files = publish::publish(&view, record, &args.out)?;
    let revision = match &ctx.db {
        Some(db) => Some(plan::save(db, record, seen, &ctx.mark(""))?),
        None => None,
    };
    match ctx.form {
        Form::Json => ctx.print_json(&json!({
            "status": record.status,
            "cost": record.cost,
            "bound": record.bound,
            "gap": planned.gap(),
            "gaps": record.gaps,
            "breakdown": record.breakdown,
            "assignments": record.assignments,
            "files": files,
            "revision": revision,
        }))?,
        Form::Text => {
            // Codes of colour are taken out where nobody sees colours.
            ctx.print(&terminal::write(&view, tables::width(), Ink::Color))?;
            print_summary(ctx, planned)?;
        }
    }
    let out = args.out.display().to_string();
    ctx.note(&words::written(
        ctx.lang,
        files.len(),
        &out,
        watch.elapsed(),
    ));
    if let (Some(revision), Some(db)) = (revision, &ctx.db) {
        let db = db.display().to_string();
        ctx.note(&words::saved(ctx.lang, revision, &db));
    }
    Ok(Exit::Done)
}

/// What each rule costs and what each person got.
pub(super) fn print_summary(ctx: &mut Context, planned: &Planned) -> Result<(), AppError> {
    let (lang, record) = (ctx.lang, &planned.record);
    let sums = summary(
        &planned.problem,
        &record.rules,
        &planned.roster,
        &planned.evaluation,
    );
    let quality = match record.status {
        Status::Optimal => Quality::Optimal,
        Status::Feasible => Quality::Feasible,
        Status::Gaps => Quality::Gaps(record.gaps),
    };
    let text = [
        tables::rules(lang, &sums.by_rule),
        tables::loads(lang, &planned.problem, &sums),
        tables::spreads(lang, &planned.problem, &sums),
        words::verdict(lang, quality, record.cost, record.bound),
    ];
    ctx.print(&text.join("\n\n"))
}

/// Says why no roster keeps the rules.
pub(super) fn short(ctx: &mut Context, shortage: &Shortage) -> Result<Exit, AppError> {
    let (lang, problem) = (ctx.lang, &shortage.problem);
    let ids = |people: &[PersonIdx]| -> Vec<_> {
        people.iter().map(|it| problem[*it].id.clone()).collect()
    };
    match ctx.form {
        Form::Json => {
            let shifts: Vec<_> = (shortage.shifts.iter())
                .map(|short| {
                    let barred: Vec<_> = (short.barred.iter())
                        .map(|(code, people)| json!({"rule": code.as_str(), "people": ids(people)}))
                        .collect();
                    json!({
                        "shift": problem[short.shift].key,
                        "need": problem[short.shift].need,
                        "free": ids(&short.free),
                        "barred": barred,
                    })
                })
                .collect();
            ctx.print_json(&json!({
                "status": "infeasible",
                "gaps": shortage.gaps,
                "shifts": shifts,
            }))?;
        }
        Form::Text => {
            let mut lines = vec![words::infeasible(lang, shortage.gaps)];
            for short in &shortage.shifts {
                let shift = shift_name(problem, short.shift);
                let need = problem[short.shift].need;
                lines.push(words::short_shift(lang, &shift, need, short.free.len()));
                for (code, people) in &short.barred {
                    // Most people do not stand most duties: their names say nothing.
                    let is_shown = *code != RuleCode::Eligibility;
                    let names: Vec<_> = (people.iter())
                        .filter(|_| is_shown)
                        .map(|it| problem[*it].name.as_str())
                        .collect();
                    let label = rule_label(lang, *code);
                    lines.push(words::barred(
                        lang,
                        code.as_str(),
                        label,
                        people.len(),
                        &names,
                    ));
                }
            }
            lines.push(words::ways_out(lang).to_owned());
            ctx.print(&lines.join("\n"))?;
        }
    }
    Ok(Exit::No)
}
