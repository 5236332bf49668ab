//! The subjects of a finding by name.

use chrono::NaiveDate;

use crate::domain::ids::{PersonIdx, ShiftIdx};
use crate::domain::problem::Problem;
use crate::rules::finding::{Finding, Subject};

use super::super::Lang;

/// The subjects of a finding, sorted out and named.
pub(super) struct About<'a> {
    pub(super) lang: Lang,
    pub(super) problem: &'a Problem,
    pub(super) people: Vec<PersonIdx>,
    pub(super) shifts: Vec<ShiftIdx>,
    pub(super) days: Vec<NaiveDate>,
    /// Skills or units.
    pub(super) names: Vec<&'a str>,
    pub(super) found: i64,
    pub(super) wanted: i64,
}

impl<'a> About<'a> {
    pub(super) fn new(lang: Lang, problem: &'a Problem, finding: &Finding) -> Self {
        let mut about = Self {
            lang,
            problem,
            people: Vec::new(),
            shifts: Vec::new(),
            days: Vec::new(),
            names: Vec::new(),
            found: 0,
            wanted: 0,
        };
        for subject in &finding.about {
            match subject {
                Subject::Person(person) => about.people.push(*person),
                Subject::Shift(shift) => about.shifts.push(*shift),
                Subject::Day(day) => about.days.push(*day),
                Subject::Skill(skill) => about.names.push(&problem[*skill].name),
                Subject::Unit(unit) => about.names.push(&problem[*unit].name),
                Subject::Count { found, wanted } => {
                    (about.found, about.wanted) = (*found, *wanted);
                }
            }
        }
        about
    }

    pub(super) fn person(&self, nth: usize) -> &'a str {
        (self.people.get(nth)).map_or("?", |it| &self.problem[*it].name)
    }

    pub(super) fn people(&self) -> String {
        let names: Vec<_> = (0..self.people.len()).map(|it| self.person(it)).collect();
        names.join(", ")
    }

    /// `ca đêm 14/02 (Trực kỹ thuật)`.
    pub(super) fn turn(&self, nth: usize) -> String {
        let Some(shift_idx) = self.shifts.get(nth) else {
            return "?".to_owned();
        };
        let shift = &self.problem[*shift_idx];
        let duty = &self.problem[self.problem.duty_of(*shift_idx)].name;
        let day = day(shift.day);
        match (self.lang, shift.name.is_empty()) {
            (Lang::Vi, true) => format!("ca {day} ({duty})"),
            (Lang::En, true) => format!("the turn of {day} ({duty})"),
            (Lang::Vi | Lang::En, false) => {
                format!("{} {day} ({duty})", lower_case_start(&shift.name))
            }
        }
    }

    pub(super) fn day(&self, nth: usize) -> String {
        self.days.get(nth).map_or("?".to_owned(), |it| day(*it))
    }

    pub(super) fn name(&self) -> &'a str {
        self.names.first().copied().unwrap_or("?")
    }

    /// The person and the shift of a finding about one turn.
    pub(super) fn pair(&self) -> Option<(PersonIdx, ShiftIdx)> {
        Some((*self.people.first()?, *self.shifts.first()?))
    }
}

/// `14/02`.
pub(super) fn day(date: NaiveDate) -> String {
    date.format("%d/%m").to_string()
}

/// `14/02` or `14/02–16/02`.
pub(super) fn range(first: NaiveDate, last: NaiveDate) -> String {
    if first == last {
        day(first)
    } else {
        format!("{}–{}", day(first), day(last))
    }
}

/// `Ca đêm` inside a sentence; names that go on in capitals (`CNTT`) stay as they are.
pub(super) fn lower_case_start(name: &str) -> String {
    let mut chars = name.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(chars).collect()
        }
        (Some(_) | None, _) => name.to_owned(),
    }
}
