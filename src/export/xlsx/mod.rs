//! The roster as a workbook: to be printed, and to be edited by hand and read back.
//!
//! Cells that hold people's text are strings, never formulas. The few formulas name cells only:
//! title, unit and phone follow the name that stands in the roster, and so do the statistics.

mod people;
mod phones;
mod points;
mod roster;
mod style;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use crate::text::sheets;

use super::error::ExportError;
use super::view::RosterView;
use style::{MAX_CELL, Style};

/// The workbook. Its only date is when the roster changed, so that the same roster gives the same
/// bytes.
///
/// # Errors
///
/// Our own fault.
pub fn write(view: &RosterView) -> Result<Vec<u8>, ExportError> {
    try_write(view).map_err(|cause| ExportError::not_rendered("xlsx", cause))
}

fn try_write(view: &RosterView) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // Columns are measured in digits of this font: 7 pixels, 64 in a column of standard width.
    book.set_default_format(&style::plain(), 20, 64)?;
    // Workbooks know no date before 1900 and none after 9999.
    let made = ExcelDateTime::from_timestamp(view.changed.and_utc().timestamp())
        .or_else(|_| ExcelDateTime::from_ymd(1900, 1, 1))?;
    let properties = DocProperties::new()
        .set_title(clipped(&view.heading))
        .set_company(clipped(&view.office.name))
        .set_creation_datetime(&made);
    book.set_properties(&properties);
    let style = Style::new();
    roster::write(book.add_worksheet(), view, &style)?;
    people::write(book.add_worksheet(), view, &style)?;
    points::write(book.add_worksheet(), view, &style)?;
    phones::write(book.add_worksheet(), view, &style)?;
    book.save_to_buffer()
}

/// Name, frozen heading row and print set-up of a sheet whose rows of people follow row `head`.
fn set_up(
    sheet: &mut Worksheet,
    view: &RosterView,
    name: &str,
    head: u32,
    n_frozen_columns: u16,
) -> Result<(), XlsxError> {
    const A4: u8 = 9;
    let page = sheets::words(view.lang, view.period.kind).page;
    sheet.set_name(name)?;
    sheet.set_freeze_panes(head + 1, n_frozen_columns)?;
    sheet.set_repeat_rows(head, head)?;
    sheet.set_paper_size(A4);
    sheet.set_landscape();
    // In inches: 10 mm at the sides, 12 mm above, 14 mm below.
    sheet.set_margins(0.39, 0.39, 0.47, 0.55, 0.2, 0.25);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_print_center_horizontally(true);
    sheet.set_footer(format!("&L{name}&R{page} &P/&N"));
    Ok(())
}

/// `sheet`'s name as formulas write it.
fn quoted(sheet: &str) -> String {
    format!("'{}'", sheet.replace('\'', "''"))
}

/// As much of `text` as a cell may hold.
fn clipped(text: &str) -> &str {
    match text.char_indices().nth(MAX_CELL) {
        Some((end, _)) => &text[..end],
        None => text,
    }
}
