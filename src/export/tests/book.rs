//! The workbook, read back.

use std::fmt::Write;
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

use crate::export::xlsx;
use crate::rules::record::Status;
use crate::text::Lang;

use super::{TURNS, check, facts, record, tiny, view_of};

/// Every cell of a workbook, a row a line: values, and formulas with what they gave.
pub(super) fn cells(bytes: &[u8]) -> String {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    for sheet in book.sheet_names() {
        writeln!(text, "# {sheet}").unwrap();
        let values = book.worksheet_range(&sheet).unwrap();
        let formulas = book.worksheet_formula(&sheet).unwrap();
        for (row, cells) in (0_u32..).zip(values.rows()) {
            let shown = (0_u32..).zip(cells).map(|(column, cell)| {
                let value = if let Data::DateTime(date) = cell {
                    date.as_datetime().unwrap().date().to_string()
                } else {
                    cell.to_string()
                };
                match formulas.get_value((row, column)) {
                    Some(formula) if !formula.is_empty() => format!("{{={formula}}} {value}"),
                    Some(_) | None => value,
                }
            });
            let line = shown.collect::<Vec<_>>().join(" | ").replace('\n', " ⏎ ");
            writeln!(text, "{}", line.trim_end_matches([' ', '|'])).unwrap();
        }
    }
    text
}

/// The formulas alone.
pub(super) fn formulas(bytes: &[u8]) -> Vec<String> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let mut all = Vec::new();
    for sheet in book.sheet_names() {
        let range = book.worksheet_formula(&sheet).unwrap();
        all.extend(range.used_cells().map(|(_, _, formula)| formula.clone()));
    }
    all
}

#[test]
fn the_workbook_holds_what_it_held() {
    let book = |lang, record: &_| xlsx::write(&view_of(lang, record, None)).unwrap();
    check("tiny.xlsx.txt", cells(&book(Lang::Vi, &tiny())).as_bytes());
    let gaps = record(facts(), &TURNS[..6], Status::Gaps);
    check(
        "tiny-gaps.en.xlsx.txt",
        cells(&book(Lang::En, &gaps)).as_bytes(),
    );
}
