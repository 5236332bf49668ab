//! Unfolding (RFC 5545, 3.1): bytes → logical lines.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1258};
use unicode_normalization::UnicodeNormalization;

/// A logical line and the number of the physical line it begins on.
pub(super) type Line = (usize, String);

/// Joins folded lines, decodes them, and says whether the encoding was guessed. A fold may stand
/// inside a letter and be followed by blank lines, so joining comes before decoding.
pub(super) fn unfold(bytes: &[u8]) -> (Vec<Line>, bool) {
    let bytes = &*as_utf8(bytes);
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    // Programs of the old Mac end lines by a carriage return alone.
    let end = if bytes.contains(&b'\n') { b'\n' } else { b'\r' };
    let mut raw: Vec<(usize, Vec<u8>)> = Vec::new();
    for (nth, line) in bytes.split(|byte| *byte == end).enumerate() {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        match (line.first(), raw.last_mut()) {
            (None, _) => {}
            (Some(b' ' | b'\t'), Some((_, last))) => last.extend_from_slice(&line[1..]),
            (Some(_), _) => raw.push((nth + 1, line.to_vec())),
        }
    }
    let mut is_guess = false;
    let lines = raw
        .into_iter()
        .map(|(number, bytes)| match String::from_utf8(bytes) {
            Ok(text) => (number, text.nfc().collect()),
            Err(error) => {
                is_guess = true;
                let text = WINDOWS_1258.decode(error.as_bytes()).0;
                (number, text.nfc().collect())
            }
        });
    (lines.collect(), is_guess)
}

/// UTF-16 as Notepad saves it, with or without its mark, as UTF-8; other bytes as they are.
fn as_utf8(bytes: &[u8]) -> Cow<'_, [u8]> {
    let by_mark = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let encoding = match bytes {
        [b'B' | b'b', 0, ..] => Some(UTF_16LE),
        [0, b'B' | b'b', ..] => Some(UTF_16BE),
        _ => by_mark.filter(|it| *it == UTF_16LE || *it == UTF_16BE),
    };
    match encoding {
        Some(encoding) => Cow::Owned(encoding.decode(bytes).0.into_owned().into_bytes()),
        None => Cow::Borrowed(bytes),
    }
}
