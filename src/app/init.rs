//! Templates of an office folder.

use std::path::{Path, PathBuf};

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{Format, Workbook, XlsxError};

use crate::calendar::lunar;
use crate::domain::document::builtin::{self, Tongue};
use crate::export::ExportFile;
use crate::export::write::write_all;

use super::error::AppError;

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
    let book = people_book().map_err(|error| AppError::Fault(error.to_string()))?;
    let text = |path: &str, text: &str| ExportFile {
        path: path.to_owned(),
        bytes: text
            .replace("year = YEAR", &format!("year = {year}"))
            .into_bytes(),
    };
    // With the mark, spreadsheets read a CSV file as UTF-8.
    let table = |path: &str, table: &str| text(path, &format!("\u{feff}{table}"));
    let mut files = vec![
        text("office.toml", OFFICE),
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

/// The table of people as a workbook: every cell text, so that phones and dates stay as typed.
fn people_book() -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let head = Format::new()
        .set_bold()
        .set_background_color("#DDE8F5")
        .set_text_wrap();
    let text = Format::new().set_num_format("@");
    // A fixed time, so that the same program writes the same bytes.
    let epoch = rust_xlsxwriter::ExcelDateTime::from_ymd(2026, 1, 1)?;
    book.set_properties(&rust_xlsxwriter::DocProperties::new().set_creation_datetime(&epoch));
    let sheet = book.add_worksheet();
    sheet.set_name("people")?;
    sheet.set_freeze_panes(1, 2)?;
    for (row, line) in (0_u32..).zip(PEOPLE.lines()) {
        for (column, cell) in (0_u16..).zip(line.split(',')) {
            let format = if row == 0 { &head } else { &text };
            sheet.write_string_with_format(row, column, cell, format)?;
            if row == 0 {
                sheet.set_column_format(column, &text)?;
                sheet.set_column_width(column, if column == 1 { 26 } else { 15 })?;
            }
        }
    }
    book.save_to_buffer()
}
