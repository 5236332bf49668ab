//! The days a roster covers and why each is off.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Why a day is off, or that it is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    /// One of the five statutory days of Tết (Labour Code 2019, Art. 112), on whatever weekday.
    Statutory,
    /// Off in lieu of a statutory day that fell on a weekend (Art. 111.3; ngày nghỉ bù).
    Compensatory,
    /// A working day made a day off, worked on another date (ngày hoán đổi).
    Swapped,
    /// Saturday or Sunday.
    Weekend,
    /// A working day, also a Saturday worked in exchange for a swapped day.
    Workday,
}

/// One civil day of the period a roster covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Day {
    /// The solar date.
    pub date: NaiveDate,
    /// Why it is off.
    pub kind: DayKind,
    /// Days from mùng 1: 0 on mùng 1, −1 on the last day of Chạp, 1 on mùng 2.
    pub tet: i16,
}
