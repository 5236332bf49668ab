//! The roster, a row a seat, which is where people edit.

use chrono::Datelike;
use rust_xlsxwriter::{
    ConditionalFormatFormula, DataValidation, DataValidationErrorStyle, ExcelDateTime, Format,
    FormatAlign, Formula, Note, Worksheet, XlsxError,
};

use crate::export::view::{DayView, PersonView, RosterView, ShiftView};
use crate::text::sheets::{self, SheetWords};

use super::phones;
use super::style::{LINE_HEIGHT, Style, alarming, faint, row_height, tinted, under_line};
use super::{clipped, set_up};

/// Width of each column in characters. The last holds the key, hidden.
const WIDTHS: [u16; 13] = [11, 9, 17, 14, 16, 16, 24, 19, 29, 13, 6, 18, 28];
const DUTY: u16 = 3;
const PERSON: u16 = 6;
const POINTS: u16 = 10;
const LAST_SHOWN: u16 = 11;
const KEY: u16 = 12;

/// The row of headings.
pub(super) fn head_row(view: &RosterView) -> u32 {
    // Heading, office, and the legend.
    let n_rows = 2 + view.duties.len().div_ceil(DUTIES_A_ROW);
    u32::try_from(n_rows).unwrap_or(2)
}

/// How many duties stand in a row of the legend, two columns each.
const DUTIES_A_ROW: usize = 4;

/// The cells that hold names, and those that hold the points of the same rows, as formulas write
/// them.
pub(super) fn ranges(view: &RosterView) -> [String; 2] {
    let sheet = super::quoted(sheets::words(view.lang, view.period.kind).roster_sheet);
    let n_seats: usize = (view.shifts.iter())
        .map(|it| it.people.len() + it.n_empty)
        .sum();
    let first = head_row(view) as usize + 2;
    let last = first + n_seats.max(1) - 1;
    ["G", "K"].map(|column| format!("{sheet}!${column}${first}:${column}${last}"))
}

pub(super) fn write(
    sheet: &mut Worksheet,
    view: &RosterView,
    style: &Style,
) -> Result<(), XlsxError> {
    let words = sheets::words(view.lang, view.period.kind);
    let head = head_row(view);
    set_up(sheet, view, words.roster_sheet, head, 1)?;
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    sheet.set_column_hidden(KEY)?;
    write_top(sheet, view, style, words)?;
    let mut row = head;
    let mut above: Option<&ShiftView> = None;
    for day in &view.days {
        for shift in day.cells.iter().flatten().map(|it| &view.shifts[*it]) {
            let people = shift.people.iter().map(|it| Some(&view.people[*it]));
            for person in people.chain((0..shift.n_empty).map(|_| None)) {
                row += 1;
                let seat = Seat { day, shift, person };
                seat.write(sheet, row, above, view, style)?;
                above = Some(shift);
            }
        }
    }
    set_up_names(sheet, view, words, head + 1, row.max(head + 1))?;
    sheet.autofilter(head, 0, row, LAST_SHOWN)?;
    Ok(())
}

/// Heading, office, legend, and the headings of the columns.
fn write_top(
    sheet: &mut Worksheet,
    view: &RosterView,
    style: &Style,
    words: &SheetWords,
) -> Result<(), XlsxError> {
    let heading = format!("{} · {}", view.heading, view.period.from_to);
    let office = [&view.office.superior, &view.office.name]
        .map(String::as_str)
        .into_iter()
        .filter(|it| !it.is_empty());
    let mut caption = office.collect::<Vec<_>>().join(" · ");
    if !view.office.hotline.is_empty() {
        caption += &format!(" · {}: {}", view.words.hotline, view.office.hotline);
    }
    caption += &format!(" · {}", view.verdict);
    sheet.merge_range(0, 0, 0, LAST_SHOWN, clipped(&heading), &style.title)?;
    // These rows stay in sight, so they must leave room for others.
    let at_top = |text: &str, width| row_height([(text, width)]).min(3.0 * LINE_HEIGHT);
    sheet.set_row_height(0, at_top(&heading, 125) * 1.3)?;
    let centered = style.caption.clone().set_align(FormatAlign::Center);
    sheet.merge_range(1, 0, 1, LAST_SHOWN, clipped(&caption), &centered)?;
    sheet.set_row_height(1, at_top(&caption, 165))?;
    sheet.merge_range(2, 0, 2, DUTY - 1, words.legend, &style.caption)?;
    for (row, duties) in (2..).zip(view.duties.chunks(DUTIES_A_ROW)) {
        let mut tallest = LINE_HEIGHT;
        for (nth, duty) in (0_u16..).zip(duties) {
            let idx = (row as usize - 2) * DUTIES_A_ROW + usize::from(nth);
            let (first, format) = (DUTY + nth * 2, tinted(&style.text, idx));
            sheet.merge_range(row, first, row, first + 1, clipped(&duty.name), &format)?;
            tallest = tallest.max(at_top(&duty.name, 29));
        }
        sheet.set_row_height(row, tallest)?;
    }
    let heads = [
        words.date,
        words.weekday,
        words.lunar,
        view.words.duty,
        words.turn,
        view.words.hours,
        words.person,
        view.words.title,
        view.words.unit,
        view.words.phone,
        words.points,
        words.marks,
        words.shift_key,
    ];
    let head = head_row(view);
    for (column, text) in (0..).zip(heads) {
        sheet.write_string_with_format(head, column, text, &style.head)?;
    }
    Ok(())
}

