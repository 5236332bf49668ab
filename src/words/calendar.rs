//! What was left out of a calendar or is doubtful, and why.

use chrono::{NaiveDateTime, NaiveTime};

use crate::input::ics::cause::{IcsCause, IcsWarning};
use crate::text::Lang;
use crate::text::clean::unbroken;
use crate::text::dates::solar;

/// `warning` about the calendar `file`: which event, when it is, and why.
pub fn warning(lang: Lang, file: &str, warning: &IcsWarning) -> String {
    let row = match lang {
        Lang::Vi => "dòng",
        Lang::En => "row",
    };
    let mut text = format!("E116 {file}, {row} {}", warning.line);
    if let Some(title) = &warning.title {
        text += &match (lang, title.trim()) {
            (Lang::Vi, "") => ", sự kiện không tên".to_owned(),
            (Lang::En, "") => ", an event without a title".to_owned(),
            (_, title) => format!(", “{}”", one_line(&unbroken(title))),
        };
    }
    if let Some(at) = warning.at {
        text += &format!(", {}", when(at));
    }
    let cause = match lang {
        Lang::Vi => vietnamese(&warning.cause),
        Lang::En => english(&warning.cause),
    };
    format!("{text}: {cause}.")
}

/// A date, and the time unless it is midnight.
pub fn when(at: NaiveDateTime) -> String {
    let date = solar(at.date());
    if at.time() == NaiveTime::MIN {
        date
    } else {
        format!("{date} {}", at.format("%H:%M"))
    }
}

/// The start of a title, on one line.
fn one_line(title: &str) -> String {
    const MOST: usize = 80;
    let words: Vec<&str> = title.split_whitespace().collect();
    let line = words.join(" ");
    match line.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

/// A calendar of which nothing is leave.
pub fn no_leave(lang: Lang, file: &str, events: usize, within: usize) -> String {
    match lang {
        Lang::Vi => format!(
            "E122 {file}: không có ngày nghỉ nào trong kỳ trực ({events} sự kiện, {within} trong kỳ). \
             Hỏi lại người này xem lịch đã đủ chưa."
        ),
        Lang::En => format!(
            "E122 {file}: no leave in the period ({events} events, {within} in the period). Ask \
             whether the calendar is complete."
        ),
    }
}

/// Something among the calendars that is passed over.
pub fn not_read(lang: Lang, file: &str) -> String {
    match lang {
        Lang::Vi => format!(
            "E121 {file}: không được đọc. Lịch nghỉ là tệp .ics đặt ngay trong thư mục `leave`, tên \
             là mã người trực hoặc địa chỉ thư."
        ),
        Lang::En => format!(
            "E121 {file}: not read. Calendars are .ics files right in the folder `leave`, named by id \
             or e-mail address."
        ),
    }
}

fn vietnamese(cause: &IcsCause) -> String {
    let plain = match cause {
        IcsCause::Line => "dòng không hiểu được, bỏ qua",
        IcsCause::Encoding => "không phải UTF-8, đọc theo Windows-1258",
        IcsCause::CutOff => "tệp bị cắt giữa chừng, chỉ đọc được phần còn lại. Xuất lại lịch",
        IcsCause::Cancelled => "sự kiện đã huỷ, không tính là nghỉ",
        IcsCause::Free => {
            "sự kiện để trống thời gian (“rảnh”), không tính là nghỉ. Nếu là ngày nghỉ, đặt lại là “bận”"
        }
        IcsCause::FreeInOutlook => {
            "Outlook ghi là “rảnh”, không tính là nghỉ. Nếu là ngày nghỉ, đặt lại là “bận”"
        }
        IcsCause::Note => "là việc cần làm hoặc ghi chép, không tính là nghỉ",
        IcsCause::Availability => {
            "là giờ làm việc thường lệ, không tính là nghỉ. Nếu nghỉ, ghi thành sự kiện"
        }
        IcsCause::NoTime => "sự kiện không có ngày giờ bắt đầu, bỏ qua",
        IcsCause::NoLength => "sự kiện không có giờ kết thúc, không tính là nghỉ",
        IcsCause::Reversed => "sự kiện kết thúc trước khi bắt đầu, bỏ qua",
        IcsCause::Capped => "lặp lại quá nhiều lần, có thể thiếu một số lần",
        IcsCause::Rule { property, text } => {
            return format!("không hiểu cách lặp lại ({property}: {text}), chỉ tính lần đầu");
        }
        IcsCause::Value { property, text } => {
            return format!("không hiểu ngày giờ “{text}” ({property}), bỏ qua");
        }
        IcsCause::DayWithTime(text) => {
            return format!("ghi là cả ngày nhưng có giờ ({text}), tính cả ngày");
        }
        IcsCause::Zone(name) => {
            return format!("không rõ múi giờ “{name}”, đọc theo giờ Việt Nam");
        }
    };
    plain.to_owned()
}

fn english(cause: &IcsCause) -> String {
    let plain = match cause {
        IcsCause::Line => "line not understood, left out",
        IcsCause::Encoding => "not UTF-8, read as Windows-1258",
        IcsCause::CutOff => "the file breaks off, only what is there is read. Export it again",
        IcsCause::Cancelled => "event is cancelled, no leave",
        IcsCause::Free => "event leaves the time free, no leave. If it is one, mark it as “busy”",
        IcsCause::FreeInOutlook => {
            "Outlook shows the time as free, no leave. If it is one, mark it as “busy”"
        }
        IcsCause::Note => "a task or a note, no leave",
        IcsCause::Availability => "the usual hours of work, no leave. Write leave as an event",
        IcsCause::NoTime => "event has no start, left out",
        IcsCause::NoLength => "event has no end, no leave",
        IcsCause::Reversed => "event ends before it starts, left out",
        IcsCause::Capped => "too many occurrences, some may be missing",
        IcsCause::Rule { property, text } => {
            return format!(
                "recurrence not understood ({property}: {text}), only the first one counts"
            );
        }
        IcsCause::Value { property, text } => {
            return format!("“{text}” is no date or time ({property}), left out");
        }
        IcsCause::DayWithTime(text) => {
            return format!("a whole day with a time of day ({text}), the whole day counts");
        }
        IcsCause::Zone(name) => {
            return format!("time zone “{name}” unknown, read as the time of Việt Nam");
        }
    };
    plain.to_owned()
}
