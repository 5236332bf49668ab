//! Swaps and stand-ins on small rosters.

use crate::domain::change::{Away, Unlike};
use crate::domain::duty::Equals;
use crate::domain::facts::{Assignment, PairKind};
use crate::domain::ids::PersonIdx;
use crate::domain::person::{Leave, Rank};
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;
use crate::rules::evaluate::evaluate;
use crate::rules::record::{Known, RosterRecord, Status};
use crate::rules::testing::{Scene, date, days, span};
use crate::rules::{RuleCode, RuleSet};

use super::super::error::AppError;
use super::error::ChangeError;
use super::judge::{AssessedChange, Base, Refusal};
use super::outage::Outage;
use super::stand_ins::{Options, StandIns, Sure, stand_in, stand_ins};
use super::swap::swap;

fn base(scene: &Scene) -> Base {
    let problem = Problem::new(scene.facts.clone()).unwrap();
    let rules = RuleSet::standard();
    let (roster, _) = Roster::from_assignments(&problem, &scene.assignments);
    let evaluation = evaluate(&problem, &rules, &roster);
    let known = Known {
        status: Status::Feasible,
        bound: None,
        certificate: None,
        seed: 1,
    };
    Base::open(&RosterRecord::new(
        &problem,
        &rules,
        &roster,
        &evaluation,
        known,
    ))
    .unwrap()
}

fn turn((person, shift): (&str, &str)) -> Assignment {
    Assignment {
        person: person.to_owned(),
        shift: shift.to_owned(),
    }
}

/// `an` falls out of `shifts`.
fn outage(base: &Base, shifts: &[&str]) -> Outage {
    let shifts: Vec<_> = (shifts.iter())
        .map(|it| base.problem().shift_by_key(it).unwrap())
        .collect();
    let away = (shifts.iter()).map(|shift| Away {
        person: "an".to_owned(),
        leave: Leave {
            span: base.problem()[*shift].span,
            reason: "ill".to_owned(),
        },
    });
    Outage {
        person: base.problem().person_by_id("an").unwrap(),
        away: away.collect(),
        shifts,
    }
}

/// `R05` of a rule, `unlike rank` and so on of people who are not equals.
fn codes(refusals: &[Refusal]) -> Vec<&str> {
    let code = |it: &Refusal| match it {
        Refusal::Unlike { unlike, .. } => match unlike {
            Unlike::Rank => "unlike rank",
            Unlike::Duty => "unlike duty",
            Unlike::NotTheirs => "not theirs",
        },
        Refusal::Broken(finding) => finding.rule.as_str(),
    };
    refusals.iter().map(code).collect()
}

/// `binh +0` for one who can stand in with no further change, `chi R05` for one who cannot.
fn shown(base: &Base, options: &Options) -> Vec<String> {
    let id = |person: PersonIdx| &base.problem()[person].id;
    let able = options.able.iter();
    let able = able.map(|it| format!("{} +{}", id(it.person), it.n_further));
    let barred = options.barred.iter();
    let barred = barred.map(|it| format!("{} {}", id(it.person), codes(&it.refusals).join(" ")));
    able.chain(barred).collect()
}

fn added(judged: &AssessedChange) -> Vec<String> {
    let added = judged.change.added.iter();
    added
        .map(|it| format!("{} {}", it.person, it.shift))
        .collect()
}

/// Everybody but `an` and `binh` has a reason of their own why they cannot take the 14th.
fn hospital() -> Scene {
    Scene::new(
        "      | 14 day | 14 night | 16 day tech | 17 day
         an   | x      | .        | .           | .
         binh | .      | .        | .           | .
         chi  | .      | x        | .           | .
         dung | .      | .        | .           | x
         em   | .      | .        | .           | .
         giang| .      | .        | x           | .",
    )
    .person("dung", |it| it.rank = Rank::Head)
    .person("em", |it| {
        it.leave.push(Leave {
            span: days(14, 14),
            reason: String::new(),
        });
    })
    .person("giang", |it| it.duties = vec!["tech".to_owned()])
}

#[test]
fn each_can_stand_in_or_is_told_why_not() {
    let base = base(&hospital());
    let found = stand_ins(&base, &outage(&base, &["14.day"])).unwrap();
    assert_eq!(
        shown(&base, &found.options[0]),
        [
            "binh +0",
            "chi +1",
            "dung unlike rank",
            "em R03",
            "giang not theirs R02"
        ]
    );
    let chi = &found.options[0].able[1].judged;
    // Who else could take the night of the 14th: `em` is away, `binh` is the only one left.
    assert_eq!(added(chi), ["binh 14.night", "chi 14.day"]);
    assert!(chi.refusals.is_empty());
    let best = found.best.unwrap();
    assert_eq!(added(&best), ["binh 14.day"]);
    let ill = best.problem.person_by_id("an").unwrap();
    assert_eq!(best.problem[ill].leave.len(), 1);
}

