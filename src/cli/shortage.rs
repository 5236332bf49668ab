//! What `plan` and `explain` say of a folder for which there is no roster.

use serde_json::{Value, json};

use crate::app::conflict::clash::Clash;
use crate::app::conflict::mend::Mend;
use crate::app::conflict::part::Part;
use crate::app::conflict::ways::Way;
use crate::app::describe::conflict::Teller;
use crate::app::error::AppError;
use crate::app::shortage::Shortage;
use crate::domain::ids::PersonIdx;
use crate::domain::problem::Problem;
use crate::rules::RuleCode;
use crate::text::conflict as words;
use crate::text::findings::shift_name;
use crate::text::plan;
use crate::text::rules::rule_label;

use super::context::{Context, Form};
use super::exit::Exit;

/// The clash and what mends it.
pub(super) fn tell(ctx: &mut Context, shortage: &Shortage) -> Result<Exit, AppError> {
    match ctx.form {
        Form::Json => ctx.print_json(&as_json(ctx, shortage))?,
        Form::Text => ctx.print(as_text(ctx, shortage))?,
    }
    Ok(Exit::No)
}

fn as_text(ctx: &Context, shortage: &Shortage) -> Vec<String> {
    let (lang, problem) = (ctx.lang, &shortage.problem);
    let mut lines = vec![plan::infeasible(lang, shortage.gaps)];
    lines.extend(clash_text(ctx, shortage));
    for short in &shortage.shifts {
        let shift = shift_name(problem, short.shift);
        let need = problem[short.shift].need;
        lines.push(plan::short_shift(lang, &shift, need, short.free.len()));
        for (code, people) in &short.barred {
            // Most people do not stand most duties: their names say nothing.
            let is_shown = *code != RuleCode::Eligibility;
            let names: Vec<_> = (people.iter())
                .filter(|_| is_shown)
                .map(|it| problem[*it].name.as_str())
                .collect();
            let label = rule_label(lang, *code);
            lines.push(plan::barred(
                lang,
                code.as_str(),
                label,
                people.len(),
                &names,
            ));
        }
    }
    if shortage.ways.is_empty() {
        lines.push(plan::ways_out(lang).to_owned());
    } else if 0 < shortage.gaps {
        lines.push(words::or_allow_gaps(lang).to_owned());
    }
    lines
}

/// What clashes, and the ways out, for people.
pub(super) fn clash_text(ctx: &Context, shortage: &Shortage) -> Vec<String> {
    let lang = ctx.lang;
    let teller = Teller::new(lang, &shortage.problem, &shortage.rules);
    let mut lines = Vec::new();
    if let Some(clash) = &shortage.clash {
        lines.push(words::clash_heading(lang, clash.is_minimal).to_owned());
        lines.extend(
            teller
                .clash(clash)
                .into_iter()
                .map(|it| format!("  • {it}")),
        );
    }
    if !shortage.ways.is_empty() {
        lines.push(words::ways_heading(lang).to_owned());
        let numbered = shortage.ways.iter().zip(1..);
        lines.extend(numbered.map(|(way, nth)| {
            format!("  {nth}. {}", words::way(lang, &teller.way(way), way.cost))
        }));
    }
    lines
}

fn as_json(ctx: &Context, shortage: &Shortage) -> Value {
    let problem = &shortage.problem;
    let shifts: Vec<_> = (shortage.shifts.iter())
        .map(|short| {
            let barred: Vec<_> = (short.barred.iter())
                .map(
                    |(code, people)| json!({"rule": code.as_str(), "people": ids(problem, people)}),
                )
                .collect();
            json!({
                "shift": problem[short.shift].key,
                "need": problem[short.shift].need,
                "free": ids(problem, &short.free),
                "barred": barred,
            })
        })
        .collect();
    let (clash, ways) = clash_json(ctx, shortage);
    json!({
        "status": "infeasible",
        "gaps": shortage.gaps,
        "shifts": shifts,
        "clash": clash,
        "mends": ways,
    })
}

