//! What is wrong with a store.

use rusqlite::ErrorCode;

use crate::store::changes::ChangeState;
use crate::store::error::StoreError;
use crate::store::revisions::State;
use crate::text::Lang;

/// `error` in one sentence.
pub fn error(lang: Lang, error: &StoreError) -> String {
    match (lang, error) {
        (Lang::En, StoreError::Open { path, cause }) => {
            format!(
                "E301 {}: cannot open the store: {}",
                path.display(),
                failure(lang, cause)
            )
        }
        (Lang::En, StoreError::Failed(cause)) => {
            format!("E305 the store failed: {}", failure(lang, cause))
        }
        (Lang::En, _) => error.to_string(),
        (Lang::Vi, StoreError::Open { path, cause }) => {
            format!(
                "E301 {}: không mở được kho lưu: {}",
                path.display(),
                failure(lang, cause)
            )
        }
        (Lang::Vi, StoreError::Newer { path, found, known }) => format!(
            "E302 {}: kho do bản tructet mới hơn ghi (lược đồ {found}, bản này biết đến {known}); hãy dùng bản mới",
            path.display()
        ),
        (Lang::Vi, StoreError::Foreign { path }) => format!(
            "E303 {}: là cơ sở dữ liệu của chương trình khác, không phải kho của tructet",
            path.display()
        ),
        (Lang::Vi, StoreError::Corrupt { table, id, cause }) => format!(
            "E304 dòng {id} của bảng {table} trong kho bị hỏng ({cause}); hãy khôi phục kho từ bản sao lưu"
        ),
        (Lang::Vi, StoreError::Failed(cause)) => {
            format!(
                "E305 kho lưu không đọc hoặc ghi được: {}",
                failure(lang, cause)
            )
        }
        (Lang::Vi, StoreError::Unwritable(cause)) => {
            format!("E306 không ghi được dữ liệu thành JSON ({cause})")
        }
        (Lang::Vi, StoreError::NoRevision { id }) => {
            format!("E307 kho không có bản lịch trực {id}")
        }
        (Lang::Vi, StoreError::WrongState { id, found, needed }) => format!(
            "E308 bản {id} là {}, phải là {} mới làm được",
            state(*found),
            state(*needed)
        ),
        (Lang::Vi, StoreError::Stale { in_force: 0 }) => {
            "E309 chưa có bản nào được công bố".to_owned()
        }
        (Lang::Vi, StoreError::Stale { in_force }) => format!(
            "E309 bản {in_force} đã được công bố sau khi việc này bắt đầu; hãy xem bản ấy rồi làm lại, để không ai mất thay đổi"
        ),
        (Lang::Vi, StoreError::NoChange { id }) => {
            format!("E310 kho không có yêu cầu đổi trực {id}")
        }
        (Lang::Vi, StoreError::Settled { id, found }) => {
            format!(
                "E311 yêu cầu đổi trực {id} đã xong: {}",
                change_state(*found)
            )
        }
        (Lang::Vi, StoreError::OfficeChanged { office, .. }) => format!(
            "E312 dữ liệu của cơ quan {office} vừa được người khác sửa; hãy xem lại rồi nhập lại"
        ),
    }
}

/// A state of a revision.
pub fn state(state: State) -> &'static str {
    match state {
        State::Draft => "bản nháp",
        State::Published => "bản đang có hiệu lực",
        State::Superseded => "bản đã được thay thế",
    }
}

/// A state of a change.
pub fn change_state(state: ChangeState) -> &'static str {
    match state {
        ChangeState::Requested => "chờ duyệt",
        ChangeState::Approved => "đã duyệt, chưa thực hiện",
        ChangeState::Rejected => "bị từ chối",
        ChangeState::Applied => "đã thực hiện",
        ChangeState::Overridden => "đã thực hiện, có chủ ý trái quy tắc",
    }
}

/// What SQLite says, and what to do.
fn failure(lang: Lang, cause: &rusqlite::Error) -> String {
    let (vi, en) = match cause.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => (
            "tệp này không phải kho của tructet; hãy chọn tệp khác bằng --db",
            "this file is no store; name another one with --db",
        ),
        Some(ErrorCode::DatabaseCorrupt) => (
            "tệp bị hỏng hoặc thiếu một phần; hãy khôi phục từ bản sao lưu: tructet restore",
            "the file is damaged or cut short; bring it back from a copy: tructet restore",
        ),
        Some(ErrorCode::DiskFull) => (
            "ổ đĩa đầy; không có gì được ghi, dữ liệu cũ còn nguyên. Hãy dọn chỗ rồi làm lại",
            "the disk is full; nothing was written, what was there still is. Free space and try again",
        ),
        Some(ErrorCode::ReadOnly) => (
            "tệp hoặc thư mục chỉ cho đọc; không có gì được ghi. Hãy xin quyền ghi",
            "the file or its folder may only be read; nothing was written. Ask for the right to write",
        ),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => (
            "chương trình khác đang ghi lâu quá; không có gì được ghi. Hãy đợi rồi làm lại",
            "another program has been writing for too long; nothing was written. Wait and try again",
        ),
        Some(ErrorCode::CannotOpen) => (
            "không có tệp này, hoặc không được phép mở",
            "there is no such file, or it may not be opened",
        ),
        Some(ErrorCode::SystemIoFailure) => (
            "ổ đĩa không đọc hoặc ghi được (đầy, hỏng hoặc bị rút); không có gì được ghi",
            "the disk cannot be read or written (full, broken or taken away); nothing was written",
        ),
        Some(_) | None => return cause.to_string(),
    };
    let words = match lang {
        Lang::Vi => vi,
        Lang::En => en,
    };
    format!("{words} ({cause})")
}
