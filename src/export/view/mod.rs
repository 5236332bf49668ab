//! A judged roster in words, without layout: what every writer writes.
//!
//! All text is one line each, NFC, without control characters. Indices point into the view's own
//! lists.

mod build;
pub mod listing;

use std::ops::Range;

use chrono::{NaiveDate, NaiveDateTime};

use crate::calendar::period::PeriodKind;
use crate::calendar::span::Span;
use crate::calendar::window::DayKind;
use crate::domain::document::Document;
use crate::domain::duty::{DutyKind, Presence, SpecialDay};
use crate::domain::ids::PersonIdx;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;
use crate::rules::evaluate::Evaluation;
use crate::rules::load::{GroupLoad, Load, full_post};
use crate::rules::record::{RosterRecord, Status};
use crate::rules::{RuleCode, RuleSet};
use crate::text::Lang;
use crate::text::labels::{self, Words};
use crate::text::numbers::whole;

use listing::PastView;

/// A revision of the roster in the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Revision {
    /// Its number, which only rises.
    pub number: i64,
    /// When it was made, in civil time in Việt Nam.
    pub made: NaiveDateTime,
}

/// What is known about a roster besides the roster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meta {
    /// How good it is said to be.
    pub status: Status,
    /// No roster costs less; `None` if nothing was proven.
    pub bound: Option<i64>,
    /// Seed of the search.
    pub seed: u64,
    /// Which revision it is, if it comes from or goes to the store.
    pub revision: Option<Revision>,
}

impl Meta {
    /// What `record` knows.
    pub fn of(record: &RosterRecord, revision: Option<Revision>) -> Self {
        Self {
            status: record.status,
            bound: record.bound,
            seed: record.seed,
            revision,
        }
    }
}

/// A roster in words.
#[derive(Clone, Debug)]
pub struct RosterView {
    /// The language of all of it.
    pub lang: Lang,
    /// Headings and captions in that language.
    pub words: &'static Words,
    /// The office the roster is for.
    pub office: OfficeView,
    /// What it is: `Lịch trực Tết Nguyên đán Mậu Tuất 2018`.
    pub heading: String,
    /// For which time.
    pub period: PeriodView,
    /// How good it is; says `tối ưu` only of a roster proven so.
    pub verdict: String,
    /// Whether `verdict` says that all is well.
    pub standing: Standing,
    /// The columns of the roster table.
    pub duties: Vec<DutyView>,
    /// The rows of the roster table.
    pub days: Vec<DayView>,
    /// Every turn to be filled, in order of time.
    pub shifts: Vec<ShiftView>,
    /// Everybody, by group and then as in the problem.
    pub people: Vec<PersonView>,
    /// Every rule in force, in order of code.
    pub costs: Vec<CostView>,
    /// The groups that people are compared within, in the order of people.
    pub groups: Vec<GroupView>,
    /// Seats and systems left open.
    pub gaps: Vec<String>,
    /// Hard rules broken, in a roster changed by hand.
    pub broken: Vec<String>,
    /// Footnotes that explain the tables.
    pub notes: Vec<String>,
    /// The number of the revision, of a roster that is one.
    pub revision: Option<i64>,
    /// The revisions published before it for the same Tết, oldest first. Calendars tell what has
    /// changed since.
    pub earlier: Vec<PastView>,
    /// When the roster last changed, in UTC. For a roster that is no revision, a moment that
    /// depends on the period alone, so that the same roster gives the same bytes: midnight, 30
    /// days before the first day.
    pub changed: NaiveDateTime,
}

/// How good a roster is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Proven the best.
    Optimal,
    /// Keeps every rule.
    Valid,
    /// Leaves something open.
    Gaps,
    /// Breaks a rule.
    Broken,
}

/// What papers say of the office.
#[derive(Clone, Debug)]
pub struct OfficeView {
    /// Stable id, as in the problem.
    pub id: String,
    /// Name as printed.
    pub name: String,
    /// Superior agency, perhaps empty.
    pub superior: String,
    /// Phone of the duty desk, perhaps empty.
    pub hotline: String,
    /// Place of issue, perhaps empty.
    pub place: String,
    /// What it says about its papers.
    pub document: Document,
}

