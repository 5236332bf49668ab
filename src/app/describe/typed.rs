//! What two changed differently, side by side.

use crate::domain::sources::{Item, SheetName};
use crate::text::Lang;
use crate::text::differences::keys::key;

use super::super::contested::Contested;

/// What is the matter.
pub fn headline(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => {
            "E531 Có mục được sửa khác nhau ở hai nơi; chưa ghi gì. Thống nhất từng mục rồi nhập lại."
        }
        Lang::En => {
            "E531 Things were changed differently in two places; nothing was written. Settle each, \
             then import again."
        }
    }
}

/// That, and each of them with what it was, what is stored and what was to be written.
pub(super) fn contested(lang: Lang, found: &[Contested]) -> Vec<String> {
    let mut lines = vec![headline(lang).to_owned()];
    for it in found {
        let [was, stored, wanted] = [&it.conflict.was, &it.conflict.mine, &it.conflict.theirs]
            .map(|bytes| shown(lang, &it.conflict.item, bytes.as_deref()));
        let what = what(lang, it);
        lines.push(match lang {
            Lang::Vi => format!("{what}: ban đầu {was}; trong kho {stored}; muốn ghi {wanted}"),
            Lang::En => format!("{what}: was {was}; stored {stored}; to be written {wanted}"),
        });
    }
    lines
}

/// Something that is not taken over into another period, with what it held.
pub fn dropped(lang: Lang, it: &Contested) -> String {
    let held = match &it.conflict.item {
        Item::Cell { .. } | Item::Key { .. } => {
            let bytes = it.conflict.was.as_deref().unwrap_or_default();
            let text = String::from_utf8_lossy(bytes);
            text.trim_matches('"').to_owned()
        }
        Item::KeyOrder { .. }
        | Item::Layout {}
        | Item::File { .. }
        | Item::Columns { .. }
        | Item::RowOrder { .. }
        | Item::Row { .. } => String::new(),
    };
    crate::text::folder::not_taken_over(&what(lang, it), &held)
}

/// What an item is called.
pub fn what(lang: Lang, it: &Contested) -> String {
    let of = |holder: &str, what: &str| match holder {
        "" => what.to_owned(),
        holder => format!("{holder}, {what}"),
    };
    let table = |sheet: SheetName| match (lang, sheet) {
        (Lang::Vi, SheetName::People) => "bảng người trực",
        (Lang::Vi, SheetName::History) => "bảng công trực các năm trước",
        (Lang::Vi, SheetName::Pins) => "bảng ca ấn định trước",
        (Lang::En, SheetName::People) => "table of people",
        (Lang::En, SheetName::History) => "table of earlier years",
        (Lang::En, SheetName::Pins) => "table of turns settled beforehand",
    };
    match (lang, &it.conflict.item) {
        (_, Item::Key { path }) => of(&it.holder, &key(lang, path)),
        (_, Item::Cell { column, .. }) => {
            let heading = if it.heading.is_empty() {
                column
            } else {
                &it.heading
            };
            of(&it.holder, heading)
        }
        (Lang::Vi, Item::KeyOrder { path }) => format!("thứ tự của {}", key(lang, path)),
        (Lang::En, Item::KeyOrder { path }) => format!("order of {}", key(lang, path)),
        (Lang::Vi, Item::Layout {}) => "chú thích và cách trình bày của office.toml".to_owned(),
        (Lang::En, Item::Layout {}) => "comments and layout of office.toml".to_owned(),
        (Lang::Vi, Item::File { name }) => format!("tệp {name}"),
        (Lang::En, Item::File { name }) => format!("file {name}"),
        (Lang::Vi, Item::Columns { sheet }) => format!("tiêu đề cột, {}", table(*sheet)),
        (Lang::En, Item::Columns { sheet }) => format!("headings, {}", table(*sheet)),
        (Lang::Vi, Item::RowOrder { sheet }) => format!("thứ tự dòng, {}", table(*sheet)),
        (Lang::En, Item::RowOrder { sheet }) => format!("order of rows, {}", table(*sheet)),
        (Lang::Vi, Item::Row { sheet, .. }) => format!("dòng của {}, {}", it.holder, table(*sheet)),
        (Lang::En, Item::Row { sheet, .. }) => format!("row of {}, {}", it.holder, table(*sheet)),
    }
}

/// What stands in an item; of whole files and lists only whether they are there.
fn shown(lang: Lang, item: &Item, bytes: Option<&[u8]>) -> String {
    let Some(bytes) = bytes else {
        return match lang {
            Lang::Vi => "(không có)",
            Lang::En => "(nothing)",
        }
        .to_owned();
    };
    match item {
        Item::Key { .. } | Item::Cell { .. } => {
            let text = String::from_utf8_lossy(bytes);
            format!("“{}”", text.trim_matches('"'))
        }
        Item::KeyOrder { .. }
        | Item::Layout {}
        | Item::File { .. }
        | Item::Columns { .. }
        | Item::RowOrder { .. }
        | Item::Row { .. } => match lang {
            Lang::Vi => "(có)",
            Lang::En => "(there)",
        }
        .to_owned(),
    }
}
