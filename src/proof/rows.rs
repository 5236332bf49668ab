//! The conditions that tie people together, read off the facts once more.
//!
//! A multiplier of such a condition may be charged to everybody's turns and its right-hand side
//! credited in return: no roster that keeps the condition gains by it (weak duality).

use chrono::NaiveDateTime;

use crate::domain::duty::CoverBy;
use crate::domain::facts::PairKind;
use crate::domain::ids::{PersonIdx, ShiftIdx, SkillIdx, UnitIdx};
use crate::domain::problem::Problem;
use crate::rules::terms::Terms;

/// Which multipliers prove anything, scaled: from the first to the second, both included.
pub(super) struct Range(pub(super) i128, pub(super) i128);

/// One condition on how many turns of some kind there are.
pub(super) enum Condition {
    /// The seats of a shift, exactly filled.
    Coverage(ShiftIdx),
    /// At least one turn, among `shifts`, of somebody with `skill`.
    Skill {
        skill: SkillIdx,
        shifts: Vec<ShiftIdx>,
    },
    /// At most `need - 1` juniors on a shift.
    Senior(ShiftIdx),
    /// At most one turn of the two that runs at a moment.
    Apart {
        a: PersonIdx,
        b: PersonIdx,
        at: NaiveDateTime,
    },
    /// `a` on a shift at most as often as `b`.
    Together {
        a: PersonIdx,
        b: PersonIdx,
        shift: ShiftIdx,
    },
    /// At most `cap` turns of a unit among `shifts`, each above costing `weight`.
    Spread {
        unit: UnitIdx,
        shifts: Vec<ShiftIdx>,
        cap: i64,
        weight: i64,
    },
}

impl Condition {
    /// Reads the condition that `name` stands for, under `rules`. `None` if there is no such
    /// condition.
    pub(super) fn parse(problem: &Problem, terms: &Terms, name: &str) -> Option<Self> {
        let parts: Vec<&str> = name.split(':').collect();
        match *parts.first()? {
            "coverage" if terms.coverage.is_some() => {
                problem.shift_by_key(parts.get(1)?).map(Self::Coverage)
            }
            "skill" if terms.skill_coverage.is_some() => skill(problem, &parts[1..]),
            "senior" => {
                let shift = problem.shift_by_key(parts.get(1)?)?;
                let rule = terms.senior_presence?;
                let is_judged = rule.min_heads <= problem[shift].need;
                (is_judged && problem[problem.duty_of(shift)].senior).then_some(Self::Senior(shift))
            }
            "apart" if terms.apart_pairs.is_some() => {
                let (a, b) = pair(problem, &parts, PairKind::Apart)?;
                let at = name.splitn(4, ':').nth(3)?;
                let at = NaiveDateTime::parse_from_str(at, "%Y-%m-%dT%H:%M").ok()?;
                Some(Self::Apart { a, b, at })
            }
            "together" if terms.together_pairs.is_some() => {
                let (a, b) = pair(problem, &parts, PairKind::Together)?;
                Some(Self::Together {
                    a,
                    b,
                    shift: problem.shift_by_key(parts.get(3)?)?,
                })
            }
            "spread" => spread(problem, terms, &parts[1..]),
            _ => None,
        }
    }

    /// How often `person` on `shift` counts.
    pub(super) fn counts(&self, problem: &Problem, person: PersonIdx, shift: ShiftIdx) -> i128 {
        let counts = match self {
            Self::Coverage(it) => *it == shift,
            Self::Skill { skill, shifts } => {
                shifts.contains(&shift) && problem.skills_of(person).contains(skill)
            }
            Self::Senior(it) => *it == shift && problem[person].junior,
            Self::Apart { a, b, at } => {
                (person == *a || person == *b) && problem[shift].span.contains(*at)
            }
            Self::Together { a, b, shift: it } => {
                if shift == *it && person == *b {
                    return -1;
                }
                shift == *it && person == *a
            }
            Self::Spread { unit, shifts, .. } => {
                problem.unit_of(person) == *unit && shifts.contains(&shift)
            }
        };
        i128::from(counts)
    }

    /// Shifts it may count turns of.
    pub(super) fn shifts(&self, problem: &Problem) -> Vec<ShiftIdx> {
        match self {
            Self::Coverage(shift) | Self::Senior(shift) | Self::Together { shift, .. } => {
                vec![*shift]
            }
            Self::Skill { shifts, .. } | Self::Spread { shifts, .. } => shifts.clone(),
            Self::Apart { at, .. } => {
                let shifts = problem.shifts();
                let at_once = shifts.filter(|(_, shift)| shift.span.contains(*at));
                at_once.map(|(idx, _)| idx).collect()
            }
        }
    }

