//! Words of a written roster: headings, kinds, captions, and the sentences of a calendar event.

use chrono::NaiveTime;

use crate::calendar::period::PeriodKind;
use crate::calendar::span::Span;
use crate::domain::duty::{DutyKind, Presence, SpecialDay};

use super::Lang;

/// Headings and captions.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is the word for that")]
pub struct Words {
    /// The language as HTML names it.
    pub code: &'static str,
    pub roster: &'static str,
    pub by_duty: &'static str,
    pub by_person: &'static str,
    pub by_rule: &'static str,
    pub by_group: &'static str,
    pub gaps: &'static str,
    pub broken: &'static str,
    pub notes: &'static str,
    pub day: &'static str,
    pub duty: &'static str,
    pub turn: &'static str,
    pub hours: &'static str,
    pub place: &'static str,
    pub on_duty: &'static str,
    pub name: &'static str,
    pub title: &'static str,
    pub unit: &'static str,
    pub phone: &'static str,
    pub hotline: &'static str,
    pub group: &'static str,
    pub turns: &'static str,
    pub points: &'static str,
    pub carried: &'static str,
    pub total: &'static str,
    pub wishes: &'static str,
    pub when: &'static str,
    pub rule_code: &'static str,
    pub rule: &'static str,
    pub cost: &'static str,
    pub kept: &'static str,
    pub people: &'static str,
    pub before: &'static str,
    pub after: &'static str,
    pub empty_seat: &'static str,
    pub nobody: &'static str,
}

/// The words of `lang` for such a period.
pub fn words(lang: Lang, period: PeriodKind) -> &'static Words {
    match (lang, period) {
        (Lang::Vi, PeriodKind::Tet { .. }) => &VIETNAMESE,
        (Lang::Vi, PeriodKind::Days { .. }) => &VIETNAMESE_DAYS,
        (Lang::En, PeriodKind::Tet { .. }) => &ENGLISH,
        (Lang::En, PeriodKind::Days { .. }) => &ENGLISH_DAYS,
    }
}

const VIETNAMESE_DAYS: Words = Words {
    points: "Điểm kỳ này",
    before: "Điểm trước kỳ trực",
    after: "Điểm sau kỳ trực",
    ..VIETNAMESE
};

const ENGLISH_DAYS: Words = Words {
    points: "Points this period",
    before: "Points before",
    after: "Points after",
    ..ENGLISH
};

const VIETNAMESE: Words = Words {
    code: "vi",
    roster: "Bảng lịch trực",
    by_duty: "Theo loại trực",
    by_person: "Theo người trực",
    by_rule: "Chi phí theo quy tắc",
    by_group: "Công trực trong từng nhóm",
    gaps: "Chỗ còn trống",
    broken: "Quy tắc bị vi phạm",
    notes: "Ghi chú",
    day: "Ngày",
    duty: "Loại trực",
    turn: "Ca trực",
    hours: "Giờ",
    place: "Địa điểm",
    on_duty: "Người trực",
    name: "Họ và tên",
    title: "Chức vụ",
    unit: "Đơn vị",
    phone: "Điện thoại",
    hotline: "Điện thoại trực",
    group: "Nhóm",
    turns: "Số ca",
    points: "Điểm năm nay",
    carried: "Điểm mang sang",
    total: "Cộng",
    wishes: "Nguyện vọng",
    when: "Lịch trực",
    rule_code: "Mã",
    rule: "Quy tắc",
    cost: "Chi phí",
    kept: "đạt",
    people: "Số người",
    before: "Điểm trước Tết",
    after: "Điểm sau Tết",
    empty_seat: "(còn trống)",
    nobody: "không trực",
};

const ENGLISH: Words = Words {
    code: "en",
    roster: "Duty roster",
    by_duty: "By duty",
    by_person: "By person",
    by_rule: "Cost by rule",
    by_group: "Load within each group",
    gaps: "Left open",
    broken: "Rules broken",
    notes: "Notes",
    day: "Day",
    duty: "Duty",
    turn: "Turn",
    hours: "Hours",
    place: "Place",
    on_duty: "On duty",
    name: "Name",
    title: "Title",
    unit: "Unit",
    phone: "Phone",
    hotline: "Duty phone",
    group: "Group",
    turns: "Turns",
    points: "Points this year",
    carried: "Points carried",
    total: "Together",
    wishes: "Wishes",
    when: "When",
    rule_code: "Code",
    rule: "Rule",
    cost: "Cost",
    kept: "kept",
    people: "People",
    before: "Points before Tết",
    after: "Points after Tết",
    empty_seat: "(open)",
    nobody: "not on duty",
};

