//! Small problems and rosters out of pictures, for unit tests of any layer.

pub(crate) mod random;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use crate::calendar::period::Period;
use crate::calendar::span::Span;
use crate::calendar::window::{Day, DayKind};
use crate::domain::cost::Cost;
use crate::domain::document::Document;
use crate::domain::duty::Equals;
use crate::domain::duty::{Duty, DutyKind, Presence, Shift};
use crate::domain::facts::{Assignment, Facts, Named, Office, Pair, PairKind, Pin, PinKind};
use crate::domain::person::{Exemption, Ground, Person, Rank, Scope};
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;

use super::Rule;
use super::finding::{Finding, Subject};

/// A problem and a roster over it, before they are checked and indexed.
///
/// The period is 14 to 20 February 2018 (New Year's Day is the 16th); skills are `mail` and `dc`,
/// units `room` and `hall`.
#[derive(Clone, Debug)]
pub(crate) struct Scene {
    pub(crate) facts: Facts,
    pub(crate) assignments: Vec<Assignment>,
}

impl Scene {
    /// Reads a picture: shifts across, people down, `x` where one stands the other.
    ///
    /// ```text
    ///      | 14 day | 14 night | 15 full tech
    /// an   | x      | .        | x
    /// binh | x      | x        | .
    /// ```
    ///
    /// A shift is day of month, turn and duty (`office` if not named; also `tech` and `lead`). Turns:
    /// `day` 07–19, `night` 19–07, `full` 07–07, `late` 13–22. Its key is `14.day` or `15.full.tech`;
    /// it needs as many people as stand it, or one if nobody does, and weighs a point an hour. Everybody is a staff member
    /// of `room` who stands every duty.
    pub(crate) fn new(picture: &str) -> Self {
        let mut lines = (picture.lines().map(str::trim))
            .filter(|line| !line.is_empty())
            .map(|line| line.split('|').map(str::trim).collect::<Vec<_>>());
        let head = lines.next().expect("a picture has a head");
        let mut shifts: Vec<_> = head[1..].iter().map(|it| shift(it)).collect();
        let mut people = Vec::new();
        let mut assignments = Vec::new();
        for row in lines {
            people.push(person(row[0]));
            for (shift, mark) in shifts.iter_mut().zip(&row[1..]) {
                if *mark == "x" {
                    shift.need += 1;
                    assignments.push(Assignment {
                        person: row[0].to_owned(),
                        shift: shift.key.clone(),
                    });
                }
            }
        }
        for shift in &mut shifts {
            shift.need = shift.need.max(1);
        }
        let facts = Facts {
            office: office(),
            period: Period::tet(2018, date(16)),
            days: (14..=20).map(day).collect(),
            skills: vec![named("mail"), named("dc")],
            units: vec![named("room"), named("hall")],
            duties: vec![
                duty("office", DutyKind::Office),
                duty("tech", DutyKind::Technical),
                duty("lead", DutyKind::Leadership),
            ],
            shifts,
            people,
            pairs: Vec::new(),
            pins: Vec::new(),
            document: Document::default(),
        };
        Self { facts, assignments }
    }

    /// Changes the person `id`.
    pub(crate) fn person(mut self, id: &str, change: impl FnOnce(&mut Person)) -> Self {
        let mut people = self.facts.people.iter_mut();
        change(
            people
                .find(|it| it.id == id)
                .expect("a person of the scene"),
        );
        self
    }

    /// Changes the shift `key`.
    pub(crate) fn shift(mut self, key: &str, change: impl FnOnce(&mut Shift)) -> Self {
        let mut shifts = self.facts.shifts.iter_mut();
        change(
            shifts
                .find(|it| it.key == key)
                .expect("a shift of the scene"),
        );
        self
    }

    /// Changes the duty `id`.
    pub(crate) fn duty(mut self, id: &str, change: impl FnOnce(&mut Duty)) -> Self {
        let mut duties = self.facts.duties.iter_mut();
        change(duties.find(|it| it.id == id).expect("a duty of the scene"));
        self
    }

    /// Ties two people.
    pub(crate) fn pair(mut self, a: &str, b: &str, kind: PairKind) -> Self {
        self.facts.pairs.push(Pair {
            a: a.to_owned(),
            b: b.to_owned(),
            kind,
        });
        self
    }

    /// Settles a turn.
    pub(crate) fn pin(mut self, person: &str, shift: &str, kind: PinKind) -> Self {
        self.facts.pins.push(Pin {
            person: person.to_owned(),
            shift: shift.to_owned(),
            kind,
        });
        self
    }

    /// The problem and the roster.
    #[track_caller]
    pub(crate) fn build(&self) -> (Problem, Roster) {
        let problem = Problem::new(self.facts.clone()).expect("a scene that holds together");
        let (roster, unknown) = Roster::from_assignments(&problem, &self.assignments);
        assert!(unknown.is_empty(), "{unknown:?}");
        (problem, roster)
    }

