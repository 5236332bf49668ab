//! Random small scenes in which every rule has something to say.

use proptest::collection::vec;
use proptest::prelude::{Strategy, any};
use proptest::sample::{select, subsequence};

use crate::calendar::period::Period;
use crate::calendar::span::Span;
use crate::domain::duty::{CoverBy, SkillCover, SpecialDay};
use crate::domain::facts::{Assignment, PairKind, PinKind};
use crate::domain::person::{Ground, Leaning, Leave, PastPeriod, Rank, Scope, Wish};

use super::{Scene, date, days, spared};

const PEOPLE: [&str; 4] = ["an", "binh", "chi", "dung"];
const DUTIES: [&str; 3] = ["office", "tech", "lead"];
const TURNS: [&str; 4] = ["day", "night", "full", "late"];

/// Up to four people and six shifts on up to four days, with a random roster.
pub(crate) fn scenes() -> impl Strategy<Value = Scene> {
    let kinds: Vec<_> = (14..18)
        .flat_map(|day| TURNS.map(|turn| (day, turn)))
        .flat_map(|(day, turn)| DUTIES.map(|duty| format!("{day} {turn} {duty}")))
        .collect();
    let shifts = (subsequence(kinds, 1..=6), vec(shift_traits(), 6));
    let people = vec(person_traits(), 1..=4);
    (shifts, people, office_traits(), vec(any::<bool>(), 24)).prop_map(
        |((heads, shift_traits), person_traits, office_traits, marks)| {
            let ids = &PEOPLE[..person_traits.len()];
            let picture = format!("|{}\n{}", heads.join("|"), ids.join("\n"));
            let mut scene = Scene::new(&picture);
            for (shift, traits) in scene.facts.shifts.iter_mut().zip(shift_traits) {
                shift.need = traits.need;
                shift.skill = traits.skill.map(str::to_owned);
                shift.special = traits.special;
            }
            for (person, traits) in scene.facts.people.iter_mut().zip(person_traits) {
                traits.apply(person);
            }
            scene = office_traits.apply(scene);
            let turns =
                (ids.iter()).flat_map(|id| scene.facts.shifts.iter().map(move |it| (id, it)));
            scene.assignments = (turns.zip(marks))
                .filter(|(_, is_stood)| *is_stood)
                .map(|((id, shift), _)| Assignment {
                    person: (*id).to_owned(),
                    shift: shift.key.clone(),
                })
                .collect();
            scene
        },
    )
}

#[derive(Clone, Debug)]
struct ShiftTraits {
    need: u16,
    skill: Option<&'static str>,
    special: Option<SpecialDay>,
}

fn shift_traits() -> impl Strategy<Value = ShiftTraits> {
    let specials = [
        None,
        None,
        Some(SpecialDay::Eve),
        Some(SpecialDay::FirstDay),
    ];
    (
        1_u16..=2,
        select(vec![None, None, None, Some("mail")]),
        select(specials.to_vec()),
    )
        .prop_map(|(need, skill, special)| ShiftTraits {
            need,
            skill,
            special,
        })
}

#[derive(Clone, Debug)]
struct PersonTraits {
    rank: Rank,
    duties: Vec<&'static str>,
    skills: Vec<&'static str>,
    unit: &'static str,
    junior: bool,
    share: u16,
    max_turns: Option<u16>,
    carried: i64,
    special: Option<SpecialDay>,
    leave: Option<Span>,
    wish: Option<(Span, Leaning)>,
    spared: Option<(Ground, Scope)>,
    home_days: u16,
}

fn stretch() -> impl Strategy<Value = Option<Span>> {
    (0_u32..8, 0_u32..2)
        .prop_map(|(first, more)| (first < 4).then(|| days(14 + first, 14 + first + more)))
}

fn person_traits() -> impl Strategy<Value = PersonTraits> {
    let standing = (
        select(vec![Rank::Leader, Rank::Head, Rank::Staff]),
        subsequence(DUTIES.to_vec(), 1..=3),
        subsequence(vec!["mail", "dc"], 0..=2),
        select(vec!["room", "hall"]),
        any::<bool>(),
    );
    let load = (
        select(vec![100, 50, 33]),
        select(vec![None, Some(1), Some(2)]),
        0_i64..30,
        select(vec![
            None,
            Some(SpecialDay::Eve),
            Some(SpecialDay::FirstDay),
        ]),
        0_u16..4,
    );
    let times = (
        stretch(),
        stretch(),
        select(vec![Leaning::Avoid, Leaning::Prefer]),
        select(vec![
            None,
            None,
            Some((Ground::Infant, Scope::Night)),
            Some((Ground::Pregnancy, Scope::All)),
        ]),
    );
    (standing, load, times).prop_map(|(standing, load, times)| PersonTraits {
        rank: standing.0,
        duties: standing.1,
        skills: standing.2,
        unit: standing.3,
        junior: standing.4,
        share: load.0,
        max_turns: load.1,
        carried: load.2,
        special: load.3,
        home_days: load.4,
        leave: times.0,
        wish: times.1.map(|span| (span, times.2)),
        spared: times.3,
    })
}

impl PersonTraits {
    fn apply(self, person: &mut crate::domain::person::Person) {
        let owned = |ids: Vec<&str>| ids.into_iter().map(str::to_owned).collect();
        person.rank = self.rank;
        person.duties = owned(self.duties);
        person.skills = owned(self.skills);
        person.unit = self.unit.to_owned();
        person.junior = self.junior;
        person.share = self.share;
        person.max_turns = self.max_turns;
        person.carried = self.carried;
        person.home_days = self.home_days;
        person.history.push(PastPeriod {
            period: Period::tet_of(2017).expect("a lunar year"),
            turns: 1,
            points: 12,
            specials: self.special.into_iter().collect(),
        });
        person.leave.extend(self.leave.map(|span| Leave {
            span,
            reason: String::new(),
        }));
        (person.wishes).extend(self.wish.map(|(span, leaning)| Wish { span, leaning }));
        (person.exemptions).extend(self.spared.map(|(ground, scope)| spared(ground, scope)));
    }
}

#[derive(Clone, Debug)]
struct OfficeTraits {
    cover: Option<CoverBy>,
    senior: bool,
    pair: Option<PairKind>,
    pin: Option<PinKind>,
}

fn office_traits() -> impl Strategy<Value = OfficeTraits> {
    (
        select(vec![None, Some(CoverBy::Shift), Some(CoverBy::Day)]),
        any::<bool>(),
        select(vec![None, Some(PairKind::Apart), Some(PairKind::Together)]),
        select(vec![None, Some(PinKind::Must), Some(PinKind::Ban)]),
    )
        .prop_map(|(cover, senior, pair, pin)| OfficeTraits {
            cover,
            senior,
            pair,
            pin,
        })
}

impl OfficeTraits {
    fn apply(self, mut scene: Scene) -> Scene {
        scene = scene.duty("office", |it| it.senior = self.senior);
        scene = scene.duty("tech", |it| {
            it.cover = self.cover.map(|by| SkillCover {
                skills: vec!["mail".to_owned(), "dc".to_owned()],
                by,
            });
        });
        if let (Some(kind), true) = (self.pair, 1 < scene.facts.people.len()) {
            scene = scene.pair("an", "binh", kind);
        }
        if let Some(kind) = self.pin {
            let key = scene.facts.shifts[0].key.clone();
            scene = scene.pin("an", &key, kind);
        }
        scene.facts.days.retain(|it| it.date < date(18));
        scene
    }
}
