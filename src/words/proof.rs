//! What is wrong with a `roster.json`.

use crate::proof::{Flaw, HIGHEST_WEIGHT};
use crate::text::Lang;

/// `flaw` in one sentence.
pub fn flaw(lang: Lang, flaw: &Flaw) -> String {
    match (lang, flaw) {
        (Lang::En, _) => flaw.to_string(),
        (Lang::Vi, Flaw::Facts(error)) => format!("dữ kiện trong tệp không khớp nhau: {error}"),
        (Lang::Vi, Flaw::UnknownAssignment { person, shift }) => {
            format!("phân công `{person}` vào `{shift}`: không có người hoặc ca này")
        }
        (Lang::Vi, Flaw::TwiceAssigned { person, shift }) => {
            format!("phân công `{person}` vào `{shift}` hai lần")
        }
        (Lang::Vi, Flaw::Cost { found, stated }) => {
            format!("chi phí tính lại là {found}, tệp ghi {stated}")
        }
        (
            Lang::Vi,
            Flaw::Breakdown {
                rule,
                found,
                stated,
            },
        ) => {
            format!("quy tắc {rule}: chi phí tính lại là {found}, tệp ghi {stated}")
        }
        (Lang::Vi, Flaw::RuleTwice { rule }) => format!("quy tắc {rule} ghi hai lần"),
        (Lang::Vi, Flaw::Weight { rule, found }) => {
            format!("quy tắc {rule}: trọng số {found} nằm ngoài khoảng 0 đến {HIGHEST_WEIGHT}")
        }
        (Lang::Vi, Flaw::Unproven { stated }) => {
            format!("tệp ghi cận {stated} nhưng không có chứng chỉ nào chứng minh")
        }
        (Lang::Vi, Flaw::Bound { found, stated }) => format!(
            "cận chứng minh được là {}, tệp ghi {}",
            number(*found),
            number(*stated)
        ),
        (Lang::Vi, Flaw::Certificate(cause)) => format!("chứng chỉ tối ưu hỏng: {cause}"),
        (Lang::Vi, Flaw::NotOptimal { cost, bound }) => format!(
            "tệp ghi là tối ưu, nhưng chi phí là {cost} còn cận là {}",
            number(*bound)
        ),
        (Lang::Vi, Flaw::Format(format)) => format!("không biết định dạng `{format}`"),
    }
}

fn number(bound: Option<i64>) -> String {
    bound.map_or("-".to_owned(), |it| it.to_string())
}
