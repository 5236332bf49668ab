//! What the rooms that know nothing of each other say, in words: faults of the input, of a store, of
//! proofs and of exports. What only `app` can say is worded in `app::describe`.

pub mod calendar;
pub mod export;
pub mod input;
pub mod limit;
pub mod proof;
pub mod reading;
pub mod store;
pub mod template;
