//! Every command answers what `docs/json.md` says, and every answer there is given.

use std::fs;
use std::path::Path;

use rust_xlsxwriter::Workbook;
use serde_json::Value;
use tempfile::TempDir;

use crate::changes::{Desk, EVE, FIRST, NIGHT, SWAP, text};
use crate::choices::{ENOUGH, TOO_FEW, folder};
use crate::contract::{Contract, Seen};
use crate::support::tructet;

/// Real runs, and what of the contract they showed.
struct Runs {
    seen: Seen,
    folder: TempDir,
}

impl Runs {
    /// Runs a command with `--json` that ends with `code`.
    #[track_caller]
    fn run(&mut self, code: i32, args: &[&str]) -> Value {
        let answer = tructet(["--json"].iter().chain(args)).ended(code).json();
        Contract::get().hold(&mut self.seen, args[0], code, &answer);
        answer
    }

    /// The same on the store of `desk`, as the leader Dũng.
    #[track_caller]
    fn on(&mut self, desk: &Desk, code: i32, args: &[&str]) -> Value {
        let db = desk.path("tructet.db");
        self.run(code, &[args, &["--db", text(&db), "--by", "dung"]].concat())
    }

    fn path(&self, name: &str) -> String {
        text(&self.folder.path().join(name)).to_owned()
    }

    fn dates(&mut self) {
        self.run(0, &["calendar", "2018"]);
        self.run(2, &["calendar", "1"]);
        self.run(0, &["lunar", "16/02/2018"]);
        let failure = self.run(2, &["lunar", "hôm kia"]);
        assert_eq!(failure["errors"][0]["code"], "E506");
        let usage = self.run(2, &["lunar", "--what"]);
        assert_eq!(usage["errors"][0]["code"], "E500");
    }

    fn folders(&mut self) {
        let enough = folder(ENOUGH, &[]);
        let enough = text(enough.path());
        let (out, db) = (self.path("out"), self.path("plan.db"));
        let plan = ["plan", enough, "--out", &out];
        let best = self.run(
            0,
            &[&plan[..], &["--db", &db, "--alternatives", "2"]].concat(),
        );
        assert_eq!(best["alternatives"].as_array().unwrap().len(), 1);
        let roster = format!("{out}/roster.json");
        self.run(0, &[&plan[..], &["--least-change", &roster]].concat());
        self.run(1, &[&plan[..], &["--time-limit", "0"]].concat());
        self.run(0, &["check", enough]);
        self.readings();
        self.run(0, &["check", enough, "--roster", &roster]);
        self.run(0, &["verify", &roster]);
        self.run(2, &["verify", &format!("{out}/lich-truc.md")]);
        let few = folder(TOO_FEW, &[]);
        self.run(1, &["verify", &roster, "--folder", text(few.path())]);
        self.run(0, &["verify", &self.without_rest(&roster)]);
        let page = self.path("page.md");
        self.run(0, &["export", &roster, "--format", "md", "--out", &page]);
        self.run(0, &["fairness", enough]);
        self.run(1, &["fairness", enough, "--time-limit", "0"]);
        let db = self.path("enough.db");
        self.run(0, &["import", enough, "--db", &db]);
        self.run(1, &["solve", "--time-limit", "0", "--db", &db]);
        let empty = self.path("init");
        self.run(0, &["init", &empty]);
        let again = self.run(2, &["init", &empty]);
        assert_eq!(again["errors"][0]["code"], "E504");
        assert!(
            again["errors"][0]["file"]
                .as_str()
                .unwrap()
                .starts_with(&empty)
        );
        self.explanations(enough, &best);
    }

    /// The roster in the file `roster` with R05 not in force, and nothing claimed.
    fn without_rest(&self, roster: &str) -> String {
        let mut record: Value = serde_json::from_slice(&fs::read(roster).unwrap()).unwrap();
        let rules = record["rules"]["rules"].as_array_mut().unwrap();
        rules.retain(|it| it["rule"] != "min_rest");
        record["status"] = "feasible".into();
        for field in ["certificate", "bound"] {
            record[field] = Value::Null;
        }
        let path = self.path("without-rest.json");
        fs::write(&path, record.to_string()).unwrap();
        path
    }

