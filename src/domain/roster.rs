//! Who stands what.

use super::facts::Assignment;
use super::ids::{PersonIdx, ShiftIdx};
use super::problem::Problem;

/// An assignment of people to shifts (lịch trực), perhaps with empty seats or too many people:
/// whether it is right is for `rules` to say. No person stands one shift twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roster {
    people_of_shift: Vec<Vec<PersonIdx>>,
    shifts_of_person: Vec<Vec<ShiftIdx>>,
}

impl Roster {
    /// Nobody stands anything.
    pub fn empty(problem: &Problem) -> Self {
        Self {
            people_of_shift: vec![Vec::new(); problem.shifts().len()],
            shifts_of_person: vec![Vec::new(); problem.people().len()],
        }
    }

    /// Resolves `assignments`; those naming an unknown person or shift come back beside it.
    pub fn from_assignments<'a>(
        problem: &Problem,
        assignments: &'a [Assignment],
    ) -> (Self, Vec<&'a Assignment>) {
        let mut roster = Self::empty(problem);
        let mut unknown = Vec::new();
        for assignment in assignments {
            let person = problem.person_by_id(&assignment.person);
            let shift = problem.shift_by_key(&assignment.shift);
            if let (Some(person), Some(shift)) = (person, shift) {
                roster.assign(person, shift);
            } else {
                unknown.push(assignment);
            }
        }
        (roster, unknown)
    }

    /// Puts `person` on `shift`; nothing happens if they stand it already.
    pub fn assign(&mut self, person: PersonIdx, shift: ShiftIdx) {
        let people = &mut self.people_of_shift[shift.get()];
        if let Err(at) = people.binary_search(&person) {
            people.insert(at, person);
            let shifts = &mut self.shifts_of_person[person.get()];
            let at = shifts.partition_point(|it| *it < shift);
            shifts.insert(at, shift);
        }
    }

    /// Takes `person` off `shift`, if they stand it.
    pub fn remove(&mut self, person: PersonIdx, shift: ShiftIdx) {
        self.people_of_shift[shift.get()].retain(|it| *it != person);
        self.shifts_of_person[person.get()].retain(|it| *it != shift);
    }

    /// Whether `person` stands `shift`.
    pub fn stands(&self, person: PersonIdx, shift: ShiftIdx) -> bool {
        self.people_of_shift[shift.get()]
            .binary_search(&person)
            .is_ok()
    }

    /// Who stands `shift`, in the problem's order of people.
    pub fn people_of(&self, shift: ShiftIdx) -> &[PersonIdx] {
        &self.people_of_shift[shift.get()]
    }

    /// What `person` stands, in order of time.
    pub fn shifts_of(&self, person: PersonIdx) -> &[ShiftIdx] {
        &self.shifts_of_person[person.get()]
    }

    /// Every turn, by shift and person.
    pub fn turns(&self) -> impl Iterator<Item = (PersonIdx, ShiftIdx)> {
        (self.people_of_shift.iter().enumerate()).flat_map(|(shift, people)| {
            people
                .iter()
                .map(move |person| (*person, ShiftIdx::new(shift)))
        })
    }

    /// The turns by id and key, in order of shift and person.
    pub fn assignments(&self, problem: &Problem) -> Vec<Assignment> {
        self.turns()
            .map(|(person, shift)| problem.assignment(person, shift))
            .collect()
    }
}