    /// What `rule` finds, e.g. `broken 1: an 14.day 15.day 0/12`.
    #[track_caller]
    pub(crate) fn found(&self, rule: &Rule) -> Vec<String> {
        let (problem, roster) = self.build();
        let mut findings = Vec::new();
        rule.judge(&problem, &roster, &mut findings);
        for finding in &findings {
            assert_eq!(finding.rule, rule.code());
        }
        findings.iter().map(|it| shown(&problem, it)).collect()
    }

    /// Asserts what `rule` finds.
    #[track_caller]
    pub(crate) fn check(&self, rule: Rule, expected: &[&str]) {
        assert_eq!(self.found(&rule), expected);
    }
}

/// One finding as tests write it.
pub(crate) fn shown(problem: &Problem, finding: &Finding) -> String {
    let Cost { broken, gaps, soft } = finding.cost;
    let cost: Vec<_> = [
        ("broken", i64::from(broken)),
        ("gaps", i64::from(gaps)),
        ("soft", soft),
    ]
    .iter()
    .filter(|(_, number)| *number != 0)
    .map(|(level, number)| format!("{level} {number}"))
    .collect();
    let about: Vec<_> = (finding.about.iter())
        .map(|it| match it {
            Subject::Person(idx) => problem[*idx].id.clone(),
            Subject::Shift(idx) => problem[*idx].key.clone(),
            Subject::Day(day) => day.format("%d").to_string(),
            Subject::Skill(idx) => problem[*idx].id.clone(),
            Subject::Unit(idx) => problem[*idx].id.clone(),
            Subject::Count { found, wanted } => format!("{found}/{wanted}"),
        })
        .collect();
    format!("{}: {}", cost.join(" "), about.join(" "))
}

/// A day of February 2018.
pub(crate) fn date(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2018, 2, day).expect("a day of February")
}

/// From and to, each `14 07:00`, in February 2018.
pub(crate) fn span(from: &str, to: &str) -> Span {
    let at = |text: &str| {
        NaiveDateTime::parse_from_str(&format!("2018-02-{text}"), "%Y-%m-%d %H:%M")
            .expect("day and time")
    };
    Span::new(at(from), at(to)).expect("a span that is not empty")
}

/// Whole days of February 2018, both included.
pub(crate) fn days(first: u32, last: u32) -> Span {
    Span::of_days(date(first), date(last)).expect("days in order")
}

/// Spared all period long, without consent.
pub(crate) fn spared(ground: Ground, scope: Scope) -> Exemption {
    Exemption {
        ground,
        scope,
        span: days(14, 20),
        consent: None,
        reason: String::new(),
    }
}

fn office() -> Office {
    Office {
        id: "so".to_owned(),
        name: "Office".to_owned(),
        superior: String::new(),
        place: String::new(),
        hotline: String::new(),
        equals: Equals::default(),
    }
}

fn day(day: u32) -> Day {
    Day {
        date: date(day),
        kind: DayKind::Statutory,
        tet: Some(i16::try_from(day).expect("a small number") - 16),
    }
}

fn named(id: &str) -> Named {
    Named {
        id: id.to_owned(),
        name: id.to_owned(),
    }
}

fn duty(id: &str, kind: DutyKind) -> Duty {
    Duty {
        id: id.to_owned(),
        name: id.to_owned(),
        kind,
        place: String::new(),
        max_turns: None,
        ranks: Vec::new(),
        cover: None,
        senior: false,
    }
}

fn person(id: &str) -> Person {
    Person {
        id: id.to_owned(),
        name: id.to_owned(),
        title: String::new(),
        unit: "room".to_owned(),
        rank: Rank::Staff,
        phone: String::new(),
        email: String::new(),
        duties: ["office", "tech", "lead"].map(str::to_owned).to_vec(),
        authorised: Vec::new(),
        skills: Vec::new(),
        junior: false,
        share: 100,
        max_turns: None,
        group: String::new(),
        carried: 0,
        history: Vec::new(),
        leave: Vec::new(),
        wishes: Vec::new(),
        exemptions: Vec::new(),
        home_days: 0,
    }
}

fn shift(text: &str) -> Shift {
    let words: Vec<_> = text.split(' ').collect();
    let day = date(words[0].parse().expect("day of month first"));
    let (from, hours) = match words[1] {
        "day" => (7, 12),
        "night" => (19, 12),
        "full" => (7, 24),
        "late" => (13, 9),
        other => panic!("no turn is called {other}"),
    };
    let start = day.and_time(NaiveTime::from_hms_opt(from, 0, 0).expect("an hour"));
    let span = Span::new(start, start + chrono::TimeDelta::hours(hours)).expect("hours pass");
    Shift {
        key: words.join("."),
        duty: words.get(2).unwrap_or(&"office").to_string(),
        name: words[1].to_owned(),
        day,
        span,
        need: 0,
        presence: Presence::OnSite,
        night: ["night", "full"].contains(&words[1]),
        skill: None,
        points: hours,
        special: None,
    }
}
