//! What `plan` and `explain` say of a folder for which there is no roster.

use crate::app::answers::shortage::ShortageAnswer;
use crate::app::describe::conflict::Teller;
use crate::app::error::AppError;
use crate::app::shortage::Shortage;
use crate::rules::RuleCode;
use crate::text::conflict;
use crate::text::findings::shift_name;
use crate::text::rules::rule_label;

use super::context::{Context, Form};
use super::exit::Exit;

/// The clash and what mends it.
pub(super) fn tell(ctx: &mut Context, shortage: &Shortage) -> Result<Exit, AppError> {
    match ctx.form {
        Form::Json => ctx.print_json(&ShortageAnswer::new(ctx.lang, shortage))?,
        Form::Text => ctx.print(as_text(ctx, shortage))?,
    }
    Ok(Exit::No)
}

fn as_text(ctx: &Context, shortage: &Shortage) -> Vec<String> {
    let (lang, problem) = (ctx.lang, &shortage.problem);
    let mut lines = vec![conflict::infeasible(lang, shortage.gaps)];
    lines.extend(clash_text(ctx, shortage));
    for short in &shortage.shifts {
        let shift = shift_name(problem, short.shift);
        let need = problem[short.shift].need;
        lines.push(conflict::short_shift(lang, &shift, need, short.free.len()));
        for (code, people) in &short.barred {
            // Most people do not stand most duties: their names say nothing.
            let is_shown = *code != RuleCode::Eligibility;
            let names: Vec<_> = (people.iter())
                .filter(|_| is_shown)
                .map(|it| problem[*it].name.as_str())
                .collect();
            let label = rule_label(lang, *code);
            lines.push(conflict::barred(
                lang,
                code.as_str(),
                label,
                people.len(),
                &names,
            ));
        }
    }
    if shortage.ways.is_empty() {
        lines.push(conflict::ways_out(lang).to_owned());
    } else if 0 < shortage.gaps {
        lines.push(conflict::or_allow_gaps(lang).to_owned());
    }
    lines
}

/// What clashes, and the ways out, for people.
pub(super) fn clash_text(ctx: &Context, shortage: &Shortage) -> Vec<String> {
    let lang = ctx.lang;
    let teller = Teller::new(lang, &shortage.problem, &shortage.rules);
    let mut lines = Vec::new();
    if let Some(clash) = &shortage.clash {
        lines.push(conflict::clash_heading(lang, clash.is_minimal).to_owned());
        lines.extend(
            teller
                .clash(clash)
                .into_iter()
                .map(|it| format!("  • {it}")),
        );
    }
    if !shortage.ways.is_empty() {
        lines.push(conflict::ways_heading(lang).to_owned());
        let numbered = shortage.ways.iter().zip(1..);
        lines.extend(numbered.map(|(way, nth)| {
            format!(
                "  {nth}. {}",
                conflict::way(lang, &teller.way(way), way.cost)
            )
        }));
    }
    lines
}
