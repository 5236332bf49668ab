//! What is wrong with a `roster.json`, and what else is to be said of it.

use crate::proof::fault::{CertificateFault, NodeFault};
use crate::proof::work::Unchecked;
use crate::proof::{Flaw, HIGHEST_WEIGHT, Note};
use crate::text::Lang;
use crate::text::dates::solar;
use crate::text::rules::rule_label;

use super::input::fact_vi;

/// `flaw` in one sentence.
pub fn flaw(lang: Lang, flaw: &Flaw) -> String {
    match (lang, flaw) {
        (Lang::En, Flaw::Bound { found, stated }) => format!(
            "the certificate proves the bound {}, the file says {}",
            number(*found),
            number(*stated)
        ),
        (Lang::En, Flaw::NotOptimal { cost, bound }) => format!(
            "stated optimal, but cost is {cost} and bound {}",
            number(*bound)
        ),
        (Lang::En, _) => flaw.to_string(),
        (Lang::Vi, Flaw::Facts(error)) => {
            format!("dữ kiện trong tệp không khớp nhau: {}", fact_vi(error))
        }
        (Lang::Vi, Flaw::UnknownAssignment { person, shift }) => {
            format!("phân công `{person}` vào `{shift}`: không có người hoặc ca này")
        }
        (Lang::Vi, Flaw::TwiceAssigned { person, shift }) => {
            format!("phân công `{person}` vào `{shift}` hai lần")
        }
        (Lang::Vi, Flaw::Cost { found, stated }) => {
            format!("mức phạt tính lại là {found}, tệp ghi {stated}")
        }
        (
            Lang::Vi,
            Flaw::Breakdown {
                rule,
                found,
                stated,
            },
        ) => {
            format!("quy tắc {rule}: mức phạt tính lại là {found}, tệp ghi {stated}")
        }
        (Lang::Vi, Flaw::NoSoftRule { rule }) => {
            format!("bảng mức phạt ghi `{rule}`, không phải mã của quy tắc nào tính phạt")
        }
        (Lang::Vi, Flaw::RuleTwice { rule }) => format!("quy tắc {rule} ghi hai lần"),
        (Lang::Vi, Flaw::Weight { rule, found }) => {
            format!("quy tắc {rule}: trọng số {found} nằm ngoài khoảng 0 đến {HIGHEST_WEIGHT}")
        }
        (Lang::Vi, Flaw::OutOfRange) => {
            "trọng số và điểm quá lớn: không thể tính mức phạt chính xác".to_owned()
        }
        (Lang::Vi, Flaw::FirstDay { found, stated }) => format!(
            "mùng 1 của năm này là {}, tệp ghi {}",
            solar(*found),
            solar(*stated)
        ),
        (Lang::Vi, Flaw::DayOfTet { date }) => {
            format!("ngày {} không phải ngày âm lịch mà tệp ghi", solar(*date))
        }
        (Lang::Vi, Flaw::Unproven { stated }) => {
            format!("tệp ghi cận {stated} nhưng không có chứng chỉ nào chứng minh")
        }
        (Lang::Vi, Flaw::Bound { found, stated }) => format!(
            "cận chứng minh được là {}, tệp ghi {}",
            number(*found),
            number(*stated)
        ),
        (Lang::Vi, Flaw::Certificate(CertificateFault::Unchecked(cause))) => {
            format!("chưa kiểm tra được chứng chỉ tối ưu: {}", unchecked(*cause))
        }
        (Lang::Vi, Flaw::Certificate(cause)) => {
            format!("chứng chỉ tối ưu sai: {}", certificate(cause))
        }
        (Lang::Vi, Flaw::NotOptimal { cost, bound }) => format!(
            "tệp ghi là tối ưu, nhưng mức phạt là {cost} còn cận chứng minh được là {}",
            number(*bound)
        ),
        (Lang::Vi, Flaw::Format(format)) => format!("không biết định dạng `{format}`"),
    }
}

