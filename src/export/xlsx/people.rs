//! What each person stands.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::export::view::{PersonView, RosterView};
use crate::text::sheets;

use super::style::{Style, row_height, tinted};
use super::{clipped, set_up};

const WIDTHS: [u16; 8] = [26, 22, 32, 14, 18, 66, 8, 12];
const HEAD: u32 = 1;

pub(super) fn write(
    sheet: &mut Worksheet,
    view: &RosterView,
    style: &Style,
) -> Result<(), XlsxError> {
    let (words, own) = (view.words, sheets::words(view.lang, view.period.kind));
    set_up(sheet, view, own.people_sheet, HEAD, 1)?;
    let last_column = 7;
    sheet.merge_range(0, 0, 0, last_column, own.as_exported, &style.caption)?;
    let heads = [
        words.name,
        words.title,
        words.unit,
        words.phone,
        words.group,
        words.when,
        words.turns,
        words.wishes,
    ];
    for (column, (text, width)) in (0..).zip(heads.into_iter().zip(WIDTHS)) {
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(HEAD, column, text, &style.head)?;
    }
    for (row, person) in (HEAD + 1..).zip(&view.people) {
        let texts: [&str; 5] = [
            &person.label,
            &person.title,
            &person.unit,
            &person.phone,
            &person.group,
        ];
        for (column, text) in (0..).zip(texts) {
            sheet.write_string_with_format(row, column, clipped(text), &style.text)?;
        }
        let turns = turns(view, person);
        let cells = texts.into_iter().chain([turns.as_str()]).zip(WIDTHS);
        sheet.set_row_height(row, row_height(cells))?;
        // One duty gives its color; who stands several has a plain cell.
        let mut duties = person.shifts.iter().map(|it| view.shifts[*it].duty);
        let format = match duties.next() {
            Some(first) if duties.all(|it| it == first) => tinted(&style.text, first),
            Some(_) | None => style.text.clone(),
        };
        sheet.write_string_with_format(row, 5, clipped(&turns), &format)?;
        sheet.write_number_with_format(row, 6, person.shifts.len() as f64, &style.number)?;
        let wishes = (person.wishes).map_or(String::new(), |(kept, all)| format!("{kept}/{all}"));
        sheet.write_string_with_format(row, 7, &wishes, &style.middle)?;
    }
    let last = HEAD + u32::try_from(view.people.len()).unwrap_or(0);
    sheet.autofilter(HEAD, 0, last, last_column)?;
    Ok(())
}

/// A line for each turn.
fn turns(view: &RosterView, person: &PersonView) -> String {
    if person.shifts.is_empty() {
        return view.words.nobody.to_owned();
    }
    let line = |idx: &usize| {
        let shift = &view.shifts[*idx];
        let (day, duty) = (view.day_of(shift), &view.duties[shift.duty].name);
        format!(
            "{} {} · {duty}, {}",
            day.weekday,
            day.solar_short,
            shift.caption()
        )
    };
    person
        .shifts
        .iter()
        .map(line)
        .collect::<Vec<_>>()
        .join("\n")
}
