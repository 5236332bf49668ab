//! Leave out of people's calendars.
//!
//! Lines are unfolded here, byte by byte, since folds may cut letters; each is read by the crate
//! `ical` on its own, so that one bad line costs no more than itself; components are stacked here,
//! since real files close them wrongly. Every time is made normal before anything is expanded:
//! whole days stay days, times go on the clocks of their series. The crate `calcard` then expands
//! rules in civil time and knows time zones by name.

pub mod cause;
mod components;
mod event;
mod lines;
mod normal;
mod property;
mod rule;
mod series;
mod time;
mod zone;

use std::collections::BTreeMap;

use crate::calendar::span::Span;
use crate::domain::person::Leave;

use self::cause::{IcsCause, IcsError, IcsWarning};
use self::components::Kind;
use self::event::Event;
use self::rule::Budget;
use self::series::Found;
use self::zone::Zones;

/// Most occurrences of all together.
const MAX_LEAVES: usize = 10_000;

/// What a calendar says about a person's time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IcsLeave {
    /// When they cannot, in civil time of Việt Nam, within the period asked for.
    pub leaves: Vec<Leave>,
    /// How many events there are in all, each version and changed occurrence counted.
    pub events: usize,
    /// How many of them say something of the period.
    pub within: usize,
    /// What was left out or read with a doubt, and why.
    pub warnings: Vec<IcsWarning>,
    /// E-mail addresses that may say whose calendar it is.
    pub addresses: Vec<String>,
}

/// Reads the leave that overlaps `period`.
///
/// # Errors
///
/// The bytes are no calendar, or hold too much.
pub fn read_leave(bytes: &[u8], period: Span) -> Result<IcsLeave, IcsError> {
    let (lines, is_guess) = lines::unfold(bytes);
    let document = components::read(&lines)?;
    if cause::MAX_EVENTS < document.components.len() {
        return Err(IcsError::TooMany);
    }
    let mut budget = Budget::OF_A_FILE;
    let mut zones = Zones::new(&document, period.end());
    let mut leave = IcsLeave {
        events: document.components.len(),
        addresses: document.addresses.clone(),
        ..IcsLeave::default()
    };
    let mut of_uid: BTreeMap<(String, usize), Vec<Event>> = BTreeMap::new();
    let mut found: Vec<Found> = Vec::new();
    for (nth, component) in document.components.iter().enumerate() {
        if component.kind == Kind::FreeBusy {
            let list = normal::busy_list(component, &document, &mut zones, &mut budget);
            found.push(series::busy_list(&list, period));
            continue;
        }
        let event = normal::event(component, &document, &mut zones, &mut budget);
        // Without a UID an event is no version of any other.
        let uid = event.uid().to_owned();
        let alone = if uid.is_empty() { nth } else { 0 };
        of_uid.entry((uid, alone)).or_default().push(event);
    }
    for events in of_uid.into_values() {
        found.extend(series::expand(events, period, &mut budget));
    }
    leave.within = found.iter().filter(|it| it.is_within).count();
    let file = |line, cause| IcsWarning {
        line,
        title: None,
        at: None,
        cause,
    };
    if is_guess {
        leave.warnings.push(file(1, IcsCause::Encoding));
    }
    leave
        .warnings
        .extend((document.bad_lines.iter()).map(|line| file(*line, IcsCause::Line)));
    let bad_lines: BTreeMap<usize, &Vec<usize>> = (document.components.iter())
        .map(|it| (it.line, &it.bad_lines))
        .collect();
    for found in found {
        let warning = |line, cause| IcsWarning {
            line,
            title: Some(found.title.clone()),
            at: found.at,
            cause,
        };
        let lines = bad_lines.get(&found.line).filter(|_| found.is_within);
        let lines = lines.into_iter().flat_map(|it| it.iter());
        leave
            .warnings
            .extend(lines.map(|line| warning(*line, IcsCause::Line)));
        leave
            .warnings
            .extend(found.remarks.into_iter().map(|it| warning(found.line, it)));
        leave.leaves.extend(found.busy);
    }
    if let Some(line) = document.cut_at
        && !leave.warnings.iter().any(|it| it.cause == IcsCause::CutOff)
    {
        leave.warnings.push(file(line, IcsCause::CutOff));
    }
    leave
        .leaves
        .sort_by(|a, b| (a.span, &a.reason).cmp(&(b.span, &b.reason)));
    leave.leaves.dedup();
    if MAX_LEAVES < leave.leaves.len() {
        leave.leaves.truncate(MAX_LEAVES);
        leave.warnings.push(file(1, IcsCause::Capped));
    }
    leave.warnings.sort_by_key(|it| it.line);
    Ok(leave)
}

#[cfg(test)]
mod tests;
