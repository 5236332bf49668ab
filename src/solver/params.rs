//! Every number the method is tuned by: what it does, and the measurement that chose it.
//!
//! Changing one changes which roster is found where several are equally good, and how long it
//! takes, never whether a proof holds. Where no measurement is recorded, it says so.

use super::model::SCALE;

// Pricing.

/// Sizes of the arrays of resources in labels: a person with at most so many is priced with an
/// array of that size. Offices have two resources (points, turns), Curtois–Qu instances three to
/// seven or so. Not measured: that a fixed small size beats a list for each label is assumed.
pub(super) const FEW_RESOURCES: usize = 2;
/// See [`FEW_RESOURCES`].
pub(super) const SEVERAL_RESOURCES: usize = 6;
/// Most resources a person may have; more is refused before anything is solved.
pub(super) const MAX_RESOURCES: usize = 24;

/// Most levels of the guide of completion bounds. The table has a cell for each level of each turn.
/// Chosen with the completion bounds themselves, which brought Instance5 of Curtois and Qu from
/// 1354 in 80 s to 1143 in 40 s. Not measured.
pub(super) const MAX_GUIDE_LEVELS: i64 = 128;

/// Partial paths walked by enumeration for each schedule that may be found, at most: a stop against
/// enumerations that find little and take long. Not measured.
pub(super) const STEPS_PER_SCHEDULE: usize = 50;

/// Fewest people that pricing is shared out to several threads for: below, starting them costs more
/// than it saves. Not measured.
pub(super) const PEOPLE_PER_THREAD: usize = 150;

// Column generation.

/// Most rounds at the root: a stop against running for ever, never reached so far (the benchmarks
/// need 10 to 30).
pub(super) const ROOT_ROUNDS: usize = 500;

/// Most rounds in a node below the root; more seldom change what is branched on. Not measured.
pub(super) const NODE_ROUNDS: usize = 40;

/// Schedules of a person taken over from the first pricing, at the duals of the node above. Not
/// measured.
pub(super) const COLUMNS_FROM_START: usize = 2;

/// Schedules of a person that a round brings at most. Not measured.
pub(super) const COLUMNS_PER_ROUND: usize = 3;

/// Rounds in which the master is solved to [`COARSE_TOLERANCE`] only, and column generation does
/// not end: the first duals are far off whatever their digits. Not measured.
pub(super) const COARSE_ROUNDS: usize = 3;
/// See [`COARSE_ROUNDS`]. Not measured.
pub(super) const COARSE_TOLERANCE: f64 = 1e-4;
/// Gap to which the master is solved afterwards. Not measured.
pub(super) const FINE_TOLERANCE: f64 = 1e-9;
/// Infeasibility the master's engine may leave; the duals are brought into range in integers
/// anyway. Not measured.
pub(super) const FEASIBILITY_TOLERANCE: f64 = 1e-7;
/// A bound this close to the master's objective, or above, has reached it. Not measured: it only
/// has to exceed the rounding of floats.
pub(super) const OBJECTIVE_TOLERANCE: f64 = 1e-6;
/// A row is broken if its sum is too high by more than this. Not measured: as
/// [`OBJECTIVE_TOLERANCE`].
pub(super) const BROKEN_ROW_TOLERANCE: f64 = 1e-6;
/// How far below its person's dual a reduced cost must lie for the column to be new, scaled: 1e-5.
/// Not measured: as [`OBJECTIVE_TOLERANCE`].
pub(super) const REDUCED_COST_TOLERANCE: i64 = SCALE / 100_000;

// Candidates.

/// Duals of earlier rounds kept beside the best, each a further filter of candidates. Not measured.
pub(super) const EARLIER_DUALS: usize = 4;

/// Most candidates of one person: memory, and the time of the search after. Not measured.
pub(super) const MAX_CANDIDATES_OF_ONE: usize = 2_000;
/// Most candidates of all people. Not measured.
pub(super) const MAX_CANDIDATES: usize = 20_000;
/// With many people, so many for each of them instead: with room for them, 5,100 people are proven
/// optimal in 25 s.
pub(super) const MIN_CANDIDATES_EACH: usize = 40;

// Exact search.

