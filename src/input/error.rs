//! What can be wrong with the files of an office.

use std::fmt;

use chrono::NaiveDate;

use crate::domain::document::template::TemplateCause;
use crate::domain::problem::FactError;

use super::ics::cause::IcsWarning;

/// Where a fault is.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// File, relative to the folder.
    pub file: String,
    /// Sheet of a workbook.
    pub sheet: Option<String>,
    /// Line of a text or row of a sheet, from 1.
    pub row: Option<usize>,
    /// Heading or letter of the column.
    pub column: Option<String>,
}

impl Place {
    /// A whole file.
    pub fn file(name: &str) -> Self {
        Self {
            file: name.to_owned(),
            ..Self::default()
        }
    }

    /// A row of it.
    pub fn row(&self, row: usize) -> Self {
        Self {
            row: Some(row),
            ..self.clone()
        }
    }

    /// A column of it.
    pub fn column(&self, column: &str) -> Self {
        Self {
            column: Some(column.to_owned()),
            ..self.clone()
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        let row = self.row.map(|row| row.to_string());
        for part in [&self.sheet, &row, &self.column].into_iter().flatten() {
            write!(f, ":{part}")?;
        }
        Ok(())
    }
}

/// What a cell should hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A whole number between the two.
    Number(i64, i64),
    /// A date, solar or lunar.
    Date,
    /// A solar date with its year.
    FullDate,
    /// The id of a period given by hand, `[a-z0-9-]+`.
    PeriodId,
    /// A date or two with a dash between.
    DateRange,
    /// A time of day, `07:30`.
    Time,
    /// Yes or no.
    YesNo,
    /// `night`, `all` or nothing.
    Exempt,
    /// The name of a rank.
    Rank,
    /// A special turn.
    Special,
    /// `must` or `ban`.
    PinKind,
    /// An id of letters, digits, dot, dash and underscore.
    Id,
    /// Statutory days before and after New Year's Eve, `2+3`.
    Split,
    /// A rule of that name.
    Rule,
    /// A number of people.
    Heads,
}

/// What kind of thing an id names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Thing {
    /// The id of a person.
    Person,
    /// The key of a shift.
    Shift,
    /// The id of a duty.
    Duty,
    /// The id of a unit.
    Unit,
    /// The id of a skill.
    Skill,
    /// A heading of a column.
    Column,
    /// The name of a rule.
    Rule,
    /// A class of day.
    DayClass,
    /// The name of a template.
    Template,
}

