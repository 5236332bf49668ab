//! What is another about an office, its papers, its duties and its rules.

use serde_json::Value;

use crate::calendar::period::Period;
use crate::domain::document::Document;
use crate::domain::duty::{CoverBy, Duty, Equals};
use crate::domain::facts::Office;
use crate::rules::Rule;

use super::super::Lang;
use super::super::dates::solar;
use super::super::document::paper_kind;
use super::super::labels::duty_kind;
use super::super::people::rank_label;
use super::{Details, Names, joined, pick};

/// What an office says of itself and its papers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeSays {
    /// Of itself.
    pub office: Office,
    /// Of the time that is planned; older stores say it otherwise.
    pub period: Option<Period>,
    /// How many earlier years are carried.
    pub carry_years: u16,
    /// Of its papers.
    pub document: Document,
}

pub(super) fn details(lang: Lang, a: &OfficeSays, b: &OfficeSays) -> Vec<String> {
    let mut details = Details::new(lang);
    let out = &mut details;
    let (of_a, of_b) = (&a.office, &b.office);
    out.field(["Tên", "Name"], &of_a.name, &of_b.name);
    out.field(
        ["Cơ quan cấp trên", "Superior"],
        &of_a.superior,
        &of_b.superior,
    );
    out.field(["Nơi ban hành", "Place"], &of_a.place, &of_b.place);
    out.field(["Điện thoại trực", "Hotline"], &of_a.hotline, &of_b.hotline);
    let equals = |it: &Office| {
        pick(
            lang,
            match it.equals {
                Equals::RankAndDuty => ["cùng cấp và loại trực", "same rank and duty"],
                Equals::Duty => ["cùng loại trực", "same duty"],
                Equals::Any => ["bất kỳ ai", "anybody"],
            },
        )
    };
    out.field(
        ["Ai được đổi ca cho ai", "Who may swap"],
        equals(of_a),
        equals(of_b),
    );
    let period = |it: &OfficeSays| {
        let name = it
            .period
            .as_ref()
            .map(|it| super::super::period::name(lang, it));
        name.unwrap_or_default()
    };
    if a.period.is_some() && b.period.is_some() {
        out.field(["Kỳ trực", "Period"], &period(a), &period(b));
    }
    let carried = ["Số năm cộng dồn điểm", "Years of points carried"];
    out.number(carried, a.carry_years, b.carry_years);
    document_details(lang, &a.document, &b.document, out);
    details.lines
}

fn document_details(lang: Lang, a: &Document, b: &Document, out: &mut Details) {
    let kind = |it: &Document| paper_kind(lang, it.kind);
    out.field(["Loại văn bản", "Kind of paper"], kind(a), kind(b));
    out.field(["Số văn bản", "Number"], &a.number, &b.number);
    out.field(["Ký hiệu", "Symbol"], &a.symbol, &b.symbol);
    let date = |it: &Document| it.date.map(solar).unwrap_or_default();
    out.field(["Ngày văn bản", "Date of the paper"], &date(a), &date(b));
    out.rewritten(["Căn cứ", "Legal bases"], &a.bases, &b.bases);
    out.rewritten(["Nơi nhận", "Recipients"], &a.recipients, &b.recipients);
    out.field(["Lưu", "Archive"], &a.archive, &b.archive);
    let sign_as = |it: &Document| it.signing.sign_as.prefix();
    out.field(["Ký thay", "Signs as"], sign_as(a), sign_as(b));
    out.field(["Người đứng đầu", "Head"], &a.signing.head, &b.signing.head);
    out.field(
        ["Chức vụ người ký", "Title of the signer"],
        &a.signing.title,
        &b.signing.title,
    );
    out.field(["Người ký", "Signer"], &a.signing.name, &b.signing.name);
    out.field(["Đơn vị lập biểu", "Keeper"], &a.keeper, &b.keeper);
    out.field(
        ["Giờ báo cáo hằng ngày", "Daily report"],
        &a.report_daily,
        &b.report_daily,
    );
    out.field(
        ["Báo cáo cuối kỳ", "Final report"],
        &a.report_final,
        &b.report_final,
    );
    out.rewritten(["Mẫu văn bản", "Templates"], &a.templates, &b.templates);
}

