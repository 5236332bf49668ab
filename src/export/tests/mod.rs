//! Every writer on one small roster, compared with files under `tests/golden/`.
//!
//! `TRUCTET_BLESS=1 cargo test --lib export::` writes those files anew; read them before you
//! commit them.

mod book;
mod disk;
mod nasty;
mod papers;
mod read_back;
mod revisions;

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::domain::facts::{Assignment, Facts};
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;
use crate::rules::RuleSet;
use crate::rules::evaluate::evaluate;
use crate::rules::record::{RosterRecord, Status};
use crate::text::Lang;

use super::format::Format;
use super::terminal::Ink;
use super::view::{Meta, Revision, RosterView, Standing};
use super::{ExportFile, all, csv, html, ics, json, markdown, named, terminal};

/// Who stands what in the roster of `tiny-facts.json`.
const TURNS: [(&str, &str); 7] = [
    ("an", "2018-02-16.leadership.full"),
    ("binh", "2018-02-15.leadership.full"),
    ("chi", "2018-02-15.office.night"),
    ("dung", "2018-02-15.office.night"),
    ("giang", "2018-02-16.office.day"),
    ("NV_06", "2018-02-15.technical.night"),
    ("chi", "2018-02-15.office.day"),
];

pub(super) fn golden(name: &str) -> PathBuf {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    root.join("tests/golden").join(name)
}

