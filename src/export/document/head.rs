//! The head of a paper and its signatures: parts 1 to 5, 7 and 9 of the decree's table.

use crate::domain::document::SignAs;
use crate::export::typeset::Typesetter;
use crate::export::view::RosterView;
use crate::text::document as words;

use super::fill::Filler;
use crate::export::blocks::{
    Block, CELL_SIDE, Cell, Lines, Para, Role, Row, Style, Table, Twips, mm,
};

/// Quốc hiệu, superior and issuing agency. Decree: 12–13.
const AGENCY: i32 = 24;
/// Tiêu ngữ, number, place and date. Decree: 13–14; the number 13.
const MOTTO: i32 = 26;
/// Title, subject, signer. Decree: 13–14.
const TITLE: i32 = 28;
/// `Nơi nhận:`. Decree: 12.
const RECIPIENTS: i32 = 24;
/// The recipients. Decree: 11.
const RECIPIENT: i32 = 22;
/// Between the lines of the head.
const SMALL_GAP: Twips = 60;
/// Room for a signature and a seal.
const SIGNATURE_GAP: Twips = 1_300;

/// Number and date of a letter; forms have none.
pub(super) struct Dated {
    /// `Số: 05/TB-STTTT`.
    pub(super) number: String,
    /// `Lạng Sơn, ngày 06 tháng 02 năm 2018`.
    pub(super) place_and_date: String,
}

/// Agencies on the left, quốc hiệu and tiêu ngữ on the right, under them number and date.
pub(super) fn national(
    view: &RosterView,
    typesetter: &mut Typesetter,
    width: Twips,
    dated: Option<Dated>,
) -> Block {
    let words = words::words(view.lang);
    // Quốc hiệu at size 12 is 93 mm wide and stands in one line.
    let right = (width * 6 / 10).max(mm(98));
    let widths = vec![width - right, right];
    let office = &view.office;
    let mut left = Vec::new();
    if !office.superior.is_empty() {
        let superior = Para::new(&office.superior.to_uppercase(), AGENCY, Style::Regular);
        left.push(Block::Para(superior.centered()));
    }
    let agency = office.name.to_uppercase();
    let lines = balanced(typesetter, &agency, widths[0] - 2 * CELL_SIDE);
    let agency = Para::new(lines[0], AGENCY, Style::Bold).centered();
    let agency_rule = rule(typesetter, &agency, widths[0], (2, 5));
    let lines = lines.iter().map(|it| Para::new(it, AGENCY, Style::Bold));
    left.extend(lines.map(|it| Block::Para(it.centered())));
    left.push(agency_rule);
    let nation = Para::new(words.nation, AGENCY, Style::Bold).centered();
    let motto = Para::new(words.motto, MOTTO, Style::Bold).centered();
    let motto_rule = rule(typesetter, &motto, widths[1], (1, 1));
    let nation = vec![Block::Para(nation), Block::Para(motto), motto_rule];
    let mut rows = vec![Row::new(vec![cell(left), cell(nation)])];
    if let Some(dated) = dated {
        let para = |text: &str, style| {
            let para = Para {
                before: SMALL_GAP,
                ..Para::new(text, MOTTO, style)
            };
            cell(vec![Block::Para(para.centered())])
        };
        let number = para(&dated.number, Style::Regular);
        let date = para(&dated.place_and_date, Style::Italic);
        rows.push(Row::new(vec![number, date]));
    }
    Block::Table(Table {
        widths,
        head: None,
        rows,
        lines: Lines::None,
    })
}

/// `name` in one line if it fits, in two of nearly the same length if those do.
fn balanced<'a>(typesetter: &mut Typesetter, name: &'a str, width: Twips) -> Vec<&'a str> {
    let mut width_of = |text: &str| typesetter.width(&Para::new(text, AGENCY, Style::Bold));
    if width_of(name) <= width {
        return vec![name];
    }
    let halves = name
        .match_indices(' ')
        .map(|(at, _)| (&name[..at], &name[at + 1..]));
    let widest = |(a, b): (&'a str, &'a str)| (width_of(a).max(width_of(b)), vec![a, b]);
    let best = halves.map(widest).min_by_key(|it| it.0);
    match best {
        Some((widest, lines)) if widest <= width => lines,
        Some(_) | None => vec![name],
    }
}

fn cell(blocks: Vec<Block>) -> Cell {
    Cell {
        blocks,
        ..Cell::new(Vec::new())
    }
}

