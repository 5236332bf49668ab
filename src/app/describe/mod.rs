//! What only `app` can say, in words, for people: its errors, refusals and conflicts. Errors of the rooms
//! below are worded in `words`, everything else in `text`.

pub mod actor;
pub mod change;
pub mod conflict;
pub mod differences;
pub mod revision;
pub mod typed;
pub mod verdict;

use std::io;
use std::path::Path;

use crate::text::Lang;
use crate::words::{export, input, store};

use super::error::AppError;

/// What stands before an error.
pub fn error_label(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "lỗi",
        Lang::En => "error",
    }
}

/// What stands before a warning.
pub fn warning_label(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "lưu ý",
        Lang::En => "warning",
    }
}

/// `error` in one sentence for each fault, never none.
pub fn error(lang: Lang, error: &AppError) -> Vec<String> {
    match error {
        AppError::Input(faults) => faults.iter().map(|it| input::error(lang, it)).collect(),
        AppError::Store(error) => vec![store::error(lang, error)],
        AppError::Unreadable { path, cause } => vec![unreadable(lang, path, cause)],
        AppError::NotWritten { path, cause } => vec![not_written(lang, path, cause)],
        AppError::NotARoster { path, cause } => vec![match lang {
            Lang::Vi => format!(
                "E503 {}: không phải tệp roster.json của tructet ({cause})",
                path.display()
            ),
            Lang::En => format!(
                "E503 {}: not a roster.json of tructet ({cause})",
                path.display()
            ),
        }],
        AppError::Contested(found) => typed::contested(lang, found),
        AppError::PeriodExists { office, period } => vec![match lang {
            Lang::Vi => format!(
                "E532 Kho đã có dữ liệu của {office}, kỳ {period}. Sửa dữ liệu đó, hoặc chọn kỳ khác."
            ),
            Lang::En => format!(
                "E532 The store has data of {office} for {period} already. Edit them, or choose \
                 another period."
            ),
        }],
        AppError::ForeignFolder { path } => vec![match lang {
            Lang::Vi => format!(
                "E530 {}: thư mục này có nội dung khác với lần nhập hoặc ghi ra gần nhất. Nhập nó \
                 bằng `tructet import`, chọn thư mục khác, hoặc thêm --force để ghi đè.",
                path.display()
            ),
            Lang::En => format!(
                "E530 {}: this folder says something else than when it was last imported or \
                 written. Import it, choose another folder, or pass --force to replace it.",
                path.display()
            ),
        }],
        AppError::Exists { path } => vec![match lang {
            Lang::Vi => format!(
                "E504 {}: đã có; không ghi đè. Chọn thư mục khác hoặc chuyển tệp này đi",
                path.display()
            ),
            Lang::En => format!(
                "E504 {}: exists already and is not overwritten; choose another folder or move it",
                path.display()
            ),
        }],
        AppError::NoRevision { revision } => vec![match lang {
            Lang::Vi => format!("E505 kho không có bản lịch trực {revision}"),
            Lang::En => format!("E505 the store has no revision {revision}"),
        }],
        AppError::Change(faults) => faults.iter().map(|it| change::error(lang, it)).collect(),
        AppError::Export(error) => vec![export::error(lang, error)],
        AppError::NotUnderstood { found } => vec![match lang {
            Lang::Vi => {
                format!("E506 “{found}”: không hiểu; viết như 16/02/2018, mùng 1, hoặc 2+3")
            }
            Lang::En => format!("E506 “{found}” is not understood; write 16/02/2018 or 2+3"),
        }],
        AppError::Lunar(error) => vec![match lang {
            Lang::Vi => format!("E507 {}", export::lunar(*error)),
            Lang::En => format!("E507 {error}"),
        }],
        AppError::Window(error) => vec![match lang {
            Lang::Vi => format!("E508 {}", input::window(*error)),
            Lang::En => format!("E508 {error}"),
        }],
        AppError::NoPeriod { office, period } => {
            vec![revision::no_period(
                lang,
                office.as_deref(),
                period.as_deref(),
            )]
        }
        AppError::WhichOffice { offices } => vec![revision::which_office(lang, offices)],
        AppError::Breaks { revision, judged } => revision::breaks(lang, *revision, judged),
        AppError::Unsound { path, flaws } => store::unsound(lang, path, flaws),
        AppError::NoDraft => vec![revision::no_draft(lang)],
        AppError::OutOfRange => vec![match lang {
            Lang::Vi => {
                "E515 trọng số hoặc điểm quá lớn, không tính chính xác được; hãy giảm trọng số \
                         các quy tắc trong [rules.…] hoặc tăng hours_per_point trong [points]"
                    .to_owned()
            }
            Lang::En => {
                "E515 weights or points are too high to count with exactly; lower the weights \
                         in [rules.…], or raise hours_per_point in [points]"
                    .to_owned()
            }
        }],
        AppError::NotAllowed { actor, action } => vec![actor::not_allowed(lang, actor, *action)],
        AppError::Fault(cause) => vec![fault(lang, cause)],
    }
}

/// A fault of this program's own.
pub fn fault(lang: Lang, cause: &str) -> String {
    match lang {
        Lang::Vi => format!(
            "E599 lỗi của chính chương trình, không phải của dữ liệu; xin gửi dòng này cho người viết: {cause}"
        ),
        Lang::En => {
            format!("E599 this program's own fault, not your data's; please report it: {cause}")
        }
    }
}

fn unreadable(lang: Lang, path: &Path, cause: &io::Error) -> String {
    let path = path.display();
    match (lang, cause.kind()) {
        (Lang::Vi, io::ErrorKind::NotFound) => format!("E501 {path}: không có tệp này"),
        (Lang::Vi, _) => format!("E501 {path}: không đọc được ({cause})"),
        (Lang::En, io::ErrorKind::NotFound) => format!("E501 {path}: there is no such file"),
        (Lang::En, _) => format!("E501 {path}: cannot be read ({cause})"),
    }
}

fn not_written(lang: Lang, path: &Path, cause: &io::Error) -> String {
    let path = path.display();
    match lang {
        Lang::Vi => format!("E502 {path}: không ghi được ({cause}); dữ liệu cũ còn nguyên"),
        Lang::En => format!("E502 {path}: cannot be written ({cause}); what was there still is"),
    }
}
