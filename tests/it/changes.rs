//! Swaps and stand-ins over a published roster, as a user asks for them and a leader decides.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::{Ran, tructet};

pub(crate) const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/langson-2018");

/// A small office, whose roster is settled by pins: two leaders, two heads, three of the staff.
pub(crate) const OFFICE: &str = r#"
[office]
id = "ward"
name = "UBND phường"
year = 2018
[[units]]
id = "u"
name = "Văn phòng"
[[duties]]
id = "lead"
name = "Trực lãnh đạo"
kind = "leadership"
[[duties.shifts]]
id = "day"
name = "Ca ngày"
start = "07:00"
hours = 10
need = 0
need_on = { eve = 1, first_day = 1 }
[[duties]]
id = "office"
name = "Trực cơ quan"
kind = "office"
[[duties.shifts]]
id = "day"
name = "Ca ngày"
start = "07:00"
hours = 10
need = 0
need_on = { eve = 1, first_day = 1 }
[[duties.shifts]]
id = "night"
name = "Ca đêm"
start = "17:00"
hours = 14
need = 0
need_on = { eve = 1 }
"#;

pub(crate) const PEOPLE: &str = "id,name,unit,duties,rank,leave\n\
    dung,Vũ Tiến Dũng,u,lead,lãnh đạo,\n\
    khanh,Lê Văn Khánh,u,lead,lãnh đạo,\n\
    an,Hoàng Văn An,u,office,nhân viên,\n\
    binh,Phạm Thị Bình,u,office,nhân viên,\n\
    chi,Nguyễn Kim Chi,u,office,trưởng phòng,\n\
    em,Trần Văn Em,u,office,nhân viên,15/02\n";

pub(crate) const EVE_LEAD: &str = "2018-02-15.lead.day";
pub(crate) const FIRST_LEAD: &str = "2018-02-16.lead.day";
pub(crate) const EVE: &str = "2018-02-15.office.day";
pub(crate) const NIGHT: &str = "2018-02-15.office.night";
pub(crate) const FIRST: &str = "2018-02-16.office.day";

/// `an` and `binh` exchange their days.
pub(crate) const SWAP: [&str; 9] = [
    "swap",
    "--a",
    "an",
    "--shift-a",
    EVE,
    "--b",
    "binh",
    "--shift-b",
    FIRST,
];

/// A store with the roster of [`OFFICE`] published as revision 1: `dung` and `khanh` lead, `an` has
/// the day of the eve, `chi` the night, `binh` the first day.
pub(crate) struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self::with(OFFICE)
    }

    pub(crate) fn with(office: &str) -> Self {
        Self::of(office, PEOPLE)
    }

    pub(crate) fn of(office: &str, people: &str) -> Self {
        let desk = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        let input = desk.path("office");
        fs::create_dir(&input).unwrap();
        fs::write(input.join("office.toml"), office).unwrap();
        fs::write(input.join("people.csv"), people).unwrap();
        let roster = [
            ("dung", EVE_LEAD),
            ("khanh", FIRST_LEAD),
            ("an", EVE),
            ("chi", NIGHT),
            ("binh", FIRST),
        ];
        let lines = roster.map(|(person, shift)| format!("{person},{shift},must\n"));
        let pins = format!("person,shift,kind\n{}", lines.concat());
        fs::write(input.join("pins.csv"), pins).unwrap();
        // Pins have done their work once the roster is there: what follows moves turns.
        tructet(["plan", text(&input), "--out", text(&desk.path("settled"))]).ended(0);
        fs::remove_file(input.join("pins.csv")).unwrap();
        let kept = desk.path("settled/roster.json");
        let out = desk.path("plan");
        let plan = [
            "plan",
            text(&input),
            "--out",
            text(&out),
            "--keep",
            text(&kept),
        ];
        desk.run(&plan).ended(0);
        desk.run(&["publish", "1", "--out", text(&desk.path("r1"))])
            .ended(0);
        desk
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        let db = self.path("tructet.db");
        tructet(["--db", text(&db)].iter().chain(args))
    }

    pub(crate) fn swap(&self, a: (&str, &str), b: (&str, &str), more: &[&str]) -> Ran {
        let swap = [
            "swap",
            "--a",
            a.0,
            "--shift-a",
            a.1,
            "--b",
            b.0,
            "--shift-b",
            b.1,
        ];
        self.run(&[&swap[..], more].concat())
    }

    pub(crate) fn approve(&self, number: &str, by: &str) -> Ran {
        self.run(&["approve", number, "--by", by])
    }

    /// Who stands what in a revision, as `person shift`.
    pub(crate) fn roster(&self, revision: &str) -> Vec<String> {
        let shown = self.run(&["--json", "show", revision]).ended(0).json();
        let turns = shown["assignments"].as_array().unwrap().iter();
        let mut turns: Vec<_> = turns
            .map(|it| {
                let part = |name: &str| it[name].as_str().unwrap().to_owned();
                format!("{} {}", part("person"), part("shift"))
            })
            .collect();
        turns.sort();
        turns
    }

    /// The calendars of a revision.
    pub(crate) fn calendars(&self, revision: &str) -> PathBuf {
        let out = self.path(&format!("ics-{revision}"));
        let export = ["export", revision, "--format", "ics", "--out", text(&out)];
        self.run(&export).ended(0);
        out
    }
}

