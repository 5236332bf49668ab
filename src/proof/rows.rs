//! The rows that tie people together, read off the facts once more.
//!
//! A dual of such a row may be charged to everybody's turns and its right-hand side credited in
//! return: no roster that keeps the row gains by it (weak duality).

use chrono::{NaiveDate, NaiveDateTime};

use crate::domain::duty::{CoverBy, Duty};
use crate::domain::facts::PairKind;
use crate::domain::ids::{PersonIdx, ShiftIdx, SkillIdx, UnitIdx};
use crate::domain::problem::Problem;
use crate::rules::row_name::RowName;
use crate::rules::{Rule, RuleCode, RuleSet};

/// Which duals prove anything, scaled: from the first to the second, both included.
pub(super) struct Range(pub(super) i128, pub(super) i128);

/// A row: how many turns of some kind there are.
pub(super) enum Row {
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

impl Row {
    /// The row that certificates call `text`. `None` if `rules` make no such row of `problem`.
    pub(super) fn parse(problem: &Problem, rules: &RuleSet, text: &str) -> Option<Self> {
        Self::new(problem, rules, RowName::parse(problem, text)?)
    }

    fn new(problem: &Problem, rules: &RuleSet, name: RowName) -> Option<Self> {
        let has = |code: RuleCode| rules.has(code).then_some(());
        let duty_of = |shift: ShiftIdx| &problem[problem.duty_of(shift)];
        match name {
            RowName::Coverage(shift) => {
                has(RuleCode::Coverage)?;
                Some(Self::Coverage(shift))
            }
            RowName::SkillOfShift(skill, shift) => {
                has(RuleCode::SkillCoverage)?;
                let shifts = vec![shift];
                let is_asked = is_covered(problem, duty_of(shift), skill, CoverBy::Shift);
                is_asked.then_some(Self::Skill { skill, shifts })
            }
            RowName::SkillOfDay(skill, duty, day) => {
                has(RuleCode::SkillCoverage)?;
                let shifts = shifts_on(problem, day);
                let shifts: Vec<ShiftIdx> =
                    shifts.filter(|it| problem.duty_of(*it) == duty).collect();
                let is_asked = is_covered(problem, &problem[duty], skill, CoverBy::Day);
                (is_asked && !shifts.is_empty()).then_some(Self::Skill { skill, shifts })
            }
            RowName::Senior(shift) => {
                let Some(Rule::SeniorPresence(rule)) = rules.get(RuleCode::SeniorPresence) else {
                    return None;
                };
                let is_judged = 1.max(rule.min_heads) <= problem[shift].need;
                (is_judged && duty_of(shift).senior).then_some(Self::Senior(shift))
            }
            RowName::Apart(a, b, at) => {
                has(RuleCode::ApartPairs)?;
                is_pair(problem, a, b, PairKind::Apart).then_some(Self::Apart { a, b, at })
            }
            RowName::Together(a, b, shift) => {
                has(RuleCode::TogetherPairs)?;
                is_pair(problem, a, b, PairKind::Together).then_some(Self::Together { a, b, shift })
            }
            RowName::Spread(unit, day) => {
                let Some(Rule::UnitSpread(rule)) = rules.get(RuleCode::UnitSpread) else {
                    return None;
                };
                let shifts: Vec<ShiftIdx> = shifts_on(problem, day).collect();
                (!shifts.is_empty()).then_some(Self::Spread {
                    unit,
                    shifts,
                    cap: i64::try_from(rule.cap_for(problem, unit)).ok()?,
                    weight: rule.weight,
                })
            }
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

    /// Which duals prove anything, where a gap costs `gap`, scaled.
    pub(super) fn range(&self, scale: i64, gap: Option<i128>) -> Range {
        const ANY: i128 = i64::MAX as i128;
        let highest = gap.unwrap_or(ANY);
        match self {
            Self::Coverage(_) => Range(-ANY, highest),
            Self::Skill { .. } => Range(0, highest),
            Self::Senior(_) | Self::Apart { .. } | Self::Together { .. } => Range(-ANY, 0),
            Self::Spread { weight, .. } => Range(-i128::from(*weight) * i128::from(scale), 0),
        }
    }
}

impl Row {
    /// What a sum one short of the right-hand side adds to a bound proven with dual `value`,
    /// and what a sum one beyond adds, scaled; `None` if the rules do not allow it. A gap costs `gap`,
    /// scaled.
    pub(super) fn misses(
        &self,
        value: i128,
        scale: i64,
        gap: Option<i128>,
    ) -> (Option<i128>, Option<i128>) {
        match self {
            Self::Coverage(_) => (gap.map(|gap| gap - value), None),
            Self::Skill { .. } => (gap.map(|gap| gap - value), Some(value)),
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

fn is_pair(problem: &Problem, a: PersonIdx, b: PersonIdx, kind: PairKind) -> bool {
    let mut pairs = problem.pairs().iter();
    pairs.any(|it| it.kind == kind && it.a == a && it.b == b)
}

/// Whether `duty` asks for `skill` over what `by` says.
fn is_covered(problem: &Problem, duty: &Duty, skill: SkillIdx, by: CoverBy) -> bool {
    let cover = duty.cover.as_ref();
    cover.is_some_and(|it| it.by == by && it.skills.contains(&problem[skill].id))
}

fn shifts_on(problem: &Problem, day: NaiveDate) -> impl Iterator<Item = ShiftIdx> + '_ {
    let shifts = problem.shifts();
    let on_day = shifts.filter(move |(_, shift)| shift.day == day);
    on_day.map(|(idx, _)| idx)
}
