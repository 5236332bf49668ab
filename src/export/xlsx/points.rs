//! Who carries how many points, with charts: formulas, so that they follow an edited roster.

use rust_xlsxwriter::{
    Chart, ChartFont, ChartFormat, ChartLegendPosition, ChartSolidFill, ChartType, Color, Formula,
    ObjectMovement, Worksheet, XlsxError,
};

use crate::export::view::{PersonView, RosterView};
use crate::rules::load::GroupLoad;
use crate::text::sheets::{self, SheetWords};

use super::style::{Style, row_height};
use super::{clipped, quoted, roster, set_up};

const WIDTHS: [u16; 9] = [28, 10, 9, 10, 10, 10, 11, 10, 10];
/// Width of the merged cells that name a group.
const TITLE_WIDTH: u16 = 80;
/// The column charts begin in.
const CHART: u16 = 7;
/// Least rows beside a chart, and most people in one, so that each fits a page.
const ROWS_A_CHART: u32 = 8;
const PEOPLE_A_CHART: usize = 24;
/// Height of a page in points at [`SCALE`], repeated headings not counted.
const PAGE: f64 = 540.0;
/// In percent. The columns' widths are fixed, so this is what fits the width of a page; spread
/// sheet programs that fit by themselves would cut charts at the foot of pages.
const SCALE: u16 = 82;
/// Least height of a row in points: charts stand beside the rows they show.
const ROW: f64 = 16.5;
/// The same in pixels.
const ROW_PIXELS: u32 = 22;
const CHART_WIDTH: u32 = 520;
const LIGHT: u32 = 0xE3_B9A4;
const DARK: u32 = 0xA8_3232;

pub(super) fn write(
    sheet: &mut Worksheet,
    view: &RosterView,
    style: &Style,
) -> Result<(), XlsxError> {
    let words = sheets::words(view.lang, view.period.kind);
    let head = u32::try_from(view.compared().count()).unwrap_or(0) + 3;
    set_up(sheet, view, words.points_sheet, head, 1)?;
    sheet.set_print_scale(SCALE);
    // Spreads stand above the people: all of it scrolls.
    sheet.set_freeze_panes(0, 1)?;
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    let heads = [
        view.words.name,
        words.share,
        view.words.turns,
        words.carried,
        words.this_year,
        view.words.total,
        words.full_post,
    ];
    for (column, text) in (0..).zip(heads) {
        sheet.write_string_with_format(head, column, text, &style.head)?;
    }
    sheet.set_row_height(head, 2.0 * ROW)?;
    let mut next = head + 1;
    let mut page = f64::from(head + 2) * ROW;
    let mut breaks = Vec::new();
    let mut groups = Vec::new();
    for group in &view.groups {
        let people = view.people_of(group);
        let heading = next;
        next += 1;
        let title = &group.name;
        sheet.merge_range(heading, 0, heading, CHART - 1, clipped(title), &style.group)?;
        let mut above = set_height(sheet, heading, title, TITLE_WIDTH)?;
        let n_charts = people.len().div_ceil(PEOPLE_A_CHART);
        for people in people.chunks(people.len().div_ceil(n_charts)) {
            let first = next;
            next += u32::try_from(people.len()).unwrap_or(0).max(ROWS_A_CHART);
            let mut height = 0.0;
            for row in first..next {
                let person = people.get((row - first) as usize);
                height += set_height(sheet, row, person.map_or("", |it| &it.label), WIDTHS[0])?;
                if let Some(person) = person {
                    write_person(sheet, row, person, view, style)?;
                }
            }
            insert_chart(sheet, first, people.len(), words)?;
            page += above + height;
            if PAGE < page && first != head + 2 {
                breaks.push(if 0.0 < above { heading } else { first });
                page = above + height;
            }
            above = 0.0;
        }
        let n_people = u32::try_from(people.len()).unwrap_or(0);
        if let Some(load) = &group.load {
            groups.push((title, load, (heading + 1, heading + n_people)));
        }
    }
    sheet.set_page_breaks(&breaks)?;
    write_spreads(sheet, view, style, &groups)
}

/// Makes room for `text` in a cell `width` wide; answers how high the row is, in points.
fn set_height(sheet: &mut Worksheet, row: u32, text: &str, width: u16) -> Result<f64, XlsxError> {
    let height = row_height([(text, width)]).max(ROW);
    sheet.set_row_height(row, height)?;
    Ok(height)
}

