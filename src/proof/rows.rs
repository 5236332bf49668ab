//! The conditions that tie people together, read off the facts once more.
//!
//! A multiplier of such a condition may be charged to everybody's turns and its right-hand side
//! credited in return: no roster that keeps the condition gains by it (weak duality).

use chrono::NaiveDateTime;

use crate::domain::duty::{CoverBy, Duty};
use crate::domain::facts::PairKind;
use crate::domain::ids::{PersonIdx, ShiftIdx, SkillIdx, UnitIdx};
use crate::domain::problem::Problem;
use crate::rules::terms::Terms;
use crate::rules::unit_spread::UnitSpread;

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
    /// condition. Each has one name only: under a second one its multiplier would count again.
    pub(super) fn parse(problem: &Problem, terms: &Terms, name: &str) -> Option<Self> {
        let shift = |key: &str| problem.shift_by_key(key);
        let parts: Vec<&str> = name.split(':').collect();
        match parts[..] {
            ["coverage", key] => {
                terms.coverage?;
                shift(key).map(Self::Coverage)
            }
            ["skill", skill, key] => {
                terms.skill_coverage?;
                by_shift(problem, skill, shift(key)?)
            }
            ["skill", skill, duty, day] => {
                terms.skill_coverage?;
                by_day(problem, skill, duty, day)
            }
            ["senior", key] => {
                let (shift, rule) = (shift(key)?, terms.senior_presence?);
                let is_judged = 1.max(rule.min_heads) <= problem[shift].need;
                (is_judged && problem[problem.duty_of(shift)].senior).then_some(Self::Senior(shift))
            }
            ["apart", a, b, hour, minute] => {
                terms.apart_pairs?;
                let (a, b) = pair(problem, a, b, PairKind::Apart)?;
                let at = moment(&format!("{hour}:{minute}"))?;
                Some(Self::Apart { a, b, at })
            }
            ["together", a, b, key] => {
                terms.together_pairs?;
                let (a, b) = pair(problem, a, b, PairKind::Together)?;
                let shift = shift(key)?;
                Some(Self::Together { a, b, shift })
            }
            ["spread", unit, day] => spread(problem, terms.unit_spread?, unit, day),
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

fn pair(problem: &Problem, a: &str, b: &str, kind: PairKind) -> Option<(PersonIdx, PersonIdx)> {
    let (a, b) = (problem.person_by_id(a)?, problem.person_by_id(b)?);
    let mut pairs = problem.pairs().iter();
    pairs
        .any(|it| it.kind == kind && it.a == a && it.b == b)
        .then_some((a, b))
}

/// A moment as names write it, and in no other way.
fn moment(text: &str) -> Option<NaiveDateTime> {
    const FORMAT: &str = "%Y-%m-%dT%H:%M";
    let at = NaiveDateTime::parse_from_str(text, FORMAT).ok()?;
    (at.format(FORMAT).to_string() == text).then_some(at)
}

/// The skill `id`, if `cover` asks for it over what `by` says.
fn covered(problem: &Problem, duty: &Duty, id: &str, by: CoverBy) -> Option<SkillIdx> {
    let cover = duty.cover.as_ref()?;
    let (skill, named) = problem.skills().find(|(_, it)| it.id == id)?;
    (cover.by == by && cover.skills.contains(&named.id)).then_some(skill)
}

fn by_shift(problem: &Problem, skill: &str, shift: ShiftIdx) -> Option<Condition> {
    let duty = &problem[problem.duty_of(shift)];
    let skill = covered(problem, duty, skill, CoverBy::Shift)?;
    let shifts = vec![shift];
    Some(Condition::Skill { skill, shifts })
}

fn by_day(problem: &Problem, skill: &str, duty: &str, day: &str) -> Option<Condition> {
    let (duty_idx, duty) = problem.duties().find(|(_, it)| it.id == duty)?;
    let skill = covered(problem, duty, skill, CoverBy::Day)?;
    let shifts: Vec<ShiftIdx> = { shifts_on(problem, day) }
        .filter(|shift| problem.duty_of(*shift) == duty_idx)
        .collect();
    (!shifts.is_empty()).then_some(Condition::Skill { skill, shifts })
}

fn spread(problem: &Problem, rule: &UnitSpread, unit: &str, day: &str) -> Option<Condition> {
    let (unit, _) = problem.units().find(|(_, it)| it.id == unit)?;
    let shifts: Vec<ShiftIdx> = shifts_on(problem, day).collect();
    (!shifts.is_empty()).then_some(Condition::Spread {
        unit,
        shifts,
        cap: i64::try_from(rule.cap_for(problem, unit)).ok()?,
        weight: rule.weight,
    })
}

fn shifts_on<'a>(problem: &'a Problem, day: &'a str) -> impl Iterator<Item = ShiftIdx> + 'a {
    let shifts = problem.shifts();
    let on_day = shifts.filter(move |(_, shift)| shift.day.to_string() == day);
    on_day.map(|(idx, _)| idx)
}
