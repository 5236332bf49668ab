//! What the store does when the world fails it: power gone at any moment, two at once, a full or
//! locked disk, files that are no store.

#![expect(
    clippy::print_stdout,
    reason = "how often a kill hit, and what was skipped, is for whoever looks"
)]

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::store::Desk;
use crate::support::tructet;

/// Rounds of killing when nothing is said; `TRUCTET_KILL_ROUNDS` says otherwise.
const ROUNDS: u64 = 6;

const STORE_OF_THE_FIRST_SCHEMA: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/store-v1.db");

fn start(desk: &Desk, args: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_tructet"))
        .args(args)
        .args(["--json", "--by", "chi", "--db"])
        .arg(desk.path("tructet.db"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Starts the command, kills it after `delay`; what it printed, if it printed all of it: it prints
/// only once everything is on the disk, so that acknowledges.
#[track_caller]
fn killed(desk: &Desk, args: &[&str], delay: Duration) -> Option<Value> {
    let mut child = start(desk, args);
    thread::sleep(delay);
    // On Unix this is SIGKILL: the program cannot put anything in order first.
    let _ = child.kill();
    let mut words = String::new();
    (child.stdout.take().unwrap().read_to_string(&mut words)).unwrap();
    let code = child.wait().unwrap().code();
    assert!(matches!(code, None | Some(0)), "{args:?}: {code:?} {words}");
    serde_json::from_str(&words).ok()
}

/// Numbers that look thrown, the same each time (Marsaglia's xorshift).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % below
    }
}

/// What is killed in a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Victim {
    Import,
    Publish,
    Swap,
    Approve,
}

#[test]
fn a_kill_at_any_moment_loses_nothing_that_was_acknowledged() {
    let rounds = std::env::var("TRUCTET_KILL_ROUNDS").ok();
    let rounds = rounds.map_or(ROUNDS, |it| it.parse().unwrap());
    let desk = Desk::published();
    let offices = ["901", "902"].map(|it| {
        let phone = format!("0200 000 {it}");
        desk.office(it, 2018, |text| text.replace("0200 000 001", &phone))
    });
    let victims = [
        Victim::Import,
        Victim::Publish,
        Victim::Swap,
        Victim::Approve,
    ];
    let mut dice = Dice(0x5eed);
    let (mut n_done, mut n_killed) = (0, 0);
    for round in 0..rounds {
        let victim = victims[round as usize % victims.len()];
        let office = offices[round as usize / victims.len() % 2].as_str();
        let args = match victim {
            Victim::Import => ["import", office, "--yes"].map(str::to_owned).to_vec(),
            Victim::Publish => {
                desk.run(&["solve", "--seed", &round.to_string()]).ended(0);
                vec!["publish".to_owned()]
            }
            Victim::Swap => a_swap(&desk),
            Victim::Approve => {
                let swap = a_swap(&desk);
                let swap: Vec<_> = swap.iter().map(String::as_str).collect();
                let asked = desk.json(&swap);
                vec!["approve".to_owned(), asked["request"].to_string()]
            }
        };
        let args: Vec<_> = args.iter().map(String::as_str).collect();
        let before = Revisions::of(&desk);
        // Most commands take some 5 ms on this size if optimized, 20 if not; some are given the time
        // to end.
        let most = [8_000, 90_000][dice.roll(2) as usize];
        let delay = Duration::from_micros(dice.roll(most));
        let words = killed(&desk, &args, delay);
        desk.must_be_sound();
        let after = Revisions::of(&desk);
        assert!(
            before.count <= after.count,
            "round {round}: a revision is lost"
        );
        let Some(words) = words else {
            n_killed += 1;
            continue;
        };
        n_done += 1;
        match victim {
            Victim::Import => {
                let left = &desk.json(&["import", office])["differences"];
                assert_eq!(*left, json!([]), "round {round}");
            }
            Victim::Publish => {
                assert_eq!(words["revision"]["id"], after.in_force, "round {round}");
            }
            Victim::Swap => {
                let waiting = desk.json(&["approve"]);
                let waiting = waiting["requests"].as_array().unwrap();
                let is_there = waiting.iter().any(|it| it["request"] == words["request"]);
                assert!(is_there, "round {round}: {words} {waiting:?}");
            }
            Victim::Approve => assert_eq!(words["revision"], after.in_force, "round {round}"),
        }
    }
    // Seen with `--nocapture`.
    println!("{rounds} rounds: {n_done} acknowledged, {n_killed} killed before that");
}

