//! The restricted master problem: the linear relaxation of set partitioning over the columns priced
//! so far.
//!
//! Solved in its dual form by an interior-point method, whose duals lie in the middle of the
//! optimal face and so need few rounds of pricing (Gondzio et al. 2013, "New developments in the
//! primal-dual column generation technique"): 18 rounds on the instance agency1, against 31 with
//! the duals of a simplex method. Floats live only here and in what branching looks at; nothing is
//! believed before `bound` has recomputed it in integers.

use clarabel::algebra::CscMatrix;
use clarabel::solver::{DefaultSettings, DefaultSolver, IPSolver, SolverStatus, SupportedConeT};

use crate::solver::model::Schedule;
use crate::solver::model::index::RowIdx;
use crate::solver::model::rows::Row;
use crate::solver::params::FEASIBILITY_TOLERANCE;

/// One schedule of one person, as a column.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    pub(crate) person: usize,
    pub(crate) schedule: Schedule,
    pub(crate) cost: i64,
    /// Sums of coefficients in rows, by row, zeros left out.
    pub(crate) entries: Vec<(RowIdx, i64)>,
}

/// An optimal pair of the linear program.
#[derive(Clone, Debug)]
pub(crate) struct Relaxation {
    /// Dual of each row of the model; 0 where the row is not in the master.
    pub(crate) rows: Vec<f64>,
    /// Dual of each person.
    pub(crate) people: Vec<f64>,
    /// Value of each column given.
    pub(crate) values: Vec<f64>,
    pub(crate) objective: f64,
}

/// What a unit of slack costs in the master.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Penalty {
    /// Where the slack is a gap.
    pub(crate) gap: i64,
    /// Where a row must be kept: more than any solution worth finding costs.
    pub(crate) hard: i64,
}

/// The interval a row's dual may take; a slack that costs so much bounds it.
pub(crate) fn dual_range(row: &Row, penalty: Penalty) -> (i64, i64) {
    let under = row.under(penalty.gap).unwrap_or(penalty.hard);
    let over = row.over().unwrap_or(penalty.hard);
    (-over, under)
}

/// Solves the master over `columns` and the rows marked in `active`. `None` if the engine fails.
pub(crate) fn solve(
    rows: &[Row],
    active: &[bool],
    n_people: usize,
    columns: &[&Column],
    penalty: Penalty,
    tolerance: f64,
) -> Option<Relaxation> {
    let mut variable_of_row = vec![None; rows.len()];
    let mut gain = Vec::new();
    for (idx, row) in rows.iter().enumerate().filter(|(idx, _)| active[*idx]) {
        variable_of_row[idx] = Some(gain.len());
        gain.push(-(row.rhs as f64));
    }
    let first_person = gain.len();
    gain.resize(first_person + n_people, -1.0);
    let n_variables = gain.len();

    let mut triplets = Triplets::default();
    for column in columns {
        let at = triplets.new_condition(column.cost as f64);
        for (row, coefficient) in &column.entries {
            if let Some(variable) = variable_of_row[row.get()] {
                triplets.set(at, variable, *coefficient as f64);
            }
        }
        triplets.set(at, first_person + column.person, 1.0);
    }
    for (row, variable) in rows.iter().zip(&variable_of_row) {
        let Some(variable) = *variable else { continue };
        let (low, high) = dual_range(row, penalty);
        let at = triplets.new_condition(high as f64);
        triplets.set(at, variable, 1.0);
        let at = triplets.new_condition(-low as f64);
        triplets.set(at, variable, -1.0);
    }
    let matrix = triplets.matrix(n_variables);
    let no_curvature = CscMatrix::zeros((n_variables, n_variables));
    let settings = DefaultSettings {
        verbose: false,
        max_threads: 1,
        tol_gap_abs: tolerance,
        tol_gap_rel: tolerance,
        tol_feas: tolerance.min(FEASIBILITY_TOLERANCE),
        ..DefaultSettings::default()
    };
    let cones = [SupportedConeT::NonnegativeConeT(triplets.limits.len())];
    let mut solver = DefaultSolver::new(
        &no_curvature,
        &gain,
        &matrix,
        &triplets.limits,
        &cones,
        settings,
    )
    .ok()?;
    solver.solve();
    let solution = &solver.solution;
    let is_usable = matches!(
        solution.status,
        SolverStatus::Solved
            | SolverStatus::AlmostSolved
            | SolverStatus::InsufficientProgress
            | SolverStatus::MaxIterations
    );
    if !is_usable || solution.x.iter().any(|it| !it.is_finite()) {
        return None;
    }
    let of_row = |variable: &Option<usize>| variable.map_or(0.0, |it| solution.x[it]);
    Some(Relaxation {
        rows: variable_of_row.iter().map(of_row).collect(),
        people: solution.x[first_person..].to_vec(),
        values: solution.z[..columns.len()].to_vec(),
        objective: -solution.obj_val,
    })
}

/// Conditions `matrix * y <= limits` under construction.
#[derive(Default)]
struct Triplets {
    row: Vec<usize>,
    column: Vec<usize>,
    value: Vec<f64>,
    limits: Vec<f64>,
}

impl Triplets {
    fn new_condition(&mut self, limit: f64) -> usize {
        self.limits.push(limit);
        self.limits.len() - 1
    }

    fn set(&mut self, condition: usize, variable: usize, value: f64) {
        self.row.push(condition);
        self.column.push(variable);
        self.value.push(value);
    }

    fn matrix(&self, n_variables: usize) -> CscMatrix {
        CscMatrix::new_from_triplets(
            self.limits.len(),
            n_variables,
            self.row.clone(),
            self.column.clone(),
            self.value.clone(),
        )
    }
}
