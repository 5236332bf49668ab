//! Random tiny offices in which every rule has something to say.

use chrono::{Days, NaiveDate, TimeDelta};
use tructet::calendar::period::Period;
use tructet::calendar::span::Span;
use tructet::calendar::window::{Day, DayKind};
use tructet::domain::document::Document;
use tructet::domain::duty::Equals;
use tructet::domain::duty::{CoverBy, Duty, DutyKind, Presence, Shift, SkillCover, SpecialDay};
use tructet::domain::facts::{Facts, Named, Office, Pair, PairKind, Pin, PinKind};
use tructet::domain::person::{
    Exemption, Ground, Leaning, Leave, PastPeriod, Person, Rank, Scope, Wish,
};

/// A source of small numbers; the same seed gives the same office.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number from 0 up to, not including, `limit`.
    pub(crate) fn roll(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 20) % limit
    }

    fn one_in(&mut self, n: u64) -> bool {
        self.roll(n) == 0
    }
}

fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2018, 2, 14).unwrap()
}

fn day_span(first: u64, last: u64) -> Span {
    Span::of_days(
        first_day() + Days::new(first),
        first_day() + Days::new(last),
    )
    .unwrap()
}

/// At most `most_pairs` pairs of person and shift, so that all rosters can be tried.
pub(crate) fn random_facts(dice: &mut Dice, most_pairs: u64) -> Facts {
    let n_days = 2 + dice.roll(3);
    let n_people = 2 + dice.roll(3);
    let n_shifts = (most_pairs / n_people).min(2 + dice.roll(3));
    let named = |id: &str| Named {
        id: id.to_owned(),
        name: id.to_owned(),
    };
    let duties = ["lead", "tech"].map(|id| Duty {
        id: id.to_owned(),
        name: id.to_owned(),
        kind: if id == "lead" {
            DutyKind::Leadership
        } else {
            DutyKind::Technical
        },
        place: String::new(),
        max_turns: (id == "tech").then_some(2),
        ranks: Vec::new(),
        cover: (id == "tech").then(|| SkillCover {
            skills: vec!["mail".to_owned()],
            by: if n_days == 2 {
                CoverBy::Day
            } else {
                CoverBy::Shift
            },
        }),
        senior: id == "tech",
    });
    let shifts: Vec<Shift> = (0..n_shifts)
        .map(|nth| random_shift(dice, nth, n_days))
        .collect();
    let people: Vec<Person> = (0..n_people)
        .map(|nth| random_person(dice, nth, n_days))
        .collect();
    let mut pairs = Vec::new();
    if dice.one_in(2) {
        let kind = if dice.one_in(2) {
            PairKind::Apart
        } else {
            PairKind::Together
        };
        pairs.push(Pair {
            a: "p0".to_owned(),
            b: "p1".to_owned(),
            kind,
        });
    }
    let mut pins = Vec::new();
    if dice.one_in(4) {
        let shift = shifts[dice.roll(n_shifts) as usize].key.clone();
        let kind = if dice.one_in(2) {
            PinKind::Must
        } else {
            PinKind::Ban
        };
        pins.push(Pin {
            person: "p0".to_owned(),
            shift,
            kind,
        });
    }
    Facts {
        office: Office {
            id: "office".to_owned(),
            name: "Office".to_owned(),
            superior: String::new(),
            place: String::new(),
            hotline: String::new(),
            equals: Equals::default(),
        },
        period: Period::tet(2018, first_day() + Days::new(2)),
        days: (0..n_days)
            .map(|nth| Day {
                date: first_day() + Days::new(nth),
                kind: DayKind::Statutory,
                tet: Some(nth as i16 - 2),
            })
            .collect(),
        skills: vec![named("mail")],
        units: vec![named("north"), named("south")],
        duties: duties.into(),
        shifts,
        people,
        pairs,
        pins,
        document: Document::default(),
    }
}

fn random_shift(dice: &mut Dice, nth: u64, n_days: u64) -> Shift {
    let day = dice.roll(n_days);
    let date = first_day() + Days::new(day);
    let duty = if dice.one_in(4) { "lead" } else { "tech" };
    let start =
        date.and_hms_opt(0, 0, 0).unwrap() + TimeDelta::hours([7, 17][dice.roll(2) as usize]);
    let hours = [9, 14, 24][dice.roll(3) as usize];
    Shift {
        key: format!("{date}.{duty}.t{nth}"),
        duty: duty.to_owned(),
        name: format!("t{nth}"),
        day: date,
        span: Span::new(start, start + TimeDelta::hours(hours)).unwrap(),
        need: if dice.one_in(4) { 2 } else { 1 },
        presence: Presence::OnSite,
        night: 9 < hours,
        skill: None,
        points: 1 + dice.roll(6) as i64,
        special: [None, Some(SpecialDay::Eve), Some(SpecialDay::FirstDay)][dice.roll(3) as usize],
    }
}

fn random_person(dice: &mut Dice, nth: u64, n_days: u64) -> Person {
    let mut wishes = Vec::new();
    for leaning in [Leaning::Avoid, Leaning::Prefer] {
        if dice.one_in(2) {
            let day = dice.roll(n_days);
            wishes.push(Wish {
                span: day_span(day, day),
                leaning,
            });
        }
    }
    let mut leave = Vec::new();
    if dice.one_in(5) {
        let day = dice.roll(n_days);
        leave.push(Leave {
            span: day_span(day, day),
            reason: String::new(),
        });
    }
    let mut exemptions = Vec::new();
    if dice.one_in(5) {
        exemptions.push(Exemption {
            ground: Ground::Infant,
            scope: if dice.one_in(3) {
                Scope::All
            } else {
                Scope::Night
            },
            span: day_span(0, n_days),
            consent: dice.one_in(3).then(|| "paper".to_owned()),
            reason: String::new(),
        });
    }
    let specials = [vec![], vec![SpecialDay::Eve], vec![SpecialDay::FirstDay]];
    Person {
        id: format!("p{nth}"),
        name: format!("Person {nth}"),
        title: String::new(),
        unit: if dice.one_in(2) { "north" } else { "south" }.to_owned(),
        rank: if dice.one_in(3) {
            Rank::Leader
        } else {
            Rank::Staff
        },
        phone: String::new(),
        email: String::new(),
        duties: vec!["lead".to_owned(), "tech".to_owned()],
        authorised: Vec::new(),
        skills: if dice.one_in(3) {
            vec![]
        } else {
            vec!["mail".to_owned()]
        },
        junior: dice.one_in(4),
        share: if dice.one_in(5) { 50 } else { 100 },
        max_turns: dice.one_in(6).then_some(1),
        group: String::new(),
        carried: dice.roll(6) as i64,
        history: vec![PastPeriod {
            period: Period::tet_of(2017).unwrap(),
            turns: 1,
            points: 3,
            specials: specials[dice.roll(3) as usize].clone(),
        }],
        leave,
        wishes,
        exemptions,
        home_days: dice.roll(4) as u16,
    }
}
