//! The roster as a table of days: weekday, solar and lunar date, each turn with names, titles and
//! phones, notes.

use crate::domain::document::template::Piece;
use crate::export::view::{DayView, RosterView, ShiftView};
use crate::text::document::{self as words, PaperWords};
use crate::text::labels;

use super::fill::Filler;
use crate::export::blocks::{
    Block, Cell, Lines, Orientation, Para, Role, Row, Section, Shade, Style, Table, Twips, mm,
};

/// Heading of the appendix. Decree: 14 bold; its name 13–14 bold; the line under it 13–14 italic.
const HEADING: i32 = 28;
const ATTACHED: i32 = 26;
/// Names in the table, and what stands under them. The decree says nothing of tables.
const NAME: i32 = 23;
const DETAIL: i32 = 21;

const DAY_WIDTH: Twips = mm(26);
const NOTES_WIDTH: Twips = mm(22);
/// Most columns of turns, so that names stand in one line; with more, a column is a duty.
const MAX_TURNS: usize = 7;
/// Most columns of duties side by side; more of them go into another table.
const MAX_DUTIES: usize = 6;
/// Most people of a cell in one row; a day with more of them goes on in another row.
const MAX_PEOPLE: usize = 5;
/// Most columns in which title and phone stand in one line.
const MAX_WIDE: usize = 4;

pub(super) fn make(view: &RosterView, filler: &Filler<'_>, heading: &[Piece]) -> Section {
    let words = words::words(view.lang);
    let office = &view.office;
    let para = |text: &str, size, style, before| {
        let para = Para {
            before,
            ..Para::new(text, size, style)
        };
        Block::Para(para.centered())
    };
    let title = Para {
        role: Role::Title,
        ..Para::new(words.appendix, HEADING, Style::Bold)
    };
    let attached = words::attached_to(
        view.lang,
        words::paper_kind(view.lang, office.document.kind),
        &filler.number(),
        &filler.issue_date(),
        &office.name,
    );
    let mut blocks = vec![Block::Para(title.centered())];
    if let Some(heading) = filler.line(heading) {
        blocks.push(para(&heading.to_uppercase(), HEADING, Style::Bold, 0));
    }
    blocks.push(para(&attached, ATTACHED, Style::Italic, 0));
    if !office.hotline.is_empty() {
        let hotline = words::hotline(view.lang, &office.hotline);
        blocks.push(para(&hotline, ATTACHED, Style::Regular, 0));
    }
    for columns in columns(view) {
        // Space between heading and table, and between tables.
        blocks.push(Block::Para(Para::new("", 12, Style::Regular)));
        blocks.push(Block::Table(table(view, words, &columns)));
    }
    let ends_later = view.shifts.iter().any(|it| it.hours.contains('+'));
    let on_hours = ends_later.then(|| labels::note_on_hours(view.lang).to_owned());
    for note in on_hours.iter().chain(&view.gaps).chain(&view.broken) {
        blocks.push(Block::Para(Para {
            before: 60,
            ..Para::new(note, NAME, Style::Regular)
        }));
    }
    Section {
        orientation: Orientation::Landscape,
        blocks,
    }
}

/// A column: turns of one duty, all of one name or all there are.
struct Column<'a> {
    duty: usize,
    /// Name of the turns; `None` for all of the duty.
    turn: Option<&'a str>,
}

impl Column<'_> {
    fn has(&self, shift: &ShiftView) -> bool {
        shift.duty == self.duty && self.turn.is_none_or(|it| it == shift.name)
    }
}

/// How much a column holds.
#[derive(Clone, Copy)]
enum Room {
    /// Title and phone in one line.
    Wide,
    /// Each in its own.
    Narrow,
}

/// The columns of each table.
fn columns(view: &RosterView) -> Vec<Vec<Column<'_>>> {
    let mut turns: Vec<Column<'_>> = Vec::new();
    for duty in 0..view.duties.len() {
        let first = turns.len();
        for shift in view.shifts_of_duty(duty) {
            if turns[first..].iter().all(|it| !it.has(shift)) {
                let turn = Some(shift.name.as_str());
                turns.push(Column { duty, turn });
            }
        }
    }
    if turns.len() <= MAX_TURNS {
        return vec![turns];
    }
    let duties: Vec<usize> = (0..view.duties.len())
        .filter(|it| view.shifts_of_duty(*it).next().is_some())
        .collect();
    let table = |duties: &[usize]| {
        let columns = duties.iter().map(|duty| Column {
            duty: *duty,
            turn: None,
        });
        columns.collect()
    };
    duties.chunks(MAX_DUTIES).map(table).collect()
}

