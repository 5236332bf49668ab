use chrono::{Days, NaiveDate, NaiveTime, TimeDelta};

use crate::calendar::window::DayKind;
use crate::domain::document::Document;
use crate::domain::duty::{CoverBy, DutyKind, Presence, SkillCover, SpecialDay};
use crate::domain::facts::Office;
use crate::domain::person::{Exemption, Ground, Leaning, Rank, Scope, Wish};
use crate::rules::{RuleCode, RuleSet};

use super::*;

const BOTH: [Lang; 2] = [Lang::Vi, Lang::En];

fn date(day: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2018, 2, 13).unwrap() + Days::new(day)
}

fn days() -> Vec<Day> {
    // 14/02/2018 is the last day but one of Chạp.
    let kinds = [DayKind::Statutory; 5].into_iter().zip(-2_i16..);
    let all = kinds.zip(1..).map(|((kind, tet), day)| Day {
        date: date(day),
        kind,
        tet: Some(tet),
    });
    all.collect()
}

fn names() -> Names {
    let map = |pairs: &[(&str, &str)]| {
        let pair = |(id, name): &(&str, &str)| ((*id).to_owned(), (*name).to_owned());
        pairs.iter().map(pair).collect()
    };
    Names {
        period: Some(crate::calendar::period::Period::tet(2018, date(3)).kind()),
        people: map(&[("an", "Nguyễn Văn An"), ("binh", "Trần Bình")]),
        duties: map(&[("office", "Trực cơ quan"), ("tech", "Trực kỹ thuật")]),
        named: map(&[("vp", "Văn phòng"), ("mail", "Thư điện tử")]),
        shifts: (1..=5)
            .map(|day| (format!("{day}"), shift(day, 2)))
            .collect(),
    }
}

fn shift(day: u64, need: u16) -> Shift {
    let start = date(day).and_time(NaiveTime::from_hms_opt(17, 0, 0).unwrap());
    Shift {
        key: day.to_string(),
        duty: "office".to_owned(),
        name: "Ca đêm".to_owned(),
        day: date(day),
        span: Span::new(start, start + TimeDelta::hours(14)).unwrap(),
        need,
        presence: Presence::OnSite,
        night: true,
        skill: None,
        points: 6,
        special: None,
    }
}

fn both<T>(before: T, after: T) -> Both<T> {
    Both {
        before: Some(before),
        after: Some(after),
    }
}

fn new<T>(after: T) -> Both<T> {
    Both {
        before: None,
        after: Some(after),
    }
}

fn line(told: Option<Told>) -> String {
    let Told { what, details } = told.unwrap();
    if details.is_empty() {
        what
    } else {
        format!("{what}: {}", details.join("; "))
    }
}

fn lines_of_shifts(lang: Lang, changed: &[Both<Shift>]) -> Vec<String> {
    let told = shifts::told(lang, &names(), &days(), changed);
    told.into_iter().map(|(told, _)| line(Some(told))).collect()
}

#[test]
fn heads_of_a_turn_on_a_class_of_day() {
    let more_on = |days: &[u64]| -> Vec<_> {
        days.iter()
            .map(|day| both(shift(*day, 2), shift(*day, 3)))
            .collect()
    };
    let vi = |days: &[u64]| lines_of_shifts(Lang::Vi, &more_on(days));
    assert_eq!(vi(&[2]), ["Trực cơ quan, Ca đêm, giao thừa: 2 → 3 người"]);
    assert_eq!(
        vi(&[2, 3]),
        ["Trực cơ quan, Ca đêm, giao thừa, mùng 1: 2 → 3 người (2 ca)"]
    );
    assert_eq!(
        vi(&[1, 2]),
        ["Trực cơ quan, Ca đêm, 14/02, 15/02: 2 → 3 người (2 ca)"]
    );
    assert_eq!(
        vi(&[1, 2, 3, 4, 5]),
        ["Trực cơ quan, Ca đêm: 2 → 3 người (5 ca)"]
    );
    let en = lines_of_shifts(Lang::En, &more_on(&[2]));
    assert_eq!(en, ["Trực cơ quan, Ca đêm, New Year's Eve: 2 → 3 people"]);
}