    fn explanations(&mut self, folder: &str, roster: &Value) {
        let turns = roster["assignments"].as_array().unwrap();
        let night = "2018-02-14.tech.night";
        let on_it = turns.iter().find(|it| it["shift"] == night).unwrap();
        let stands = on_it["person"].as_str().unwrap();
        let knows_mail = ["an", "binh", "chi", "dung", "giang"];
        let is_on_it = |id: &&str| {
            turns
                .iter()
                .any(|it| it["shift"] == night && it["person"] == *id)
        };
        let other = knows_mail.into_iter().find(|it| !is_on_it(it)).unwrap();
        let mut explain = |code, person, more: &[&str]| {
            let args = ["explain", folder, "--person", person, "--shift", night];
            self.run(code, &[&args[..], more].concat())
        };
        let why = explain(0, stands, &[]);
        assert!(!why["others"].as_array().unwrap().is_empty());
        assert!(!why["barred"].as_array().unwrap().is_empty());
        explain(1, stands, &["--time-limit", "0"]);
        assert!(explain(0, other, &["--why-not"])["with"].is_object());
        assert!(explain(0, "khanh", &["--why-not"])["bars"].is_array());
        let nobody = explain(2, "nobody", &[]);
        assert_eq!(nobody["errors"][0]["code"], "E109");
        assert_eq!(nobody["errors"][0]["file"], "--person");
    }

    fn no_roster(&mut self) {
        // Of those who keep the office one is left, who is away for a day.
        let people: String = (ENOUGH.lines())
            .filter(|it| it.contains(",tech,"))
            .map(|it| format!("{it}\n"))
            .collect();
        let too_few = folder(&(people + "minh,Đàm Văn Minh,u,office,,14/02,,,\n"), &[]);
        let too_few = text(too_few.path());
        let (out, db) = (self.path("none"), self.path("none.db"));
        let short = self.run(1, &["plan", too_few, "--out", &out]);
        let mends = short["mends"].as_array().unwrap().iter();
        let kinds: Vec<_> = mends.map(|it| &it["steps"][0]["kind"]).collect();
        assert!(kinds.contains(&&"give_duty".into()), "{kinds:?}");
        assert!(!short["shifts"].as_array().unwrap().is_empty());
        let gaps = self.run(0, &["plan", too_few, "--out", &out, "--allow-gaps"]);
        assert_eq!(gaps["status"], "gaps");
        self.run(1, &["fairness", too_few]);
        let turn = ["--person", "an", "--shift", "2018-02-14.tech.night"];
        self.run(1, &[&["explain", too_few], &turn[..]].concat());
        self.run(0, &["import", too_few, "--db", &db]);
        self.run(1, &["solve", "--db", &db]);
    }

    /// What was understood of people's time, each with its cell or file.
    fn readings(&mut self) {
        let office = folder("", &[]);
        fs::remove_file(office.path().join("people.csv")).unwrap();
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet().set_name("Người").unwrap();
        let rows = [
            [
                "mã",
                "name",
                "unit",
                "duties",
                "nghỉ phép",
                "tránh",
                "child_born",
                "consent",
            ],
            [
                "an",
                "Nguyễn Văn An",
                "u",
                "tech|office",
                "15/02",
                "",
                "",
                "",
            ],
            [
                "binh",
                "Lê Bình",
                "u",
                "tech|office",
                "",
                "16/02",
                "01/12/2017",
                "đơn 3",
            ],
        ];
        for (row, cells) in (0..).zip(rows) {
            sheet.write_row(row, 0, cells).unwrap();
        }
        workbook.save(office.path().join("people.xlsx")).unwrap();
        fs::create_dir(office.path().join("leave")).unwrap();
        let calendar = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Về quê\nDTSTART;VALUE=DATE:20180217\n\
            END:VEVENT\nBEGIN:VEVENT\nSUMMARY:Họp\nSTATUS:CANCELLED\nDTSTART;VALUE=DATE:20180218\n\
            END:VEVENT\nEND:VCALENDAR\n";
        fs::write(office.path().join("leave/AN.ics"), calendar).unwrap();
        fs::write(office.path().join("leave/lich.zip"), "PK").unwrap();
        let answer = self.run(0, &["check", text(office.path())]);
        let stated = answer["stated"].as_array().unwrap().iter();
        let stated: Vec<_> = stated
            .map(|it| {
                let part = |key: &str| it[key].to_string().replace('"', "");
                [
                    "person", "kind", "from", "reason", "in_force", "file", "row", "column",
                ]
                .map(part)
                .join(" ")
            })
            .collect();
        assert_eq!(
            stated,
            [
                "an leave 2018-02-15T00:00:00  true people.xlsx 2 nghỉ phép",
                "binh avoid 2018-02-16T00:00:00  true people.xlsx 3 tránh",
                "binh exempt 2017-12-01T00:00:00  false people.xlsx 3 child_born",
                "an leave 2018-02-17T00:00:00 Về quê true leave/AN.ics null null",
            ]
        );
        let calendar = &answer["calendars"][0];
        assert_eq!(calendar["person"], "an");
        assert_eq!(
            (calendar["events"].as_i64(), calendar["within"].as_i64()),
            (Some(2), Some(2))
        );
        assert_eq!(calendar["days"], serde_json::json!(["2018-02-17"]));
        let codes = answer["warnings"].as_array().unwrap().iter();
        let codes: Vec<_> = codes.map(|it| it["code"].as_str().unwrap()).collect();
        assert_eq!(codes, ["E116", "E121"]);
        let plain = tructet(["--lang", "vi", "check", text(office.path())]).ended(0);
        plain
            .prints("  nghỉ 15/02/2018 [people.xlsx, trang Người, dòng 2, cột nghỉ phép]")
            .prints("  nghỉ 17/02/2018 “Về quê” [leave/AN.ics]")
            .prints("leave/AN.ics, Nguyễn Văn An (an): 2 sự kiện, 2 trong kỳ, 1 ngày nghỉ: 17/02")
            .says(
                "E116 leave/AN.ics, dòng 6, “Họp”, 18/02/2018: sự kiện đã huỷ, không tính là nghỉ.",
            )
            .says("E121 leave/lich.zip");
    }

