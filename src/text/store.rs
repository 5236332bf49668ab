//! What the commands of the store say. Kinds and states come as the names they have in JSON.

use chrono::NaiveDateTime;

use super::Lang;
use super::numbers::whole;

/// A kind of thing an office folder tells.
pub fn kind(lang: Lang, kind: &str) -> &str {
    let vi = match kind {
        "season" => "cơ quan",
        "day" => "ngày",
        "skill" => "kỹ năng",
        "unit" => "đơn vị",
        "duty" => "loại trực",
        "shift" => "ca trực",
        "person" => "người",
        "leave" => "nghỉ phép",
        "pair" => "cặp",
        "pin" => "ghim",
        "rule" => "quy tắc",
        "past_year" => "công trực năm trước",
        other => other,
    };
    match lang {
        Lang::Vi => vi,
        Lang::En if kind == "past_year" => "earlier year",
        Lang::En => kind,
    }
}

/// What became of a thing: added, changed or dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// New.
    Added,
    /// Another than before.
    Changed,
    /// No longer there.
    Dropped,
}

impl Fate {
    fn sign(self) -> char {
        match self {
            Self::Added => '+',
            Self::Changed => '~',
            Self::Dropped => '-',
        }
    }
}

/// One thing that an import changes; `details` are of what is in it.
pub fn difference(lang: Lang, fate: Fate, what: &str, id: &str, details: &[String]) -> String {
    let mut line = format!("{} {} {id}", fate.sign(), kind(lang, what));
    if !details.is_empty() {
        line += &format!(": {}", details.join("; "));
    }
    line
}

/// How many things an import adds, changes and drops.
pub fn differences(lang: Lang, added: usize, changed: usize, dropped: usize) -> String {
    match lang {
        Lang::Vi => format!("Thêm {added}, sửa {changed}, bỏ {dropped}."),
        Lang::En => format!("{added} added, {changed} changed, {dropped} dropped."),
    }
}

/// More of one kind than are shown.
pub fn and_more(lang: Lang, n: usize, what: &str) -> String {
    let what = kind(lang, what);
    match lang {
        Lang::Vi => format!("  … và {n} {what} nữa"),
        Lang::En => format!("  … and {n} more of {what}"),
    }
}

/// Nothing is new.
pub fn nothing_new(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "Không có gì mới: kho đã có đúng dữ liệu này.",
        Lang::En => "Nothing new: the store has just these data.",
    }
}

/// Whether to do it.
pub fn shall_overwrite(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "Ghi các thay đổi trên vào kho? [c/K]",
        Lang::En => "Write these changes into the store? [y/N]",
    }
}

/// Whether an answer to such a question means yes.
pub fn is_yes(answer: &str) -> bool {
    let answer = answer.trim().to_lowercase();
    ["c", "có", "co", "y", "yes"].contains(&answer.as_str())
}

/// It was not done.
pub fn not_overwritten(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "Chưa ghi gì. Thêm --yes để ghi các thay đổi trên.",
        Lang::En => "Nothing was written. Pass --yes to write these changes.",
    }
}

/// It was done.
pub fn imported(lang: Lang, office: &str, year: Option<i32>, db: &str) -> String {
    let year = year.map_or_else(String::new, |it| format!(" {it}"));
    match lang {
        Lang::Vi => format!("Đã ghi dữ liệu của {office}{year} vào {db}."),
        Lang::En => format!("Data of {office}{year} written into {db}."),
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

/// Which revision it is, how far it has come and since when.
pub fn revision(
    lang: Lang,
    id: i64,
    office: &str,
    year: i32,
    state_name: &str,
    at: NaiveDateTime,
) -> String {
    let (state, at) = (state(lang, state_name), moment(at));
    match lang {
        Lang::Vi => format!("Bản {id} · {office} {year} · {state} · {at}"),
        Lang::En => format!("Revision {id} · {office} {year} · {state} · {at}"),
    }
}

/// A moment for people.
pub fn moment(at: NaiveDateTime) -> String {
    at.format("%H:%M %d/%m/%Y").to_string()
}

/// Headings of the list of revisions: number, office, year, state, saved, published.
pub fn revision_headings(lang: Lang) -> [&'static str; 6] {
    match lang {
        Lang::Vi => [
            "Bản",
            "Cơ quan",
            "Năm",
            "Trạng thái",
            "Lưu lúc",
            "Công bố lúc",
        ],
        Lang::En => ["Revision", "Office", "Year", "State", "Saved", "Published"],
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

/// Headings of people's records: name, id, year, turns, points, special turns, known by.
pub fn history_headings(lang: Lang) -> [&'static str; 7] {
    match lang {
        Lang::Vi => [
            "Họ và tên",
            "Mã",
            "Nguồn",
            "Ca đặc biệt",
            "Năm",
            "Ca",
            "Điểm",
        ],
        Lang::En => [
            "Name",
            "Id",
            "Known by",
            "Special turns",
            "Year",
            "Turns",
            "Points",
        ],
    }
}

/// How a past year is known.
pub fn origin(lang: Lang, origin: &str) -> &str {
    match (lang, origin) {
        (Lang::Vi, "draft") => "bản nháp",
        (Lang::Vi, "told") => "nhập từ bảng",
        (Lang::Vi, "published") => "lịch đã công bố",
        (Lang::En, "told") => "imported table",
        (_, other) => other,
    }
}

/// The row that sums up a person's years.
pub fn together(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "cộng",
        Lang::En => "together",
    }
}

/// Nobody has a record.
pub fn no_history(lang: Lang, office: &str) -> String {
    match lang {
        Lang::Vi => format!("Chưa có công trực năm nào của {office}."),
        Lang::En => format!("No earlier year of {office} is known."),
    }
}

/// What a store holds: seasons, revisions, changes, entries of the log.
pub fn census(lang: Lang, schema: i64, counts: [usize; 4]) -> String {
    let [seasons, revisions, changes, entries] = counts;
    match lang {
        Lang::Vi => format!(
            "lược đồ {schema}, {seasons} kỳ Tết, {revisions} bản lịch trực, {changes} yêu cầu đổi trực, {entries} dòng nhật ký"
        ),
        Lang::En => format!(
            "schema {schema}, {seasons} seasons, {revisions} revisions, {changes} changes, {entries} log entries"
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
