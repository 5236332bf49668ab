//! What is the name of a row, and what is not.

use proptest::collection::vec;
use proptest::prelude::any;
use proptest::proptest;
use proptest::sample::select;

use super::*;

/// What names are made of, and some that they are not.
const WORDS: [&str; 16] = [
    "coverage",
    "skill",
    "senior",
    "apart",
    "together",
    "spread",
    "14.day",
    "mail",
    "office",
    "an",
    "binh",
    "room",
    "2018-02-14",
    "2018-02-14T07",
    "00",
    "",
];

/// With a row of every kind for `an`, `binh` and the office.
fn tied(scene: Scene) -> Scene {
    scene
        .pair("an", "binh", PairKind::Apart)
        .pair("an", "binh", PairKind::Together)
        .duty("office", |it| {
            it.senior = true;
            it.cover = Some(SkillCover {
                skills: vec!["mail".to_owned()],
                by: CoverBy::Day,
            });
        })
}

#[test]
fn each_row_has_one_name() {
    let scene = tied(Scene::new(
        "| 14 day | 14 night tech | 15 day \n an | x | . | . \n binh | . | x | x",
    ))
    .duty("tech", |it| {
        it.cover = Some(SkillCover {
            skills: vec!["dc".to_owned()],
            by: CoverBy::Shift,
        });
    });
    let (problem, _) = scene.build();
    let standard = RuleSet::standard();
    let reads = |name: &str| Row::parse(&problem, &standard, name).is_some();
    for (name, others) in [
        (
            "coverage:14.day",
            vec!["coverage:14.day:x", "coverage:14.day:"],
        ),
        (
            "skill:mail:office:2018-02-14",
            vec![
                "skill:mail:office:2018-2-14",
                "skill:mail:office:2018-02-14:x",
                "skill:mail:14.day",
                "skill:dc:office:2018-02-14",
                "skill:mail:tech:2018-02-14",
            ],
        ),
        (
            "skill:dc:14.night.tech",
            vec![
                "skill:dc:tech:2018-02-14",
                "skill:dc:14.night.tech:x",
                "skill:mail:14.night.tech",
            ],
        ),
        (
            "senior:14.day",
            vec!["senior:14.day:x", "senior:14.night.tech"],
        ),
        (
            "apart:an:binh:2018-02-14T07:00",
            vec![
                "apart:an:binh:2018-2-14T07:00",
                "apart:an:binh:2018-02-14T7:00",
                "apart:an:binh:2018-02-14T07:00:00",
                "apart:an:binh:+2018-02-14T07:00",
                "apart:binh:an:2018-02-14T07:00",
            ],
        ),
        (
            "together:an:binh:14.day",
            vec!["together:an:binh:14.day:x", "together:binh:an:14.day"],
        ),
        (
            SPREAD,
            vec!["spread:room:2018-02-14:x", "spread:room:2018-2-14"],
        ),
    ] {
        assert!(reads(name), "{name}");
        for other in others {
            assert!(!reads(other), "{other}");
        }
    }
}

proptest! {
    #[test]
    fn no_name_is_read_that_was_not_meant(
        words in vec(select(WORDS.to_vec()), 0..7),
        other in any::<String>(),
    ) {
        let scene = tied(Scene::new("| 14 day \n an | x \n binh | ."));
        let (problem, _) = scene.build();
        let standard = RuleSet::standard();
        let reads = |name: &str| Row::parse(&problem, &standard, name).is_some();
        let name = words.join(":");
        let known = [
            "coverage:14.day",
            "skill:mail:office:2018-02-14",
            "senior:14.day",
            "apart:an:binh:2018-02-14T07:00",
            "together:an:binh:14.day",
            SPREAD,
        ];
        assert_eq!(reads(&name), known.contains(&name.as_str()), "{name}");
        assert!(!reads(&other) && !reads(&format!("{name}:{other}")));
    }
}
