//! The help of each command in Vietnamese.

/// The help of one command: its name (empty: the program's own), usage, what it does, and each
/// argument by id.
pub(super) struct Help {
    pub(super) command: &'static str,
    pub(super) usage: &'static str,
    pub(super) about: &'static str,
    pub(super) args: &'static [(&'static str, &'static str)],
}

const OFFICE: (&str, &str) = ("office", "Mã cơ quan, nếu kho có nhiều cơ quan");
const YEAR: (&str, &str) = (
    "year",
    "Năm dương lịch có mùng 1 Tết (mặc định: kỳ mới nhất)",
);

const PERIOD: (&str, &str) = (
    "period",
    "Mã kỳ trực, ví dụ tet-2018 (mặc định: kỳ mới nhất)",
);

const TIME_LIMIT: (&str, &str) = (
    "time_limit",
    "Dừng sau chừng này giây với lịch tốt nhất đã có (mặc định 60)",
);

const SEED: (&str, &str) = (
    "seed",
    "Điểm xuất phát của phép tìm; cùng số thì cùng kết quả (mặc định 1)",
);

const ALLOW_GAPS: (&str, &str) = (
    "allow_gaps",
    "Cho phép bỏ trống chỗ trực nếu không đủ người, ít nhất có thể",
);

const SHIFT: &str = "Ca người ấy đang trực và nhường: khoá của ca, hoặc ngày / loại trực / ca như `mùng 1 / office / day`";

const OVERRIDE: (&str, &str) = (
    "overriding",
    "Vẫn xin dù trái quy tắc; yêu cầu được đánh dấu để lãnh đạo quyết định",
);

const REASON: (&str, &str) = ("reason", "Lý do, cho lãnh đạo và nhật ký");