#[test]
fn a_kill_while_the_store_is_made_leaves_none_or_a_sound_one() {
    let mut dice = Dice(7);
    for _ in 0..6 {
        let desk = Desk::new();
        let office = desk.office("office", 2018, |it| it);
        let delay = Duration::from_micros(dice.roll(60_000));
        killed(&desk, &["import", &office], delay);
        desk.run(&["import", &office]).ended(0);
        desk.must_be_sound();
        let left = &desk.json(&["import", &office])["differences"];
        assert_eq!(*left, json!([]));
    }
}

/// What the store says of its revisions.
struct Revisions {
    count: usize,
    /// The one in force: there is one at every moment.
    in_force: i64,
}

impl Revisions {
    fn of(desk: &Desk) -> Self {
        let all = desk.json(&["show", "--all"])["revisions"].clone();
        let all = all.as_array().unwrap();
        let mut published = all.iter().filter(|it| it["state"] == "published");
        let in_force = published.next().unwrap()["id"].as_i64().unwrap();
        assert!(published.next().is_none());
        Self {
            count: all.len(),
            in_force,
        }
    }
}

/// Asks for an exchange of the first two turns in force that different people stand; nobody cares
/// whether it is a good one.
fn a_swap(desk: &Desk) -> Vec<String> {
    let in_force = Revisions::of(desk).in_force.to_string();
    let shown = desk.json(&["show", &in_force]);
    let turns = shown["assignments"].as_array().unwrap();
    let text = |it: &Value, key: &str| it[key].as_str().unwrap().to_owned();
    let a = &turns[0];
    let b = (turns.iter())
        .find(|it| it["person"] != a["person"])
        .unwrap();
    let [a, b] = [a, b].map(|it| [text(it, "person"), text(it, "shift")]);
    let words = ["swap", "--a", &a[0], "--shift-a", &a[1], "--b", &b[0]];
    let rest = ["--shift-b", &b[1], "--override", "--reason", "thử"];
    words
        .iter()
        .chain(&rest)
        .map(|it| (*it).to_owned())
        .collect()
}

#[test]
fn of_two_at_once_one_waits_and_none_is_lost() {
    let desk = Desk::new();
    let office = desk.office("office", 2018, |it| it);
    // Also the making of the store itself.
    let start_all = |args: &[&str], n: usize| -> Vec<_> {
        let all: Vec<_> = (0..n).map(|_| start(&desk, args)).collect();
        (all.into_iter())
            .map(|it| it.wait_with_output().unwrap())
            .map(|it| (it.status.code(), String::from_utf8(it.stderr).unwrap()))
            .collect()
    };
    let imports = start_all(&["import", &office], 4);
    let done = imports.iter().filter(|it| it.0 == Some(0)).count();
    // Who compared before another had written is told so.
    let is_told = |it: &(Option<i32>, String)| it.0 == Some(0) || it.1.contains("E312");
    assert!(imports.iter().all(is_told), "{imports:?}");
    assert!(1 <= done);
    let solves = start_all(&["solve"], 4);
    assert!(solves.iter().all(|it| it.0 == Some(0)));
    assert_eq!(
        desk.json(&["show", "--all"])["revisions"]
            .as_array()
            .unwrap()
            .len(),
        4
    );
    // All publish the same draft: one does.
    let publishes = start_all(&["publish", "4"], 4);
    let codes: Vec<_> = publishes.iter().map(|it| it.0).collect();
    let n_done = codes.iter().filter(|it| **it == Some(0)).count();
    let n_refused = codes.iter().filter(|it| **it == Some(1)).count();
    assert_eq!((n_done, n_refused), (1, 3), "{codes:?}");
    desk.must_be_sound();
}

