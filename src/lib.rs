//! Duty rosters for Tết: fair, legal, proven optimal.
//!
//! # Bird's view
//!
//! An office folder (or the store) becomes [`domain::facts::Facts`]; facts that hold together become a
//! frozen [`domain::problem::Problem`]. [`rules::evaluate::evaluate`] judges any roster over a problem, and is the
//! reference. [`solver`] finds rosters and a certificate of optimality; [`proof`] checks the
//! certificate from the facts alone. [`export`] words and writes a judged roster.
//!
//! # Code map, in reading order
//!
//! | layer | room | knows |
//! |---|---|---|
//! | 0 | [`calendar`] | dates: lunar calendar, days off |
//! | 1 | [`domain`] | people, duties, shifts, rosters |
//! | 2 | [`rules`] | what makes a roster right, and what it costs |
//! | 3 | [`solver`], [`proof`], [`input`], [`store`], [`text`] ← [`export`] | each only what stands above it |
//! | 4 | [`words`] | errors of layer 3 in words |
//! | 5 | [`app`] | one function for each thing a user can do |
//! | 6 | [`cli`] | a thin face |
//!
//! # What is absent
//!
//! `calendar`, `domain`, `rules`, `solver` and `proof` read no file, no clock and print nothing.
//! `proof` never calls `solver`. No float stands in a judged cost. Vietnamese words stand only in
//! `text`, `words`, `app::describe`, command-line help, templates and data.

pub mod app;
pub mod calendar;
pub mod cli;
pub mod domain;
pub mod export;
pub mod input;
pub mod proof;
pub mod rules;
pub mod solver;
pub mod store;
pub mod text;
pub mod words;
