//! A model falls into parts that no row ties together: leaders and technicians, often. Each is
//! solved on its own, so that a gap in one is not searched for in the others.

use crate::solver::model::rows::Row;
use crate::solver::model::schedule::ModelPerson;
use crate::solver::model::{Fixes, Model};

/// People tied together and the rows that tie them.
#[derive(Debug)]
pub(crate) struct Part {
    /// Its people, as a model of their own.
    pub(crate) model: Model,
    /// Where each of them stands in the whole model.
    pub(crate) people: Vec<usize>,
    /// What is settled for them beforehand.
    pub(crate) settled: Fixes,
}

/// Splits `model`. Rows without people and people without rows go with the first part.
pub(crate) fn split(model: &Model, settled: &Fixes) -> Vec<Part> {
    let mut leader: Vec<usize> = (0..model.people.len()).collect();
    let mut seen: Vec<Option<usize>> = vec![None; model.rows.len()];
    for (person, it) in model.people.iter().enumerate() {
        for (row, _) in it.turns.iter().flat_map(|turn| &turn.entries) {
            match seen[*row as usize] {
                None => seen[*row as usize] = Some(person),
                Some(other) => join(&mut leader, person, other),
            }
        }
    }
    let has_rows = |it: &ModelPerson| it.turns.iter().any(|turn| !turn.entries.is_empty());
    let first = model.people.iter().position(has_rows).unwrap_or(0);
    for person in (0..leader.len()).filter(|person| !has_rows(&model.people[*person])) {
        join(&mut leader, person, first);
    }
    let mut leaders: Vec<usize> = (0..leader.len())
        .map(|person| find(&leader, person))
        .collect();
    let part_of_person = leaders.clone();
    leaders.sort_unstable();
    leaders.dedup();
    let part = |leads: &usize| {
        let people: Vec<usize> = (0..leader.len())
            .filter(|person| part_of_person[*person] == *leads)
            .collect();
        let holds_first = people.contains(&first);
        let is_mine =
            |row: usize| seen[row].map_or(holds_first, |person| part_of_person[person] == *leads);
        let rows: Vec<usize> = (0..model.rows.len()).filter(|row| is_mine(*row)).collect();
        Part {
            model: restrict(model, &people, &rows),
            settled: people
                .iter()
                .map(|person| settled[*person].clone())
                .collect(),
            people,
        }
    };
    leaders.iter().map(part).collect()
}

fn find(leader: &[usize], mut person: usize) -> usize {
    while leader[person] != person {
        person = leader[person];
    }
    person
}

fn join(leader: &mut [usize], a: usize, b: usize) {
    let (a, b) = (find(leader, a), find(leader, b));
    leader[a.max(b)] = a.min(b);
}

/// The model of just `people` and `rows`, which must hold every row these people count in.
pub(crate) fn restrict(model: &Model, people: &[usize], rows: &[usize]) -> Model {
    let mut place = vec![u32::MAX; model.rows.len()];
    for (nth, row) in (0_u32..).zip(rows) {
        place[*row] = nth;
    }
    let person = |person: &usize| {
        let mut person = model.people[*person].clone();
        for (row, _) in person.turns.iter_mut().flat_map(|turn| &mut turn.entries) {
            *row = place[*row as usize];
        }
        person
    };
    Model {
        people: people.iter().map(person).collect(),
        rows: rows
            .iter()
            .map(|row| model.rows[*row].clone())
            .collect::<Vec<Row>>(),
    }
}
