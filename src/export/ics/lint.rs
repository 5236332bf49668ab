//! A byte-level check of calendars against RFC 5545, for tests: no outside program sees all of it.

use std::collections::BTreeMap;

use crate::text::{Lang, labels};

/// Everything wrong with `bytes`; nothing for a good calendar.
pub(crate) fn faults(bytes: &[u8]) -> Vec<String> {
    let mut faults = Vec::new();
    let Ok(text) = std::str::from_utf8(bytes) else {
        return vec!["not UTF-8".to_owned()];
    };
    if !text.ends_with("\r\n") {
        faults.push("no line break at the end".to_owned());
    }
    let mut lines: Vec<String> = Vec::new();
    for (idx, line) in text.split_terminator("\r\n").enumerate() {
        let mut fault = |what: &str| faults.push(format!("line {}: {what}: {line:?}", idx + 1));
        if 75 < line.len() {
            fault("more than 75 octets");
        }
        if line.chars().any(char::is_control) {
            fault("a control character");
        }
        if line.ends_with(' ') {
            fault("a blank at the end");
        }
        if line.is_empty() {
            fault("empty");
        }
        match (line.strip_prefix(' '), lines.last_mut()) {
            (Some(rest), Some(last)) => last.push_str(rest),
            (Some(_), None) => fault("continues nothing"),
            (None, _) => lines.push(line.to_owned()),
        }
    }
    let root = components(&lines, &mut faults);
    if root.children.len() != 1 || !root.lines.is_empty() {
        faults.push("not one VCALENDAR".to_owned());
    }
    for calendar in &root.children {
        check_calendar(calendar, &mut faults);
    }
    faults
}

#[derive(Default)]
struct Component {
    name: String,
    /// Name, parameters and value.
    lines: Vec<(String, String, String)>,
    children: Vec<Component>,
}

impl Component {
    fn values(&self, name: &str) -> Vec<&str> {
        let named = self.lines.iter().filter(|it| it.0 == name);
        named.map(|it| it.2.as_str()).collect()
    }
}

fn components(lines: &[String], faults: &mut Vec<String>) -> Component {
    let mut open = vec![Component::default()];
    for line in lines {
        let Some((head, value)) = line.split_once(':') else {
            faults.push(format!("no value: {line:?}"));
            continue;
        };
        let (name, params) = head.split_once(';').unwrap_or((head, ""));
        let is_token = |text: &str| {
            !text.is_empty() && text.bytes().all(|it| it.is_ascii_uppercase() || it == b'-')
        };
        if !is_token(name) {
            faults.push(format!("no name of a property: {line:?}"));
        }
        if !(params.is_empty() || params.starts_with("TZID=") || params.starts_with("VALUE=")) {
            faults.push(format!("parameter: {line:?}"));
        }
        match name {
            "BEGIN" => open.push(Component {
                name: value.to_owned(),
                ..Component::default()
            }),
            "END" => {
                let Some(closed) = open.pop().filter(|it| it.name == value && !open.is_empty())
                else {
                    faults.push(format!("closes nothing: {line:?}"));
                    return Component::default();
                };
                if let Some(parent) = open.last_mut() {
                    parent.children.push(closed);
                }
            }
            _ => {
                if let Some(component) = open.last_mut() {
                    let [name, params, value] = [name, params, value].map(str::to_owned);
                    component.lines.push((name, params, value));
                }
            }
        }
    }
    if open.len() != 1 {
        faults.push("a component is left open".to_owned());
    }
    open.swap_remove(0)
}

fn once(component: &Component, names: &[&str], faults: &mut Vec<String>) {
    for name in names {
        let n = component.values(name).len();
        if n != 1 {
            faults.push(format!("{}: {name} {n} times", component.name));
        }
    }
}

