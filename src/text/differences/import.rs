//! What an import says.

use super::super::Lang;
use super::{Fate, Told};

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

/// One thing that an import changes.
pub fn difference(lang: Lang, fate: Fate, what: &str, told: &Told) -> String {
    let (sign, kind) = (fate.sign(), kind(lang, what));
    let mut line = format!("{sign} {kind}: {}", told.what);
    if !told.details.is_empty() {
        line += &format!(": {}", told.details.join("; "));
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

/// Only what is typed is another, not what it says.
pub fn only_typed_anew(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "Dữ liệu không đổi; đã cập nhật bản gốc (chú thích, cách ghi) trong kho.",
        Lang::En => "The data are the same; what is typed (comments, spelling) was updated.",
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
