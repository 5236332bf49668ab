//! Changes of a roster: judged before anybody is asked, and judged again before they are
//! made.

pub mod decide;
pub mod error;
pub mod judge;
pub mod outage;
pub mod published;
pub mod stand_ins;
pub mod swap;

#[cfg(test)]
mod tests;