#[test]
fn an_office_may_let_ranks_stand_in_for_each_other() {
    let mut scene = hospital();
    scene.facts.office.equals = Equals::Duty;
    let duty = base(&scene);
    let found = stand_ins(&duty, &outage(&duty, &["14.day"])).unwrap();
    let shown_duty = shown(&duty, &found.options[0]);
    assert!(shown_duty.contains(&"dung +0".to_owned()), "{shown_duty:?}");
    assert!(shown_duty.contains(&"giang not theirs R02".to_owned()));
    scene.facts.office.equals = Equals::Any;
    let any = base(&scene);
    let found = stand_ins(&any, &outage(&any, &["14.day"])).unwrap();
    let shown_any = shown(&any, &found.options[0]);
    assert!(shown_any.contains(&"giang R02".to_owned()), "{shown_any:?}");
}

#[test]
fn several_turns_are_filled_at_once() {
    let scene = Scene::new(
        "     | 14 day | 14 night | 15 day
         an   | x      | .        | x
         binh | .      | x        | .
         chi  | .      | .        | .
         dung | .      | .        | .",
    );
    let base = base(&scene);
    let StandIns { options, best } =
        stand_ins(&base, &outage(&base, &["14.day", "15.day"])).unwrap();
    assert_eq!(options.len(), 2);
    let best = best.unwrap();
    assert_eq!(best.refusals, Vec::new());
    let keys: Vec<_> = best
        .change
        .added
        .iter()
        .map(|it| it.shift.as_str())
        .collect();
    assert_eq!(keys, ["14.day", "15.day"]);
    let people: Vec<_> = best
        .change
        .added
        .iter()
        .map(|it| it.person.as_str())
        .collect();
    // One each is fairer than both for one, who besides would rest for 12 hours only.
    assert_ne!(people[0], people[1]);
}

#[test]
fn with_nobody_left_there_is_no_best() {
    let scene = Scene::new(
        "     | 14 day | 14 night
         an   | x      | .
         binh | .      | x",
    );
    let base = base(&scene);
    let found = stand_ins(&base, &outage(&base, &["14.day"])).unwrap();
    assert!(found.best.is_none());
    assert_eq!(shown(&base, &found.options[0]), ["binh R05"]);
    let binh = base.problem().person_by_id("binh").unwrap();
    let judged = stand_in(&base, &outage(&base, &["14.day"]), binh).unwrap();
    assert_eq!(codes(&judged.refusals), ["R05"]);
}

/// Ranks share a night: if `chi` leaves it for the 14th, a head is no stand-in for her there, though
/// the equal of `dung` who stays.
fn mixed_night() -> Scene {
    Scene::new(
        "      | 14 day | 14 night
         an   | x      | .
         chi  | .      | x
         dung | .      | x
         em   | .      | .
         giang| .      | .",
    )
    .person("dung", |it| it.rank = Rank::Head)
    .person("em", |it| it.rank = Rank::Head)
    .person("giang", |it| {
        it.carried = 99;
        it.leave.push(Leave {
            span: span("14 07:00", "14 18:00"),
            reason: String::new(),
        });
    })
}

#[test]
fn who_leaves_a_mixed_turn_is_followed_by_an_equal_even_if_that_is_dearer() {
    let base = base(&mixed_night());
    let found = stand_ins(&base, &outage(&base, &["14.day"])).unwrap();
    let shown = shown(&base, &found.options[0]);
    assert_eq!(
        shown,
        [
            "chi +1",
            "dung unlike rank R05",
            "em unlike rank",
            "giang R03"
        ]
    );
    assert_eq!(
        added(&found.best.unwrap()),
        ["chi 14.day", "giang 14.night"]
    );
}

