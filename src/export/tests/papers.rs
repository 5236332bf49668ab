//! Papers against the decree, and against texts that break writers.

use crate::domain::document::{Document, PaperKind, SignAs, Signing};
use crate::export::document::Paper;
use crate::export::view::RosterView;
use crate::export::{docx, pdf};
use crate::rules::record::Status;
use crate::text::Lang;

use super::read_back::read_back;
use super::{TURNS, facts, record, view_of};

fn letter(document: Document) -> RosterView {
    let mut facts = facts();
    facts.office.superior = "UBND tỉnh Lạng Sơn".to_owned();
    facts.office.name = "Sở Thông tin và Truyền thông".to_owned();
    facts.office.place = "Lạng Sơn".to_owned();
    facts.office.hotline = "0200 000 000".to_owned();
    facts.document = document;
    view_of(Lang::Vi, &record(facts, &TURNS, Status::Optimal), None)
}

fn told() -> Document {
    Document {
        number: "5".to_owned(),
        symbol: "STTTT".to_owned(),
        date: "2018-02-06".parse().ok(),
        bases: vec!["Căn cứ một".to_owned(), "Căn cứ hai;".to_owned()],
        recipients: vec!["Thanh tra tỉnh".to_owned()],
        archive: "VT, VP".to_owned(),
        signing: Signing {
            sign_as: SignAs::ForTheHead,
            head: "Giám đốc".to_owned(),
            title: "Phó Giám đốc".to_owned(),
            name: "Lê Văn Mẫu".to_owned(),
        },
        ..Document::default()
    }
}

/// Decree 30/2020/NĐ-CP, Appendix I: text, least and most size in points, bold, italic, alignment.
const DECREE: [(&str, u32, u32, bool, bool, &str); 17] = [
    (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        12,
        13,
        true,
        false,
        "center",
    ),
    ("Độc lập - Tự do - Hạnh phúc", 13, 14, true, false, "center"),
    ("UBND TỈNH LẠNG SƠN", 12, 13, false, false, "center"),
    ("SỞ THÔNG TIN VÀ", 12, 13, true, false, "center"),
    ("Số: 05/TB-STTTT", 13, 13, false, false, "center"),
    (
        "Lạng Sơn, ngày 06 tháng 02 năm 2018",
        13,
        14,
        false,
        true,
        "center",
    ),
    ("THÔNG BÁO", 13, 14, true, false, "center"),
    (
        "Về việc trực Tết Nguyên đán Mậu Tuất 2018",
        13,
        14,
        true,
        false,
        "center",
    ),
    ("Căn cứ một;", 13, 14, false, true, "both"),
    ("Căn cứ hai.", 13, 14, false, true, "both"),
    ("KT. GIÁM ĐỐC", 13, 14, true, false, "center"),
    ("PHÓ GIÁM ĐỐC", 13, 14, true, false, "center"),
    ("Lê Văn Mẫu", 13, 14, true, false, "center"),
    ("Nơi nhận:", 12, 12, true, true, "left"),
    ("- Lưu: VT, VP.", 11, 11, false, false, "left"),
    ("Phụ lục", 14, 14, true, false, "center"),
    (
        "(Kèm theo Thông báo số 05/TB-STTTT ngày 06 tháng 02 năm 2018 của Sở Thông tin và Truyền thông)",
        13,
        14,
        false,
        true,
        "center",
    ),
];

#[test]
fn a_letter_is_as_the_decree_has_it() {
    let back = read_back(&docx(&letter(told()), Paper::Letter).unwrap());
    for (text, least, most, is_bold, is_italic, align) in DECREE {
        let para = back.paras.iter().find(|it| it.text == text);
        let para = para.unwrap_or_else(|| panic!("no {text:?} in {back:#?}"));
        for size in &para.sizes {
            assert!((2 * least..=2 * most).contains(size), "{para:?}");
        }
        assert!(!para.sizes.is_empty(), "{para:?}");
        assert_eq!(
            (para.is_bold, para.is_italic),
            (is_bold, is_italic),
            "{text}"
        );
        assert_eq!(para.align, align, "{text}");
    }
    for para in &back.paras {
        assert!(
            para.fonts.iter().all(|it| it == "Times New Roman"),
            "{para:?}"
        );
        assert!(para.text.is_empty() || 4 <= para.fonts.len(), "{para:?}");
    }
    // Body: justified, first line 1 or 1.27 cm in, 6 pt between paragraphs, single to 1.5 lines.
    let body = back
        .paras
        .iter()
        .find(|it| it.text.starts_with("Tiếp nhận"))
        .unwrap();
    assert_eq!(body.align, "both");
    assert!((566..=721).contains(&body.first_indent), "{body:?}");
    assert!(120 <= body.before, "{body:?}");
    assert!((240..=360).contains(&body.line), "{body:?}");
    assert_eq!(body.sizes, [28]);
}

