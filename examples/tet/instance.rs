//! The JSON of Tết benchmark instances → facts and rules.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, NaiveTime, TimeDelta};
use serde::Deserialize;
use tructet::calendar::period::Period;
use tructet::calendar::span::Span;
use tructet::calendar::window::{Day, DayKind};
use tructet::domain::document::Document;
use tructet::domain::duty::Equals;
use tructet::domain::duty::{CoverBy, Duty, DutyKind, Presence, Shift, SkillCover, SpecialDay};
use tructet::domain::facts::{Facts, Named, Office, Pair, PairKind};
use tructet::domain::person::{
    Exemption, Ground, Leaning, Leave, PastPeriod, Person, Rank, Scope, Wish,
};
use tructet::rules::RuleSet;

#[derive(Deserialize)]
struct Instance {
    days: u16,
    eve: u16,
    rest: u16,
    systems: usize,
    max_shifts: BTreeMap<String, u16>,
    excl: Vec<(usize, usize)>,
    shifts: Vec<RawShift>,
    staff: Vec<RawPerson>,
}

#[derive(Deserialize)]
struct RawShift {
    id: usize,
    post: String,
    day: u16,
    start: f64,
    end: f64,
    need: u16,
    burden: i64,
    #[serde(default)]
    night: bool,
}

#[derive(Deserialize)]
struct RawPerson {
    id: usize,
    posts: Vec<String>,
    hist: i64,
    no_night: bool,
    junior: bool,
    unavail: Vec<u16>,
    dislike: Vec<u16>,
    last_special: Option<u16>,
    skills: Vec<usize>,
}

/// Weights of the benchmark's cost: each duty on a disliked day, and on the day of last year's
/// special turn.
const DISLIKE: i64 = 20;
const SPECIAL: i64 = 40;

