//! Who carries how much, and how even that is.

use super::Lang;
use super::numbers::whole;

/// Headings of the table of people: name, unit, group, turns, points, carried, together.
pub fn load_headings(lang: Lang) -> [&'static str; 7] {
    match lang {
        Lang::Vi => [
            "Họ và tên",
            "Đơn vị",
            "Nhóm",
            "Ca",
            "Điểm",
            "Mang sang",
            "Cộng",
        ],
        Lang::En => [
            "Name", "Unit", "Group", "Turns", "Points", "Carried", "Together",
        ],
    }
}

/// Headings of the table of groups: group, people, least, most, spread.
pub fn spread_headings(lang: Lang) -> [&'static str; 5] {
    match lang {
        Lang::Vi => ["Nhóm", "Người", "Ít nhất", "Nhiều nhất", "Chênh lệch"],
        Lang::En => ["Group", "People", "Least", "Most", "Spread"],
    }
}

/// Headings: group, people, before, after, spread before, spread after, smallest spread possible.
pub fn fairness_headings(lang: Lang) -> [&'static str; 7] {
    match lang {
        Lang::Vi => [
            "Nhóm",
            "Người",
            "Điểm trước",
            "Điểm sau",
            "Chênh trước",
            "Chênh sau",
            "Nhỏ nhất có thể",
        ],
        Lang::En => [
            "Group",
            "People",
            "Before",
            "After",
            "Spread before",
            "Spread after",
            "Least possible",
        ],
    }
}

/// `12–30`.
pub fn range(lang: Lang, least: i64, most: i64) -> String {
    format!("{}–{}", whole(lang, least), whole(lang, most))
}

/// The smallest spread, or from the proven bound to the smallest found.
pub fn least_possible(lang: Lang, bound: i64, best: i64) -> String {
    if bound == best {
        whole(lang, best)
    } else {
        range(lang, bound, best)
    }
}

/// The sum of squares and the least it could be.
pub fn squares(lang: Lang, squares: i64, least: Option<i64>) -> String {
    let shown = whole(lang, squares);
    match (lang, least.map(|it| whole(lang, it))) {
        (Lang::Vi, Some(least)) => {
            format!("Tổng bình phương công trực: {shown}; nhỏ nhất có thể {least}, đã chứng minh.")
        }
        (Lang::Vi, None) => format!("Tổng bình phương công trực: {shown}."),
        (Lang::En, Some(least)) => {
            format!("Sum of squared loads: {shown}; the least possible is {least}, proven.")
        }
        (Lang::En, None) => format!("Sum of squared loads: {shown}."),
    }
}

/// Who is counted, and what the smallest spread is.
pub fn who_counts(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => {
            "Chỉ tính người có thể trực ít nhất một ca; điểm quy về một người làm đủ định mức, kể cả điểm \
             mang sang. “Nhỏ nhất có thể”: trong mọi lịch giữ các quy tắc bắt buộc, bất kể chi phí, từng \
             nhóm xét riêng; “a–b” là đã chứng minh không dưới a, đã tìm được b."
        }
        Lang::En => {
            "Those who may stand at least one turn; loads are for a full post, carried points included. \
             “Least possible”: of all rosters that keep the hard rules, whatever else they cost, each \
             group on its own; “a–b”: proven not under a, found b."
        }
    }
}