#[test]
fn pages_are_a4_with_the_margins_of_the_decree() {
    let back = read_back(&docx(&letter(told()), Paper::Letter).unwrap());
    let sizes = [("11906", "16838", ""), ("16838", "11906", "landscape")];
    assert_eq!(back.pages.len(), sizes.len());
    for (page, (width, height, orient)) in back.pages.iter().zip(sizes) {
        let value = |key: &str| {
            let found = page.iter().find(|it| it.0 == key);
            found.map_or("", |it| it.1.as_str())
        };
        assert_eq!(
            (value("w:w"), value("w:h"), value("w:orient")),
            (width, height, orient)
        );
        // Millimetres, of which one is 1440 / 25.4 twips.
        for (side, least, most) in [
            ("top", 20, 25),
            ("bottom", 20, 25),
            ("left", 30, 35),
            ("right", 15, 20),
        ] {
            let twips: u32 = value(&format!("w:{side}")).parse().unwrap();
            let tenths = twips * 254;
            assert!(
                (least * 14_400..=most * 14_400).contains(&tenths),
                "{side} {twips}"
            );
        }
    }
    // Head and one row a day; nothing split. Head of the letter and signatures are rows too.
    assert_eq!(back.n_repeated_rows, 1);
    assert_eq!(back.n_unsplit_rows, back.n_rows);
    let days = letter(told()).days.len();
    assert_eq!(back.n_rows, 2 + 1 + 1 + days);
}

#[test]
fn what_an_office_does_not_say_is_a_visible_blank() {
    let back = read_back(&docx(&letter(Document::default()), Paper::Letter).unwrap());
    for text in [
        "Số: …/TB-…",
        "Lạng Sơn, ngày … tháng … năm 2018",
        "THỦ TRƯỞNG CƠ QUAN",
        "- Lưu: VT.",
    ] {
        assert!(
            back.paras.iter().any(|it| it.text == text),
            "{text}: {back:#?}"
        );
    }
}

#[test]
fn each_kind_of_paper_has_its_name_and_symbol() {
    for (kind, name, number) in [
        (PaperKind::Notice, "THÔNG BÁO", "Số: 05/TB-STTTT"),
        (PaperKind::Plan, "KẾ HOẠCH", "Số: 05/KH-STTTT"),
        (PaperKind::Decision, "QUYẾT ĐỊNH", "Số: 05/QĐ-STTTT"),
    ] {
        let view = letter(Document { kind, ..told() });
        let back = read_back(&docx(&view, Paper::Letter).unwrap());
        for text in [name, number] {
            assert!(back.paras.iter().any(|it| it.text == text), "{text}");
        }
    }
}

#[test]
fn an_office_writes_its_own_words() {
    let own = "@ten GIẤY MỜI\n@ky_hieu GM\n@trich_yeu Trực {nam}\n@phu_luc BẢNG TRỰC\nMời **{cap_tren}**.\nHạn: {bao_cao_cuoi}.";
    let mut document = told();
    document
        .templates
        .insert("thong-bao.txt".to_owned(), own.to_owned());
    let back = read_back(&docx(&letter(document), Paper::Letter).unwrap());
    let has = |text: &str| back.paras.iter().any(|it| it.text == text);
    for text in [
        "GIẤY MỜI",
        "Số: 05/GM-STTTT",
        "Trực 2018",
        "BẢNG TRỰC",
        "Mời UBND tỉnh Lạng Sơn.",
    ] {
        assert!(has(text), "{text}: {back:#?}");
    }
    // A line without its value is left out.
    assert!(!back.paras.iter().any(|it| it.text.starts_with("Hạn")));
}

#[test]
fn every_turn_stands_in_every_paper_in_order() {
    let view = letter(told());
    for paper in [Paper::Letter, Paper::Attendance] {
        let back = read_back(&docx(&view, paper).unwrap());
        let text = back
            .paras
            .iter()
            .map(|it| it.text.as_str())
            .collect::<Vec<_>>()
            .join("\n");
        let mut rest = text.as_str();
        for day in &view.days {
            rest = rest
                .split_once(&day.solar)
                .unwrap_or_else(|| panic!("{paper:?}: {}", day.solar))
                .1;
            for shift in day.cells.iter().flatten() {
                for person in &view.shifts[*shift].people {
                    let name = &view.people[*person].name;
                    assert!(rest.contains(name.as_str()), "{paper:?}: {name}");
                }
            }
        }
    }
    let slips = read_back(&docx(&view, Paper::Slips).unwrap());
    for (_, person) in view.people_on_duty() {
        let wanted = format!("Họ và tên: {}", person.name);
        assert_eq!(
            slips.paras.iter().filter(|it| it.text == wanted).count(),
            1,
            "{wanted}"
        );
    }
}

