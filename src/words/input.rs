//! What is wrong with the input: what, where, what to do.

use crate::calendar::window::WindowError;
use crate::domain::problem::FactError;
use crate::input::error::{Expected, InputError, Place, Thing};
use crate::input::files::NOT_A_FILE;
use crate::input::ics::cause::NO_CALENDAR;
use crate::text::Lang;
use crate::text::dates::solar;

use super::{calendar, limit, template};

/// `error` in one line.
pub fn error(lang: Lang, error: &InputError) -> String {
    match lang {
        Lang::Vi => vietnamese(error),
        Lang::En => english(error),
    }
}

fn vietnamese(error: &InputError) -> String {
    let lang = Lang::Vi;
    match error {
        InputError::Missing { file } => {
            format!(
                "E101 Không thấy `{file}`. Kiểm tra đường dẫn, hoặc tạo thư mục mẫu bằng `tructet init`."
            )
        }
        InputError::Unreadable { file, cause } => {
            let cause = cause_vi(cause);
            format!("E102 Không đọc được {file}: {cause}. Mở tệp kiểm tra và lưu lại.")
        }
        InputError::TooBig { place, limit, unit } => {
            limit::too_big(lang, &at(lang, place), *limit, unit)
        }
        InputError::Encoding { file } => format!(
            "E104 {file}: không rõ bảng mã (có thể là TCVN3 hoặc VNI). Lưu lại dạng “CSV UTF-8”."
        ),
        InputError::Toml { place, message } => {
            format!(
                "E105 {}: {message}. Xem lại cú pháp và tên khoá.",
                at(lang, place)
            )
        }
        InputError::MissingColumn { place, expected } => {
            format!(
                "E106 {}: thiếu cột `{expected}`. Thêm cột này.",
                at(lang, place)
            )
        }
        InputError::EmptyCell { place } => format!("E107 {}: ô trống, cần điền.", at(lang, place)),
        InputError::Invalid {
            place,
            found,
            expected,
        } => format!(
            "E108 {}: thấy “{found}”, cần {}.",
            at(lang, place),
            expected_vi(*expected)
        ),
        InputError::Unknown {
            place,
            thing,
            found,
            nearest,
        } => {
            let hint = nearest
                .as_ref()
                .map_or(String::new(), |it| format!(" Có phải `{it}`?"));
            format!(
                "E109 {}: không có {} `{found}`.{hint}",
                at(lang, place),
                thing_vi(*thing)
            )
        }
        InputError::Duplicate {
            place,
            thing,
            found,
            first,
        } => format!(
            "E110 {}: {} `{found}` đã có ở dòng {first}. Bỏ một dòng.",
            at(lang, place),
            thing_vi(*thing)
        ),
        InputError::Reversed { place, start, end } => format!(
            "E111 {}: kết thúc {} trước khi bắt đầu {}. Đổi lại thứ tự.",
            at(lang, place),
            solar(*end),
            solar(*start)
        ),
        InputError::Window { place, cause } => {
            format!("E112 {}: {}.", at(lang, place), window(*cause))
        }
        InputError::TooMany { place } => limit::too_many(lang, &at(lang, place)),
        InputError::NoRows { place } => {
            format!("E113 {}: không có dòng nào. Thêm dữ liệu.", at(lang, place))
        }
        InputError::NobodyFor { place, duty } => format!(
            "E114 {}: chưa ai được ghi loại trực `{duty}`. Ghi vào cột loại trực của người trực.",
            at(lang, place)
        ),
        InputError::NobodysCalendar { file } => format!(
            "E115 {file}: không rõ lịch của ai, bỏ qua. Đặt tên tệp theo mã hoặc thư điện tử."
        ),
        InputError::TwoTables { used, unused } => {
            format!("E118 Có cả {used} và {unused}: đọc {used}. Xoá tệp không dùng.")
        }
        InputError::Calendar { file, warning } => calendar::warning(lang, file, warning),
        InputError::NotRead { file } => calendar::not_read(lang, file),
        InputError::NoLeave {
            file,
            events,
            within,
        } => calendar::no_leave(lang, file, *events, *within),
        InputError::Ambiguous {
            place,
            found,
            candidates,
        } => format!(
            "E119 {}: “{found}” có thể là {}. Ghi rõ một trong số đó.",
            at(lang, place),
            candidates.join(" hoặc ")
        ),
        InputError::Mismatch {
            place,
            found,
            expected,
        } => format!(
            "E120 {}: ghi “{found}” nhưng mã ca ẩn của dòng này là của “{expected}”. Muốn đổi ca thì \
             chép cả dòng của ca đó, hoặc xoá ô mã ca (cột ẩn cuối).",
            at(lang, place)
        ),
        InputError::Facts { place, cause } => {
            format!("E117 {}: {}.", at(lang, place), fact_vi(cause))
        }
        InputError::Template { place, cause } => {
            format!(
                "E130 {}: {}.",
                at(lang, place),
                template::cause(lang, cause)
            )
        }
    }
}

