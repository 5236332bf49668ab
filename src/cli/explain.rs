//! `tructet explain`.

use std::path::PathBuf;
use std::time::Duration;

use crate::app::actor::Action;
use crate::app::answers::explain::ExplainAnswer;
use crate::app::answers::roster::UnknownAnswer;
use crate::app::clock::Stopwatch;
use crate::app::config::config;
use crate::app::error::AppError;
use crate::app::explain::{Explained, Explanation, Question, Reply, WhatIf, Why, WhyNot, explain};
use crate::app::roster_diff::RosterDiff;
use crate::domain::ids::PersonIdx;
use crate::rules::RuleCode;
use crate::rules::finding::Finding;
use crate::solver::Gaps;
use crate::solver::progress::TimeLimit;
use crate::text::findings::{finding_text, shift_name};
use crate::text::numbers::whole;
use crate::text::reasons as words;
use crate::text::rules::rule_label;
use crate::text::verdicts::nothing_found;

use super::context::{Context, Form};
use super::exit::Exit;
use super::options::seconds;
use super::progress::LiveLine;
use super::{differences, shortage, tables};

/// What to explain.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The office folder
    #[arg(value_name = "DIR", required_unless_present = "rev")]
    folder: Option<PathBuf>,
    /// Explain this revision of the store instead
    #[arg(long, value_name = "REV", conflicts_with_all = ["folder", "roster"])]
    rev: Option<i64>,
    /// Id of the person
    #[arg(long, value_name = "ID")]
    person: String,
    /// Key of the shift, e.g. 2018-02-15.office.night
    #[arg(long, value_name = "KEY")]
    shift: String,
    /// Ask why the person does not stand it
    #[arg(long)]
    why_not: bool,
    /// Explain the roster in this file (json, csv or xlsx) instead of the best one
    #[arg(long, value_name = "FILE")]
    roster: Option<PathBuf>,
    /// Stop after so many seconds with what is known
    #[arg(long, value_name = "S", default_value = "60", value_parser = seconds)]
    time_limit: Duration,
}

/// Solves, and solves again with other things settled.
pub(super) fn run(args: &Args, ctx: &mut Context) -> Result<Exit, AppError> {
    let watch = Stopwatch::start();
    let subject = ctx.subject(
        Action::SeeReasons,
        args.folder.as_deref(),
        args.roster.as_deref(),
        args.rev,
    )?;
    ctx.warn_of_input(&subject.warnings);
    let question = Question {
        person: &args.person,
        shift: &args.shift,
        config: config(1, Gaps::Refuse),
        limit: TimeLimit::new(watch, args.time_limit),
    };
    let mut live = LiveLine::new(ctx.lang, &mut ctx.printer, watch, args.time_limit);
    match explain(subject, question, &mut live)? {
        Explained::Answer(explanation) => answer(args, ctx, &explanation),
        Explained::Short(short) => shortage::tell(ctx, &short),
        Explained::Unknown => {
            ctx.print_if_json(&UnknownAnswer::NOTHING_FOUND)?;
            ctx.note(&nothing_found(ctx.lang, watch.elapsed()));
            Ok(Exit::No)
        }
    }
}

fn answer(args: &Args, ctx: &mut Context, explanation: &Explanation) -> Result<Exit, AppError> {
    let stands = matches!(explanation.reply, Reply::Why(_));
    match ctx.form {
        Form::Json => ctx.print_json(&ExplainAnswer::new(ctx.lang, explanation))?,
        Form::Text => ctx.print(as_text(args, ctx, explanation))?,
    }
    // Asked why, the answer is "no" if it is not so.
    Ok(if stands == args.why_not {
        Exit::No
    } else {
        Exit::Done
    })
}

fn as_text(args: &Args, ctx: &Context, explanation: &Explanation) -> Vec<String> {
    let (lang, problem) = (ctx.lang, &explanation.problem);
    let stands = matches!(explanation.reply, Reply::Why(_));
    let turn = shift_name(problem, explanation.shift);
    let cost = explanation.evaluation.cost;
    let mut lines = vec![words::heading(
        lang,
        &problem[explanation.person].name,
        stands,
        &turn,
    )];
    if stands == args.why_not {
        lines.push(words::other_way_round(lang, stands).to_owned());
    }
    lines.push(words::base(lang, cost.soft, explanation.bound));
    if 0 < cost.broken || 0 < cost.gaps {
        lines.push(words::broken(lang).to_owned());
    }
    match &explanation.reply {
        Reply::Why(why) => lines.extend(why_text(ctx, explanation, why)),
        Reply::WhyNot(WhyNot::Barred(findings)) => {
            lines.push(words::barred(lang).to_owned());
            lines.extend(
                findings
                    .iter()
                    .map(|it| format!("  • {}", bar(ctx, explanation, it))),
            );
        }
        Reply::WhyNot(WhyNot::Settled(what_if)) => {
            lines.extend(settled_text(ctx, explanation, words::with(lang), what_if));
        }
        Reply::WhyNot(WhyNot::Clash(short)) => {
            lines.push(format!(
                "{}: {}.",
                words::with(lang),
                words::impossible(lang)
            ));
            lines.extend(shortage::clash_text(ctx, short));
        }
    }
    lines
}

