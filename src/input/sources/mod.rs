//! What an office typed, as a value: taken from a folder, and a folder itself.

pub mod edits;
pub mod field;
pub mod inferred;
mod keys;
pub mod merge;
mod sheet;

use std::collections::BTreeMap;

use crate::domain::sources::{Sheet, SheetName, Sources};

use super::error::InputError;
use super::files::{Folder, OFFICE, capped, names_in};
use super::table::Table;
use super::{csv, document, folder, leave};

/// A folder, whether a file of that name is taken, and how large it may be.
type Inside = (&'static str, fn(&str) -> bool, u64);

/// The folders in an office folder: which files in them are taken as they are, and how large they
/// may be.
const FOLDERS: [Inside; 2] = [
    (
        document::TEMPLATES,
        document::is_text,
        document::MAX_TEMPLATE_BYTES,
    ),
    (leave::FOLDER, leave::is_calendar, leave::MAX_BYTES),
];

/// Whether a file of that name in an office folder is one that [`Sources`] has under that name.
pub fn is_source(name: &str) -> bool {
    let is_in = |(dir, is_kept, _): &Inside| {
        let inside = name.strip_prefix(dir).and_then(|it| it.strip_prefix('/'));
        inside.is_some_and(is_kept)
    };
    name == OFFICE
        || SheetName::ALL.iter().any(|it| file_name(*it) == name)
        || FOLDERS.iter().any(is_in)
}

/// All that the files of `folder` say; what no file of an office is stays out of it.
///
/// # Errors
///
/// Every file that cannot be read, never an empty list. Whether what they say makes sense is for
/// [`folder::read`] to tell.
pub fn read(folder: &dyn Folder) -> Result<Sources, Vec<InputError>> {
    let mut faults = Vec::new();
    let mut files = BTreeMap::new();
    let office = folder::required(folder, OFFICE, &mut faults);
    files.extend(office.map(|it| (OFFICE.to_owned(), it)));
    for (dir, is_kept, limit) in FOLDERS {
        let names = folder.names(dir).map_err(|fault| faults.push(fault));
        let names = names.into_iter().flatten().filter(|it| is_kept(it));
        for name in names.map(|it| format!("{dir}/{it}")) {
            match folder.bytes(&name, limit) {
                Ok(bytes) => files.extend(bytes.map(|it| (name, it))),
                Err(fault) => faults.push(fault),
            }
        }
    }
    let mut sheets = BTreeMap::new();
    for name in SheetName::ALL {
        let table = table(folder, name, &mut faults);
        sheets.extend(table.map(|it| (name, sheet::of(name, it))));
    }
    if faults.is_empty() {
        Ok(Sources { files, sheets })
    } else {
        Err(faults)
    }
}

fn table(folder: &dyn Folder, name: SheetName, faults: &mut Vec<InputError>) -> Option<Table> {
    match name {
        // Which of two files is not read, the reader of the folder says.
        SheetName::People => folder::people_table(folder, faults, &mut Vec::new()),
        SheetName::History | SheetName::Pins => {
            folder::optional_table(folder, &file_name(name), faults)
        }
    }
}

/// The name of a sheet as a CSV file.
pub fn file_name(name: SheetName) -> String {
    format!("{}.csv", name.as_str())
}

/// A sheet as a CSV file that reads as the same cells.
pub fn csv_file(sheet: &Sheet) -> Vec<u8> {
    sheet::csv(sheet)
}

/// What the list elements of `office.toml` are called that hold the key at `path`, outermost first:
/// of `duties`, `office`, `shifts`, `night`, `need` the names of the duty and of the turn.
pub fn names_along(sources: &Sources, path: &[String]) -> Vec<String> {
    let office = sources.files.get(OFFICE).and_then(|it| keys::keys(it));
    let office = office.unwrap_or_default();
    let name = |table: &[String]| {
        let name = office.values.get(&[table, &["name".to_owned()]].concat())?;
        let name: toml::Value = name.parse().ok()?;
        name.as_str().map(str::to_owned)
    };
    keys::tables_above(path)
        .into_iter()
        .filter_map(name)
        .collect()
}

/// The text of a file, whatever its encoding; `None` if it cannot be told.
pub fn text(bytes: &[u8]) -> Option<String> {
    csv::decode(bytes)
}

/// The keys of the columns headed so, as readers understand them; in order.
pub fn column_keys(name: SheetName, headings: &[String]) -> Vec<String> {
    let columns = sheet::columns(name, headings.to_vec());
    columns.into_iter().map(|it| it.key).collect()
}

/// The rows of a sheet as a file has them: what stands above the headings, the headings, the rest.
pub fn lines(sheet: &Sheet) -> impl Iterator<Item = Vec<&str>> {
    sheet::lines(sheet)
}

/// The folder that [`read`] makes the same of; its tables are CSV files.
impl Folder for Sources {
    fn bytes(&self, name: &str, limit: u64) -> Result<Option<Vec<u8>>, InputError> {
        let sheet = self.sheets.iter().find(|it| file_name(*it.0) == name);
        let bytes = match (self.files.get(name), sheet) {
            (Some(bytes), _) => Some(bytes.clone()),
            (None, Some((_, sheet))) => Some(sheet::csv(sheet)),
            (None, None) => None,
        };
        bytes.map(|it| capped(it, name, limit)).transpose()
    }

    fn names(&self, name: &str) -> Result<Vec<String>, InputError> {
        let sheets: Vec<_> = self.sheets.keys().map(|it| file_name(*it)).collect();
        let files = self.files.keys().chain(&sheets);
        Ok(names_in(name, files.map(String::as_str)))
    }
}

#[cfg(test)]
mod tests;