    /// Every fault of a folder at once, each with its place.
    fn faults(&mut self) {
        let broken = folder("an,Nguyễn Văn An,u,cook,,32/02,,,\n", &[]);
        let failure = self.run(2, &["check", text(broken.path())]);
        let errors = failure["errors"].as_array().unwrap();
        assert_eq!(errors.len(), failure["faults"].as_array().unwrap().len());
        let places: Vec<_> = (errors.iter())
            .map(|it| {
                (
                    it["code"].as_str(),
                    it["row"].as_i64(),
                    it["column"].as_str(),
                )
            })
            .collect();
        assert!(
            places.contains(&(Some("E109"), Some(2), Some("duties"))),
            "{places:?}"
        );
        assert!(
            places.contains(&(Some("E108"), Some(2), Some("leave"))),
            "{places:?}"
        );
        fs::remove_file(broken.path().join("people.csv")).unwrap();
        write_workbook(&broken.path().join("people.xlsx"));
        let out = self.path("broken");
        let failure = self.run(2, &["plan", text(broken.path()), "--out", &out]);
        let errors = failure["errors"].as_array().unwrap();
        let of_sheet = errors.iter().find(|it| it["sheet"] == "Người").unwrap();
        assert_eq!(
            (&of_sheet["file"], &of_sheet["row"]),
            (&"people.xlsx".into(), &2.into())
        );
    }

    fn store(&mut self) {
        let desk = Desk::new();
        let office = desk.path("office");
        let (office, backup) = (text(&office), self.path("backup.db"));
        self.on(&desk, 0, &["import", office]);
        self.on(&desk, 0, &["backup", &backup]);
        self.on(&desk, 0, &["show"]);
        self.on(&desk, 0, &["show", "--all"]);
        let failure = self.on(&desk, 1, &["show", "99"]);
        assert_eq!(failure["errors"][0]["code"], "E505");
        self.changes(&desk);
        let diff = self.on(&desk, 0, &["diff", "1", "2"]);
        assert_eq!(diff["moved"].as_array().unwrap().len(), 2);
        self.on(&desk, 0, &["solve"]);
        self.on(&desk, 0, &["solve", "--afresh"]);
        let roster = desk.path("r1/lich-truc.csv");
        self.on(&desk, 0, &["import-roster", text(&roster)]);
        self.on(
            &desk,
            0,
            &["publish", "--over", "2", "--out", &self.path("published")],
        );
        self.on(&desk, 1, &["publish"]);
        let table = self.path("history.csv");
        fs::write(
            &table,
            "year,person,turns,points,specials\n2017,an,2,10,giao thừa\n",
        )
        .unwrap();
        self.on(&desk, 0, &["history", "--import", &table]);
        self.on(&desk, 0, &["history"]);
        self.broken_draft(&desk, office);
        self.on(&desk, 0, &["show", "--log"]);
        self.on(&desk, 0, &["doctor"]);
        assert!(self.on(&desk, 0, &["restore", &backup])["kept"].is_string());
    }

    /// Asked for, shown, approved and declined.
    fn changes(&mut self, desk: &Desk) {
        let asked = self.on(desk, 0, &SWAP);
        self.on(desk, 0, &["approve"]);
        let number = asked["request"].to_string();
        self.on(desk, 0, &["approve", &number]);
        self.on(desk, 1, &["approve", &number]);
        let replace = ["replace", "--person", "binh", "--shift", EVE];
        self.on(desk, 0, &replace);
        let best = self.on(desk, 0, &[&replace[..], &["--best"]].concat());
        let number = best["request"].to_string();
        self.on(desk, 0, &["reject", &number, "--reason", "chỉ thử"]);
        let unlike = self.on(desk, 1, &[&replace[..], &["--with", "chi"]].concat());
        assert_eq!(unlike["state"], "refused");
        let refused = self.on(
            desk,
            2,
            &[
                "swap",
                "--a",
                "an",
                "--shift-a",
                NIGHT,
                "--b",
                "binh",
                "--shift-b",
                FIRST,
            ],
        );
        assert_eq!(refused["errors"][0]["code"], "E520");
    }

