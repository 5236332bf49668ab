//! The nouns: people, duties, shifts, rosters. Values with invariants; no file, no clock.

pub mod change;
pub mod cost;
pub mod document;
pub mod duty;
pub mod facts;
pub mod history;
pub mod ids;
pub mod names;
pub mod person;
pub mod problem;
pub mod roster;
pub mod sources;
pub mod template;
pub mod turn_log;
