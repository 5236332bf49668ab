//! The only place that prints. Data goes to standard output, talk to standard error.

use std::io::{self, IsTerminal, Write};

use anstream::AutoStream;
use clap::ColorChoice;
use clap::builder::styling::{AnsiColor, Style};

use crate::text::clean::unbroken;

/// Erases the line the cursor is on.
const ERASE_LINE: &str = "\r\u{1b}[K";

/// How much is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Volume {
    /// Data, talk and progress.
    Normal,
    /// Data, errors and questions only.
    Quiet,
}

/// What a line of talk is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Tells how things went.
    Note,
    /// Waits for an answer.
    Question,
    /// Something doubtful that stops nothing.
    Warning,
    /// Why the command did not do what it was asked.
    Error,
}

/// Writes data to standard output and talk to standard error.
#[derive(Debug)]
pub struct Printer {
    volume: Volume,
    color: ColorChoice,
    has_live_line: bool,
}

impl Printer {
    /// Prints in `color` as far as the streams can show it.
    pub fn new(volume: Volume, color: ColorChoice) -> Self {
        Self {
            volume,
            color,
            has_live_line: false,
        }
    }

    /// Whether progress is seen by somebody.
    pub fn is_live(&self) -> bool {
        self.volume == Volume::Normal && io::stderr().is_terminal()
    }

    /// Data for people, a line each: what stands in them cannot begin another line, nor steer the
    /// terminal.
    ///
    /// # Errors
    ///
    /// As of [`Self::data`].
    pub fn lines<T: AsRef<str>>(&mut self, lines: impl IntoIterator<Item = T>) -> io::Result<()> {
        let lines: Vec<_> = lines.into_iter().map(|it| unbroken(it.as_ref())).collect();
        self.data(&lines.join("\n"))
    }

    /// Data as it is. A reader that has gone away (`| head`) is no fault.
    ///
    /// # Errors
    ///
    /// Standard output cannot be written, e.g. because the disk is full.
    pub fn data(&mut self, text: &str) -> io::Result<()> {
        self.end_live();
        let mut out = AutoStream::new(io::stdout().lock(), choice(self.color));
        let line_end = if text.ends_with('\n') { "" } else { "\n" };
        match write!(out, "{text}{line_end}").and_then(|()| out.flush()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            done => done,
        }
    }

    /// Talk in one line: `label` in colour, then `text`. Notes and warnings are left out when quiet.
    pub fn talk(&mut self, tone: Tone, label: &str, text: &str) {
        if !is_said(self.volume, tone) {
            return;
        }
        self.end_live();
        let text = unbroken(text);
        let style = match tone {
            Tone::Note | Tone::Question => Style::new().bold(),
            Tone::Warning => AnsiColor::Yellow.on_default().bold(),
            Tone::Error => AnsiColor::Red.on_default().bold(),
        };
        let line = if label.is_empty() {
            format!("{text}\n")
        } else {
            format!("{style}{label}:{style:#} {text}\n")
        };
        self.to_stderr(&line);
    }

    /// Shows `text` in place of the last live line, if anybody sees it.
    pub fn live(&mut self, text: &str) {
        if self.is_live() {
            self.has_live_line = true;
            to_terminal(&format!("{ERASE_LINE}{text}"));
        }
    }

    fn end_live(&mut self) {
        if self.has_live_line {
            self.has_live_line = false;
            to_terminal(ERASE_LINE);
        }
    }

    fn to_stderr(&self, text: &str) {
        let mut err = AutoStream::new(io::stderr().lock(), choice(self.color));
        // Nothing can be said about a standard error that cannot be written.
        let _ = err.write_all(text.as_bytes()).and_then(|()| err.flush());
    }
}

/// Whoever waits for an answer must have been asked, and must know why they got none.
fn is_said(volume: Volume, tone: Tone) -> bool {
    match tone {
        Tone::Note | Tone::Warning => volume == Volume::Normal,
        Tone::Question | Tone::Error => true,
    }
}

/// Past the colour filter, which would take out the erasing too.
fn to_terminal(text: &str) {
    let mut err = io::stderr().lock();
    let _ = err.write_all(text.as_bytes()).and_then(|()| err.flush());
}

fn choice(color: ColorChoice) -> anstream::ColorChoice {
    match color {
        ColorChoice::Auto => anstream::ColorChoice::Auto,
        ColorChoice::Always => anstream::ColorChoice::Always,
        ColorChoice::Never => anstream::ColorChoice::Never,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quiet_leaves_out_only_what_needs_no_answer() {
        for (tone, is_wanted) in [
            (Tone::Note, false),
            (Tone::Warning, false),
            (Tone::Question, true),
            (Tone::Error, true),
        ] {
            assert_eq!(is_said(Volume::Quiet, tone), is_wanted, "{tone:?}");
            assert!(is_said(Volume::Normal, tone), "{tone:?}");
        }
    }
}
