//! The cheapest ways out of a clash.
//!
//! A way must do something about every clash there is. So ways are built clash by clash, the
//! cheapest first: one that meets all clashes known is tried on the whole problem; if it fails, the
//! clash that remains is one more to meet. (Reiter's tree of hitting sets, Artificial Intelligence
//! 32, 1987, by cost instead of by number.)

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use crate::domain::ids::ShiftIdx;
use crate::domain::problem::Problem;
use crate::rules::RuleSet;
use crate::solver::progress::RememberStop;

use super::case::Answer;
use super::clash::{Clash, clash};
use super::mend::{Mend, Mends, cost, mended, mends_of, shifts_of};

/// Most ways named.
const MOST_WAYS: usize = 8;
/// Most ways named that do the same kinds of things, to other people or shifts.
const MOST_ALIKE: usize = 3;
/// Ways by so much dearer than twice the cheapest are not named.
const MOST_DEARER: i64 = 8;
/// Most ways tried on the whole problem.
const MOST_TRIALS: usize = 60;
/// Most ways considered before the search for the cheapest is given up.
const MOST_STEPS: usize = 20_000;
/// Most things done in the way taken when the cheapest is not found.
const MOST_DONE: usize = 60;

/// Things to do after which a roster keeps the rules, as a solve has shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// What to do, and how many times.
    pub mends: Mends,
    /// How hard that is; see `docs/conflicts.md`.
    pub cost: i64,
}

/// The cheapest ways out, the cheapest first; none only if time ran out or nothing known helps.
/// `first` is a clash of the problem, `short` the shifts it was found around.
pub fn ways(
    problem: &Problem,
    rules: &RuleSet,
    first: &Clash,
    short: &[ShiftIdx],
    progress: &mut RememberStop<'_>,
) -> Vec<Way> {
    let Some(unmended) = mended(problem, rules, &Mends::new()) else {
        return Vec::new();
    };
    let mut clashes = vec![mends_of(&unmended, first, &Mends::new())];
    let mut found: Vec<Way> = Vec::new();
    let mut open = BinaryHeap::from([Reverse((0, 0, Mends::new()))]);
    let mut seen = BTreeSet::new();
    let mut n_trials = 0;
    for _ in 0..MOST_STEPS {
        let Some(Reverse((so_far, _, mends))) = open.pop() else {
            break;
        };
        let is_dear = (found.first()).is_some_and(|it| 2 * it.cost + MOST_DEARER < so_far);
        if is_dear || found.len() == MOST_WAYS || n_trials == MOST_TRIALS || progress.is_stopped() {
            break;
        }
        let n_alike = found
            .iter()
            .filter(|way| kinds(&way.mends) == kinds(&mends))
            .count();
        if MOST_ALIKE <= n_alike || found.iter().any(|way| includes(&mends, &way.mends)) {
            continue;
        }
        let unmet = clashes.iter().position(|it| !meets(&mends, it));
        let unmet = match unmet {
            Some(nth) => nth,
            None => {
                let Some(case) = mended(problem, rules, &mends) else {
                    continue;
                };
                n_trials += 1;
                match case.ask(&case.parts, progress) {
                    Answer::Possible => {
                        found.push(Way {
                            cost: so_far,
                            mends,
                        });
                        continue;
                    }
                    Answer::Unknown => continue,
                    Answer::Impossible => {}
                }
                let Some(remaining) = clash(&case, short, progress) else {
                    continue;
                };
                clashes.push(mends_of(&case, &remaining, &mends));
                clashes.len() - 1
            }
        };
        for (mend, times) in &clashes[unmet] {
            let mut next = mends.clone();
            next.insert(*mend, *times);
            if seen.insert(next.clone()) {
                open.push(Reverse((cost(&next), next.len(), next)));
            }
        }
    }
    if found.is_empty() && !progress.is_stopped() {
        found.extend(straight(problem, rules, short, progress));
    }
    found
}