fn check_calendar(calendar: &Component, faults: &mut Vec<String>) {
    once(
        calendar,
        &[
            "VERSION",
            "PRODID",
            "CALSCALE",
            "NAME",
            "X-WR-CALNAME",
            "REFRESH-INTERVAL",
            "X-PUBLISHED-TTL",
        ],
        faults,
    );
    if calendar.children.is_empty() {
        faults.push("no component".to_owned());
    }
    for name in ["METHOD", "ORGANIZER", "ATTENDEE"] {
        let is_there = |it: &Component| !it.values(name).is_empty();
        if is_there(calendar) || calendar.children.iter().any(is_there) {
            faults.push(format!("{name} is there"));
        }
    }
    let zones: Vec<_> = (calendar.children.iter())
        .filter(|it| it.name == "VTIMEZONE")
        .flat_map(|it| it.values("TZID"))
        .collect();
    let mut n_of_uid = BTreeMap::<&str, usize>::new();
    for event in calendar.children.iter().filter(|it| it.name == "VEVENT") {
        check_event(event, faults);
        for (_, params, _) in &event.lines {
            if let Some(zone) = params.strip_prefix("TZID=")
                && !zones.contains(&zone)
            {
                faults.push(format!("no VTIMEZONE {zone}"));
            }
        }
        for uid in event.values("UID") {
            *n_of_uid.entry(uid).or_default() += 1;
        }
    }
    for (uid, n) in n_of_uid {
        if n != 1 {
            faults.push(format!("{n} events have UID {uid}"));
        }
    }
}

fn check_event(event: &Component, faults: &mut Vec<String>) {
    let needed = [
        "UID",
        "DTSTAMP",
        "LAST-MODIFIED",
        "DTSTART",
        "DTEND",
        "SEQUENCE",
        "STATUS",
        "TRANSP",
        "SUMMARY",
        "DESCRIPTION",
        "CATEGORIES",
    ];
    once(event, &needed, faults);
    let mut check = |name: &str, is_right: &dyn Fn(&str) -> bool| {
        for value in event.values(name) {
            if !is_right(value) {
                faults.push(format!("{name} is {value:?}"));
            }
        }
    };
    let is_uid = |it: &str| {
        it.bytes()
            .all(|it| it.is_ascii_alphanumeric() || b".@-".contains(&it))
            && it.len() < 255
    };
    let is_time = |it: &str| it.len() == 15 && it.as_bytes()[8] == b'T';
    let is_utc = |it: &str| it.strip_suffix('Z').is_some_and(is_time);
    check("UID", &is_uid);
    check("DTSTAMP", &is_utc);
    check("LAST-MODIFIED", &is_utc);
    check("DTSTART", &is_time);
    check("DTEND", &is_time);
    check("SEQUENCE", &|it| it.parse::<u32>().is_ok());
    check("STATUS", &|it| ["CONFIRMED", "CANCELLED"].contains(&it));
    check("TRANSP", &|it| ["OPAQUE", "TRANSPARENT"].contains(&it));
    for name in ["SUMMARY", "DESCRIPTION", "LOCATION", "CATEGORIES"] {
        check(name, &is_escaped);
    }
    check_state(event, faults);
    for alarm in &event.children {
        once(alarm, &["ACTION", "TRIGGER", "DESCRIPTION"], faults);
    }
}

/// A dropped turn says so in its title, blocks no time, rings no alarm, and is not the first word on
/// that turn. One that stands has alarms, and its title does not say that it was dropped.
fn check_state(event: &Component, faults: &mut Vec<String>) {
    let is_dropped = event.values("STATUS") == ["CANCELLED"];
    let marks = [Lang::Vi, Lang::En].map(|lang| labels::dropped(lang, ""));
    let says_so =
        (event.values("SUMMARY").iter()).any(|it| marks.iter().any(|mark| it.starts_with(mark)));
    let rings = !event.children.is_empty();
    let is_first_word = event.values("SEQUENCE") == ["0"];
    let blocks = event.values("TRANSP") == ["OPAQUE"];
    for (is_wrong, fault) in [
        (says_so != is_dropped, "title and status disagree"),
        (is_dropped == rings, "alarms of a dropped turn, or none"),
        (is_dropped && blocks, "a dropped turn blocks time"),
        (is_dropped && is_first_word, "dropped with the first word"),
    ] {
        if is_wrong {
            faults.push(format!("{fault}: {:?}", event.values("UID")));
        }
    }
}

