//! What is wrong with a template.

use crate::domain::document::template::{COMMANDS, Field, TemplateCause};
use crate::text::Lang;

/// `cause` in a clause, with what could be written instead.
pub fn cause(lang: Lang, cause: &TemplateCause) -> String {
    let fields = || {
        Field::ALL
            .map(|it| format!("{{{}}}", it.as_str()))
            .join(" ")
    };
    let commands = || COMMANDS.map(|it| format!("@{it}")).join(" ");
    match (lang, cause) {
        (Lang::Vi, TemplateCause::Field(name)) => {
            format!("không có chỗ điền nào tên là {{{name}}}. Có: {}", fields())
        }
        (Lang::Vi, TemplateCause::Command(name)) => {
            format!("không có lệnh @{name}. Có: {}", commands())
        }
        (Lang::Vi, TemplateCause::OpenBrace) => "có dấu { mà thiếu dấu }".to_owned(),
        (Lang::Vi, TemplateCause::NoName) => "thiếu dòng @ten (tên văn bản)".to_owned(),
        (Lang::Vi, TemplateCause::TooBig) => "dài quá một văn bản".to_owned(),
        (Lang::En, TemplateCause::Field(name)) => {
            format!("there is no field {{{name}}}. There are: {}", fields())
        }
        (Lang::En, TemplateCause::Command(name)) => {
            format!("there is no command @{name}. There are: {}", commands())
        }
        (Lang::En, TemplateCause::OpenBrace) => "a { without its }".to_owned(),
        (Lang::En, TemplateCause::NoName) => {
            "the line @ten, the paper's name, is missing".to_owned()
        }
        (Lang::En, TemplateCause::TooBig) => "longer than any paper".to_owned(),
    }
}
