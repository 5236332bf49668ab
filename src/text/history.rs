//! People's records over the years.

use super::Lang;

/// Headings of people's records: name, id, period, turns, points, special turns, known by.
pub fn history_headings(lang: Lang) -> [&'static str; 7] {
    match lang {
        Lang::Vi => [
            "Họ và tên",
            "Mã",
            "Nguồn",
            "Ca đặc biệt",
            "Kỳ",
            "Ca",
            "Điểm",
        ],
        Lang::En => [
            "Name",
            "Id",
            "Known by",
            "Special turns",
            "Period",
            "Turns",
            "Points",
        ],
    }
}

/// How a past period is known.
pub fn origin(lang: Lang, origin: &str) -> &str {
    match (lang, origin) {
        (Lang::Vi, "draft") => "bản nháp",
        (Lang::Vi, "told") => "nhập từ bảng",
        (Lang::Vi, "published") => "lịch đã công bố",
        (Lang::En, "told") => "imported table",
        (_, other) => other,
    }
}

/// The row that sums up a person's periods.
pub fn together(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "cộng",
        Lang::En => "together",
    }
}

/// Nobody has a record.
pub fn no_history(lang: Lang, office: &str) -> String {
    match lang {
        Lang::Vi => format!("Chưa có công trực kỳ nào của {office}."),
        Lang::En => format!("No earlier period of {office} is known."),
    }
}
