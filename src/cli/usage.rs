//! What is wrong with the command line itself.

use clap::error::{ContextKind, ErrorKind};
use clap::{ColorChoice, Error};

use crate::app::answers::failure::FailureAnswer;
use crate::app::describe;
use crate::text::Lang;
use crate::text::clean::unbroken;
use crate::text::usage::{self, UsageFault};

use super::context::{Form, print_answer};
use super::exit::Exit;
use super::printer::{Printer, Tone, Volume};

/// Tells `error`, which may also be the help or the version asked for.
pub(super) fn tell(lang: Lang, form: Form, error: &Error) -> Exit {
    let mut printer = Printer::new(Volume::Normal, ColorChoice::Auto);
    let asked_for = matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    );
    if asked_for {
        let text = error.render().ansi().to_string();
        return printer.data(&text).map_or(Exit::BadInput, |()| Exit::Done);
    }
    let label = describe::error_label(lang);
    let text = match lang {
        Lang::En => {
            let text = error.render().to_string();
            let (_, text) = text.split_once(' ').unwrap_or(("", &text));
            text.to_owned()
        }
        Lang::Vi => in_vietnamese(error),
    };
    if form == Form::Json {
        // The exit code says it too, if this cannot be written.
        let _ = print_answer(
            &mut printer,
            &FailureAnswer::usage(text.trim_end().to_owned()),
        );
    }
    // Set in, so that nothing typed stands at the start of a line.
    for (nth, line) in text.trim_end().lines().enumerate() {
        if nth == 0 {
            printer.talk(Tone::Error, label, line);
        } else {
            printer.talk(Tone::Error, "", format!("  {line}").trim_end());
        }
    }
    Exit::BadInput
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the parser's own, open list: what is not told apart is told in general"
)]
fn in_vietnamese(error: &Error) -> String {
    // Several values are told in a line each.
    let context = |kind| {
        let told = error.get(kind)?.to_string();
        Some(unbroken(&told.replace('\n', ", ")))
    };
    let arg = context(ContextKind::InvalidArg)
        .or_else(|| context(ContextKind::InvalidSubcommand))
        .unwrap_or_default();
    let fault = match error.kind() {
        ErrorKind::UnknownArgument => UsageFault::UnknownArgument,
        ErrorKind::InvalidSubcommand => UsageFault::UnknownCommand,
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => UsageFault::BadValue,
        ErrorKind::MissingRequiredArgument => UsageFault::Missing,
        ErrorKind::ArgumentConflict => UsageFault::Conflict,
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            UsageFault::NoCommand
        }
        _ => UsageFault::Other,
    };
    let nearest = context(ContextKind::SuggestedArg)
        .or_else(|| context(ContextKind::SuggestedSubcommand))
        .or_else(|| context(ContextKind::SuggestedValue));
    let value = context(ContextKind::InvalidValue).unwrap_or_default();
    let valid = context(ContextKind::ValidValue).filter(|it| !it.is_empty());
    usage::sentence(fault, &arg, &value, valid.as_deref(), nearest.as_deref())
}
