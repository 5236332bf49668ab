//! The table of people as a workbook to be filled in: explained, with lists to pick from.

use std::collections::BTreeMap;

use rust_xlsxwriter::{
    DataValidation, DataValidationRule, DocProperties, ExcelDateTime, Format, Formula, Note,
    Workbook, Worksheet, XlsxError,
};
use serde::Deserialize;

use crate::domain::sources::{Sheet, SheetName, Sources};
use crate::input::files::OFFICE;
use crate::input::sources;

use super::error::AppError;

/// What the columns hold, as people are told.
const COLUMNS: &str = include_str!("../../data/templates/init/people-columns.toml");

/// How many people can be listed before lists and checks end; more can be typed all the same.
const LAST_ROW: u32 = 2_000;

/// How many units, duties or skills the lists have room for.
const LAST_LISTED: u32 = 200;

/// Where lists begin, below a note and the headings.
const FIRST_LISTED: u32 = 2;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Template {
    lists: String,
    lists_note: String,
    lists_heads: [String; 6],
    refused: String,
    unlisted: String,
    not_unique: String,
    not_a_number: String,
    columns: Vec<Column>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Column {
    heading: String,
    note: String,
    #[serde(default)]
    width: Option<u16>,
    #[serde(default)]
    choices: Vec<String>,
    #[serde(default)]
    list: Option<List>,
    #[serde(default)]
    number: Option<(i32, i32)>,
    #[serde(default)]
    unique: bool,
}

/// What is picked from the second sheet.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum List {
    Units,
    Duties,
    Skills,
}

/// As much of `office.toml` as is listed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Office {
    units: Vec<Listed>,
    duties: Vec<Listed>,
    skills: Vec<Listed>,
}

#[derive(Debug, Deserialize)]
struct Listed {
    id: String,
    name: String,
}

/// The table of people in `sources` as a workbook, with the ids of its `office.toml` to pick from.
///
/// # Errors
///
/// A cell is longer than a workbook takes; or our own fault: the templates do not hold together.
pub(super) fn write(sources: &Sources) -> Result<Vec<u8>, AppError> {
    let fault = |cause: &dyn ToString| AppError::Fault(cause.to_string());
    let mut template: Template = toml::from_str(COLUMNS).map_err(|it| fault(&it))?;
    let office = sources.files.get(OFFICE).and_then(|it| sources::text(it));
    let office: Office = toml::from_str(&office.unwrap_or_default()).map_err(|it| fault(&it))?;
    let sheet = sources.sheets.get(&SheetName::People);
    let sheet = sheet.ok_or_else(|| fault(&"no table of people"))?;
    let columns: Vec<_> = template.columns.drain(..).collect();
    let headings: Vec<_> = columns.iter().map(|it| it.heading.clone()).collect();
    let keys = sources::column_keys(SheetName::People, &headings);
    let explained: BTreeMap<_, _> = keys.into_iter().zip(columns).collect();
    let book = Book {
        template: &template,
        explained: &explained,
        sheet,
    };
    book.try_write(&office).map_err(|it| fault(&it))
}

/// What the workbook is made of.
struct Book<'a> {
    template: &'a Template,
    /// By key of column; of others it is not known what they hold.
    explained: &'a BTreeMap<String, Column>,
    sheet: &'a Sheet,
}

