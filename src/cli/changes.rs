//! What the commands about changes have in common.

use std::collections::BTreeMap;

use crate::app::answers::change::RequestAnswer;
use crate::app::change::judge::AssessedChange;
use crate::app::change::published::{Asked, PublishedRoster, Wish};
use crate::app::describe;
use crate::app::error::AppError;
use crate::app::office::Office;
use crate::domain::change::Change;
use crate::domain::problem::Problem;
use crate::text::Lang;
use crate::text::changes as words;
use crate::text::findings::shift_name;

use super::context::{Context, Form};
use super::exit::Exit;
use super::options;

/// How a change is asked for.
#[derive(Debug, clap::Args)]
pub(super) struct Asking {
    /// Ask for it even if it breaks rules; a leader is shown which
    #[arg(long = "override", requires = "reason")]
    overriding: bool,
    /// Why, for the leader and the log
    #[arg(long, value_name = "TEXT", value_parser = options::reason)]
    reason: Option<String>,
}

impl Asking {
    pub(super) fn reason(&self) -> &str {
        self.reason.as_deref().unwrap_or_default()
    }

    fn wish(&self) -> Wish {
        if self.overriding {
            Wish::Override
        } else {
            Wish::Lawful
        }
    }
}

/// Asks for `judged`, and tells what came of it.
pub(super) fn ask(
    ctx: &mut Context,
    office: &mut Office,
    published: &PublishedRoster,
    judged: &AssessedChange,
    asking: &Asking,
) -> Result<Exit, AppError> {
    let asked = published.ask(office, judged, asking.wish(), asking.reason())?;
    let (lang, base) = (ctx.lang, published.revision.id);
    match ctx.form {
        Form::Json => ctx.print_json(&RequestAnswer::new(lang, judged, base, &asked))?,
        Form::Text => ctx.print(judged_text(lang, judged))?,
    }
    match asked {
        Asked::Requested(number) => {
            if !judged.refusals.is_empty() {
                ctx.note(&words::overrides(lang, &judged.codes().join(", ")));
            }
            ctx.note(&words::asked(lang, number));
            Ok(Exit::Done)
        }
        Asked::Refused => {
            ctx.note(words::refused(lang));
            Ok(Exit::No)
        }
    }
}

/// The change, its cost, and what speaks against it.
pub(super) fn judged_text(lang: Lang, judged: &AssessedChange) -> Vec<String> {
    let mut lines = vec![format!("{}:", words::kind(lang, judged.change.kind))];
    lines.extend(handed_over(lang, &judged.problem, &judged.change));
    lines.push(words::cost(lang, judged.cost));
    let refusals = judged.refusals.iter();
    lines.extend(refusals.map(|it| describe::change::refusal(lang, &judged.problem, it)));
    lines
}

/// A line for each turn that changes hands, in order of time.
pub(super) fn handed_over(lang: Lang, problem: &Problem, change: &Change) -> Vec<String> {
    let mut shifts = BTreeMap::<_, [Vec<&str>; 2]>::new();
    for (side, turns) in [&change.dropped, &change.added].into_iter().enumerate() {
        for turn in turns {
            let person = problem.person_by_id(&turn.person);
            let name = person.map_or(turn.person.as_str(), |it| problem[it].name.as_str());
            if let Some(shift) = problem.shift_by_key(&turn.shift) {
                shifts.entry(shift).or_default()[side].push(name);
            }
        }
    }
    (shifts.into_iter())
        .map(|(shift, [from, to])| {
            words::handed_over(lang, &shift_name(problem, shift), &from, &to)
        })
        .collect()
}
