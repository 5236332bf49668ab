//! What the program does as a whole, seen from outside. One binary, so that it links once.

#![expect(
    clippy::unwrap_used,
    reason = "a test fails by panicking; clippy excuses only the test functions themselves"
)]

mod bad_input;
mod calendar;
mod choices;
mod cli;
mod conflicts;
mod fairness;
mod optimality;
mod plan;
mod random_facts;
mod samples;
mod support;
mod tidy;
mod verify;
