//! Makes people's text fit for any writer, and for the terminal.

use unicode_normalization::UnicodeNormalization;

/// `text` in one line: NFC, blanks of every kind (line breaks too) one space, none at the ends,
/// no control characters and none that turn the direction of what follows.
pub fn one_line(text: &str) -> String {
    stretch(text).trim().to_owned()
}

/// `text` as a stretch within a line: the same, but a blank at either end stays.
pub fn stretch(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    // Taken out before composing: what stood on both sides of a command may compose.
    let shown = (text.chars())
        .filter(|it| it.is_whitespace() || !(it.is_control() || is_invisible_command(*it)));
    for char in shown.nfc() {
        if !char.is_whitespace() {
            line.push(char);
        } else if !line.ends_with(' ') {
            line.push(' ');
        }
    }
    line
}

/// `text` as one line of a terminal: line ends are blanks, and nothing steers the terminal or turns
/// the direction of what follows. All else stays, blanks that set something apart too.
pub fn unbroken(text: &str) -> String {
    (text.chars())
        .filter_map(|char| match char {
            '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                Some(' ')
            }
            _ if char.is_control() || is_invisible_command(char) => None,
            _ => Some(char),
        })
        .collect()
}

/// Byte order mark, explicit direction marks of UAX #9, which would reach past their cell, and what
/// XML cannot hold.
fn is_invisible_command(char: char) -> bool {
    matches!(char, '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_line() {
        for (text, line) in [
            ("An", "An"),
            ("  An \r\n\t Binh\u{2028}C \u{a0}", "An Binh C"),
            ("a\u{0}b\u{1b}[31mc\u{7f}\u{85}d", "ab[31mc d"),
            ("e\u{302}\u{0}\u{301}", "\u{1ebf}"),
            ("\u{202e}evil\u{2066}", "evil"),
            (" \n ", ""),
        ] {
            assert_eq!(one_line(text), line, "{text:?}");
        }
        assert_eq!(
            unbroken("  • \u{202e}An\u{1b}[31m\n\u{9b}2JBình\r\u{7}"),
            "  • An[31m 2JBình "
        );
        assert_eq!(stretch(" \t\u{202e}An\r\n"), " An ");
    }
}