impl Book<'_> {
    fn try_write(&self, office: &Office) -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        // A fixed time, so that the same program writes the same bytes.
        let epoch = ExcelDateTime::from_ymd(2026, 1, 1)?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&epoch));
        let head = Format::new()
            .set_bold()
            .set_background_color("#DDE8F5")
            .set_text_wrap();
        // Cells are text, so that phones and dates stay as typed; but numbers can only be checked
        // in cells of numbers.
        let text = Format::new().set_num_format("@");
        let number = Format::new().set_num_format("0");
        let sheet = book.add_worksheet();
        sheet.set_name("people")?;
        let heads = u32::try_from(self.sheet.head.above.len()).unwrap_or(u32::MAX);
        sheet.set_freeze_panes(heads + 1, 2)?;
        let columns = || (0_u16..).zip(&self.sheet.head.columns);
        for (at, column) in columns() {
            let explained = self.explained.get(&column.key);
            let is_number = explained.is_some_and(|it| it.number.is_some());
            sheet.set_column_format(at, if is_number { &number } else { &text })?;
            let width = explained.and_then(|it| it.width).unwrap_or(15);
            sheet.set_column_width(at, width)?;
            let Some(explained) = explained else { continue };
            let note = Note::new(&explained.note)
                .add_author_prefix(false)
                .set_width(240)
                .set_height(110);
            sheet.insert_note(heads, at, &note)?;
            if let Some(check) = check(explained, at, heads + 1, self.template)? {
                sheet.add_data_validation(heads + 1, at, LAST_ROW, at, &check)?;
            }
        }
        for (row, line) in (0_u32..).zip(sources::lines(self.sheet)) {
            for ((at, column), cell) in columns().zip(line) {
                let explained = self.explained.get(&column.key);
                let is_number = explained.is_some_and(|it| it.number.is_some());
                if cell.is_empty() {
                    continue;
                }
                // Only what is read back as typed may stand as a number.
                let typed: Option<i32> = cell.parse().ok();
                let typed = typed.filter(|it| is_number && it.to_string() == cell);
                match (row == heads, typed) {
                    (true, _) => sheet.write_string_with_format(row, at, cell, &head)?,
                    (false, Some(it)) => sheet.write_number_with_format(row, at, it, &number)?,
                    (false, None) => {
                        let format = if is_number { &number } else { &text };
                        sheet.write_string_with_format(row, at, cell, format)?
                    }
                };
            }
        }
        write_lists(book.add_worksheet(), self.template, office, &head, &text)?;
        book.save_to_buffer()
    }
}

/// What may stand in a column, if that is limited.
fn check(
    column: &Column,
    at: u16,
    first_row: u32,
    template: &Template,
) -> Result<Option<DataValidation>, XlsxError> {
    let new = || DataValidation::new().set_error_title(&template.refused);
    let check = if !column.choices.is_empty() {
        (new()?.allow_list_strings(&column.choices)?).set_error_message(&template.unlisted)?
    } else if let Some(list) = column.list {
        // Several ids may stand in one cell, so anything is let through.
        let letter = ["A", "C", "E"][list as usize];
        let (first, last) = (FIRST_LISTED + 1, LAST_LISTED + 1);
        let cells = format!("='{}'!${letter}${first}:${letter}${last}", template.lists);
        (new()?.allow_list_formula(Formula::new(cells))).show_error_message(false)
    } else if let Some((least, most)) = column.number {
        (new()?.allow_whole_number(DataValidationRule::Between(least, most)))
            .set_error_message(&template.not_a_number)?
    } else if column.unique {
        let letter = rust_xlsxwriter::utility::column_number_to_name(at);
        let (first, last) = (first_row + 1, LAST_ROW + 1);
        let rule = format!("=COUNTIF(${letter}${first}:${letter}${last},{letter}{first})=1");
        (new()?.allow_custom(Formula::new(rule))).set_error_message(&template.not_unique)?
    } else {
        return Ok(None);
    };
    Ok(Some(check))
}

/// The ids of units, duties and skills, each with its name.
fn write_lists(
    sheet: &mut Worksheet,
    template: &Template,
    office: &Office,
    head: &Format,
    text: &Format,
) -> Result<(), XlsxError> {
    sheet.set_name(&template.lists)?;
    sheet.write_string(0, 0, &template.lists_note)?;
    for (column, heading) in (0_u16..).zip(&template.lists_heads) {
        sheet.set_column_format(column, text)?;
        sheet.set_column_width(column, if column % 2 == 0 { 15 } else { 30 })?;
        sheet.write_string_with_format(1, column, heading, head)?;
    }
    for (column, list) in [(0, &office.units), (2, &office.duties), (4, &office.skills)] {
        for (row, it) in (FIRST_LISTED..).zip(list) {
            sheet.write_string_with_format(row, column, &it.id, text)?;
            sheet.write_string_with_format(row, column + 1, &it.name, text)?;
        }
    }
    sheet.set_freeze_panes(FIRST_LISTED, 0)?;
    Ok(())
}
