//! `tructet plan`.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::app::answers::roster::{PlanAnswer, UnknownAnswer};
use crate::app::clock::Stopwatch;
use crate::app::config::config;
use crate::app::error::AppError;
use crate::app::office::Office;
use crate::app::plan::{self, Delivered, FolderPlan, PlanRequest};
use crate::app::proven::{Plan, Planned};
use crate::app::read::{Named, Reference};
use crate::app::summary::summary;
use crate::rules::record::Status;
use crate::solver::Gaps;
use crate::text::files::written;
use crate::text::revisions::saved;
use crate::text::verdicts as words;
use crate::text::verdicts::Quality;

use super::context::{Context, Form};
use super::exit::Exit;
use super::options::seconds;
use super::progress::LiveLine;
use super::{alternatives, shortage, tables};

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
    /// Keep this roster (a file, or a revision in the store) but where it must move
    #[arg(long, value_name = "REV|FILE", conflicts_with = "keep")]
    least_change: Option<PathBuf>,
    /// Find so many rosters to choose from: the best one, and others nearly as good and most different
    #[arg(long, value_name = "N", default_value = "1", value_parser = clap::value_parser!(u16).range(1..=20))]
    alternatives: u16,
}

/// Reads, solves, proves, prints and writes.
pub(super) fn run(args: &Args, ctx: &mut Context) -> Result<Exit, AppError> {
    let watch = Stopwatch::start();
    let mut office = ctx.office_if_named()?;
    let reference = match &args.least_change {
        Some(name) => Some(reference(ctx, office.as_ref(), name)?),
        None => None,
    };
    let request = PlanRequest {
        folder: &args.folder,
        near: args.keep.as_deref(),
        kept: reference.as_ref(),
        n_alternatives: usize::from(args.alternatives) - 1,
        config: config(args.seed, gaps(args.allow_gaps)),
    };
    let mut live = LiveLine::new(ctx.lang, &mut ctx.printer, watch, args.time_limit);
    let answer = plan::plan(office.as_mut(), request, &mut live)?;
    ctx.warn_of_input(&answer.warnings);
    let planned = match &answer.plan {
        Plan::Roster(planned) => planned,
        Plan::Short(shortage) => return shortage::tell(ctx, shortage),
        Plan::Unknown => return unknown(ctx, watch),
    };
    let (lang, seen) = (ctx.lang, answer.seen);
    let delivered = plan::deliver(
        office.as_mut(),
        lang,
        planned,
        &answer.others,
        seen,
        &args.out,
    )?;
    print(args, ctx, planned, &answer, &delivered)?;
    let (n_files, out) = (delivered.files.len(), args.out.display().to_string());
    ctx.note(&written(lang, n_files, &out, watch.elapsed()));
    if let (Some(revision), Some(office)) = (delivered.revision, &office) {
        let db = office.path().display().to_string();
        ctx.note(&saved(lang, revision, &db));
    }
    Ok(Exit::Done)
}

fn reference(ctx: &Context, office: Option<&Office>, name: &Path) -> Result<Reference, AppError> {
    match (Named::by(name), office) {
        (Named::File(path), _) => Ok(Reference::File(path)),
        (Named::Revision(id), Some(office)) => Reference::revision(office, id),
        (Named::Revision(id), None) => Reference::revision(&ctx.office()?, id),
    }
}

/// What becomes of seats that nobody can fill.
pub(super) fn gaps(is_allowed: bool) -> Gaps {
    if is_allowed {
        Gaps::Allow
    } else {
        Gaps::Refuse
    }
}

/// Says that time ran out with nothing to show.
pub(super) fn unknown(ctx: &mut Context, watch: Stopwatch) -> Result<Exit, AppError> {
    ctx.print_if_json(&UnknownAnswer::NOTHING_FOUND)?;
    ctx.note(&words::nothing_found(ctx.lang, watch.elapsed()));
    Ok(Exit::No)
}

fn print(
    args: &Args,
    ctx: &mut Context,
    planned: &Planned,
    answer: &FolderPlan,
    delivered: &Delivered,
) -> Result<(), AppError> {
    let (problem, others) = (&planned.judged.problem, &answer.others);
    match ctx.form {
        Form::Json => ctx.print_json(&PlanAnswer::new(planned, answer, delivered)),
        Form::Text => {
            ctx.print_roster(&delivered.view)?;
            print_summary(ctx, planned)?;
            let mut lines = Vec::new();
            if let Some(moves) = &answer.moves {
                lines.extend(alternatives::moves_text(ctx.lang, problem, moves));
            }
            if 1 < args.alternatives {
                let n_wanted = args.alternatives;
                lines.extend(alternatives::others_text(
                    ctx.lang, problem, n_wanted, others,
                ));
            }
            if lines.is_empty() {
                return Ok(());
            }
            ctx.print(&lines)
        }
    }
}

/// What each rule costs and what each person got.
pub(super) fn print_summary(ctx: &mut Context, planned: &Planned) -> Result<(), AppError> {
    let (lang, record) = (ctx.lang, &planned.record);
    let sums = summary(
        &planned.judged.problem,
        &record.rules,
        &planned.judged.roster,
        &planned.judged.evaluation,
    );
    let quality = match record.status {
        Status::Optimal => Quality::Optimal,
        Status::Feasible => Quality::Feasible,
        Status::Gaps => Quality::gaps(record.gaps, record.bound),
    };
    let parts = [
        tables::rules(lang, &sums.by_rule),
        tables::loads(lang, &planned.judged.problem, &sums),
        tables::spreads(lang, &planned.judged.problem, &sums),
        vec![words::verdict(lang, quality, record.cost, record.bound)],
    ];
    ctx.print(parts.join(&String::new()))
}
