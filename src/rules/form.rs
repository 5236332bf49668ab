//! On what a rule acts: the form in which the solver prices it and the proof checks it.
//!
//! A rule judges whole rosters. The method sees a roster as one schedule for each person, tied
//! together by linear rows (set partitioning), so each rule is also said as what it does to a
//! single turn, to two turns in succession, to a resource summed along a schedule, or as rows.
//! Solver and proof match every form and have no arm for the rest: a rule of a known form is
//! priced and proven as it stands, and one that needs another form does not build until both
//! know it. That the forms of a rule add up to what its judge says is tested on random rosters.

use std::fmt;

use super::{Rule, RuleSet};
use crate::domain::duty::Shift;
use crate::domain::ids::{PersonIdx, ShiftIdx};
use crate::domain::problem::Problem;

/// One way in which a rule acts; a rule may have several.
#[derive(Clone, Copy, Debug)]
pub enum Form<'a> {
    /// On a person and a shift, whatever else they stand.
    Turn(OnTurn<'a>),
    /// On two turns of one person with none between them.
    Succession(OnSuccession<'a>),
    /// On a sum along the schedule of one person.
    Resource(OnResource<'a>),
    /// On turns of several people, as linear rows.
    Row(OnRow),
}

/// What a rule does to single turns.
#[derive(Clone, Copy, Debug)]
pub enum OnTurn<'a> {
    /// Hard: some may not be.
    Bars(&'a dyn BarsTurn),
    /// Hard: the musts of R14 are stood.
    Requires,
    /// Soft: some cost.
    Prices(&'a dyn PricesTurn),
}

/// What a rule does to successive turns. A schedule begins and ends with nothing, which counts as a
/// turn here: what lies before the first turn lies between the two as well.
#[derive(Clone, Copy, Debug)]
pub enum OnSuccession<'a> {
    /// Hard: some turns may not follow others.
    Forbids(&'a dyn ForbidsSuccession),
    /// Soft: a turn whose roster day is neither that of the turn before nor the next costs `weight`.
    Trip {
        /// Cost of each.
        weight: i64,
    },
    /// Soft: a wish to be on duty that lies wholly between the two, and that some shift could
    /// meet, costs `weight`.
    MissedWish {
        /// Cost of each.
        weight: i64,
    },
}

/// What a rule does to a sum along a schedule.
#[derive(Clone, Copy, Debug)]
pub enum OnResource<'a> {
    /// Hard: the number of turns has a limit for each person.
    Turns(&'a dyn LimitsTurns),
    /// Hard: there are at most `most` successive roster days with turns.
    DaysInRow {
        /// The limit.
        most: u16,
    },
    /// Soft: the points of all turns cost by their square, as [`super::fair_load::FairLoad`] says.
    Load {
        /// Cost of one squared point.
        weight: i64,
    },
    /// Soft: each day by which the longest stretch of days off falls short of the person's
    /// `home_days` costs `weight`.
    DaysOff {
        /// Cost of each.
        weight: i64,
    },
}

/// Rows that a rule makes; see [`super::row_name::RowName`].
#[derive(Clone, Copy, Debug)]
pub enum OnRow {
    /// The seats of each shift.
    Coverage,
    /// The systems of each team.
    Skills,
    /// The juniors on each shift, as [`super::senior_presence::SeniorPresence`] says.
    Seniors {
        /// Shifts that need fewer people are not looked at.
        min_heads: u16,
    },
    /// Pairs who are not on duty at once.
    Apart,
    /// Pairs of whom one stands only what the other stands too.
    Together,
    /// The turns of each unit on each day, as [`super::unit_spread::UnitSpread`] says; those above
    /// the cap cost `weight` each.
    Spread {
        /// Cost of each.
        weight: i64,
        /// Share of a unit that is the cap.
        percent: u16,
    },
}

/// A hard rule about one person and one shift.
pub trait BarsTurn: fmt::Debug {
    /// Whether `person` may not stand `shift`.
    fn bars(&self, problem: &Problem, person: PersonIdx, shift: ShiftIdx) -> bool;
}

/// A soft rule about one person and one shift.
pub trait PricesTurn: fmt::Debug {
    /// What it costs that `person` stands `shift`, whatever else they stand.
    fn cost_of(&self, problem: &Problem, person: PersonIdx, shift: ShiftIdx) -> i64;
}

/// A hard rule about how many turns one person stands.
pub trait LimitsTurns: fmt::Debug {
    /// Most turns `person` may stand.
    fn limit_for(&self, problem: &Problem, person: PersonIdx) -> u16;
}

/// A hard rule about two turns of one person.
pub trait ForbidsSuccession: fmt::Debug {
    /// Whether one person may stand both; `earlier` is the one that starts first.
    fn allows(&self, earlier: &Shift, later: &Shift) -> bool;
}

/// The forms of all rules in force, by what they act on.
#[derive(Clone, Debug, Default)]
pub struct Forms<'a> {
    /// On single turns.
    pub turns: Vec<OnTurn<'a>>,
    /// On successive turns.
    pub successions: Vec<OnSuccession<'a>>,
    /// On sums along schedules.
    pub resources: Vec<OnResource<'a>>,
    /// On turns of several people.
    pub rows: Vec<OnRow>,
}

impl RuleSet {
    /// The forms of its rules.
    pub fn forms(&self) -> Forms<'_> {
        let mut forms = Forms::default();
        for form in self.rules.iter().flat_map(Rule::forms) {
            match form {
                Form::Turn(it) => forms.turns.push(it),
                Form::Succession(it) => forms.successions.push(it),
                Form::Resource(it) => forms.resources.push(it),
                Form::Row(it) => forms.rows.push(it),
            }
        }
        forms
    }
}

impl Rule {
    /// Whether it bars turns or requires them, one by one.
    pub fn decides_turns(&self) -> bool {
        self.forms().iter().any(|form| match form {
            Form::Turn(OnTurn::Bars(_) | OnTurn::Requires) => true,
            Form::Turn(OnTurn::Prices(_))
            | Form::Succession(_)
            | Form::Resource(_)
            | Form::Row(_) => false,
        })
    }
}

impl Forms<'_> {
    /// Whether some rule bars `person` from `shift`.
    pub fn bars(&self, problem: &Problem, person: PersonIdx, shift: ShiftIdx) -> bool {
        self.turns.iter().any(|form| match form {
            OnTurn::Bars(rule) => rule.bars(problem, person, shift),
            OnTurn::Requires | OnTurn::Prices(_) => false,
        })
    }
}