pub(super) const VIETNAMESE: [Help; 26] = [
    Help {
        command: "",
        usage: "tructet [TUỲ CHỌN] LỆNH",
        about: "Xếp lịch trực Tết: công bằng, đúng luật, chứng minh là tối ưu.",
        args: &[
            (
                "lang",
                "Ngôn ngữ hiển thị: vi (mặc định) hoặc en (hoặc biến môi trường TRUCTET_LANG)",
            ),
            ("json", "In dữ liệu dạng JSON"),
            (
                "db",
                "Kho lưu, mặc định tructet.db (riêng `plan` chỉ dùng kho khi được chỉ ra)",
            ),
            (
                "by",
                "Người làm, ghi vào nhật ký; mặc định là tên tài khoản (hoặc biến môi trường TRUCTET_USER)",
            ),
            ("quiet", "Chỉ in dữ liệu, lỗi và câu hỏi"),
            ("color", "Màu: auto (mặc định), always hoặc never"),
            ("help", "Xem hướng dẫn này"),
            ("version", "Xem phiên bản"),
        ],
    },
    Help {
        command: "init",
        usage: "tructet init [TUỲ CHỌN] DIR",
        about: "Ghi các tệp mẫu của một thư mục cơ quan",
        args: &[("folder", "Thư mục sẽ ghi vào; tệp đã có thì không ghi đè")],
    },
    Help {
        command: "plan",
        usage: "tructet plan [TUỲ CHỌN] --out OUT DIR",
        about: "Đọc thư mục cơ quan, tìm lịch trực tốt nhất, chứng minh và xuất ra tệp",
        args: &[
            ("folder", "Thư mục cơ quan"),
            ("out", "Thư mục để ghi các tệp kết quả"),
            TIME_LIMIT,
            SEED,
            ALLOW_GAPS,
            ("keep", "Giữ càng sát lịch trong tệp này càng tốt"),
            (
                "least_change",
                "Giữ nguyên lịch này (tệp, hoặc số bản lưu trong kho), chỉ đổi ở chỗ bắt buộc",
            ),
            (
                "alternatives",
                "Số phương án để chọn: lịch tốt nhất và những lịch gần tốt bằng, khác nhau nhất (mặc định 1)",
            ),
        ],
    },
    Help {
        command: "check",
        usage: "tructet check [TUỲ CHỌN] DIR",
        about: "Soát lỗi thư mục cơ quan, hoặc chấm một lịch trực",
        args: &[
            ("folder", "Thư mục cơ quan"),
            (
                "roster",
                "Lịch trực cần chấm (json, csv hoặc xlsx, kể cả sửa tay)",
            ),
        ],
    },
    Help {
        command: "verify",
        usage: "tructet verify [TUỲ CHỌN] ROSTER.json",
        about: "Tính lại chi phí, từng quy tắc và chứng minh tối ưu chỉ từ tệp roster.json",
        args: &[
            ("roster", "Tệp roster.json do `plan` ghi"),
            (
                "folder",
                "Cho biết đó có phải lịch tốt nhất của cơ quan trong thư mục này không; chỉ có --db: của kho",
            ),
        ],
    },
    Help {
        command: "explain",
        usage: "tructet explain [TUỲ CHỌN] --person MÃ --shift CA [DIR]",
        about: "Vì sao một người trực (hay không trực) một ca, và người khác trực thay thì tốn thêm bao nhiêu",
        args: &[
            ("folder", "Thư mục cơ quan"),
            (
                "rev",
                "Giải thích bản lịch trực này trong kho thay cho thư mục",
            ),
            ("person", "Mã của người đó"),
            ("shift", "Khoá của ca, ví dụ 2018-02-15.office.night"),
            ("why_not", "Hỏi vì sao người đó không trực ca này"),
            (
                "roster",
                "Giải thích lịch trong tệp này (json, csv hoặc xlsx) thay cho lịch tốt nhất",
            ),
            (
                "time_limit",
                "Dừng sau chừng này giây với những gì đã biết (mặc định 60)",
            ),
        ],
    },
    Help {
        command: "fairness",
        usage: "tructet fairness [TUỲ CHỌN] [DIR]",
        about: "Công trực đều đến đâu, trước và sau, và có thể đều nhất đến đâu",
        args: &[
            ("folder", "Thư mục cơ quan"),
            ("rev", "Xem bản lịch trực này trong kho thay cho thư mục"),
            (
                "roster",
                "Xem lịch trong tệp này (json, csv hoặc xlsx) thay cho lịch tốt nhất",
            ),
            (
                "time_limit",
                "Dừng sau chừng này giây với những gì đã biết (mặc định 60)",
            ),
        ],
    },
    Help {
        command: "calendar",
        usage: "tructet calendar [TUỲ CHỌN] NĂM",
        about: "Các ngày nghỉ của một dịp Tết và vì sao nghỉ",
        args: &[
            ("year", "Năm dương lịch có mùng 1 Tết"),
            (
                "split",
                "Số ngày nghỉ chính thức trước và từ mùng 1, ví dụ 2+3, thay cho thông báo",
            ),
        ],
    },
    Help {
        command: "lunar",
        usage: "tructet lunar [TUỲ CHỌN] NGÀY",
        about: "Đổi ngày dương sang âm, hoặc âm sang dương",
        args: &[
            ("date", "Ngày dương lịch, ví dụ 16/2/2018 hoặc 2018-02-16"),
            (
                "from_lunar",
                "Hiểu ngày đã cho là ngày âm lịch, ví dụ 1/1/2018 là mùng 1 tháng Giêng",
            ),
            ("leap", "Tháng âm đã cho là tháng nhuận"),
        ],
    },
    Help {
        command: "export",
        usage: "tructet export [TUỲ CHỌN] --format DẠNG --out OUT [LỊCH]",
        about: "Xuất một lịch trực ra dạng khác",
        args: &[
            (
                "roster",
                "Tệp roster.json, hoặc số bản lưu trong kho (mặc định: bản mới nhất)",
            ),
            (
                "format",
                "Dạng: ics, html, docx, pdf, xlsx, csv, json hoặc md",
            ),
            (
                "paper",
                "Văn bản nào (docx, pdf): letter (thông báo kèm lịch), slips (phiếu trực), swap (đơn đổi ca), attendance (chấm công)",
            ),
            OFFICE,
            YEAR,
            PERIOD,
            (
                "folder",
                "Lấy [document] và templates/ từ thư mục cơ quan này",
            ),
            ("out", "Tệp để ghi; với ics là thư mục"),
        ],
    },
    Help {
        command: "import-roster",
        usage: "tructet import-roster [TUỲ CHỌN] TỆP",
        about: "Chấm một lịch trực sửa tay rồi lưu thành bản nháp trong kho",
        args: &[
            ("roster", "Lịch trực đã sửa: xlsx, csv hoặc json"),
            (
                "base",
                "Bản trong kho mà lịch được sửa từ đó (mặc định: bản mới nhất)",
            ),
            (
                "folder",
                "Thư mục cơ quan của lịch, thay cho một bản trong kho",
            ),
            OFFICE,
            YEAR,
            PERIOD,
        ],
    },
    Help {
        command: "import",
        usage: "tructet import [TUỲ CHỌN] DIR",
        about: "Đọc thư mục cơ quan vào kho; cho xem thay đổi trước khi ghi đè",
        args: &[
            ("folder", "Thư mục cơ quan"),
            ("yes", "Ghi đè mà không hỏi lại"),
        ],
    },
    Help {
        command: "folder",
        usage: "tructet folder [TUỲ CHỌN] DIR",
        about: "Ghi lại thư mục cơ quan từ dữ liệu trong kho",
        args: &[
            ("folder", "Thư mục để ghi"),
            OFFICE,
            YEAR,
            PERIOD,
            ("csv", "Ghi people.csv thay cho people.xlsx"),
            (
                "force",
                "Ghi đè các tệp của cơ quan trong thư mục có nội dung khác với kho",
            ),
        ],
    },
    Help {
        command: "period",
        usage: "tructet period new --from KỲ --to KỲ",
        about: "Lập dữ liệu kỳ sau từ kỳ trước",
        args: &[
            ("what", "new: lập dữ liệu của một kỳ từ kỳ trước"),
            OFFICE,
            ("from", "Kỳ trước, ví dụ tet-2026"),
            ("to", "Kỳ mới, ví dụ tet-2027"),
        ],
    },
    Help {
        command: "solve",
        usage: "tructet solve [TUỲ CHỌN]",
        about: "Tìm lịch tốt nhất cho dữ liệu trong kho, chứng minh và lưu thành bản nháp",
        args: &[
            OFFICE,
            YEAR,
            PERIOD,
            TIME_LIMIT,
            SEED,
            ALLOW_GAPS,
            (
                "keep",
                "Giữ càng sát bản này càng tốt (mặc định: bản đang có hiệu lực)",
            ),
            ("afresh", "Không giữ sát bản nào"),
        ],
    },
    Help {
        command: "show",
        usage: "tructet show [TUỲ CHỌN] [BẢN]",
        about: "Xem một bản lịch trực trong kho, hoặc danh sách các bản",
        args: &[
            ("revision", "Số của bản (mặc định: bản mới nhất)"),
            ("all", "Liệt kê mọi bản"),
            ("log", "Liệt kê ai làm gì, lúc nào, vì sao, của mọi cơ quan"),
            OFFICE,
            YEAR,
            PERIOD,
        ],
    },
    Help {
        command: "diff",
        usage: "tructet diff [TUỲ CHỌN] BẢN BẢN",
        about: "Các lượt trực thêm, bỏ, chuyển từ bản này sang bản kia",
        args: &[
            ("before", "Số của bản thứ nhất"),
            ("after", "Số của bản thứ hai"),
        ],
    },
    Help {
        command: "publish",
        usage: "tructet publish [TUỲ CHỌN] [BẢN]",
        about: "Công bố một bản nháp",
        args: &[
            ("revision", "Số của bản nháp (mặc định: bản nháp mới nhất)"),
            OFFICE,
            YEAR,
            PERIOD,
            ("reason", "Lý do, ghi vào nhật ký"),
            (
                "over",
                "Công bố cả khi bản nháp chưa biết đến bản này, là bản đang có hiệu lực",
            ),
            (
                "out",
                "Ghi mọi tệp kết quả, kể cả lịch điện tử, vào thư mục này",
            ),
        ],
    },
    Help {
        command: "swap",
        usage: "tructet swap [TUỲ CHỌN] --a MÃ --shift-a CA --b MÃ --shift-b CA",
        about: "Xin đổi ca giữa hai người trong lịch đã công bố",
        args: &[
            ("a", "Mã một người"),
            ("shift_a", SHIFT),
            ("b", "Mã người kia"),
            ("shift_b", SHIFT),
            OFFICE,
            YEAR,
            PERIOD,
            OVERRIDE,
            REASON,
        ],
    },
    Help {
        command: "replace",
        usage: "tructet replace [TUỲ CHỌN] --person MÃ (--shift CA | --from NGÀY)",
        about: "Có người không trực được: ai trực thay được, phải đổi thêm gì; gửi yêu cầu",
        args: &[
            ("person", "Mã người không trực được"),
            ("shift", "Ca không trực được; có thể ghi nhiều lần"),
            ("from", "Không trực được ca nào từ ngày này"),
            ("with", "Xin để người có mã này trực thay"),
            ("best", "Xin theo phương án tốt nhất tìm được"),
            OFFICE,
            YEAR,
            PERIOD,
            OVERRIDE,
            REASON,
        ],
    },
    Help {
        command: "approve",
        usage: "tructet approve [TUỲ CHỌN] --by MÃ_LÃNH_ĐẠO [SỐ]",
        about: "Lãnh đạo duyệt một yêu cầu: lịch mới có hiệu lực ngay; không ghi số thì liệt kê",
        args: &[
            (
                "number",
                "Số của yêu cầu (không ghi: xem các yêu cầu đang chờ)",
            ),
            ("reason", "Lý do, ghi vào nhật ký"),
        ],
    },
    Help {
        command: "reject",
        usage: "tructet reject [TUỲ CHỌN] --by MÃ_LÃNH_ĐẠO --reason LÝ_DO SỐ",
        about: "Lãnh đạo từ chối một yêu cầu",
        args: &[
            ("number", "Số của yêu cầu"),
            ("reason", "Lý do, cho người gửi và nhật ký"),
        ],
    },
    Help {
        command: "history",
        usage: "tructet history [TUỲ CHỌN]",
        about: "Công trực của từng người qua các năm; nhập các năm trước",
        args: &[
            OFFICE,
            YEAR,
            PERIOD,
            (
                "import",
                "Nhập các năm trước từ bảng này (năm, mã, số ca, điểm, ca đặc biệt)",
            ),
            ("yes", "Ghi đè mà không hỏi lại"),
        ],
    },
    Help {
        command: "backup",
        usage: "tructet backup [TUỲ CHỌN] TỆP",
        about: "Sao lưu kho, kể cả khi đang có người ghi",
        args: &[("file", "Tệp để ghi; chỉ ghi đè lên bản sao lưu cũ")],
    },
    Help {
        command: "restore",
        usage: "tructet restore [TUỲ CHỌN] TỆP",
        about: "Khôi phục kho từ bản sao lưu; kho đang có được giữ lại bên cạnh",
        args: &[("file", "Bản sao lưu do `backup` ghi")],
    },
    Help {
        command: "doctor",
        usage: "tructet doctor [TUỲ CHỌN]",
        about: "Khám kho: tệp, liên kết, nhật ký, lược đồ",
        args: &[],
    },
];
