//! Other rosters nearly as good, and a roster kept as far as it can be.

use super::Lang;
use super::numbers::whole;

/// An alternative: its number, what it costs, how it differs.
pub fn alternative(
    lang: Lang,
    nth: usize,
    cost: i64,
    dearer: i64,
    n_apart: usize,
    n_turns: usize,
) -> String {
    let (cost, dearer) = (whole(lang, cost), whole(lang, dearer));
    match lang {
        Lang::Vi => format!(
            "Phương án {nth}: chi phí {cost} (hơn phương án 1 là {dearer}); khác mọi phương án trước ít nhất {n_apart}/{n_turns} lượt trực."
        ),
        Lang::En => format!(
            "Alternative {nth}: cost {cost} ({dearer} more than the first); differs from each before in at least {n_apart} of {n_turns} turns."
        ),
    }
}

/// Rules an alternative keeps better than the first roster.
pub fn better_rules(lang: Lang, rules: &str) -> String {
    match lang {
        Lang::Vi => format!("  tốt hơn về: {rules}"),
        Lang::En => format!("  better in: {rules}"),
    }
}

/// Rules an alternative keeps less well.
pub fn worse_rules(lang: Lang, rules: &str) -> String {
    match lang {
        Lang::Vi => format!("  kém hơn về: {rules}"),
        Lang::En => format!("  worse in: {rules}"),
    }
}

/// People to whom an alternative is kinder.
pub fn better_for(lang: Lang, people: &str) -> String {
    match lang {
        Lang::Vi => format!("  nhẹ hơn cho: {people}"),
        Lang::En => format!("  easier for: {people}"),
    }
}

/// People on whom an alternative is harder.
pub fn worse_for(lang: Lang, people: &str) -> String {
    match lang {
        Lang::Vi => format!("  nặng hơn cho: {people}"),
        Lang::En => format!("  harder for: {people}"),
    }
}

/// And so many others.
pub fn and_more(lang: Lang, n_people: usize) -> String {
    match lang {
        Lang::Vi => format!("và {n_people} người khác"),
        Lang::En => format!("and {n_people} more"),
    }
}

/// There are fewer alternatives than asked for.
pub fn no_more(lang: Lang, n_found: usize, percent: i64) -> String {
    match lang {
        Lang::Vi => format!(
            "Chỉ tìm được {n_found} phương án: ngoài ra không còn lịch nào khác trong mức đắt hơn {percent} %, hoặc đã hết giờ."
        ),
        Lang::En => {
            format!("Only {n_found} found: no other roster is within {percent} %, or time ran out.")
        }
    }
}

/// How much of a kept roster moved.
pub fn moved(lang: Lang, n_moved: i64, n_turns: usize, is_proven: bool) -> String {
    let n_kept = i64::try_from(n_turns).unwrap_or(i64::MAX) - n_moved;
    match (lang, is_proven) {
        (Lang::Vi, true) => format!(
            "Giữ nguyên {n_kept}/{n_turns} lượt trực; đổi {n_moved} lượt, ít nhất có thể, đã chứng minh."
        ),
        (Lang::Vi, false) => format!(
            "Giữ nguyên {n_kept}/{n_turns} lượt trực; đổi {n_moved} lượt, chưa chứng minh là ít nhất."
        ),
        (Lang::En, true) => {
            format!("{n_kept} of {n_turns} turns kept; {n_moved} moved, proven the fewest.")
        }
        (Lang::En, false) => {
            format!("{n_kept} of {n_turns} turns kept; {n_moved} moved, not proven the fewest.")
        }
    }
}