/// Reads an instance.
pub(crate) fn parse(text: &str) -> Result<(Facts, RuleSet), String> {
    let instance: Instance = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let base = NaiveDate::from_ymd_opt(2018, 2, 12).ok_or("no such date")?;
    let date = |day: u16| base + Days::new(u64::from(day));
    let at = |hours: f64| {
        base.and_time(NaiveTime::MIN) + TimeDelta::minutes((hours * 60.0).round() as i64)
    };
    // A day of the benchmark is the turns that start on it, also those that end the next morning;
    // this stretch touches all of them and none of the day before or after.
    let day_span = |day: u16| {
        let begin = 24.0 * f64::from(day);
        let earlier = instance
            .shifts
            .iter()
            .filter(|it| it.day < day)
            .map(|it| it.end);
        let later = instance
            .shifts
            .iter()
            .filter(|it| day < it.day)
            .map(|it| it.start);
        Span::new(
            at(earlier.fold(begin, f64::max)),
            at(later.fold(begin + 24.0, f64::min)),
        )
    };
    let mut shifts = Vec::new();
    for raw in &instance.shifts {
        let span = Span::new(at(raw.start), at(raw.end)).ok_or("a shift ends before it starts")?;
        let special = [
            (instance.eve, SpecialDay::Eve),
            (instance.eve + 1, SpecialDay::FirstDay),
        ]
        .into_iter()
        .find_map(|(day, special)| (day == raw.day).then_some(special));
        shifts.push(Shift {
            key: format!("{}.{}.{}", date(raw.day), raw.post, raw.id),
            duty: raw.post.clone(),
            name: raw.post.clone(),
            day: date(raw.day),
            span,
            need: raw.need,
            presence: Presence::OnSite,
            night: raw.night,
            skill: None,
            points: raw.burden,
            special,
        });
    }
    let mut people = Vec::new();
    for raw in &instance.staff {
        let leave = raw.unavail.iter().filter_map(|day| day_span(*day));
        let wishes = raw.dislike.iter().filter_map(|day| day_span(*day));
        let special = match raw.last_special {
            Some(day) if day == instance.eve => vec![SpecialDay::Eve],
            Some(day) if day == instance.eve + 1 => vec![SpecialDay::FirstDay],
            Some(day) => {
                return Err(format!(
                    "last_special {day} is neither eve nor the day after"
                ));
            }
            None => Vec::new(),
        };
        let no_night = Exemption {
            ground: Ground::Office,
            scope: Scope::Night,
            span: Span::of_days(base, date(instance.days + 1)).ok_or("no days")?,
            consent: None,
            reason: String::new(),
        };
        people.push(Person {
            id: format!("p{}", raw.id),
            name: format!("Person {}", raw.id),
            title: String::new(),
            unit: "unit".to_owned(),
            rank: Rank::Leader,
            phone: String::new(),
            email: String::new(),
            duties: raw.posts.clone(),
            authorised: Vec::new(),
            skills: raw.skills.iter().map(|skill| format!("s{skill}")).collect(),
            junior: raw.junior,
            share: 100,
            max_turns: None,
            group: String::new(),
            carried: raw.hist,
            history: vec![PastPeriod {
                period: Period::tet_of(2017).unwrap_or_else(|_| Period::tet(2017, date(0))),
                turns: 0,
                points: 0,
                specials: special,
            }],
            leave: leave
                .map(|span| Leave {
                    span,
                    reason: String::new(),
                })
                .collect(),
            wishes: wishes
                .map(|span| Wish {
                    span,
                    leaning: Leaning::Avoid,
                })
                .collect(),
            exemptions: if raw.no_night {
                vec![no_night]
            } else {
                Vec::new()
            },
            home_days: 0,
        });
    }
    let skills: Vec<Named> = (0..instance.systems)
        .map(|it| Named {
            id: format!("s{it}"),
            name: format!("s{it}"),
        })
        .collect();
    let duties = instance.max_shifts.iter().map(|(post, max)| Duty {
        id: post.clone(),
        name: post.clone(),
        kind: DutyKind::Custom,
        place: String::new(),
        max_turns: Some(*max),
        ranks: Vec::new(),
        cover: (post == "tech").then(|| SkillCover {
            skills: skills.iter().map(|it| it.id.clone()).collect(),
            by: CoverBy::Day,
        }),
        senior: true,
    });
    let pairs = instance.excl.iter().map(|(a, b)| Pair {
        a: format!("p{a}"),
        b: format!("p{b}"),
        kind: PairKind::Apart,
    });
    let days = (0..instance.days).map(|day| Day {
        date: date(day),
        kind: DayKind::Statutory,
        tet: Some(i16::try_from(day).unwrap_or(0) - i16::try_from(instance.eve + 1).unwrap_or(0)),
    });
    let office = Office {
        id: "tet".to_owned(),
        name: "tet".to_owned(),
        superior: String::new(),
        place: String::new(),
        hotline: String::new(),
        equals: Equals::default(),
    };
    let facts = Facts {
        office,
        period: Period::tet(2018, date(instance.eve + 1)),
        days: days.collect(),
        duties: duties.collect(),
        skills,
        units: vec![Named {
            id: "unit".to_owned(),
            name: "unit".to_owned(),
        }],
        shifts,
        people,
        pairs: pairs.collect(),
        pins: Vec::new(),
        document: Document::default(),
    };
    let rules = serde_json::from_value(serde_json::json!({ "rules": [
        { "rule": "coverage" }, { "rule": "eligibility" }, { "rule": "availability" },
        { "rule": "one_at_a_time" },
        { "rule": "min_rest", "hours": instance.rest, "after_full_day_hours": instance.rest },
        { "rule": "max_duties", "limit": 99 }, { "rule": "night_exemption" },
        { "rule": "skill_coverage" }, { "rule": "senior_presence", "min_heads": 2 },
        { "rule": "apart_pairs" }, { "rule": "fair_load", "weight": 1 },
        { "rule": "special_turn", "weight": SPECIAL, "other_weight": 0 },
        { "rule": "wishes", "avoid_weight": DISLIKE, "prefer_weight": 0 },
    ]}));
    Ok((facts, rules.map_err(|error| error.to_string())?))
}
