//! Revisions of a roster: what they are called, how they differ, what became of them.

use chrono::NaiveDateTime;

use super::Lang;
use super::numbers::whole;

/// Under which number a draft was saved.
pub fn saved(lang: Lang, revision: i64, db: &str) -> String {
    match lang {
        Lang::Vi => format!("Đã lưu bản nháp số {revision} vào {db}."),
        Lang::En => format!("Saved as draft revision {revision} in {db}."),
    }
}

/// Nothing was saved, as a rule is broken.
pub fn not_saved(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "Chưa lưu: lịch vi phạm các quy tắc nêu trên. Sửa lại rồi nhập lại.",
        Lang::En => "Not saved: the roster breaks the rules above. Mend it and try again.",
    }
}

/// A state of a revision.
pub fn state(lang: Lang, state: &str) -> &str {
    match (lang, state) {
        (Lang::Vi, "draft") => "nháp",
        (Lang::Vi, "published") => "đang có hiệu lực",
        (Lang::Vi, "superseded") => "đã thay thế",
        (_, other) => other,
    }
}

/// Which revision it is, of which office and period, how far it has come and since when.
pub fn revision(lang: Lang, id: i64, of: &str, state_name: &str, at: NaiveDateTime) -> String {
    let (state, at) = (state(lang, state_name), moment(at));
    match lang {
        Lang::Vi => format!("Bản {id} · {of} · {state} · {at}"),
        Lang::En => format!("Revision {id} · {of} · {state} · {at}"),
    }
}

/// A moment for people.
pub fn moment(at: NaiveDateTime) -> String {
    at.format("%H:%M %d/%m/%Y").to_string()
}

/// Headings of the list of revisions: number, office, period, state, saved, published.
pub fn revision_headings(lang: Lang) -> [&'static str; 6] {
    match lang {
        Lang::Vi => [
            "Bản",
            "Cơ quan",
            "Kỳ",
            "Trạng thái",
            "Lưu lúc",
            "Công bố lúc",
        ],
        Lang::En => [
            "Revision",
            "Office",
            "Period",
            "State",
            "Saved",
            "Published",
        ],
    }
}

/// Headings of the log: number, when, who, what, why.
pub fn log_headings(lang: Lang) -> [&'static str; 5] {
    match lang {
        Lang::Vi => ["Số", "Lúc", "Ai", "Việc", "Lý do"],
        Lang::En => ["Number", "When", "Who", "What", "Why"],
    }
}

/// How many turns are added, dropped and moved from one revision to another.
pub fn diff_heading(
    lang: Lang,
    ids: [i64; 2],
    added: usize,
    dropped: usize,
    moved: usize,
) -> String {
    let [before, after] = ids;
    match lang {
        Lang::Vi => format!(
            "Từ bản {before} sang bản {after}: thêm {added} lượt trực, bỏ {dropped}, chuyển {moved}."
        ),
        Lang::En => format!(
            "From revision {before} to {after}: {added} turns added, {dropped} dropped, {moved} moved."
        ),
    }
}

/// The cost of both.
pub fn diff_costs(lang: Lang, before: i64, after: i64) -> String {
    let (from, to) = (whole(lang, before), whole(lang, after));
    match lang {
        Lang::Vi => format!("Chi phí: {from} → {to}."),
        Lang::En => format!("Cost: {from} → {to}."),
    }
}

/// A draft was published.
pub fn published(lang: Lang, id: i64, supersedes: Option<i64>) -> String {
    match (lang, supersedes) {
        (Lang::Vi, None) => format!("Đã công bố bản {id}."),
        (Lang::Vi, Some(old)) => format!("Đã công bố bản {id}, thay bản {old}."),
        (Lang::En, None) => format!("Revision {id} is published."),
        (Lang::En, Some(old)) => format!("Revision {id} is published in place of {old}."),
    }
}

/// It stays close to the roster in force.
pub fn kept(lang: Lang, id: i64) -> String {
    match lang {
        Lang::Vi => format!("Giữ càng sát bản {id} càng tốt (--afresh để xếp lại từ đầu)."),
        Lang::En => format!("Stays as close as can be to revision {id} (--afresh to plan anew)."),
    }
}