pub(crate) fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// The lines of an event that tell how it stands, by the start of its UID.
pub(crate) fn event(folder: &Path, file: &str, uid: &str) -> Vec<String> {
    let text = fs::read_to_string(folder.join(file)).unwrap();
    let text = text.replace("\r\n ", "");
    let event = (text.split("BEGIN:VEVENT"))
        .find(|it| it.contains(&format!("UID:{uid}--")))
        .unwrap_or_else(|| panic!("no {uid} in {file}"));
    let names = ["SEQUENCE", "STATUS", "TRANSP", "SUMMARY"];
    (event.split("BEGIN:VALARM").next().unwrap().lines())
        .filter(|line| names.iter().any(|it| line.starts_with(it)))
        .map(str::to_owned)
        .chain(event.contains("BEGIN:VALARM").then(|| "alarm".to_owned()))
        .collect()
}

#[test]
fn a_swap_is_asked_for_approved_and_told_to_calendars() {
    let desk = Desk::new();
    let request = desk
        .swap(("an", EVE), ("binh", FIRST), &["--reason", "về quê"])
        .ended(0)
        .prints("Đổi ca")
        .prints("Hoàng Văn An → Phạm Thị Bình")
        .says("yêu cầu số 1");
    assert!(!request.out.contains("R0"), "{request:#?}");
    desk.run(&["approve"])
        .ended(0)
        .prints("Yêu cầu số 1")
        .prints("về quê");
    desk.approve("1", "dung").ended(0).says("bản 2 có hiệu lực");
    let wanted = [
        format!("an {FIRST}"),
        format!("binh {EVE}"),
        format!("chi {NIGHT}"),
        format!("dung {EVE_LEAD}"),
        format!("khanh {FIRST_LEAD}"),
    ];
    assert_eq!(desk.roster("2"), wanted);
    let (old, new) = (desk.path("r1/ics"), desk.calendars("2"));
    let an_eve = format!("{EVE}--an");
    assert_eq!(
        event(&old, "person-an.ics", &an_eve),
        [
            "SEQUENCE:1",
            "STATUS:CONFIRMED",
            "TRANSP:OPAQUE",
            "SUMMARY:Trực cơ quan\\, Ca ngày – Hoàng Văn An",
            "alarm"
        ]
    );
    assert_eq!(
        event(&new, "person-an.ics", &an_eve),
        [
            "SEQUENCE:2",
            "STATUS:CANCELLED",
            "TRANSP:TRANSPARENT",
            "SUMMARY:[HUỶ] Trực cơ quan\\, Ca ngày – Hoàng Văn An"
        ]
    );
    assert_eq!(
        event(&new, "person-an.ics", &format!("{FIRST}--an"))[0],
        "SEQUENCE:1"
    );
    for untouched in ["person-chi.ics", "duty-lead.ics"] {
        let read = |folder: &Path| fs::read(folder.join(untouched)).unwrap();
        assert_eq!(read(&old), read(&new), "{untouched}");
    }
    // The calendars of a revision are the same whenever they are written.
    let again = crate::support::files(&new);
    desk.swap(("an", FIRST), ("binh", EVE), &[]).ended(0);
    desk.approve("2", "khanh").ended(0);
    assert_eq!(crate::support::files(&desk.calendars("2")), again);
    let third = desk.calendars("3");
    let back = event(&third, "person-an.ics", &an_eve);
    assert_eq!(back[..2], ["SEQUENCE:3", "STATUS:CONFIRMED"]);
    desk.run(&["doctor"]).ended(0);
    desk.run(&["show", "--log"])
        .ended(0)
        .prints("dung")
        .prints("khanh")
        .prints("về quê");
    let record = desk.path("r3.json");
    let export = ["export", "3", "--format", "json", "--out", text(&record)];
    desk.run(&export).ended(0);
    // The file alone: the store of this desk was never told of the office.
    tructet(["verify", text(&record)]).ended(0).prints("valid");
}