/// What is wrong with `new` as that which follows `old` at the same address: a turn that is
/// gone, one told anew without a higher sequence and a later time, one that has gone back.
pub(crate) fn faults_between(old: &[u8], new: &[u8]) -> Vec<String> {
    let mut faults = Vec::new();
    let (old, new) = (events(old), events(new));
    for (uid, before) in &old {
        match new.get(uid) {
            None => faults.push(format!("{uid} is gone")),
            Some(after) if after.text == before.text => {}
            Some(after) => {
                if after.sequence != before.sequence + 1 {
                    let change = (before.sequence, after.sequence);
                    faults.push(format!("{uid}: sequence goes {change:?}"));
                }
                if after.changed <= before.changed {
                    faults.push(format!("{uid}: told anew, but not later"));
                }
            }
        }
    }
    faults
}

/// An event as it was told.
#[derive(Debug)]
pub(crate) struct Event {
    pub(crate) sequence: u32,
    /// The property `LAST-MODIFIED` as written.
    pub(crate) changed: String,
    pub(crate) status: String,
    pub(crate) title: String,
    text: String,
}

/// The events of a good calendar by UID.
pub(crate) fn events(bytes: &[u8]) -> BTreeMap<String, Event> {
    assert_eq!(faults(bytes), Vec::<String>::new());
    let text = std::str::from_utf8(bytes).unwrap().replace("\r\n ", "");
    let lines: Vec<String> = text.split_terminator("\r\n").map(str::to_owned).collect();
    let root = components(&lines, &mut Vec::new());
    let events = root.children[0].children.iter();
    events
        .filter(|it| it.name == "VEVENT")
        .map(|event| {
            let one = |name| event.values(name)[0].to_owned();
            let told = Event {
                sequence: one("SEQUENCE").parse().unwrap(),
                changed: one("LAST-MODIFIED"),
                status: one("STATUS"),
                title: one("SUMMARY"),
                text: format!("{:?}", event.lines),
            };
            (one("UID"), told)
        })
        .collect()
}

