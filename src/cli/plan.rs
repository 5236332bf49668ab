//! `tructet plan`.

use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use crate::app::alternatives::{self, Alternative, alternatives};
use crate::app::answers::roster::{AlternativeRoster, KeptRoster, PlanAnswer, UnknownAnswer};
use crate::app::clock::Stopwatch;
use crate::app::error::AppError;
use crate::app::least_change::Moves;
use crate::app::office::Office;
use crate::app::plan::{self, Plan, Planned, Request};
use crate::app::publish;
use crate::app::source::{Named, Reference};
use crate::app::summary::summary;
use crate::rules::record::Status;
use crate::solver::{Gaps, SolveConfig};
use crate::text::files::written;
use crate::text::revisions::saved;
use crate::text::verdicts as words;
use crate::text::verdicts::Quality;

use super::context::{Context, Form};
use super::exit::Exit;
use super::options::seconds;
use super::progress::LiveLine;
use super::{choice, shortage, tables};

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
    let request = Request {
        folder: &args.folder,
        keep: args.keep.as_deref(),
        least_change: reference.as_ref(),
        config: config(args.seed, args.allow_gaps),
    };
    let mut live = LiveLine::new(ctx.lang, &mut ctx.printer, watch, args.time_limit);
    let answer = plan::plan(office.as_mut(), request, &mut live)?;
    let others = match &answer.plan {
        Plan::Roster(planned) => {
            let config = alternatives::config_for(planned, request.config);
            let n_more = usize::from(args.alternatives) - 1;
            alternatives(planned, n_more, config, &mut live)?
        }
        Plan::Short(_) | Plan::Unknown => Vec::new(),
    };
    ctx.warn_of_input(&answer.warnings);
    match answer.plan {
        Plan::Roster(planned) => {
            let choice = Chosen {
                others: &others,
                moves: answer.moves.as_ref(),
            };
            done(args, ctx, office, &planned, choice, answer.seen, watch)
        }
        Plan::Short(shortage) => shortage::tell(ctx, &shortage),
        Plan::Unknown => unknown(ctx, watch),
    }
}

fn reference(ctx: &Context, office: Option<&Office>, name: &Path) -> Result<Reference, AppError> {
    match (Named::by(name), office) {
        (Named::File(path), _) => Ok(Reference::File(path)),
        (Named::Revision(id), Some(office)) => Reference::revision(office, id),
        (Named::Revision(id), None) => Reference::revision(&ctx.office()?, id),
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
    ctx.print_if_json(&UnknownAnswer::NOTHING_FOUND)?;
    ctx.note(&words::nothing_found(ctx.lang, watch.elapsed()));
    Ok(Exit::No)
}

/// What there is besides the roster.
struct Chosen<'a> {
    others: &'a [Alternative],
    moves: Option<&'a Moves>,
}

fn done(
    args: &Args,
    ctx: &mut Context,
    office: Option<Office>,
    planned: &Planned,
    Chosen { others, moves }: Chosen<'_>,
    seen: i64,
    watch: Stopwatch,
) -> Result<Exit, AppError> {
    let record = &planned.record;
    let view = publish::view(ctx.lang, record, None)?;
    let mut files = publish::publish(&view, record, &args.out)?;
    for (nth, other) in (2..).zip(others) {
        files.extend(choice::publish(ctx.lang, &args.out, nth, other)?);
    }
    let mut office = office;
    let revision = match &mut office {
        Some(office) => Some(plan::save(office, record, seen)?),
        None => None,
    };
    match ctx.form {
        Form::Json => {
            let alternatives = (2..).zip(others);
            ctx.print_json(&PlanAnswer {
                roster: record.into(),
                files: files.clone(),
                revision,
                least_change: moves.map(|it| KeptRoster::new(&planned.problem, it)),
                alternatives: alternatives
                    .map(|(nth, it)| AlternativeRoster::new(nth, choice::folder(nth), it))
                    .collect(),
            })?;
        }
        Form::Text => {
            ctx.print_roster(&view)?;
            print_summary(ctx, planned)?;
            let mut lines = Vec::new();
            if let Some(moves) = moves {
                lines.extend(choice::moves_text(ctx.lang, &planned.problem, moves));
            }
            if 1 < args.alternatives {
                lines.extend(choice::others_text(
                    ctx.lang,
                    &planned.problem,
                    args.alternatives,
                    others,
                ));
            }
            if !lines.is_empty() {
                ctx.print(&lines)?;
            }
        }
    }
    let out = args.out.display().to_string();
    ctx.note(&written(ctx.lang, files.len(), &out, watch.elapsed()));
    if let (Some(revision), Some(office)) = (revision, &office) {
        let db = office.path().display().to_string();
        ctx.note(&saved(ctx.lang, revision, &db));
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
        Status::Gaps => Quality::gaps(record.gaps, record.bound),
    };
    let parts = [
        tables::rules(lang, &sums.by_rule),
        tables::loads(lang, &planned.problem, &sums),
        tables::spreads(lang, &planned.problem, &sums),
        vec![words::verdict(lang, quality, record.cost, record.bound)],
    ];
    ctx.print(parts.join(&String::new()))
}
