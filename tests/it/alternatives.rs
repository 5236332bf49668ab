//! Choosing between rosters, and keeping one.

use std::path::Path;

use crate::choices::{ENOUGH, folder, json, text};
use crate::support::{files, tructet};

#[test]
fn alternatives_differ_are_near_and_verify() {
    let folder = folder(ENOUGH, &[]);
    let (one, two) = (folder.path().join("one"), folder.path().join("two"));
    let plan = |out: &Path| {
        tructet([
            "--json",
            "plan",
            text(folder.path()),
            "--out",
            text(out),
            "--alternatives",
            "3",
        ])
        .ended(0)
        .json()
    };
    let answer = plan(&one);
    assert_eq!(answer["status"], "optimal");
    let best = answer["cost"].as_i64().unwrap();
    let others = answer["alternatives"].as_array().unwrap();
    assert_eq!(others.len(), 2, "{answer:#}");
    let mut seen = vec![answer["assignments"].clone()];
    for other in others {
        let cost = other["cost"].as_i64().unwrap();
        assert!(
            best <= cost && cost <= best + (best * 2 / 100).max(1),
            "{cost} {best}"
        );
        assert!(0 < other["apart"].as_u64().unwrap());
        assert!(!seen.contains(&other["assignments"]));
        seen.push(other["assignments"].clone());
        let roster = one
            .join(other["folder"].as_str().unwrap())
            .join("roster.json");
        tructet(["verify", text(&roster)]).ended(0);
        tructet(["check", text(folder.path()), "--roster", text(&roster)]).ended(0);
    }
    plan(&two);
    assert_eq!(files(&one), files(&two));
    tructet([
        "plan",
        text(folder.path()),
        "--out",
        text(&one),
        "--alternatives",
        "3",
    ])
    .ended(0)
    .prints("Phương án 2");
    tructet([
        "plan",
        text(folder.path()),
        "--out",
        text(&one),
        "--alternatives",
        "0",
    ])
    .ended(2);
}

#[test]
fn a_roster_moves_only_where_it_must() {
    let before = folder(ENOUGH, &[]);
    let db = before.path().join("store.db");
    let out = before.path().join("out");
    tructet([
        "plan",
        text(before.path()),
        "--out",
        text(&out),
        "--db",
        text(&db),
    ])
    .ended(0);
    let kept = out.join("roster.json");
    let roster = json(&kept);
    let turns = roster["assignments"].as_array().unwrap();
    let gone = turns[0]["person"].as_str().unwrap();
    let n_gone = turns.iter().filter(|it| it["person"] == gone).count();
    // Whoever stands the first turn is no longer there.
    let left: String = (ENOUGH.lines())
        .filter(|it| !it.starts_with(&format!("{gone},")))
        .map(|it| format!("{it}\n"))
        .collect();
    let after = folder(&left, &[]);
    let new = after.path().join("out");
    let plan = |kept: &str, db: &Path| {
        tructet([
            "--json",
            "--db",
            text(db),
            "plan",
            text(after.path()),
            "--out",
            text(&new),
            "--least-change",
            kept,
        ])
    };
    let answer = plan(text(&kept), &db).ended(0).json();
    let moved = answer["least_change"]["moved"].as_u64().unwrap();
    assert_eq!(answer["least_change"]["proven"], true);
    assert!(
        n_gone as u64 <= moved && moved <= n_gone as u64 + 1,
        "{moved} for {n_gone}"
    );
    let still = (answer["assignments"].as_array().unwrap().iter()).filter(|it| turns.contains(it));
    assert_eq!(still.count() as u64 + moved, turns.len() as u64);
    tructet(["verify", text(&new.join("roster.json"))]).ended(0);
    // The same by its number in the store.
    assert_eq!(
        plan("1", &db).ended(0).json()["assignments"],
        answer["assignments"]
    );
    plan("99", &db).ended(1).says("E505");
    plan("nowhere.json", &db).ended(2);
    tructet([
        "plan",
        text(after.path()),
        "--out",
        text(&new),
        "--least-change",
        text(&kept),
        "--keep",
        text(&kept),
    ])
    .ended(2);
}