fn write_person(
    sheet: &mut Worksheet,
    row: u32,
    person: &PersonView,
    view: &RosterView,
    style: &Style,
) -> Result<(), XlsxError> {
    sheet.write_string_with_format(row, 0, clipped(&person.label), &style.text)?;
    for (column, number) in [(1, i64::from(person.share)), (3, person.load.carried)] {
        sheet.write_number_with_format(row, column, number as f64, &style.number)?;
    }
    let [names, points] = roster::ranges(view);
    let at = row + 1;
    let total = person.load.total();
    for (column, formula, result) in [
        (
            2,
            format!("SUMPRODUCT(--({names}=$A{at}))"),
            person.shifts.len() as i64,
        ),
        (
            4,
            format!("SUMPRODUCT(({names}=$A{at})*{points})"),
            person.load.points,
        ),
        (5, format!("D{at}+E{at}"), total),
    ] {
        write_formula(sheet, row, column, &formula, result, style)?;
    }
    if person.counts {
        let formula = format!("TRUNC(F{at}*100/B{at})");
        write_formula(sheet, row, 6, &formula, person.full_post(total), style)
    } else {
        // Text, which the least and the most of the group pass over.
        sheet.write_string_with_format(row, 6, "–", &style.number)?;
        Ok(())
    }
}

fn write_formula(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    formula: &str,
    result: i64,
    style: &Style,
) -> Result<(), XlsxError> {
    let formula = Formula::new(formula).set_result(result.to_string());
    sheet.write_formula_with_format(row, column, formula, &style.number)?;
    Ok(())
}

/// A bar for each of `n_people` from row `first`: carried points, then those of this year.
fn insert_chart(
    sheet: &mut Worksheet,
    first: u32,
    n_people: usize,
    words: &SheetWords,
) -> Result<(), XlsxError> {
    let name = quoted(words.points_sheet);
    let n_people = u32::try_from(n_people).unwrap_or(1);
    let range = |column: &str| {
        let (first, last) = (first + 1, first + n_people);
        format!("={name}!${column}${first}:${column}${last}")
    };
    let mut chart = Chart::new(ChartType::BarStacked);
    for (column, title, color) in [("D", words.carried, LIGHT), ("E", words.this_year, DARK)] {
        let fill = ChartSolidFill::new().set_color(Color::RGB(color)).clone();
        (chart.add_series())
            .set_categories(range("A").as_str())
            .set_values(range(column).as_str())
            .set_name(title)
            .set_gap(40)
            .set_format(ChartFormat::new().set_solid_fill(&fill));
    }
    // The first person at the top, as in the rows beside.
    let font = ChartFont::new().set_size(9).clone();
    (chart.y_axis().set_reverse())
        .set_label_interval(1)
        .set_font(&font);
    chart.legend().set_position(ChartLegendPosition::Top);
    chart.title().set_hidden();
    chart
        .set_alt_text(words.loads)
        .set_object_movement(ObjectMovement::MoveButDontSizeWithCells)
        .set_width(CHART_WIDTH)
        .set_height(n_people.max(ROWS_A_CHART) * ROW_PIXELS);
    sheet.insert_chart(first, CHART, &chart)?;
    Ok(())
}

/// How far apart each group is: before, now, and divided in theory; each with the rows of its people.
fn write_spreads(
    sheet: &mut Worksheet,
    view: &RosterView,
    style: &Style,
    groups: &[(&String, &GroupLoad, (u32, u32))],
) -> Result<(), XlsxError> {
    let words = sheets::words(view.lang, view.period.kind);
    let mut heads = vec![view.words.group.to_owned(), view.words.people.to_owned()];
    let ends = |what| [words.least, words.most].map(|end| format!("{what}, {end}"));
    heads.extend([words.before, words.after].into_iter().flat_map(ends));
    heads.push(words.spread.to_owned());
    heads.extend(ends(words.divided));
    for (column, text) in (0..).zip(heads) {
        sheet.write_string_with_format(0, column, &text, &style.head)?;
    }
    sheet.set_row_height(0, 3.0 * ROW)?;
    for (row, (name, load, (first, last))) in (1..).zip(groups) {
        sheet.write_string_with_format(row, 0, clipped(name), &style.text)?;
        set_height(sheet, row, name, WIDTHS[0])?;
        let fixed = [
            (1, load.people.len() as i64),
            (2, load.before.least),
            (3, load.before.most),
            (7, load.divided.least),
            (8, load.divided.most),
        ];
        for (column, number) in fixed {
            sheet.write_number_with_format(row, column, number as f64, &style.number)?;
        }
        let rows = format!("G{}:G{}", first + 1, last + 1);
        let after = load.after;
        let spread = format!("F{0}-E{0}", row + 1);
        write_formula(sheet, row, 4, &format!("MIN({rows})"), after.least, style)?;
        write_formula(sheet, row, 5, &format!("MAX({rows})"), after.most, style)?;
        write_formula(sheet, row, 6, &spread, after.spread(), style)?;
    }
    let below = u32::try_from(groups.len()).unwrap_or(0) + 1;
    sheet.merge_range(
        below,
        0,
        below,
        CHART + 1,
        words.note_on_divided,
        &style.caption,
    )?;
    sheet.set_row_height(below, 3.0 * ROW)?;
    Ok(())
}
