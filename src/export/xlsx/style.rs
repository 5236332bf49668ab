//! How cells look.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// Most characters of a cell: Excel holds 32,767 UTF-16 units, of which a character takes up to
/// two.
pub(super) const MAX_CELL: usize = 16_000;

/// Font of everything; where it is missing, one of its measures is taken.
const FONT: &str = "Times New Roman";

const INK: u32 = 0x22_1D18;
const SOFT: u32 = 0x5C_544B;
const FAINT: u32 = 0x73_6A60;
const LINE: u32 = 0xB9_B0A3;
const HEAD: u32 = 0xEE_E6D8;
const ACCENT: u32 = 0x9F_1D1D;

/// Tints of the duties, in their order, told apart by lightness too; the duty's name stands in
/// every row beside them.
const TINTS: [u32; 8] = [
    0xFB_DCD4, 0xD6_E6F7, 0xDC_EFD5, 0xFD_EEC2, 0xE6_DDF2, 0xD2_EEEC, 0xF6_DFEA, 0xE7_E4DC,
];

/// The formats every sheet builds on.
#[derive(Debug)]
pub(super) struct Style {
    /// Text, which stays text when it is edited.
    pub(super) text: Format,
    /// The same in the middle of its column.
    pub(super) middle: Format,
    /// A cell with a date.
    pub(super) date: Format,
    /// A cell with a number.
    pub(super) number: Format,
    /// The heading of a column.
    pub(super) head: Format,
    /// The heading of a sheet.
    pub(super) title: Format,
    /// What stands above and below it.
    pub(super) caption: Format,
    /// A group of rows.
    pub(super) group: Format,
}

/// A cell nobody has formatted.
pub(super) fn plain() -> Format {
    Format::new().set_font_name(FONT).set_font_size(11)
}

impl Style {
    pub(super) fn new() -> Self {
        let plain = plain().set_font_color(Color::RGB(INK));
        let top = plain.clone().set_align(FormatAlign::Top).set_text_wrap();
        let cell = top
            .clone()
            .set_border(FormatBorder::Thin)
            .set_border_color(Color::RGB(LINE));
        let text = cell.clone().set_num_format("@");
        let middle = cell.set_align(FormatAlign::Center);
        Self {
            date: middle.clone().set_num_format("dd/mm/yyyy"),
            number: middle.clone().set_num_format("#,##0"),
            head: (middle.clone().set_bold())
                .set_align(FormatAlign::VerticalCenter)
                .set_background_color(Color::RGB(HEAD)),
            title: (plain.set_bold().set_font_size(14))
                .set_font_color(Color::RGB(ACCENT))
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter)
                .set_text_wrap(),
            caption: top.set_font_color(Color::RGB(SOFT)),
            group: text
                .clone()
                .set_bold()
                .set_background_color(Color::RGB(HEAD)),
            middle,
            text,
        }
    }
}

/// `format` in the color of a duty.
pub(super) fn tinted(format: &Format, duty: usize) -> Format {
    let tint = TINTS[duty % TINTS.len()];
    format.clone().set_background_color(Color::RGB(tint))
}

/// `format` for what only repeats the row above.
pub(super) fn faint(format: &Format) -> Format {
    format.clone().set_font_color(Color::RGB(FAINT))
}

/// `format` under a thick line.
pub(super) fn under_line(format: &Format) -> Format {
    (format.clone())
        .set_border_top(FormatBorder::Medium)
        .set_border_top_color(Color::RGB(INK))
}

/// `format` for what must not be overlooked.
pub(super) fn alarming() -> Format {
    Format::new()
        .set_bold()
        .set_font_color(Color::RGB(ACCENT))
        .set_background_color(Color::RGB(0xFF_F2CC))
}

/// Height of a line of text in points.
pub(super) const LINE_HEIGHT: f64 = 15.0;

/// The height in points of a row with these texts in columns so many characters wide. Not every
/// spreadsheet program lets rows grow when it opens a file.
pub(super) fn row_height<'a>(cells: impl IntoIterator<Item = (&'a str, u16)>) -> f64 {
    /// Excel takes no more.
    const MAX: f64 = 400.0;
    let n_lines = cells.into_iter().map(|(text, width)| n_lines(text, width));
    let n_lines = n_lines.max().unwrap_or(1).max(1);
    (n_lines as f64 * LINE_HEIGHT).min(MAX)
}

/// How many lines `text` takes in a column `width` characters wide, broken between words.
fn n_lines(text: &str, width: u16) -> usize {
    // A column's unit is a digit, which is wider than most letters.
    let room = usize::from(width) * 115 / 100;
    let wide =
        |it: char| 1 + usize::from('\u{1100}' <= it && !('\u{1E00}'..'\u{2100}').contains(&it));
    let lines_of = |line: &str| {
        let (mut n_lines, mut used) = (1, 0);
        for word in line.split(' ') {
            let length: usize = word.chars().map(wide).sum();
            if 0 < used && room < used + 1 + length {
                n_lines += 1;
                used = 0;
            }
            used += length + usize::from(0 < used);
            n_lines += used.saturating_sub(1) / room;
            used -= used.saturating_sub(1) / room * room;
        }
        n_lines
    };
    text.split('\n').map(lines_of).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_grow_with_their_text() {
        for (text, width, lines) in [
            ("", 20, 1),
            ("An", 20, 1),
            ("a\nb", 20, 2),
            ("mot hai ba bon", 8, 2),
            ("mot hai ba bon nam", 4, 5),
            ("xxxxxxxxxxxxxxxxxxxx", 10, 2),
            (
                "\u{1F600}\u{1F600}\u{1F600}\u{1F600}\u{1F600}\u{1F600}",
                10,
                2,
            ),
        ] {
            assert_eq!(n_lines(text, width), lines, "{text}");
        }
        let long = "x".repeat(300);
        assert_eq!(
            row_height([("An", 9), (long.as_str(), 20)]),
            14.0 * LINE_HEIGHT
        );
        assert_eq!(row_height([("x".repeat(9_000).as_str(), 9)]), 400.0);
    }
}
