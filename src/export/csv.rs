//! The roster as CSV, one line a turn, for Excel: UTF-8 with a byte order mark, CRLF, every field
//! in quotes.

use csv::{QuoteStyle, Terminator, WriterBuilder};

use super::error::ExportError;
use super::view::RosterView;

/// What Excel needs to take a file for UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

const COLUMNS: [&str; 15] = [
    "date",
    "weekday",
    "lunar",
    "duty",
    "shift_key",
    "turn",
    "start",
    "end",
    "place",
    "person_id",
    "name",
    "title",
    "unit",
    "phone",
    "points",
];

/// One line for each turn of each person, in order of shift and person. Empty seats have none.
///
/// # Errors
///
/// Our own fault.
pub fn write(view: &RosterView) -> Result<Vec<u8>, ExportError> {
    let fault = |cause: &dyn ToString| ExportError::not_rendered("csv", cause.to_string());
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .quote_style(QuoteStyle::Always)
        .from_writer(BYTE_ORDER_MARK.to_vec());
    writer.write_record(COLUMNS).map_err(|it| fault(&it))?;
    for (shift, person) in view.turns() {
        let (day, duty) = (view.day_of(shift), &view.duties[shift.duty]);
        let [start, end] = [shift.span.start(), shift.span.end()]
            .map(|it| it.format("%Y-%m-%d %H:%M").to_string());
        let (date, points) = (day.date.to_string(), shift.points.to_string());
        let fields = [
            &date,
            &day.weekday,
            &day.lunar,
            &duty.name,
            &shift.key,
            &shift.name,
            &start,
            &end,
            &duty.place,
            &person.id,
            &person.name,
            &person.title,
            &person.unit,
            &person.phone,
            &points,
        ];
        (writer.write_record(fields.map(|it| guarded(it)))).map_err(|it| fault(&it))?;
    }
    writer.into_inner().map_err(|it| fault(&it))
}

/// `field` with a leading `'` if a spreadsheet would take it for a formula (CWE-1236). Our own
/// reader takes it off again.
fn guarded(field: &str) -> String {
    let is_risky = (field.trim_start()).starts_with([
        '=', '+', '-', '@', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}',
    ]) || field.starts_with(['\t', '\r', '\n', '\0']);
    if is_risky {
        format!("'{field}")
    } else {
        field.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_formula_is_guarded() {
        for (field, written) in [
            ("=1+1", "'=1+1"),
            ("+84 912", "'+84 912"),
            ("-1", "'-1"),
            (" @SUM", "' @SUM"),
            ("\u{ff1d}1", "'\u{ff1d}1"),
            ("\tx", "'\tx"),
            ("a=1", "a=1"),
            ("0912", "0912"),
            ("", ""),
        ] {
            assert_eq!(guarded(field), written);
        }
    }
}
