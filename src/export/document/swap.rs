//! The request to swap a turn, to be filled in by hand and signed.

use crate::domain::document::builtin::Form;
use crate::export::error::ExportError;
use crate::export::typeset::Typesetter;
use crate::export::view::RosterView;
use crate::text::document as words;

use super::fill::{self, BODY, Filler};
use super::head;
use crate::export::blocks::Block;
use crate::export::blocks::{
    Cell, Lines, Orientation, Papers, Para, Row, Section, Shade, Style, Table, mm,
};

const CELL: i32 = 24;
/// Rows to fill in.
const N_ROWS: usize = 3;

pub(super) fn make(view: &RosterView, typesetter: &mut Typesetter) -> Result<Papers, ExportError> {
    let template = fill::template(view, Form::Swap)?;
    let words = words::words(view.lang);
    let width = Orientation::Portrait.width();
    let filler = Filler::new(view, &template);
    let columns = [
        (words.name, mm(40)),
        (words.assigned, mm(40)),
        (words.replacement, width - mm(40 + 40 + 25 + 25)),
        (words.working_duty, mm(25)),
        (words.leading_duty, mm(25)),
    ];
    let head_cell = |text: &str| Cell {
        shade: Shade::Head,
        ..Cell::new(vec![Para::new(text, CELL, Style::Bold).centered()])
    };
    let blank = Row::new(vec![
        Cell::new(vec![Para {
            before: 240,
            ..Para::new("", CELL, Style::Regular)
        }]);
        columns.len()
    ]);
    let table = Block::Table(Table {
        widths: columns.iter().map(|it| it.1).collect(),
        head: Some(Row::new(columns.iter().map(|it| head_cell(it.0)).collect())),
        rows: vec![blank; N_ROWS],
        lines: Lines::All,
    });
    let mut blocks = vec![head::national(view, typesetter, width, None)];
    blocks.extend(head::letter_title(&filler, typesetter, width));
    blocks.extend(filler.body(&[table], BODY, width));
    Ok(Papers {
        title: format!("{} – {}", words.swap, view.period.name),
        author: view.office.name.clone(),
        language: view.words.code,
        sections: vec![Section {
            orientation: Orientation::Portrait,
            blocks,
        }],
    })
}
