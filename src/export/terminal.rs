//! The roster as a table at the terminal.

use comfy_table::{Attribute, Cell, Color, ColumnConstraint, ContentArrangement, Table, presets};

use super::view::{DayView, RosterView, ShiftView, Standing};

/// Whether the table is coloured; colour never says anything that words do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Text only.
    Plain,
    /// With terminal codes.
    Color,
}

/// The least that a column of duties needs, in characters: a name in two lines.
const MIN_COLUMN: u16 = 16;

/// What the column of days needs, in characters, frame included.
const DAY_COLUMN: u16 = 22;

/// Heading, table and verdict, no line longer than `width` if that is 40 or more. One column a
/// duty; one line a shift where so many columns do not fit.
pub fn write(view: &RosterView, width: u16, ink: Ink) -> String {
    let n_duties = u16::try_from(view.duties.len()).unwrap_or(u16::MAX);
    let needed = n_duties.saturating_mul(MIN_COLUMN + 3);
    let mut table = Table::new();
    (table.load_style(presets::UTF8_FULL_CONDENSED))
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(width)
        .force_no_tty();
    if ink == Ink::Color {
        table.enforce_styling();
    }
    if needed <= width.saturating_sub(DAY_COLUMN) {
        by_columns(view, &mut table);
    } else {
        by_lines(view, &mut table);
    }
    let office = [view.office.superior.as_str(), &view.office.name]
        .into_iter()
        .filter(|it| !it.is_empty());
    let mut parts: Vec<_> = office.map(str::to_owned).collect();
    parts.push(format!("{}\n{}", view.heading, view.period));
    let lines = parts.join("\n");
    // Comfy-table pads cells, which leaves nothing at the ends of lines but the frame.
    format!("{lines}\n\n{table}\n{}\n", view.verdict)
}

fn by_columns(view: &RosterView, table: &mut Table) {
    let names = view.duties.iter().map(|it| it.name.as_str());
    table.set_header(std::iter::once(view.words.day).chain(names).map(heading));
    for day in &view.days {
        let cells = day.cells.iter().map(|shifts| {
            let blocks: Vec<_> = shifts.iter().map(|it| block(view, *it)).collect();
            shift_cell(view, shifts, blocks.join("\n"))
        });
        table.add_row(std::iter::once(day_cell(day)).chain(cells));
    }
    if let Some(column) = table.column_mut(0) {
        column.set_constraint(ColumnConstraint::ContentWidth);
    }
}

fn by_lines(view: &RosterView, table: &mut Table) {
    let words = view.words;
    table.set_header([words.day, words.turn, words.on_duty].map(heading));
    for day in &view.days {
        for (idx, shift_idx) in day.cells.iter().flatten().enumerate() {
            let shift = &view.shifts[*shift_idx];
            let duty = &view.duties[shift.duty].name;
            table.add_row([
                if idx == 0 {
                    day_cell(day)
                } else {
                    Cell::new("")
                },
                Cell::new(format!("{duty}\n{}", shift.caption())),
                shift_cell(view, &[*shift_idx], seats(view, shift).join("\n")),
            ]);
        }
    }
}

/// A shift and below it who stands it.
fn block(view: &RosterView, shift: usize) -> String {
    let shift = &view.shifts[shift];
    format!("{}\n{}", shift.caption(), seats(view, shift).join("\n"))
}

fn seats(view: &RosterView, shift: &ShiftView) -> Vec<String> {
    let people = (shift.people.iter()).map(|it| format!("• {}", view.people[*it].name));
    let empty = std::iter::repeat_n(format!("• {}", view.words.empty_seat), shift.n_empty);
    people.chain(empty).collect()
}

fn heading(text: &str) -> Cell {
    Cell::new(text).add_attribute(Attribute::Bold)
}

fn day_cell(day: &DayView) -> Cell {
    let text = format!(
        "{}\n{}\n{}\n{}",
        day.weekday, day.solar, day.lunar, day.kind_word
    );
    let cell = Cell::new(text);
    if day.is_first_day {
        cell.fg(Color::Red).add_attribute(Attribute::Bold)
    } else {
        cell
    }
}

fn shift_cell(view: &RosterView, shifts: &[usize], text: String) -> Cell {
    let is_short = shifts.iter().any(|it| 0 < view.shifts[*it].n_empty);
    let cell = Cell::new(text);
    if is_short && view.standing != Standing::Optimal {
        cell.fg(Color::Yellow)
    } else {
        cell
    }
}
