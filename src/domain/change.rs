//! What is asked to be changed in a published roster, and between whom.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::duty::Equals;
use super::facts::{Assignment, Facts, PinKind};
use super::ids::{PersonIdx, ShiftIdx};
use super::person::Leave;
use super::problem::Problem;

/// In what two people or their turns are not equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unlike {
    /// Their ranks differ.
    Rank,
    /// The turns are of different duties.
    Duty,
    /// The duty is not among those that the one who takes the turn keeps.
    NotTheirs,
}

impl Unlike {
    /// The code as printed.
    pub fn code(self) -> &'static str {
        match self {
            Self::Rank => "C01",
            Self::Duty => "C02",
            Self::NotTheirs => "C03",
        }
    }
}

impl Equals {
    /// Why `taker` may not take `shift` from `giver`, if so.
    pub fn bars(
        self,
        problem: &Problem,
        giver: PersonIdx,
        taker: PersonIdx,
        shift: ShiftIdx,
    ) -> Option<Unlike> {
        let (giver, taker) = (&problem[giver], &problem[taker]);
        let keeps = taker.duties.contains(&problem[shift].duty);
        match self {
            Self::RankAndDuty | Self::Duty if !keeps => Some(Unlike::NotTheirs),
            Self::RankAndDuty if giver.rank != taker.rank => Some(Unlike::Rank),
            Self::RankAndDuty | Self::Duty | Self::Any => None,
        }
    }

    /// Why `a_shift` of `a` and `b_shift` of `b` may not be exchanged, if so.
    pub fn bars_swap(
        self,
        problem: &Problem,
        (a, a_shift): (PersonIdx, ShiftIdx),
        (b, b_shift): (PersonIdx, ShiftIdx),
    ) -> Option<Unlike> {
        let same_duty = problem[a_shift].duty == problem[b_shift].duty;
        match self {
            Self::RankAndDuty | Self::Duty if !same_duty => Some(Unlike::Duty),
            Self::RankAndDuty | Self::Duty | Self::Any => {
                (self.bars(problem, a, b, a_shift)).or_else(|| self.bars(problem, b, a, b_shift))
            }
        }
    }
}

/// Why a roster is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// Two people exchange turns (đổi ca).
    Swap,
    /// Somebody falls out and others stand in (trực thay).
    Replace,
}

impl ChangeKind {
    /// Its name in the store and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Swap => "swap",
            Self::Replace => "replace",
        }
    }
}

/// Somebody who cannot stand duty any more, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Away {
    /// Id of the person.
    pub person: String,
    /// When, and why.
    pub leave: Leave,
}

/// A change of a roster (thay đổi lịch trực).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// A swap, or somebody replaced.
    pub kind: ChangeKind,
    /// Turns taken from those who stood them.
    pub dropped: Vec<Assignment>,
    /// Turns given to those who will.
    pub added: Vec<Assignment>,
    /// Who cannot stand duty any more.
    #[serde(default)]
    pub away: Vec<Away>,
}

impl Change {
    /// What turns `before` into `after`.
    pub fn between(
        kind: ChangeKind,
        before: &[Assignment],
        after: &[Assignment],
        away: Vec<Away>,
    ) -> Self {
        let set = |turns: &[Assignment]| turns.iter().cloned().collect::<BTreeSet<_>>();
        let (before, after) = (set(before), set(after));
        Self {
            kind,
            dropped: before.difference(&after).cloned().collect(),
            added: after.difference(&before).cloned().collect(),
            away,
        }
    }

    /// The turns after it, if they were `before`.
    ///
    /// # Errors
    ///
    /// Turns to be dropped that nobody stands, and turns to be added that are stood already.
    pub fn applied(&self, before: &[Assignment]) -> Result<Vec<Assignment>, Vec<Assignment>> {
        let mut turns: BTreeSet<_> = before.iter().cloned().collect();
        let mut amiss = Vec::new();
        for turn in &self.dropped {
            if !turns.remove(turn) {
                amiss.push(turn.clone());
            }
        }
        for turn in &self.added {
            if !turns.insert(turn.clone()) {
                amiss.push(turn.clone());
            }
        }
        if amiss.is_empty() {
            Ok(turns.into_iter().collect())
        } else {
            Err(amiss)
        }
    }