/// Nodes of the first attempt; each restart has twice as many. Not measured.
pub(super) const FIRST_RESTART: usize = 250;
/// Most nodes of an attempt at the root. So high because what comes after, large neighbourhood
/// search, took 2 to 4 s for nothing where the candidates can be searched. Not measured.
pub(super) const ROOT_SEARCH_NODES: usize = 32_000;
/// Most nodes of an attempt in a node of the branching tree. Not measured.
pub(super) const NODE_SEARCH_NODES: usize = 1_000;

// Local search, for a first roster.

/// Moves tried for each turn somebody may stand. Not measured.
pub(super) const LOCAL_STEPS_PER_TURN: usize = 20;
/// The first threshold is the price of a gap divided by this. Not measured.
pub(super) const LOCAL_THRESHOLD_OF: i64 = 20;
/// Moves between two looks at whether this is the best so far: copying every improvement would cost
/// more than finding it. Part of what brought 4,920 people to 6 s. Not measured.
pub(super) const LOCAL_KEEP_EVERY: usize = 256;

// Repair of the relaxation.

/// Changes tried for each target at the root. Not measured.
pub(super) const ROOT_REPAIR_STEPS: usize = 20_000;
/// Changes tried in a node of the branching tree. Not measured.
pub(super) const NODE_REPAIR_STEPS: usize = 2_000;
/// Who has changed keeps their schedule for so many changes: at least the first number, and a
/// random number below the second more. Not measured.
pub(super) const REPAIR_TABU: (usize, usize) = (2, 6);

// Diving and branching.

/// A share of a turn this close to 0 counts as none. Not measured: it only has to exceed what the
/// interior-point method leaves.
pub(super) const SHARE_TOLERANCE: f64 = 1e-4;
/// Shares so close to each other are equal, so that rounding of floats does not decide. Not
/// measured.
pub(super) const SHARE_TIE: f64 = 1e-9;
/// A share above this becomes whole when diving. Not measured.
pub(super) const DIVE_SHARE: f64 = 0.95;
/// One in so many of the open shares becomes whole besides, the heaviest first. Not measured.
pub(super) const DIVE_MORE_OF: usize = 40;
/// Most rounds of column generation at each step of a dive. Not measured.
pub(super) const DIVE_ROUNDS: usize = 4;
/// The share whose turn is branched on first: a little above a half, so that the branch that stands
/// the turn, which decides more, is the likelier one. Not measured.
pub(super) const BRANCH_SHARE: f64 = 0.6;

// Large neighbourhood search.

/// Fewest people at a time. Sizes and failures were set anew, from 2 to 6 people and 24 failures,
/// when people came to be picked by excess. Not measured.
pub(super) const LNS_MIN_PEOPLE: usize = 4;
/// Most people at a time. Not measured.
pub(super) const LNS_MAX_PEOPLE: usize = 12;
/// Tries without success, for each of the people, before more take part. Not measured.
pub(super) const LNS_FAILURES: usize = 4;
/// One person in so many is picked by excess, the others at random. Not measured.
pub(super) const LNS_ONE_BY_EXCESS_OF: usize = 3;
/// Excess is counted in units of `1 / LNS_EXCESS_UNITS`, so that the sum of all stays in range.
pub(super) const LNS_EXCESS_UNITS: i64 = 64;
/// Known columns of each person that a neighbourhood starts from. Not measured.
pub(super) const LNS_KNOWN_COLUMNS: usize = 12;
/// Most rounds of column generation in a neighbourhood. Not measured.
pub(super) const LNS_ROUNDS: usize = 60;
/// Most nodes of the branching tree of a neighbourhood. Not measured.
pub(super) const LNS_NODES: usize = 8;

// Questions whether to go on. Each costs a look at the clock; each sets how late a stop may come.
// They also count the reports of a `ReportLimit`, so changing one changes its answers. Not
// measured.

/// Moves of the local search between two questions.
pub(super) const LOCAL_ASK_EVERY: usize = 4_096;
/// Changes of a repair between two questions.
pub(super) const REPAIR_ASK_EVERY: usize = 1_024;
/// Nodes of the exact search between two questions.
pub(super) const EXACT_ASK_EVERY: usize = 256;