/// Whether no `,` or `;` stands bare, and every `\` escapes something.
fn is_escaped(text: &str) -> bool {
    let mut chars = text.chars();
    while let Some(char) = chars.next() {
        let is_right = match char {
            '\\' => chars.next().is_some_and(|it| "\\;,n".contains(it)),
            other => !",;".contains(other),
        };
        if !is_right {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nCALSCALE:GREGORIAN\r\nPRODID:x\r\n\
        NAME:x\r\nX-WR-CALNAME:x\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\n\
        BEGIN:VTIMEZONE\r\nTZID:Z\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:a@b\r\n\
        DTSTAMP:20180101T000000Z\r\nLAST-MODIFIED:20180101T000000Z\r\nDTSTART;TZID=Z:20180101T000000\r\n\
        DTEND;TZID=Z:20180101T000000\r\nSEQUENCE:0\r\nSTATUS:CONFIRMED\r\nTRANSP:OPAQUE\r\nSUMMARY:a\\, b\r\n\
        DESCRIPTION:a\r\nCATEGORIES:a\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-P1D\r\nDESCRIPTION:a\r\n\
        END:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

    const ALARM: &str =
        "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-P1D\r\nDESCRIPTION:a\r\nEND:VALARM\r\n";

    /// The event of `GOOD` as it is told when the turn was dropped.
    fn dropped() -> String {
        [
            ("STATUS:CONFIRMED", "STATUS:CANCELLED"),
            ("TRANSP:OPAQUE", "TRANSP:TRANSPARENT"),
            ("SUMMARY:a", "SUMMARY:[HUỶ] a"),
            ("SEQUENCE:0", "SEQUENCE:1"),
            ("LAST-MODIFIED:2018", "LAST-MODIFIED:2019"),
            (ALARM, ""),
        ]
        .iter()
        .fold(GOOD.to_owned(), |text, (from, to)| text.replace(from, to))
    }

    #[test]
    fn a_calendar_that_forgets_or_goes_back_is_seen() {
        let dropped = dropped();
        let between = |old: &str, new: &str| faults_between(old.as_bytes(), new.as_bytes()).len();
        assert_eq!(between(GOOD, GOOD), 0);
        assert_eq!(between(GOOD, &dropped), 0);
        assert_eq!(between(&dropped, GOOD), 2);
        assert_eq!(
            between(GOOD, &dropped.replace("SEQUENCE:1", "SEQUENCE:3")),
            1
        );
        let stale = dropped.replace("LAST-MODIFIED:2019", "LAST-MODIFIED:2018");
        assert_eq!(between(GOOD, &stale), 1);
        let from = GOOD.find("BEGIN:VEVENT").unwrap();
        let gone = format!("{}END:VCALENDAR\r\n", &GOOD[..from]);
        assert_eq!(between(GOOD, &gone), 1);
    }

    #[test]
    fn every_defect_is_seen() {
        assert_eq!(faults(GOOD.as_bytes()), Vec::<String>::new());
        for (from, to) in [
            ("\r\nNAME", "\nNAME"),
            ("NAME:x\r\n", "NAME:x\rMETHOD:y\r\n"),
            ("SUMMARY:a", "SUMMARY:\u{7}"),
            ("SUMMARY:a", "SUMMARY:a, b"),
            ("SUMMARY:a", "SUMMARY:a \r\n b"),
            ("DESCRIPTION:a\r\nC", "DESCRIPTION:a\\\r\nC"),
            ("VERSION:2.0\r\n", ""),
            ("PRODID:x\r\n", "PRODID:x\r\nPRODID:x\r\n"),
            ("NAME:x", "METHOD:PUBLISH\r\nNAME:x"),
            ("UID:a@b", "UID:a@b\r\nATTENDEE:mailto:x"),
            ("UID:a@b", "UID:a_b"),
            ("DTSTAMP:20180101T000000Z", "DTSTAMP:20180101T000000"),
            ("TZID:Z", "TZID:Y"),
            ("SEQUENCE:0", "SEQUENCE:-1"),
            ("STATUS:CONFIRMED", "STATUS:CANCELLED"),
            ("SUMMARY:a", "SUMMARY:[HUỶ] a"),
            ("END:VALARM\r\n", ""),
            ("CATEGORIES:a", "CATEGORIES;CN=An:a"),
            ("END:VCALENDAR\r\n", "END:VCALENDAR"),
        ] {
            assert!(GOOD.contains(from), "{from:?}");
            let bad = GOOD.replacen(from, to, 1);
            assert_ne!(faults(bad.as_bytes()), Vec::<String>::new(), "{to:?}");
        }
        for (from, to) in [
            ("STATUS:CANCELLED", "STATUS:CONFIRMED"),
            ("TRANSP:TRANSPARENT", "TRANSP:OPAQUE"),
            ("SUMMARY:[HUỶ] a", "SUMMARY:a"),
            ("SEQUENCE:1", "SEQUENCE:0"),
            ("CATEGORIES:a\r\n", &format!("CATEGORIES:a\r\n{ALARM}")),
        ] {
            let dropped = dropped();
            assert_eq!(faults(dropped.as_bytes()), Vec::<String>::new());
            assert!(dropped.contains(from), "{from:?}");
            let bad = dropped.replacen(from, to, 1);
            assert_ne!(faults(bad.as_bytes()), Vec::<String>::new(), "{to:?}");
        }
        let long = GOOD.replace("SUMMARY:a", &format!("SUMMARY:{}", "ễ".repeat(23)));
        assert_ne!(faults(long.as_bytes()), Vec::<String>::new());
        let event = &GOOD[GOOD.find("BEGIN:VEVENT").unwrap()..GOOD.find("END:VCALENDAR").unwrap()];
        let twice = GOOD.replace("END:VCALENDAR", &format!("{event}END:VCALENDAR"));
        assert_ne!(faults(twice.as_bytes()), Vec::<String>::new());
    }
}
