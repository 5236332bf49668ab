//! Bringing a store back while others work with it, and where it cannot be done.

use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use serde_json::Value;

use crate::store::Desk;
use crate::support::tructet;

/// Imports noted in the log of a store.
fn imports(db: &str) -> usize {
    let log = tructet(["show", "--log", "--json", "--db", db]);
    let log = log.ended(0).json()["entries"].clone();
    let deeds = log.as_array().unwrap().iter();
    deeds.filter(|it| it["what"]["deed"] == "import").count()
}

#[test]
fn what_others_write_meanwhile_is_in_what_is_kept_or_in_what_is_brought_back() {
    let desk = Desk::published();
    let copy = desk.path("copy.db");
    let copy = copy.to_str().unwrap();
    desk.run(&["backup", copy]).ended(0);
    let offices = ["901", "902"].map(|it| {
        let phone = format!("0200 000 {it}");
        desk.office(it, 2018, |text| text.replace("0200 000 001", &phone))
    });
    let db = desk.path("tructet.db");
    let db = db.to_str().unwrap();
    for _ in 0..3 {
        let before = imports(db);
        let stop = AtomicBool::new(false);
        let (n_acknowledged, kept) = thread::scope(|scope| {
            let writers: Vec<_> = (0..2)
                .map(|nth| {
                    let (desk, office, stop) = (&desk, &offices[nth], &stop);
                    scope.spawn(move || {
                        let mut n_acknowledged = 0;
                        while !stop.load(Ordering::Relaxed) {
                            let ran = desk.run(&["--json", "import", office, "--yes"]);
                            let is_refused = ran.err.contains("E312");
                            if !is_refused && ran.ended(0).json()["written"] == true {
                                n_acknowledged += 1;
                            }
                        }
                        n_acknowledged
                    })
                })
                .collect();
            thread::sleep(Duration::from_millis(60));
            let restored = desk.json(&["restore", copy]);
            thread::sleep(Duration::from_millis(60));
            stop.store(true, Ordering::Relaxed);
            let done = writers.into_iter().map(|it| it.join().unwrap());
            (done.sum::<usize>(), restored["kept"].clone())
        });
        desk.must_be_sound();
        let kept = kept.as_str().unwrap();
        tructet(["doctor", "--db", kept]).ended(0);
        let in_kept = imports(kept) - before;
        let since = imports(db) - imports(copy);
        assert!(0 < n_acknowledged);
        assert_eq!(in_kept + since, n_acknowledged);
    }
}

#[test]
fn what_cannot_be_brought_back_leaves_everything_as_it_was() {
    let desk = Desk::published();
    let copy = desk.path("copy.db");
    let copy = copy.to_str().unwrap();
    desk.run(&["backup", copy]).ended(0);
    // Another program's database, and a folder: neither is moved away.
    let other = desk.path("other.db");
    let connection = rusqlite::Connection::open(&other).unwrap();
    connection.execute_batch("CREATE TABLE t (x)").unwrap();
    drop(connection);
    let before = fs::read(&other).unwrap();
    let folder = desk.path("folder");
    fs::create_dir(&folder).unwrap();
    for (db, code) in [(&other, "E303"), (&folder, "E301")] {
        let db = db.to_str().unwrap();
        tructet(["restore", copy, "--db", db]).ended(2).says(code);
    }
    assert_eq!(fs::read(&other).unwrap(), before);
    assert!(folder.is_dir());
}

#[test]
fn a_roster_is_in_force_even_if_its_files_cannot_be_written() {
    let desk = Desk::published();
    desk.run(&["solve", "--seed", "2"]).ended(0);
    let taken = desk.path("taken");
    fs::write(&taken, "a file").unwrap();
    desk.run(&["publish", "--out", taken.to_str().unwrap()])
        .ended(2)
        .says("Đã công bố bản 2, thay bản 1");
    let shown: Value = desk.json(&["show"]);
    assert_eq!(shown["revision"]["state"], "published");
}