fn table(view: &RosterView, words: &PaperWords, columns: &[Column<'_>]) -> Table {
    let width = Orientation::Landscape.width() - DAY_WIDTH - NOTES_WIDTH;
    let n_columns = i32::try_from(columns.len()).unwrap_or(1).max(1);
    let mut widths = vec![DAY_WIDTH];
    widths.extend(columns.iter().map(|_| width / n_columns));
    widths.push(NOTES_WIDTH);
    let head = |paras: Vec<Para>| Cell {
        shade: Shade::Head,
        ..Cell::new(paras.into_iter().map(Para::centered).collect())
    };
    let one = |text: &str| head(vec![Para::new(text, NAME, Style::Bold)]);
    let mut cells = vec![one(words.weekday)];
    cells.extend(columns.iter().map(|it| head(column_head(view, it))));
    cells.push(one(words.notes));
    let rows = view
        .days
        .iter()
        .flat_map(|day| rows(view, words, columns, day));
    Table {
        widths,
        head: Some(Row::new(cells)),
        rows: rows.collect(),
        lines: Lines::All,
    }
}

fn column_head(view: &RosterView, column: &Column<'_>) -> Vec<Para> {
    let duty = &view.duties[column.duty].name;
    let mut paras = vec![Para::new(duty, NAME, Style::Bold)];
    let mut shifts = view.shifts_of_duty(column.duty).filter(|it| column.has(it));
    if let (Some(turn), Some(first)) = (column.turn, shifts.next()) {
        let same_hours = shifts.all(|it| it.hours == first.hours);
        let presence = labels::presence(view.lang, first.presence);
        let mut lines = vec![turn.to_owned()];
        lines.extend(same_hours.then(|| first.hours.clone()));
        lines.extend(presence.map(|it| format!("({it})")));
        lines.retain(|it| !it.is_empty());
        let line = |it: &String| Para::new(it, DETAIL, Style::Regular);
        paras.extend(lines.iter().map(line));
    }
    paras
}

/// The rows of a day: as many as its fullest cell needs.
fn rows(view: &RosterView, words: &PaperWords, columns: &[Column<'_>], day: &DayView) -> Vec<Row> {
    let room = if columns.len() <= MAX_WIDE {
        Room::Wide
    } else {
        Room::Narrow
    };
    let cells: Vec<Vec<Vec<Para>>> = (columns.iter())
        .map(|column| entries(view, column, day, room))
        .collect();
    let fullest = cells.iter().map(Vec::len).max().unwrap_or(0);
    let n_rows = fullest.div_ceil(MAX_PEOPLE).max(1);
    let part = |nth: usize| {
        let mut row = vec![Cell::new(day_lines(day, (0 < nth).then_some(words)))];
        for entries in &cells {
            let chunk = entries.chunks(MAX_PEOPLE).nth(nth).unwrap_or_default();
            row.push(Cell::new(chunk.concat()));
        }
        row.push(Cell::new(if nth == 0 {
            notes(view, day)
        } else {
            Vec::new()
        }));
        Row::new(row)
    };
    (0..n_rows).map(part).collect()
}

fn day_lines(day: &DayView, continued: Option<&PaperWords>) -> Vec<Para> {
    let mut paras = vec![
        Para::new(&day.weekday, NAME, Style::Bold),
        Para::new(&day.solar, NAME, Style::Bold),
        Para::new(&day.lunar, DETAIL, Style::Italic),
    ];
    if let Some(words) = continued {
        paras.push(Para::new(words.to_continue, DETAIL, Style::Italic));
    }
    paras.into_iter().map(Para::centered).collect()
}

/// The people of a cell, each with title and phone; where a column is a whole duty, under the
/// caption of the turn.
fn entries(view: &RosterView, column: &Column<'_>, day: &DayView, room: Room) -> Vec<Vec<Para>> {
    let mut entries = Vec::new();
    let cell = day.cells[column.duty].iter().map(|it| &view.shifts[*it]);
    for shift in cell.filter(|it| column.has(it)) {
        let mut caption = match column.turn {
            Some(_) => None,
            None => Some(Para::new(&shift.caption(), DETAIL, Style::Italic)),
        };
        let people = shift.people.iter().map(|it| &view.people[*it]);
        let mut seats: Vec<Vec<Para>> = people
            .map(|person| {
                let mut paras = vec![Para::new(&person.name, NAME, Style::Bold)];
                let details = [&person.title, &person.phone];
                let details = details.into_iter().filter(|it| !it.is_empty()).cloned();
                let details: Vec<String> = details.collect();
                let details = match room {
                    Room::Wide if !details.is_empty() => vec![details.join(" – ")],
                    Room::Wide | Room::Narrow => details,
                };
                let details = details.into_iter();
                paras.extend(details.map(|it| Para::new(&it, DETAIL, Style::Regular)));
                paras
            })
            .collect();
        let empty = Para::new(view.words.empty_seat, NAME, Style::Italic);
        seats.extend((0..shift.n_empty).map(|_| vec![empty.clone()]));
        for mut seat in seats {
            if let Some(first) = seat.first_mut() {
                first.before = 40;
            }
            if let Some(caption) = caption.take() {
                seat.insert(0, caption);
            }
            entries.push(seat);
        }
    }
    entries
}

fn notes(view: &RosterView, day: &DayView) -> Vec<Para> {
    let mut notes = vec![labels::capitalized(day.kind_word)];
    for shift in day.cells.iter().flatten().map(|it| &view.shifts[*it]) {
        let special = shift.special.map(|it| labels::special(view.lang, it));
        let special = special.map(labels::capitalized);
        notes.extend(special.filter(|it| !notes.contains(it)));
    }
    let para = |it: &String| Para::new(it, DETAIL, Style::Regular);
    notes.iter().map(para).collect()
}
