//! The command line: a thin face over `app`, one file a command.

mod alternatives;
mod approve;
mod args;
mod backup;
mod calendar;
mod changes;
mod check;
mod context;
mod diff;
mod differences;
mod doctor;
pub mod exit;
mod explain;
mod export;
mod fairness;
mod folder;
mod help;
mod history;
mod import;
mod import_roster;
mod init;
mod lunar;
mod options;
mod period;
mod plan;
pub mod printer;
mod progress;
mod publish;
mod reject;
mod replace;
mod restore;
mod shortage;
mod show;
mod solve;
mod swap;
mod tables;
mod usage;
mod verify;

use std::env;
use std::ffi::OsString;
use std::panic::{self, PanicHookInfo};

use clap::{CommandFactory, FromArgMatches};

use crate::app::actor::{Actor, Role};
use crate::app::answers::failure::FailureAnswer;
use crate::app::clock::Clock;
use crate::app::describe;
use crate::text::Lang;
use crate::text::clean::one_line;

use args::{Cli, Command};
use context::{Context, Form, print_answer};
use exit::Exit;
use printer::{Printer, Tone, Volume};

/// Runs the command that `args` (the program's name first) ask for, and says how it ended. Never
/// panics: a fault of ours is caught and told as one.
pub fn run(args: Vec<OsString>) -> Exit {
    let (lang, form) = (help::lang_asked(&args), form_asked(&args));
    panic::set_hook(Box::new(move |info| {
        let mut printer = Printer::new(Volume::Normal, clap::ColorChoice::Auto);
        let text = describe::fault(lang, &cause(info));
        printer.talk(Tone::Error, describe::error_label(lang), &text);
        if form == Form::Json {
            // The exit code says it too, if this cannot be written.
            let _ = print_answer(&mut printer, &FailureAnswer::fault(text));
        }
    }));
    panic::catch_unwind(|| parse_and_run(lang, form, args)).unwrap_or(Exit::Internal)
}

/// How data is to be printed, as far as that can be told of a command line that may be wrong.
fn form_asked(args: &[OsString]) -> Form {
    if args.iter().any(|it| it == "--json") {
        Form::Json
    } else {
        Form::Text
    }
}

/// What a panic says, and where, in one line.
fn cause(info: &PanicHookInfo<'_>) -> String {
    let payload = info.payload();
    let text = (payload.downcast_ref::<&str>().copied())
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or_default()
        .replace('\n', " ");
    match info.location() {
        Some(place) => format!("{text} ({}:{})", place.file(), place.line()),
        None => text,
    }
}

fn parse_and_run(lang: Lang, form: Form, args: Vec<OsString>) -> Exit {
    let parsed = help::localized(Cli::command(), lang)
        .try_get_matches_from(args)
        .and_then(|mut matches| Cli::from_arg_matches_mut(&mut matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => return usage::tell(lang, form, &error),
    };
    let volume = if cli.global.quiet {
        Volume::Quiet
    } else {
        Volume::Normal
    };
    let mut ctx = Context {
        lang: cli.global.lang.into(),
        form: if cli.global.json {
            Form::Json
        } else {
            Form::Text
        },
        db: cli.global.db,
        actor: Actor {
            id: (cli.global.by)
                .filter(|it| !one_line(it).is_empty())
                .unwrap_or_else(account),
            role: Role::Manager,
        },
        clock: Clock::System,
        printer: Printer::new(volume, cli.global.color),
    };
    let done = match cli.command {
        Command::Init(args) => init::run(&args, &mut ctx),
        Command::Plan(args) => plan::run(&args, &mut ctx),
        Command::Check(args) => check::run(&args, &mut ctx),
        Command::Verify(args) => verify::run(&args, &mut ctx),
        Command::Explain(args) => explain::run(&args, &mut ctx),
        Command::Fairness(args) => fairness::run(&args, &mut ctx),
        Command::Calendar(args) => calendar::run(&args, &mut ctx),
        Command::Lunar(args) => lunar::run(&args, &mut ctx),
        Command::Export(args) => export::run(&args, &mut ctx),
        Command::ImportRoster(args) => import_roster::run(&args, &mut ctx),
        Command::Import(args) => import::run(&args, &mut ctx),
        Command::Folder(args) => folder::run(&args, &mut ctx),
        Command::Period(args) => period::run(&args, &mut ctx),
        Command::Solve(args) => solve::run(&args, &mut ctx),
        Command::Show(args) => show::run(&args, &mut ctx),
        Command::Diff(args) => diff::run(&args, &mut ctx),
        Command::Publish(args) => publish::run(&args, &mut ctx),
        Command::Swap(args) => swap::run(&args, &mut ctx),
        Command::Replace(args) => replace::run(&args, &mut ctx),
        Command::Approve(args) => approve::run(&args, &mut ctx),
        Command::Reject(args) => reject::run(&args, &mut ctx),
        Command::History(args) => history::run(&args, &mut ctx),
        Command::Backup(args) => backup::run(&args, &mut ctx),
        Command::Restore(args) => restore::run(&args, &mut ctx),
        Command::Doctor(args) => doctor::run(&args, &mut ctx),
    };
    done.unwrap_or_else(|error| {
        ctx.tell_error(&error);
        // Not even this may be printed: the exit code says it too.
        let _ = ctx.print_if_json(&FailureAnswer::new(ctx.lang, &error));
        Exit::from(&error)
    })
}

/// The name of the account the program runs under, as far as the system says.
fn account() -> String {
    let names = ["USER", "LOGNAME", "USERNAME"];
    let name = names.into_iter().find_map(|it| env::var(it).ok());
    name.filter(|it| !it.is_empty())
        .unwrap_or_else(|| "?".to_owned())
}
