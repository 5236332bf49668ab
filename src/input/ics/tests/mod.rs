use chrono::NaiveDate;
use proptest::prelude::{any, prop};
use proptest::{prop_assert, proptest};

use super::*;

mod kinds;
mod windows;

fn period() -> Span {
    let day = |day| NaiveDate::from_ymd_opt(2018, 2, day).unwrap();
    Span::of_days(day(14), day(20)).unwrap()
}

fn calendar(events: &[&str]) -> String {
    let events: Vec<String> = events
        .iter()
        .map(|it| format!("BEGIN:VEVENT\nUID:{}\n{it}\nEND:VEVENT\n", it.len()))
        .collect();
    format!(
        "BEGIN:VCALENDAR\nVERSION:2.0\n{}END:VCALENDAR\n",
        events.concat()
    )
}

fn spans(text: &str) -> Vec<String> {
    let leave = read_leave(text.as_bytes(), period()).unwrap();
    assert_eq!(leave.warnings, [], "{text}");
    let span = |it: &Leave| {
        format!(
            "{}/{}",
            it.span.start().format("%d %H:%M"),
            it.span.end().format("%d %H:%M")
        )
    };
    leave.leaves.iter().map(span).collect()
}

#[track_caller]
fn check(event: &str, expected: &[&str]) {
    assert_eq!(spans(&calendar(&[event])), expected, "{event}");
}

#[test]
fn days_and_times() {
    check(
        "DTSTART;VALUE=DATE:20180214\nDTEND;VALUE=DATE:20180217",
        &["14 00:00/17 00:00"],
    );
    check("DTSTART;VALUE=DATE:20180214", &["14 00:00/15 00:00"]);
    check(
        "DTSTART;VALUE=DATE:20180214\nDURATION:P2D",
        &["14 00:00/16 00:00"],
    );
    check(
        "DTSTART:20180214T010000Z\nDTEND:20180214T030000Z",
        &["14 08:00/14 10:00"],
    );
    check(
        "DTSTART:20180214T080000\nDURATION:PT2H",
        &["14 08:00/14 10:00"],
    );
    check("DTSTART:20180301T080000\nDURATION:PT2H", &[]);
}

#[test]
fn time_zones_of_many_names() {
    for zone in [
        "Asia/Ho_Chi_Minh",
        "Asia/Saigon",
        "Asia/Bangkok",
        "SE Asia Standard Time",
        "\"(UTC+07:00) Bangkok, Hanoi, Jakarta\"",
        "/freeassociation.sourceforge.net/Asia/Ho_Chi_Minh",
    ] {
        let event =
            format!("DTSTART;TZID={zone}:20180214T080000\nDTEND;TZID={zone}:20180214T100000");
        check(&event, &["14 08:00/14 10:00"]);
    }
    check(
        "DTSTART;TZID=Asia/Tokyo:20180214T100000\nDTEND;TZID=Asia/Tokyo:20180214T120000",
        &["14 08:00/14 10:00"],
    );
}

#[test]
fn recurrence_exceptions_and_changes() {
    check(
        "DTSTART;VALUE=DATE:20180101\nRRULE:FREQ=WEEKLY;BYDAY=TH",
        &["15 00:00/16 00:00"],
    );
    check(
        "DTSTART;TZID=Asia/Saigon:20180214T080000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE;TZID=Asia/Saigon:20180215T080000",
        &["14 08:00/14 09:00", "16 08:00/16 09:00"],
    );
    let changed = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20180214T010000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=2\nEND:VEVENT\nBEGIN:VEVENT\nUID:a\nRECURRENCE-ID:20180215T010000Z\nDTSTART:20180215T050000Z\nDURATION:PT1H\nEND:VEVENT\nEND:VCALENDAR\n";
    assert_eq!(spans(changed), ["14 08:00/14 09:00", "15 12:00/15 13:00"]);
}

/// A daily series of 14 to 16 February, 08:00 to 09:00, and `changed`, an occurrence of it.
fn series(changed: &str) -> [String; 2] {
    let event = |lines: &str| format!("BEGIN:VEVENT\nUID:a\n{lines}\nEND:VEVENT\n");
    let series = event(
        "SEQUENCE:0\nDTSTART;TZID=Asia/Saigon:20180214T080000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3",
    );
    [series, event(changed)]
}

#[track_caller]
fn check_series(changed: &str, expected: &[&str], causes: &[IcsCause]) {
    let [series, changed] = series(changed);
    for events in [
        format!("{series}{changed}"),
        // Calendars do not promise any order.
        format!("{changed}{series}"),
    ] {
        let text = format!("BEGIN:VCALENDAR\n{events}END:VCALENDAR\n");
        let leave = read_leave(text.as_bytes(), period()).unwrap();
        let found: Vec<_> = leave.warnings.iter().map(|it| it.cause.clone()).collect();
        assert_eq!(found, causes, "{text}");
        let starts: Vec<_> = (leave.leaves.iter())
            .map(|it| it.span.start().format("%d %H").to_string())
            .collect();
        assert_eq!(starts, expected, "{text}");
    }
}