#[test]
fn a_swap_that_breaks_a_rule_is_refused_or_marked() {
    let desk = Desk::new();
    // Who has the night would have the day after it.
    let broken = [("an", EVE), ("chi", NIGHT)];
    let office = OFFICE.to_owned() + "[changes]\nequals = \"duty\"\n";
    let duty = Desk::with(&office);
    desk.swap(broken[0], broken[1], &[])
        .ended(1)
        .prints("C01 Nguyễn Kim Chi (lãnh đạo phòng)")
        .says("--override");
    duty.swap(broken[0], broken[1], &[]).ended(0);
    let refused = [("binh", FIRST), ("chi", NIGHT)];
    duty.swap(refused[0], refused[1], &["--override"]).ended(2);
    assert_eq!(
        desk.run(&["approve"]).ended(0).out,
        "Không có yêu cầu đổi trực nào chờ duyệt.\n"
    );
    desk.run(&["approve", "1", "--by", "dung"])
        .ended(1)
        .says("E310");

    let em = desk.run(&["replace", "--person", "an", "--shift", EVE, "--with", "em"]);
    em.ended(1).prints("R03 Trần Văn Em");
    let json = desk.swap(broken[0], broken[1], &["--json"]).ended(1).json();
    assert_eq!(json["state"], "refused");
    assert_eq!(json["breaks"][0]["rule"], "C01");
    assert_eq!(json["request"], Value::Null);

    let why = ["--override", "--reason", "cháy nhà"];
    desk.swap(broken[0], broken[1], &why)
        .ended(0)
        .prints("C01")
        .says("cố ý trái C01");
    desk.run(&["approve"])
        .ended(0)
        .prints("C01")
        .prints("cháy nhà");
    desk.approve("1", "dung").ended(0);
    let out = desk.path("page.md");
    desk.run(&["export", "2", "--format", "md", "--out", text(&out)])
        .ended(0);
    let page = fs::read_to_string(&out).unwrap();
    assert!(
        page.contains("Thay đổi số 1 được Vũ Tiến Dũng duyệt dù trái quy tắc C01."),
        "{page}"
    );
    assert!(!page.contains("cháy nhà"), "{page}");
    desk.run(&["doctor"]).ended(0);
}

