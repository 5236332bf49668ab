//! What the rows that tie people together are called, in the model, in certificates and wherever
//! one of them is meant.

use chrono::{NaiveDate, NaiveDateTime};

use crate::domain::ids::{DutyIdx, PersonIdx, ShiftIdx, SkillIdx, UnitIdx};
use crate::domain::problem::Problem;

/// One linear row. Whether the rules in force make it is another question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowName {
    /// R01: just so many people as it needs stand the shift.
    Coverage(ShiftIdx),
    /// R10: somebody on the shift has the skill.
    SkillOfShift(SkillIdx, ShiftIdx),
    /// R10: somebody on the duty's shifts of the day has the skill.
    SkillOfDay(SkillIdx, DutyIdx, NaiveDate),
    /// R11: not all on the shift are juniors.
    Senior(ShiftIdx),
    /// R12: at most one turn of the two runs at the moment.
    Apart(PersonIdx, PersonIdx, NaiveDateTime),
    /// R13: the first stands the shift at most as often as the second.
    Together(PersonIdx, PersonIdx, ShiftIdx),
    /// R25: so many turns of the unit on the day are free of cost.
    Spread(UnitIdx, NaiveDate),
}

const MOMENT: &str = "%Y-%m-%dT%H:%M";

impl RowName {
    /// As certificates write it; `docs/roster-json.md` lists the forms.
    pub fn text(self, problem: &Problem) -> String {
        let key = |shift: ShiftIdx| &problem[shift].key;
        let skill_id = |skill: SkillIdx| &problem[skill].id;
        let person_id = |person: PersonIdx| &problem[person].id;
        match self {
            Self::Coverage(shift) => format!("coverage:{}", key(shift)),
            Self::SkillOfShift(skill, shift) => {
                format!("skill:{}:{}", skill_id(skill), key(shift))
            }
            Self::SkillOfDay(skill, duty, day) => {
                format!("skill:{}:{}:{day}", skill_id(skill), problem[duty].id)
            }
            Self::Senior(shift) => format!("senior:{}", key(shift)),
            Self::Apart(a, b, at) => {
                let at = at.format(MOMENT);
                format!("apart:{}:{}:{at}", person_id(a), person_id(b))
            }
            Self::Together(a, b, shift) => {
                format!("together:{}:{}:{}", person_id(a), person_id(b), key(shift))
            }
            Self::Spread(unit, day) => format!("spread:{}:{day}", problem[unit].id),
        }
    }

    /// The same row of a problem with the same people, duties, skills and units, but whose shifts are
    /// numbered as `shift` says; `None` if it has not that shift.
    pub fn renumbered(self, shift: impl Fn(ShiftIdx) -> Option<ShiftIdx>) -> Option<Self> {
        Some(match self {
            Self::Coverage(idx) => Self::Coverage(shift(idx)?),
            Self::SkillOfShift(skill, idx) => Self::SkillOfShift(skill, shift(idx)?),
            Self::Senior(idx) => Self::Senior(shift(idx)?),
            Self::Together(a, b, idx) => Self::Together(a, b, shift(idx)?),
            Self::SkillOfDay(..) | Self::Apart(..) | Self::Spread(..) => self,
        })
    }

    /// Reads what [`RowName::text`] writes. `None` if it names nothing of `problem`, or names it in
    /// another way: a row of two names could be counted twice.
    pub fn parse(problem: &Problem, text: &str) -> Option<Self> {
        let shift = |key: &str| problem.shift_by_key(key);
        let person = |id: &str| problem.person_by_id(id);
        let skill = |id: &str| problem.skills().find(|(_, it)| it.id == id);
        let duty = |id: &str| problem.duties().find(|(_, it)| it.id == id);
        let unit = |id: &str| problem.units().find(|(_, it)| it.id == id);
        let parts: Vec<&str> = text.split(':').collect();
        let name = match parts[..] {
            ["coverage", key] => Self::Coverage(shift(key)?),
            ["skill", id, key] => Self::SkillOfShift(skill(id)?.0, shift(key)?),
            ["skill", id, of_duty, day] => {
                Self::SkillOfDay(skill(id)?.0, duty(of_duty)?.0, day.parse().ok()?)
            }
            ["senior", key] => Self::Senior(shift(key)?),
            ["apart", a, b, hour, minute] => {
                let at = format!("{hour}:{minute}");
                let at = NaiveDateTime::parse_from_str(&at, MOMENT).ok()?;
                Self::Apart(person(a)?, person(b)?, at)
            }
            ["together", a, b, key] => Self::Together(person(a)?, person(b)?, shift(key)?),
            ["spread", id, day] => Self::Spread(unit(id)?.0, day.parse().ok()?),
            _ => return None,
        };
        (name.text(problem) == text).then_some(name)
    }
}
