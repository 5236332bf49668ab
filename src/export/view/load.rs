//! How even the loads of each group are, and how even they could be.

use super::{PersonView, SpreadView};

/// One spread for each group of `people`, who stand by group.
pub(super) fn spreads(people: &[PersonView]) -> Vec<SpreadView> {
    (people.chunk_by(|a, b| a.group == b.group))
        .map(|people| {
            let range = |load: &dyn Fn(&PersonView) -> i64| {
                let loads = people.iter().map(|it| it.full_post(load(it)));
                let (least, most) = (loads.clone().min(), loads.max());
                (least.unwrap_or(0), most.unwrap_or(0))
            };
            let before = range(&|it| it.carried);
            SpreadView {
                group: people[0].group.clone(),
                n_people: people.len(),
                before,
                after: range(&PersonView::total),
                best: best(people, before),
            }
        })
        .collect()
}

/// The spread if this year's points could be cut up at will: they are poured over those who carry
/// least until all stand at one level, and whoever carries more than that gets none.
fn best(people: &[PersonView], before: (i64, i64)) -> (i64, i64) {
    let points: i64 = people.iter().map(|it| it.points).sum();
    // In hundredths of a point: a share of a post is a percentage.
    let room_below = |level: i64| -> i64 {
        let room = |it: &PersonView| level * i64::from(it.share) - it.carried * 100;
        people.iter().map(|it| room(it).max(0)).sum()
    };
    // The highest level that the points fill. One full post or less takes all of them at most.
    let (mut level, mut too_high) = (before.0, before.1 + points * 100 + 1);
    while 1 < too_high - level {
        let middle = level.midpoint(too_high);
        if room_below(middle) <= points * 100 {
            level = middle;
        } else {
            too_high = middle;
        }
    }
    let is_full = room_below(level) == points * 100 || people.iter().any(|it| it.share != 100);
    let most = if is_full { level } else { level + 1 };
    (level, most.max(before.1))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// People with share, carried points and points of this year.
    fn people(loads: &[(u16, i64, i64)]) -> Vec<PersonView> {
        (loads.iter())
            .map(|(share, carried, points)| PersonView {
                id: String::new(),
                name: String::new(),
                label: String::new(),
                share: *share,
                title: String::new(),
                unit: String::new(),
                phone: String::new(),
                group: String::new(),
                shifts: Vec::new(),
                points: *points,
                carried: *carried,
                wishes: None,
            })
            .collect()
    }

    #[track_caller]
    fn check(loads: &[(u16, i64, i64)], after: (i64, i64), best: (i64, i64)) {
        let spread = &spreads(&people(loads))[0];
        assert_eq!((spread.after, spread.best), (after, best), "{loads:?}");
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
            let spread = &spreads(&people(&loads))[0];
            prop_assert!(spread.after.0 <= spread.best.0, "{spread:?}");
            prop_assert!(spread.best.1 <= spread.after.1, "{spread:?}");
            prop_assert!(spread.best.0 <= spread.best.1, "{spread:?}");
        }
    }
}