#[test]
fn a_copy_made_while_others_write_is_whole() {
    let desk = Desk::published();
    let stop = AtomicBool::new(false);
    thread::scope(|scope| {
        let writer = scope.spawn(|| {
            let offices = ["901", "902"].map(|it| {
                let phone = format!("0200 000 {it}");
                desk.office(it, 2018, |text| text.replace("0200 000 001", &phone))
            });
            let mut n = 0;
            while !stop.load(Ordering::Relaxed) {
                desk.run(&["import", &offices[n % 2], "--yes"]).ended(0);
                n += 1;
            }
            n
        });
        for at in 0..4 {
            let copy = desk.path(&format!("copy{at}.db"));
            desk.run(&["backup", copy.to_str().unwrap()]).ended(0);
            tructet(["doctor", "--db", copy.to_str().unwrap()]).ended(0);
        }
        stop.store(true, Ordering::Relaxed);
        assert!(0 < writer.join().unwrap());
    });
    desk.must_be_sound();
}

#[test]
fn files_that_are_no_store_are_refused_and_left_alone() {
    let desk = Desk::published();
    let sound = fs::read(desk.path("tructet.db")).unwrap();
    let cut = &sound[..sound.len() * 2 / 3];
    let mut newer = sound.clone();
    // The schema's number stands at byte 60 of the header (SQLite file format, 1.3).
    newer[60..64].copy_from_slice(&999u32.to_be_bytes());
    let text = "Kính gửi: các phòng, đơn vị.\n".repeat(99);
    for (name, bytes, code) in [
        ("text.db", text.as_bytes(), "E301"),
        ("cut.db", cut, "E301"),
        ("newer.db", &newer[..], "E302"),
        ("empty.db", &[][..], "E303"),
    ] {
        let path = desk.path(name);
        let db = path.to_str().unwrap();
        fs::write(&path, bytes).unwrap();
        for command in ["show", "solve", "publish", "doctor", "history"] {
            let said = tructet([command, "--db", db]).ended(2).says(code);
            assert!(said.err.contains(name), "{said:?}");
            tructet(["--lang", "en", command, "--db", db])
                .ended(2)
                .says(code);
        }
        if !bytes.is_empty() {
            let office = desk.path("office");
            let office = office.to_str().unwrap();
            tructet(["import", office, "--db", db]).ended(2).says(code);
        }
        assert_eq!(fs::read(&path).unwrap(), bytes, "{name}");
    }
    desk.must_be_sound();
}

/// A file system of its own at a folder, gone with it.
struct Mounted(PathBuf);

