//! How much each person carries, and how even that is within each group: the one place that says
//! who counts, what a load is and how far apart loads are.

use std::collections::BTreeMap;

use crate::domain::history::group_of;
use crate::domain::ids::PersonIdx;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;

use super::RuleSet;
use super::form::OnResource;

/// What one person carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Load {
    /// Turns of the roster.
    pub turns: usize,
    /// Points of those turns.
    pub points: i64,
    /// Points carried over from earlier years.
    pub carried: i64,
}

impl Load {
    /// What `person` carries with the turns of `roster`.
    pub fn of(problem: &Problem, roster: &Roster, person: PersonIdx) -> Self {
        let turns = roster.shifts_of(person);
        Self {
            turns: turns.len(),
            points: turns.iter().map(|it| problem[*it].points).sum(),
            carried: problem[person].carried,
        }
    }

    /// Points of this year and carried ones together.
    pub fn total(self) -> i64 {
        self.points + self.carried
    }
}

/// What `points` of somebody with `share` percent of a full post weigh on a full post, rounded
/// down: half a post is as loaded by half the points.
pub fn full_post(points: i64, share: u16) -> i64 {
    points * 100 / i64::from(share.max(1))
}

/// The least and the most load in a group, each for a full post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// Of whoever carries least.
    pub least: i64,
    /// Of whoever carries most.
    pub most: i64,
}

impl Range {
    /// How far apart they are.
    pub fn spread(self) -> i64 {
        self.most - self.least
    }

    /// Of `loads`; `None` if there are none.
    fn of(loads: impl Iterator<Item = i64> + Clone) -> Option<Self> {
        Some(Self {
            least: loads.clone().min()?,
            most: loads.max()?,
        })
    }
}

/// How even the loads of one group are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupLoad {
    /// Its name; the id of a duty for those without a group of their own.
    pub group: String,
    /// Those who count, see [`may_stand`]; never empty.
    pub people: Vec<PersonIdx>,
    /// Carried points alone.
    pub before: Range,
    /// With the turns of the roster.
    pub after: Range,
    /// The same if the points of these turns could be divided at will: no roster that gives these
    /// people as many points has a higher least or a lower most, and most come near at best.
    pub divided: Range,
}

/// The loads of each group in which somebody counts, by name of group.
pub fn by_group(problem: &Problem, rules: &RuleSet, roster: &Roster) -> Vec<GroupLoad> {
    let mut groups = BTreeMap::<&str, Vec<PersonIdx>>::new();
    for person in may_stand(problem, rules) {
        let group = groups.entry(group_of(&problem[person])).or_default();
        group.push(person);
    }
    (groups.into_iter())
        .filter_map(|(group, people)| {
            let loads: Vec<_> = (people.iter())
                .map(|it| (problem[*it].share, Load::of(problem, roster, *it)))
                .collect();
            let range = |points: fn(&Load) -> i64| {
                Range::of(
                    loads
                        .iter()
                        .map(|(share, load)| full_post(points(load), *share)),
                )
            };
            let before = range(|it| it.carried)?;
            let after = range(|it| it.total())?;
            Some(GroupLoad {
                group: group.to_owned(),
                people,
                before,
                after,
                divided: divided(&loads, before),
            })
        })
        .collect()
}

/// Those who count when loads are compared: whoever may stand at least one turn. Who is exempt from
/// all of them, or on leave all the time, carries nothing that a fairer roster could change.
pub fn may_stand(problem: &Problem, rules: &RuleSet) -> Vec<PersonIdx> {
    let forms = rules.forms();
    let has_room = |person| {
        forms.resources.iter().all(|form| match form {
            OnResource::Turns(rule) => 0 < rule.limit_for(problem, person),
            OnResource::DaysInRow { most } => 0 < *most,
            OnResource::Load { .. } | OnResource::DaysOff { .. } => true,
        })
    };
    let may_stand_one = |person| {
        let mut shifts = problem.shifts().map(|(shift, _)| shift);
        shifts.any(|shift| !forms.bars(problem, person, shift))
    };
    (problem.people().map(|(person, _)| person))
        .filter(|it| has_room(*it) && may_stand_one(*it))
        .collect()
}

/// The range if the points of `loads`, each with its share of a full post, could be divided at will:
/// they are poured over those who carry least until all stand at one level, and whoever carries more
/// than that gets none. `before` is the range of what they carry.
fn divided(loads: &[(u16, Load)], before: Range) -> Range {
    let points: i64 = loads.iter().map(|(_, load)| load.points).sum();
    // In hundredths of a point: a share of a post is a percentage.
    let room_below = |level: i64| -> i64 {
        let room = |(share, load): &(u16, Load)| level * i64::from(*share) - load.carried * 100;
        loads.iter().map(|it| room(it).max(0)).sum()
    };
    // The highest level that the points fill. One full post or less takes all of them at most.
    let (mut level, mut too_high) = (before.least, before.least + points * 100 + 1);
    while 1 < too_high - level {
        let middle = level.midpoint(too_high);
        if room_below(middle) <= points * 100 {
            level = middle;
        } else {
            too_high = middle;
        }
    }
    let is_full = room_below(level) == points * 100 || loads.iter().any(|(share, _)| *share != 100);
    let most = if is_full { level } else { level + 1 };
    Range {
        least: level,
        most: most.max(before.most),
    }
}