    /// Its right-hand side.
    pub(super) fn right_hand_side(&self, problem: &Problem) -> i128 {
        match self {
            Self::Coverage(shift) => i128::from(problem[*shift].need),
            Self::Skill { .. } | Self::Apart { .. } => 1,
            Self::Senior(shift) => i128::from(problem[*shift].need) - 1,
            Self::Together { .. } => 0,
            Self::Spread { cap, .. } => i128::from(*cap),
        }
    }

    /// Which multipliers prove anything.
    pub(super) fn range(&self, scale: i64) -> Range {
        const ANY: i128 = i64::MAX as i128;
        match self {
            Self::Coverage(_) => Range(-ANY, ANY),
            Self::Skill { .. } => Range(0, ANY),
            Self::Senior(_) | Self::Apart { .. } | Self::Together { .. } => Range(-ANY, 0),
            Self::Spread { weight, .. } => Range(-i128::from(*weight) * i128::from(scale), 0),
        }
    }
}

impl Condition {
    /// What a sum one short of the right-hand side adds to a bound proven with multiplier `value`,
    /// and what a sum one beyond adds, scaled; `None` if the rules do not allow it.
    pub(super) fn misses(&self, value: i128, scale: i64) -> (Option<i128>, Option<i128>) {
        match self {
            Self::Coverage(_) => (None, None),
            Self::Skill { .. } => (None, Some(value)),
            Self::Senior(_) | Self::Apart { .. } | Self::Together { .. } => (Some(-value), None),
            Self::Spread { weight, .. } => {
                let over = i128::from(*weight) * i128::from(scale);
                (Some(-value), Some(over + value))
            }
        }
    }

    /// What each unit beyond the right-hand side costs.
    pub(super) fn price(&self) -> i128 {
        match self {
            Self::Spread { weight, .. } => i128::from(*weight),
            Self::Coverage(_)
            | Self::Skill { .. }
            | Self::Senior(_)
            | Self::Apart { .. }
            | Self::Together { .. } => 0,
        }
    }
}

fn pair(problem: &Problem, parts: &[&str], kind: PairKind) -> Option<(PersonIdx, PersonIdx)> {
    let a = problem.person_by_id(parts.get(1)?)?;
    let b = problem.person_by_id(parts.get(2)?)?;
    let is_tied = problem
        .pairs()
        .iter()
        .any(|it| it.kind == kind && it.a == a && it.b == b);
    is_tied.then_some((a, b))
}

fn skill(problem: &Problem, parts: &[&str]) -> Option<Condition> {
    let (skill, named) = problem.skills().find(|(_, it)| it.id == parts[0])?;
    let shifts: Vec<ShiftIdx> = match parts[1..] {
        [key] => {
            let shift = problem.shift_by_key(key)?;
            let cover = problem[problem.duty_of(shift)].cover.as_ref()?;
            (cover.by == CoverBy::Shift && cover.skills.contains(&named.id))
                .then_some(vec![shift])?
        }
        [duty, day] => {
            let (duty_idx, duty) = problem.duties().find(|(_, it)| it.id == duty)?;
            let cover = duty.cover.as_ref()?;
            let on_day = |(idx, _): &(ShiftIdx, _)| problem.duty_of(*idx) == duty_idx;
            let shifts = problem.shifts().filter(on_day);
            let shifts = shifts.filter(|(_, shift)| shift.day.to_string() == day);
            (cover.by == CoverBy::Day && cover.skills.contains(&named.id))
                .then(|| shifts.map(|(idx, _)| idx).collect())?
        }
        _ => return None,
    };
    (!shifts.is_empty()).then_some(Condition::Skill { skill, shifts })
}

fn spread(problem: &Problem, terms: &Terms, parts: &[&str]) -> Option<Condition> {
    let (unit, _) = problem
        .units()
        .find(|(_, it)| parts.first() == Some(&it.id.as_str()))?;
    let day = parts.get(1)?;
    let rule = terms.unit_spread?;
    let size = problem
        .people()
        .filter(|(idx, _)| problem.unit_of(*idx) == unit)
        .count();
    let cap = (i64::try_from(size).ok()? * i64::from(rule.percent) / 100).max(1);
    let shifts = problem
        .shifts()
        .filter(|(_, shift)| shift.day.to_string() == *day);
    let shifts = shifts.map(|(idx, _)| idx).collect();
    Some(Condition::Spread {
        unit,
        shifts,
        cap,
        weight: rule.weight,
    })
}
