//! What was written where.

use std::time::Duration;

use super::Lang;
use super::numbers::seconds;

/// What was written where, and how long it took.
pub fn written(lang: Lang, n_files: usize, out: &str, elapsed: Duration) -> String {
    let time = seconds(lang, elapsed);
    match lang {
        Lang::Vi => format!("Xong sau {time}; đã ghi {n_files} tệp vào {out}."),
        Lang::En => format!("Done in {time}; {n_files} files written to {out}."),
    }
}

/// Files were written.
pub fn exported(lang: Lang, n_files: usize, out: &str) -> String {
    match lang {
        Lang::Vi => format!("Đã ghi {n_files} tệp: {out}."),
        Lang::En => format!("Wrote {n_files} files: {out}."),
    }
}
