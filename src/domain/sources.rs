//! What an office typed, before anything is made of it: texts, cells and calendars.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The tables of an office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SheetName {
    /// Who stands duty.
    People,
    /// What they stood in earlier years.
    History,
    /// Turns settled beforehand.
    Pins,
}

impl SheetName {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::People, Self::History, Self::Pins];

    /// Its name in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::History => "history",
            Self::Pins => "pins",
        }
    }

    /// The columns whose cells tell one row from another.
    pub fn identity(self) -> &'static [&'static str] {
        match self {
            Self::People => &["id"],
            Self::History => &["person", "year"],
            Self::Pins => &["person", "shift"],
        }
    }
}

/// A column of a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// What it is called here: the key that its heading stands for, else the heading itself in
    /// small letters without diacritics.
    pub key: String,
    /// Its heading as typed.
    pub heading: String,
}

/// What stands over the rows of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetHead {
    /// Rows above the headings, as titles are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub above: Vec<Vec<String>>,
    /// The columns in their order.
    pub columns: Vec<Column>,
}

/// A row of a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetRow {
    /// What its identifying cells say, with `/` between; `#2` and so on tell rows apart that say
    /// the same.
    pub id: String,
    /// What is typed, by key of column; empty cells are left out.
    pub cells: BTreeMap<String, String>,
}

/// A table as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// Headings, and what stands above them.
    pub head: SheetHead,
    /// Rows in their order.
    pub rows: Vec<SheetRow>,
}

/// All that an office typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    /// Whole files by name, byte for byte: `office.toml`, `templates/….txt`, `leave/….ics`.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Tables.
    pub sheets: BTreeMap<SheetName, Sheet>,
}

/// One thing that two people can change without getting in each other's way.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "item", rename_all = "snake_case")]
pub enum Item {
    /// A key of `office.toml`; things in lists go by their ids: `duties`, `office`, `place`.
    Key {
        /// From the outermost name inwards.
        path: Vec<String>,
    },
    /// The order of a list in `office.toml`.
    KeyOrder {
        /// From the outermost name inwards.
        path: Vec<String>,
    },
    /// The comments, blanks and spelling of `office.toml`.
    Layout {},
    /// A file taken as a whole: a template, a calendar.
    File {
        /// Its name.
        name: String,
    },
    /// The headings of a sheet.
    Columns {
        /// Of which.
        sheet: SheetName,
    },
    /// The order of the rows of a sheet.
    RowOrder {
        /// Of which.
        sheet: SheetName,
    },
    /// Whether there is a row.
    Row {
        /// In which sheet.
        sheet: SheetName,
        /// Its id.
        row: String,
    },
    /// A cell.
    Cell {
        /// In which sheet.
        sheet: SheetName,
        /// The id of its row.
        row: String,
        /// The key of its column.
        column: String,
    },
}

/// An item that is one thing and is to be another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Which.
    pub item: Item,
    /// What it was; `None` if there was none.
    pub before: Option<Vec<u8>>,
    /// What it is to be; `None` if there is to be none.
    pub after: Option<Vec<u8>>,
}

impl Edit {
    /// A text that is one thing and is to be another.
    pub fn text(item: Item, before: Option<&str>, after: Option<&str>) -> Self {
        let bytes = |text: Option<&str>| text.map(|it| it.as_bytes().to_vec());
        Self {
            item,
            before: bytes(before),
            after: bytes(after),
        }
    }
}
