//! Words of papers in the layout of Decree 30/2020/NĐ-CP.

use chrono::{Datelike, NaiveDate, NaiveTime};

use crate::calendar::span::Span;
use crate::domain::document::PaperKind;

use super::Lang;

/// Fixed words of papers.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is the word for that")]
pub struct PaperWords {
    pub nation: &'static str,
    pub motto: &'static str,
    pub number: &'static str,
    pub recipients: &'static str,
    pub filed: &'static str,
    pub appendix: &'static str,
    pub head: &'static str,
    pub keeper: &'static str,
    pub weekday: &'static str,
    pub notes: &'static str,
    pub to_continue: &'static str,
    pub with: &'static str,
    pub from: &'static str,
    pub onward: &'static str,
    pub turn: &'static str,
    pub row: &'static str,
    pub name: &'static str,
    pub post: &'static str,
    pub assigned: &'static str,
    pub replacement: &'static str,
    pub working_duty: &'static str,
    pub leading_duty: &'static str,
    pub came: &'static str,
    pub left: &'static str,
    pub signature: &'static str,
    pub sign_here: &'static str,
    pub slips: &'static str,
    pub swap: &'static str,
    pub attendance: &'static str,
}

/// The words of `lang`.
pub fn words(lang: Lang) -> &'static PaperWords {
    match lang {
        Lang::Vi => &VIETNAMESE,
        Lang::En => &ENGLISH,
    }
}

static VIETNAMESE: PaperWords = PaperWords {
    nation: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    motto: "Độc lập - Tự do - Hạnh phúc",
    number: "Số:",
    recipients: "Nơi nhận:",
    filed: "Lưu:",
    appendix: "Phụ lục",
    head: "THỦ TRƯỞNG CƠ QUAN",
    keeper: "Văn phòng",
    weekday: "Thứ, ngày",
    notes: "Ghi chú",
    to_continue: "(tiếp theo)",
    with: "Trực cùng",
    from: "Nhận ca từ",
    onward: "Giao ca cho",
    turn: "Ca trực",
    row: "TT",
    name: "Họ và tên",
    post: "Chức vụ, đơn vị",
    assigned: "Ngày, ca được phân công",
    replacement: "Người nhận thay",
    working_duty: "Trực chuyên môn",
    leading_duty: "Trực lãnh đạo",
    came: "Giờ đến",
    left: "Giờ về",
    signature: "Ký tên",
    sign_here: "(Ký, ghi rõ họ tên)",
    slips: "Phiếu trực",
    swap: "Đơn xin đổi ca trực",
    attendance: "Bảng chấm công trực",
};

static ENGLISH: PaperWords = PaperWords {
    nation: "SOCIALIST REPUBLIC OF VIET NAM",
    motto: "Independence - Freedom - Happiness",
    number: "No.",
    recipients: "Recipients:",
    filed: "Filed:",
    appendix: "Appendix",
    head: "HEAD OF THE OFFICE",
    keeper: "Administrative office",
    weekday: "Day",
    notes: "Notes",
    to_continue: "(continued)",
    with: "With",
    from: "Takes over from",
    onward: "Hands over to",
    turn: "Turn",
    row: "No.",
    name: "Name",
    post: "Title, unit",
    assigned: "Assigned day and turn",
    replacement: "Replacement",
    working_duty: "Professional duty",
    leading_duty: "Leadership duty",
    came: "Came",
    left: "Left",
    signature: "Signature",
    sign_here: "(Signature and name)",
    slips: "Duty slips",
    swap: "Request to swap a turn",
    attendance: "Attendance sheet",
};

/// What kind of paper, in a sentence.
pub fn paper_kind(lang: Lang, kind: PaperKind) -> &'static str {
    match (lang, kind) {
        (Lang::Vi, PaperKind::Notice) => "Thông báo",
        (Lang::Vi, PaperKind::Plan) => "Kế hoạch",
        (Lang::Vi, PaperKind::Decision) => "Quyết định",
        (Lang::En, PaperKind::Notice) => "Notice",
        (Lang::En, PaperKind::Plan) => "Plan",
        (Lang::En, PaperKind::Decision) => "Decision",
    }
}

/// Number and symbol, without a space: `05/TB-STTTT`. What is not known is a visible blank; a
/// number below 10 gets a leading 0 (Decree 30/2020, Appendix I, part 3).
pub fn number(number: &str, kind: &str, office: &str) -> String {
    let blank = |text: &str| {
        if text.is_empty() {
            "…".to_owned()
        } else {
            text.to_owned()
        }
    };
    let number = match number.parse::<u32>() {
        Ok(number) => format!("{number:02}"),
        Err(_) => blank(number),
    };
    match kind {
        "" => format!("{number}/{}", blank(office)),
        kind => format!("{number}/{kind}-{}", blank(office)),
    }
}

