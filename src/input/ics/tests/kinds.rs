//! What offices' calendars hold, kind by kind, and what it comes to.

use super::{period, read_leave};

/// The zone of a branch in the Urals, as a file defines it.
const OWN_ZONE: &str = "BEGIN:VTIMEZONE\nTZID:Chi nhánh\\, xa\nBEGIN:STANDARD\nDTSTART:16010101T000000\nTZOFFSETFROM:+0530\nTZOFFSETTO:+0530\nEND:STANDARD\nEND:VTIMEZONE\n";
/// One that changes its clocks; the abbreviations mean nothing.
const TWO_TIMES: &str = "BEGIN:VTIMEZONE\nTZID:Hai giờ\nBEGIN:DAYLIGHT\nDTSTART:19800101T020000\nTZOFFSETFROM:+0900\nTZOFFSETTO:+1000\nRRULE:FREQ=YEARLY;BYMONTH=2;BYDAY=2TH\nEND:DAYLIGHT\nBEGIN:STANDARD\nDTSTART:19800701T020000\nTZOFFSETFROM:+1000\nTZOFFSETTO:+0900\nRRULE:FREQ=YEARLY;BYMONTH=2;BYDAY=3FR\nEND:STANDARD\nEND:VTIMEZONE\n";

/// Reads a calendar of `lines`, in which `|` ends a line and `[`, `]` begin and end an event, and
/// says what it comes to: days and hours, then the causes of warnings.
fn outcome(lines: &str) -> String {
    let body = lines
        .replace(" | ", "\n")
        .replace('[', "BEGIN:VEVENT\n")
        .replace(']', "\nEND:VEVENT\n");
    let text = format!("BEGIN:VCALENDAR\n{body}\nEND:VCALENDAR\n");
    let leave = read_leave(text.as_bytes(), period()).unwrap();
    let spans = leave.leaves.iter().map(|it| {
        let (start, end) = (it.span.start(), it.span.end());
        if start.format("%H%M").to_string() + &end.format("%H%M").to_string() == "00000000" {
            format!("{}-{}", start.format("%d"), end.format("%d"))
        } else {
            format!("{}-{}", start.format("%d %H:%M"), end.format("%d %H:%M"))
        }
    });
    let causes = leave.warnings.iter().map(|it| {
        let debug = format!("{:?}", it.cause);
        let name = debug
            .split([' ', '('])
            .next()
            .unwrap_or_default()
            .to_owned();
        format!("! {name}")
    });
    spans.chain(causes).collect::<Vec<_>>().join(", ")
}

#[track_caller]
fn check(cases: &[(&str, &str)]) {
    for (lines, expected) in cases {
        assert_eq!(outcome(lines), *expected, "{lines}");
    }
}

#[test]
fn whole_days_are_moved_by_no_zone() {
    check(&[
        (
            "X-WR-TIMEZONE:UTC | [DTSTART;VALUE=DATE:20180215 | DTEND;VALUE=DATE:20180217]",
            "15-17",
        ),
        (
            "X-WR-TIMEZONE:America/Chicago | [DTSTART;VALUE=DATE:20180215]",
            "15-16",
        ),
        (
            "[DTSTART;VALUE=DATE;TZID=Pacific/Auckland:20180215 | DTEND;VALUE=DATE:20180216]",
            "15-16",
        ),
        (
            "X-WR-TIMEZONE:Europe/Paris | [DTSTART;VALUE=DATE:20180214 | RRULE:FREQ=DAILY;COUNT=3 | EXDATE;VALUE=DATE:20180215]",
            "14-15, 16-17",
        ),
        ("[DTSTART:20180215 | DTEND:20180216]", "15-16"),
        (
            "[DTSTART;VALUE=DATE:20180215T000000Z | DTEND;VALUE=DATE:20180217T000000Z]",
            "15-17",
        ),
        (
            "[DTSTART;VALUE=DATE:20180215T093000 | DTEND;VALUE=DATE:20180216]",
            "15-16, ! DayWithTime",
        ),
        (
            "[DTSTART;VALUE=DATE:20180215 | DTEND;VALUE=DATE:20180215]",
            "15-16",
        ),
        (
            "[DTSTART;VALUE=DATE:20180215 | DTEND;VALUE=DATE:20180214]",
            "! Reversed",
        ),
    ]);
}

