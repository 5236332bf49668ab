//! Connected components of the graph of people and rows: leaders and technicians, often. Each is
//! solved on its own, so that a gap in one is not searched for in the others.

use crate::solver::exact::residues::Granularity;
use crate::solver::model::index::RowIdx;
use crate::solver::model::rows::Row;
use crate::solver::model::schedule::ModelPerson;
use crate::solver::model::{Fixes, Model, Schedule};

/// Which costs count as possible.
#[derive(Clone, Copy, Debug)]
pub(crate) enum PossibleCosts {
    /// Those of rosters without gaps.
    WithoutGaps,
    /// Every whole number.
    Any,
}

/// People tied together and the rows that tie them: what one search works on and never changes.
#[derive(Debug)]
pub(crate) struct Component {
    /// Its people, as a model of their own.
    pub(crate) model: Model,
    /// Where each of them stands in the whole model.
    pub(crate) people: Vec<usize>,
    /// What is settled for them beforehand.
    pub(crate) settled: Fixes,
    /// What each gap costs.
    pub(crate) gap_price: i64,
    pub(crate) granularity: Granularity,
}

/// One schedule for each person that together keep every hard row.
#[derive(Clone, Debug)]
pub(crate) struct Assignment {
    /// Schedules, soft rows and the price of each gap.
    pub(crate) cost: i64,
    pub(crate) gaps: u32,
    pub(crate) schedules: Vec<Schedule>,
}

impl Component {
    /// Every assignment costs less.
    pub(crate) fn ceiling(&self) -> i64 {
        let above_lowest = self.gap_price * self.model.n_demanded() + self.model.highest_cost();
        self.model.lowest_cost() + above_lowest + 1
    }

    /// `schedules` as an assignment; `None` if they break a rule or a hard row.
    pub(crate) fn assignment(&self, schedules: &[Schedule]) -> Option<Assignment> {
        let (gaps, cost) = self.model.judge(schedules)?;
        Some(Assignment {
            cost: cost + self.gap_price * i64::from(gaps),
            gaps,
            schedules: schedules.to_vec(),
        })
    }

    /// What is left to decide about `people` if all others keep their `schedules`, and which row of
    /// this component each of its rows is.
    pub(crate) fn neighbourhood(
        &self,
        people: &[usize],
        schedules: &[Schedule],
    ) -> (Self, Vec<RowIdx>) {
        let mut is_used = vec![false; self.model.rows.len()];
        let turns = (people.iter()).flat_map(|person| &self.model.people[*person].turns);
        for (row, _) in turns.flat_map(|turn| &turn.entries) {
            is_used[row.get()] = true;
        }
        let rows: Vec<usize> = (0..is_used.len()).filter(|row| is_used[*row]).collect();
        let mut model = restrict(&self.model, people, &rows);
        let others = (self.model).row_sums(schedules, |person| !people.contains(&person));
        for (row, idx) in model.rows.iter_mut().zip(&rows) {
            row.rhs -= others[*idx];
        }
        let component = Self {
            model,
            people: people.to_vec(),
            settled: people.iter().map(|it| self.settled[*it].clone()).collect(),
            gap_price: self.gap_price,
            granularity: Granularity::ANY,
        };
        (component, rows.into_iter().map(RowIdx::new).collect())
    }
}

/// Splits `model`. Rows without people and people without rows go with the first component.
pub(crate) fn split(
    model: &Model,
    settled: &Fixes,
    gap_price: i64,
    costs: PossibleCosts,
) -> Vec<Component> {
    let mut leader: Vec<usize> = (0..model.people.len()).collect();
    let mut seen: Vec<Option<usize>> = vec![None; model.rows.len()];
    for (person, it) in model.people.iter().enumerate() {
        for (row, _) in it.turns.iter().flat_map(|turn| &turn.entries) {
            match seen[row.get()] {
                None => seen[row.get()] = Some(person),
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
    let leader_of = leaders.clone();
    leaders.sort_unstable();
    leaders.dedup();
    let component = |leads: &usize| {
        let people: Vec<usize> = (0..leader.len())
            .filter(|person| leader_of[*person] == *leads)
            .collect();
        let holds_first = people.contains(&first);
        let is_mine =
            |row: usize| seen[row].map_or(holds_first, |person| leader_of[person] == *leads);
        let rows: Vec<usize> = (0..model.rows.len()).filter(|row| is_mine(*row)).collect();
        let model = restrict(model, &people, &rows);
        Component {
            granularity: match costs {
                PossibleCosts::WithoutGaps => Granularity::of(&model),
                PossibleCosts::Any => Granularity::ANY,
            },
            model,
            settled: people
                .iter()
                .map(|person| settled[*person].clone())
                .collect(),
            people,
            gap_price,
        }
    };
    leaders.iter().map(component).collect()
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

/// The model of just `people` and `rows`.
fn restrict(model: &Model, people: &[usize], rows: &[usize]) -> Model {
    let mut place = vec![None; model.rows.len()];
    for (nth, row) in rows.iter().enumerate() {
        place[*row] = Some(RowIdx::new(nth));
    }
    let person = |person: &usize| {
        let mut person = model.people[*person].clone();
        for turn in &mut person.turns {
            turn.renumber_rows(&place);
        }
        person
    };
    let row = |row: &usize| -> Row { model.rows[*row].clone() };
    Model {
        people: people.iter().map(person).collect(),
        rows: rows.iter().map(row).collect(),
    }
}
