use std::path::Path;

use crate::input::files::Directory;
use crate::input::folder;
use crate::input::sources;

use super::*;

/// What facts say, written as sources and read again, is the same.
#[test]
fn the_samples_can_be_told_by_their_facts() {
    for name in ["data/langson-2018", "data/binhngo-2026"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
        let read = folder::read(&Directory::open(&path).unwrap()).unwrap();
        let inferred = sources(read.problem.facts(), &read.rules, read.carry_years);
        let again = folder::read(&inferred).unwrap_or_else(|it| panic!("{name}: {it:#?}"));
        assert_eq!(again.problem.facts(), read.problem.facts(), "{name}");
        assert_eq!(again.rules, read.rules, "{name}");
        assert_eq!(again.carry_years, read.carry_years);
        assert_eq!(sources::read(&inferred).unwrap(), inferred);
        let office = String::from_utf8(inferred.files[OFFICE].clone()).unwrap();
        assert!(office.starts_with("# Tệp này được suy ra"), "{office}");
        assert!(
            !office.contains("first ="),
            "the window follows from the notice: {office}"
        );
    }
}

#[test]
fn what_a_cell_cannot_say_is_told_by_a_calendar() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/langson-2018");
    let read = folder::read(&Directory::open(&path).unwrap()).unwrap();
    let mut facts = read.problem.into_facts();
    let span = facts.shifts[0].span;
    let reason = "Họp, ở xa; \\ \"về\"".to_owned();
    facts.people[3].leave = vec![crate::domain::person::Leave { span, reason }];
    let inferred = sources(&facts, &read.rules, read.carry_years);
    let again = folder::read(&inferred).unwrap();
    assert_eq!(again.problem.facts().people[3].leave, facts.people[3].leave);
}