/// For which time a roster is.
#[derive(Clone, Debug)]
pub struct PeriodView {
    /// What kind, for the wording.
    pub kind: PeriodKind,
    /// Name: `Tết Nguyên đán Mậu Tuất 2018`.
    pub name: String,
    /// The solar year it is counted in.
    pub year: i32,
    /// What tells calendar addresses of its turns from others, if anything does.
    pub uid_part: Option<String>,
    /// From which day to which, in words.
    pub from_to: String,
}

/// A duty, which is a column.
#[derive(Clone, Debug)]
pub struct DutyView {
    /// Stable id, as in the problem.
    pub id: String,
    /// Name as printed.
    pub name: String,
    /// What sort of duty it is.
    pub kind: DutyKind,
    /// Kind in words.
    pub kind_word: &'static str,
    /// Where, perhaps empty.
    pub place: String,
}

/// A day, which is a row.
#[derive(Clone, Debug)]
pub struct DayView {
    /// The solar date.
    pub date: NaiveDate,
    /// Day of the week.
    pub weekday: String,
    /// Solar date as printed.
    pub solar: String,
    /// Day and month of it.
    pub solar_short: String,
    /// Lunar date as printed; empty if the calendar does not reach so far.
    pub lunar: String,
    /// The same where there is little room.
    pub lunar_short: String,
    /// Why it is off.
    pub kind: DayKind,
    /// Why it is off, in words.
    pub kind_word: &'static str,
    /// Whether it is mùng 1.
    pub is_first_day: bool,
    /// For each duty its shifts, by place in [`RosterView::shifts`].
    pub cells: Vec<Vec<usize>>,
}

/// A shift and who stands it.
#[derive(Clone, Debug)]
pub struct ShiftView {
    /// Stable key, as in the problem.
    pub key: String,
    /// Place of its day in [`RosterView::days`].
    pub day: usize,
    /// Place of its duty in [`RosterView::duties`].
    pub duty: usize,
    /// What the turn is called, perhaps empty.
    pub name: String,
    /// From taking over to handing over.
    pub span: Span,
    /// When, in words.
    pub hours: String,
    /// Whether one must be there.
    pub presence: Presence,
    /// Which special turn it is, if any.
    pub special: Option<SpecialDay>,
    /// What marks it out: stand-by, New Year's Eve.
    pub marks: Vec<&'static str>,
    /// Weight of the turn.
    pub points: i64,
    /// Who stands it, by place in [`RosterView::people`].
    pub people: Vec<usize>,
    /// How many seats nobody fills.
    pub n_empty: usize,
}

/// A person and what they got.
#[derive(Clone, Debug)]
pub struct PersonView {
    /// Stable id, as in the problem.
    pub id: String,
    /// Full name as printed.
    pub name: String,
    /// The name as it tells this person from the others: with the id if two are named alike.
    pub label: String,
    /// Share of a full post, in percent.
    pub share: u16,
    /// Title, perhaps empty.
    pub title: String,
    /// Name of the unit.
    pub unit: String,
    /// Phone, perhaps empty.
    pub phone: String,
    /// The group they are compared within.
    pub group: String,
    /// Whether they count there: who may stand nothing does not.
    pub counts: bool,
    /// What they stand, by place in [`RosterView::shifts`].
    pub shifts: Vec<usize>,
    /// Points of those turns, and carried ones.
    pub load: Load,
    /// Wishes that could be kept or not: how many were, of how many.
    pub wishes: Option<(usize, usize)>,
}

/// What a rule costs.
#[derive(Clone, Copy, Debug)]
pub struct CostView {
    /// The rule that costs it.
    pub code: RuleCode,
    /// What the rule is called.
    pub label: &'static str,
    /// The price, of a soft rule.
    pub cost: i64,
    /// How often it is broken or leaves something open, of a hard rule.
    pub breaches: i64,
}

