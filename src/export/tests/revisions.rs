//! Calendars over several published revisions.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDateTime;
use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, prop_assert_eq, proptest};
use proptest::sample::subsequence;
use proptest::test_runner::RngSeed;

use crate::domain::facts::Facts;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;
use crate::export::view::listing::PastView;
use crate::export::view::{Revision, RosterView};
use crate::export::{ExportFile, ics, ics::lint};
use crate::rules::record::Status;
use crate::text::Lang;

use super::{TURNS, facts, record, view_of};

/// One revision: the facts, and who stands what.
type Plan<'a> = (Facts, Vec<(&'a str, &'a str)>);

/// When revision `number` was published: each on a day of its own.
fn made(number: i64) -> NaiveDateTime {
    let day: NaiveDateTime = "2018-01-31T06:00:00".parse().unwrap();
    day + chrono::TimeDelta::days(number)
}

fn published(plans: &[Plan<'_>]) -> RosterView {
    let records =
        (plans.iter()).map(|(facts, turns)| record(facts.clone(), turns, Status::Feasible));
    let mut all: Vec<_> = (records.zip(1..))
        .map(|(record, number)| {
            (
                record,
                Revision {
                    number,
                    made: made(number),
                },
            )
        })
        .collect();
    let (last, revision) = all.pop().unwrap();
    let earlier = all.iter().map(|(record, revision)| {
        let problem = Problem::new(record.problem.clone()).unwrap();
        let (roster, _) = Roster::from_assignments(&problem, &record.assignments);
        PastView::new(Lang::Vi, &problem, &record.rules, &roster, *revision)
    });
    view_of(Lang::Vi, &last, Some(revision)).after(earlier.collect())
}

/// The calendars after each revision, all of them sound and each fit to follow the one before.
fn calendars(plans: &[Plan<'_>]) -> Vec<BTreeMap<String, Vec<u8>>> {
    let by_path = |files: Vec<ExportFile>| -> BTreeMap<_, _> {
        files.into_iter().map(|it| (it.path, it.bytes)).collect()
    };
    let series: Vec<_> = (1..=plans.len())
        .map(|n| by_path(ics::files(&published(&plans[..n]))))
        .collect();
    for (n, calendars) in series.iter().enumerate() {
        assert_eq!(*calendars, by_path(ics::files(&published(&plans[..=n]))));
        for (path, bytes) in calendars {
            assert_eq!(lint::faults(bytes), Vec::<String>::new(), "{path}");
        }
    }
    for pair in series.windows(2) {
        for (path, old) in &pair[0] {
            let new = (pair[1].get(path)).unwrap_or_else(|| panic!("{path} is gone"));
            assert_eq!(
                lint::faults_between(old, new),
                Vec::<String>::new(),
                "{path}"
            );
        }
    }
    series
}

/// The events of one file: `sequence status start-of-uid`.
#[track_caller]
fn check(calendars: &BTreeMap<String, Vec<u8>>, name: &str, events: &[&str]) {
    let found: Vec<_> = (lint::events(&calendars[&format!("ics/{name}.ics")]).iter())
        .map(|(uid, event)| {
            let turn = uid.split("--so-").next().unwrap();
            format!("{} {} {turn}", event.sequence, event.status)
        })
        .collect();
    assert_eq!(found, events, "{name}");
}

fn swapped() -> Vec<(&'static str, &'static str)> {
    let swap = |(person, shift)| match (person, shift) {
        ("chi", "2018-02-15.office.day") => ("giang", shift),
        ("giang", "2018-02-16.office.day") => ("chi", shift),
        other => other,
    };
    TURNS.into_iter().map(swap).collect()
}

#[test]
fn a_roster_that_is_no_revision_is_outdone_by_the_first() {
    let planned = view_of(Lang::Vi, &record(facts(), &TURNS, Status::Optimal), None);
    let planned = ics::all(&planned);
    let published = ics::all(&published(&[(facts(), TURNS.to_vec())]));
    assert_eq!(planned.matches("\r\nSEQUENCE:0\r\n").count(), TURNS.len());
    assert_eq!(published.matches("\r\nSEQUENCE:1\r\n").count(), TURNS.len());
    // Six in the morning in Việt Nam is the evening before in UTC.
    for name in ["DTSTAMP", "LAST-MODIFIED"] {
        let line = format!("\r\n{name}:20180131T230000Z\r\n");
        assert_eq!(published.matches(&line).count(), TURNS.len());
    }
}

#[test]
fn a_swap_drops_two_turns_and_adds_two() {
    let series = calendars(&[(facts(), TURNS.to_vec()), (facts(), swapped())]);
    check(
        &series[1],
        "person-chi",
        &[
            "2 CANCELLED 2018-02-15.office.day--chi",
            "1 CONFIRMED 2018-02-15.office.night--chi",
            "1 CONFIRMED 2018-02-16.office.day--chi",
        ],
    );
    check(
        &series[1],
        "person-giang",
        &[
            "1 CONFIRMED 2018-02-15.office.day--giang",
            "2 CANCELLED 2018-02-16.office.day--giang",
        ],
    );
    let chi = lint::events(&series[1]["ics/person-chi.ics"]);
    let dropped = &chi["2018-02-15.office.day--chi--so-tttt-ls@tructet"];
    assert_eq!(
        dropped.title,
        "[HUỶ] Trực cơ quan\\, Ca ngày – Hoàng Thị Chi"
    );
    assert_eq!(dropped.changed, "20180201T230000Z");
    assert_eq!(
        lint::events(&series[1]["ics/all.ics"]).len(),
        TURNS.len() + 2
    );
    assert_eq!(lint::events(&series[1]["ics/duty-office.ics"]).len(), 4 + 2);
    for same in [
        "person-an",
        "person-binh",
        "person-NV_06",
        "duty-leadership",
    ] {
        let path = format!("ics/{same}.ics");
        assert_eq!(series[0][&path], series[1][&path], "{same}");
    }
}

#[test]
fn swapped_back_a_turn_comes_alive_again() {
    let first = || (facts(), TURNS.to_vec());
    let series = calendars(&[first(), (facts(), swapped()), first(), first()]);
    check(
        &series[2],
        "person-chi",
        &[
            "3 CONFIRMED 2018-02-15.office.day--chi",
            "1 CONFIRMED 2018-02-15.office.night--chi",
            "2 CANCELLED 2018-02-16.office.day--chi",
        ],
    );
    // A revision that changes nothing changes no calendar.
    assert_eq!(series[2], series[3]);
}

#[test]
fn who_loses_every_turn_keeps_a_calendar_that_says_so() {
    let lost: Vec<_> = TURNS.into_iter().filter(|it| it.0 != "giang").collect();
    let series = calendars(&[(facts(), TURNS.to_vec()), (facts(), lost)]);
    let dropped = ["2 CANCELLED 2018-02-16.office.day--giang"];
    check(&series[1], "person-giang", &dropped);
}

#[test]
fn who_left_the_office_keeps_a_calendar_that_says_so() {
    let mut later = facts();
    later.people.retain(|it| it.id != "giang");
    later.pairs.retain(|it| it.a != "giang" && it.b != "giang");
    later.pins.retain(|it| it.person != "giang");
    let kept: Vec<_> = TURNS.into_iter().filter(|it| it.0 != "giang").collect();
    let series = calendars(&[
        (facts(), TURNS.to_vec()),
        (later.clone(), kept.clone()),
        (later, kept),
    ]);
    let dropped = ["2 CANCELLED 2018-02-16.office.day--giang"];
    check(&series[2], "person-giang", &dropped);
    assert_eq!(
        series[1]["ics/person-giang.ics"],
        series[2]["ics/person-giang.ics"]
    );
}

#[test]
fn a_turn_moved_in_time_or_told_anew_stays_the_same_event() {
    let mut moved = facts();
    for shift in &mut moved.shifts {
        if shift.key == "2018-02-16.office.day" {
            let hour = chrono::TimeDelta::hours(1);
            let (start, end) = (shift.span.start() + hour, shift.span.end() + hour);
            shift.span = crate::calendar::span::Span::new(start, end).unwrap();
        }
    }
    let mut new_phone = moved.clone();
    for person in &mut new_phone.people {
        if person.id == "giang" {
            person.phone = "0200 000 999".to_owned();
        }
    }
    let turns = || TURNS.to_vec();
    let series = calendars(&[(facts(), turns()), (moved, turns()), (new_phone, turns())]);
    let event = |sequence| format!("{sequence} CONFIRMED 2018-02-16.office.day--giang");
    for (calendars, sequence) in series.iter().zip(1..) {
        check(calendars, "person-giang", &[&event(sequence)]);
        assert_eq!(lint::events(&calendars["ics/all.ics"]).len(), TURNS.len());
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 24,
        rng_seed: RngSeed::Fixed(1),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn whatever_is_published_calendars_end_with_it(
        stood in vec(subsequence(all_turns(), 0..=12), 1..=5),
    ) {
        let plans: Vec<_> = stood.iter().map(|turns| (facts(), turns.clone())).collect();
        let series = calendars(&plans);
        let Some((last, before)) = stood.split_last() else {
            return Ok(());
        };
        let told = lint::events(&series[before.len()]["ics/all.ics"]);
        let uids = |turns: &[(&str, &str)]| -> BTreeSet<String> {
            let uid = |(person, shift): &(&str, &str)| format!("{shift}--{person}");
            turns.iter().map(uid).collect()
        };
        let with_status = |status: &str| -> BTreeSet<String> {
            let events = told.iter().filter(|it| it.1.status == status);
            events.map(|it| it.0.split("--so-").next().unwrap().to_owned()).collect()
        };
        let ever: BTreeSet<_> = before.iter().flat_map(|it| uids(it)).collect();
        prop_assert_eq!(with_status("CONFIRMED"), uids(last));
        prop_assert_eq!(with_status("CANCELLED"), &ever - &uids(last));
    }
}

/// Every person of the office with a plain id, on every shift.
fn all_turns() -> Vec<(&'static str, &'static str)> {
    let people = ["an", "binh", "chi", "giang"];
    let shifts = TURNS.into_iter().map(|it| it.1).collect::<BTreeSet<_>>();
    (people.into_iter())
        .flat_map(|person| {
            shifts
                .iter()
                .map(move |shift| (person, *shift))
                .collect::<Vec<_>>()
        })
        .collect()
}
