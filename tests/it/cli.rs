//! Commands as a user runs them.

use std::process::{Command, Stdio};

use serde_json::Value;

use crate::support::tructet;

#[test]
fn a_wrong_command_line_ends_with_2_in_the_language_asked_for() {
    let nothing: [&str; 0] = [];
    tructet(nothing).ended(2).says("chưa cho biết lệnh");
    tructet(["plna"]).ended(2).says("`plan`");
    tructet(["--lang", "en", "plan"])
        .ended(2)
        .says("--out <OUT>");
    tructet(["plan", "x"]).ended(2).says("thiếu --out <OUT>");
    tructet(["plan", "x", "--out", "y", "--seed", "many"])
        .ended(2)
        .says("`many`");
    tructet(["plan", "x", "--out", "y", "--time-limit", "-1"]).ended(2);
    tructet(["--lang", "fr", "lunar", "1/1/2018"])
        .ended(2)
        .says("vi, en");
}

#[test]
fn help_and_version_are_data() {
    let help = tructet(["--help"]).ended(0);
    assert!(help.out.contains("Xếp lịch trực Tết"), "{help:?}");
    assert_eq!(help.err, "");
    let help = tructet(["plan", "--help", "--lang=en"]).ended(0);
    assert!(help.out.contains("Usage: tructet plan"), "{help:?}");
    let version = tructet(["--version"]).ended(0);
    assert_eq!(
        version.out,
        concat!("tructet ", env!("CARGO_PKG_VERSION"), "\n")
    );
}

#[test]
fn what_is_no_roster_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("roster.json");
    tructet([word("verify"), path.as_os_str()])
        .ended(2)
        .says("E501");
    for text in ["", "{}", "[1, 2", "\u{feff}{\"assignments\": []}"] {
        std::fs::write(&path, text).unwrap();
        tructet([word("verify"), path.as_os_str()])
            .ended(2)
            .says("E503");
    }
}

#[test]
fn a_roster_that_contradicts_itself_is_not_our_fault() {
    let folder = tempfile::tempdir().unwrap();
    let tiny = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/tiny.json");
    let tiny: Value = serde_json::from_str(&std::fs::read_to_string(tiny).unwrap()).unwrap();
    let export = |roster: &Value| {
        let path = folder.path().join("roster.json");
        std::fs::write(&path, roster.to_string()).unwrap();
        let out = folder.path().join("page.md");
        let args = [
            word("export"),
            path.as_os_str(),
            word("--format"),
            word("md"),
        ];
        tructet(args.into_iter().chain([word("--out"), out.as_os_str()]))
    };
    let mut roster = tiny.clone();
    roster["problem"]["days"][0]["date"] = "+262142-12-31".into();
    export(&roster).ended(2).says("E117").says("roster.json");
    let mut roster = tiny.clone();
    roster["problem"]["people"][0]["share"] = 0.into();
    export(&roster).ended(2).says("E117");
    for bound in [i64::MIN, i64::MAX] {
        let mut roster = tiny.clone();
        roster["bound"] = bound.into();
        export(&roster).ended(0);
    }
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_tructet"))
        .arg("--help")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
}

fn word(text: &str) -> &std::ffi::OsStr {
    text.as_ref()
}
