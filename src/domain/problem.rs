//! Facts that hold together, indexed and frozen.

use std::collections::BTreeMap;
use std::ops::Index;

use chrono::NaiveDate;

use super::duty::{Duty, Shift};
use super::facts::{Assignment, Facts, Named, PairKind, PinKind};
use super::ids::{DutyIdx, PersonIdx, ShiftIdx, SkillIdx, UnitIdx};
use super::person::Person;

/// One way in which facts do not hold together.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FactError {
    /// Two things of one kind share an id.
    #[error("two {what} have the id `{id}`")]
    Duplicate {
        /// What kind of thing.
        what: &'static str,
        /// The id that stands twice.
        id: String,
    },
    /// Something points to an id that is not there.
    #[error("{from}: no {what} has the id `{id}`")]
    Unknown {
        /// The id of what points there.
        from: String,
        /// What kind of thing.
        what: &'static str,
        /// The id that is not there.
        id: String,
    },
    /// There is nothing of a kind of which at least one is needed.
    #[error("there are no {what}")]
    None {
        /// What kind of thing.
        what: &'static str,
    },
    /// The days have a hole or are out of order.
    #[error("day {date} does not follow the day before it in the list")]
    BrokenDays {
        /// The first day out of place.
        date: NaiveDate,
    },
    /// A shift belongs to a day outside the period.
    #[error("shift `{shift}` is on {day}, outside the period")]
    OutsidePeriod {
        /// Key of the shift.
        shift: String,
        /// The day it belongs to.
        day: NaiveDate,
    },
    /// A shift starts on another day than its own.
    #[error("shift `{shift}` of {day} starts on {start}")]
    OffDay {
        /// Key of the shift.
        shift: String,
        /// The day it belongs to.
        day: NaiveDate,
        /// The day on which it starts.
        start: NaiveDate,
    },
    /// A number is out of its range.
    #[error("{from}: {what} is {found}")]
    OutOfRange {
        /// The id of what has the number.
        from: String,
        /// Which number, and its range.
        what: &'static str,
        /// The number found.
        found: i64,
    },
    /// A pair ties a person to themselves.
    #[error("`{id}` is paired with themselves")]
    PairedAlone {
        /// Id of the person.
        id: String,
    },
}

/// A pair of people by index; see [`super::facts::Pair`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TiedPair {
    /// One; the trainee in a `Together` pair.
    pub a: PersonIdx,
    /// The other; the mentor in a `Together` pair.
    pub b: PersonIdx,
    /// Whether they stand duty together or apart.
    pub kind: PairKind,
}

/// A settled turn by index; see [`super::facts::Pin`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SettledTurn {
    /// Whose turn is settled.
    pub person: PersonIdx,
    /// The shift meant.
    pub shift: ShiftIdx,
    /// Whether they must stand it or must not.
    pub kind: PinKind,
}

/// A frozen, indexed roster problem. Shifts stand in order of start, end, duty, key.
#[derive(Clone, Debug)]
pub struct Problem {
    facts: Facts,
    person_by_id: BTreeMap<String, PersonIdx>,
    shift_by_key: BTreeMap<String, ShiftIdx>,
    duty_of_shift: Vec<DutyIdx>,
    unit_of_person: Vec<UnitIdx>,
    skills_of_person: Vec<Vec<SkillIdx>>,
    pairs: Vec<TiedPair>,
    pins: Vec<SettledTurn>,
}

