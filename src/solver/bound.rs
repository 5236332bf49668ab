//! The Lagrangian bound of given duals, recomputed in exact integers (Held & Karp 1971; Geoffrion
//! 1974, "Lagrangean relaxation for integer programming").
//!
//! With the rows relaxed, the problem falls apart into people: right-hand sides times duals, plus
//! each person's least reduced cost, is a bound for any duals within their ranges, however they
//! were found. That is why floats may find them.

use std::thread;

use crate::solver::master::{Column, Penalty, dual_range};
use crate::solver::model::index::RowIdx;
use crate::solver::model::schedule::ModelPerson;
use crate::solver::model::{Fixes, Model, SCALE};
use crate::solver::params::PEOPLE_PER_THREAD;
use crate::solver::pricing::{Priced, Scratch, Wanted, price};

/// What is proven of all solutions of a node. Higher is stronger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Bound {
    /// None costs less.
    AtLeast(i64),
    /// There is none.
    NoSolution,
}

impl Bound {
    /// Of two components together.
    pub(crate) fn plus(self, other: Self) -> Self {
        match (self, other) {
            (Self::AtLeast(a), Self::AtLeast(b)) => Self::AtLeast(a.saturating_add(b)),
            (Self::NoSolution, _) | (_, Self::NoSolution) => Self::NoSolution,
        }
    }

    pub(crate) fn reaches(self, cost: i64) -> bool {
        Self::AtLeast(cost) <= self
    }

    /// `None` if there is no solution.
    pub(crate) fn value(self) -> Option<i64> {
        match self {
            Self::AtLeast(cost) => Some(cost),
            Self::NoSolution => None,
        }
    }
}

/// Duals of all rows, scaled by [`SCALE`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Duals(pub(crate) Vec<i64>);

impl Duals {
    /// Rounds `values` and brings each into the range its row allows, so that they prove something.
    pub(crate) fn from_floats(model: &Model, values: &[f64], penalty: Penalty) -> Self {
        let scaled = values.iter().zip(&model.rows).map(|(value, row)| {
            let (low, high) = dual_range(row, penalty);
            ((value * SCALE as f64).round() as i64).clamp(low * SCALE, high * SCALE)
        });
        Self(scaled.collect())
    }

    pub(crate) fn of(&self, row: RowIdx) -> i64 {
        self.0[row.get()]
    }

    /// Each turn's scaled cost less the duals of its rows.
    pub(crate) fn weights(&self, person: &ModelPerson, out: &mut Vec<i64>) {
        out.clear();
        out.extend(
            { person.turns.iter() }.map(|turn| turn.cost * SCALE - self.paid(&turn.entries)),
        );
    }

    /// Reduced cost of a column, scaled, but for the dual of its person.
    pub(crate) fn reduced_cost(&self, column: &Column) -> i64 {
        column.cost * SCALE - self.paid(&column.entries)
    }

    fn paid(&self, entries: &[(RowIdx, i64)]) -> i64 {
        let paid = entries.iter().map(|(row, coef)| self.of(*row) * coef);
        paid.sum()
    }

    /// The Lagrangian bound, scaled, where people's schedules of least reduced cost add up to
    /// `people`. Where that leaves the range, something that proves less.
    fn bound(&self, model: &Model, people: i64) -> i64 {
        let sides = (self.0.iter().zip(&model.rows))
            .map(|(value, row)| i128::from(*value) * i128::from(row.rhs));
        let bound = i128::from(people) + sides.sum::<i128>();
        let within = bound.clamp(i128::from(i64::MIN) + 1, i128::from(i64::MAX) - 1);
        i64::try_from(within).unwrap_or(i64::MIN + 1)
    }
}

/// What pricing everybody at some duals gave.
#[derive(Clone, Debug)]
pub(crate) struct Pricing {
    /// The Lagrangian bound, scaled: there is no solution if somebody has no schedule at all.
    pub(crate) bound: Bound,
    /// For each person the best schedules, best first.
    pub(crate) schedules: Vec<Vec<Priced>>,
}

/// Prices everybody exactly; `wanted` says which of each person's schedules are wanted. The threads
/// only share out the work; the answer is the same for any number of them.
pub(crate) fn price_all(
    model: &Model,
    fixes: &Fixes,
    duals: &Duals,
    wanted: &[Wanted],
    threads: usize,
) -> Pricing {
    let n_people = model.people.len();
    let mut schedules = vec![Vec::new(); n_people];
    let chunk = if n_people < PEOPLE_PER_THREAD {
        n_people
    } else {
        n_people.div_ceil(threads.max(1))
    }
    .max(1);
    let work = |first: usize, out: &mut [Vec<Priced>]| {
        let mut scratch = Scratch::default();
        let mut weights = Vec::new();
        for (nth, out) in out.iter_mut().enumerate() {
            let person = &model.people[first + nth];
            duals.weights(person, &mut weights);
            price(
                person,
                &weights,
                &fixes[first + nth],
                wanted[first + nth],
                &mut scratch,
                out,
            );
        }
    };
    if n_people <= chunk {
        work(0, &mut schedules);
    } else {
        thread::scope(|scope| {
            for (nth, out) in schedules.chunks_mut(chunk).enumerate() {
                scope.spawn(move || work(nth * chunk, out));
            }
        });
    }
    let best: Option<i64> = schedules
        .iter()
        .map(|it| it.first().map(|best| best.reduced))
        .sum();
    Pricing {
        bound: best.map_or(Bound::NoSolution, |people| {
            Bound::AtLeast(duals.bound(model, people))
        }),
        schedules,
    }
}

/// The least whole cost a scaled bound leaves possible.
pub(crate) fn round_up(scaled: i64) -> i64 {
    scaled.div_euclid(SCALE) + i64::from(scaled.rem_euclid(SCALE) != 0)
}
