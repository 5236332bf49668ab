//! What is wrong with a store.

use std::path::Path;

use rusqlite::ErrorCode;

use crate::store::audit::Deed;
use crate::store::doctor::Flaw;
use crate::store::error::StoreError;
use crate::store::state::{ChangeState, State};
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
            "E303 {}: không phải kho của tructet (tệp trống, hoặc là cơ sở dữ liệu của chương trình khác)",
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
        (Lang::Vi, StoreError::Older { path, found }) => format!(
            "E313 {}: kho theo lược đồ cũ ({found}) nằm ở nơi chỉ cho đọc nên không nâng cấp được; hãy chép ra nơi ghi được",
            path.display()
        ),
        (Lang::Vi, StoreError::OfficeChanged { office, .. }) => format!(
            "E312 dữ liệu của cơ quan {office} vừa được người khác sửa; hãy xem lại rồi làm lại"
        ),
    }
}

/// What was done.
pub fn deed(lang: Lang, deed: &Deed) -> String {
    match (lang, deed) {
        (Lang::Vi, Deed::Adopt { revision, .. }) => format!("nhận bản {revision} từ kho cũ"),
        (Lang::Vi, Deed::Draft { revision, .. }) => format!("lưu bản nháp {revision}"),
        (Lang::Vi, Deed::Publish { revision, .. }) => format!("công bố bản {revision}"),
        (Lang::Vi, Deed::Import { import, .. }) => format!("nhập dữ liệu, lần {import}"),
        (Lang::Vi, Deed::Folder { folder, .. }) => {
            format!("ghi nhận thư mục cơ quan, lần {folder}")
        }
        (Lang::Vi, Deed::Request { change, .. }) => format!("xin đổi trực, số {change}"),
        (Lang::Vi, Deed::Decide { change, state }) => {
            format!("quyết định yêu cầu {change}: {}", change_state(*state))
        }
        (
            Lang::Vi,
            Deed::Apply {
                change,
                state,
                revision,
                ..
            },
        ) => format!(
            "thực hiện yêu cầu {change} thành bản {revision}: {}",
            change_state(*state)
        ),
        (Lang::Vi, Deed::Restore {}) => "khôi phục kho từ bản sao lưu".to_owned(),
        (Lang::En, Deed::Adopt { revision, .. }) => {
            format!("revision {revision} taken over from an older store")
        }
        (Lang::En, Deed::Draft { revision, .. }) => format!("draft {revision} saved"),
        (Lang::En, Deed::Publish { revision, .. }) => format!("revision {revision} published"),
        (Lang::En, Deed::Import { import, .. }) => format!("import {import}"),
        (Lang::En, Deed::Folder { folder, .. }) => format!("folder of the office noted, {folder}"),
        (Lang::En, Deed::Request { change, .. }) => format!("change {change} asked for"),
        (Lang::En, Deed::Decide { change, state }) => format!("change {change} {}", state.as_str()),
        (
            Lang::En,
            Deed::Apply {
                change,
                state,
                revision,
                ..
            },
        ) => {
            format!("change {change} {} as revision {revision}", state.as_str())
        }
        (Lang::En, Deed::Restore {}) => "store restored from a copy".to_owned(),
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

/// What is wrong with a store or a copy of one.
pub fn unsound(lang: Lang, path: &Path, flaws: &[Flaw]) -> Vec<String> {
    let path = path.display();
    let mut lines = vec![match lang {
        Lang::Vi => format!("E513 {path}: không lành lặn, nên không làm gì cả"),
        Lang::En => format!("E513 {path}: not sound, so nothing was done"),
    }];
    lines.extend(flaws.iter().map(|it| flaw(lang, it)));
    lines
}

/// One thing that should not be.
pub fn flaw(lang: Lang, flaw: &Flaw) -> String {
    match (lang, flaw) {
        (Lang::Vi, Flaw::Damaged { what }) => format!("tệp hỏng: {what}"),
        (Lang::Vi, Flaw::Dangling { table, to }) => {
            format!("bảng {table} trỏ tới dòng không có trong bảng {to}")
        }
        (Lang::Vi, Flaw::Schema { found }) => format!("lược đồ {found} không phải mới nhất"),
        (Lang::Vi, Flaw::Unsealed { entry }) => {
            format!("nhật ký bị sửa hoặc mất dòng, từ dòng {entry}")
        }
        (Lang::Vi, Flaw::Unreadable { table, id }) => {
            format!("bảng {table}: không đọc được dòng {id}")
        }
        (Lang::Vi, Flaw::Unlogged { table, id }) => {
            format!("bảng {table}: dòng {id} không khớp nhật ký")
        }
        (Lang::Vi, Flaw::Untold { table }) => {
            format!("bảng {table} thừa hoặc thiếu dòng so với các lần nhập")
        }
        (Lang::En, Flaw::Untold { table }) => {
            format!("table {table} has more or fewer rows than were imported")
        }
        (Lang::En, Flaw::Damaged { what }) => format!("damaged file: {what}"),
        (Lang::En, Flaw::Dangling { table, to }) => {
            format!("table {table} points to a row that table {to} lacks")
        }
        (Lang::En, Flaw::Schema { found }) => format!("schema {found} is not the newest"),
        (Lang::En, Flaw::Unsealed { entry }) => {
            format!("the log was changed or shortened, from entry {entry} on")
        }
        (Lang::En, Flaw::Unreadable { table, id }) => {
            format!("table {table}: row {id} cannot be read")
        }
        (Lang::En, Flaw::Unlogged { table, id }) => {
            format!("table {table}: row {id} is not what the log says")
        }
    }
}
