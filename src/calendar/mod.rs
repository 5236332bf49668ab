//! Dates only: the half-open [`span::Span`], the Vietnamese lunar calendar, days off.

mod astro;
pub mod holidays;
pub mod lunar;
pub mod period;
pub mod span;
pub mod window;