/// What a kind of duty is called.
pub fn duty_kind(lang: Lang, kind: DutyKind) -> &'static str {
    match (lang, kind) {
        (Lang::Vi, DutyKind::Leadership) => "Trực lãnh đạo",
        (Lang::Vi, DutyKind::Office) => "Trực cơ quan",
        (Lang::Vi, DutyKind::Technical) => "Trực kỹ thuật",
        (Lang::Vi, DutyKind::Custom) => "Trực khác",
        (Lang::En, DutyKind::Leadership) => "Leadership duty",
        (Lang::En, DutyKind::Office) => "Office duty",
        (Lang::En, DutyKind::Technical) => "Technical duty",
        (Lang::En, DutyKind::Custom) => "Other duty",
    }
}

/// Where one must be; nothing for the ordinary case.
pub fn presence(lang: Lang, presence: Presence) -> Option<&'static str> {
    match (lang, presence) {
        (_, Presence::OnSite) => None,
        (Lang::Vi, Presence::StandBy) => Some("dự phòng"),
        (Lang::En, Presence::StandBy) => Some("stand-by"),
    }
}

/// The turns nobody should have two years running.
pub fn special(lang: Lang, special: SpecialDay) -> &'static str {
    match (lang, special) {
        (Lang::Vi, SpecialDay::Eve) => "giao thừa",
        (Lang::Vi, SpecialDay::FirstDay) => "mùng 1",
        (Lang::En, SpecialDay::Eve) => "New Year's Eve",
        (Lang::En, SpecialDay::FirstDay) => "New Year's Day",
    }
}

/// `07:30–17:00`, `17:00–07:30 (+1)`: an end on a later day shows how many days later. Midnight at
/// the end of a day is its 24:00. The blank does not break.
pub fn hours(span: Span) -> String {
    let mut days = (span.end().date() - span.start().date()).num_days();
    let mut end = span.end().format("%H:%M").to_string();
    if span.end().time() == NaiveTime::MIN {
        days -= 1;
        "24:00".clone_into(&mut end);
    }
    let start = span.start().format("%H:%M");
    match days {
        0 => format!("{start}–{end}"),
        _ => format!("{start}–{end}\u{a0}(+{days})"),
    }
}

/// How often a hard rule is broken.
pub fn breaches(lang: Lang, breaches: i64) -> String {
    match lang {
        Lang::Vi => format!("{breaches} vi phạm"),
        Lang::En => format!("{breaches} broken"),
    }
}

/// What `(+1)` means.
pub fn note_on_hours(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "(+1): ca kết thúc vào ngày hôm sau.",
        Lang::En => "(+1): the turn ends on the next day.",
    }
}

/// What points are.
pub fn note_on_points(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => {
            "Điểm của một ca là số giờ nhân hệ số của ngày. Trong bảng theo nhóm, chỉ tính người \
             có thể trực ít nhất một ca; điểm tính cả điểm mang sang và quy về một người làm đủ định \
             mức."
        }
        Lang::En => {
            "A turn's points are its hours times the weight of the day. The table of groups counts \
             those who may stand at least one turn, and carried points too, each for a full post."
        }
    }
}

/// How many wishes were kept.
pub fn note_on_wishes(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "Nguyện vọng: số đã đáp ứng / số đã nêu.",
        Lang::En => "Wishes: kept / asked for.",
    }
}

/// How anybody can check that the roster is the best.
pub fn note_on_proof(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => {
            "Tối ưu: không có lịch nào giữ mọi quy tắc mà chi phí thấp hơn. Kiểm lại bằng lệnh: \
             tructet verify roster.json"
        }
        Lang::En => {
            "Optimal: no roster that keeps every rule costs less. Check it with: tructet verify \
             roster.json"
        }
    }
}