impl Mounted {
    /// `None` where this may not be done (not root, no mounts allowed).
    fn of_memory(folder: &Path, size: &str) -> Option<Self> {
        fs::create_dir_all(folder).unwrap();
        let options = format!("size={size},nr_inodes=100");
        let mount = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &options, "none"])
            .arg(folder)
            .stderr(Stdio::null())
            .status();
        (mount.is_ok_and(|it| it.success())).then(|| Self(folder.to_owned()))
    }

    fn may_only_be_read(&self) {
        let remount = Command::new("mount")
            .args(["-o", "remount,ro"])
            .arg(&self.0)
            .status();
        assert!(remount.unwrap().success());
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

/// Says why a test proves nothing here.
fn cannot_mount() {
    println!("skipped: file systems cannot be mounted here (it takes root)");
}

#[test]
fn a_full_disk_is_told_and_nothing_is_lost() {
    let desk = Desk::published();
    let folder = desk.path("full");
    let Some(_disk) = Mounted::of_memory(&folder, "1m") else {
        return cannot_mount();
    };
    let db = folder.join("tructet.db");
    let db = db.to_str().unwrap();
    desk.run(&["backup", db]).ended(0);
    let office = desk.path("office");
    let run = |args: &[&str]| tructet(args.iter().copied().chain(["--db", db]));
    let show = || run(&["--json", "show"]).ended(0).json();
    let before = show();
    run(&["solve"]).ended(0);
    let with_draft = show();
    assert_ne!(before, with_draft);

    // Somebody else fills the disk, to the last byte.
    let filler = folder.join("filler");
    let mut file = fs::File::create(&filler).unwrap();
    while file.write_all(&[0; 4096]).is_ok() {}
    while file.write_all(&[0]).is_ok() {}
    drop(file);

    for _ in 0..3 {
        let said = run(&["solve"]).ended(2);
        assert!(said.err.contains("đầy"), "{said:?}");
        run(&["--lang", "en", "publish"]).ended(2).says("full");
    }
    let edited = desk.office("edited", 2018, |it| {
        it.replace("0200 000 001", "0200 000 777")
    });
    run(&["import", &edited, "--yes"]).ended(2).says("đầy");
    let copy = desk.path("copy.db");
    let copy = copy.to_str().unwrap();
    desk.run(&["backup", copy]).ended(0);
    let names = || {
        let entries = fs::read_dir(&folder).unwrap();
        let mut names: Vec<_> = entries.map(|it| it.unwrap().file_name()).collect();
        names.retain(|it| !it.to_str().unwrap().ends_with("-shm"));
        names.sort();
        names
    };
    let before = names();
    run(&["restore", copy]).ended(2).says("đầy");
    assert_eq!(names(), before);
    fs::remove_file(&filler).unwrap();
    // Just what was there before is there, and it goes on.
    assert_eq!(show(), with_draft);
    run(&["doctor"]).ended(0);
    let same = run(&["--json", "import", office.to_str().unwrap()])
        .ended(0)
        .json();
    assert_eq!(same["differences"], json!([]));
    run(&["publish"]).ended(0);
    run(&["doctor"]).ended(0);
}

#[test]
fn what_may_only_be_read_is_read_and_not_written() {
    let desk = Desk::published();
    let folder = desk.path("locked");
    let Some(disk) = Mounted::of_memory(&folder, "4m") else {
        return cannot_mount();
    };
    let db = folder.join("kho có dấu.db");
    let db = db.to_str().unwrap();
    fs::copy(desk.path("tructet.db"), db).unwrap();
    let away = desk.office("away", 2018, |it| it.replace(",\n", ",14/02-20/02\n"));
    let hopeless = folder.join("hopeless.db");
    let hopeless = hopeless.to_str().unwrap();
    tructet(["import", &away, "--db", hopeless]).ended(0);
    tructet(["solve", "--db", hopeless]).ended(1);
    let old = folder.join("old.db");
    fs::copy(STORE_OF_THE_FIRST_SCHEMA, &old).unwrap();
    let old = old.to_str().unwrap();
    disk.may_only_be_read();
    let before = fs::read(db).unwrap();
    let run = |args: &[&str]| tructet(args.iter().copied().chain(["--db", db]));
    run(&["show"]).ended(0).prints("Hoàng Văn An");
    run(&["doctor"]).ended(0);
    run(&["history"]).ended(0);
    let edited = desk.office("edited", 2018, |it| {
        it.replace("0200 000 001", "0200 000 777")
    });
    for args in [&["solve"][..], &["import", &edited, "--yes"]] {
        run(args).ended(2).says("chỉ cho đọc");
    }
    // Before it searches: here it would find that there is no roster.
    tructet(["solve", "--db", hopeless])
        .ended(2)
        .says("chỉ cho đọc");
    tructet(["show", "--db", old]).ended(2).says("E313");
    run(&["--lang", "en", "solve"])
        .ended(2)
        .says("may only be read");
    assert_eq!(fs::read(db).unwrap(), before);
    // A copy can be taken from there, and brought back elsewhere.
    let other = Desk::new();
    other.run(&["restore", db]).ended(0);
    other.must_be_sound();
}
