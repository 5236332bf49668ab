//! Templates with their values put in.

use crate::domain::document::builtin::{self, Form, Tongue};
use crate::domain::document::template::{Field, Insert, Line, Piece, Template};
use crate::export::error::ExportError;
use crate::export::view::{DayView, DutyView, PersonView, RosterView};
use crate::text::Lang;
use crate::text::clean::{one_line, stretch};
use crate::text::document as words;
use crate::text::labels;

use crate::export::blocks::{
    Align, Block, Cell, Lines, Para, Role, Row, Run, Style, Table, Twips, mm,
};

/// Size of the body in half points. Decree: 13–14.
pub(super) const BODY: i32 = 28;
/// Indent of a first line. Decree: 1 or 1.27 cm.
const FIRST_INDENT: Twips = mm(10);
/// Space between paragraphs. Decree: at least 6 pt.
const GAP: Twips = 120;
/// Room for a signature.
const SIGNATURE_GAP: Twips = 900;
/// The same on a slip.
const SMALL_SIGNATURE_GAP: Twips = 600;
/// What a line to write on holds.
const BLANK: &str = "………";

/// What a template is filled with.
#[derive(Debug)]
pub(super) struct Filler<'a> {
    view: &'a RosterView,
    person: Option<&'a PersonView>,
    template: &'a Template,
}

/// The office's own template of `form`, or the built-in one.
pub(super) fn template(view: &RosterView, form: Form) -> Result<Template, ExportError> {
    let tongue = match view.lang {
        Lang::Vi => Tongue::Vietnamese,
        Lang::En => Tongue::English,
    };
    let builtin = builtin::find(form, tongue);
    let own = view.office.document.templates.get(builtin.file);
    Template::read(own.map_or(builtin.text, String::as_str))
        .map_err(|faults| ExportError::not_rendered(builtin.file, format!("{faults:?}")))
}

impl<'a> Filler<'a> {
    pub(super) fn new(view: &'a RosterView, template: &'a Template) -> Self {
        Self {
            view,
            person: None,
            template,
        }
    }

    pub(super) fn for_person(self, person: &'a PersonView) -> Self {
        Self {
            person: Some(person),
            ..self
        }
    }

    /// The whole line in one style; `None` if there is none or a value is missing.
    pub(super) fn line(&self, pieces: &[Piece]) -> Option<String> {
        let runs = self.para(pieces, Style::Regular)?;
        Some(runs.into_iter().map(|it| it.text).collect())
    }

    /// Title of the paper, and under it what it is about.
    pub(super) fn titles(&self) -> [Option<String>; 2] {
        [&self.template.name, &self.template.subject].map(|it| self.line(it))
    }

    /// Number and symbol.
    pub(super) fn number(&self) -> String {
        let document = &self.view.office.document;
        let symbol = one_line(&self.template.symbol);
        words::number(&document.number, &symbol, &document.symbol)
    }

    /// Day of issue in words.
    pub(super) fn issue_date(&self) -> String {
        let office = &self.view.office;
        words::issue_date(self.view.lang, office.document.date, self.view.period.year)
    }

    /// The body; `table` and `size` (half points) fit the form.
    pub(super) fn body(&self, table: &[Block], size: i32, width: Twips) -> Vec<Block> {
        let mut blocks = Vec::new();
        for line in &self.template.body {
            match line {
                Line::Insert(Insert::Bases) => blocks.extend(self.bases(size)),
                Line::Insert(Insert::Duties) => blocks.extend(self.duties(size)),
                Line::Insert(Insert::Table) => {
                    if let Some(Block::Para(above)) = blocks.last_mut() {
                        above.after = GAP / 2;
                    }
                    blocks.extend(table.iter().cloned());
                }
                Line::Signatures(places) => blocks.extend(self.signatures(places, size, width)),
                Line::Paragraph(pieces) => {
                    blocks.extend(self.para(pieces, Style::Regular).map(|runs| {
                        // Lines to write on are not stretched.
                        let has_blank = runs.iter().any(|it| it.text.contains(BLANK));
                        Block::Para(Para {
                            align: if has_blank {
                                Align::Left
                            } else {
                                Align::Justify
                            },
                            first_indent: if size == BODY { FIRST_INDENT } else { 0 },
                            ..text(runs, size)
                        })
                    }));
                }
                Line::Item(pieces) => {
                    let runs = self.para(pieces, Style::Regular);
                    blocks.extend(runs.map(|runs| Block::Para(item(runs, size))));
                }
                Line::Heading(pieces) => {
                    blocks.extend(self.para(pieces, Style::Bold).map(|runs| {
                        Block::Para(Para {
                            align: Align::Justify,
                            first_indent: FIRST_INDENT,
                            role: Role::Heading,
                            ..text(runs, size)
                        })
                    }));
                }
                Line::Center(pieces) => {
                    blocks.extend(self.para(pieces, Style::Bold).map(|runs| {
                        let role = Role::Heading;
                        Block::Para(
                            Para {
                                role,
                                ..text(runs, size)
                            }
                            .centered(),
                        )
                    }));
                }
            }
        }
        blocks
    }

    fn para(&self, pieces: &[Piece], style: Style) -> Option<Vec<Run>> {
        self.runs(pieces, style).filter(|it| !it.is_empty())
    }