#[test]
fn the_form_to_swap_has_its_four_signatures() {
    let back = read_back(&docx(&letter(told()), Paper::Swap).unwrap());
    for text in [
        "Người xin đổi",
        "Người nhận thay",
        "Trưởng đơn vị",
        "Văn phòng",
    ] {
        assert!(back.paras.iter().any(|it| it.text == text), "{text}");
    }
    let n_places = back
        .paras
        .iter()
        .filter(|it| it.text == "(Ký, ghi rõ họ tên)")
        .count();
    assert_eq!(n_places, 4);
}

#[test]
fn own_words_turn_no_direction() {
    let own = "@ten GIẤY\u{202e} MỜI\n@ky_hieu G\u{2066}M\nMời\u{202e} **{cap_tren}**\u{1b} dự.";
    let mut document = told();
    (document.templates).insert("thong-bao.txt".to_owned(), own.to_owned());
    let back = read_back(&docx(&letter(document), Paper::Letter).unwrap());
    for text in ["GIẤY MỜI", "Số: 05/GM-STTTT", "Mời UBND tỉnh Lạng Sơn dự."] {
        assert!(
            back.paras.iter().any(|it| it.text == text),
            "{text}: {back:#?}"
        );
    }
}

#[test]
fn a_line_without_its_value_is_left_out_whatever_its_command() {
    // The office of these tests has no final report, so that field has no value.
    let own = "@ten GIẤY {bao_cao_cuoi}\n@trich_yeu Về {bao_cao_cuoi}\n@phu_luc BẢNG {bao_cao_cuoi}\n\
        @tham_quyen {bao_cao_cuoi}\n@giua X {bao_cao_cuoi}\nMời.\n@chu_ky {bao_cao_cuoi} | Người mời";
    let mut document = told();
    (document.templates).insert("thong-bao.txt".to_owned(), own.to_owned());
    (document.templates).insert(
        "doi-truc.txt".to_owned(),
        "@ten ĐƠN\nNội dung.\n@chu_ky {bao_cao_cuoi}".to_owned(),
    );
    let view = letter(document);
    let back = read_back(&docx(&view, Paper::Letter).unwrap());
    let texts: Vec<_> = back.paras.iter().map(|it| it.text.as_str()).collect();
    let n_hints = |texts: &[&str]| texts.iter().filter(|it| it.starts_with("(Ký")).count();
    assert!(texts.contains(&"Người mời"), "{texts:#?}");
    assert_eq!(n_hints(&texts), 1, "{texts:#?}");
    assert!(
        back.paras
            .iter()
            .all(|it| !it.is_bold || !it.text.trim().is_empty())
    );
    // Under the appendix's heading stands at once what it belongs to.
    let at = texts.iter().position(|it| *it == "Phụ lục").unwrap();
    assert!(texts[at + 1].starts_with("(Kèm theo"), "{texts:#?}");
    // What opens the body follows the date.
    let at = texts.iter().position(|it| *it == "Mời.").unwrap();
    assert!(texts[at - 1].contains("ngày"), "{texts:#?}");
    let swap = read_back(&docx(&view, Paper::Swap).unwrap());
    let texts: Vec<_> = swap.paras.iter().map(|it| it.text.as_str()).collect();
    assert_eq!(n_hints(&texts), 0, "{texts:#?}");
    for paper in [Paper::Letter, Paper::Swap] {
        assert!(pdf(&view, paper).is_ok());
    }
}

/// Every paper of a roster whose every text is `text`; the letter shows it as it is.
#[track_caller]
pub(super) fn check(view: &RosterView, text: &str) {
    for paper in Paper::ALL {
        let bytes = docx(view, paper).unwrap();
        let back = read_back(&bytes);
        let name = &view.people[0].name;
        if paper == Paper::Letter && !name.is_empty() {
            assert!(
                back.paras
                    .iter()
                    .any(|it| it.text.contains(shown(name).as_str())),
                "{text:?}"
            );
        }
        let bytes = pdf(view, paper).unwrap();
        assert!(bytes.starts_with(b"%PDF-1.7"), "{text:?}");
    }
}

/// What XML cannot hold shows as the replacement character.
fn shown(name: &str) -> String {
    name.replace(['\u{FFFE}', '\u{FFFF}'], "\u{FFFD}")
}