impl Problem {
    /// Checks and indexes `facts`.
    ///
    /// # Errors
    ///
    /// Every fault found, never an empty list.
    pub fn new(mut facts: Facts) -> Result<Self, Vec<FactError>> {
        let mut faults = Vec::new();
        facts.shifts.sort_by(|a, b| {
            (a.span.start(), a.span.end(), &a.duty, &a.key).cmp(&(
                b.span.start(),
                b.span.end(),
                &b.duty,
                &b.key,
            ))
        });
        check_days(&facts, &mut faults);
        check_numbers(&facts, &mut faults);
        let ids = |what, ids: Vec<&str>, faults: &mut Vec<FactError>| index(what, &ids, faults);
        let duties = ids(
            "duties",
            facts.duties.iter().map(|it| it.id.as_str()).collect(),
            &mut faults,
        );
        let skills = ids(
            "skills",
            facts.skills.iter().map(|it| it.id.as_str()).collect(),
            &mut faults,
        );
        let units = ids(
            "units",
            facts.units.iter().map(|it| it.id.as_str()).collect(),
            &mut faults,
        );
        let people = ids(
            "people",
            facts.people.iter().map(|it| it.id.as_str()).collect(),
            &mut faults,
        );
        let shifts = ids(
            "shifts",
            facts.shifts.iter().map(|it| it.key.as_str()).collect(),
            &mut faults,
        );
        let mut find = |from: &str, what: &'static str, map: &BTreeMap<String, usize>, id: &str| {
            let found = map.get(id).copied();
            if found.is_none() {
                faults.push(FactError::Unknown {
                    from: from.to_owned(),
                    what,
                    id: id.to_owned(),
                });
            }
            found.unwrap_or(0)
        };
        for duty in &facts.duties {
            for skill in duty.cover.iter().flat_map(|it| &it.skills) {
                find(&duty.id, "skill", &skills, skill);
            }
        }
        let mut duty_of_shift = Vec::new();
        for shift in &facts.shifts {
            duty_of_shift.push(DutyIdx::new(find(&shift.key, "duty", &duties, &shift.duty)));
            if let Some(skill) = &shift.skill {
                find(&shift.key, "skill", &skills, skill);
            }
        }
        let mut unit_of_person = Vec::new();
        let mut skills_of_person = Vec::new();
        for person in &facts.people {
            unit_of_person.push(UnitIdx::new(find(&person.id, "unit", &units, &person.unit)));
            skills_of_person.push(
                person
                    .skills
                    .iter()
                    .map(|it| SkillIdx::new(find(&person.id, "skill", &skills, it)))
                    .collect(),
            );
            for duty in person
                .duties
                .iter()
                .chain(person.authorised.iter().map(|it| &it.duty))
            {
                find(&person.id, "duty", &duties, duty);
            }
        }
        let mut pairs = Vec::<TiedPair>::new();
        for pair in &facts.pairs {
            let pair = TiedPair {
                a: PersonIdx::new(find("pairs", "person", &people, &pair.a)),
                b: PersonIdx::new(find("pairs", "person", &people, &pair.b)),
                kind: pair.kind,
            };
            // Who says it twice says nothing new.
            if !pairs.contains(&pair) {
                pairs.push(pair);
            }
        }
        let pins = (facts.pins.iter())
            .map(|pin| SettledTurn {
                person: PersonIdx::new(find("pins", "person", &people, &pin.person)),
                shift: ShiftIdx::new(find("pins", "shift", &shifts, &pin.shift)),
                kind: pin.kind,
            })
            .collect();
        for pair in facts.pairs.iter().filter(|pair| pair.a == pair.b) {
            faults.push(FactError::PairedAlone { id: pair.a.clone() });
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        Ok(Self {
            person_by_id: people
                .into_iter()
                .map(|(id, idx)| (id, PersonIdx::new(idx)))
                .collect(),
            shift_by_key: shifts
                .into_iter()
                .map(|(key, idx)| (key, ShiftIdx::new(idx)))
                .collect(),
            duty_of_shift,
            unit_of_person,
            skills_of_person,
            pairs,
            pins,
            facts,
        })
    }

    /// The facts it was made of, shifts in order.
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// The same, to make another problem of.
    pub fn into_facts(self) -> Facts {
        self.facts
    }

    /// All people.
    pub fn people(&self) -> impl ExactSizeIterator<Item = (PersonIdx, &Person)> {
        self.facts
            .people
            .iter()
            .enumerate()
            .map(|(idx, it)| (PersonIdx::new(idx), it))
    }

    /// All shifts, in order of time.
    pub fn shifts(&self) -> impl ExactSizeIterator<Item = (ShiftIdx, &Shift)> {
        self.facts
            .shifts
            .iter()
            .enumerate()
            .map(|(idx, it)| (ShiftIdx::new(idx), it))
    }

    /// Every duty with its index, in the order of the facts.
    pub fn duties(&self) -> impl ExactSizeIterator<Item = (DutyIdx, &Duty)> {
        self.facts
            .duties
            .iter()
            .enumerate()
            .map(|(idx, it)| (DutyIdx::new(idx), it))
    }

    /// Every skill with its index, in the order of the facts.
    pub fn skills(&self) -> impl ExactSizeIterator<Item = (SkillIdx, &Named)> {
        self.facts
            .skills
            .iter()
            .enumerate()
            .map(|(idx, it)| (SkillIdx::new(idx), it))
    }

    /// Every unit with its index, in the order of the facts.
    pub fn units(&self) -> impl ExactSizeIterator<Item = (UnitIdx, &Named)> {
        self.facts
            .units
            .iter()
            .enumerate()
            .map(|(idx, it)| (UnitIdx::new(idx), it))
    }

    /// Pairs whose turns are tied, each once.
    pub fn pairs(&self) -> &[TiedPair] {
        &self.pairs
    }