    /// The line's stretches; `None` if a value is missing.
    fn runs(&self, pieces: &[Piece], base: Style) -> Option<Vec<Run>> {
        let mut style = base;
        let mut runs: Vec<Run> = Vec::new();
        for piece in pieces {
            let text = match piece {
                Piece::Text(text) => stretch(text),
                Piece::Value(field) => self.value(*field).filter(|it| !it.is_empty())?,
                Piece::Bold => {
                    style = style.toggled_bold();
                    continue;
                }
                Piece::Italic => {
                    style = style.toggled_italic();
                    continue;
                }
            };
            match runs.last_mut() {
                Some(last) if last.style == style => last.text += &text,
                Some(_) | None => runs.push(Run { text, style }),
            }
        }
        Some(runs)
    }

    fn value(&self, field: Field) -> Option<String> {
        let office = &self.view.office;
        let document = &office.document;
        let lang = self.view.lang;
        let or =
            |text: &str, other: &str| Some(if text.is_empty() { other } else { text }.to_owned());
        let day = |day: Option<&DayView>| day.map(|it| format!("{} ({})", it.solar, it.lunar));
        match field {
            Field::Office => Some(office.name.clone()),
            Field::Superior => Some(office.superior.clone()),
            Field::Place => Some(office.place.clone()),
            Field::Holiday => Some(self.view.period.name.clone()),
            Field::Year => Some(self.view.period.year.to_string()),
            Field::FirstDay => day(self.view.days.first()),
            Field::LastDay => day(self.view.days.last()),
            Field::Days => Some(words::count(self.view.days.len())),
            Field::Hotline => Some(office.hotline.clone()),
            Field::Number => Some(self.number()),
            Field::Date => Some(self.issue_date()),
            Field::Kind => Some(words::paper_kind(lang, document.kind).to_owned()),
            Field::ReportDaily => Some(document.report_daily.clone()),
            Field::ReportFinal => Some(document.report_final.clone()),
            Field::Keeper => or(&document.keeper, words::words(lang).keeper),
            Field::Head => or(&document.signing.head, words::words(lang).head),
            Field::Name => self.person.map(|it| it.name.clone()),
            Field::Title => self.person.map(|it| it.title.clone()),
            Field::Unit => self.person.map(|it| it.unit.clone()),
            Field::Phone => self.person.map(|it| it.phone.clone()),
            Field::Turns => self.person.map(|it| words::count(it.shifts.len())),
        }
    }

    /// One a line, in italics, `;` after each, `.` after the last.
    fn bases(&self, size: i32) -> Vec<Block> {
        let bases = &self.view.office.document.bases;
        let line = |(nth, base): (usize, &String)| {
            let base = base.trim_end_matches([';', '.', ' ']);
            let end = if nth + 1 == bases.len() { '.' } else { ';' };
            let run = Run {
                text: format!("{base}{end}"),
                style: Style::Italic,
            };
            Block::Para(Para {
                align: Align::Justify,
                first_indent: FIRST_INDENT,
                ..text(vec![run], size)
            })
        };
        bases.iter().enumerate().map(line).collect()
    }

    /// Each duty with its turns and place.
    fn duties(&self, size: i32) -> Vec<Block> {
        let line = |(idx, duty): (usize, &DutyView)| {
            let mut turns: Vec<String> = Vec::new();
            for shift in self.view.shifts_of_duty(idx) {
                let hours = words::hours(self.view.lang, shift.span);
                let mut turn = format!("{} {hours}", shift.name);
                if let Some(presence) = labels::presence(self.view.lang, shift.presence) {
                    turn += &format!(" ({presence})");
                }
                let turn = turn.trim_start().to_owned();
                if !turns.contains(&turn) {
                    turns.push(turn);
                }
            }
            let run = Run {
                text: words::duty_line(&duty.name, &duty.place, &turns.join("; ")),
                style: Style::Regular,
            };
            (!turns.is_empty()).then(|| Block::Para(item(vec![run], size)))
        };
        self.view
            .duties
            .iter()
            .enumerate()
            .filter_map(line)
            .collect()
    }

    /// Places to sign, side by side, on one page; those whose values are there.
    fn signatures(&self, places: &[Vec<Piece>], size: i32, width: Twips) -> Option<Block> {
        let hint = words::words(self.view.lang).sign_here;
        let gap = if size == BODY {
            SIGNATURE_GAP
        } else {
            SMALL_SIGNATURE_GAP
        };
        let titles: Vec<_> = (places.iter())
            .filter_map(|it| self.para(it, Style::Bold))
            .collect();
        let n_places = titles.len();
        let column = width / i32::try_from(n_places).unwrap_or(1).max(1);
        let cell = |title: Vec<Run>| {
            Cell::new(vec![
                Para {
                    runs: title,
                    size,
                    before: GAP,
                    ..Para::default()
                }
                .centered(),
                Para {
                    after: gap,
                    ..Para::new(hint, size - 4, Style::Italic)
                }
                .centered(),
            ])
        };
        (0 < n_places).then(|| {
            Block::Table(Table {
                widths: vec![column; n_places],
                head: None,
                rows: vec![Row::new(titles.into_iter().map(cell).collect())],
                lines: Lines::None,
            })
        })
    }
}

fn text(runs: Vec<Run>, size: i32) -> Para {
    Para {
        runs,
        size,
        before: if size == BODY { GAP } else { GAP / 3 },
        ..Para::default()
    }
}

fn item(mut runs: Vec<Run>, size: i32) -> Para {
    if let Some(first) = runs.first_mut() {
        first.text.insert_str(0, "- ");
    }
    Para {
        align: Align::Justify,
        first_indent: if size == BODY { FIRST_INDENT } else { 0 },
        ..text(runs, size)
    }
}