/// What a group is called: one that is named for a duty has the duty's name.
pub fn group_name<'a>(problem: &'a Problem, group: &'a str) -> &'a str {
    let duty = problem.duties().find(|(_, duty)| duty.id == group);
    duty.map_or(group, |(_, duty)| &duty.name)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use proptest::prelude::*;

    use super::*;
    use crate::calendar::span::Span;
    use crate::domain::person::{Exemption, Ground, Leave, Scope};
    use crate::rules::testing::Scene;

    /// The range of people with share, carried points and points of this year, and how even it
    /// could be.
    fn ranges(loads: &[(u16, i64, i64)]) -> [Range; 2] {
        let loads: Vec<_> = (loads.iter())
            .map(|(share, carried, points)| {
                let load = Load {
                    turns: 1,
                    points: *points,
                    carried: *carried,
                };
                (*share, load)
            })
            .collect();
        let range = |points: fn(&Load) -> i64| {
            let loads = loads
                .iter()
                .map(|(share, it)| full_post(points(it), *share));
            Range::of(loads).unwrap()
        };
        [
            range(|it| it.total()),
            divided(&loads, range(|it| it.carried)),
        ]
    }

    #[track_caller]
    fn check(loads: &[(u16, i64, i64)], after: (i64, i64), divided: (i64, i64)) {
        let [found_after, found_divided] = ranges(loads).map(|it| (it.least, it.most));
        assert_eq!((found_after, found_divided), (after, divided), "{loads:?}");
    }

    #[test]
    fn points_are_poured_over_those_who_carry_least() {
        check(&[(100, 0, 6), (100, 2, 0), (100, 4, 0)], (2, 6), (4, 4));
        check(&[(100, 0, 7), (100, 2, 0), (100, 4, 0)], (2, 7), (4, 5));
        check(&[(100, 0, 2), (100, 9, 1)], (2, 10), (3, 9));
        check(&[(100, 0, 0), (100, 9, 0)], (0, 9), (0, 9));
        check(&[(50, 0, 2), (100, 0, 4)], (4, 4), (4, 4));
        check(&[(100, 0, 0)], (0, 0), (0, 0));
    }

    proptest! {
        #[test]
        fn no_roster_is_more_even(
            loads in prop::collection::vec((1_u16..=100, 0_i64..40, 0_i64..40), 1..8),
            is_full in any::<bool>(),
        ) {
            let loads: Vec<_> = (loads.into_iter())
                .map(|(share, carried, points)| (if is_full { 100 } else { share }, carried, points))
                .collect();
            let [after, divided] = ranges(&loads);
            prop_assert!(after.least <= divided.least, "{after:?} {divided:?}");
            prop_assert!(divided.most <= after.most, "{after:?} {divided:?}");
            prop_assert!(divided.least <= divided.most, "{after:?} {divided:?}");
        }
    }

    fn all_of_tet() -> Span {
        let day = |day| NaiveDate::from_ymd_opt(2018, 2, day).unwrap();
        Span::of_days(day(10), day(25)).unwrap()
    }

    /// Ids of those who count in each group, with the least and the most load.
    #[track_caller]
    fn check_groups(scene: &Scene, expected: &[(&str, &str, i64, i64)]) {
        let (problem, roster) = scene.build();
        let groups = by_group(&problem, &RuleSet::standard(), &roster);
        let found: Vec<_> = (groups.iter())
            .map(|it| {
                let ids = it.people.iter().map(|it| problem[*it].id.as_str());
                let ids = ids.collect::<Vec<_>>().join(" ");
                (it.group.as_str(), ids, it.after.least, it.after.most)
            })
            .collect();
        let expected: Vec<_> = (expected.iter())
            .map(|(group, ids, least, most)| (*group, (*ids).to_owned(), *least, *most))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn whoever_may_stand_nothing_does_not_count() {
        let scene = Scene::new(
            "| 14 day | 15 day \n an | x | . \n binh | . | x \n chi | . | . \n dung | . | . \n em | . | .",
        );
        check_groups(&scene, &[("office", "an binh chi dung em", 0, 12)]);
        let exempt = |ground, span| Exemption {
            ground,
            scope: Scope::All,
            span,
            consent: None,
            reason: String::new(),
        };
        let scene = (scene)
            .person("chi", |it| {
                it.exemptions.push(exempt(Ground::Pregnancy, all_of_tet()));
            })
            .person("dung", |it| {
                it.leave.push(Leave {
                    span: all_of_tet(),
                    reason: String::new(),
                });
            })
            .person("em", |it| it.max_turns = Some(0));
        check_groups(&scene, &[("office", "an binh", 12, 12)]);
    }

    #[test]
    fn whoever_may_stand_one_turn_counts_and_so_does_what_they_carry() {
        let scene =
            Scene::new("| 14 day | 15 day \n an | x | x \n binh | . | .").person("binh", |it| {
                it.carried = 5;
                it.share = 50;
                it.leave.push(Leave {
                    span: Span::of_days(
                        NaiveDate::from_ymd_opt(2018, 2, 15).unwrap(),
                        NaiveDate::from_ymd_opt(2018, 2, 15).unwrap(),
                    )
                    .unwrap(),
                    reason: String::new(),
                });
            });
        check_groups(&scene, &[("office", "an binh", 10, 24)]);
    }

    #[test]
    fn a_group_in_which_nobody_counts_is_not_shown() {
        let scene = Scene::new("| 14 day \n an | x \n binh | .").person("binh", |it| {
            it.group = "drivers".to_owned();
            it.max_turns = Some(0);
        });
        check_groups(&scene, &[("office", "an", 12, 12)]);
    }
}
