//! What becomes of a store: checked, copied, restored.

use super::Lang;

/// What a store holds: periods, revisions, changes, entries of the log.
pub fn census(lang: Lang, schema: i64, counts: [usize; 4]) -> String {
    let [periods, revisions, changes, entries] = counts;
    match lang {
        Lang::Vi => format!(
            "lược đồ {schema}, {periods} kỳ trực, {revisions} bản lịch trực, {changes} yêu cầu đổi trực, {entries} dòng nhật ký"
        ),
        Lang::En => format!(
            "schema {schema}, {periods} periods, {revisions} revisions, {changes} changes, {entries} log entries"
        ),
    }
}

/// A copy was made.
pub fn backed_up(lang: Lang, to: &str, holds: &str) -> String {
    match lang {
        Lang::Vi => format!("Đã sao lưu và kiểm tra: {to} ({holds})."),
        Lang::En => format!("Copied and checked: {to} ({holds})."),
    }
}

/// A store was brought back.
pub fn restored(lang: Lang, db: &str, holds: &str, kept: Option<&str>) -> String {
    let kept = match (lang, kept) {
        (_, None) => String::new(),
        (Lang::Vi, Some(kept)) => format!(
            " Kho trước đó còn ở {kept}. Nếu từ bản sao này đến nay đã gửi lịch, hãy nhờ mọi người xoá \
             lịch cũ rồi nhận lại: số thứ tự của lịch mới có thể nhỏ hơn."
        ),
        (Lang::En, Some(kept)) => format!(
            " What was there before is in {kept}. If calendars have gone out since that copy, ask everybody \
             to delete theirs and fetch them anew: the new ones may carry lower sequence numbers."
        ),
    };
    match lang {
        Lang::Vi => format!("Đã khôi phục {db} ({holds}).{kept}"),
        Lang::En => format!("{db} is restored ({holds}).{kept}"),
    }
}

/// A store is sound.
pub fn sound(lang: Lang, db: &str, holds: &str) -> String {
    match lang {
        Lang::Vi => format!("{db} lành lặn: tệp, liên kết, nhật ký, lược đồ đều đúng ({holds})."),
        Lang::En => format!("{db} is sound: file, references, log and schema ({holds})."),
    }
}

/// A store is not sound.
pub fn unsound(lang: Lang, db: &str, n_flaws: usize) -> String {
    match lang {
        Lang::Vi => {
            format!("{db} có {n_flaws} chỗ hỏng; hãy khôi phục từ bản sao lưu: tructet restore")
        }
        Lang::En => format!("{db} has {n_flaws} flaws; bring it back from a copy: tructet restore"),
    }
}
