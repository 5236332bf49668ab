//! What is said of folders written out, and of periods made of earlier ones.

use super::Lang;

/// A folder was written from what is stored.
pub fn folder_written(lang: Lang, n_files: usize, dir: &str) -> String {
    match lang {
        Lang::Vi => format!("Đã ghi {n_files} tệp của cơ quan vào {dir}."),
        Lang::En => format!("{n_files} files of the office written to {dir}."),
    }
}

/// The store has no texts; they were written from facts.
pub fn inferred(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => {
            "Kho này do bản cũ lập, không giữ tệp gốc: các tệp được suy ra từ dữ liệu trong kho. \
             Xem lại rồi nhập bằng `tructet import`."
        }
        Lang::En => {
            "An older program made this store, which has no files as typed: these were inferred from \
             its data. Look them over, then import them."
        }
    }
}

/// What such files say otherwise than the store.
pub fn untold(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "Không ghi lại được đúng như trong kho:",
        Lang::En => "What the files could not say as it is stored:",
    }
}

/// The next period was made of an earlier one.
pub fn period_made(lang: Lang, from: &str, to: &str) -> String {
    match lang {
        Lang::Vi => format!("Đã lập dữ liệu kỳ {to} từ kỳ {from}. Những mục sau không mang sang:"),
        Lang::En => format!("Data of {to} made of those of {from}. Not taken over:"),
    }
}

/// Something not taken over, with what it held.
pub fn not_taken_over(what: &str, held: &str) -> String {
    if held.is_empty() {
        return format!("- {what}");
    }
    format!("- {what}: {held}")
}