fn kinds(mends: &Mends) -> BTreeSet<&'static str> {
    mends.keys().map(|it| it.kind()).collect()
}

/// Whether `mends` do something about a clash that any of `options` would resolve.
fn meets(mends: &Mends, options: &Mends) -> bool {
    options
        .iter()
        .any(|(mend, times)| mends.get(mend).is_some_and(|done| times <= done))
}

/// Whether `mends` do all that `others` do.
fn includes(mends: &Mends, others: &Mends) -> bool {
    others
        .iter()
        .all(|(mend, times)| mends.get(mend).is_some_and(|done| times <= done))
}

/// A way out where too much is missing to look for the cheapest: more people where there are clashes,
/// else whatever is cheapest there.
fn straight(
    problem: &Problem,
    rules: &RuleSet,
    short: &[ShiftIdx],
    progress: &mut RememberStop<'_>,
) -> Option<Way> {
    let mut mends = Mends::new();
    let mut short = short.to_vec();
    for _ in 0..MOST_DONE {
        let case = mended(problem, rules, &mends)?;
        match case.ask(&case.parts, progress) {
            Answer::Possible => {
                return Some(Way {
                    cost: cost(&mends),
                    mends,
                });
            }
            Answer::Unknown => return None,
            Answer::Impossible => {}
        }
        let remaining = clash(&case, &short, progress)?;
        short = shifts_of(&case, &remaining);
        let options = mends_of(&case, &remaining, &mends);
        let more = options
            .iter()
            .find(|(it, _)| matches!(it, Mend::MorePeople(_)));
        let (mend, times) = more.or_else(|| options.iter().min_by_key(|(it, _)| it.cost()))?;
        mends.insert(*mend, *times);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::conflict::case::Case;
    use crate::app::conflict::part::Part;
    use crate::domain::facts::PairKind;
    use crate::domain::person::Leave;
    use crate::rules::testing::{Scene, days};
    use crate::solver::progress::NeverStop;

    /// The clash of the one shift of `scene`, and the ways out of it.
    fn out_of(scene: &Scene) -> (Vec<Part>, Vec<Way>) {
        let (problem, _) = scene.build();
        let rules = RuleSet::standard();
        let mut never = NeverStop;
        let mut progress = RememberStop::new(&mut never);
        let short = [ShiftIdx::new(0)];
        let case = Case::new(problem.clone(), &rules, &BTreeSet::new());
        let clash = clash(&case, &short, &mut progress).unwrap();
        let ways = ways(&problem, &rules, &clash, &short, &mut progress);
        (clash.parts, ways)
    }

    fn on_leave(scene: Scene, person: &str) -> Scene {
        scene.person(person, |it| {
            it.leave.push(Leave {
                span: days(14, 14),
                reason: String::new(),
            });
        })
    }

    #[test]
    fn a_shift_may_be_given_up_altogether() {
        let (_, ways) = out_of(&on_leave(Scene::new("| 14 day \n an | ."), "an"));
        let given_up = Mends::from([(Mend::FewerSeats(ShiftIdx::new(0)), 1)]);
        assert!(ways.iter().any(|it| it.mends == given_up), "{ways:?}");
    }

    #[test]
    fn pairs_are_told_apart_even_if_one_is_said_twice() {
        let scene = Scene::new("| 14 day \n an | x \n binh | . \n chi | x")
            .pair("an", "binh", PairKind::Apart)
            .pair("an", "binh", PairKind::Apart)
            .pair("an", "chi", PairKind::Apart);
        let (parts, ways) = out_of(&on_leave(scene, "binh"));
        assert!(parts.contains(&Part::Tie(1)), "{parts:?}");
        let untied = Mends::from([(Mend::Waive(Part::Tie(1)), 1)]);
        assert!(ways.iter().any(|it| it.mends == untied), "{ways:?}");
    }
}
