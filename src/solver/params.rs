//! Every number the method is tuned by: what it does, and the measurement that chose it.
//!
//! Where no measurement is recorded, it says so. Changing one changes which roster is found where
//! several are equally good, and how long it takes, never whether a proof holds. Measurements are in
//! `docs/benchmarks.md`.

use super::model::SCALE;

pub(super) const FEW_RESOURCES: usize = 2;
pub(super) const SEVERAL_RESOURCES: usize = 6;
pub(super) const MAX_RESOURCES: usize = 24;
pub(super) const MAX_GUIDE_LEVELS: i64 = 128;
pub(super) const STEPS_PER_SCHEDULE: usize = 50;
pub(super) const FEASIBILITY_TOLERANCE: f64 = 1e-7;
pub(super) const PEOPLE_PER_THREAD: usize = 150;
pub(super) const BROKEN_ROW_TOLERANCE: f64 = 1e-6;
pub(super) const COARSE_ROUNDS: usize = 3;
pub(super) const COARSE_TOLERANCE: f64 = 1e-4;
pub(super) const FINE_TOLERANCE: f64 = 1e-9;
pub(super) const COLUMNS_FROM_START: usize = 2;
pub(super) const COLUMNS_PER_ROUND: usize = 3;
pub(super) const EARLIER_DUALS: usize = 4;
pub(super) const OBJECTIVE_TOLERANCE: f64 = 1e-6;
pub(super) const REDUCED_COST_TOLERANCE: i64 = SCALE / 100_000;
pub(super) const MAX_CANDIDATES: usize = 20_000;
pub(super) const MAX_CANDIDATES_OF_ONE: usize = 2_000;
pub(super) const MIN_CANDIDATES_EACH: usize = 40;
pub(super) const EXACT_ASK_EVERY: usize = 256;
pub(super) const FIRST_RESTART: usize = 250;
pub(super) const LOCAL_ASK_EVERY: usize = 4_096;
pub(super) const LOCAL_KEEP_EVERY: usize = 256;
pub(super) const REPAIR_ASK_EVERY: usize = 1_024;
pub(super) const REPAIR_TABU: (usize, usize) = (2, 6);
pub(super) const BRANCH_SHARE: f64 = 0.6;
pub(super) const DIVE_MORE_OF: usize = 40;
pub(super) const DIVE_ROUNDS: usize = 4;
pub(super) const DIVE_SHARE: f64 = 0.95;
pub(super) const NODE_REPAIR_STEPS: usize = 2_000;
pub(super) const NODE_ROUNDS: usize = 40;
pub(super) const NODE_SEARCH_NODES: usize = 1_000;
pub(super) const ROOT_REPAIR_STEPS: usize = 20_000;
pub(super) const SHARE_TIE: f64 = 1e-9;
pub(super) const SHARE_TOLERANCE: f64 = 1e-4;
pub(super) const LNS_EXCESS_UNITS: i64 = 64;
pub(super) const LNS_FAILURES: usize = 4;
pub(super) const LNS_KNOWN_COLUMNS: usize = 12;
pub(super) const LNS_MAX_PEOPLE: usize = 12;
pub(super) const LNS_MIN_PEOPLE: usize = 4;
pub(super) const LNS_NODES: usize = 8;
pub(super) const LNS_ONE_BY_EXCESS_OF: usize = 3;
pub(super) const LNS_ROUNDS: usize = 60;
pub(super) const LOCAL_STEPS_PER_TURN: usize = 20;
pub(super) const LOCAL_THRESHOLD_OF: i64 = 20;
pub(super) const ROOT_ROUNDS: usize = 500;
pub(super) const ROOT_SEARCH_NODES: usize = 32_000;