fn why_text(ctx: &Context, explanation: &Explanation, why: &Why) -> Vec<String> {
    let (lang, problem) = (ctx.lang, &explanation.problem);
    let mut lines = Vec::new();
    if why.is_pinned {
        lines.push(words::pinned(lang).to_owned());
    }
    lines.extend(settled_text(
        ctx,
        explanation,
        words::without(lang),
        &why.without,
    ));
    let name = |person: PersonIdx| problem[person].name.clone();
    if !why.others.is_empty() {
        lines.push(words::others(lang, why.others.len()));
        let mut others: Vec<&(PersonIdx, WhatIf)> = why.others.iter().collect();
        others.sort_by_key(|(person, what_if)| (rank(what_if), *person));
        let rows = others.iter().map(|(person, what_if)| match what_if {
            WhatIf::Possible(change) => [
                name(*person),
                by_rule(ctx, change),
                whole(lang, change.difference),
            ],
            WhatIf::Impossible => [
                name(*person),
                words::impossible(lang).to_owned(),
                "–".to_owned(),
            ],
            WhatIf::Unknown => [
                name(*person),
                words::unknown(lang).to_owned(),
                "?".to_owned(),
            ],
        });
        lines.extend(tables::table(words::other_headings(lang), 2, rows));
    }
    if !why.beside.is_empty() {
        let names: Vec<String> = why.beside.iter().map(|it| name(*it)).collect();
        lines.push(words::beside(lang, &names.join(", ")));
    }
    lines.extend(barred_text(ctx, explanation, why));
    lines
}

/// The cheapest first, then what is not known, then what cannot be.
fn rank(what_if: &WhatIf) -> (u8, i64) {
    match what_if {
        WhatIf::Possible(change) => (0, change.difference),
        WhatIf::Unknown => (1, 0),
        WhatIf::Impossible => (2, 0),
    }
}

/// Those whose duty it is not in one line: most people do not stand most duties.
fn barred_text(ctx: &Context, explanation: &Explanation, why: &Why) -> Vec<String> {
    let is_other_duty =
        |findings: &[Finding]| findings.iter().any(|it| it.rule == RuleCode::Eligibility);
    let mut lines = Vec::new();
    if !why.barred.is_empty() {
        lines.push(words::barred(ctx.lang).to_owned());
    }
    let named = why.barred.iter().filter(|(_, it)| !is_other_duty(it));
    lines.extend(
        named
            .flat_map(|(_, it)| it)
            .map(|it| format!("  • {}", bar(ctx, explanation, it))),
    );
    let n_others = why
        .barred
        .iter()
        .filter(|(_, it)| is_other_duty(it))
        .count();
    if 0 < n_others {
        let duty = explanation.problem.duty_of(explanation.shift);
        let duty = &explanation.problem[duty].name;
        lines.push(format!(
            "  • {}",
            words::not_listed(ctx.lang, n_others, duty)
        ));
    }
    lines
}

/// What bars somebody, with the rule's code.
fn bar(ctx: &Context, explanation: &Explanation, finding: &Finding) -> String {
    let text = finding_text(ctx.lang, &explanation.problem, finding);
    format!("{text} ({})", finding.rule.as_str())
}

fn settled_text(
    ctx: &Context,
    explanation: &Explanation,
    when: &str,
    what_if: &WhatIf,
) -> Vec<String> {
    let lang = ctx.lang;
    match what_if {
        WhatIf::Possible(change) => {
            let cost = words::dearer(lang, change.difference, change.is_proven, change.n_moved());
            let rules = by_rule(ctx, change);
            let rules = if rules.is_empty() {
                rules
            } else {
                format!(" ({rules})")
            };
            let mut lines = vec![format!("{when}: {cost}{rules}.")];
            if !change.moved.is_empty() {
                lines.push(words::changes(lang).to_owned());
                lines.extend(differences::moved_text(lang, &explanation.problem, change));
            }
            lines
        }
        WhatIf::Impossible => vec![format!("{when}: {}.", words::impossible(lang))],
        WhatIf::Unknown => vec![format!("{when}: {}.", words::unknown(lang))],
    }
}

/// `Chia đều công trực +8, Nguyện vọng −4`, the dearest first.
fn by_rule(ctx: &Context, change: &RosterDiff) -> String {
    differences::by_rule_text(ctx.lang, change, |code| {
        rule_label(ctx.lang, code).to_owned()
    })
}
