//! The roster as a table at the terminal.

use comfy_table::{Attribute, Cell, Color, ColumnConstraint, ContentArrangement, Table, presets};

use super::view::{DayView, RosterView, ShiftView};

/// Whether the table is coloured; colour never says anything that words do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// No codes of colour.
    Plain,
    /// With terminal codes.
    Color,
}

/// The least that a column of a duty needs, in characters, frame included: a name in two lines,
/// hours in one.
const DUTY_COLUMN: u16 = 19;

/// What the column of days needs, in characters, frame included.
const DAY_COLUMN: u16 = 17;

/// Heading, table and verdict; no line of the table is longer than `width` if that is 50 or more.
/// One column a duty, or one for all duties where so many columns do not fit.
pub fn write(view: &RosterView, width: u16, ink: Ink) -> String {
    let n_duties = u16::try_from(view.duties.len()).unwrap_or(u16::MAX);
    let needed = DUTY_COLUMN.saturating_mul(n_duties);
    let mut table = Table::new();
    (table.load_style(presets::UTF8_FULL))
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(width)
        .force_no_tty();
    if ink == Ink::Color {
        table.enforce_styling();
    }
    if needed <= width.saturating_sub(DAY_COLUMN) {
        by_columns(view, &mut table);
    } else {
        in_one_column(view, &mut table);
    }
    if let Some(column) = table.column_mut(0) {
        column.set_constraint(ColumnConstraint::ContentWidth);
    }
    let office = [&view.office.superior, &view.office.name];
    let lines = (office.into_iter().filter(|it| !it.is_empty()))
        .chain([&view.heading, &view.period.from_to])
        .fold(String::new(), |text, line| text + line + "\n");
    format!("{lines}\n{table}\n{}\n", view.verdict)
}

fn by_columns(view: &RosterView, table: &mut Table) {
    let names = view.duties.iter().map(|it| it.name.as_str());
    table.set_header(std::iter::once(view.words.day).chain(names).map(heading));
    for day in &view.days {
        let cells = (day.cells.iter()).map(|shifts| blocks(view, shifts, |it| it.caption()));
        table.add_row(std::iter::once(day_cell(day)).chain(cells));
    }
}

fn in_one_column(view: &RosterView, table: &mut Table) {
    table.set_header([view.words.day, view.words.on_duty].map(heading));
    let caption = |shift: &ShiftView| {
        let duty = &view.duties[shift.duty].name;
        format!("{duty}: {}", shift.caption())
    };
    for day in &view.days {
        let shifts: Vec<_> = day.cells.iter().flatten().copied().collect();
        table.add_row([day_cell(day), blocks(view, &shifts, caption)]);
    }
}

/// Each shift's caption, and below it who stands it.
fn blocks(view: &RosterView, shifts: &[usize], caption: impl Fn(&ShiftView) -> String) -> Cell {
    let shifts: Vec<_> = shifts.iter().map(|it| &view.shifts[*it]).collect();
    let lines: Vec<_> = (shifts.iter())
        .flat_map(|shift| std::iter::once(caption(shift)).chain(seats(view, shift)))
        .collect();
    let cell = Cell::new(lines.join("\n"));
    if shifts.iter().any(|it| 0 < it.n_empty) {
        cell.fg(Color::Yellow)
    } else {
        cell
    }
}

fn seats(view: &RosterView, shift: &ShiftView) -> impl Iterator<Item = String> {
    let people = (shift.people.iter()).map(|it| format!("• {}", view.people[*it].name));
    let empty = std::iter::repeat_n(format!("• {}", view.words.empty_seat), shift.n_empty);
    people.chain(empty)
}

fn heading(text: &str) -> Cell {
    Cell::new(text).add_attribute(Attribute::Bold)
}

fn day_cell(day: &DayView) -> Cell {
    let text = format!(
        "{}\n{}\n{}\n{}",
        day.weekday, day.solar, day.lunar_short, day.kind_word
    );
    let cell = Cell::new(text);
    if day.is_first_day {
        cell.fg(Color::Red).add_attribute(Attribute::Bold)
    } else {
        cell
    }
}
