//! What became of each turn over the revisions published for one Tết.
//!
//! Calendars need it: a turn that was dropped must be told as dropped, and whoever reads must see
//! which version is the latest (RFC 5545, 3.8.7.3 and 3.8.7.4).

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use chrono::{NaiveDateTime, TimeDelta};

use super::facts::Assignment;

/// Whether somebody still stands a turn they were once given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TurnState {
    /// They stand it.
    Kept,
    /// It was taken from them.
    Dropped,
}

/// Sequence number, time of the last change and state of one person's turn, over the published
/// revisions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TurnLog<T> {
    /// How often what was published of it has changed; only grows.
    pub sequence: u32,
    /// When it changed last; grows with `sequence`, even if a clock was set back.
    pub changed: NaiveDateTime,
    /// Whether they still stand it.
    pub state: TurnState,
    /// What was told of it when it last stood.
    pub told: T,
}

/// Reads `revisions`, oldest first: when each was published, and what it tells of each turn.
///
/// A turn begins with the sequence `first`. Each revision that tells something else of it, drops
/// it or gives it back raises the sequence by one.
pub fn follow<T: PartialEq>(
    first: u32,
    revisions: impl IntoIterator<Item = (NaiveDateTime, BTreeMap<Assignment, T>)>,
) -> BTreeMap<Assignment, TurnLog<T>> {
    let mut logs = BTreeMap::<Assignment, TurnLog<T>>::new();
    for (at, mut turns) in revisions {
        for (turn, log) in &mut logs {
            let told = turns.remove(turn);
            match (log.state, told) {
                (TurnState::Dropped, None) => {}
                (TurnState::Kept, None) => log.change(at, TurnState::Dropped),
                (TurnState::Kept, Some(told)) if told == log.told => {}
                (TurnState::Kept | TurnState::Dropped, Some(told)) => {
                    log.change(at, TurnState::Kept);
                    log.told = told;
                }
            }
        }
        for (turn, told) in turns {
            if let Entry::Vacant(place) = logs.entry(turn) {
                place.insert(TurnLog {
                    sequence: first,
                    changed: at,
                    state: TurnState::Kept,
                    told,
                });
            }
        }
    }
    logs
}

impl<T> TurnLog<T> {
    fn change(&mut self, at: NaiveDateTime, state: TurnState) {
        self.sequence = self.sequence.saturating_add(1);
        let next_second = self.changed.checked_add_signed(TimeDelta::seconds(1));
        self.changed = next_second.map_or(at, |it| it.max(at));
        self.state = state;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: u32) -> NaiveDateTime {
        let base: NaiveDateTime = "2018-02-01T08:00:00".parse().unwrap();
        base + TimeDelta::seconds(i64::from(second))
    }

    /// `words` are what each revision tells of one turn, `.` for nothing, published a minute apart;
    /// `logs` is what is known after each: sequence, minute of the last change, whether kept.
    #[track_caller]
    fn check(words: &str, logs: &[(u32, u32, TurnState)]) {
        let turn = Assignment {
            person: "an".to_owned(),
            shift: "15.day".to_owned(),
        };
        let revisions: Vec<_> = (words.chars().zip(0..))
            .map(|(word, minute)| {
                let told = (word != '.').then(|| (turn.clone(), word));
                (at(60 * minute), told.into_iter().collect())
            })
            .collect();
        let found: Vec<_> = (1..=revisions.len())
            .filter_map(|n| follow(1, revisions[..n].to_vec()).remove(&turn))
            .map(|log| (log.sequence, log.changed, log.state))
            .collect();
        let wanted: Vec<_> = (logs.iter())
            .map(|(sequence, minute, state)| (*sequence, at(60 * minute), *state))
            .collect();
        assert_eq!(found, wanted, "{words}");
    }

    #[test]
    fn each_change_raises_the_sequence_by_one() {
        use TurnState::{Dropped, Kept};
        check("", &[]);
        check(".", &[]);
        check("aaa", &[(1, 0, Kept), (1, 0, Kept), (1, 0, Kept)]);
        check("abb", &[(1, 0, Kept), (2, 1, Kept), (2, 1, Kept)]);
        check("aba", &[(1, 0, Kept), (2, 1, Kept), (3, 2, Kept)]);
        check("a..", &[(1, 0, Kept), (2, 1, Dropped), (2, 1, Dropped)]);
        check("a.a", &[(1, 0, Kept), (2, 1, Dropped), (3, 2, Kept)]);
        check("a.b", &[(1, 0, Kept), (2, 1, Dropped), (3, 2, Kept)]);
        check(".a.", &[(1, 1, Kept), (2, 2, Dropped)]);
    }

    #[test]
    fn the_time_of_change_grows_even_if_the_clock_does_not() {
        let turn = |person: &str| Assignment {
            person: person.to_owned(),
            shift: "15.day".to_owned(),
        };
        let revisions = [(at(100), 'a'), (at(100), 'b'), (at(7), 'c'), (at(200), 'd')];
        let times: Vec<_> = (1..=revisions.len())
            .map(|n| {
                let told = revisions[..n]
                    .iter()
                    .map(|(at, word)| (*at, BTreeMap::from([(turn("an"), *word)])));
                follow(1, told).remove(&turn("an")).unwrap().changed
            })
            .collect();
        assert_eq!(times, [at(100), at(101), at(102), at(200)]);
    }

    #[test]
    fn turns_do_not_meddle_with_each_other() {
        let turn = |person: &str| Assignment {
            person: person.to_owned(),
            shift: "15.day".to_owned(),
        };
        let logs = follow(
            0,
            [
                (at(0), BTreeMap::from([(turn("an"), 1), (turn("binh"), 1)])),
                (at(9), BTreeMap::from([(turn("an"), 1), (turn("chi"), 1)])),
            ],
        );
        let seen: Vec<_> = (logs.iter())
            .map(|(turn, log)| (turn.person.as_str(), log.sequence, log.state))
            .collect();
        assert_eq!(
            seen,
            [
                ("an", 0, TurnState::Kept),
                ("binh", 1, TurnState::Dropped),
                ("chi", 0, TurnState::Kept)
            ]
        );
    }
}
