//! What a `roster.json` is to the office it is held against.

use crate::text::Lang;

use super::super::verify::OfficeDifference;

/// A field that nothing reads.
pub fn unread(lang: Lang, field: &str) -> String {
    match lang {
        Lang::Vi => format!("không biết trường `{field}`, bỏ qua"),
        Lang::En => format!("field `{field}` is unknown and passed over"),
    }
}

/// What the roster is to the office it was held against.
pub fn of_office(lang: Lang, is_same: bool, is_best: bool) -> String {
    match (lang, is_same, is_best) {
        (Lang::Vi, true, true) => {
            "đúng dữ kiện và quy tắc hiện nay của cơ quan: không có lịch nào của cơ quan tốt hơn"
        }
        (Lang::En, true, true) => {
            "facts and rules are those of the office: no roster of that office is better"
        }
        (Lang::Vi, true, false) => {
            "đúng dữ kiện và quy tắc hiện nay của cơ quan; chưa chứng minh được là lịch tốt nhất"
        }
        (Lang::En, true, false) => {
            "facts and rules are those of the office; that it is the best roster is not proven"
        }
        (Lang::Vi, false, _) => {
            "dữ kiện hoặc quy tắc khác với cơ quan hiện nay: tệp không cho biết đâu là lịch tốt nhất \
             của cơ quan"
        }
        (Lang::En, false, _) => {
            "facts or rules are not those of the office: the file does not tell its best roster"
        }
    }
    .to_owned()
}

/// What the file and the office do not say alike.
pub fn difference(lang: Lang, difference: &OfficeDifference) -> String {
    let nothing = match lang {
        Lang::Vi => "không có",
        Lang::En => "nothing",
    };
    let short = |text: &Option<String>| match text {
        Some(text) if MOST_CHARS < text.chars().count() => {
            text.chars().take(MOST_CHARS).chain(['…']).collect()
        }
        Some(text) => text.clone(),
        None => nothing.to_owned(),
    };
    let (at, file, office) = (
        &difference.at,
        short(&difference.file),
        short(&difference.office),
    );
    match lang {
        Lang::Vi => format!("{at}: tệp ghi {file}, cơ quan nay có {office}"),
        Lang::En => format!("{at}: the file says {file}, the office {office}"),
    }
}

/// Most characters of a value that differs.
const MOST_CHARS: usize = 80;