#[test]
fn all_else_of_a_turn() {
    let mut other = shift(2, 2);
    other.span = Span::new(other.span.start(), other.span.end() - TimeDelta::hours(8)).unwrap();
    other.presence = Presence::StandBy;
    other.night = false;
    other.skill = Some("mail".to_owned());
    other.points = 4;
    other.special = Some(SpecialDay::Eve);
    assert_eq!(
        lines_of_shifts(Lang::Vi, &[both(shift(2, 2), other.clone())]),
        [
            "Trực cơ quan, Ca đêm, giao thừa: giờ trực: 17:00–07:00 (+1) → 17:00–23:00; \
          hình thức: tại chỗ → dự phòng; tính là ca đêm: có → không; \
          kỹ năng: (trống) → Thư điện tử; điểm: 6 → 4; ca đặc biệt: (trống) → giao thừa"
        ]
    );
    let en = &lines_of_shifts(Lang::En, &[both(shift(2, 2), other)])[0];
    assert!(
        en.contains("presence: on site → stand-by; counts as night: yes → no"),
        "{en}"
    );
    assert_eq!(
        lines_of_shifts(Lang::Vi, &[new(shift(2, 2))]),
        ["Trực cơ quan, Ca đêm, giao thừa"]
    );
}

fn a_person() -> Person {
    Person {
        id: "an".to_owned(),
        name: "Nguyễn Văn An".to_owned(),
        title: "Chuyên viên".to_owned(),
        unit: "vp".to_owned(),
        rank: Rank::Staff,
        phone: String::new(),
        email: String::new(),
        duties: vec!["office".to_owned()],
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

fn week() -> Span {
    Span::of_days(date(1), date(3)).unwrap()
}

#[test]
fn people_by_their_headings() {
    let mut other = a_person();
    other.phone = "0200 000 113".to_owned();
    other.rank = Rank::Head;
    other.duties.push("tech".to_owned());
    other.skills.push("mail".to_owned());
    other.junior = true;
    other.share = 50;
    other.max_turns = Some(1);
    let (span, leaning) = (week(), Leaning::Avoid);
    other.wishes.push(Wish { span, leaning });
    other.exemptions.push(Exemption {
        ground: Ground::Pregnancy,
        scope: Scope::All,
        span,
        consent: None,
        reason: String::new(),
    });
    let told = |lang| line(person(lang, &names(), &both(a_person(), other.clone())));
    assert_eq!(
        told(Lang::Vi),
        format!(
            "Nguyễn Văn An: Cấp: chuyên viên, nhân viên → lãnh đạo phòng; Điện thoại: (trống) → 0200 000 113; \
             Loại trực: Trực cơ quan → Trực cơ quan, Trực kỹ thuật; \
             Kỹ năng: (trống) → Thư điện tử; Tập sự: không → có; Tỷ lệ làm việc: 100% → 50%; \
             Số ca tối đa: (trống) → 1; Tránh: (trống) → 14/02–16/02/2018; \
             Miễn trực: (trống) → {} 14/02–16/02/2018",
            crate::text::people::ground_label(Lang::Vi, Ground::Pregnancy)
        )
    );
    assert!(
        told(Lang::En).contains("Phone: (empty) → 0200 000 113"),
        "{}",
        told(Lang::En)
    );
    assert_eq!(
        line(person(Lang::Vi, &names(), &new(a_person()))),
        "Nguyễn Văn An"
    );
}

#[test]
fn things_of_people() {
    let names = &names();
    let leave_of = |reason: &str| Leave {
        span: week(),
        reason: reason.to_owned(),
    };
    let pin_of = |kind| Pin {
        person: "an".to_owned(),
        shift: "2".to_owned(),
        kind,
    };
    let pair_of = |kind| Pair {
        a: "an".to_owned(),
        b: "binh".to_owned(),
        kind,
    };
    let past = |points| PastPeriod {
        period: crate::calendar::period::Period::tet_of(2017).unwrap(),
        turns: 2,
        points,
        specials: vec![SpecialDay::Eve],
    };
    let vi = Lang::Vi;
    for (found, expected) in [
        (
            leave(vi, names, "an", &new(leave_of(""))),
            "Nguyễn Văn An, 14/02–16/02/2018",
        ),
        (
            leave(vi, names, "an", &both(leave_of(""), leave_of("ốm"))),
            "Nguyễn Văn An, 14/02–16/02/2018: Lý do: (trống) → ốm",
        ),
        (
            pin(vi, names, &new(pin_of(PinKind::Must))),
            "Nguyễn Văn An phải trực Trực cơ quan, Ca đêm ngày 15/02",
        ),
        (
            pin(vi, names, &new(pin_of(PinKind::Ban))),
            "Nguyễn Văn An không trực Trực cơ quan, Ca đêm ngày 15/02",
        ),
        (
            pair(vi, names, &new(pair_of(PairKind::Apart))),
            "Nguyễn Văn An và Trần Bình không trực cùng lúc",
        ),
        (
            pair(vi, names, &new(pair_of(PairKind::Together))),
            "Nguyễn Văn An trực cùng Trần Bình",
        ),
        (
            past_period(vi, names, "an", &both(past(8), past(9))),
            "Nguyễn Văn An, Tết Nguyên đán Đinh Dậu 2017: Điểm: 8 → 9",
        ),
        (
            pin(Lang::En, names, &new(pin_of(PinKind::Ban))),
            "Nguyễn Văn An does not stand Trực cơ quan, Ca đêm on 15/02",
        ),
    ] {
        assert_eq!(line(found), expected);
    }
}

fn says() -> OfficeSays {
    OfficeSays {
        office: Office {
            id: "so".to_owned(),
            name: "Sở".to_owned(),
            superior: String::new(),
            place: String::new(),
            hotline: "1".to_owned(),
            equals: crate::domain::duty::Equals::RankAndDuty,
        },
        period: Some(crate::calendar::period::Period::tet(2018, date(3))),
        carry_years: 1,
        document: Document::default(),
    }
}

#[test]
fn what_an_office_says_of_itself() {
    let mut other = says();
    other.office.hotline = "2".to_owned();
    other.office.equals = crate::domain::duty::Equals::Any;
    other.carry_years = 3;
    other.document.bases.push("Căn cứ".to_owned());
    other.document.signing.name = "Trần Bình".to_owned();
    assert_eq!(
        line(office(Lang::Vi, &both(says(), other))),
        "Sở: Điện thoại trực: 1 → 2; Ai được đổi ca cho ai: cùng cấp và loại trực → bất kỳ ai; \
         Số năm cộng dồn điểm: 1 → 3; Căn cứ: sửa nội dung; Người ký: (trống) → Trần Bình"
    );
    let of = |kind| Day { kind, ..days()[0] };
    assert_eq!(
        line(day(
            Lang::Vi,
            &names(),
            &both(of(DayKind::Statutory), of(DayKind::Workday))
        )),
        "14/02/2018: loại ngày: nghỉ Tết → ngày làm việc"
    );
    let unit = |name: &str| Named {
        id: "vp".to_owned(),
        name: name.to_owned(),
    };
    assert_eq!(
        line(named(
            Lang::En,
            &both(unit("Văn phòng"), unit("Hành chính"))
        )),
        "Hành chính: Name: Văn phòng → Hành chính"
    );
}

#[test]
fn duties_and_rules() {
    let plain = Duty {
        id: "tech".to_owned(),
        name: "Trực kỹ thuật".to_owned(),
        kind: DutyKind::Technical,
        place: String::new(),
        max_turns: Some(2),
        ranks: vec![Rank::Staff],
        cover: None,
        senior: false,
    };
    let other = Duty {
        place: "Tầng 1".to_owned(),
        max_turns: None,
        cover: Some(SkillCover {
            skills: vec!["mail".to_owned()],
            by: CoverBy::Day,
        }),
        senior: true,
        ..plain.clone()
    };
    assert_eq!(
        line(duty(Lang::Vi, &names(), &both(plain, other))),
        "Trực kỹ thuật: Địa điểm: (trống) → Tầng 1; Số ca tối đa: 2 → (trống); \
         Hệ thống phải có người phụ trách: (trống) → Thư điện tử (mỗi ngày); \
         Có người không phải tập sự trong ca: không → có"
    );
    let find = |code| {
        let rules = RuleSet::standard().rules;
        rules.into_iter().find(|it| it.code() == code).unwrap()
    };
    let before = find(RuleCode::MinRest);
    let mut value = serde_json::to_value(&before).unwrap();
    value["hours"] = 99.into();
    let after: Rule = serde_json::from_value(value).unwrap();
    let told = line(rule(Lang::Vi, &both(before.clone(), after.clone())));
    assert_eq!(told, "Nghỉ đủ giờ giữa hai ca: số giờ nghỉ: 12 → 99");
    let told = line(rule(Lang::En, &both(before, after)));
    assert_eq!(told, "Rest between duties: hours of rest: 12 → 99");
}

#[test]
fn nothing_is_told_in_the_words_of_files() {
    for lang in BOTH {
        for kind in [DayKind::Statutory, DayKind::Swapped, DayKind::Workday] {
            let of = |kind| Day { kind, ..days()[0] };
            let told = line(day(
                lang,
                &names(),
                &both(of(DayKind::Compensatory), of(kind)),
            ));
            assert!(!told.contains(['_', '{', '"']), "{told}");
        }
    }
}