/// The list names are picked from, how to edit, and a mark on names that nobody has.
fn set_up_names(
    sheet: &mut Worksheet,
    view: &RosterView,
    words: &SheetWords,
    first: u32,
    last: u32,
) -> Result<(), XlsxError> {
    let names = DataValidation::new()
        .allow_list_formula(Formula::new(phones::column(view, phones::LABEL)))
        .set_error_style(DataValidationErrorStyle::Warning)
        .set_error_message(words.pick_a_name)?;
    sheet.add_data_validation(first, PERSON, last, PERSON, &names)?;
    let note = Note::new(words.how_to_edit)
        .add_author_prefix(false)
        .set_width(320)
        .set_height(150);
    sheet.insert_note(first - 1, PERSON, &note)?;
    // Who is not among the phones has no unit.
    let rule = format!("=$I{}=\"\"", first + 1);
    let nobody = ConditionalFormatFormula::new()
        .set_rule(rule.as_str())
        .set_format(alarming());
    sheet.add_conditional_format(first, PERSON, last, PERSON, &nobody)?;
    Ok(())
}

/// A seat, perhaps empty.
struct Seat<'a> {
    day: &'a DayView,
    shift: &'a ShiftView,
    person: Option<&'a PersonView>,
}

impl Seat<'_> {
    fn write(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        above: Option<&ShiftView>,
        view: &RosterView,
        style: &Style,
    ) -> Result<(), XlsxError> {
        let (day, shift) = (self.day, self.shift);
        let is_new_day = above.is_none_or(|it| it.day != shift.day);
        let is_new_shift = above.is_none_or(|it| it.key != shift.key);
        let edged = |format: &Format| match is_new_day {
            true => under_line(format),
            false => format.clone(),
        };
        let repeated = |format: &Format, is_new: bool| match is_new {
            true => edged(format),
            false => faint(format),
        };
        let name = self.person.map_or(view.words.empty_seat, |it| &it.label);
        // Cells break where they are told to, not within.
        let hours = shift.hours.replace('\u{a0}', " ");
        let marks = shift.marks.join(" · ");
        let of_day = repeated(&style.middle, is_new_day);
        let of_shift = repeated(&tinted(&style.text, shift.duty), is_new_shift);
        let texts = [
            (1, day.weekday.as_str(), of_day.clone()),
            (2, &day.lunar, of_day),
            (DUTY, &view.duties[shift.duty].name, of_shift.clone()),
            (4, &shift.name, of_shift),
            (5, &hours, repeated(&style.middle, is_new_shift)),
            (PERSON, name, edged(&style.text.clone().set_bold())),
            (LAST_SHOWN, &marks, edged(&style.text)),
            (KEY, &shift.key, style.text.clone()),
        ];
        let of = |of: phones::Column| self.person.map_or("", |it| of.text(it));
        let looked_up = [
            (7, of(phones::TITLE), phones::TITLE),
            (8, of(phones::UNIT), phones::UNIT),
            (9, of(phones::PHONE), phones::PHONE),
        ];
        let shown = (texts.iter().map(|it| (it.1, it.0)))
            .filter(|it| it.1 != KEY)
            .chain(looked_up.iter().map(|it| (it.1, it.0)));
        let wrapped = shown.map(|(text, column)| (text, WIDTHS[usize::from(column)]));
        sheet.set_row_height(row, row_height(wrapped))?;
        write_date(sheet, row, day, &repeated(&style.date, is_new_day))?;
        for (column, text, format) in &texts {
            sheet.write_string_with_format(row, *column, clipped(text), format)?;
        }
        // Text format would show the formula in place of what it finds.
        let found = edged(&style.text).set_num_format("General");
        for (column, text, of) in looked_up {
            let formula = look_up(view, row, of).set_result(clipped(text));
            sheet.write_formula_with_format(row, column, formula, &found)?;
        }
        let number = edged(&style.number);
        sheet.write_number_with_format(row, POINTS, shift.points as f64, &number)?;
        Ok(())
    }
}

/// A real date, which sorts and filters as one. Spreadsheets know none before 1900.
fn write_date(
    sheet: &mut Worksheet,
    row: u32,
    day: &DayView,
    format: &Format,
) -> Result<(), XlsxError> {
    let (month, date) = (day.date.month(), day.date.day());
    let known = (u16::try_from(day.date.year()).ok())
        .zip(u8::try_from(month).ok().zip(u8::try_from(date).ok()))
        .and_then(|(year, (month, date))| ExcelDateTime::from_ymd(year, month, date).ok());
    match known {
        Some(date) => sheet.write_datetime_with_format(row, 0, date, format)?,
        None => sheet.write_string_with_format(row, 0, &day.solar, format)?,
    };
    Ok(())
}

/// What the phones say of whoever stands in `row`.
fn look_up(view: &RosterView, row: u32, of: phones::Column) -> Formula {
    let (found, labels) = (
        phones::column(view, of),
        phones::column(view, phones::LABEL),
    );
    let row = row + 1;
    Formula::new(format!(
        "=IFERROR(INDEX({found},MATCH($G{row},{labels},0))&\"\",\"\")"
    ))
}
