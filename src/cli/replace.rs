//! `tructet replace`.

use std::collections::BTreeMap;

use crate::app::answers::change::StandInsAnswer;
use crate::app::change::judge::{Base, Refusal};
use crate::app::change::outage::Outage;
use crate::app::change::published::PublishedRoster;
use crate::app::change::stand_ins::{Barred, Options, StandIns, Sure, stand_in, stand_ins};
use crate::app::describe;
use crate::app::error::AppError;
use crate::app::named;
use crate::domain::change::Unlike;
use crate::domain::ids::PersonIdx;
use crate::text::changes as words;
use crate::text::findings::shift_name;
use crate::text::numbers::whole;

use super::changes::{Asking, ask, handed_over};
use super::context::{Context, Form};
use super::exit::Exit;
use super::options::PeriodArgs;
use super::tables;

/// Who falls out, and who stands in.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Who falls out, by id
    #[arg(long, value_name = "ID")]
    person: String,
    /// A turn they cannot stand; may be given several times
    #[arg(long, value_name = "SHIFT", required_unless_present = "from")]
    shift: Vec<String>,
    /// They cannot stand any turn from this day on
    #[arg(long, value_name = "DATE", conflicts_with = "shift")]
    from: Option<String>,
    /// Ask that this person stand in
    #[arg(long, value_name = "ID", conflicts_with = "best")]
    with: Option<String>,
    /// Ask for the change found best
    #[arg(long)]
    best: bool,
    #[command(flatten)]
    period: PeriodArgs,
    #[command(flatten)]
    asking: Asking,
}

/// Looks for stand-ins, or asks for one.
pub(super) fn run(args: &Args, ctx: &mut Context) -> Result<Exit, AppError> {
    let mut office = ctx.office()?;
    let published = PublishedRoster::open(&office, args.period.selector())?;
    let (outage, chosen) = understood(args, &published.base)?;
    if let Some(chosen) = chosen {
        let judged = stand_in(&published.base, &outage, chosen)?;
        return ask(ctx, &mut office, &published, &judged, &args.asking);
    }
    let found = stand_ins(&published.base, &outage)?;
    match (&found.best, args.best) {
        (Some(best), true) => ask(ctx, &mut office, &published, best, &args.asking),
        (_, _) => show(ctx, &published, &outage, &found),
    }
}

/// Who falls out of what, and who is chosen to stand in.
fn understood(args: &Args, base: &Base) -> Result<(Outage, Option<PersonIdx>), AppError> {
    let problem = base.problem();
    let mut faults = Vec::new();
    let mut noted = |found: Result<_, _>| found.map_err(|it| faults.push(it)).ok();
    let person = noted(named::person(problem, "--person", &args.person));
    let with = (args.with.as_ref()).map(|it| noted(named::person(problem, "--with", it)));
    let shifts: Vec<_> = (args.shift.iter())
        .filter_map(|it| {
            named::shift(problem, "--shift", it)
                .map_err(|it| faults.push(it))
                .ok()
        })
        .collect();
    let Some(person) = person.filter(|_| faults.is_empty()) else {
        return Err(AppError::Input(faults));
    };
    let reason = args.asking.reason();
    let outage = match &args.from {
        Some(from) => Outage::from_text(base, person, ("--from", from), reason)?,
        None => Outage::of_turns(base, person, shifts, reason)?,
    };
    Ok((outage, with.flatten()))
}

fn show(
    ctx: &mut Context,
    published: &PublishedRoster,
    outage: &Outage,
    found: &StandIns,
) -> Result<Exit, AppError> {
    let (lang, problem) = (ctx.lang, published.base.problem());
    match ctx.form {
        Form::Json => {
            let person = &problem[outage.person].id;
            let answer = StandInsAnswer::new(lang, problem, published.revision.id, person, found);
            ctx.print_json(&answer)?;
        }
        Form::Text => {
            let mut parts: Vec<_> = (found.options.iter())
                .map(|it| options_text(ctx, published, outage, it))
                .collect();
            if let Some(best) = &found.best {
                let mut lines = vec![words::best(lang, best.change.added.len())];
                lines.extend(handed_over(lang, &best.problem, &best.change));
                lines.push(words::cost(lang, best.cost));
                parts.push(lines);
            }
            ctx.print(parts.join(&String::new()))?;
        }
    }
    match &found.best {
        Some(_) => {
            ctx.note(words::how_to_ask(lang));
            Ok(Exit::Done)
        }
        None => {
            ctx.note(words::nobody(lang));
            Ok(Exit::No)
        }
    }
}

fn options_text(
    ctx: &Context,
    published: &PublishedRoster,
    outage: &Outage,
    options: &Options,
) -> Vec<String> {
    let (lang, problem) = (ctx.lang, published.base.problem());
    let turn = shift_name(problem, options.shift);
    let person = &problem[outage.person].name;
    let mut lines = vec![words::stand_ins(lang, &turn, person, options.able.len())];
    if !options.able.is_empty() {
        let rows = options.able.iter().map(|it| {
            let person = &problem[it.person];
            [
                person.id.clone(),
                person.name.clone(),
                problem[problem.unit_of(it.person)].name.clone(),
                match it.sure {
                    Sure::Proven => it.n_further.to_string(),
                    Sure::NotFound => format!("≤ {}", it.n_further),
                },
                whole(lang, it.judged.cost),
            ]
        });
        lines.extend(tables::table(words::stand_in_headings(lang), 3, rows));
    }
    for sure in [Sure::Proven, Sure::NotFound] {
        let barred = options.barred.iter().filter(|it| it.sure == sure);
        let reasons = reasons(ctx, published, barred);
        if !reasons.is_empty() {
            let heading = match sure {
                Sure::Proven => words::barred(lang),
                Sure::NotFound => words::no_way_found(lang),
            };
            lines.push(heading.to_owned());
            lines.extend(reasons);
        }
    }
    lines
}

/// A line for each of `barred`; those who do not keep the duty, as most people do not keep most, are
/// only counted.
fn reasons<'a>(
    ctx: &Context,
    published: &PublishedRoster,
    barred: impl Iterator<Item = &'a Barred>,
) -> Vec<String> {
    let (lang, problem) = (ctx.lang, published.base.problem());
    let mut n_others = BTreeMap::<&str, usize>::new();
    let mut reasons = Vec::new();
    for barred in barred {
        match barred.refusals.first() {
            Some(
                refusal @ Refusal::Unlike {
                    unlike: Unlike::NotTheirs,
                    ..
                },
            ) => *n_others.entry(refusal.code()).or_default() += 1,
            Some(refusal) => {
                let text = describe::change::refusal(lang, problem, refusal);
                let id = &problem[barred.person].id;
                reasons.push(format!("  {id}: {text}"));
            }
            None => {}
        }
    }
    reasons.extend(n_others.into_iter().map(|(code, n_people)| {
        words::barred_alike(lang, code, words::keeps_other_duties(lang), n_people)
    }));
    reasons
}
