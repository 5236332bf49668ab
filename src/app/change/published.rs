//! The published roster that changes are asked of.

use chrono::NaiveDate;

use crate::domain::facts::Assignment;
use crate::domain::ids::{PersonIdx, ShiftIdx};
use crate::input::error::{Expected, InputError, Place, Thing};
use crate::input::{lists, when};
use crate::rules::record::RosterRecord;
use crate::store::Store;
use crate::store::changes::NewChange;
use crate::store::revisions::Revision;
use crate::store::state::State;

use super::super::actor::{Action, Role};
use super::super::error::AppError;
use super::super::office::Office;
use super::super::revisions;
use super::super::selector::{self, Selector};
use super::error::ChangeError;
use super::judge::{AssessedChange, Base};
use super::stand_ins::{Outage, away};

/// A published roster.
#[derive(Debug)]
pub struct PublishedRoster {
    /// The published revision that changes start from.
    pub revision: Revision,
    /// What it says.
    pub base: Base,
    pub(super) record: RosterRecord,
}

/// Whether a change that breaks rules is asked for all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// No: such a change is refused.
    Lawful,
    /// Yes; whoever approves it is shown what it breaks.
    Override,
}

/// What came of asking.
#[derive(Clone, Debug)]
pub enum Asked {
    /// A leader is to decide on the change of that number.
    Requested(i64),
    /// It would break rules; nothing was noted.
    Refused,
}

impl PublishedRoster {
    /// Opens the newest published roster that `selector` allows.
    ///
    /// # Errors
    ///
    /// There is none, several offices could be meant, or the store cannot be read.
    pub fn open(office: &Office, selector: Selector<'_>) -> Result<Self, AppError> {
        let store = office.reading(Action::Ask)?;
        let revision = selector::revision(store, selector, |it| it.state == State::Published)?;
        Self::of(store, revision)
    }

    pub(super) fn of(store: &Store, revision: Revision) -> Result<Self, AppError> {
        let record = revisions::record(store, revision.id)?;
        Ok(Self {
            base: Base::open(&record)?,
            revision,
            record,
        })
    }

    /// Who and which shift are meant by what stands behind `--person` and `--shift`, or whatever the
    /// options are called.
    ///
    /// # Errors
    ///
    /// There is no such person or shift; the nearest are named.
    pub fn turn(
        &self,
        (person_option, person): (&str, &str),
        (shift_option, shift): (&str, &str),
    ) -> Result<(PersonIdx, ShiftIdx), AppError> {
        match (
            self.person(person_option, person),
            self.shift(shift_option, shift),
        ) {
            (Ok(person), Ok(shift)) => Ok((person, shift)),
            (person, shift) => {
                let faults = [person.err(), shift.err()];
                Err(AppError::Input(faults.into_iter().flatten().collect()))
            }
        }
    }

    /// Whose id stands behind `option`.
    ///
    /// # Errors
    ///
    /// Nobody's; the nearest is named.
    pub fn person(&self, option: &str, id: &str) -> Result<PersonIdx, InputError> {
        let problem = self.base.problem();
        let ids = problem.people().map(|(_, it)| it.id.as_str());
        (problem.person_by_id(id)).ok_or_else(|| InputError::Unknown {
            place: Place::file(option),
            thing: Thing::Person,
            found: id.to_owned(),
            nearest: crate::input::error::nearest(id, ids),
        })
    }

    /// The shift whose key, or whose day, duty and turn, stand behind `option`.
    ///
    /// # Errors
    ///
    /// There is no such shift; the nearest is named.
    pub fn shift(&self, option: &str, text: &str) -> Result<ShiftIdx, InputError> {
        let problem = self.base.problem();
        let key = lists::shift_key(text, &problem.facts().period);
        let keys = problem.shifts().map(|(_, it)| it.key.as_str());
        (problem.shift_by_key(&key)).ok_or_else(|| InputError::Unknown {
            place: Place::file(option),
            thing: Thing::Shift,
            found: text.to_owned(),
            nearest: crate::input::error::nearest(&key, keys),
        })
    }

    /// By id and key.
    pub fn assignment(&self, (person, shift): (PersonIdx, ShiftIdx)) -> Assignment {
        self.base.problem().assignment(person, shift)
    }

    /// `person` falls out of `shifts` only, each counted once.
    ///
    /// # Errors
    ///
    /// They do not stand one of them.
    pub fn outage(
        &self,
        person: PersonIdx,
        mut shifts: Vec<ShiftIdx>,
        reason: &str,
    ) -> Result<Outage, AppError> {
        shifts.sort();
        shifts.dedup();
        let (problem, roster) = (self.base.problem(), self.base.roster());
        let not_theirs: Vec<_> = (shifts.iter())
            .filter(|it| !roster.stands(person, **it))
            .map(|it| ChangeError::NotTheirs {
                turn: problem.assignment(person, *it),
                stands: (roster.shifts_of(person).iter())
                    .map(|it| problem[*it].key.clone())
                    .collect(),
            })
            .collect();
        if !not_theirs.is_empty() {
            return Err(AppError::Change(not_theirs));
        }
        let spans = shifts.iter().map(|it| problem[*it].span);
        Ok(Outage {
            person,
            away: away(&self.base, person, spans, reason),
            shifts,
        })
    }

    /// `person` falls out from the day written in `text` on; see [`Outage::from_day`].
    ///
    /// # Errors
    ///
    /// It is no day, or they stand nothing from then on.
    pub fn outage_from(
        &self,
        person: PersonIdx,
        (option, text): (&str, &str),
        reason: &str,
    ) -> Result<Outage, AppError> {
        let period = &self.base.problem().facts().period;
        let from = when::date(text, period).ok_or_else(|| {
            AppError::Input(vec![InputError::Invalid {
                place: Place::file(option),
                found: text.to_owned(),
                expected: Expected::Date,
            }])
        })?;
        let outage = Outage::from_day(&self.base, person, from, reason);
        outage.ok_or_else(|| self.nothing(person, from))
    }

    fn nothing(&self, person: PersonIdx, from: NaiveDate) -> AppError {
        let person = self.base.problem()[person].id.clone();
        AppError::Change(vec![ChangeError::NothingToReplace { person, from }])
    }

    /// Asks for a change: it waits for a leader, unless it breaks rules and that was not wished.
    ///
    /// # Errors
    ///
    /// The roster is not in force any more, or the store cannot be written; or staff ask for turns of
    /// others only.
    pub fn ask(
        &self,
        office: &mut Office,
        judged: &AssessedChange,
        wish: Wish,
        why: &str,
    ) -> Result<Asked, AppError> {
        let actor = office.actor();
        let is_theirs = |it: &Assignment| it.person == actor.id;
        if actor.role == Role::Staff && !judged.change.dropped.iter().any(is_theirs) {
            return Err(actor.refused(Action::Ask));
        }
        if !judged.refusals.is_empty() && wish == Wish::Lawful {
            return Ok(Asked::Refused);
        }
        let change = NewChange {
            base: self.revision.id,
            change: judged.change.clone(),
            broken: judged.codes(),
        };
        let (store, mark) = office.writing(Action::Ask, why)?;
        Ok(Asked::Requested(store.request_change(&change, &mark)?))
    }
}
