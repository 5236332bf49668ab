//! What given multipliers prove, in integers.

use std::thread;

use crate::solver::master::{Column, Penalty, multiplier_range};
use crate::solver::model::schedule::ModelPerson;
use crate::solver::model::{Fixes, Model, SCALE};
use crate::solver::pricing::{Priced, Scratch, Wanted, price};

/// Multipliers of all rows, scaled by [`SCALE`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Multipliers(pub(crate) Vec<i64>);

impl Multipliers {
    /// Rounds `values` and brings each into the range its row allows, so that they prove something.
    pub(crate) fn from_floats(model: &Model, values: &[f64], penalty: Penalty) -> Self {
        let scaled = values.iter().zip(&model.rows).map(|(value, row)| {
            let (low, high) = multiplier_range(row, penalty);
            ((value * SCALE as f64).round() as i64).clamp(low * SCALE, high * SCALE)
        });
        Self(scaled.collect())
    }

    /// Each turn's scaled cost less the multipliers of its rows.
    pub(crate) fn weights(&self, person: &ModelPerson, out: &mut Vec<i64>) {
        out.clear();
        out.extend(person.turns.iter().map(|turn| {
            let paid: i64 = turn
                .entries
                .iter()
                .map(|(row, coef)| self.0[*row as usize] * coef)
                .sum();
            turn.cost * SCALE - paid
        }));
    }

    /// Scaled cost of a column less the multipliers of its rows.
    pub(crate) fn reduced(&self, column: &Column) -> i64 {
        let paid = column.entries.iter();
        let paid: i64 = paid.map(|(row, coef)| self.0[*row as usize] * coef).sum();
        column.cost * SCALE - paid
    }

    /// What they prove where people's lines cost no less than `lines`: `lines` and the right-hand
    /// sides. Where that leaves the range, something that proves less.
    fn bound(&self, model: &Model, lines: i64) -> i64 {
        let sides = (self.0.iter().zip(&model.rows))
            .map(|(value, row)| i128::from(*value) * i128::from(row.rhs));
        let bound = i128::from(lines) + sides.sum::<i128>();
        let within = bound.clamp(i128::from(i64::MIN) + 1, i128::from(i64::MAX) - 1);
        i64::try_from(within).unwrap_or(i64::MIN + 1)
    }
}

/// What pricing everybody at some multipliers gave.
#[derive(Clone, Debug)]
pub(crate) struct Pricing {
    /// No solution costs less, scaled; `None` if somebody has no line at all.
    pub(crate) bound: Option<i64>,
    /// For each person the best lines, best first.
    pub(crate) lines: Vec<Vec<Priced>>,
}

/// Prices everybody exactly; `wanted` says which of each person's lines are wanted. The threads only
/// share out the work; the answer is the same for any number of them.
pub(crate) fn price_all(
    model: &Model,
    fixes: &Fixes,
    multipliers: &Multipliers,
    wanted: &[Wanted],
    threads: usize,
) -> Pricing {
    let n_people = model.people.len();
    let mut lines = vec![Vec::new(); n_people];
    let chunk = if n_people < 150 {
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
            multipliers.weights(person, &mut weights);
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
        work(0, &mut lines);
    } else {
        thread::scope(|scope| {
            for (nth, out) in lines.chunks_mut(chunk).enumerate() {
                scope.spawn(move || work(nth * chunk, out));
            }
        });
    }
    let best: Option<i64> = lines
        .iter()
        .map(|it| it.first().map(|best| best.reduced))
        .sum();
    Pricing {
        bound: best.map(|lines| multipliers.bound(model, lines)),
        lines,
    }
}

/// The least whole cost a scaled bound leaves possible.
pub(crate) fn round_up(scaled: i64) -> i64 {
    scaled.div_euclid(SCALE) + i64::from(scaled.rem_euclid(SCALE) != 0)
}