pub(super) fn facts() -> Facts {
    let text = std::fs::read_to_string(golden("tiny-facts.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// The roster of `turns` over `facts`, as `status` has it, and the record of it.
pub(super) fn record(facts: Facts, turns: &[(&str, &str)], status: Status) -> RosterRecord {
    let problem = Problem::new(facts).unwrap();
    let assignments: Vec<_> = (turns.iter())
        .map(|(person, shift)| Assignment {
            person: (*person).to_owned(),
            shift: (*shift).to_owned(),
        })
        .collect();
    let (roster, unknown) = Roster::from_assignments(&problem, &assignments);
    assert_eq!(unknown, Vec::<&Assignment>::new());
    let rules = rules();
    let cost = evaluate(&problem, &rules, &roster).cost;
    RosterRecord {
        format: RosterRecord::FORMAT.to_owned(),
        assignments: roster.assignments(&problem),
        cost: cost.soft,
        bound: Some(cost.soft),
        status,
        gaps: cost.gaps,
        breakdown: BTreeMap::new(),
        seed: 1,
        rules,
        problem: problem.facts().clone(),
        certificate: None,
    }
}

/// Rules that do not change when the standard ones do; one may stand day and night in a row.
fn rules() -> RuleSet {
    let text = std::fs::read_to_string(golden("tiny-rules.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

pub(super) fn view_of(lang: Lang, record: &RosterRecord, revision: Option<Revision>) -> RosterView {
    let problem = Problem::new(record.problem.clone()).unwrap();
    let (roster, _) = Roster::from_assignments(&problem, &record.assignments);
    let evaluation = evaluate(&problem, &record.rules, &roster);
    let meta = Meta::of(record, revision);
    RosterView::new(lang, &problem, &record.rules, &roster, &evaluation, &meta)
}

fn tiny() -> RosterRecord {
    record(facts(), &TURNS, Status::Optimal)
}

#[track_caller]
fn check(name: &str, written: &[u8]) {
    let path = golden(name);
    if std::env::var_os("TRUCTET_BLESS").is_some() {
        std::fs::write(&path, written).unwrap();
    }
    let wanted = std::fs::read(&path).unwrap();
    assert!(
        wanted == written,
        "{name} differs; written:\n{}",
        String::from_utf8_lossy(written)
    );
}

#[test]
fn each_writer_writes_what_it_wrote() {
    let record = tiny();
    let vi = view_of(Lang::Vi, &record, None);
    let en = view_of(Lang::En, &record, None);
    check("tiny.vi.md", markdown::write(&vi).as_bytes());
    check("tiny.en.md", markdown::write(&en).as_bytes());
    check("tiny.csv", &csv::write(&vi).unwrap());
    check("tiny.json", json::write(&record).unwrap().as_bytes());
    check("tiny.html", html::write(&vi).unwrap().as_bytes());
    check("tiny.ics", ics::all(&vi).as_bytes());
    for width in [80, 120] {
        let text = terminal::write(&vi, width, Ink::Plain);
        check(&format!("tiny.{width}.txt"), text.as_bytes());
    }
}

#[test]
fn each_file_can_be_had_alone_by_its_name() {
    let record = tiny();
    let view = view_of(Lang::Vi, &record, None);
    let files = all(&view, &record).unwrap();
    assert_eq!(files.len(), Format::all().count() + ics::files(&view).len());
    for file in &files {
        let alone = named(&view, &record, &file.path).unwrap();
        assert!(alone.as_ref() == Some(&file.bytes), "{}", file.path);
    }
    for name in [
        "",
        "roster",
        "lich-truc.txt",
        "ics/",
        "ics/person-nobody.ics",
        "../roster.json",
    ] {
        assert_eq!(named(&view, &record, name).unwrap(), None, "{name}");
    }
}

#[test]
fn open_seats_are_told_everywhere() {
    let record = record(facts(), &TURNS[..6], Status::Gaps);
    let view = view_of(Lang::Vi, &record, None);
    assert_eq!(view.standing, Standing::Gaps);
    check("tiny-gaps.md", markdown::write(&view).as_bytes());
    check("tiny-gaps.html", html::write(&view).unwrap().as_bytes());
    for width in [50, 80, 120] {
        let text = terminal::write(&view, width, Ink::Color);
        assert!(text.contains("(còn trống)"), "{text}");
    }
}

#[test]
fn only_a_cost_that_meets_its_bound_is_called_optimal() {
    let mut record = tiny();
    let standing = |record: &RosterRecord| {
        let view = view_of(Lang::Vi, record, None);
        let says_so = markdown::write(&view).contains("ối ưu, đã chứng minh")
            || view.notes.iter().any(|it| it.contains("Tối ưu"));
        assert_eq!(says_so, view.standing == Standing::Optimal);
        view.standing
    };
    assert_eq!(standing(&record), Standing::Optimal);
    record.bound = Some(record.cost - 1);
    assert_eq!(standing(&record), Standing::Valid);
    record.bound = None;
    assert_eq!(standing(&record), Standing::Valid);
    (record.bound, record.status) = (Some(record.cost), Status::Feasible);
    assert_eq!(standing(&record), Standing::Valid);
    record.status = Status::Optimal;
    record.rules = RuleSet::standard(); // day and night in a row break the rest
    assert_eq!(standing(&record), Standing::Broken);
}

#[test]
fn no_line_of_the_table_is_too_long() {
    for record in [tiny(), record(facts(), &TURNS[..6], Status::Gaps)] {
        let view = view_of(Lang::Vi, &record, None);
        for width in 50..=130 {
            let text = terminal::write(&view, width, Ink::Plain);
            let (_, table) = text.split_once("\n\n").unwrap();
            for line in table
                .lines()
                .filter(|it| it.starts_with(['│', '┌', '└', '╞', '├']))
            {
                let n_chars = line.chars().count();
                assert!(n_chars <= usize::from(width), "{width}:\n{text}");
            }
        }
    }
}

#[test]
fn an_event_is_the_same_in_every_calendar() {
    let events = |file: &ExportFile| -> Vec<String> {
        let text = String::from_utf8(file.bytes.clone()).unwrap();
        let events = text.split("BEGIN:VEVENT").skip(1);
        events
            .map(|it| it.split("END:VEVENT").next().unwrap().to_owned())
            .collect()
    };
    let view = view_of(Lang::Vi, &tiny(), None);
    let files = ics::files(&view);
    let paths: Vec<_> = files.iter().map(|it| it.path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "ics/all.ics",
            "ics/duty-leadership.ics",
            "ics/duty-office.ics",
            "ics/duty-technical.ics",
            "ics/person-NV_06.ics",
            "ics/person-an.ics",
            "ics/person-binh.ics",
            "ics/person-chi.ics",
            "ics/person-dung.ics",
            "ics/person-giang.ics",
        ]
    );
    let sorted = |mut events: Vec<String>| {
        events.sort();
        events
    };
    let all = sorted(events(&files[0]));
    assert_eq!(all.len(), TURNS.len());
    assert_eq!(sorted(files[1..4].iter().flat_map(events).collect()), all);
    assert_eq!(sorted(files[4..].iter().flat_map(events).collect()), all);
}

#[test]
fn the_same_roster_gives_the_same_bytes() {
    let files = || {
        let record = tiny();
        all(&view_of(Lang::Vi, &record, None), &record).unwrap()
    };
    assert_eq!(files(), files());
    let mut paths: Vec<_> = files().into_iter().map(|it| it.path).collect();
    assert_eq!(
        paths[..5],
        [
            "roster.json",
            "lich-truc.md",
            "lich-truc.csv",
            "lich-truc.html",
            "lich-truc.xlsx"
        ]
    );
    let n_files = paths.len();
    paths.sort();
    paths.dedup();
    assert_eq!(paths.len(), n_files);
}

#[test]
fn a_workbook_of_the_first_tet_there_is() {
    let mut view = view_of(Lang::Vi, &tiny(), None);
    for changed in [
        "1900-01-01T00:00:00",
        "1899-12-31T00:00:00",
        "0001-01-01T00:00:00",
    ] {
        view.changed = changed.parse().unwrap();
        assert!(super::xlsx::write(&view).is_ok(), "{changed}");
    }
}

#[test]
fn a_record_reads_back_as_it_was() {
    let record = tiny();
    let read: RosterRecord = serde_json::from_str(&json::write(&record).unwrap()).unwrap();
    assert_eq!(read, record);
}
