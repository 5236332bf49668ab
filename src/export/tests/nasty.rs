//! Names and places that break writers.

use std::collections::BTreeMap;

use calcard::icalendar::{ICalendar, ICalendarComponentType, ICalendarProperty};
use proptest::prelude::{Strategy, any, prop};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::domain::document::{Document, SignAs, Signing};
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;
use crate::export::view::RosterView;
use crate::export::{csv, html, ics, markdown, xlsx};
use crate::input::roster;
use crate::rules::record::{RosterRecord, Status};
use crate::text::Lang;

use super::book::{cells, formulas};
use super::{TURNS, facts, record, view_of};

const NASTY: [&str; 27] = [
    "Nguyễn Thị Ngọc Ánh",
    "a, b; c: \"d\" \\ 'e'",
    "hai\nBEGIN:VEVENT\nUID:x",
    "ba\r\nEND:VCALENDAR\r\n",
    "\rmột\r",
    "👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦",
    "Nguye\u{302}\u{303}n NFD",
    "\u{202e}gnud oac",
    "שלום עולם",
    "=cmd|' /C calc'!A0",
    "+84 912 000 000",
    "-1",
    "@SUM(A1)",
    "\t=1+1",
    "<script>alert(1)</script>",
    "\" onmouseover=\"x",
    "</style></title>&amp;",
    "a\u{0}b\u{1b}[31m\u{7f}\u{85}c",
    "| cột | *đậm* _nghiêng_ `mã` [x](y)",
    "   ",
    "\\n \\, \\\\",
    "{{ x }} {% y %}",
    "=HYPERLINK(\"http://x.example\";\"y\")",
    "{=1+1}",
    "_x0041_ \u{fffe}\u{ffff}",
    "<&>\"' ]]> <!--",
    "ĂÂĐÊÔƠƯ ăâđêôơư ÀẢÃÁẠ ẰẲẴẮẶ ẦẨẪẤẬ ÈẺẼÉẸ ỀỂỄẾỆ ÌỈĨÍỊ ÒỎÕÓỌ ỒỔỖỐỘ ỜỞỠỚỢ ÙỦŨÚỤ ỪỬỮỨỰ ỲỶỸÝỴ",
];

/// A roster whose every text is `text`.
fn view(text: &str) -> RosterView {
    view_of(Lang::Vi, &nasty_record(text), None)
}

fn nasty_record(text: &str) -> RosterRecord {
    let mut facts = facts();
    facts.document = papers_saying(text);
    for place in [
        &mut facts.office.name,
        &mut facts.office.superior,
        &mut facts.office.hotline,
    ] {
        text.clone_into(place);
    }
    for unit in &mut facts.units {
        text.clone_into(&mut unit.name);
    }
    for duty in &mut facts.duties {
        text.clone_into(&mut duty.name);
        text.clone_into(&mut duty.place);
    }
    for shift in &mut facts.shifts {
        text.clone_into(&mut shift.name);
    }
    for person in &mut facts.people {
        text.clone_into(&mut person.name);
        text.clone_into(&mut person.title);
        text.clone_into(&mut person.phone);
        text.clone_into(&mut person.group);
    }
    record(facts, &TURNS[..6], Status::Gaps)
}

/// What an office says about its papers, all of it `text`.
fn papers_saying(text: &str) -> Document {
    let text = || text.to_owned();
    Document {
        number: text(),
        symbol: text(),
        bases: vec![text(), text()],
        recipients: vec![text()],
        archive: text(),
        signing: Signing {
            sign_as: SignAs::ForTheHead,
            head: text(),
            title: text(),
            name: text(),
        },
        keeper: text(),
        report_daily: text(),
        report_final: text(),
        ..Document::default()
    }
}

/// Every writer of text people made, on `text`.
#[track_caller]
fn check(text: &str) {
    let view = view(text);
    check_ics(&view, text);
    check_csv(&view, text);
    check_html(&view, text);
    super::papers::check(&view, text);
    check_book(&view, text);
    let markdown = markdown::write(&view);
    assert!(!markdown.contains("<script"), "{markdown}");
    let n_columns = |line: &str| {
        line.replace("\\\\", "")
            .replace("\\|", "")
            .matches('|')
            .count()
    };
    let mut rows = markdown
        .lines()
        .skip_while(|it| !it.starts_with("| Ngày |"));
    let n_wanted = n_columns(rows.clone().nth(1).unwrap());
    for row in rows.by_ref().take_while(|it| it.starts_with('|')) {
        assert_eq!(n_columns(row), n_wanted, "{text:?}: {row}");
    }
}

