//! `tructet export`.

use std::path::PathBuf;

use clap::ValueEnum;

use crate::app::answers::files::FilesAnswer;
use crate::app::error::AppError;
use crate::app::exports::{Form, Worded};
use crate::app::read::Named;
use crate::export::document::Paper;
use crate::export::format::Format;
use crate::text::files as words;

use super::context::Context;
use super::exit::Exit;
use super::options::PeriodArgs;

/// What, and how.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A roster.json, or the number of a revision in the store (the newest one if left out)
    #[arg(value_name = "ROSTER", conflicts_with_all = ["office", "year", "period"])]
    roster: Option<PathBuf>,
    #[command(flatten)]
    period: PeriodArgs,
    /// ics, html, docx, pdf, xlsx, csv, json or md
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    format: FormatArg,
    /// The paper, of docx and pdf: letter, slips, swap or attendance
    #[arg(
        long,
        value_name = "PAPER",
        default_value = "letter",
        hide_possible_values = true
    )]
    paper: PaperArg,
    /// Take [document] and templates/ from this office folder
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
    /// The file to write; the folder for ics
    #[arg(long, value_name = "OUT")]
    out: PathBuf,
}

/// The forms a roster can be written in.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum FormatArg {
    /// Calendars.
    Ics,
    /// A page.
    Html,
    /// A line a turn.
    Csv,
    /// Everything.
    Json,
    /// A table.
    Md,
    /// A paper for word processors.
    Docx,
    /// A paper to print.
    Pdf,
    /// A workbook.
    Xlsx,
}

/// The papers made of a roster.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum PaperArg {
    /// The letter with the roster as its appendix.
    Letter,
    /// A slip for each person.
    Slips,
    /// The form to swap a turn.
    Swap,
    /// The sheet to sign.
    Attendance,
}

impl From<PaperArg> for Paper {
    fn from(arg: PaperArg) -> Self {
        match arg {
            PaperArg::Letter => Self::Letter,
            PaperArg::Slips => Self::Slips,
            PaperArg::Swap => Self::Swap,
            PaperArg::Attendance => Self::Attendance,
        }
    }
}

impl Args {
    fn form(&self) -> Form {
        Form::File(match self.format {
            FormatArg::Ics => return Form::Calendars,
            FormatArg::Html => Format::Html,
            FormatArg::Csv => Format::Csv,
            FormatArg::Json => Format::Json,
            FormatArg::Md => Format::Md,
            FormatArg::Docx => Format::Docx(self.paper.into()),
            FormatArg::Pdf => Format::Pdf(self.paper.into()),
            FormatArg::Xlsx => Format::Xlsx,
        })
    }
}

/// Writes a roster out of a file or the store.
pub(super) fn run(args: &Args, ctx: &mut Context) -> Result<Exit, AppError> {
    let (form, selector) = (args.form(), args.period.selector());
    let mut worded = match args.roster.as_deref().map(Named::by) {
        Some(Named::File(path)) => Worded::of_file(ctx.lang, &path)?,
        Some(Named::Revision(id)) => {
            Worded::of_revision(ctx.lang, &ctx.office()?, Some(id), selector, form)?
        }
        None => Worded::of_revision(ctx.lang, &ctx.office()?, None, selector, form)?,
    };
    if let Some(folder) = &args.folder {
        worded = worded.with_papers_of(folder)?;
    }
    let files = worded.write(form, &args.out)?;
    let answer = FilesAnswer { files };
    ctx.print_if_json(&answer)?;
    ctx.note(&words::exported(
        ctx.lang,
        answer.files.len(),
        &args.out.display().to_string(),
    ));
    Ok(Exit::Done)
}
