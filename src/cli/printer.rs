//! The only place that prints. Data goes to standard output, talk to standard error.

use std::io::{self, IsTerminal, Write};

use anstream::AutoStream;
use clap::ColorChoice;
use clap::builder::styling::{AnsiColor, Style};

/// Erases the line the cursor is on.
const ERASE_LINE: &str = "\r\u{1b}[K";

/// How much is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Volume {
    /// Data, talk and progress.
    Normal,
    /// Data and errors only.
    Quiet,
}

/// What a line of talk is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Tells how things went.
    Note,
    /// Something doubtful that stops nothing.
    Warning,
    /// Why the command did not do what it was asked.
    Error,
}

/// Prints.
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

    /// Data. A reader that has gone away (`| head`) is no fault.
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

    /// Talk: `label` in colour, then `text`. Notes and warnings are left out when quiet.
    pub fn talk(&mut self, tone: Tone, label: &str, text: &str) {
        if self.volume == Volume::Quiet && tone != Tone::Error {
            return;
        }
        self.end_live();
        let style = match tone {
            Tone::Note => Style::new().bold(),
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
