//! `tructet diff`.

use std::collections::BTreeMap;

use crate::app::answers::revision::DiffAnswer;
use crate::app::error::AppError;
use crate::app::revisions::{self, Shown};
use crate::domain::facts::Assignment;
use crate::domain::problem::Problem;
use crate::text::findings::shift_name;
use crate::text::revisions as words;

use super::context::{Context, Form};
use super::exit::Exit;

/// What to compare.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Number of the first revision
    #[arg(value_name = "REV")]
    before: i64,
    /// Number of the second
    #[arg(value_name = "REV")]
    after: i64,
}

/// Prints the turns added, dropped and moved from one revision to another.
pub(super) fn run(args: &Args, ctx: &mut Context) -> Result<Exit, AppError> {
    let diff = revisions::diff(&ctx.office()?, args.before, args.after)?;
    let (old, new) = (&diff.before.record, &diff.after.record);
    match ctx.form {
        Form::Json => ctx.print_json(&DiffAnswer::from(&diff))?,
        Form::Text => {
            let names = Names::of([&diff.after, &diff.before]);
            let turn = |sign: char, it: &Assignment| {
                format!(
                    "{sign} {}: {}",
                    names.person(&it.person),
                    names.shift(&it.shift)
                )
            };
            let mut lines = vec![words::diff_heading(
                ctx.lang,
                [args.before, args.after],
                diff.added.len(),
                diff.dropped.len(),
                diff.moved.len(),
            )];
            lines.extend(diff.added.iter().map(|it| turn('+', it)));
            lines.extend(diff.dropped.iter().map(|it| turn('-', it)));
            lines.extend(diff.moved.iter().map(|it| {
                format!(
                    "~ {}: {} → {}",
                    names.person(&it.person),
                    names.shift(&it.from),
                    names.shift(&it.to)
                )
            }));
            lines.push(words::diff_costs(ctx.lang, old.cost, new.cost));
            ctx.print(&lines)?;
        }
    }
    Ok(Exit::Done)
}

/// What ids and keys mean in some rosters, the first that knows counts.
struct Names {
    people: BTreeMap<String, String>,
    shifts: BTreeMap<String, String>,
}

impl Names {
    fn of(rosters: [&Shown; 2]) -> Self {
        let (mut people, mut shifts) = (BTreeMap::new(), BTreeMap::new());
        for shown in rosters {
            // What does not hold together is shown by its ids.
            let Ok(problem) = Problem::new(shown.record.problem.clone()) else {
                continue;
            };
            for (_, it) in problem.people() {
                people.entry(it.id.clone()).or_insert(it.name.clone());
            }
            for (idx, it) in problem.shifts() {
                let name = shift_name(&problem, idx);
                shifts.entry(it.key.clone()).or_insert(name);
            }
        }
        Self { people, shifts }
    }

    fn person<'a>(&'a self, id: &'a str) -> &'a str {
        self.people.get(id).map_or(id, String::as_str)
    }

    fn shift<'a>(&'a self, key: &'a str) -> &'a str {
        self.shifts.get(key).map_or(key, String::as_str)
    }
}
