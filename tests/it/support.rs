//! Runs the program as a user does.

use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::contract::{Contract, Seen};

/// How a command ended, and what it said.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// Runs `tructet` with `args`, in an environment that says nothing about language or color.
/// With `--json` it must answer as is documented.
#[track_caller]
pub(crate) fn tructet<S: AsRef<OsStr>>(args: impl IntoIterator<Item = S>) -> Ran {
    let args: Vec<_> = args.into_iter().map(|it| it.as_ref().to_owned()).collect();
    let output = Command::new(env!("CARGO_BIN_EXE_tructet"))
        .args(&args)
        .env_remove("TRUCTET_LANG")
        .output()
        .unwrap();
    let ran = Ran {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    };
    if args.iter().any(|it| it == "--json") {
        let contract = Contract::get();
        let is_command = |it: &&str| contract.commands().contains(it);
        let command = args.iter().filter_map(|it| it.to_str()).find(is_command);
        let code = ran.code.unwrap();
        contract.hold(
            &mut Seen::default(),
            command.unwrap_or_default(),
            code,
            &ran.json(),
        );
    }
    ran
}

impl Ran {
    /// The command must have ended with `code`; says all it said otherwise.
    #[track_caller]
    pub(crate) fn ended(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self:#?}");
        self
    }

    /// Standard output as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:#?}"))
    }

    /// Standard output must hold `text`.
    #[track_caller]
    pub(crate) fn prints(self, text: &str) -> Self {
        assert!(self.out.contains(text), "no `{text}` in {self:#?}");
        self
    }

    /// Standard error must hold `text`.
    #[track_caller]
    pub(crate) fn says(self, text: &str) -> Self {
        assert!(self.err.contains(text), "no `{text}` in {self:#?}");
        self
    }
}

/// Every file under `folder` with its bytes, by path.
pub(crate) fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    fn collect(root: &Path, folder: &Path, out: &mut Vec<(String, Vec<u8>)>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(root, &path, out);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap();
                out.push((name.to_owned(), std::fs::read(&path).unwrap()));
            }
        }
    }
    let mut out = Vec::new();
    if folder.exists() {
        collect(folder, folder, &mut out);
    }
    out.sort();
    out
}

/// The facts of an office of four people who keep one duty, day and night, for three days.
pub(crate) fn tiny_office() -> Value {
    let day = |day: i32| format!("2018-02-{day}");
    let shifts: Vec<_> = (14..17)
        .flat_map(|it| {
            [
                ("day", "07:30", it, "17:00"),
                ("night", "17:00", it + 1, "07:30"),
            ]
            .map(|(name, start, end_day, end)| {
                json!({
                    "key": format!("{}.office.{name}", day(it)),
                    "duty": "office",
                    "name": name,
                    "day": day(it),
                    "span": {
                        "start": format!("{}T{start}:00", day(it)),
                        "end": format!("{}T{end}:00", day(end_day)),
                    },
                    "need": 1,
                    "night": name == "night",
                    "points": if name == "night" { 6 } else { 4 },
                })
            })
        })
        .collect();
    let people = ["an", "binh", "chi", "dung"].map(
        |id| json!({"id": id, "name": id, "unit": "hall", "rank": "staff", "duties": ["office"]}),
    );
    let days: Vec<_> = (14..17)
        .map(|it| json!({"date": day(it), "kind": "statutory", "tet": it - 16}))
        .collect();
    json!({
        "office": {"id": "so", "name": "So", "year": 2018, "first_day": "2018-02-16"},
        "days": days,
        "skills": [],
        "units": [{"id": "hall", "name": "Hall"}],
        "duties": [{"id": "office", "name": "Office", "kind": "office"}],
        "shifts": shifts,
        "people": people,
    })
}