/// One fault of the files of an office: what, where, what was found, what is expected.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InputError {
    /// A file that must be there is not.
    #[error("E101 {file}: not there")]
    Missing {
        /// File or folder.
        file: String,
    },
    /// A file cannot be read.
    #[error("E102 {file}: cannot be read: {cause}")]
    Unreadable {
        /// Name of the file in the folder.
        file: String,
        /// What the system or the format's reader says.
        cause: String,
    },
    /// A file is larger than any real one.
    #[error("E103 {place}: more than {limit} {unit}")]
    TooBig {
        /// The file or cell.
        place: Place,
        /// The most allowed.
        limit: u64,
        /// Of what: `bytes`, `rows`, `columns`, `cells`, `characters`, `entries`, `events`.
        unit: &'static str,
    },
    /// A text in an encoding that cannot be told or read.
    #[error("E104 {file}: not UTF-8, UTF-16 or Windows-1258 text")]
    Encoding {
        /// Name of the file in the folder.
        file: String,
    },
    /// The office file is no TOML, or has unknown or missing keys.
    #[error("E105 {place}: {message}")]
    Toml {
        /// File and line.
        place: Place,
        /// What the TOML reader says.
        message: String,
    },
    /// A table lacks a column.
    #[error("E106 {place}: no column `{expected}`")]
    MissingColumn {
        /// The heading row.
        place: Place,
        /// Key of the column.
        expected: &'static str,
    },
    /// A cell that must be filled is empty.
    #[error("E107 {place}: empty")]
    EmptyCell {
        /// The cell.
        place: Place,
    },
    /// A cell holds something else than it should.
    #[error("E108 {place}: `{found}`, expected {expected:?}")]
    Invalid {
        /// The cell or key.
        place: Place,
        /// What it holds.
        found: String,
        /// What it should hold.
        expected: Expected,
    },
    /// An id that nothing has.
    #[error("E109 {place}: no {thing:?} `{found}`")]
    Unknown {
        /// The cell or key.
        place: Place,
        /// Of what kind.
        thing: Thing,
        /// The id as written.
        found: String,
        /// The id most like it.
        nearest: Option<String>,
    },
    /// Something stands twice.
    #[error("E110 {place}: {thing:?} `{found}` stands in row {first} too")]
    Duplicate {
        /// Where the second is.
        place: Place,
        /// Of what kind.
        thing: Thing,
        /// The id that stands twice.
        found: String,
        /// Row of the first.
        first: usize,
    },
    /// A stretch of time ends before it starts.
    #[error("E111 {place}: ends on {end} before it starts on {start}")]
    Reversed {
        /// The cell or key.
        place: Place,
        /// First day as written.
        start: NaiveDate,
        /// Last day as written, which is earlier.
        end: NaiveDate,
    },
    /// The days covered cannot be told.
    #[error("E112 {place}: {cause}")]
    Window {
        /// The key of `office.toml` that asks for it.
        place: Place,
        /// Why these days cannot be.
        cause: crate::calendar::window::WindowError,
    },
    /// A table has no rows.
    #[error("E113 {place}: no rows")]
    NoRows {
        /// The table.
        place: Place,
    },
    /// A duty nobody is listed for.
    #[error("E114 {place}: nobody stands duty `{duty}`")]
    NobodyFor {
        /// The table of people.
        place: Place,
        /// Id of the duty.
        duty: String,
    },
    /// A calendar file belongs to nobody. Stops nothing.
    #[error("E115 {file}: belongs to nobody")]
    NobodysCalendar {
        /// Name of the file in the folder.
        file: String,
    },
    /// People stand in two files, of which one is read. Stops nothing.
    #[error("E118 {used} is read, {unused} is not")]
    TwoTables {
        /// The one read.
        used: &'static str,
        /// The one not read.
        unused: &'static str,
    },
    /// Part of a calendar was left out or is doubtful. Stops nothing.
    #[error("E116 {file}:{}: {:?}", warning.line, warning.cause)]
    Calendar {
        /// Name of the file in the folder.
        file: String,
        /// What, and of which event.
        warning: IcsWarning,
    },
    /// Something among the calendars is not read. Stops nothing.
    #[error("E121 {file}: not read")]
    NotRead {
        /// File or folder.
        file: String,
    },
    /// A calendar of which nothing is taken for leave. Stops nothing.
    #[error("E122 {file}: no leave in {within} of {events} events")]
    NoLeave {
        /// Name of the file in the folder.
        file: String,
        /// Events in it.
        events: usize,
        /// Those that say something of the period.
        within: usize,
    },
    /// More is wrong than is listed.
    #[error("E123 {place}: from here on not read, so much is wrong before")]
    TooMany {
        /// The first row that is not read.
        place: Place,
    },
    /// A template of a paper is not written as templates are.
    #[error("E130 {place}: {cause:?}")]
    Template {
        /// File and line.
        place: Place,
        /// What is wrong.
        cause: TemplateCause,
    },
    /// A text that fits several things.
    #[error("E119 {place}: `{found}` may be {}", candidates.join(", "))]
    Ambiguous {
        /// The cell.
        place: Place,
        /// The text as written.
        found: String,
        /// What it may mean, each written so that it means that only.
        candidates: Vec<String>,
    },
    /// Two cells of a row contradict each other.
    #[error("E120 {place}: `{found}`, but the row is that of `{expected}`")]
    Mismatch {
        /// Where one of them is.
        place: Place,
        /// What it says.
        found: String,
        /// What the other one says.
        expected: String,
    },
    /// The facts do not hold together.
    #[error("E117 {place}: {cause}")]
    Facts {
        /// Where they stand.
        place: Place,
        /// What does not hold together.
        cause: FactError,
    },
}

impl InputError {
    /// Where it is.
    pub fn place(&self) -> Place {
        match self {
            Self::Missing { file }
            | Self::Unreadable { file, .. }
            | Self::Encoding { file }
            | Self::NobodysCalendar { file }
            | Self::NotRead { file }
            | Self::NoLeave { file, .. } => Place::file(file),
            Self::Calendar { file, warning } => Place::file(file).row(warning.line),
            Self::TwoTables { unused, .. } => Place::file(unused),
            Self::TooBig { place, .. }
            | Self::Toml { place, .. }
            | Self::MissingColumn { place, .. }
            | Self::EmptyCell { place }
            | Self::Invalid { place, .. }
            | Self::Unknown { place, .. }
            | Self::Duplicate { place, .. }
            | Self::Reversed { place, .. }
            | Self::Window { place, .. }
            | Self::NoRows { place }
            | Self::TooMany { place }
            | Self::NobodyFor { place, .. }
            | Self::Template { place, .. }
            | Self::Ambiguous { place, .. }
            | Self::Mismatch { place, .. }
            | Self::Facts { place, .. } => place.clone(),
        }
    }
}

/// Most letters of what may be a mistyped name.
const MAX_LIKE: usize = 100;

/// The one of `known` most like `found`, if any is like it at all.
pub fn nearest<'a>(found: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    // Nobody mistypes a page, and comparing takes time.
    if MAX_LIKE < found.chars().count() {
        return None;
    }
    let scored = known.map(|it| (strsim::jaro_winkler(found, it), it));
    let best = scored.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)))?;
    (0.75 < best.0).then(|| best.1.to_owned())
}
