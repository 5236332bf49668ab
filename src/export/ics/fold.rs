//! Folding by octets.

/// Most octets of a line, line break not counted (RFC 5545, 3.1).
const MAX_OCTETS: usize = 75;

/// `text`, folded somehow, folded right: no line longer than 75 octets, no character cut in two,
/// and no blank at the end of a line, where some readers lose it.
pub(super) fn refold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len() + text.len() / 16);
    for line in text.replace("\r\n ", "").split_terminator("\r\n") {
        let mut rest = line;
        // The blank that marks a folded line counts too.
        let mut room = MAX_OCTETS;
        while room < rest.len() {
            let at = cut(rest, room);
            folded.push_str(&rest[..at]);
            folded.push_str("\r\n ");
            rest = &rest[at..];
            room = MAX_OCTETS - 1;
        }
        folded.push_str(rest);
        folded.push_str("\r\n");
    }
    folded
}

/// Where to cut `line`, which is longer than `room`: as late as can be, but behind no blank if
/// there is anything but blanks.
fn cut(line: &str, room: usize) -> usize {
    let at = line.floor_char_boundary(room);
    let solid = line[..at].trim_end_matches(' ').len();
    if solid == 0 { at } else { solid }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_lines_stay() {
        let text = format!("A:1\r\nB:{}\r\n", "x".repeat(73));
        assert_eq!(refold(&text), text);
    }

    #[test]
    fn long_lines_are_cut_between_characters_and_before_blanks() {
        for text in [
            "x".repeat(500),
            "\u{1ebf}".repeat(200),
            "\u{1f9e8}".repeat(99),
            "ab ".repeat(100) + "c",
            format!("{}   {}", "x".repeat(74), "y".repeat(80)),
        ] {
            let folded = refold(&format!("SUMMARY:{text}\r\n"));
            for line in folded.split_terminator("\r\n") {
                assert!(line.len() <= 75 && !line.ends_with(' '), "{line:?}");
            }
            let unfolded = folded.replace("\r\n ", "");
            assert_eq!(unfolded, format!("SUMMARY:{text}\r\n"));
            assert_eq!(refold(&folded), folded);
        }
    }
}
