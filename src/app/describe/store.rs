//! What is wrong with a store.

use crate::store::error::StoreError;
use crate::text::Lang;

/// `error` in one sentence.
pub fn error(lang: Lang, error: &StoreError) -> String {
    match (lang, error) {
        (Lang::En, _) => error.to_string(),
        (Lang::Vi, StoreError::Open { path, cause }) => {
            format!("E301 {}: không mở được kho lưu ({cause})", path.display())
        }
        (Lang::Vi, StoreError::Newer { path, found, known }) => format!(
            "E302 {}: kho do bản tructet mới hơn ghi (lược đồ {found}, bản này biết đến {known}); hãy dùng bản mới",
            path.display()
        ),
        (Lang::Vi, StoreError::Foreign { path }) => format!(
            "E303 {}: là cơ sở dữ liệu của chương trình khác, không phải kho của tructet",
            path.display()
        ),
        (Lang::Vi, StoreError::Corrupt { id, cause }) => {
            format!("E304 bản lịch trực {id} trong kho bị hỏng ({cause})")
        }
        (Lang::Vi, StoreError::Failed(cause)) => {
            format!("E305 kho lưu không đọc hoặc ghi được ({cause})")
        }
        (Lang::Vi, StoreError::Unwritable(cause)) => {
            format!("E306 không ghi được lịch trực vào kho ({cause})")
        }
    }
}
