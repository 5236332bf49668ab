//! A slip for each person on duty: when, where, with whom, from whom and to whom.

use crate::domain::document::builtin::Form;
use crate::export::error::ExportError;
use crate::export::pdf;
use crate::export::typeset::{Typesetter, points};
use crate::export::view::{PersonView, RosterView, ShiftView};
use crate::text::document::{self as words, PaperWords};

use super::fill::{self, Filler};
use super::head;
use crate::export::blocks::{
    BOTTOM, Block, Cell, Lines, Orientation, Papers, Para, Row, Section, Shade, Style, TOP, Table,
    Twips, mm,
};

const TEXT: i32 = 24;
const CELL: i32 = 21;
const DAY_WIDTH: Twips = mm(30);
const NAMES_WIDTH: Twips = mm(31);
/// Size of the empty line between slips.
const GAP: i32 = 16;
/// Lines of word processors are a little higher than measured here.
const SAFETY: f32 = 1.02;

/// Most names a cell holds; more are told by their number, the roster lists them.
const MAX_NAMES: usize = 4;

pub(super) fn make(view: &RosterView, typesetter: &mut Typesetter) -> Result<Papers, ExportError> {
    let template = fill::template(view, Form::Slip)?;
    let words = words::words(view.lang);
    let width = Orientation::Portrait.width();
    // A slip goes from hand to hand within the office: no quốc hiệu, so that two stand on a page.
    let agency = Para::new(&view.office.name.to_uppercase(), CELL, Style::Bold);
    let mut blocks = Vec::new();
    let room = points(Orientation::Portrait.page().1 - TOP - BOTTOM);
    let mut filled = 0.0;
    for (idx, person) in view.people_on_duty() {
        let filler = Filler::new(view, &template).for_person(person);
        let table = Block::Table(table(view, words, idx, person));
        let mut slip = vec![Block::Para(agency.clone())];
        slip.extend(head::title(&filler, typesetter, width, TEXT));
        slip.extend(filler.body(&[table], TEXT, width));
        // Where to cut.
        slip.push(Block::Rule { left: 0, right: 0 });
        slip.push(Block::Para(Para::new("", GAP, Style::Regular)));
        // Word processors part tables that should stand together, so the page is turned here.
        let height = pdf::height(&slip, Orientation::Portrait, typesetter) * SAFETY;
        if room < filled + height && 0.0 < filled {
            blocks.push(Block::Break);
            filled = 0.0;
        }
        filled += height;
        blocks.push(Block::Together(slip));
    }
    if blocks.is_empty() {
        blocks.push(Block::Para(Para::new(
            view.words.nobody,
            TEXT,
            Style::Regular,
        )));
    }
    Ok(Papers {
        title: format!("{} – {}", words.slips, view.period.name),
        author: view.office.name.clone(),
        language: view.words.code,
        sections: vec![Section {
            orientation: Orientation::Portrait,
            blocks,
        }],
    })
}

fn table(view: &RosterView, words: &PaperWords, idx: usize, person: &PersonView) -> Table {
    let turn = Orientation::Portrait.width() - DAY_WIDTH - 3 * NAMES_WIDTH;
    let widths: Vec<Twips> = vec![DAY_WIDTH, turn, NAMES_WIDTH, NAMES_WIDTH, NAMES_WIDTH];
    let heads = [
        words.weekday,
        words.turn,
        words.with,
        words.from,
        words.onward,
    ];
    let head = heads.map(|it| Cell {
        shade: Shade::Head,
        ..Cell::new(vec![Para::new(it, CELL, Style::Bold).centered()])
    });
    let row = |shift: &usize| {
        let shift = &view.shifts[*shift];
        let day = view.day_of(shift);
        let duty = &view.duties[shift.duty];
        let para = |text: &str, style| Para::new(text, CELL, style);
        let others = shift.people.iter().filter(|it| **it != idx);
        let from = neighbours(view, shift, |it| it.span.end() == shift.span.start());
        let onward = neighbours(view, shift, |it| it.span.start() == shift.span.end());
        Row::new(vec![
            Cell::new(vec![
                para(&format!("{}, {}", day.weekday, day.solar), Style::Bold),
                para(&day.lunar, Style::Italic),
            ]),
            Cell::new(vec![
                para(&duty.name, Style::Bold),
                para(&shift.caption(), Style::Regular),
                para(&duty.place, Style::Italic),
            ]),
            Cell::new(names(view, others.copied().collect())),
            Cell::new(names(view, from)),
            Cell::new(names(view, onward)),
        ])
    };
    Table {
        widths,
        head: Some(Row::new(head.into())),
        rows: person.shifts.iter().map(row).collect(),
        lines: Lines::All,
    }
}

/// People of the same duty's shifts that `touches` this one.
fn neighbours(
    view: &RosterView,
    shift: &ShiftView,
    touches: impl Fn(&ShiftView) -> bool,
) -> Vec<usize> {
    let mut people = Vec::new();
    for other in view.shifts_of_duty(shift.duty) {
        if other.presence == shift.presence && touches(other) {
            people.extend(&other.people);
        }
    }
    people
}

/// Names with phones.
fn names(view: &RosterView, people: Vec<usize>) -> Vec<Para> {
    let mut paras = Vec::new();
    for person in people.iter().take(MAX_NAMES).map(|it| &view.people[*it]) {
        paras.push(Para::new(&person.name, CELL, Style::Regular));
        if !person.phone.is_empty() {
            paras.push(Para::new(&person.phone, CELL, Style::Italic));
        }
    }
    if MAX_NAMES < people.len() {
        let more = format!("+ {}", people.len() - MAX_NAMES);
        paras.push(Para::new(&more, CELL, Style::Regular));
    }
    paras
}
