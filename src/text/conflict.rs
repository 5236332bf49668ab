//! Why no roster keeps the rules, and the ways out; the clashes themselves are worded in `app::describe`.

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

/// No roster keeps the rules: at least `gaps` seats stay open.
pub fn infeasible(lang: Lang, gaps: u32) -> String {
    match (lang, gaps) {
        (Lang::Vi, 0) => {
            "Không có lịch nào giữ được mọi quy tắc, kể cả khi bỏ trống chỗ: các ghim trái nhau."
                .to_owned()
        }
        (Lang::Vi, _) => format!(
            "Không có lịch nào giữ được mọi quy tắc: ít nhất {gaps} chỗ trực hoặc hệ thống bỏ trống, đã chứng minh."
        ),
        (Lang::En, 0) => {
            "No roster keeps every rule, even with open seats: pins against each other.".to_owned()
        }
        (Lang::En, _) => format!(
            "No roster keeps every rule: at least {gaps} seats or systems stay open, proven."
        ),
    }
}

/// How many people a shift has to choose from.
pub fn short_shift(lang: Lang, shift: &str, need: u16, n_free: usize) -> String {
    match lang {
        Lang::Vi => {
            format!("Thiếu người: {shift} cần {need}, có {n_free} người không bị quy tắc nào cấm.")
        }
        Lang::En => format!("Short: {shift} needs {need}, {n_free} people are barred by no rule."),
    }
}

/// What bars whom.
pub fn barred(lang: Lang, code: &str, rule: &str, n_people: usize, names: &[&str]) -> String {
    let people = match lang {
        Lang::Vi => "người",
        Lang::En => "people",
    };
    if names.is_empty() {
        format!("  {code} {rule}: {n_people} {people}")
    } else {
        format!("  {code} {rule}: {}", names.join(", "))
    }
}

/// Ways out of a shortage.
pub fn ways_out(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => {
            "Có thể thử: xin bớt nghỉ phép hoặc bỏ ghim ở các ca trên; thêm người hoặc kỹ năng cho \
             loại trực đó; tăng max_turns; giảm giờ nghỉ giữa ca; hoặc --allow-gaps để xếp với ít \
             chỗ trống nhất."
        }
        Lang::En => {
            "You may: ask for less leave or take out pins at these shifts; add people or skills to \
             the duty; raise max_turns; shorten the rest between turns; or pass --allow-gaps for \
             the fewest open seats."
        }
    }
}