fn certificate(fault: &CertificateFault) -> String {
    match fault {
        CertificateFault::Scale(scale) => format!("tỉ lệ `scale` là {scale}, ngoài phạm vi"),
        CertificateFault::TurnsMayOverlap => {
            "không áp dụng R04 nên các ca của một người có thể trùng giờ".to_owned()
        }
        CertificateFault::UnknownPerson(id) => format!("không có người `{id}`"),
        CertificateFault::InTwoComponents(id) => format!("`{id}` nằm trong hai phần"),
        CertificateFault::InNoComponent(id) => format!("`{id}` không nằm trong phần nào"),
        CertificateFault::OutOfRange => "cận nằm ngoài phạm vi tính được".to_owned(),
        CertificateFault::CaseMissing => "còn trường hợp chưa được chứng minh".to_owned(),
        CertificateFault::Node { nth, fault } => format!("nút {nth}: {}", node(fault)),
        CertificateFault::Unchecked(cause) => unchecked(*cause),
    }
}

fn node(fault: &NodeFault) -> String {
    match fault {
        NodeFault::Stray => "không thuộc trường hợp nào".to_owned(),
        NodeFault::StrayClash => "`clash` đứng ngoài `lines`".to_owned(),
        NodeFault::Nested => "`leaf` hoặc `lines` đứng trong `lines`".to_owned(),
        NodeFault::UnknownSplit => "tách theo người hoặc ca không có trong tệp".to_owned(),
        NodeFault::UnknownRow(name) => format!("không có điều kiện `{name}`"),
        NodeFault::RowTwice(name) => format!("điều kiện `{name}` ghi hai lần"),
        NodeFault::TiedRow(name) => format!("điều kiện `{name}` liên quan đến người của phần khác"),
        NodeFault::Dual { row, value } => {
            format!("hệ số {value} của `{row}` không chứng minh được gì")
        }
        NodeFault::UnnamedRow(name) => format!("`{name}` có hệ số mà không được nêu"),
        NodeFault::NoDuals => "không có hệ số nào".to_owned(),
        NodeFault::TooManyColumns => "còn quá nhiều phương án cho một người".to_owned(),
        NodeFault::NoClash => "vẫn còn phương án chưa bị loại".to_owned(),
    }
}

fn unchecked(cause: Unchecked) -> String {
    match cause {
        Unchecked::Steps => "cần quá nhiều bước tính",
        Unchecked::Memory => "cần quá nhiều bộ nhớ",
        Unchecked::Stopped => "hết thời gian",
    }
    .to_owned()
}

/// `note` in one sentence.
pub fn note(lang: Lang, note: &Note) -> String {
    match (lang, note) {
        (Lang::Vi, Note::NotInForce(code)) => format!(
            "tệp không áp dụng quy tắc {} {}",
            code.as_str(),
            rule_label(lang, *code)
        ),
        (Lang::En, Note::NotInForce(code)) => format!(
            "rule {} {} is not in force in this file",
            code.as_str(),
            rule_label(lang, *code)
        ),
        (Lang::Vi, Note::Night { shift, stated }) => {
            let stated = if *stated { "là" } else { "không phải là" };
            format!("ca `{shift}` ghi {stated} ca đêm, trái với giờ của ca (22:00–06:00)")
        }
        (Lang::En, Note::Night { shift, stated }) => {
            let stated = if *stated { "is" } else { "is not" };
            format!("shift `{shift}` {stated} said to be at night, against its hours (22:00–06:00)")
        }
        (Lang::Vi, Note::Carried { people }) => format!(
            "điểm mang sang không khớp với lịch sử các năm trước: {}",
            people.join(", ")
        ),
        (Lang::En, Note::Carried { people }) => format!(
            "carried points do not follow from the history of earlier years: {}",
            people.join(", ")
        ),
        (Lang::Vi, Note::GapsUnproven) => {
            "chưa chứng minh được số chỗ bỏ trống là ít nhất".to_owned()
        }
        (Lang::En, Note::GapsUnproven) => {
            "that no fewer seats could be open is not proven".to_owned()
        }
    }
}

fn number(bound: Option<i64>) -> String {
    bound.map_or("-".to_owned(), |it| it.to_string())
}
