//! Dates only: the half-open [`span::Span`], the Vietnamese lunar calendar, days off.

pub mod span;
pub mod window;