/// A line under `para`, `share` of its length, in a cell `width` wide.
fn rule(typesetter: &mut Typesetter, para: &Para, width: Twips, share: (i32, i32)) -> Block {
    let inner = width - 2 * CELL_SIDE;
    centered_rule(typesetter, para, inner, share)
}

fn centered_rule(
    typesetter: &mut Typesetter,
    para: &Para,
    inner: Twips,
    share: (i32, i32),
) -> Block {
    let length = typesetter.width(para).min(inner) * share.0 / share.1;
    let side = ((inner - length) / 2).max(0);
    Block::Rule {
        left: side,
        right: side,
    }
}

/// What the paper is and what it is about, with the line under it.
pub(super) fn title(
    filler: &Filler<'_>,
    typesetter: &mut Typesetter,
    width: Twips,
    size: i32,
) -> Vec<Block> {
    let [name, subject] = filler.titles();
    let mut blocks = Vec::new();
    if let Some(name) = name {
        let name = Para {
            before: if size < TITLE { 120 } else { 240 },
            role: Role::Title,
            ..Para::new(&name, size, Style::Bold)
        };
        blocks.push(Block::Para(name.centered()));
    }
    if let Some(subject) = subject {
        let subject = Para::new(&subject, size, Style::Bold).centered();
        let rule = centered_rule(typesetter, &subject, width, (2, 5));
        blocks.extend([Block::Para(subject), rule]);
    }
    blocks
}

/// Title of a letter: size 14.
pub(super) fn letter_title(
    filler: &Filler<'_>,
    typesetter: &mut Typesetter,
    width: Twips,
) -> Vec<Block> {
    title(filler, typesetter, width, TITLE)
}

/// Recipients on the left, signer on the right, level with each other.
pub(super) fn signing(view: &RosterView, width: Twips) -> Block {
    let left = width * 45 / 100;
    Block::Table(Table {
        widths: vec![left, width - left],
        head: None,
        rows: vec![Row::new(vec![
            Cell::new(recipients(view)),
            Cell::new(signer(view)),
        ])],
        lines: Lines::None,
    })
}

fn recipients(view: &RosterView) -> Vec<Para> {
    let words = words::words(view.lang);
    let office = &view.office;
    let document = &office.document;
    let named = if document.recipients.is_empty() {
        words::usual_recipients(view.lang, &office.superior)
    } else {
        document.recipients.clone()
    };
    let mut paras = vec![Para {
        before: 240,
        ..Para::new(words.recipients, RECIPIENTS, Style::BoldItalic)
    }];
    for name in named {
        let name = name
            .trim_start_matches(['-', ' '])
            .trim_end_matches([';', '.', ' ']);
        paras.push(Para::new(&format!("- {name};"), RECIPIENT, Style::Regular));
    }
    let archive = match document.archive.as_str() {
        "" => "VT",
        archive => archive.trim_end_matches(['.', ' ']),
    };
    let filed = format!("- {} {archive}.", words.filed);
    paras.push(Para::new(&filed, RECIPIENT, Style::Regular));
    paras
}

fn signer(view: &RosterView) -> Vec<Para> {
    let signing = &view.office.document.signing;
    let usual = words::words(view.lang).head;
    let own = |text: &str| {
        if text.is_empty() {
            usual.to_owned()
        } else {
            text.to_uppercase()
        }
    };
    let prefix = signing.sign_as.prefix();
    let lines = match signing.sign_as {
        SignAs::Head => vec![own(if signing.title.is_empty() {
            &signing.head
        } else {
            &signing.title
        })],
        SignAs::Acting => vec![format!("{prefix} {}", own(&signing.head))],
        SignAs::ForTheBody | SignAs::ForTheHead | SignAs::ByOrder | SignAs::ByAuthority => {
            let title = match signing.title.as_str() {
                "" => "…".to_owned(),
                title => title.to_uppercase(),
            };
            vec![format!("{prefix} {}", own(&signing.head)), title]
        }
    };
    let mut paras: Vec<Para> = (lines.iter().enumerate())
        .map(|(nth, line)| {
            let para = Para {
                before: if nth == 0 { 240 } else { 0 },
                ..Para::new(line, TITLE, Style::Bold)
            };
            para.centered()
        })
        .collect();
    let name = match signing.name.as_str() {
        "" => "…………………………",
        name => name,
    };
    let name = Para {
        before: SIGNATURE_GAP,
        ..Para::new(name, TITLE, Style::Bold)
    };
    paras.push(name.centered());
    paras
}
