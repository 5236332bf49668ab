//! What an import changes.

use super::Lang;

/// A kind of thing an office folder tells.
pub fn kind(lang: Lang, kind: &str) -> &str {
    let vi = match kind {
        "profile" => "cơ quan",
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
        "past_period" => "công trực kỳ trước",
        other => other,
    };
    match lang {
        Lang::Vi => vi,
        Lang::En if kind == "past_period" => "earlier period",
        Lang::En => kind,
    }
}

/// What became of a thing: added, changed or dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is new.
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
pub fn imported(lang: Lang, office: &str, period: Option<&str>, db: &str) -> String {
    let period = period.map_or_else(String::new, |it| format!(" · {it}"));
    match lang {
        Lang::Vi => format!("Đã ghi dữ liệu của {office}{period} vào {db}."),
        Lang::En => format!("Data of {office}{period} written into {db}."),
    }
}
