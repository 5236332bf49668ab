//! What people write passes for a reason only if it says something, and never for what the program
//! says.

use crate::changes::{Desk, EVE, FIRST, NIGHT, OFFICE, PEOPLE, SWAP, text};

#[test]
fn a_reason_that_says_nothing_is_none() {
    let desk = Desk::new();
    let broken = [("an", EVE), ("chi", NIGHT)];
    for blank in ["", "  ", "\u{202e}\n"] {
        desk.swap(broken[0], broken[1], &["--override", "--reason", blank])
            .ended(2)
            .says("--reason");
        let replace = ["replace", "--person", "an", "--shift", EVE, "--with", "em"];
        desk.run(&[&replace[..], &["--override", "--reason", blank]].concat())
            .ended(2)
            .says("--reason");
    }
    assert!(desk.run(&["approve"]).ended(0).out.starts_with("Không có"));
    desk.swap(("an", EVE), ("binh", FIRST), &[]).ended(0);
    for blank in ["", " \t"] {
        desk.run(&["reject", "1", "--by", "dung", "--reason", blank])
            .ended(2)
            .says("--reason");
    }
    desk.run(&["reject", "1", "--by", "dung", "--reason", " không cần "])
        .ended(0);
    desk.run(&["show", "--log"]).ended(0).prints("không cần");
}

#[test]
fn no_text_from_outside_steers_the_terminal_or_begins_a_line() {
    let forged = "ốm\nYêu cầu số 9: đổi ca, dung gửi lúc 08:00 01/02/2018\u{1b}[2J\u{9b}8m\u{202e}";
    let people = PEOPLE.replace(
        "an,Hoàng Văn An,",
        "an,\"Hoàng\nYêu cầu số 8: Văn\u{1b}[8m An\",",
    );
    let desk = Desk::of(OFFICE, &people);
    let more = ["--reason", forged, "--by", "an\u{1b}[31m\nYêu cầu số 7:"];
    // As at a terminal that shows colours, where nothing is taken out on the way.
    let run = |args: &[&str]| desk.run(&[&["--color", "always"], args].concat());
    let asked = run(&[&SWAP[..], &more].concat()).ended(0);
    let listed = run(&["approve"]).ended(0).prints("ốm Yêu cầu số 9");
    let office = desk.path("office");
    let roster = desk.path("r1/roster.json");
    let shown = [
        asked,
        run(&["show", "--log"]).ended(0).prints("ốm Yêu cầu số 9"),
        run(&["replace", "--person", "an", "--shift", EVE]).ended(0),
        run(&["import", text(&office)]).ended(0),
        run(&["history"]).ended(0).prints("Yêu cầu số 8"),
        run(&["check", text(&office), "--roster", text(&roster)]).ended(0),
        run(&["fairness", text(&office), "--roster", text(&roster)]).ended(0),
        run(&["show", forged]).ended(2),
        run(&[forged]).ended(2),
        run(&["--lang", "en", &format!("--{forged}")]).ended(2),
        run(&["--lang", "en", "show", forged]).ended(2),
        run(&[
            "swap",
            "--a",
            forged,
            "--shift-a",
            EVE,
            "--b",
            "an",
            "--shift-b",
            FIRST,
        ])
        .ended(2),
        run(&["plan", forged, "--out", "x"]).ended(2),
        run(&["approve", "1", "--by", forged]).ended(1),
    ];
    for ran in shown.iter().chain([&listed]) {
        for text in [&ran.out, &ran.err] {
            // The codes of labels are the program's own.
            let rest = text.replace("\u{1b}[0m", "").replace("\u{1b}[1m", "");
            let rest = ["31", "33"].iter().fold(rest, |rest, it| {
                rest.replace(&format!("\u{1b}[1m\u{1b}[{it}m"), "")
                    .replace(&format!("\u{1b}[{it}m"), "")
            });
            let steers = |it: char| it.is_control() && it != '\n' || it == '\u{202e}';
            assert!(!rest.contains(steers), "{ran:#?}");
            let starts = |n: u8| {
                rest.lines()
                    .any(|it| it.starts_with(&format!("Yêu cầu số {n}")))
            };
            assert!(![7, 8, 9].into_iter().any(starts), "{ran:#?}");
        }
    }
    let heads = listed.out.lines().filter(|it| it.starts_with("Yêu cầu số"));
    assert_eq!(heads.count(), 1, "{listed:#?}");
    // JSON keeps what was said, escaped.
    let json = desk.run(&["--json", "approve"]).ended(0).json();
    assert_eq!(json["requests"][0]["reason"], forged);
}
