//! Help in Vietnamese. The English help is what `args` says.

use std::env;
use std::ffi::OsString;

use clap::{Arg, ArgAction, Command};

use crate::text::Lang;

/// The help of one command: its name (empty: the program's own), usage, what it does, and each
/// argument by id.
struct Help {
    command: &'static str,
    usage: &'static str,
    about: &'static str,
    args: &'static [(&'static str, &'static str)],
}

const SHIFT: &str = "Ca người ấy đang trực và nhường: khoá của ca, hoặc ngày / loại trực / ca như `mùng 1 / office / day`";

const OVERRIDE: (&str, &str) = (
    "overriding",
    "Vẫn xin dù trái quy tắc; yêu cầu được đánh dấu để lãnh đạo quyết định",
);

const REASON: (&str, &str) = ("reason", "Lý do, cho lãnh đạo và nhật ký");

const VIETNAMESE: [Help; 22] = [
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
            ("quiet", "Chỉ in dữ liệu và lỗi"),
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
            (
                "time_limit",
                "Dừng sau chừng này giây với lịch tốt nhất đã có (mặc định 60)",
            ),
            (
                "seed",
                "Điểm xuất phát của phép tìm; cùng số thì cùng kết quả (mặc định 1)",
            ),
            (
                "allow_gaps",
                "Cho phép bỏ trống chỗ trực nếu không đủ người, ít nhất có thể",
            ),
            ("keep", "Giữ càng sát lịch trong tệp này càng tốt"),
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
        args: &[("roster", "Tệp roster.json do `plan` ghi")],
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
            (
                "office",
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
        command: "solve",
        usage: "tructet solve [TUỲ CHỌN]",
        about: "Tìm lịch tốt nhất cho dữ liệu trong kho, chứng minh và lưu thành bản nháp",
        args: &[
            OFFICE,
            YEAR,
            (
                "time_limit",
                "Dừng sau chừng này giây với lịch tốt nhất đã có (mặc định 60)",
            ),
            (
                "seed",
                "Điểm xuất phát của phép tìm; cùng số thì cùng kết quả (mặc định 1)",
            ),
            (
                "allow_gaps",
                "Cho phép bỏ trống chỗ trực nếu không đủ người, ít nhất có thể",
            ),
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

const OFFICE: (&str, &str) = ("office", "Mã cơ quan, nếu kho có nhiều cơ quan");
const YEAR: (&str, &str) = (
    "year",
    "Năm dương lịch có mùng 1 Tết (mặc định: kỳ mới nhất)",
);

/// Heading of the options that every command has.
pub(super) const GLOBAL: &str = "Global options";

/// The language that `args`, or else the environment, ask for, as far as can be told before they
/// are parsed.
pub(super) fn lang_asked(args: &[OsString]) -> Lang {
    let mut asked = env::var("TRUCTET_LANG").unwrap_or_default();
    let mut args = args.iter().filter_map(|it| it.to_str());
    while let Some(arg) = args.next() {
        if arg == "--lang" {
            asked = args.next().unwrap_or_default().to_owned();
        } else if let Some(value) = arg.strip_prefix("--lang=") {
            asked = value.to_owned();
        }
    }
    if asked == "en" { Lang::En } else { Lang::Vi }
}

/// `command` with its help in `lang`.
pub(super) fn localized(command: Command, lang: Lang) -> Command {
    let flag = |id: &'static str, short, action| {
        Arg::new(id)
            .long(id)
            .short(short)
            .global(true)
            .help_heading(GLOBAL)
            .action(action)
            .help(match id {
                "help" => "Print this help",
                _ => "Print the version",
            })
    };
    let command = command
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .propagate_version(true)
        .arg(flag("help", 'h', ArgAction::Help))
        .arg(flag("version", 'V', ArgAction::Version));
    match lang {
        Lang::En => command,
        Lang::Vi => VIETNAMESE.iter().fold(command, |command, help| {
            if help.command.is_empty() {
                in_vietnamese(command, help).subcommand_help_heading("Lệnh")
            } else {
                command.mut_subcommand(help.command, |it| in_vietnamese(it, help))
            }
        }),
    }
}

fn in_vietnamese(command: Command, help: &Help) -> Command {
    let template = if help.command.is_empty() {
        "{about}\n\nCách dùng: {usage}\n\n{all-args}\n\n`tructet LỆNH --help` để xem từng lệnh."
    } else {
        "{about}\n\nCách dùng: {usage}\n\n{all-args}"
    };
    let command = command
        .about(help.about)
        .override_usage(help.usage)
        .help_template(template);
    help.args.iter().fold(command, |command, (id, text)| {
        command.mut_arg(id, |arg| {
            let heading = if arg.is_positional() {
                "Tham số"
            } else if help.command.is_empty() {
                "Tuỳ chọn chung"
            } else {
                "Tuỳ chọn"
            };
            let has_value = arg.get_action().takes_values();
            arg.help(*text)
                .help_heading(heading)
                .hide_default_value(has_value)
        })
    })
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::args::Cli;

    #[test]
    fn every_command_and_argument_has_vietnamese_help() {
        let english = localized(Cli::command(), Lang::En);
        let find = |name: &str| VIETNAMESE.iter().find(|it| it.command == name);
        let with_names =
            (english.get_subcommands().map(|it| (it.get_name(), it))).chain([("", &english)]);
        for (name, command) in with_names {
            let help = find(name).unwrap_or_else(|| panic!("no help for `{name}`"));
            for arg in command.get_arguments() {
                let id = arg.get_id().as_str();
                assert!(help.args.iter().any(|it| it.0 == id), "{name}: `{id}`");
            }
            assert_eq!(command.get_arguments().count(), help.args.len(), "{name}");
        }
        assert_eq!(english.get_subcommands().count() + 1, VIETNAMESE.len());
    }

    #[test]
    fn the_commands_hold_together() {
        for lang in [Lang::Vi, Lang::En] {
            localized(Cli::command(), lang).debug_assert();
        }
    }

    #[test]
    fn the_last_language_asked_for_counts() {
        let asked =
            |args: &[&str]| lang_asked(&args.iter().map(OsString::from).collect::<Vec<_>>());
        assert_eq!(asked(&["tructet", "--lang", "en", "plan"]), Lang::En);
        assert_eq!(asked(&["tructet", "plan", "--lang=en"]), Lang::En);
        assert_eq!(asked(&["tructet", "--lang=en", "--lang", "vi"]), Lang::Vi);
    }
}
