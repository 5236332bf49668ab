//! What stands around clashes and ways out; the clashes themselves are worded in `app::describe`.

use super::Lang;

/// Heads the parts of a clash.
pub fn clash_heading(lang: Lang, is_minimal: bool) -> &'static str {
    match (lang, is_minimal) {
        (Lang::Vi, true) => {
            "Những điều sau không thể cùng đúng (bớt bất kỳ điều nào thì các điều còn lại xếp được):"
        }
        (Lang::Vi, false) => {
            "Những điều sau không thể cùng đúng (hết giờ nên có thể còn thừa điều không cần):"
        }
        (Lang::En, true) => {
            "These cannot all hold (without any one of them the others can be kept):"
        }
        (Lang::En, false) => "These cannot all hold (time ran out: some may not matter):",
    }
}

/// Heads the ways out.
pub fn ways_heading(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "Cách gỡ, dễ nhất trước; mỗi cách đã được thử xếp lại và xếp được:",
        Lang::En => "Ways out, the easiest first; each was tried and gives a roster:",
    }
}

/// A way out and how hard it is.
pub fn way(lang: Lang, steps: &str, cost: i64) -> String {
    match lang {
        Lang::Vi => format!("{steps} (độ khó {cost})."),
        Lang::En => format!("{steps} (difficulty {cost})."),
    }
}

/// The other way out.
pub fn or_allow_gaps(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "Hoặc dùng --allow-gaps để xếp với ít chỗ trống nhất.",
        Lang::En => "Or pass --allow-gaps for the fewest open seats.",
    }
}
