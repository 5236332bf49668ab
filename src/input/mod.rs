//! Files → facts, or every fault at once.

mod csv;
mod days;
mod document;
pub mod error;
pub mod files;
pub mod folder;
pub mod history;
pub mod ics;
mod leave;
pub mod lists;
mod office;
mod people;
mod period;
pub mod reading;
pub mod roster;
mod rules;
pub mod sources;
mod table;
pub mod when;
mod xlsx;
