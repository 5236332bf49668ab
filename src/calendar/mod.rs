//! Dates only: the half-open [`span::Span`], the Vietnamese lunar calendar, days off.

mod astro;
pub mod days_off;
pub mod holidays;
pub mod lunar;
pub mod period;
pub mod span;
pub mod window;

use chrono::TimeDelta;

/// Việt Nam keeps UTC+7 all year.
pub const UTC_OFFSET: TimeDelta = TimeDelta::hours(7);
