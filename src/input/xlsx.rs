//! Workbooks → tables, from files that may be hostile.
//!
//! A workbook is a ZIP: a few kilobytes can unpack to gigabytes, and one cell in the last column
//! and row makes a dense reader ask for half a terabyte. So everything is unpacked once with a
//! limit before it is parsed, and cells are read one at a time.

use std::io::{Cursor, Read};

use calamine::{Data, DataRef, DataType, Reader, Xlsx};
use unicode_normalization::UnicodeNormalization;

use super::csv::{MAX_COLUMNS, MAX_ROWS, MAX_TEXT};
use super::error::{InputError, Place};
use super::table::Table;

const MAX_ENTRIES: usize = 256;
const MAX_UNPACKED: u64 = 64 << 20;
const MAX_CELLS: usize = 1_000_000;
/// Most bytes of all cells together: a text is stored once and may be named by any number of them.
const MAX_BYTES: usize = 32 << 20;

/// Reads the first sheet of a workbook.
pub(super) fn read(file: &str, bytes: &[u8], faults: &mut Vec<InputError>) -> Option<Table> {
    match try_read(file, bytes) {
        Ok(table) => Some(table),
        Err(fault) => {
            faults.push(fault);
            None
        }
    }
}

fn try_read(file: &str, bytes: &[u8]) -> Result<Table, InputError> {
    let unreadable = |cause: String| InputError::Unreadable {
        file: file.to_owned(),
        cause,
    };
    check_archive(file, bytes)?;
    let mut book: Xlsx<_> =
        Xlsx::new(Cursor::new(bytes)).map_err(|error| unreadable(error.to_string()))?;
    let Some(sheet) = book.sheet_names().first().cloned() else {
        return Err(InputError::NoRows {
            place: Place::file(file),
        });
    };
    let place = Place {
        sheet: Some(sheet.clone()),
        ..Place::file(file)
    };
    let too_big = |row: usize, limit: usize, unit| InputError::TooBig {
        place: place.row(row),
        limit: limit as u64,
        unit,
    };
    let mut cells = book
        .worksheet_cells_reader(&sheet)
        .map_err(|error| unreadable(error.to_string()))?;
    let mut rows: Vec<(usize, Vec<String>)> = Vec::new();
    let (mut n_cells, mut n_bytes) = (0, 0);
    while let Some(cell) = cells
        .next_cell()
        .map_err(|error| unreadable(error.to_string()))?
    {
        let (row, column) = cell.get_position();
        let (row, column) = (row as usize + 1, column as usize);
        let value = cell.get_value();
        if (value.get_string()).is_some_and(|it| MAX_TEXT < it.chars().count()) {
            return Err(too_big(row, MAX_TEXT, "characters"));
        }
        let text = text(value);
        if text.is_empty() {
            continue;
        }
        n_bytes += text.len();
        if MAX_BYTES < n_bytes {
            return Err(too_big(row, MAX_BYTES, "bytes"));
        }
        n_cells += 1;
        if MAX_ROWS < row {
            return Err(too_big(row, MAX_ROWS, "rows"));
        }
        if MAX_COLUMNS <= column {
            return Err(too_big(row, MAX_COLUMNS, "columns"));
        }
        if MAX_CELLS < n_cells {
            return Err(too_big(row, MAX_CELLS, "cells"));
        }
        if rows.last().is_none_or(|last| last.0 < row) {
            rows.push((row, Vec::new()));
        }
        if let Some((_, cells)) = rows.last_mut() {
            if cells.len() <= column {
                cells.resize(column + 1, String::new());
            }
            cells[column] = text;
        }
    }
    Ok(Table { place, rows })
}

/// Unpacks every entry once, counting, and refuses document types, through which XML can grow.
fn check_archive(file: &str, bytes: &[u8]) -> Result<(), InputError> {
    let unreadable = |cause: String| InputError::Unreadable {
        file: file.to_owned(),
        cause,
    };
    let place = Place::file(file);
    let mut archive =
        zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| unreadable(error.to_string()))?;
    if MAX_ENTRIES < archive.len() {
        return Err(InputError::TooBig {
            place,
            limit: MAX_ENTRIES as u64,
            unit: "entries",
        });
    }
    let mut left = MAX_UNPACKED;
    for nth in 0..archive.len() {
        let mut entry = archive
            .by_index(nth)
            .map_err(|error| unreadable(error.to_string()))?;
        let mut head = Vec::new();
        let begin = entry.by_ref().take(left.min(4_096)).read_to_end(&mut head);
        begin.map_err(|error| unreadable(error.to_string()))?;
        if head.windows(9).any(|it| it == b"<!DOCTYPE") {
            return Err(unreadable("a document type inside".to_owned()));
        }
        let rest = std::io::copy(&mut entry.take(left), &mut std::io::sink());
        let rest = rest.map_err(|error| unreadable(error.to_string()))?;
        left = left.saturating_sub(rest + head.len() as u64);
        if left == 0 {
            return Err(InputError::TooBig {
                place,
                limit: MAX_UNPACKED,
                unit: "bytes",
            });
        }
    }
    Ok(())
}

/// A cell as text: dates as `yyyy-mm-dd`, whole numbers without a point.
fn text(value: &DataRef<'_>) -> String {
    let data = Data::from(value.clone());
    let date = data
        .as_datetime()
        .filter(|_| matches!(data, Data::DateTime(_)));
    let text = date.map_or_else(|| data.to_string(), |date| date.date().to_string());
    text.trim().nfc().collect()
}