/// Which program made it, from which seed, as which revision.
pub fn note_on_origin(lang: Lang, seed: u64, revision: Option<i64>) -> String {
    let origin = match lang {
        Lang::Vi => format!("Lập bằng tructet, hạt giống {seed}"),
        Lang::En => format!("Made by tructet, seed {seed}"),
    };
    match (lang, revision) {
        (_, None) => format!("{origin}."),
        (Lang::Vi, Some(number)) => format!("{origin}, bản số {number}."),
        (Lang::En, Some(number)) => format!("{origin}, revision {number}."),
    }
}

/// `text` as it stands at the start of a line.
pub fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars.clone()).collect()
}

/// What a calendar of several people's turns is called: heading and, of a duty, its name.
pub fn calendar_name(heading: &str, whose: Option<&str>) -> String {
    match whose {
        Some(whose) => format!("{heading} – {whose}"),
        None => heading.to_owned(),
    }
}

/// Title of a calendar event.
pub fn event_title(duty: &str, turn: &str, person: &str) -> String {
    if turn.is_empty() {
        format!("{duty} – {person}")
    } else {
        format!("{duty}, {turn} – {person}")
    }
}

/// Title of a calendar event for a turn that was dropped.
pub fn dropped(lang: Lang, title: &str) -> String {
    match lang {
        Lang::Vi => format!("[HUỶ] {title}"),
        Lang::En => format!("[CANCELLED] {title}"),
    }
}

/// What an alarm shows.
pub fn alarm(lang: Lang, title: &str, start: &str) -> String {
    match lang {
        Lang::Vi => format!("Sắp đến giờ trực ({start}): {title}"),
        Lang::En => format!("Duty starts at {start}: {title}"),
    }
}

/// Label and value of a line in the notes of a calendar event.
pub fn line(label: &str, value: &str) -> String {
    format!("{label}: {value}")
}

/// Heads the list of those on the same turn.
pub fn colleagues(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "Cùng ca",
        Lang::En => "With",
    }
}

/// Heads the lunar date in the notes of a calendar event.
pub fn lunar_date(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "Âm lịch",
        Lang::En => "Lunar date",
    }
}

/// Headings of the days off.
pub fn calendar_headings(lang: Lang) -> [&'static str; 5] {
    match lang {
        Lang::Vi => ["Thứ", "Ngày", "Âm lịch", "Vì sao nghỉ", "Ghi chú"],
        Lang::En => ["Weekday", "Date", "Lunar date", "Why off", "Note"],
    }
}

/// Whose word the days off are.
pub fn notice_source(
    lang: Lang,
    is_official: bool,
    split: &str,
    documents: &[String],
    makeups: &[String],
) -> String {
    let (documents, makeups) = (documents.join("; "), makeups.join(", "));
    let mut text = match (lang, is_official) {
        (Lang::Vi, true) => format!("Theo thông báo chính thức: {documents}."),
        (Lang::Vi, false) => {
            format!("DỰ KIẾN theo quy tắc, chia {split}; chờ thông báo chính thức.")
        }
        (Lang::En, true) => format!("By official notice: {documents}."),
        (Lang::En, false) => format!("PROJECTED by rule, split {split}; no official notice yet."),
    };
    if !makeups.is_empty() {
        text += &match lang {
            Lang::Vi => format!(" Làm bù: {makeups}."),
            Lang::En => format!(" Worked instead: {makeups}."),
        };
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_tell_the_day_they_end_on() {
        for (start, end, text) in [
            ("2018-02-15T07:30:00", "2018-02-15T17:00:00", "07:30–17:00"),
            (
                "2018-02-15T17:00:00",
                "2018-02-16T07:30:00",
                "17:00–07:30\u{a0}(+1)",
            ),
            ("2018-02-15T17:00:00", "2018-02-16T00:00:00", "17:00–24:00"),
            (
                "2018-02-15T00:00:00",
                "2018-02-17T00:00:00",
                "00:00–24:00\u{a0}(+1)",
            ),
        ] {
            let span = Span::new(start.parse().unwrap(), end.parse().unwrap()).unwrap();
            assert_eq!(hours(span), text);
        }
    }
}
