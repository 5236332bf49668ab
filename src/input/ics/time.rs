//! Texts of times → times, as the standard writes them and as programs do.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

/// A date or time as written, before any zone is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// A civil day, which no zone moves (RFC 5545, 3.3.4).
    Day(NaiveDate),
    /// A time on the clocks of some zone.
    Civil(NaiveDateTime),
    /// A moment, in universal time.
    Moment(NaiveDateTime),
}

/// Reads `20180214`, `20180214T080000`, `20180214T010000Z`, and the same as ISO 8601 has it:
/// `2018-02-14T08:00:00+07:00`. The hour 24 is the end of the day.
pub(super) fn written(text: &str) -> Option<Written> {
    let text = text.trim();
    let (date, rest) = match text.as_bytes().get(4) {
        Some(b'-') => (text.get(..10)?.replace('-', ""), text.get(10..)?),
        _ => (text.get(..8)?.to_owned(), text.get(8..)?),
    };
    let date = day(&date)?;
    let Some(rest) = rest.strip_prefix(['T', 't', ' ']) else {
        return rest.is_empty().then_some(Written::Day(date));
    };
    let (clock, zone) = match rest.find(['Z', 'z', '+', '-']) {
        Some(at) => rest.split_at(at),
        None => (rest, ""),
    };
    let clock = clock.split(['.', ',']).next()?.replace(':', "");
    let civil = match clock.as_str() {
        "2400" | "240000" => date
            .checked_add_days(Days::new(1))?
            .and_time(NaiveTime::MIN),
        _ => date.and_time(time(&clock)?),
    };
    match zone {
        "" => Some(Written::Civil(civil)),
        "Z" | "z" => Some(Written::Moment(civil)),
        offset => {
            let moment = civil.checked_sub_signed(TimeDelta::seconds(self::offset(offset)?))?;
            Some(Written::Moment(moment))
        }
    }
}

fn day(digits: &str) -> Option<NaiveDate> {
    let number = |from, to| {
        digits
            .get(from..to)
            .filter(|it| all_digits(it))?
            .parse::<u32>()
            .ok()
    };
    let year = i32::try_from(number(0, 4)?).ok().filter(|it| 0 < *it)?;
    NaiveDate::from_ymd_opt(year, number(4, 6)?, number(6, 8)?)
}

/// `080000` or `0800`; a leap second is the one before it.
fn time(digits: &str) -> Option<NaiveTime> {
    if !all_digits(digits) || ![4, 6].contains(&digits.len()) {
        return None;
    }
    let number = |at: usize| digits.get(at..at + 2)?.parse::<u32>().ok();
    let second = number(4).unwrap_or(0);
    let second = if second == 60 { 59 } else { second };
    NaiveTime::from_hms_opt(number(0)?, number(2)?, second)
}

/// `+0700`, `-05:30`, `+07`, `+070000`, in seconds east.
pub(super) fn offset(text: &str) -> Option<i64> {
    let (sign, rest) = match text.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let digits = rest.replace(':', "");
    if !all_digits(&digits) || ![2, 4, 6].contains(&digits.len()) {
        return None;
    }
    let number = |at: usize| digits.get(at..at + 2).map_or(Ok(0), str::parse::<i64>).ok();
    let seconds = number(0)? * 3_600 + number(2)? * 60 + number(4)?;
    (seconds < 24 * 3_600).then_some(sign * seconds)
}

fn all_digits(text: &str) -> bool {
    text.bytes().all(|it| it.is_ascii_digit())
}

/// How long something lasts: days as the calendar counts them, then seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Length {
    pub(super) days: u64,
    pub(super) seconds: i64,
}

impl Length {
    /// An upper bound, for looking back.
    pub(super) fn at_most(self) -> TimeDelta {
        TimeDelta::days(i64::try_from(self.days).unwrap_or(i64::MAX).min(MAX_DAYS))
            + TimeDelta::seconds(self.seconds.max(0))
    }
}

/// Nothing lasts longer.
const MAX_DAYS: i64 = 400_000;

/// A duration such as `P1D`, `PT2H30M`, `P2W`; `None` if it is none or goes back in time.
pub(super) fn length(text: &str) -> Option<Length> {
    let text = text.trim().to_ascii_uppercase();
    let rest = text.strip_prefix('+').unwrap_or(&text).strip_prefix('P')?;
    let (days, clock) = rest.split_once('T').unwrap_or((rest, ""));
    if rest.is_empty() || rest.ends_with('T') {
        return None;
    }
    let of_days = units(days, &[('W', 7), ('D', 1)])?;
    let seconds = units(clock, &[('H', 3_600), ('M', 60), ('S', 1)])?;
    if MAX_DAYS < of_days || MAX_DAYS * 86_400 < seconds {
        return None;
    }
    Some(Length {
        days: of_days.unsigned_abs(),
        seconds,
    })
}

/// The sum of numbers with a unit each, the larger ones first.
fn units(text: &str, values: &[(char, i64)]) -> Option<i64> {
    let mut sum = 0_i64;
    let mut rest = text;
    for (unit, value) in values {
        if let Some((number, after)) = rest.split_once(*unit) {
            let number: u32 = number.parse().ok()?;
            sum = sum.checked_add(i64::from(number) * value)?;
            rest = after;
        }
    }
    rest.is_empty().then_some(sum)
}
