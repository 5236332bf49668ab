//! Why an export was not written, and which lunar dates do not exist.

use crate::calendar::lunar::LunarError;
use crate::export::error::{ExportError, Obstacle};
use crate::text::Lang;

/// `error` in one sentence.
pub fn error(lang: Lang, error: &ExportError) -> String {
    if lang == Lang::En {
        return error.to_string();
    }
    match error {
        ExportError::NotWritten { path, cause } => {
            format!(
                "E401 {}: không ghi được ({cause}); các tệp cũ còn nguyên",
                path.display()
            )
        }
        ExportError::InTheWay { path, found } => {
            let found = match found {
                Obstacle::Folder => "một thư mục",
                Obstacle::Link => "một liên kết",
                Obstacle::Other => "một mục không phải tệp thường",
            };
            format!(
                "E402 {}: vướng {found}; chưa ghi gì, hãy dời nó đi",
                path.display()
            )
        }
        ExportError::NotRemoved { path, cause } => {
            format!(
                "E403 {}: không xoá được lịch cũ ({cause}); hãy xoá bằng tay",
                path.display()
            )
        }
        ExportError::NotRendered { format, cause } => {
            format!("E404 lỗi của chính chương trình khi tạo {format}: {cause}")
        }
    }
}

/// Which lunar date does not exist, in Vietnamese.
pub fn lunar(error: LunarError) -> String {
    match error {
        LunarError::Year => "chỉ có âm lịch các năm 1900–2100".to_owned(),
        LunarError::Month {
            year,
            month,
            is_leap,
        } => {
            let leap = if is_leap { " nhuận" } else { "" };
            format!("năm âm lịch {year} không có tháng {month}{leap}")
        }
        LunarError::Day { length } => format!("tháng này chỉ có {length} ngày"),
    }
}