    /// A draft of somebody who is on leave by what was imported since.
    fn broken_draft(&mut self, desk: &Desk, office: &str) {
        let draft = self.on(desk, 0, &["solve", "--afresh"]);
        let people = Path::new(office).join("people.csv");
        let told = (fs::read_to_string(&people).unwrap())
            .replace("nhân viên,\n", "nhân viên,15/02 - 16/02\n")
            .replace("Trần Văn Em", "Trần Văn Út");
        fs::write(&people, told).unwrap();
        let typed = self.path("typed");
        let written = self.on(desk, 0, &["folder", &typed]);
        assert_eq!(written["inferred"], false);
        self.on(desk, 2, &["folder", office]);
        self.on(desk, 1, &["import", office]);
        let import = self.on(desk, 0, &["import", office, "--yes"]);
        assert!(!import["broken"].as_array().unwrap().is_empty());
        let number = draft["revision"].to_string();
        let failure = self.on(desk, 1, &["publish", &number]);
        let error = &failure["errors"][0];
        assert_eq!(error["code"], "E512");
        assert!(!error["details"].as_array().unwrap().is_empty());
        // The folder written out is of a time before the import, and changes the same cell.
        let told = fs::read(Path::new(&typed).join("people.xlsx"));
        assert!(told.unwrap().starts_with(b"PK"));
        self.contested(desk, &typed);
        let period = ["period", "new", "--from", "tet-2018", "--to", "tet-2019"];
        let made = self.on(desk, 0, &period);
        assert!(!made["dropped"].as_array().unwrap().is_empty());
        let again = self.on(desk, 1, &period);
        assert_eq!(again["errors"][0]["code"], "E532");
    }

    /// The office that was written to `typed`, changed there and in the store.
    fn contested(&mut self, desk: &Desk, typed: &str) {
        let out = self.path("contested");
        self.on(desk, 0, &["folder", &out, "--csv"]);
        let list = Path::new(&out).join("people.csv");
        let theirs = fs::read_to_string(&list).unwrap();
        // Imported, and brought back to what it was: the store has another name since.
        fs::write(&list, theirs.replace("Trần Văn Út", "Trần Văn Ba")).unwrap();
        self.on(desk, 0, &["import", &out, "--yes"]);
        let other = theirs.replace("Trần Văn Út", "Trần Văn Tư");
        fs::write(&list, other).unwrap();
        let db = desk.path("tructet.db");
        crate::folder::save_name(&db, "em", "Trần Văn Năm");
        let failure = self.on(desk, 1, &["import", &out, "--yes"]);
        let conflict = &failure["errors"][0]["conflicts"][0];
        assert_eq!(failure["errors"][0]["code"], "E531");
        assert_eq!(conflict["was"], "Trần Văn Ba");
        assert_eq!(conflict["stored"], "Trần Văn Năm");
        assert_eq!(conflict["wanted"], "Trần Văn Tư");
        assert!(Path::new(typed).exists());
    }
}

/// People in a workbook, of a duty that is none.
fn write_workbook(path: &Path) {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Người").unwrap();
    let rows = [
        ["id", "name", "unit", "duties"],
        ["an", "Nguyễn Văn An", "u", "cook"],
    ];
    for (row, cells) in (0..).zip(rows) {
        sheet.write_row(row, 0, cells).unwrap();
    }
    workbook.save(path).unwrap();
}

#[test]
fn what_is_printed_is_documented_and_what_is_documented_is_printed() {
    let mut runs = Runs {
        seen: Seen::default(),
        folder: tempfile::tempdir().unwrap(),
    };
    runs.dates();
    runs.folders();
    runs.no_roster();
    runs.faults();
    runs.store();
    assert_eq!(Contract::get().unseen(&runs.seen), Vec::<String>::new());
}

#[test]
fn every_command_has_a_row_and_every_type_a_table() {
    let help = tructet(["--lang", "en", "--help"]).ended(0).out;
    let (_, commands) = help.split_once("Commands:\n").unwrap();
    let commands: Vec<_> = (commands.lines())
        .take_while(|it| it.starts_with("  "))
        .filter_map(|it| it.strip_prefix("  ")?.split(' ').next())
        .filter(|it| !it.is_empty() && *it != "help")
        .collect();
    let contract = Contract::get();
    assert_eq!(contract.commands(), commands.into_iter().collect());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/app/answers");
    for file in fs::read_dir(folder).unwrap() {
        let code = fs::read_to_string(file.unwrap().path()).unwrap();
        for line in code.lines() {
            let Some(rest) = line.strip_prefix("pub struct ") else {
                continue;
            };
            let name = rest.split(' ').next().unwrap();
            assert!(contract.types().contains(name), "no table of {name}");
        }
    }
}
