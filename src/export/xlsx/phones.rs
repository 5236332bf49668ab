//! Everybody with title, unit and phone: the list that the roster's names are picked from.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::export::view::{PersonView, RosterView};
use crate::text::sheets;

use super::style::{Style, row_height};
use super::{clipped, quoted, set_up};

/// A column of the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Column(usize);

pub(super) const LABEL: Column = Column(0);
pub(super) const TITLE: Column = Column(1);
pub(super) const UNIT: Column = Column(2);
pub(super) const PHONE: Column = Column(3);

const WIDTHS: [u16; 6] = [30, 26, 34, 18, 26, 14];

impl Column {
    /// What it says of `person`.
    pub(super) fn text(self, person: &PersonView) -> &str {
        let all: [&str; 6] = [
            &person.label,
            &person.title,
            &person.unit,
            &person.phone,
            &person.group,
            &person.id,
        ];
        all[self.0]
    }
}

/// The cells of a column, as formulas write them.
pub(super) fn column(view: &RosterView, column: Column) -> String {
    let sheet = quoted(sheets::words(view.lang, view.period.kind).phones_sheet);
    let letter = ["A", "B", "C", "D", "E", "F"][column.0];
    let last = 1 + view.people.len().max(1);
    format!("{sheet}!${letter}$2:${letter}${last}")
}

pub(super) fn write(
    sheet: &mut Worksheet,
    view: &RosterView,
    style: &Style,
) -> Result<(), XlsxError> {
    let words = sheets::words(view.lang, view.period.kind);
    set_up(sheet, view, words.phones_sheet, 0, 1)?;
    let heads = [
        view.words.name,
        view.words.title,
        view.words.unit,
        view.words.phone,
        view.words.group,
        words.person_id,
    ];
    for (column, (text, width)) in (0..).zip(heads.into_iter().zip(WIDTHS)) {
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(0, column, text, &style.head)?;
    }
    for (row, person) in (1..).zip(&view.people) {
        let all = (0..WIDTHS.len()).map(|it| (Column(it).text(person), WIDTHS[it]));
        sheet.set_row_height(row, row_height(all))?;
        for (at, column) in (0..).zip((0..WIDTHS.len()).map(Column)) {
            let text = clipped(column.text(person));
            sheet.write_string_with_format(row, at, text, &style.text)?;
        }
    }
    let last = u32::try_from(view.people.len()).unwrap_or(0);
    sheet.autofilter(0, 0, last, 5)?;
    Ok(())
}