    /// `facts` with what the change says of people: who falls out is on leave, and their turns are
    /// not settled on them any more.
    pub fn told(&self, mut facts: Facts) -> Facts {
        for away in &self.away {
            for person in &mut facts.people {
                if person.id == away.person && !person.leave.contains(&away.leave) {
                    person.leave.push(away.leave.clone());
                }
            }
            facts.pins.retain(|pin| {
                let is_theirs = pin.kind == PinKind::Must && pin.person == away.person;
                let is_dropped = |it: &Assignment| it.person == pin.person && it.shift == pin.shift;
                !(is_theirs && self.dropped.iter().any(is_dropped))
            });
        }
        facts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::person::Rank;
    use crate::rules::testing::Scene;

    fn turn(person: &str, shift: &str) -> Assignment {
        Assignment {
            person: person.to_owned(),
            shift: shift.to_owned(),
        }
    }

    #[test]
    fn a_change_leads_from_before_to_after_and_only_from_there() {
        let before = [turn("an", "14.day"), turn("binh", "15.day")];
        let after = [turn("an", "15.day"), turn("binh", "14.day")];
        let change = Change::between(ChangeKind::Swap, &before, &after, Vec::new());
        assert_eq!((change.dropped.len(), change.added.len()), (2, 2));
        assert_eq!(change.applied(&before), Ok(after.to_vec()));
        assert_eq!(change.applied(&after).unwrap_err().len(), 4);
        let moved = [turn("an", "14.day"), turn("chi", "15.day")];
        let amiss = change.applied(&moved).unwrap_err();
        assert_eq!(amiss, [turn("binh", "15.day")]);
    }

    /// `an` is a head, `binh` and `chi` are staff; `chi` keeps only the office duty.
    fn scene() -> Problem {
        let scene = Scene::new(
            "     | 14 day | 15 day | 16 day tech
             an   | x      | .      | .
             binh | .      | x      | x
             chi  | x      | .      | .",
        );
        let scene = scene.person("an", |it| it.rank = Rank::Head);
        let scene = scene.person("chi", |it| it.duties = vec!["office".to_owned()]);
        Problem::new(scene.facts).unwrap()
    }

    #[test]
    fn turns_pass_between_equals() {
        let problem = scene();
        let person = |id: &str| problem.person_by_id(id).unwrap();
        let shift = |key: &str| problem.shift_by_key(key).unwrap();
        for (equals, giver, taker, key, wanted) in [
            (Equals::RankAndDuty, "binh", "chi", "15.day", None),
            (
                Equals::RankAndDuty,
                "binh",
                "an",
                "15.day",
                Some(Unlike::Rank),
            ),
            (Equals::Duty, "binh", "an", "15.day", None),
            (
                Equals::RankAndDuty,
                "binh",
                "chi",
                "16.day.tech",
                Some(Unlike::NotTheirs),
            ),
            (
                Equals::Duty,
                "binh",
                "chi",
                "16.day.tech",
                Some(Unlike::NotTheirs),
            ),
            (Equals::Any, "binh", "chi", "16.day.tech", None),
            (Equals::Any, "an", "chi", "14.day", None),
        ] {
            let found = equals.bars(&problem, person(giver), person(taker), shift(key));
            assert_eq!(found, wanted, "{equals:?} {giver} {taker} {key}");
        }
        let swap = |equals: Equals, a: (&str, &str), b: (&str, &str)| {
            let turn = |(id, key)| (person(id), shift(key));
            equals.bars_swap(&problem, turn(a), turn(b))
        };
        let (chi, binh) = (("chi", "14.day"), ("binh", "15.day"));
        assert_eq!(swap(Equals::RankAndDuty, chi, binh), None);
        assert_eq!(
            swap(Equals::RankAndDuty, ("an", "14.day"), binh),
            Some(Unlike::Rank)
        );
        let other_duty = ("binh", "16.day.tech");
        assert_eq!(
            swap(Equals::RankAndDuty, chi, other_duty),
            Some(Unlike::Duty)
        );
        assert_eq!(swap(Equals::Duty, chi, other_duty), Some(Unlike::Duty));
        assert_eq!(swap(Equals::Any, chi, other_duty), None);
    }

    #[test]
    fn who_falls_out_is_on_leave_and_free_of_pins() {
        let mut facts = scene().facts().clone();
        let pin = |person: &str, kind| crate::domain::facts::Pin {
            person: person.to_owned(),
            shift: "15.day".to_owned(),
            kind,
        };
        facts.pins = vec![pin("binh", PinKind::Must), pin("an", PinKind::Must)];
        let span = facts.shifts[0].span;
        let change = Change {
            kind: ChangeKind::Replace,
            dropped: vec![turn("binh", "15.day")],
            added: vec![turn("chi", "15.day")],
            away: vec![Away {
                person: "binh".to_owned(),
                leave: Leave {
                    span,
                    reason: String::new(),
                },
            }],
        };
        let once = change.told(facts);
        assert_eq!(once.pins, [pin("an", PinKind::Must)]);
        let binh = once.people.iter().find(|it| it.id == "binh").unwrap();
        assert_eq!(binh.leave.len(), 1);
        assert_eq!(change.told(once.clone()), once);
    }
}