#[test]
fn series_last_up_to_their_last_day() {
    let at = |until: &str| {
        outcome(&format!(
            "[DTSTART;TZID=Asia/Saigon:20180214T070000 | DURATION:PT1H | RRULE:FREQ=DAILY;UNTIL={until}]"
        ))
    };
    let two = "14 07:00-14 08:00, 15 07:00-15 08:00";
    let one = "14 07:00-14 08:00";
    // In universal time, the end of the day and the last start; a second less is a day less.
    assert_eq!(at("20180215T165959Z"), two);
    assert_eq!(at("20180215T000000Z"), two);
    assert_eq!(at("20180214T235959Z"), one);
    // Against the standard, but clear: the day, and the time on the spot.
    assert_eq!(at("20180215"), two);
    assert_eq!(at("20180215T070000"), two);
    assert_eq!(at("20180215T065959"), one);
    check(&[
        (
            "[DTSTART;VALUE=DATE:20180214 | RRULE:FREQ=DAILY;UNTIL=20180215]",
            "14-15, 15-16",
        ),
        (
            "[DTSTART;VALUE=DATE:20180214 | RRULE:FREQ=DAILY;UNTIL=20180215T000000Z]",
            "14-15, 15-16",
        ),
        (
            "[DTSTART;VALUE=DATE:20180214 | RRULE:FREQ=DAILY;UNTIL=20180214T170000Z]",
            "14-15, 15-16",
        ),
        (
            "[DTSTART;VALUE=DATE:20180214 | RRULE:FREQ=DAILY;UNTIL=20180213]",
            "",
        ),
        (
            "[DTSTART;TZID=America/New_York:20180214T200000 | DURATION:PT1H | RRULE:FREQ=WEEKLY;BYDAY=WE,TH;UNTIL=20180216T010000Z]",
            "15 08:00-15 09:00, 16 08:00-16 09:00",
        ),
    ]);
}

#[test]
fn zones_are_those_of_the_file_or_of_known_names() {
    let own =
        |name: &str, lines: &str| format!("{OWN_ZONE}{TWO_TIMES}[{}]", lines.replace("ZONE", name));
    let two_hours = "DTSTART;TZID=ZONE:20180214T080000 | DTEND;TZID=ZONE:20180214T100000";
    for (name, expected) in [
        ("\"Chi nhánh, xa\"", "14 09:30-14 11:30"),
        ("Asia/Tokyo", "14 06:00-14 08:00"),
        ("/citadel.org/20070227_1/Asia/Tokyo", "14 06:00-14 08:00"),
        (
            "/mozilla.org/20050126_1/America/Argentina/Buenos_Aires",
            "14 18:00-14 20:00",
        ),
        ("Tokyo Standard Time", "14 06:00-14 08:00"),
        ("\"(UTC+09:00) Osaka, Sapporo, Tokyo\"", "14 06:00-14 08:00"),
        ("\"(UTC+04:30) Nowhere\"", "14 10:30-14 12:30"),
        ("GMT+9", "14 06:00-14 08:00"),
        ("UTC+0530", "14 09:30-14 11:30"),
        ("\"tzone://Microsoft/Utc\"", "14 15:00-14 17:00"),
        ("Etc/GMT-9", "14 06:00-14 08:00"),
        ("Sao/Hoả", "14 08:00-14 10:00, ! Zone"),
    ] {
        assert_eq!(outcome(&own(name, two_hours)), expected, "{name}");
    }
    // Clocks go forward on Thursday 8 and back on Friday 16, at two.
    check(&[
        (
            &own(
                "Hai giờ",
                "DTSTART;TZID=ZONE:20180201T080000 | DURATION:PT1H | RRULE:FREQ=DAILY;UNTIL=20180217T000000Z",
            ),
            "14 05:00-14 06:00, 15 05:00-15 06:00, 16 06:00-16 07:00, 17 06:00-17 07:00",
        ),
        // Half past one comes twice, half past two of the 8th never.
        (
            &own(
                "Hai giờ",
                "DTSTART;TZID=ZONE:20180216T013000 | DURATION:PT1H",
            ),
            "15 22:30-15 23:30",
        ),
        (
            &own(
                "Hai giờ",
                "DTSTART;TZID=ZONE:20180208T023000 | DTEND:20180214T010000Z",
            ),
            "08 00:30-14 08:00",
        ),
    ]);
    // Two calendars in one file, each with its own.
    let text = format!(
        "X-WR-TIMEZONE:Asia/Saigon | [UID:a | DTSTART:20180214T080000 | DURATION:PT1H]\nEND:VCALENDAR\nBEGIN:VCALENDAR\nX-WR-TIMEZONE:Asia/Tokyo\n{}[UID:b | DTSTART:20180215T080000 | DURATION:PT1H]",
        OWN_ZONE.replace("0530", "0830")
    );
    assert_eq!(outcome(&text), "14 08:00-14 09:00, 15 06:00-15 07:00");
}

