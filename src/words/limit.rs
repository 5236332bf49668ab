//! What is larger than any real one.

use crate::text::Lang;

/// Something at `place` of which there are more than `limit`.
pub fn too_big(lang: Lang, place: &str, limit: u64, unit: &str) -> String {
    match lang {
        Lang::Vi => format!(
            "E103 {place}: vượt quá {limit} {}. Bỏ phần thừa của tệp.",
            unit_vi(unit)
        ),
        Lang::En => format!("E103 {place}: more than {limit} {unit}. Take out what is not needed."),
    }
}

fn unit_vi(unit: &str) -> &'static str {
    match unit {
        "bytes" => "byte",
        "rows" => "dòng",
        "columns" => "cột",
        "cells" => "ô",
        "characters" => "ký tự",
        "events" => "sự kiện",
        _ => "mục",
    }
}

/// More faults than anybody would go through, up to `place`.
pub fn too_many(lang: Lang, place: &str) -> String {
    match lang {
        Lang::Vi => format!(
            "E123 {place}: từ đây trở đi chưa đọc vì đã có quá nhiều lỗi. Sửa các lỗi trên rồi chạy lại."
        ),
        Lang::En => format!(
            "E123 {place}: not read from here on, there are too many faults. Mend those above and \
             run it again."
        ),
    }
}