fn english(error: &InputError) -> String {
    let lang = Lang::En;
    match error {
        InputError::Missing { file } => {
            format!(
                "E101 `{file}` is not there. Check the path, or make a folder with `tructet init`."
            )
        }
        InputError::Unreadable { file, cause } => {
            format!("E102 {file} cannot be read: {cause}. Open it, check it and save it again.")
        }
        InputError::TooBig { place, limit, unit } => {
            limit::too_big(lang, &at(lang, place), *limit, unit)
        }
        InputError::Encoding { file } => format!(
            "E104 {file}: unknown encoding (TCVN3 or VNI, perhaps). Save it as “CSV UTF-8”."
        ),
        InputError::Toml { place, message } => {
            format!(
                "E105 {}: {message}. Check the syntax and the keys.",
                at(lang, place)
            )
        }
        InputError::MissingColumn { place, expected } => {
            format!(
                "E106 {}: there is no column `{expected}`. Add it.",
                at(lang, place)
            )
        }
        InputError::EmptyCell { place } => format!("E107 {}: empty, fill it in.", at(lang, place)),
        InputError::Invalid {
            place,
            found,
            expected,
        } => {
            format!(
                "E108 {}: found “{found}”, expected {}.",
                at(lang, place),
                expected_en(*expected)
            )
        }
        InputError::Unknown {
            place,
            thing,
            found,
            nearest,
        } => {
            let hint = nearest
                .as_ref()
                .map_or(String::new(), |it| format!(" Did you mean `{it}`?"));
            format!(
                "E109 {}: there is no {} `{found}`.{hint}",
                at(lang, place),
                thing_en(*thing)
            )
        }
        InputError::Duplicate {
            place,
            thing,
            found,
            first,
        } => format!(
            "E110 {}: {} `{found}` stands in row {first} too. Take one out.",
            at(lang, place),
            thing_en(*thing)
        ),
        InputError::Reversed { place, start, end } => format!(
            "E111 {}: ends on {} before it starts on {}. Turn the two round.",
            at(lang, place),
            solar(*end),
            solar(*start)
        ),
        InputError::Window { place, cause } => format!("E112 {}: {cause}.", at(lang, place)),
        InputError::TooMany { place } => limit::too_many(lang, &at(lang, place)),
        InputError::NoRows { place } => {
            format!("E113 {}: there are no rows. Add some.", at(lang, place))
        }
        InputError::NobodyFor { place, duty } => format!(
            "E114 {}: nobody stands duty `{duty}`. List it in the duties of those who do.",
            at(lang, place)
        ),
        InputError::NobodysCalendar { file } => format!(
            "E115 {file}: whose calendar it is is not known, skipped. Name it by id or e-mail address."
        ),
        InputError::TwoTables { used, unused } => {
            format!("E118 Both {used} and {unused} are there: {used} is read. Delete the other.")
        }
        InputError::Calendar { file, warning } => calendar::warning(lang, file, warning),
        InputError::NotRead { file } => calendar::not_read(lang, file),
        InputError::NoLeave {
            file,
            events,
            within,
        } => calendar::no_leave(lang, file, *events, *within),
        InputError::Ambiguous {
            place,
            found,
            candidates,
        } => format!(
            "E119 {}: “{found}” may be {}. Write one of them out.",
            at(lang, place),
            candidates.join(" or ")
        ),
        InputError::Mismatch {
            place,
            found,
            expected,
        } => format!(
            "E120 {}: says “{found}”, but the row's hidden key is that of “{expected}”. To move a \
             turn, copy the whole row of the other one, or empty the key (the hidden last column).",
            at(lang, place)
        ),
        InputError::Facts { place, cause } => format!("E117 {}: {cause}.", at(lang, place)),
        InputError::Template { place, cause } => {
            format!(
                "E130 {}: {}.",
                at(lang, place),
                template::cause(lang, cause)
            )
        }
    }
}

/// Where something stands.
pub fn place(lang: Lang, place: &Place) -> String {
    at(lang, place)
}

fn at(lang: Lang, place: &Place) -> String {
    let (sheet, row, column) = match lang {
        Lang::Vi => ("trang", "dòng", "cột"),
        Lang::En => ("sheet", "row", "column"),
    };
    let mut text = place.file.clone();
    for (word, part) in [
        (sheet, place.sheet.clone()),
        (row, place.row.map(|it| it.to_string())),
        (column, place.column.clone()),
    ] {
        if let Some(part) = part {
            text += &format!(", {word} {part}");
        }
    }
    text
}

/// A cause that is no system's or library's.
fn cause_vi(cause: &str) -> &str {
    match cause {
        NOT_A_FILE => "không phải là tệp (là thư mục, ống dẫn hoặc thiết bị)",
        NO_CALENDAR => "không phải lịch iCalendar",
        other => other,
    }
}