#[test]
fn the_latest_version_holds() {
    let day = |sequence: u8, stamp: u8, day: u8, more: &str| {
        format!(
            "[UID:a | SEQUENCE:{sequence} | DTSTAMP:201801{stamp:02}T000000Z | DTSTART;VALUE=DATE:201802{day}{more}]"
        )
    };
    let cancelled = " | STATUS:CANCELLED";
    for (older, newer, expected) in [
        (day(0, 9, 14, ""), day(1, 1, 15, ""), "15-16"),
        (day(1, 1, 14, ""), day(1, 2, 15, ""), "15-16"),
        (day(0, 1, 14, ""), day(1, 1, 14, cancelled), "! Cancelled"),
        (day(1, 1, 14, cancelled), day(2, 1, 14, ""), "14-15"),
        // None is newer: both are taken, for programs give two events one UID.
        (day(1, 1, 14, ""), day(1, 1, 16, ""), "14-15, 16-17"),
        (day(1, 1, 14, ""), day(1, 1, 14, cancelled), "! Cancelled"),
    ] {
        assert_eq!(outcome(&format!("{older}{newer}")), expected);
        assert_eq!(outcome(&format!("{newer}{older}")), expected);
    }
    let series = "[UID:a | SEQUENCE:1 | DTSTART;VALUE=DATE:20180214 | RRULE:FREQ=DAILY;COUNT=3]";
    let change = |sequence: u8, day: u8| {
        format!(
            "[UID:a | SEQUENCE:{sequence} | RECURRENCE-ID;VALUE=DATE:20180215 | DTSTART;VALUE=DATE:201802{day}]"
        )
    };
    check(&[
        (
            &format!("{}{series}{}", change(3, 18), change(2, 20)),
            "14-15, 16-17, 18-19",
        ),
        (&format!("{series}{}", change(0, 18)), "14-15, 16-17, 18-19"),
        (
            &format!("METHOD:CANCEL | {}", day(1, 1, 14, "")),
            "! Cancelled",
        ),
        (
            &format!(
                "{}[UID:a | SEQUENCE:2 | DTSTART;VALUE=DATE:20180214 | RRULE:FREQ=DAILY;COUNT=3{cancelled}]{series}",
                change(1, 18)
            ),
            "! Cancelled",
        ),
        (
            "[DTSTART;VALUE=DATE:20180214][DTSTART;VALUE=DATE:20180216]",
            "14-15, 16-17",
        ),
    ]);
}

