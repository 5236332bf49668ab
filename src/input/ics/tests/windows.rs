//! Series are expanded within the window, however long ago they started.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use proptest::prelude::{Just, Strategy, prop, prop_oneof};
use proptest::{prop_assert_eq, proptest};

use super::super::rule::{Budget, Rule};
use super::{IcsCause, calendar, period, read_leave};

#[test]
fn what_started_long_ago_goes_on() {
    for (event, n) in [
        ("DTSTART;VALUE=DATE:19900101\nRRULE:FREQ=DAILY", 7),
        ("DTSTART;VALUE=DATE:16040216\nRRULE:FREQ=YEARLY", 1),
        (
            "DTSTART:20000101T000000Z\nDURATION:PT1M\nRRULE:FREQ=MINUTELY;INTERVAL=720",
            14,
        ),
        (
            "DTSTART:20000101T000000Z\nDURATION:PT1M\nRRULE:FREQ=SECONDLY;INTERVAL=43200",
            14,
        ),
        // What is counted is counted from the start: the last two are within.
        (
            "DTSTART;VALUE=DATE:19900101\nRRULE:FREQ=DAILY;COUNT=10273",
            2,
        ),
        // One that began before the window and lasts into it.
        (
            "DTSTART;VALUE=DATE:20160101\nDURATION:P45D\nRRULE:FREQ=MONTHLY",
            2,
        ),
    ] {
        let leave = read_leave(calendar(&[event]).as_bytes(), period()).unwrap();
        assert_eq!(
            (leave.leaves.len(), leave.warnings.as_slice()),
            (n, &[][..]),
            "{event}"
        );
    }
}

#[test]
fn a_cap_that_is_met_is_said() {
    for event in [
        "DTSTART:20180201T000000Z\nDURATION:PT1S\nRRULE:FREQ=SECONDLY",
        "DTSTART:20180201T000000Z\nDURATION:PT1S\nRRULE:FREQ=SECONDLY;BYDAY=SU",
        "DTSTART:19000101T000000Z\nDURATION:PT1S\nRRULE:FREQ=HOURLY;COUNT=5000000",
    ] {
        let leave = read_leave(calendar(&[event]).as_bytes(), period()).unwrap();
        let has_cap = leave.warnings.iter().any(|it| it.cause == IcsCause::Capped);
        assert!(has_cap, "{event}: {:?}", leave.warnings);
        assert!(leave.leaves.len() <= 10_000, "{event}");
    }
}

#[test]
fn what_all_series_may_ask_for_is_bounded() {
    // In order of UID the costly ones come before most others.
    let event = |uid: String, start: &str| {
        format!(
            "BEGIN:VEVENT\nUID:{uid}\nDTSTART:{start}\nDURATION:PT1S\nRRULE:FREQ=HOURLY;COUNT=5000000\nEND:VEVENT\n"
        )
    };
    let costly = (0..20).map(|nth| event(format!("0-costly-{nth}"), "19000101T000000Z"));
    let others = (0..40).map(|nth| event(nth.to_string(), "20180101T000000Z"));
    let events: String = costly.chain(others).collect();
    let text = format!("BEGIN:VCALENDAR\nVERSION:2.0\n{events}END:VCALENDAR\n");
    let leave = read_leave(text.as_bytes(), period()).unwrap();
    let capped = leave
        .warnings
        .iter()
        .filter(|it| it.cause == IcsCause::Capped);
    assert!(
        20 < capped.count(),
        "those after the costly ones are told of too"
    );
}

fn rules() -> impl Strategy<Value = String> {
    let frequency = prop_oneof![
        Just("YEARLY"),
        Just("MONTHLY"),
        Just("WEEKLY"),
        Just("DAILY"),
        Just("HOURLY"),
    ];
    let part = prop_oneof![
        Just(""),
        Just(";BYDAY=MO,TH"),
        Just(";BYMONTH=2,7"),
        Just(";BYMONTHDAY=1,15,-1"),
        Just(";BYDAY=2TU,-1FR"),
        Just(";BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
        Just(";BYWEEKNO=7,8"),
        Just(";BYYEARDAY=45,-320"),
        Just(";BYHOUR=7,19"),
    ];
    let week = prop_oneof![Just("MO"), Just("SU"), Just("WE")];
    let parts = (frequency, 1..9_u8, part, week);
    parts.prop_map(|(frequency, interval, part, week)| {
        format!("FREQ={frequency};INTERVAL={interval}{part};WKST={week}")
    })
}

fn starts(
    rule: &str,
    start: NaiveDateTime,
    window: (NaiveDateTime, NaiveDateTime),
) -> Option<Vec<NaiveDateTime>> {
    let rule = Rule::read(rule, false)?;
    let mut budget = Budget::OF_A_FILE;
    let found = rule.starts(start, None, window, &mut budget)?;
    (!found.is_capped).then_some(found.starts)
}

proptest! {
    #[test]
    fn moving_a_rule_to_the_window_changes_nothing(
        rule in rules(),
        start in 0..4_000_i64,
        hours in prop::sample::select(vec![0_i64, 8, 23]),
    ) {
        let epoch = NaiveDate::from_ymd_opt(2007, 3, 1).unwrap().and_hms_opt(0, 30, 0).unwrap();
        let start = epoch + TimeDelta::days(start) + TimeDelta::hours(hours);
        let window = (period().start(), period().end());
        // What is counted is not moved.
        let unmoved = starts(&format!("{rule};COUNT=98000"), start, window);
        if let Some(unmoved) = unmoved {
            prop_assert_eq!(starts(&rule, start, window), Some(unmoved), "{} from {}", rule, start);
        }
    }
}
