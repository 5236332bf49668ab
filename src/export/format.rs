//! The forms a roster can be written in, and what the files are called.

use super::document::Paper;

/// A form that is one file. Calendars, which are several, are written by [`super::ics`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Everything, for programs.
    Json,
    /// A table for people.
    Md,
    /// A line a turn.
    Csv,
    /// A page for screen and paper.
    Html,
    /// A workbook, to be edited too.
    Xlsx,
    /// A paper for word processors.
    Docx(Paper),
    /// A paper to print.
    Pdf(Paper),
}

impl Format {
    /// All of them, in the order in which files are listed.
    pub fn all() -> impl Iterator<Item = Self> {
        let papers = Paper::ALL.into_iter();
        [Self::Json, Self::Md, Self::Csv, Self::Html, Self::Xlsx]
            .into_iter()
            .chain(papers.flat_map(|it| [Self::Docx(it), Self::Pdf(it)]))
    }

    /// What its file is called.
    pub fn file_name(self) -> String {
        let (stem, extension) = match self {
            Self::Json => ("roster", "json"),
            Self::Md => ("lich-truc", "md"),
            Self::Csv => ("lich-truc", "csv"),
            Self::Html => ("lich-truc", "html"),
            Self::Xlsx => ("lich-truc", "xlsx"),
            Self::Docx(paper) => (paper.file_stem(), "docx"),
            Self::Pdf(paper) => (paper.file_stem(), "pdf"),
        };
        format!("{stem}.{extension}")
    }

    /// The form whose file is called `name`, if any.
    pub fn of_file(name: &str) -> Option<Self> {
        Self::all().find(|it| it.file_name() == name)
    }
}