#[test]
fn exceptions_and_additions_are_of_the_whole_set() {
    let hours = |more: &str| {
        outcome(&format!(
            "[DTSTART;TZID=Asia/Saigon:20180214T080000 | DURATION:PT1H | {more}]"
        ))
    };
    let (first, third) = ("14 08:00-14 09:00", "16 08:00-16 09:00");
    let both = format!("{first}, {third}");
    let daily = "RRULE:FREQ=DAILY;COUNT=3";
    assert_eq!(
        hours(&format!("{daily} | EXDATE;VALUE=DATE:20180215")),
        both
    );
    assert_eq!(hours(&format!("{daily} | EXDATE:20180215T080000")), both);
    assert_eq!(
        hours(&format!(
            "{daily} | EXDATE;TZID=Asia/Tokyo:20180215T100000,20180217T100000"
        )),
        both
    );
    assert_eq!(
        hours("RDATE:20180215T010000Z,20180216T010000Z | EXDATE:20180215T010000Z"),
        both
    );
    assert_eq!(hours("RDATE;VALUE=DATE:20180216"), both);
    assert_eq!(hours("RDATE;VALUE=PERIOD:20180216T010000Z/PT1H"), both);
    assert_eq!(hours("EXDATE:20180214T010000Z"), "");
    assert_eq!(
        hours(&format!("{daily} | EXRULE:FREQ=WEEKLY;BYDAY=TH")),
        both
    );
    assert_eq!(
        hours("RRULE:FREQ=DAILY;COUNT=1 | RRULE:FREQ=DAILY;INTERVAL=2;COUNT=2"),
        both
    );
    assert_eq!(
        hours("RDATE:20180216T010000Z | RDATE:tết | EXDATE:mai"),
        format!("{both}, ! Value, ! Value")
    );
    // The start counts, whether or not it is as the rule says.
    assert_eq!(hours("RRULE:FREQ=WEEKLY;BYDAY=FR;COUNT=1"), both);
    check(&[(
        "[UID:a | DTSTART;VALUE=DATE:20180214 | RDATE;VALUE=DATE:20180215,20180217][UID:a | RECURRENCE-ID;VALUE=DATE:20180217 | DTSTART;VALUE=DATE:20180219]",
        "14-15, 15-16, 19-20",
    )]);
}

#[test]
fn changes_name_their_date_in_any_form() {
    let series = "[UID:a | DTSTART;TZID=Asia/Saigon:20180214T080000 | DURATION:PT1H | RRULE:FREQ=DAILY;COUNT=4]";
    let change = |name: &str, more: &str| {
        outcome(&format!("{series}[UID:a | RECURRENCE-ID{name} | {more}]"))
    };
    let noon = "DTSTART:20180216T050000Z | DURATION:PT2H";
    let expected = "14 08:00-14 09:00, 15 08:00-15 09:00, 16 12:00-16 14:00, 17 08:00-17 09:00";
    assert_eq!(change(":20180216T010000Z", noon), expected);
    assert_eq!(change(";VALUE=DATE:20180216", noon), expected);
    assert_eq!(change(":20180216T080000", noon), expected);
    assert_eq!(change(";TZID=Asia/Tokyo:20180216T100000", noon), expected);
    let later = "14 08:00-14 09:00, 15 08:00-15 09:00, 16 12:00-16 14:00, 17 12:00-17 14:00";
    assert_eq!(change(";RANGE=THISANDFUTURE:20180216T010000Z", noon), later);
    // Without a start or an end of its own it keeps those of the series.
    let same = "14 08:00-14 09:00, 15 08:00-15 09:00, 16 08:00-16 09:00, 17 08:00-17 09:00";
    assert_eq!(change(":20180216T010000Z", "SUMMARY:họp"), same);
}

