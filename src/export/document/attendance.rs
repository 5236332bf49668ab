//! The sheet on which those on duty sign: a row a turn and person, under a line for each day.

use crate::domain::document::builtin::Form;
use crate::export::error::ExportError;
use crate::export::typeset::Typesetter;
use crate::export::view::{DayView, PersonView, RosterView, ShiftView};
use crate::text::document as words;

use super::fill::{self, BODY, Filler};
use super::head;
use crate::export::blocks::{
    Block, Cell, Keep, Lines, Orientation, Papers, Para, Row, Section, Shade, Style, Table, mm,
};

const CELL: i32 = 22;

pub(super) fn make(view: &RosterView, typesetter: &mut Typesetter) -> Result<Papers, ExportError> {
    let template = fill::template(view, Form::Attendance)?;
    let words = words::words(view.lang);
    let width = Orientation::Landscape.width();
    let filler = Filler::new(view, &template);
    let fixed = mm(11 + 44 + 47 + 52 + 18 + 18 + 26);
    let columns = [
        (words.row, mm(11)),
        (words.name, mm(44)),
        (words.post, mm(47)),
        (view.words.turn, mm(52)),
        (words.came, mm(18)),
        (words.left, mm(18)),
        (words.signature, mm(26)),
        (words.notes, width - fixed),
    ];
    let head_cell = |text: &str| Cell {
        shade: Shade::Head,
        ..Cell::new(vec![Para::new(text, CELL, Style::Bold).centered()])
    };
    let mut rows = Vec::new();
    let mut number = 0;
    for (idx, day) in view.days.iter().enumerate() {
        rows.push(day_row(day, columns.len()));
        for shift in day.cells.iter().flatten().map(|it| &view.shifts[*it]) {
            debug_assert_eq!(shift.day, idx, "a day's cells hold its own shifts");
            for person in &shift.people {
                number += 1;
                rows.push(row(view, number, shift, &view.people[*person]));
            }
        }
    }
    let table = Block::Table(Table {
        widths: columns.iter().map(|it| it.1).collect(),
        head: Some(Row::new(columns.iter().map(|it| head_cell(it.0)).collect())),
        rows,
        lines: Lines::All,
    });
    let mut blocks = vec![head::national(view, typesetter, width, None)];
    blocks.extend(head::letter_title(&filler, typesetter, width));
    blocks.push(Block::Para(Para::new("", 12, Style::Regular)));
    blocks.extend(filler.body(&[table], BODY, width));
    Ok(Papers {
        title: format!("{} – {}", words.attendance, view.period.name),
        author: view.office.name.clone(),
        language: view.words.code,
        sections: vec![Section {
            orientation: Orientation::Landscape,
            blocks,
        }],
    })
}

fn day_row(day: &DayView, n_columns: usize) -> Row {
    let text = format!(
        "{}, {} ({}) – {}",
        day.weekday, day.solar, day.lunar, day.kind_word
    );
    let cell = Cell {
        span: n_columns,
        shade: Shade::Head,
        ..Cell::new(vec![Para::new(&text, CELL, Style::Bold)])
    };
    Row {
        cells: vec![cell],
        keep: Keep::WithNext,
    }
}

fn row(view: &RosterView, number: usize, shift: &ShiftView, person: &PersonView) -> Row {
    let para = |text: &str| Para::new(text, CELL, Style::Regular);
    let filled = |lines: &[&str]| {
        let lines = lines.iter().filter(|it| !it.is_empty());
        Cell::new(lines.map(|it| para(it)).collect())
    };
    let empty = || Cell::new(Vec::new());
    Row::new(vec![
        Cell::new(vec![para(&number.to_string()).centered()]),
        filled(&[&person.name]),
        filled(&[&person.title, &person.unit]),
        filled(&[&view.duties[shift.duty].name, &shift.caption()]),
        empty(),
        empty(),
        empty(),
        empty(),
    ])
}