/// The day of issue in words, with a leading 0 for days below 10 and months 1 and 2 (Decree
/// 30/2020, Appendix I, part 4). An unknown day is a visible blank, in `year`.
pub fn issue_date(lang: Lang, date: Option<NaiveDate>, year: i32) -> String {
    let Some(date) = date else {
        return match lang {
            Lang::Vi => format!("ngày … tháng … năm {year}"),
            Lang::En => format!("… {year}"),
        };
    };
    let month = if date.month() <= 2 {
        format!("{:02}", date.month())
    } else {
        date.month().to_string()
    };
    match lang {
        Lang::Vi => format!("ngày {:02} tháng {month} năm {}", date.day(), date.year()),
        Lang::En => date.format("%-d %B %Y").to_string(),
    }
}

/// Place and date.
pub fn place_and_date(place: &str, date: &str) -> String {
    let place = if place.is_empty() { "…" } else { place };
    format!("{place}, {date}")
}

/// What an appendix belongs to. Left unfilled in electronic texts, so blanks stay blanks.
pub fn attached_to(lang: Lang, kind: &str, number: &str, date: &str, office: &str) -> String {
    match lang {
        Lang::Vi => format!("(Kèm theo {kind} số {number} {date} của {office})"),
        Lang::En => format!("(With {kind} No. {number}, {date}, of {office})"),
    }
}

/// Recipients where the office names none.
pub fn usual_recipients(lang: Lang, superior: &str) -> Vec<String> {
    let (report, units) = match lang {
        Lang::Vi => ("(để báo cáo)", "Các đơn vị, cá nhân có tên trong lịch trực"),
        Lang::En => ("(to report)", "The units and people of the roster"),
    };
    let superior = (!superior.is_empty()).then(|| format!("{superior} {report}"));
    superior.into_iter().chain([units.to_owned()]).collect()
}

/// How many days or turns.
pub fn count(count: usize) -> String {
    format!("{count:02}")
}

/// A duty with its turns and place: `Trực cơ quan (Phòng trực): Ca ngày 07:30–17:00`.
pub fn duty_line(name: &str, place: &str, turns: &str) -> String {
    if place.is_empty() {
        format!("{name}: {turns}")
    } else {
        format!("{name} ({place}): {turns}")
    }
}

/// From when to when, in a sentence: `từ 17:00 đến 07:30 hôm sau`.
pub fn hours(lang: Lang, span: Span) -> String {
    let mut days = (span.end().date() - span.start().date()).num_days();
    let mut end = span.end().format("%H:%M").to_string();
    if span.end().time() == NaiveTime::MIN {
        days -= 1;
        "24:00".clone_into(&mut end);
    }
    let start = span.start().format("%H:%M");
    match (lang, days) {
        (Lang::Vi, 0) => format!("từ {start} đến {end}"),
        (Lang::Vi, 1) => format!("từ {start} đến {end} hôm sau"),
        (Lang::Vi, days) => format!("từ {start} đến {end} sau {days} ngày"),
        (Lang::En, 0) => format!("{start} to {end}"),
        (Lang::En, 1) => format!("{start} to {end} the next day"),
        (Lang::En, days) => format!("{start} to {end} {days} days later"),
    }
}

/// The line of the hotline under a roster.
pub fn hotline(lang: Lang, phone: &str) -> String {
    match lang {
        Lang::Vi => format!("Điện thoại trực: {phone}"),
        Lang::En => format!("Duty phone: {phone}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_in_a_sentence() {
        for (end, text) in [
            ("2018-02-15T23:30:00", "từ 17:00 đến 23:30"),
            ("2018-02-16T00:00:00", "từ 17:00 đến 24:00"),
            ("2018-02-16T07:30:00", "từ 17:00 đến 07:30 hôm sau"),
            ("2018-02-18T07:30:00", "từ 17:00 đến 07:30 sau 3 ngày"),
        ] {
            let start = "2018-02-15T17:00:00".parse().unwrap();
            let span = Span::new(start, end.parse().unwrap()).unwrap();
            assert_eq!(hours(Lang::Vi, span), text);
        }
    }

    #[test]
    fn numbers_and_dates_as_the_decree_writes_them() {
        assert_eq!(number("5", "TB", "STTTT"), "05/TB-STTTT");
        assert_eq!(number("148", "BC", "STTTT"), "148/BC-STTTT");
        assert_eq!(number("", "TB", ""), "…/TB-…");
        let date = |text: &str| issue_date(Lang::Vi, text.parse().ok(), 2018);
        assert_eq!(date("2018-02-06"), "ngày 06 tháng 02 năm 2018");
        assert_eq!(date("2018-03-10"), "ngày 10 tháng 3 năm 2018");
        assert_eq!(date("2018-12-05"), "ngày 05 tháng 12 năm 2018");
        assert_eq!(date(""), "ngày … tháng … năm 2018");
    }
}