#[test]
fn rules_not_understood_are_said() {
    let rule = |rule: &str| outcome(&format!("[DTSTART;VALUE=DATE:20180214 | RRULE:{rule}]"));
    for bad in [
        "FREQ=FORTNIGHTLY;COUNT=3",
        "INTERVAL=2;COUNT=3",
        "FREQ=DAILY;FREQ=WEEKLY",
        "FREQ=DAILY;COUNT=-1",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;UNTIL=mai",
        "FREQ=HOURLY",
        "FREQ=YEARLY;BYMONTH=13",
        "FREQ=YEARLY;BYDAY=XX",
        "FREQ=WEEKLY;BYMONTHDAY=3",
        "FREQ=DAILY;BYSETPOS=1",
        "RSCALE=CHINESE;FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1",
        "FREQ=YEARLY;BYEASTER=0",
        "every day",
    ] {
        assert_eq!(rule(bad), "14-15, ! Rule", "{bad}");
    }
    assert_eq!(rule(" freq=daily ; count=2;X-NOTE=1;"), "14-15, 15-16");
    assert_eq!(
        rule("RSCALE=GREGORIAN;FREQ=DAILY;COUNT=2;SKIP=OMIT"),
        "14-15, 15-16"
    );
    // One that started long ago may mean the period; one that starts later cannot.
    check(&[
        ("[DTSTART;VALUE=DATE:19990101 | RRULE:FREQ=LUNAR]", "! Rule"),
        ("[DTSTART;VALUE=DATE:20180301 | RRULE:FREQ=LUNAR]", ""),
    ]);
}

#[test]
fn what_takes_no_time_is_said() {
    check(&[
        ("[DTSTART:20180214T010000Z]", "! NoLength"),
        (
            "[DTSTART:20180214T010000Z | DTEND:20180214T010000Z]",
            "! NoLength",
        ),
        (
            "[DTSTART:20180214T010000Z | RRULE:FREQ=DAILY]",
            "! NoLength",
        ),
        (
            "[DTSTART:20180214T010000Z | DURATION:-PT1H]",
            "! Value, ! Reversed",
        ),
        (
            "[DTSTART;VALUE=DATE:20180214 | X-MICROSOFT-CDO-BUSYSTATUS:FREE]",
            "! FreeInOutlook",
        ),
        (
            "[DTSTART;VALUE=DATE:20180214 | TRANSP:OPAQUE | X-MICROSOFT-CDO-BUSYSTATUS:FREE]",
            "14-15",
        ),
        (
            "[DTSTART;VALUE=DATE:20180214 | X-MICROSOFT-CDO-BUSYSTATUS:OOF]",
            "14-15",
        ),
        ("[DTSTART;VALUE=DATE:20180214 | STATUS:TENTATIVE]", "14-15"),
        (
            "[DTSTART;VALUE=DATE:20180210 | RRULE:FREQ=DAILY | TRANSP:TRANSPARENT]",
            "! Free",
        ),
        (
            "BEGIN:VTODO | DUE;VALUE=DATE:20180219 | END:VTODO",
            "! Note",
        ),
        ("BEGIN:VTODO | SUMMARY:mua hoa | END:VTODO", ""),
        // What lies elsewhere is not listed.
        ("[DTSTART;VALUE=DATE:20180110 | STATUS:CANCELLED]", ""),
        ("[DTSTART:20180310T010000Z]", ""),
    ]);
}

#[test]
fn busy_time_told_in_other_ways() {
    check(&[
        (
            "BEGIN:VFREEBUSY | FREEBUSY;FBTYPE=BUSY-TENTATIVE:20180214T010000Z/PT2H,20180215T010000Z/20180215T030000Z | FREEBUSY;FBTYPE=FREE:20180216T010000Z/PT2H | END:VFREEBUSY",
            "14 08:00-14 10:00, 15 08:00-15 10:00",
        ),
        (
            "BEGIN:VFREEBUSY | FREEBUSY:sáng mai/PT1H | END:VFREEBUSY",
            "! Value",
        ),
        (
            "BEGIN:VAVAILABILITY | DTSTART;TZID=Asia/Saigon:20180215T000000 | DURATION:P2D | END:VAVAILABILITY",
            "15-17",
        ),
        (
            "BEGIN:VAVAILABILITY | DTSTART:20180101T000000Z | BEGIN:AVAILABLE | DTSTART:20180102T010000Z | DTEND:20180102T100000Z | RRULE:FREQ=WEEKLY | END:AVAILABLE | END:VAVAILABILITY",
            "! Availability",
        ),
    ]);
}

