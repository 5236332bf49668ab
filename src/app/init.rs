//! Templates of an office folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::{Datelike, NaiveDate};

use crate::calendar::lunar;
use crate::domain::document::builtin::{self, Tongue};
use crate::export::ExportFile;
use crate::export::write::write_all;
use crate::input::sources;

use super::error::AppError;
use super::people_book;

const OFFICE: &str = include_str!("../../data/templates/init/office.toml");
const PEOPLE: &str = include_str!("../../data/templates/init/people.csv");
const HISTORY: &str = include_str!("../../data/templates/init/history.csv");
const PINS: &str = include_str!("../../data/templates/init/pins.csv");
const README: &str = include_str!("../../data/templates/init/README.txt");

/// Writes the templates to `folder`, for the first Tết after `today`; answers the names.
///
/// # Errors
///
/// A file is there already, in which case nothing is written; or a file cannot be written.
pub fn init(folder: &Path, today: NaiveDate) -> Result<Vec<String>, AppError> {
    let is_over = lunar::first_day(today.year()).is_ok_and(|tet| tet < today);
    let year = today.year() + i32::from(is_over);
    let office = OFFICE.replace("year = YEAR", &format!("year = {year}"));
    let typed: BTreeMap<String, Vec<u8>> =
        [("office.toml", office.as_str()), ("people.csv", PEOPLE)]
            .map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()))
            .into();
    let book = people_book::write(&sources::read(&typed).map_err(AppError::Input)?)?;
    let text = |path: &str, text: &str| ExportFile {
        path: path.to_owned(),
        bytes: text.as_bytes().to_vec(),
    };
    // With the mark, spreadsheets read a CSV file as UTF-8.
    let table = |path: &str, table: &str| text(path, &format!("\u{feff}{table}"));
    let mut files = vec![
        text("office.toml", &office),
        table("people.csv", PEOPLE),
        ExportFile {
            path: "people.xlsx".to_owned(),
            bytes: book,
        },
        table("history.csv", HISTORY),
        table("pins.csv", PINS),
        text("README.txt", README),
    ];
    files.extend(papers());
    let taken = files
        .iter()
        .map(|file| folder.join(&file.path))
        .find(|path: &PathBuf| path.exists());
    if let Some(path) = taken {
        return Err(AppError::Exists { path });
    }
    write_all(folder, &files)?;
    Ok(files.into_iter().map(|file| file.path).collect())
}

/// Templates of papers in Vietnamese, to be changed as the office likes.
fn papers() -> impl Iterator<Item = ExportFile> {
    let vietnamese = builtin::ALL
        .iter()
        .filter(|it| it.tongue == Tongue::Vietnamese);
    vietnamese.map(|it| ExportFile {
        path: format!("templates/{}", it.file),
        bytes: it.text.as_bytes().to_vec(),
    })
}
