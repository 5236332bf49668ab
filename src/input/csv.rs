//! CSV files → tables: encodings, separators, limits.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1258};
use unicode_normalization::UnicodeNormalization;

use super::error::{InputError, Place};
use super::table::Table;

/// Most bytes, rows and columns of a table; an office of 10,000 has about 2 MB.
pub(super) const MAX_BYTES: u64 = 16 << 20;
pub(super) const MAX_ROWS: usize = 20_000;
pub(super) const MAX_COLUMNS: usize = 200;
/// Most letters of a cell, as in Excel.
pub(super) const MAX_TEXT: usize = 32_767;

/// The text of `bytes`: UTF-8 or UTF-16 by its mark, else UTF-8, else Windows-1258, always NFC.
/// `None` if it is neither, or letters of the old fonts (TCVN3, VNI) that no standard decodes.
pub(super) fn decode(bytes: &[u8]) -> Option<String> {
    Some(decode_as_is(bytes)?.nfc().collect())
}

/// The same with letters composed as they are in the file.
pub(super) fn decode_as_is(bytes: &[u8]) -> Option<String> {
    let (text, is_guess) = match Encoding::for_bom(bytes) {
        Some((encoding, _)) if encoding == UTF_16LE || encoding == UTF_16BE => {
            (encoding.decode(bytes).0.into_owned(), false)
        }
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => (text.trim_start_matches('\u{feff}').to_owned(), false),
            Err(_) => (WINDOWS_1258.decode(bytes).0.into_owned(), true),
        },
    };
    // What TCVN3 and VNI leave behind when read as Windows-1258; no Vietnamese word has them.
    let is_alien =
        |c: char| "\u{a8}\u{a9}\u{ae}\u{b5}\u{b6}\u{b8}\u{b9}\u{bb}\u{bd}\u{be}".contains(c);
    let n_alien = text.chars().filter(|c| is_alien(*c)).count();
    let has_nul = text.contains('\0') || text.contains('\u{fffd}');
    if has_nul || is_guess && 2 < n_alien {
        return None;
    }
    Some(text)
}

/// Reads a table from the bytes of a CSV file.
pub(super) fn read(file: &str, bytes: &[u8], faults: &mut Vec<InputError>) -> Option<Table> {
    let place = Place::file(file);
    let Some(text) = decode(bytes) else {
        faults.push(InputError::Encoding {
            file: file.to_owned(),
        });
        return None;
    };
    let separator = separator(&text);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let cause = error.to_string();
                faults.push(InputError::Unreadable {
                    file: file.to_owned(),
                    cause,
                });
                return None;
            }
        };
        let line = record
            .position()
            .map_or(0, |it| usize::try_from(it.line()).unwrap_or(usize::MAX));
        if rows.len() == MAX_ROWS {
            let limit = MAX_ROWS as u64;
            faults.push(InputError::TooBig {
                place: place.row(line),
                limit,
                unit: "rows",
            });
            return None;
        }
        if MAX_COLUMNS < record.len() {
            let limit = MAX_COLUMNS as u64;
            faults.push(InputError::TooBig {
                place: place.row(line),
                limit,
                unit: "columns",
            });
            return None;
        }
        if record.iter().any(|it| MAX_TEXT < it.chars().count()) {
            let limit = MAX_TEXT as u64;
            faults.push(InputError::TooBig {
                place: place.row(line),
                limit,
                unit: "characters",
            });
            return None;
        }
        rows.push((line, record.iter().map(cell).collect()));
    }
    Some(Table { place, rows })
}

/// What separates the fields of a table: whichever stands most often in its first record, but for
/// what is quoted there. Vietnamese Windows separates lists by semicolons.
fn separator(text: &str) -> u8 {
    const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];
    let mut counts = [0; 3];
    let (mut is_quoted, mut is_start) = (false, true);
    for byte in text.bytes() {
        match byte {
            b'"' if is_quoted || is_start => {
                is_quoted = !is_quoted;
                // A second quote opens what the first has closed.
                is_start = !is_quoted;
            }
            _ if is_quoted => {}
            b'\n' => break,
            byte => {
                let at = SEPARATORS.iter().position(|it| *it == byte);
                is_start = at.is_some();
                at.into_iter().for_each(|at| counts[at] += 1);
            }
        }
    }
    let most = (0..SEPARATORS.len()).max_by_key(|at| counts[*at]);
    SEPARATORS[most.unwrap_or(0)]
}

/// A cell as meant: trimmed, and without the quote that guards against being read as a formula.
fn cell(text: &str) -> String {
    let text = &text.replace("\r\n", "\n").replace('\r', "\n");
    let text = text.trim();
    let guarded = text.strip_prefix('\'').filter(|rest| {
        let said = rest.trim_start_matches('\'');
        said.starts_with(['=', '+', '-', '@', '\t'])
    });
    guarded.unwrap_or(text).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
        let mut faults = Vec::new();
        let table = read("people.csv", bytes, &mut faults).unwrap();
        assert_eq!(faults, []);
        table.rows.into_iter().map(|(_, cells)| cells).collect()
    }

    #[test]
    fn separators_marks_and_guards() {
        let expected = [["id", "name"], ["an", "Nguyễn Văn An"]];
        assert_eq!(rows("id,name\nan,Nguyễn Văn An\n".as_bytes()), expected);
        assert_eq!(
            rows("\u{feff}id;name\r\nan;Nguyễn Văn An\r\n".as_bytes()),
            expected
        );
        let utf16: Vec<u8> = "\u{feff}id\tname\r\nan\tNguyễn Văn An\r\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(rows(&utf16), expected);
        assert_eq!(rows(b"a,b\n'=1+1,'ok\n")[1], ["=1+1", "'ok"]);
        assert_eq!(rows(b"a,b\n''=1+1,''ok\n")[1], ["'=1+1", "''ok"]);
        let quoted = "\"a;b;c\",\"d \"\"e\"\";;\"\n1,2\n";
        assert_eq!(
            rows(quoted.as_bytes()),
            [["a;b;c", "d \"e\";;"], ["1", "2"]]
        );
        assert_eq!(rows(b"5\" x;y\n1;2\n"), [["5\" x", "y"], ["1", "2"]]);
        assert_eq!(
            rows("a,b\n\"x, \"\"y\"\"\nz\",2\n".as_bytes())[1],
            ["x, \"y\"\nz", "2"]
        );
    }

    #[test]
    fn windows_1258_becomes_whole_letters() {
        // "Nguyễn" as Windows-1258: e with circumflex, then a combining tilde.
        assert_eq!(rows(b"id,name\na,Nguy\xea\xden\n")[1][1], "Nguyễn");
    }

    #[test]
    fn old_fonts_and_binaries_are_refused() {
        for bytes in [
            &b"id,name\na,Nguy\xd4n V\xa8n B\xb8\xb8 \xae\xb5\n"[..],
            b"PK\x03\x04\0\0\0\xff",
        ] {
            let mut faults = Vec::new();
            assert!(read("people.csv", bytes, &mut faults).is_none());
            assert_eq!(
                faults,
                [InputError::Encoding {
                    file: "people.csv".to_owned()
                }]
            );
        }
    }

    #[test]
    fn too_many_rows_are_one_fault() {
        let bytes = "a,b\n".repeat(MAX_ROWS + 5);
        let mut faults = Vec::new();
        assert!(read("people.csv", bytes.as_bytes(), &mut faults).is_none());
        assert!(
            matches!(faults[..], [InputError::TooBig { unit: "rows", .. }]),
            "{faults:?}"
        );
    }
}
