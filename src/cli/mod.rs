//! The command line: a thin face over `app`, one file a command.

mod approve;
mod args;
mod backup;
mod calendar;
mod changes;
mod check;
mod choice;
mod diff;
mod differences;
mod doctor;
pub mod exit;
mod explain;
mod export;
mod fairness;
mod help;
mod history;
mod import;
mod import_roster;
mod init;
mod lunar;
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
use std::io::{self, BufRead, IsTerminal};
use std::panic::{self, PanicHookInfo};
use std::path::{Path, PathBuf};

use clap::{CommandFactory, FromArgMatches};

use crate::app::clock::civil_now;
use crate::app::describe;
use crate::app::error::AppError;
use crate::export::terminal::{self, Ink};
use crate::export::view::RosterView;
use crate::input::error::InputError;
use crate::store::audit::Mark;
use crate::text::Lang;
use crate::text::clean::one_line;
use crate::text::store::is_yes;

use args::{Cli, Command};
use exit::Exit;
use printer::{Printer, Tone, Volume};

/// What every command is given.
#[derive(Debug)]
struct Context {
    lang: Lang,
    form: Form,
    db: Option<PathBuf>,
    /// Who sits at the keyboard.
    who: String,
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
        who: (cli.global.by)
            .filter(|it| !one_line(it).is_empty())
            .unwrap_or_else(account),
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

fn not_printed(cause: io::Error) -> AppError {
    AppError::NotWritten {
        path: PathBuf::from("-"),
        cause,
    }
}

impl Context {
    /// The store asked for, or the one in the current folder.
    fn store(&self) -> &Path {
        self.db.as_deref().unwrap_or(Path::new("tructet.db"))
    }

    /// Who does something now, and why.
    fn mark<'a>(&'a self, why: &'a str) -> Mark<'a> {
        Mark {
            who: &self.who,
            at: civil_now(),
            why,
        }
    }

    fn print<T: AsRef<str>>(&mut self, lines: impl IntoIterator<Item = T>) -> Result<(), AppError> {
        self.printer.lines(lines).map_err(not_printed)
    }

    /// Prints a roster, whose texts are clean.
    fn print_roster(&mut self, view: &RosterView) -> Result<(), AppError> {
        // Codes of colour are taken out where nobody sees colours.
        let text = terminal::write(view, tables::width(), Ink::Color);
        self.printer.data(&text).map_err(not_printed)
    }

    fn print_json(&mut self, value: &serde_json::Value) -> Result<(), AppError> {
        (self.printer.data(&format!("{value:#}"))).map_err(not_printed)
    }

    fn print_if_json(&mut self, value: &serde_json::Value) -> Result<(), AppError> {
        match self.form {
            Form::Json => self.print_json(value),
            Form::Text => Ok(()),
        }
    }

    /// Asks whoever sits there; without anybody the answer is no.
    fn is_confirmed(&mut self, question: &str) -> bool {
        if !io::stdin().is_terminal() || !io::stderr().is_terminal() || self.form == Form::Json {
            return false;
        }
        self.printer.talk(Tone::Question, "", question);
        let mut answer = String::new();
        let read = io::stdin().lock().read_line(&mut answer);
        read.is_ok() && is_yes(&answer)
    }

    fn note(&mut self, text: &str) {
        self.printer.talk(Tone::Note, "", text);
    }

    fn warn_of_input(&mut self, warnings: &[InputError]) {
        let texts = warnings
            .iter()
            .map(|it| describe::input::error(self.lang, it));
        self.warn(&texts.collect::<Vec<_>>());
    }

    fn warn(&mut self, texts: &[String]) {
        let label = describe::warning_label(self.lang);
        for text in texts {
            self.printer.talk(Tone::Warning, label, text);
        }
    }

    fn tell_error(&mut self, error: &AppError) {
        let label = describe::error_label(self.lang);
        for line in describe::error(self.lang, error) {
            self.printer.talk(Tone::Error, label, &line);
        }
    }
}