/// People whose loads are compared with each other.
#[derive(Clone, Debug)]
pub struct GroupView {
    /// Name as printed.
    pub name: String,
    /// Who, by place in [`RosterView::people`].
    pub people: Range<usize>,
    /// How even their loads are; `None` if nobody in it counts.
    pub load: Option<GroupLoad>,
}

impl RosterView {
    /// Words `roster`, which `evaluation` judged.
    pub fn new(
        lang: Lang,
        problem: &Problem,
        rules: &RuleSet,
        roster: &Roster,
        evaluation: &Evaluation,
        meta: &Meta,
    ) -> Self {
        build::view(lang, problem, rules, roster, evaluation, meta)
    }

    /// The same, published after `earlier`, oldest first.
    pub fn after(self, earlier: Vec<PastView>) -> Self {
        Self { earlier, ..self }
    }

    /// The same roster with other things said about its papers.
    pub fn with_papers(mut self, said: &Document) -> Self {
        self.office.document = build::papers(said);
        self
    }

    /// Every turn of every person, in order of shift and person.
    pub fn turns(&self) -> impl Iterator<Item = (&ShiftView, &PersonView)> {
        (self.shifts.iter()).flat_map(move |shift| {
            shift
                .people
                .iter()
                .map(move |it| (shift, &self.people[*it]))
        })
    }

    /// The people of `group`.
    pub fn people_of(&self, group: &GroupView) -> &[PersonView] {
        &self.people[group.people.clone()]
    }

    /// The groups in which somebody counts, with their loads.
    pub fn compared(&self) -> impl Iterator<Item = (&GroupView, &GroupLoad)> {
        (self.groups.iter()).filter_map(|it| Some((it, it.load.as_ref()?)))
    }

    /// The shifts of one duty.
    pub fn shifts_of_duty(&self, duty: usize) -> impl Iterator<Item = &ShiftView> {
        self.shifts.iter().filter(move |it| it.duty == duty)
    }

    /// The price of a soft rule; of a hard one that it was kept, or how often it was not.
    pub fn outcome(&self, cost: &CostView) -> String {
        match (cost.code.is_hard(), cost.breaches) {
            (false, _) => whole(self.lang, cost.cost),
            (true, 0) => self.words.kept.to_owned(),
            (true, breaches) => labels::breaches(self.lang, breaches),
        }
    }

    /// The day a shift starts on.
    pub fn day_of(&self, shift: &ShiftView) -> &DayView {
        &self.days[shift.day]
    }

    /// Points of `person`'s turns that start on a day.
    pub fn points_on(&self, person: &PersonView, day: usize) -> i64 {
        (self.turns_on(person, day)).map(|it| it.points).sum()
    }

    /// `person`'s turns that start on a day.
    pub fn turns_on<'a>(
        &'a self,
        person: &'a PersonView,
        day: usize,
    ) -> impl Iterator<Item = &'a ShiftView> {
        (person.shifts.iter())
            .map(|it| &self.shifts[*it])
            .filter(move |it| it.day == day)
    }

    /// Everybody who stands something.
    pub fn people_on_duty(&self) -> impl Iterator<Item = (usize, &PersonView)> {
        (self.people.iter().enumerate()).filter(|(_, person)| !person.shifts.is_empty())
    }
}

impl GroupView {
    /// Whether `person` is among those whose loads are compared.
    fn counts(&self, person: PersonIdx) -> bool {
        (self.load.as_ref()).is_some_and(|it| it.people.contains(&person))
    }
}

impl PersonView {
    /// What `points` would be if the person held a full post.
    pub fn full_post(&self, points: i64) -> i64 {
        full_post(points, self.share)
    }
}

impl ShiftView {
    /// Name, hours and marks in one line.
    pub fn caption(&self) -> String {
        let mut caption = format!("{} {}", self.name, self.hours);
        if !self.marks.is_empty() {
            caption += &format!(" · {}", self.marks.join(" · "));
        }
        caption.trim_start().to_owned()
    }
}