/// What clashes, and the ways out, for programs.
pub(super) fn clash_json(ctx: &Context, shortage: &Shortage) -> (Value, Value) {
    let teller = Teller::new(ctx.lang, &shortage.problem, &shortage.rules);
    let problem = &shortage.problem;
    let part = |part: &Part| {
        json!({
            "rule": part.rule(problem).as_str(),
            "people": ids(problem, &part_people(problem, *part)),
            "shifts": part_shifts(problem, *part),
            "text": teller.part(*part),
        })
    };
    let clash = |clash: &Clash| {
        json!({
            "minimal": clash.is_minimal,
            "parts": clash.parts.iter().map(part).collect::<Vec<_>>(),
            "text": teller.clash(clash).join("\n"),
        })
    };
    let way = |way: &Way| {
        let steps = way.mends.iter().map(|(mend, times)| {
            json!({
                "kind": mend.kind(),
                "times": times,
                "cost": mend.cost() * i64::from(*times),
                "people": ids(problem, &mend_people(problem, *mend)),
                "shifts": mend_shifts(problem, *mend),
                "duty": mend_duty(problem, *mend),
                "text": teller.mend(*mend, *times),
            })
        });
        json!({"cost": way.cost, "steps": steps.collect::<Vec<_>>(), "text": teller.way(way)})
    };
    (
        shortage.clash.as_ref().map_or(Value::Null, clash),
        Value::Array(shortage.ways.iter().map(way).collect()),
    )
}

fn ids(problem: &Problem, people: &[PersonIdx]) -> Vec<String> {
    people.iter().map(|it| problem[*it].id.clone()).collect()
}

fn part_people(problem: &Problem, part: Part) -> Vec<PersonIdx> {
    match part {
        Part::Seats(_) | Part::Skill(..) | Part::Senior(_) => Vec::new(),
        Part::Tie(nth) => vec![problem.pairs()[nth].a, problem.pairs()[nth].b],
        Part::Limit(_, person)
        | Part::Leave(person, _)
        | Part::Exemption(person, _)
        | Part::Authority(person, _) => vec![person],
        Part::Pin(nth) => vec![problem.pins()[nth].person],
    }
}

fn part_shifts(problem: &Problem, part: Part) -> Vec<String> {
    let shifts = match part {
        Part::Senior(shift) => vec![shift],
        Part::Pin(nth) => vec![problem.pins()[nth].shift],
        Part::Seats(_)
        | Part::Skill(..)
        | Part::Tie(_)
        | Part::Limit(..)
        | Part::Leave(..)
        | Part::Exemption(..)
        | Part::Authority(..) => part.demanded(problem),
    };
    shifts.iter().map(|it| problem[*it].key.clone()).collect()
}

fn mend_people(problem: &Problem, mend: Mend) -> Vec<PersonIdx> {
    match mend {
        Mend::Waive(part) => part_people(problem, part),
        Mend::MoreTurns(person) | Mend::GiveDuty(person, _) => vec![person],
        Mend::FewerSeats(_) | Mend::MorePeople(_) => Vec::new(),
    }
}

fn mend_shifts(problem: &Problem, mend: Mend) -> Vec<String> {
    match mend {
        Mend::Waive(part) => part_shifts(problem, part),
        Mend::FewerSeats(shift) => vec![problem[shift].key.clone()],
        Mend::MoreTurns(_) | Mend::GiveDuty(..) | Mend::MorePeople(_) => Vec::new(),
    }
}

fn mend_duty(problem: &Problem, mend: Mend) -> Option<String> {
    match mend {
        Mend::GiveDuty(_, duty)
        | Mend::MorePeople(duty)
        | Mend::Waive(Part::Authority(_, duty)) => Some(problem[duty].id.clone()),
        Mend::Waive(_) | Mend::MoreTurns(_) | Mend::FewerSeats(_) => None,
    }
}
