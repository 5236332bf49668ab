//! What the keys of `office.toml` are called.

use crate::rules::{Rule, RuleSet};

use super::super::Lang;
use super::super::rules::rule_label;
use super::settings::PARAMETERS;
use super::{pick, shifts};
use crate::calendar::window::DayClass;

/// Keys by the last of their names, but for those of rules: name in files, Vietnamese, English.
const KEYS: [(&str, [&str; 2]); 53] = [
    ("id", ["mã", "id"]),
    ("name", ["tên", "name"]),
    ("superior", ["cơ quan cấp trên", "superior"]),
    ("place", ["địa điểm", "place"]),
    ("hotline", ["điện thoại trực", "hotline"]),
    ("year", ["năm", "year"]),
    (
        "upland",
        ["miền núi, biên giới, hải đảo", "upland, border or island"],
    ),
    ("split", ["cách chia ngày nghỉ", "split of the days off"]),
    ("first", ["ngày đầu kỳ nghỉ", "first day off"]),
    ("last", ["ngày cuối kỳ nghỉ", "last day off"]),
    (
        "days_before",
        ["số ngày trực trước kỳ nghỉ", "days on duty before"],
    ),
    (
        "days_after",
        ["số ngày trực sau kỳ nghỉ", "days on duty after"],
    ),
    ("hours_per_point", ["số giờ một điểm", "hours per point"]),
    (
        "night_percent",
        ["phần trăm thêm cho giờ đêm", "percent more at night"],
    ),
    (
        "stand_by_percent",
        ["phần trăm tính cho trực dự phòng", "percent for stand-by"],
    ),
    (
        "carry_years",
        ["số năm cộng dồn điểm", "years of points carried"],
    ),
    ("weights", ["hệ số ngày", "weights of days"]),
    ("skills", ["kỹ năng", "skills"]),
    ("units", ["đơn vị", "units"]),
    ("duties", ["loại trực", "duties"]),
    ("shifts", ["ca trực", "turns"]),
    ("pairs", ["cặp", "pairs"]),
    ("kind", ["nhóm loại trực", "kind"]),
    ("max_turns", ["số ca tối đa", "most turns"]),
    ("ranks", ["cấp được trực", "ranks"]),
    (
        "cover",
        ["hệ thống phải có người phụ trách", "skills covered"],
    ),
    (
        "cover_by",
        ["phụ trách theo ca hay ngày", "covered by turn or day"],
    ),
    ("senior", ["có người không phải tập sự", "somebody senior"]),
    ("start", ["giờ bắt đầu", "start"]),
    ("hours", ["số giờ", "hours"]),
    ("minutes", ["số phút", "minutes"]),
    ("presence", ["hình thức", "presence"]),
    ("skill", ["kỹ năng bắt buộc", "skill needed"]),
    ("need", ["số người", "people"]),
    ("need_on", ["số người", "people"]),
    ("night", ["tính là ca đêm", "counts as night"]),
    ("a", ["người thứ nhất", "first of the pair"]),
    ("b", ["người thứ hai", "second of the pair"]),
    ("equals", ["ai được đổi ca cho ai", "who may swap"]),
    ("daily", ["giờ báo cáo hằng ngày", "daily report"]),
    ("final", ["báo cáo cuối kỳ", "final report"]),
    ("type", ["loại văn bản", "kind of paper"]),
    ("number", ["số văn bản", "number of the paper"]),
    ("symbol", ["ký hiệu", "symbol"]),
    ("date", ["ngày văn bản", "date of the paper"]),
    ("bases", ["căn cứ", "legal bases"]),
    ("recipients", ["nơi nhận", "recipients"]),
    ("archive", ["lưu", "archive"]),
    ("sign_as", ["ký thay", "signs as"]),
    (
        "head_title",
        ["chức vụ người đứng đầu", "title of the head"],
    ),
    ("signer_title", ["chức vụ người ký", "title of the signer"]),
    ("signer", ["người ký", "signer"]),
    ("keeper", ["đơn vị lập biểu", "keeper"]),
];

/// What the key at `path` is called; what holds it in a list is not said.
pub fn key(lang: Lang, path: &[String]) -> String {
    let last = path.last().map_or("", String::as_str);
    let word = |name: &str| {
        let words = KEYS.iter().find(|it| it.0 == name);
        words.map_or_else(|| name.to_owned(), |it| pick(lang, it.1).to_owned())
    };
    let above = path.len().checked_sub(2).and_then(|at| path.get(at));
    match (path.first().map(String::as_str), above.map(String::as_str)) {
        (Some("rules"), Some(rule)) if rule != "rules" => {
            let words = PARAMETERS.iter().find(|it| it.0 == last);
            let parameter = words.map_or(last, |it| pick(lang, it.1));
            format!("{}, {parameter}", rule_word(lang, rule))
        }
        (_, Some(table @ ("weights" | "need_on"))) => {
            let class = DayClass::ALL.into_iter().find(|it| it.as_str() == last);
            let class = class.map_or(last, |it| shifts::class_word(lang, it));
            format!("{}, {class}", word(table))
        }
        _ => word(last),
    }
}

fn rule_word(lang: Lang, name: &str) -> String {
    let is_it = |rule: &Rule| {
        let value = serde_json::to_value(rule).unwrap_or_default();
        value.get("rule").and_then(|it| it.as_str()) == Some(name)
    };
    let rule = RuleSet::standard().rules.into_iter().find(is_it);
    rule.map_or_else(
        || name.to_owned(),
        |it| rule_label(lang, it.code()).to_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, vi: &str, en: &str) {
        let path: Vec<_> = path.split('.').map(str::to_owned).collect();
        assert_eq!([key(Lang::Vi, &path), key(Lang::En, &path)], [vi, en]);
    }

    #[test]
    fn keys_have_words() {
        check("office.hotline", "điện thoại trực", "hotline");
        check("duties.x.shifts.y.need", "số người", "people");
        check(
            "duties.x.shifts.y.need_on.eve",
            "số người, giao thừa",
            "people, New Year's Eve",
        );
        check(
            "points.weights.workday",
            "hệ số ngày, ngày làm việc",
            "weights of days, working days",
        );
        check(
            "rules.min_rest.hours",
            "Nghỉ đủ giờ giữa hai ca, số giờ nghỉ",
            "Rest between duties, hours of rest",
        );
        check("duties", "loại trực", "duties");
    }

    #[test]
    fn every_key_of_the_samples_has_words() {
        for text in [
            include_str!("../../../data/langson-2018/office.toml"),
            include_str!("../../../data/binhngo-2026/office.toml"),
            include_str!("../../../data/templates/init/office.toml"),
        ] {
            for line in text.lines().filter(|it| !it.starts_with('#')) {
                if let Some((name, _)) = line.split_once(" = ").filter(|it| !it.0.contains(' ')) {
                    let is_known = KEYS.iter().any(|it| it.0 == name)
                        || PARAMETERS.iter().any(|it| it.0 == name)
                        || DayClass::ALL.iter().any(|it| it.as_str() == name);
                    assert!(is_known, "{name}");
                }
            }
        }
    }
}