#[test]
fn that_nobody_can_stand_in_is_proven_or_said_to_be_unsure() {
    let scene = mixed_night().person("giang", |it| it.leave[0].span = days(14, 15));
    let chi = |base: &Base| {
        let found = stand_ins(base, &outage(base, &["14.day"])).unwrap();
        assert!(found.best.is_none());
        let chi = base.problem().person_by_id("chi");
        let mut barred = found.options[0].barred.iter();
        let chi = barred.find(|it| Some(it.person) == chi).unwrap().clone();
        (codes(&chi.refusals).join(" "), chi.sure)
    };
    assert_eq!(chi(&base(&scene)), ("R05".to_owned(), Sure::Proven));
    // `dung` stands though away: the search, which keeps every rule, says nothing of such rosters.
    let broken = scene.person("dung", |it| {
        it.leave.push(Leave {
            span: days(14, 15),
            reason: String::new(),
        });
    });
    assert_eq!(chi(&base(&broken)), ("R05".to_owned(), Sure::NotFound));
}

#[test]
fn who_falls_ill_after_a_night_has_stood_it() {
    let scene = Scene::new(
        "     | 14 night | 16 day | 17 day
         an   | x        | .      | x
         binh | .        | x      | .
         chi  | .        | .      | .",
    );
    let base = base(&scene);
    let an = base.problem().person_by_id("an").unwrap();
    // On the 15th, at seven in the morning, `an` comes home from the night of the 14th.
    let outage = Outage::from_day(&base, an, date(15), "ill").unwrap();
    assert_eq!(
        outage.away[0].leave.span.start(),
        span("15 07:00", "15 08:00").start()
    );
    let found = stand_ins(&base, &outage).unwrap();
    assert_eq!(shown(&base, &found.options[0]), ["chi +0", "binh +0"]);
    assert_eq!(added(&found.best.unwrap()).len(), 1);
    assert!(Outage::from_day(&base, an, date(18), "ill").is_none());
}

#[test]
fn who_stands_less_than_before_breaks_nothing_new() {
    // `an` stands four turns where two are allowed (an override), and gives one of them away.
    let scene = Scene::new(
        "     | 14 day | 16 day | 18 day | 20 day
         an   | x      | x      | x      | x
         binh | .      | .      | .      | .",
    )
    .person("an", |it| it.max_turns = Some(2))
    .person("binh", |it| it.max_turns = Some(2));
    let base = base(&scene);
    let outage = outage(&base, &["20.day"]);
    let binh = base.problem().person_by_id("binh").unwrap();
    assert_eq!(stand_in(&base, &outage, binh).unwrap().refusals, Vec::new());
    // Whom the same turn takes beyond what is allowed breaks something new.
    let scene = scene.person("binh", |it| it.max_turns = Some(0));
    let base = super::tests::base(&scene);
    let judged = stand_in(&base, &outage, binh).unwrap();
    assert_eq!(codes(&judged.refusals), ["R06"]);
}

#[test]
fn a_swap_is_judged() {
    let scene = hospital().pair("chi", "em", PairKind::Apart);
    let base = base(&scene);
    let swap = |a, b| swap(&base, turn(a), turn(b));
    let codes_of = |a, b| {
        let judged = swap(a, b).unwrap();
        codes(&judged.refusals).join(" ")
    };
    assert_eq!(codes_of(("an", "14.day"), ("chi", "14.night")), "");
    assert_eq!(
        codes_of(("an", "14.day"), ("dung", "17.day")),
        "unlike rank"
    );
    assert_eq!(
        codes_of(("an", "14.day"), ("giang", "16.day.tech")),
        "unlike duty R02"
    );
    let faults = |a, b| match swap(a, b) {
        Err(AppError::Change(faults)) => faults,
        other => panic!("{other:?}"),
    };
    assert_eq!(
        faults(("binh", "14.day"), ("chi", "14.night")),
        [ChangeError::NotTheirs {
            turn: turn(("binh", "14.day")),
            stands: Vec::new(),
        }]
    );
    let already = |turn| vec![ChangeError::TheirsAlready { turn }];
    assert_eq!(
        faults(("an", "14.day"), ("an", "14.day")),
        already(turn(("an", "14.day")))
    );
}

#[test]
fn what_was_broken_before_is_not_held_against_a_change() {
    // `binh` rests too little already.
    let scene = Scene::new(
        "     | 14 day | 14 night | 16 day
         an   | x      | .        | .
         binh | x      | x        | .
         chi  | .      | .        | x",
    );
    let base = base(&scene);
    let judged = swap(&base, turn(("an", "14.day")), turn(("chi", "16.day"))).unwrap();
    assert_eq!(judged.refusals, Vec::new());
    let judged = swap(&base, turn(("binh", "14.day")), turn(("chi", "16.day"))).unwrap();
    assert_eq!(judged.refusals, Vec::new());
    assert_eq!(
        judged.record.breakdown.get(RuleCode::MinRest.as_str()),
        None
    );
}