fn expected_vi(expected: Expected) -> String {
    match expected {
        Expected::Number(low, high) => format!("số nguyên từ {low} đến {high}"),
        Expected::Date => "ngày, như 14/02/2018, 29 Chạp hoặc mùng 1".to_owned(),
        Expected::DateRange => "ngày hoặc khoảng ngày, như 14/02 - 16/02".to_owned(),
        Expected::Time => "giờ, như 07:30".to_owned(),
        Expected::YesNo => "có hoặc không".to_owned(),
        Expected::Exempt => "đêm, tất cả hoặc để trống".to_owned(),
        Expected::Rank => "lãnh đạo, trưởng phòng hoặc nhân viên".to_owned(),
        Expected::Special => "giao thừa hoặc mùng 1".to_owned(),
        Expected::PinKind => "phải trực hoặc không trực".to_owned(),
        Expected::FullDate => "ngày có cả năm, như 30/04/2027".to_owned(),
        Expected::PeriodId => {
            "mã kỳ trực gồm chữ thường không dấu, số, gạch ngang, không bắt đầu bằng tet-"
                .to_owned()
        }
        Expected::Id => "mã gồm chữ không dấu, số, dấu chấm, gạch ngang".to_owned(),
        Expected::Split => "cách chia ngày nghỉ, như 2+3".to_owned(),
        Expected::Rule => "tên quy tắc".to_owned(),
        Expected::Heads => "số người từ 1 đến 1000".to_owned(),
    }
}

fn expected_en(expected: Expected) -> String {
    match expected {
        Expected::Number(low, high) => format!("a whole number from {low} to {high}"),
        Expected::Date => "a date, such as 14/02/2018 or 29 Chạp".to_owned(),
        Expected::DateRange => "a date or two, such as 14/02 - 16/02".to_owned(),
        Expected::Time => "a time, such as 07:30".to_owned(),
        Expected::YesNo => "yes or no".to_owned(),
        Expected::Exempt => "night, all or nothing".to_owned(),
        Expected::Rank => "leader, head or staff".to_owned(),
        Expected::Special => "eve or first_day".to_owned(),
        Expected::PinKind => "must or ban".to_owned(),
        Expected::FullDate => "a date with its year, such as 30/04/2027".to_owned(),
        Expected::PeriodId => {
            "an id of small plain letters, digits and dash, not beginning with tet-".to_owned()
        }
        Expected::Id => "an id of plain letters, digits, dot and dash".to_owned(),
        Expected::Split => "a split such as 2+3".to_owned(),
        Expected::Rule => "the name of a rule".to_owned(),
        Expected::Heads => "a number of people from 1 to 1000".to_owned(),
    }
}

fn thing_vi(thing: Thing) -> &'static str {
    match thing {
        Thing::Person => "người trực",
        Thing::Shift => "ca trực",
        Thing::Duty => "loại trực",
        Thing::Unit => "đơn vị",
        Thing::Skill => "kỹ năng",
        Thing::Column => "cột",
        Thing::Rule => "quy tắc",
        Thing::DayClass => "loại ngày",
        Thing::Template => "mẫu văn bản",
    }
}

fn thing_en(thing: Thing) -> &'static str {
    match thing {
        Thing::Person => "person",
        Thing::Shift => "shift",
        Thing::Duty => "duty",
        Thing::Unit => "unit",
        Thing::Skill => "skill",
        Thing::Column => "column",
        Thing::Rule => "rule",
        Thing::DayClass => "class of day",
        Thing::Template => "template",
    }
}

/// Why the days off cannot be told, in Vietnamese.
pub fn window(error: WindowError) -> String {
    match error {
        WindowError::Lunar(_) => "năm nằm ngoài âm lịch 1900–2100".to_owned(),
        WindowError::Empty { first, last } => {
            format!(
                "kỳ nghỉ từ {} đến {} không có ngày nào",
                solar(first),
                solar(last)
            )
        }
        WindowError::TooLong { first, last } => {
            format!("kỳ nghỉ từ {} đến {} quá dài", solar(first), solar(last))
        }
        WindowError::Twice { date } => format!("ngày {} được ghi hai lần", solar(date)),
        other @ (WindowError::Statutory { .. } | WindowError::Swap { .. }) => other.to_string(),
    }
}

pub(super) fn fact_vi(error: &FactError) -> String {
    match error {
        FactError::Duplicate { what, id } => format!("trùng mã `{id}` ({what})"),
        FactError::Unknown { from, what, id } => format!("{from}: không có `{id}` ({what})"),
        FactError::None { what } => format!("không có dữ liệu: {what}"),
        FactError::BrokenDays { date } => format!("ngày {} không liền ngày trước", solar(*date)),
        FactError::OutsidePeriod { shift, day } => {
            format!("ca `{shift}` ngày {} nằm ngoài kỳ trực", solar(*day))
        }
        FactError::OffDay { shift, day, start } => {
            let (day, start) = (solar(*day), solar(*start));
            format!("ca `{shift}` ngày {day} lại bắt đầu ngày {start}")
        }
        FactError::OutOfRange { from, what, found } => {
            format!("{from}: {what} là {found}, ngoài phạm vi")
        }
        FactError::PairedAlone { id } => format!("`{id}` bị ghép cặp với chính mình"),
    }
}
