//! The table of people as a workbook to be filled in: explained, with lists to pick from.

use rust_xlsxwriter::{
    DataValidation, DataValidationRule, DocProperties, ExcelDateTime, Format, Formula, Note,
    Workbook, Worksheet, XlsxError,
};
use serde::Deserialize;

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
#[derive(Debug, Deserialize)]
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

/// The workbook of the table `people` (CSV), with the ids of `office` (TOML) to pick from.
///
/// # Errors
///
/// Our own fault: the templates do not hold together.
pub(super) fn write(people: &str, office: &str) -> Result<Vec<u8>, AppError> {
    let fault = |cause: &dyn ToString| AppError::Fault(cause.to_string());
    let template: Template = toml::from_str(COLUMNS).map_err(|it| fault(&it))?;
    let office: Office = toml::from_str(office).map_err(|it| fault(&it))?;
    let heads: Vec<_> = people
        .lines()
        .next()
        .unwrap_or_default()
        .split(',')
        .collect();
    if !(template.columns.iter().map(|it| it.heading.as_str())).eq(heads) {
        return Err(fault(&"people.csv and people-columns.toml differ"));
    }
    try_write(people, &template, &office).map_err(|it| fault(&it))
}

fn try_write(people: &str, template: &Template, office: &Office) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // A fixed time, so that the same program writes the same bytes.
    let epoch = ExcelDateTime::from_ymd(2026, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&epoch));
    let head = Format::new()
        .set_bold()
        .set_background_color("#DDE8F5")
        .set_text_wrap();
    // Cells are text, so that phones and dates stay as typed; but numbers can only be checked in
    // cells of numbers.
    let text = Format::new().set_num_format("@");
    let number = Format::new().set_num_format("0");
    let format_of = |column: &Column| match column.number {
        Some(_) => &number,
        None => &text,
    };
    let sheet = book.add_worksheet();
    sheet.set_name("people")?;
    sheet.set_freeze_panes(1, 2)?;
    for (at, column) in (0_u16..).zip(&template.columns) {
        sheet.set_column_format(at, format_of(column))?;
        sheet.set_column_width(at, column.width.unwrap_or(15))?;
        let note = Note::new(&column.note)
            .add_author_prefix(false)
            .set_width(240)
            .set_height(110);
        sheet.insert_note(0, at, &note)?;
        if let Some(check) = check(column, at, template)? {
            sheet.add_data_validation(1, at, LAST_ROW, at, &check)?;
        }
    }
    for (at, column) in (0_u16..).zip(&template.columns) {
        sheet.write_string_with_format(0, at, &column.heading, &head)?;
    }
    for (row, line) in (1_u32..).zip(people.lines().skip(1)) {
        for (at, (cell, column)) in (0_u16..).zip(line.split(',').zip(&template.columns)) {
            match cell.parse::<f64>().ok().filter(|_| column.number.is_some()) {
                Some(it) => sheet.write_number_with_format(row, at, it, &number)?,
                None => sheet.write_string_with_format(row, at, cell, format_of(column))?,
            };
        }
    }
    write_lists(book.add_worksheet(), template, office, &head, &text)?;
    book.save_to_buffer()
}

/// What may stand in a column, if that is limited.
fn check(
    column: &Column,
    at: u16,
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
        let last = LAST_ROW + 1;
        let rule = format!("=COUNTIF(${letter}$2:${letter}${last},{letter}2)=1");
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