#[test]
fn lines_that_are_off_are_read_where_they_are_clear() {
    check(&[
        (
            "[DTSTART ;VALUE=DATE:20180214 | DTEND;VALUE=DATE :20180216]",
            "14-16",
        ),
        ("[item1.DTSTART;VALUE=DATE:20180214]", "14-15"),
        ("[dtstart;value=date:20180214]", "14-15"),
        ("[DTSTART;X-A;X-B=;VALUE=DATE:20180214]", "14-15"),
        (
            "[DTSTART:2018-02-14T08:00:00 | DTEND:2018-02-14 10:00]",
            "14 08:00-14 10:00",
        ),
        (
            "[DTSTART:2018-02-14T08:00:00.000+09:00 | DURATION:PT2H]",
            "14 06:00-14 08:00",
        ),
        (
            "[DTSTART:20180214T080000 | DTEND:20180214T240000]",
            "14 08:00-15 00:00",
        ),
        ("[DTSTART:20180230T080000 | DURATION:PT1H]", "! Value"),
        (
            "[DTSTART;VALUE=DATE:20180214 | chữ lạc dòng]",
            "14-15, ! Line",
        ),
        ("[DTSTART;VALUE=DATE:20180101 | chữ lạc dòng]", ""),
        // The first event is never ended.
        (
            "BEGIN:VEVENT | DTSTART;VALUE=DATE:20180214 | [DTSTART;VALUE=DATE:20180216]",
            "14-15, 16-17, ! CutOff",
        ),
    ]);
}

#[test]
fn a_file_that_breaks_off_is_said_to() {
    let whole = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:về quê\nDTSTART;VALUE=DATE:20180214\nEND:VEVENT\nEND:VCALENDAR\n";
    for (end, title) in [("\nEND:VEVENT", Some("về quê")), ("\nEND:VCALENDAR", None)] {
        let cut = &whole[..whole.find(end).unwrap()];
        let leave = read_leave(cut.as_bytes(), period()).unwrap();
        assert_eq!(leave.leaves.len(), 1, "{end}");
        assert_eq!(leave.warnings.len(), 1, "{end}");
        assert_eq!(leave.warnings[0].cause, super::IcsCause::CutOff);
        assert_eq!(leave.warnings[0].title.as_deref(), title, "{end}");
    }
}

#[test]
fn other_encodings() {
    let text = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Nghỉ phép\r\nDTSTART;VALUE=DATE:20180214\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let utf16 = |mark: &str, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        format!("{mark}{text}")
            .encode_utf16()
            .flat_map(bytes)
            .collect()
    };
    for bytes in [
        utf16("\u{feff}", u16::to_le_bytes),
        utf16("\u{feff}", u16::to_be_bytes),
        utf16("", u16::to_le_bytes),
        text.replace("\r\n", "\r").into_bytes(),
    ] {
        let leave = read_leave(&bytes, period()).unwrap();
        assert_eq!(leave.leaves[0].reason, "Nghỉ phép");
        assert_eq!(leave.warnings, []);
    }
}

#[test]
fn events_are_counted() {
    let leave = read_leave(
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20180214\nEND:VEVENT\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20170214\nEND:VEVENT\nEND:VCALENDAR\n",
        period(),
    )
    .unwrap();
    assert_eq!((leave.events, leave.within, leave.leaves.len()), (2, 1, 1));
}
