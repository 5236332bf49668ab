//! The command line: a thin face over `app`, one file a command.

mod args;
mod calendar;
mod changes;
mod check;
mod choice;
pub mod exit;
mod explain;
mod export;
mod fairness;
mod help;
mod init;
mod lunar;
mod plan;
pub mod printer;
mod progress;
mod shortage;
mod tables;
mod usage;
mod verify;

use std::ffi::OsString;
use std::panic::{self, PanicHookInfo};
use std::path::PathBuf;

use clap::{CommandFactory, FromArgMatches};

use crate::app::describe;
use crate::app::error::AppError;
use crate::input::error::InputError;
use crate::text::Lang;

use args::{Cli, Command};
use exit::Exit;
use printer::{Printer, Tone, Volume};

/// What every command is given.
#[derive(Debug)]
struct Context {
    lang: Lang,
    form: Form,
    db: Option<PathBuf>,
    printer: Printer,
}

/// How data is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// Runs the command that `args` (the program's name first) ask for, and says how it ended. Never
/// panics: a fault of ours is caught and told as one.
pub fn run(args: Vec<OsString>) -> Exit {
    let lang = help::lang_asked(&args);
    panic::set_hook(Box::new(move |info| {
        let mut printer = Printer::new(Volume::Normal, clap::ColorChoice::Auto);
        let text = describe::fault(lang, &cause(info));
        printer.talk(Tone::Error, describe::error_label(lang), &text);
    }));
    panic::catch_unwind(|| parse_and_run(lang, args)).unwrap_or(Exit::Internal)
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

fn parse_and_run(lang: Lang, args: Vec<OsString>) -> Exit {
    let parsed = help::localized(Cli::command(), lang)
        .try_get_matches_from(args)
        .and_then(|mut matches| Cli::from_arg_matches_mut(&mut matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => return usage::tell(lang, &error),
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
    };
    done.unwrap_or_else(|error| {
        ctx.tell_error(&error);
        Exit::from(&error)
    })
}

impl Context {
    fn print(&mut self, text: &str) -> Result<(), AppError> {
        (self.printer.data(text)).map_err(|cause| AppError::NotWritten {
            path: PathBuf::from("-"),
            cause,
        })
    }

    fn print_json(&mut self, value: &serde_json::Value) -> Result<(), AppError> {
        self.print(&format!("{value:#}"))
    }

    fn print_if_json(&mut self, value: &serde_json::Value) -> Result<(), AppError> {
        match self.form {
            Form::Json => self.print_json(value),
            Form::Text => Ok(()),
        }
    }

    fn note(&mut self, text: &str) {
        self.printer.talk(Tone::Note, "", text);
    }

    fn warn_of_input(&mut self, warnings: &[InputError]) {
        let label = describe::warning_label(self.lang);
        for warning in warnings {
            let text = describe::input::error(self.lang, warning);
            self.printer.talk(Tone::Warning, label, &text);
        }
    }

    fn tell_error(&mut self, error: &AppError) {
        let label = describe::error_label(self.lang);
        for line in describe::error(self.lang, error) {
            self.printer.talk(Tone::Error, label, &line);
        }
    }
}
