//! Words of the workbook and of the charts.

use crate::calendar::period::PeriodKind;

use super::Lang;

/// Headings, captions and hints.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is the word for that")]
pub struct SheetWords {
    pub roster_sheet: &'static str,
    pub people_sheet: &'static str,
    pub points_sheet: &'static str,
    pub phones_sheet: &'static str,
    pub date: &'static str,
    pub weekday: &'static str,
    pub lunar: &'static str,
    pub turn: &'static str,
    pub person: &'static str,
    pub points: &'static str,
    pub marks: &'static str,
    pub shift_key: &'static str,
    pub person_id: &'static str,
    pub legend: &'static str,
    pub page: &'static str,
    pub how_to_edit: &'static str,
    pub pick_a_name: &'static str,
    pub as_exported: &'static str,
    pub share: &'static str,
    pub this_year: &'static str,
    pub carried: &'static str,
    pub full_post: &'static str,
    pub least: &'static str,
    pub most: &'static str,
    pub before: &'static str,
    pub after: &'static str,
    pub spread: &'static str,
    pub divided: &'static str,
    pub note_on_divided: &'static str,
    pub loads: &'static str,
    pub note_on_loads: &'static str,
    pub level: &'static str,
    pub show_only: &'static str,
    pub everybody: &'static str,
}

/// The words of `lang` for such a period.
pub fn words(lang: Lang, period: PeriodKind) -> &'static SheetWords {
    match (lang, period) {
        (Lang::Vi, PeriodKind::Tet { .. }) => &VIETNAMESE,
        (Lang::Vi, PeriodKind::Days { .. }) => &VIETNAMESE_DAYS,
        (Lang::En, PeriodKind::Tet { .. }) => &ENGLISH,
        (Lang::En, PeriodKind::Days { .. }) => &ENGLISH_DAYS,
    }
}

const VIETNAMESE_DAYS: SheetWords = SheetWords {
    this_year: "Kỳ này",
    before: "Trước kỳ trực",
    after: "Sau kỳ trực",
    ..VIETNAMESE
};

const ENGLISH_DAYS: SheetWords = SheetWords {
    this_year: "This period",
    before: "Before",
    after: "After",
    ..ENGLISH
};

const VIETNAMESE: SheetWords = SheetWords {
    roster_sheet: "Lịch trực",
    people_sheet: "Theo người",
    points_sheet: "Thống kê",
    phones_sheet: "Danh bạ",
    date: "Ngày",
    weekday: "Thứ",
    lunar: "Âm lịch",
    turn: "Ca",
    person: "Người trực",
    points: "Điểm",
    marks: "Ghi chú",
    shift_key: "Mã ca",
    person_id: "Mã",
    legend: "Màu theo loại trực:",
    page: "Trang",
    how_to_edit: "Đổi người trực: chọn hoặc gõ tên trong cột này; chức vụ, điện thoại và trang \
                  Thống kê tự đổi theo. Trùng tên thì ghi “Tên (mã)”. Để trống nếu chưa có người. \
                  Thêm chỗ trực: chép cả dòng. Soát lại: tructet check THƯ_MỤC --roster TỆP_NÀY",
    pick_a_name: "Tên này không có trong trang Danh bạ. Vẫn giữ?",
    as_exported: "Theo lịch lúc xuất tệp; không đổi khi sửa trang Lịch trực.",
    share: "Định mức (%)",
    this_year: "Năm nay",
    carried: "Mang sang",
    full_post: "Quy đủ định mức",
    least: "thấp nhất",
    most: "cao nhất",
    before: "Trước Tết",
    after: "Sau Tết",
    spread: "Chênh lệch",
    divided: "Chia đều lý thuyết",
    note_on_divided: "Chỉ tính người có thể trực ít nhất một ca. Chia đều lý thuyết: nếu điểm năm nay \
                      của nhóm chia nhỏ được tuỳ ý, bù trước cho người mang sang ít. Không lịch nào \
                      đều hơn thế; ca trực không chia nhỏ được, lại có nghỉ phép, miễn trực, kỹ \
                      năng, nên phần nhiều không lịch nào đạt tới.",
    loads: "Ai gánh bao nhiêu",
    note_on_loads: "Ô theo ngày: điểm các ca bắt đầu ngày đó, càng nhiều điểm càng đậm. Thanh: điểm \
                    mang sang (nhạt) và năm nay (đậm), quy về đủ định mức. Vạch đứng: mức của nhóm \
                    nếu chia đều lý thuyết.",
    level: "mức đều",
    show_only: "Xem riêng",
    everybody: "mọi người",
};

const ENGLISH: SheetWords = SheetWords {
    roster_sheet: "Roster",
    people_sheet: "By person",
    points_sheet: "Statistics",
    phones_sheet: "Phones",
    date: "Date",
    weekday: "Weekday",
    lunar: "Lunar date",
    turn: "Turn",
    person: "On duty",
    points: "Points",
    marks: "Notes",
    shift_key: "shift_key",
    person_id: "Id",
    legend: "Colors by duty:",
    page: "Page",
    how_to_edit: "To change who stands a turn, pick or type a name in this column; title, phone and \
                  the sheet Statistics follow. Write “Name (id)” for one of two of that name. Leave \
                  it empty if nobody stands the turn. To add a seat, copy the whole row. Then run: \
                  tructet check FOLDER --roster THIS_FILE",
    pick_a_name: "This name is not in the sheet Phones. Keep it?",
    as_exported: "As the roster was exported; does not follow changes in the sheet Roster.",
    share: "Post (%)",
    this_year: "This year",
    carried: "Carried",
    full_post: "For a full post",
    least: "least",
    most: "most",
    before: "Before Tết",
    after: "After Tết",
    spread: "Spread",
    divided: "Even split in theory",
    note_on_divided: "Those who may stand at least one turn. Even split in theory: if the points of \
                      this year could be divided at will, given first to those who carry least. No \
                      roster is more even; since turns cannot be divided and leave, exemptions and \
                      skills count, often none reaches it.",
    loads: "Who carries what",
    note_on_loads: "Days: points of the turns that start then, the darker the more. Bars: points \
                    carried (light) and of this year (dark), for a full post. Line: the level of the \
                    group if split evenly in theory.",
    level: "even level",
    show_only: "Show only",
    everybody: "everybody",
};
