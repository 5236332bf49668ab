//! What every command is given, and how it speaks.

use std::io::{self, BufRead, IsTerminal};
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::app::actor::{Action, Actor};
use crate::app::clock::Clock;
use crate::app::describe;
use crate::app::error::AppError;
use crate::app::office::Office;
use crate::app::read::STORE_FILE;
use crate::app::subject::Subject;
use crate::export::terminal::{self, Ink};
use crate::export::view::RosterView;
use crate::input::error::InputError;
use crate::text::Lang;
use crate::text::differences::import::is_yes;
use crate::words::input;

use super::printer::{Printer, Tone};
use super::tables;

/// What every command is given.
#[derive(Debug)]
pub(super) struct Context {
    pub(super) lang: Lang,
    pub(super) form: Form,
    pub(super) db: Option<PathBuf>,
    /// Whoever sits at the keyboard manages: files are open to them anyway.
    pub(super) actor: Actor,
    pub(super) clock: Clock,
    pub(super) printer: Printer,
}

/// How data is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// For people.
    Text,
    /// For programs.
    Json,
}

impl Context {
    /// The store asked for, or the one in the current folder.
    pub(super) fn store(&self) -> &Path {
        self.db.as_deref().unwrap_or(Path::new(STORE_FILE))
    }

    /// What that store holds.
    pub(super) fn office(&self) -> Result<Office, AppError> {
        Office::open(self.store(), self.clock, self.actor.clone())
    }

    /// The same; if there is none, one is made when something is written.
    pub(super) fn office_or_new(&self) -> Result<Office, AppError> {
        Office::open_or_new(self.store(), self.clock, self.actor.clone())
    }

    /// The same, only if a store is named.
    pub(super) fn office_if_named(&self) -> Result<Option<Office>, AppError> {
        (self.db.is_some().then(|| self.office_or_new())).transpose()
    }

    /// What a question is about: `folder`, with the roster in the file `roster` or the best one, or a revision of
    /// the store, which is wanted for `action`.
    pub(super) fn subject(
        &self,
        action: Action,
        folder: Option<&Path>,
        roster: Option<&Path>,
        revision: Option<i64>,
    ) -> Result<Subject, AppError> {
        if let Some(id) = revision {
            return Subject::of_revision(&self.office()?, action, id);
        }
        let office = self.office_if_named()?;
        let folder = folder.unwrap_or(Path::new("."));
        Subject::of_folder(folder, office.as_ref(), roster)
    }

    pub(super) fn print<T: AsRef<str>>(
        &mut self,
        lines: impl IntoIterator<Item = T>,
    ) -> Result<(), AppError> {
        self.printer.lines(lines).map_err(not_printed)
    }

    /// Prints a roster, whose texts are clean.
    pub(super) fn print_roster(&mut self, view: &RosterView) -> Result<(), AppError> {
        // Codes of colour are taken out where nobody sees colours.
        let text = terminal::write(view, tables::width(), Ink::Color);
        self.printer.data(&text).map_err(not_printed)
    }

    pub(super) fn print_json(&mut self, answer: &impl Serialize) -> Result<(), AppError> {
        print_answer(&mut self.printer, answer)
    }

    pub(super) fn print_if_json(&mut self, answer: &impl Serialize) -> Result<(), AppError> {
        match self.form {
            Form::Json => self.print_json(answer),
            Form::Text => Ok(()),
        }
    }

    /// Asks whoever sits there; without anybody the answer is no.
    pub(super) fn is_confirmed(&mut self, question: &str) -> bool {
        if !io::stdin().is_terminal() || !io::stderr().is_terminal() || self.form == Form::Json {
            return false;
        }
        self.printer.talk(Tone::Question, "", question);
        let mut answer = String::new();
        let read = io::stdin().lock().read_line(&mut answer);
        read.is_ok() && is_yes(&answer)
    }

    pub(super) fn note(&mut self, text: &str) {
        self.printer.talk(Tone::Note, "", text);
    }

    pub(super) fn warn_of_input(&mut self, warnings: &[InputError]) {
        let texts = warnings.iter().map(|it| input::error(self.lang, it));
        self.warn(&texts.collect::<Vec<_>>());
    }

    pub(super) fn warn(&mut self, texts: &[String]) {
        let label = describe::warning_label(self.lang);
        for text in texts {
            self.printer.talk(Tone::Warning, label, text);
        }
    }

    pub(super) fn tell_error(&mut self, error: &AppError) {
        let label = describe::error_label(self.lang);
        for line in describe::error(self.lang, error) {
            self.printer.talk(Tone::Error, label, &line);
        }
    }
}

/// Prints `answer` as JSON.
pub(super) fn print_answer(printer: &mut Printer, answer: &impl Serialize) -> Result<(), AppError> {
    let text = serde_json::to_string_pretty(answer);
    let text = text.map_err(|it| AppError::Fault(it.to_string()))?;
    printer.data(&text).map_err(not_printed)
}

fn not_printed(cause: io::Error) -> AppError {
    AppError::NotWritten {
        path: PathBuf::from("-"),
        cause,
    }
}