#[test]
fn only_a_leader_decides_and_only_once() {
    let desk = Desk::new();
    desk.swap(("dung", EVE_LEAD), ("khanh", FIRST_LEAD), &[])
        .ended(0);
    desk.swap(("an", EVE), ("binh", FIRST), &[]).ended(0);
    for by in ["chi", "nobody"] {
        desk.approve("1", by)
            .ended(1)
            .says("E523")
            .says("dung (Vũ Tiến Dũng)");
        desk.run(&["reject", "1", "--by", by, "--reason", "x"])
            .ended(1)
            .says("E523");
    }
    desk.approve("1", "dung").ended(0);
    desk.approve("1", "khanh").ended(1).says("E311");
    desk.run(&["reject", "2", "--by", "khanh"]).ended(2);
    desk.run(&["reject", "2", "--by", "khanh", "--reason", "đủ người"])
        .ended(0);
    desk.approve("2", "dung").ended(1).says("E311");
    desk.approve("3", "dung").ended(1).says("E310");
    assert_eq!(desk.roster("2")[3], format!("dung {FIRST_LEAD}"));
    let revisions = desk.run(&["--json", "show", "--all"]).ended(0).json();
    assert_eq!(revisions["revisions"].as_array().unwrap().len(), 2);
    desk.run(&["doctor"]).ended(0);
}

#[test]
fn a_stale_request_is_refused_and_another_is_judged_anew() {
    let desk = Desk::new();
    let swap = [("an", EVE), ("binh", FIRST)];
    desk.swap(swap[0], swap[1], &[]).ended(0);
    desk.swap(swap[0], swap[1], &[]).ended(0);
    desk.swap(("dung", EVE_LEAD), ("khanh", FIRST_LEAD), &[])
        .ended(0);
    desk.approve("1", "dung").ended(0);
    desk.approve("2", "dung").ended(1).says("E309");
    desk.run(&["approve"])
        .ended(0)
        .prints("chỉ còn từ chối được");
    // Of other turns, and so still to be made.
    desk.approve("3", "dung").ended(0);
    let roster = desk.roster("3");
    assert!(
        roster.contains(&format!("an {FIRST}")) && roster.contains(&format!("dung {FIRST_LEAD}"))
    );
    // Two who take the same turn at once: each would do, both would not.
    for with in ["binh", "em"] {
        let replace = [
            "replace", "--person", "an", "--shift", FIRST, "--with", with,
        ];
        desk.run(&replace).ended(0);
    }
    desk.approve("4", "dung").ended(0);
    desk.approve("5", "dung").ended(1).says("E309");
    desk.run(&["doctor"]).ended(0);
}

#[test]
fn what_is_not_there_is_named_with_the_nearest() {
    let desk = Desk::new();
    desk.swap(("ann", EVE), ("bin", "2018-02-16.office.dya"), &[])
        .ended(2)
        .says("E109 --a: không có người trực `ann`. Có phải `an`?")
        .says("Có phải `binh`?")
        .says("Có phải `2018-02-16.office.day`?");
    desk.swap(("an", FIRST), ("binh", EVE), &[])
        .ended(2)
        .says(&format!("E520 `an` không trực ca `{FIRST}`"));
    desk.swap(("an", EVE), ("an", EVE), &[])
        .ended(2)
        .says("E521");
    desk.run(&["replace", "--person", "an", "--from", "hôm qua"])
        .ended(2)
        .says("E108");
    desk.run(&["replace", "--person", "an"]).ended(2);
    let empty = tempfile::tempdir().unwrap();
    let db = empty.path().join("none.db");
    tructet(["--db", text(&db), "approve", "1", "--by", "dung"])
        .ended(2)
        .says("E301");
    let (db, office) = (empty.path().join("drafts.db"), desk.path("office"));
    let run = |args: &[&str]| tructet(["--db", text(&db)].iter().chain(args));
    let out = empty.path().join("out");
    run(&["plan", text(&office), "--out", text(&out)]).ended(0);
    run(&SWAP).ended(1).says("E505");
}