#[test]
fn a_changed_occurrence_takes_the_place_of_its_date() {
    check_series(
        "RECURRENCE-ID;TZID=Asia/Saigon:20180215T080000\nDTSTART;TZID=Asia/Saigon:20180215T080000\nDURATION:PT1H\nSTATUS:CANCELLED",
        &["14 08", "16 08"],
        &[IcsCause::Cancelled],
    );
    // As little as the standard asks for, and in universal time.
    check_series(
        "RECURRENCE-ID:20180215T010000Z\nSTATUS:CANCELLED",
        &["14 08", "16 08"],
        &[IcsCause::Cancelled],
    );
    check_series(
        "SEQUENCE:2\nRECURRENCE-ID:20180215T010000Z\nDTSTART:20180215T010000Z\nDURATION:PT1H\nTRANSP:TRANSPARENT",
        &["14 08", "16 08"],
        &[IcsCause::Free],
    );
    // Moved; calendars count up with each change.
    check_series(
        "SEQUENCE:2\nRECURRENCE-ID;TZID=Asia/Saigon:20180215T080000\nDTSTART;TZID=Asia/Saigon:20180217T100000\nDURATION:PT1H",
        &["14 08", "16 08", "17 10"],
        &[],
    );
    check_series(
        "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Asia/Saigon:20180215T080000\nSTATUS:CANCELLED",
        &["14 08"],
        &[IcsCause::Cancelled],
    );
}

#[test]
fn a_free_series_may_have_an_occurrence_that_is_not() {
    let text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:series\nTRANSP:TRANSPARENT\nDTSTART;VALUE=DATE:20180214\nRRULE:FREQ=DAILY;COUNT=3\nEND:VEVENT\nBEGIN:VEVENT\nUID:a\nSUMMARY:one\nRECURRENCE-ID;VALUE=DATE:20180215\nDTSTART;VALUE=DATE:20180215\nEND:VEVENT\nEND:VCALENDAR\n";
    let leave = read_leave(text.as_bytes(), period()).unwrap();
    let reasons: Vec<_> = leave.leaves.iter().map(|it| it.reason.as_str()).collect();
    assert_eq!(reasons, ["one"]);
}

#[track_caller]
fn check_skipped(text: &str, expected: &[IcsCause]) {
    let leave = read_leave(text.as_bytes(), period()).unwrap();
    let causes: Vec<IcsCause> = leave.warnings.iter().map(|it| it.cause.clone()).collect();
    assert_eq!(
        (causes.as_slice(), leave.leaves.len()),
        (expected, 0),
        "{text}"
    );
}

#[test]
fn what_is_skipped_is_said() {
    check_skipped(
        &calendar(&["DTSTART;VALUE=DATE:20180214\nSTATUS:CANCELLED"]),
        &[IcsCause::Cancelled],
    );
    check_skipped(
        &calendar(&["DTSTART;VALUE=DATE:20180214\nTRANSP:TRANSPARENT"]),
        &[IcsCause::Free],
    );
    check_skipped(
        &calendar(&["DTSTART:20180214T080000Z\nDTEND:20180214T070000Z"]),
        &[IcsCause::Reversed],
    );
    check_skipped(&calendar(&["SUMMARY:no time"]), &[IcsCause::NoTime]);
    check_skipped(
        "BEGIN:VCALENDAR\nrubbish\nEND:VCALENDAR\n",
        &[IcsCause::Line],
    );
}

#[test]
fn crooked_files_are_read_all_the_same() {
    let leave = read_leave(
        "\u{feff}BEGIN:VCALENDAR\r\nX-WR-CALNAME:an@example.vn\r\nBEGIN:VEVENT\r\nSUMMARY:Nghỉ ph\r\n\r\n ép\\, về quê\r\nDTSTART;VALUE=DATE:20180214\r\nBEGIN:VALARM\r\nTRIGGER:-PT1H\r\nEND:VJOURNAL\r\nEND:VEVENT\r\nbegin:vevent\r\ndtstart;value=date:20180216\r\nend:vevent\r\n"
            .as_bytes(),
        period(),
    )
    .unwrap();
    assert_eq!(leave.addresses, ["an@example.vn"]);
    assert_eq!(leave.leaves.len(), 2);
    assert_eq!(leave.leaves[0].reason, "Nghỉ phép, về quê");
    assert_eq!(read_leave(b"", period()), Err(IcsError::NoCalendar));
    assert_eq!(
        read_leave(b"\x00\xff\xfe", period()),
        Err(IcsError::NoCalendar)
    );
}

#[test]
fn a_fold_inside_a_letter() {
    let text = calendar(&["DTSTART;VALUE=DATE:20180214\nSUMMARY:Nghỉ"]);
    let at = text.find('ỉ').unwrap() + 1;
    let mut bytes = text.into_bytes();
    bytes.splice(at..at, *b"\r\n ");
    assert_eq!(
        read_leave(&bytes, period()).unwrap().leaves[0].reason,
        "Nghỉ"
    );
}

#[test]
fn a_flood_of_occurrences_ends() {
    let leave = read_leave(
        calendar(&["DTSTART:20180101T000000Z\nDURATION:PT1S\nRRULE:FREQ=SECONDLY"]).as_bytes(),
        period(),
    );
    assert!(leave.is_ok());
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = read_leave(&bytes, period());
    }

    #[test]
    fn no_damage_panics(at in 0..600_usize, byte in any::<u8>(), cut in 0..700_usize) {
        let mut bytes = calendar(&[
            "DTSTART;TZID=Asia/Saigon;X=\"a;b\":20180214T080000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3;BYDAY=MO,TU\nEXDATE:20180215T080000",
            "DTSTART;VALUE=DATE:20180214\nATTENDEE;CN=Đặng Văn An:mailto:an@example.vn\nRDATE:20180301",
        ]).into_bytes();
        if let Some(it) = bytes.get_mut(at) {
            *it = byte;
        }
        bytes.truncate(cut);
        let read = read_leave(&bytes, period());
        prop_assert!(read.is_ok() || read.is_err());
    }
}