#[track_caller]
fn check_ics(view: &RosterView, text: &str) {
    for file in ics::files(view) {
        let faults = ics::lint::faults(&file.bytes);
        assert_eq!(faults, Vec::<String>::new(), "{}: {text:?}", file.path);
    }
    let calendar = ICalendar::parse(ics::all(view)).unwrap();
    let mut titles = Vec::new();
    let mut places = Vec::new();
    for event in (calendar.components.iter())
        .filter(|it| it.component_type == ICalendarComponentType::VEvent)
    {
        let value = |name| {
            let entry = event.property(name)?;
            Some(entry.values.first()?.as_text()?.to_owned())
        };
        titles.push(value(&ICalendarProperty::Summary).unwrap());
        places.push(value(&ICalendarProperty::Location).unwrap_or_default());
    }
    let wanted = |of: &dyn Fn(usize, &str) -> String| -> Vec<String> {
        view.turns()
            .map(|(shift, person)| of(shift.duty, &person.name))
            .collect()
    };
    assert_eq!(places, wanted(&|duty, _| view.duties[duty].place.clone()));
    for (title, name) in titles.iter().zip(wanted(&|_, name| name.to_owned())) {
        assert!(
            title.ends_with(&format!("– {name}").trim_end()),
            "{title:?} {name:?}"
        );
    }
}

#[track_caller]
fn check_csv(view: &RosterView, text: &str) {
    let bytes = csv::write(view).unwrap();
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap();
    let mut reader = ::csv::Reader::from_reader(bytes);
    let rows: Vec<BTreeMap<String, String>> =
        reader.deserialize().collect::<Result<_, _>>().unwrap();
    assert_eq!(rows.len(), view.turns().count());
    for (row, (_, person)) in rows.iter().zip(view.turns()) {
        for field in row.values() {
            let start = field.trim_start().chars().next();
            assert!(
                !start.is_some_and(|it| "=+-@".contains(it)),
                "{text:?}: {field:?}"
            );
            assert!(!field.contains(['\r', '\n', '\0']), "{field:?}");
        }
        assert_eq!(
            row["name"].trim_start_matches('\''),
            person.name.trim_start_matches('\'')
        );
    }
}

/// Text stands in cells as text and changes no formula; the workbook reads back as the roster.
#[track_caller]
fn check_book(view: &RosterView, text: &str) {
    let bytes = xlsx::write(view).unwrap();
    let plain = xlsx::write(&self::view("An")).unwrap();
    assert_eq!(formulas(&bytes), formulas(&plain), "{text:?}");
    let shown = cells(&bytes);
    for (_, person) in view.turns() {
        let name = person.label.trim();
        assert!(shown.contains(name), "{text:?}: no {name:?} in {shown}");
    }
    let record = nasty_record(text);
    let problem = Problem::new(record.problem).unwrap();
    let read = roster::read("t.xlsx", &bytes, &problem).unwrap();
    assert_eq!(
        Roster::from_assignments(&problem, &read)
            .0
            .assignments(&problem),
        record.assignments
    );
}

#[track_caller]
fn check_html(view: &RosterView, text: &str) {
    let page = html::write(view).unwrap();
    let plain = html::write(&self::view("An")).unwrap();
    // Text adds no element: as many tags as with harmless names, but for links and empty texts.
    if !view.office.name.is_empty() {
        let count = |page: &str, tag: &str| page.matches(tag).count();
        for tag in ["<script", "<li", "<td", "<b>", "<style", "<title", "<p "] {
            assert_eq!(count(&page, tag), count(&plain, tag), "{tag} {text:?}");
        }
        let n_attributes =
            |page: &str| page.matches("=\"").count() - page.matches("href=\"tel:").count();
        assert_eq!(n_attributes(&page), n_attributes(&plain), "{text:?}");
    }
}

#[test]
fn nasty_texts_break_no_writer() {
    for text in NASTY {
        check(text);
    }
    check(&"Nguyễn ".repeat(43));
    check(&"x".repeat(300));
    check(&"ễ".repeat(300));
}

#[test]
fn no_text_breaks_a_writer() {
    let pieces = prop::sample::select(NASTY.to_vec()).prop_map(str::to_owned);
    let chars = prop::collection::vec(any::<char>(), 0..120).prop_map(String::from_iter);
    let texts = prop::collection::vec(proptest::prop_oneof![pieces, chars], 1..6);
    let config = Config {
        cases: 48,
        failure_persistence: None,
        ..Config::default()
    };
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    TestRunner::new_with_rng(config, rng)
        .run(&texts, |texts| {
            check(&texts.concat());
            Ok(())
        })
        .unwrap();
}
