//! What the program does as a whole, seen from outside. One binary, so that it links once.

#![expect(
    clippy::unwrap_used,
    reason = "a test fails by panicking; clippy excuses only the test functions themselves"
)]

mod alternatives;
mod answers;
mod bad_input;
mod calendar;
mod changes;
mod choices;
mod circles;
mod cli;
mod conflicts;
mod contract;
mod damage;
mod days;
mod edited;
mod fairness;
mod faults;
mod folder;
mod forged;
mod history;
mod one_figure;
mod optimality;
mod papers;
mod plan;
mod random_facts;
mod random_proofs;
mod restore;
mod samples;
mod small_office;
mod soundness;
mod stand_ins;
mod store;
mod support;
mod tidy;
mod verify;