    /// Turns settled beforehand.
    pub fn pins(&self) -> &[SettledTurn] {
        &self.pins
    }

    /// Whose id it is.
    pub fn person_by_id(&self, id: &str) -> Option<PersonIdx> {
        self.person_by_id.get(id).copied()
    }

    /// Which shift has the key.
    pub fn shift_by_key(&self, key: &str) -> Option<ShiftIdx> {
        self.shift_by_key.get(key).copied()
    }

    /// The duty a shift belongs to.
    pub fn duty_of(&self, shift: ShiftIdx) -> DutyIdx {
        self.duty_of_shift[shift.get()]
    }

    /// The unit a person belongs to.
    pub fn unit_of(&self, person: PersonIdx) -> UnitIdx {
        self.unit_of_person[person.get()]
    }

    /// What a person can do.
    pub fn skills_of(&self, person: PersonIdx) -> &[SkillIdx] {
        &self.skills_of_person[person.get()]
    }

    /// The name pair of an assignment.
    pub fn assignment(&self, person: PersonIdx, shift: ShiftIdx) -> Assignment {
        Assignment {
            person: self[person].id.clone(),
            shift: self[shift].key.clone(),
        }
    }
}

impl Index<PersonIdx> for Problem {
    type Output = Person;

    fn index(&self, idx: PersonIdx) -> &Person {
        &self.facts.people[idx.get()]
    }
}

impl Index<ShiftIdx> for Problem {
    type Output = Shift;

    fn index(&self, idx: ShiftIdx) -> &Shift {
        &self.facts.shifts[idx.get()]
    }
}

impl Index<DutyIdx> for Problem {
    type Output = Duty;

    fn index(&self, idx: DutyIdx) -> &Duty {
        &self.facts.duties[idx.get()]
    }
}

impl Index<SkillIdx> for Problem {
    type Output = Named;

    fn index(&self, idx: SkillIdx) -> &Named {
        &self.facts.skills[idx.get()]
    }
}

impl Index<UnitIdx> for Problem {
    type Output = Named;

    fn index(&self, idx: UnitIdx) -> &Named {
        &self.facts.units[idx.get()]
    }
}

fn index(what: &'static str, ids: &[&str], faults: &mut Vec<FactError>) -> BTreeMap<String, usize> {
    let mut map = BTreeMap::new();
    for (idx, id) in ids.iter().enumerate() {
        if map.insert((*id).to_owned(), idx).is_some() {
            faults.push(FactError::Duplicate {
                what,
                id: (*id).to_owned(),
            });
        }
    }
    map
}

fn check_days(facts: &Facts, faults: &mut Vec<FactError>) {
    for (what, is_empty) in [
        ("days", facts.days.is_empty()),
        ("people", facts.people.is_empty()),
        ("duties", facts.duties.is_empty()),
        ("shifts", facts.shifts.is_empty()),
    ] {
        if is_empty {
            faults.push(FactError::None { what });
        }
    }
    for pair in facts.days.windows(2) {
        if pair[0].date.succ_opt() != Some(pair[1].date) {
            faults.push(FactError::BrokenDays { date: pair[1].date });
        }
    }
    let covers = |day| facts.days.iter().any(|it| it.date == day);
    for shift in facts.shifts.iter().filter(|it| !covers(it.day)) {
        faults.push(FactError::OutsidePeriod {
            shift: shift.key.clone(),
            day: shift.day,
        });
    }
    for shift in &facts.shifts {
        let start = shift.span.start().date();
        if start != shift.day {
            faults.push(FactError::OffDay {
                shift: shift.key.clone(),
                day: shift.day,
                start,
            });
        }
    }
}

fn check_numbers(facts: &Facts, faults: &mut Vec<FactError>) {
    let mut check = |from: &str, what, found: i64, ok: bool| {
        if !ok {
            faults.push(FactError::OutOfRange {
                from: from.to_owned(),
                what,
                found,
            });
        }
    };
    for person in &facts.people {
        let share = i64::from(person.share);
        check(
            &person.id,
            "share (1 to 100)",
            share,
            (1..=100).contains(&share),
        );
        let carried = person.carried;
        check(
            &person.id,
            "carried points (0 to 1000000)",
            carried,
            (0..=1_000_000).contains(&carried),
        );
    }
    for shift in &facts.shifts {
        check(
            &shift.key,
            "points (0 to 100000)",
            shift.points,
            (0..=100_000).contains(&shift.points),
        );
        let minutes = shift.span.minutes();
        check(
            &shift.key,
            "minutes (up to a week)",
            minutes,
            minutes <= 7 * 24 * 60,
        );
    }
}