pub(super) fn duty_details(lang: Lang, names: &Names, a: &Duty, b: &Duty) -> Vec<String> {
    let mut details = Details::new(lang);
    let out = &mut details;
    out.field(["Tên", "Name"], &a.name, &b.name);
    let kind = |it: &Duty| duty_kind(lang, it.kind);
    out.field(["Nhóm loại trực", "Kind"], kind(a), kind(b));
    out.field(["Địa điểm", "Place"], &a.place, &b.place);
    let most = |it: &Duty| it.max_turns.map(|it| it.to_string()).unwrap_or_default();
    out.field(["Số ca tối đa", "Most turns"], &most(a), &most(b));
    let ranks = |it: &Duty| joined(it.ranks.iter().map(|it| rank_label(lang, *it).to_owned()));
    out.field(["Cấp được trực", "Ranks"], &ranks(a), &ranks(b));
    let cover = |it: &Duty| {
        let Some(cover) = &it.cover else {
            return String::new();
        };
        let by = match cover.by {
            CoverBy::Shift => ["mỗi ca", "each turn"],
            CoverBy::Day => ["mỗi ngày", "each day"],
        };
        let skills = joined(cover.skills.iter().map(|it| names.named(it)));
        format!("{skills} ({})", pick(lang, by))
    };
    out.field(
        ["Hệ thống phải có người phụ trách", "Skills covered"],
        &cover(a),
        &cover(b),
    );
    let senior = [
        "Có người không phải tập sự trong ca",
        "Somebody senior in each turn",
    ];
    out.yes_no(senior, a.senior, b.senior);
    details.lines
}

/// What the parameters of rules are called: name in files, Vietnamese, English.
pub(super) const PARAMETERS: [(&str, [&str; 2]); 10] = [
    ("weight", ["trọng số", "weight"]),
    (
        "other_weight",
        [
            "trọng số ca đặc biệt khác",
            "weight of the other special turn",
        ],
    ),
    (
        "avoid_weight",
        ["trọng số ngày tránh", "weight of days avoided"],
    ),
    (
        "prefer_weight",
        ["trọng số ngày muốn trực", "weight of days preferred"],
    ),
    ("limit", ["tối đa", "at most"]),
    ("hours", ["số giờ nghỉ", "hours of rest"]),
    (
        "after_full_day_hours",
        ["số giờ nghỉ sau ca 24 giờ", "hours of rest after 24 hours"],
    ),
    ("min_heads", ["từ số người", "from so many people"]),
    ("percent", ["tỷ lệ %", "percent"]),
    ("kept", ["lịch được giữ", "roster kept"]),
];

pub(super) fn rule_details(lang: Lang, a: &Rule, b: &Rule) -> Vec<String> {
    let fields = |it: &Rule| match serde_json::to_value(it) {
        Ok(Value::Object(fields)) => fields,
        Ok(_) | Err(_) => serde_json::Map::new(),
    };
    let (a, b) = (fields(a), fields(b));
    let mut details = Details::new(lang);
    for (name, after) in &b {
        let words = PARAMETERS.iter().find(|it| it.0 == name).map(|it| it.1);
        let words = words.unwrap_or([name, name]);
        let text = |it: &Value| it.as_str().map_or_else(|| it.to_string(), str::to_owned);
        let before = a.get(name).map(text).unwrap_or_default();
        if after.is_array() {
            details.rewritten(words, &before, &text(after));
        } else {
            details.field(words, &before, &text(after));
        }
    }
    details.lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::RuleSet;

    #[test]
    fn every_parameter_of_a_rule_has_words() {
        for rule in RuleSet::standard().rules {
            let Value::Object(fields) = serde_json::to_value(&rule).unwrap() else {
                panic!("{rule:?} is no object");
            };
            for name in fields.keys().filter(|it| *it != "rule") {
                assert!(
                    PARAMETERS.iter().any(|it| it.0 == name),
                    "{name} of {rule:?}"
                );
            }
        }
    }
}
