//! Why there is no roster, and what would mend it.

use serde::Serialize;

use crate::domain::ids::PersonIdx;
use crate::domain::problem::Problem;
use crate::text::Lang;

use super::super::conflict::clash::Clash;
use super::super::conflict::mend::Mend;
use super::super::conflict::part::Part;
use super::super::conflict::ways::Way;
use super::super::describe::conflict::Teller;
use super::super::shortage::{ShortShift, Shortage};
use super::ids;
use super::roster::PlanStatus;

/// Those whom one rule bars.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BarredByRule {
    /// Code of the rule.
    pub rule: &'static str,
    /// Ids of those it bars.
    pub people: Vec<String>,
}

/// A shift that stays short, whatever the rest of the roster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ShortTurn {
    /// Key of the shift.
    pub shift: String,
    /// How many people it needs.
    pub need: u16,
    /// Those whom no rule bars by itself.
    pub free: Vec<String>,
    /// The others, by the first rule that bars them.
    pub barred: Vec<BarredByRule>,
}

/// One of the requirements that cannot go together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClashPart {
    /// Code of its rule.
    pub rule: &'static str,
    /// Whom it is about.
    pub people: Vec<String>,
    /// Which shifts it is about.
    pub shifts: Vec<String>,
    /// The part in words.
    pub text: String,
}

/// Requirements that cannot go together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClashAnswer {
    /// Whether none of them is too many.
    pub minimal: bool,
    /// What cannot all be kept.
    pub parts: Vec<ClashPart>,
    /// All in words, a line each.
    pub text: String,
}

/// One step of a way out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MendStep {
    /// What is done.
    pub kind: &'static str,
    /// How often it must be done.
    pub times: u16,
    /// How hard it is, all times together.
    pub cost: i64,
    /// Ids of the people it is about.
    pub people: Vec<String>,
    /// To which shifts.
    pub shifts: Vec<String>,
    /// Of which duty.
    pub duty: Option<String>,
    /// The step in words.
    pub text: String,
}

/// A way out: done together, its steps leave a roster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MendAnswer {
    /// How hard it is; the lower the easier.
    pub cost: i64,
    /// What is to be done.
    pub steps: Vec<MendStep>,
    /// The way out in words.
    pub text: String,
}

/// What clashes, and the ways out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConflictAnswer {
    /// `None` if time ran out before it was found.
    pub clash: Option<ClashAnswer>,
    /// The easiest first.
    pub mends: Vec<MendAnswer>,
}

/// Of every command that solves: there is no roster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ShortageAnswer {
    /// Always `infeasible`.
    pub status: PlanStatus,
    /// The least number of open seats there can be; 0 if even open seats do not help.
    pub gaps: u32,
    /// Shifts that stay short.
    pub shifts: Vec<ShortTurn>,
    /// Why, and what would mend it.
    #[serde(flatten)]
    pub conflict: ConflictAnswer,
}

impl ShortTurn {
    fn new(problem: &Problem, short: &ShortShift) -> Self {
        let barred = short.barred.iter().map(|(code, people)| BarredByRule {
            rule: code.as_str(),
            people: ids(problem, people),
        });
        Self {
            shift: problem[short.shift].key.clone(),
            need: problem[short.shift].need,
            free: ids(problem, &short.free),
            barred: barred.collect(),
        }
    }
}

impl ClashAnswer {
    fn new(teller: &Teller<'_>, problem: &Problem, clash: &Clash) -> Self {
        let parts = clash.parts.iter().map(|part| ClashPart {
            rule: part.rule(problem).as_str(),
            people: ids(problem, &part_people(problem, *part)),
            shifts: part_shifts(problem, *part),
            text: teller.part(*part),
        });
        Self {
            minimal: clash.is_minimal,
            parts: parts.collect(),
            text: teller.clash(clash).join("\n"),
        }
    }
}

impl MendStep {
    fn new(teller: &Teller<'_>, problem: &Problem, mend: Mend, times: u16) -> Self {
        Self {
            kind: mend.kind(),
            times,
            cost: mend.cost() * i64::from(times),
            people: ids(problem, &mend_people(problem, mend)),
            shifts: mend_shifts(problem, mend),
            duty: mend_duty(problem, mend),
            text: teller.mend(mend, times),
        }
    }
}

impl MendAnswer {
    fn new(teller: &Teller<'_>, problem: &Problem, way: &Way) -> Self {
        let steps = way.mends.iter();
        Self {
            cost: way.cost,
            steps: steps
                .map(|(mend, times)| MendStep::new(teller, problem, *mend, *times))
                .collect(),
            text: teller.way(way),
        }
    }
}

impl ConflictAnswer {
    /// Of `shortage`, worded.
    pub fn new(lang: Lang, shortage: &Shortage) -> Self {
        let problem = &shortage.problem;
        let teller = Teller::new(lang, problem, &shortage.rules);
        let clash = shortage.clash.as_ref();
        let ways = shortage.ways.iter();
        Self {
            clash: clash.map(|it| ClashAnswer::new(&teller, problem, it)),
            mends: ways
                .map(|it| MendAnswer::new(&teller, problem, it))
                .collect(),
        }
    }
}

impl ShortageAnswer {
    /// Why there is no roster.
    pub fn new(lang: Lang, shortage: &Shortage) -> Self {
        let shifts = shortage.shifts.iter();
        Self {
            status: PlanStatus::Infeasible,
            gaps: shortage.gaps,
            shifts: shifts
                .map(|it| ShortTurn::new(&shortage.problem, it))
                .collect(),
            conflict: ConflictAnswer::new(lang, shortage),
        }
    }
}

fn part_people(problem: &Problem, part: Part) -> Vec<PersonIdx> {
    match part {
        Part::Seats(_) | Part::Skill(..) | Part::Senior(_) => Vec::new(),
        Part::Tie(nth) => vec![problem.pairs()[nth].a, problem.pairs()[nth].b],
        Part::Limit(_, person)
        | Part::Leave(person, _)
        | Part::Exemption(person, _)
        | Part::Authority(person, _) => vec![person],
        Part::Pin(nth) => vec![problem.pins()[nth].person],
    }
}

fn part_shifts(problem: &Problem, part: Part) -> Vec<String> {
    let shifts = match part {
        Part::Senior(shift) => vec![shift],
        Part::Pin(nth) => vec![problem.pins()[nth].shift],
        Part::Seats(_)
        | Part::Skill(..)
        | Part::Tie(_)
        | Part::Limit(..)
        | Part::Leave(..)
        | Part::Exemption(..)
        | Part::Authority(..) => part.demanded(problem),
    };
    shifts.iter().map(|it| problem[*it].key.clone()).collect()
}

fn mend_people(problem: &Problem, mend: Mend) -> Vec<PersonIdx> {
    match mend {
        Mend::Waive(part) => part_people(problem, part),
        Mend::MoreTurns(person) | Mend::GiveDuty(person, _) => vec![person],
        Mend::FewerSeats(_) | Mend::MorePeople(_) => Vec::new(),
    }
}

fn mend_shifts(problem: &Problem, mend: Mend) -> Vec<String> {
    match mend {
        Mend::Waive(part) => part_shifts(problem, part),
        Mend::FewerSeats(shift) => vec![problem[shift].key.clone()],
        Mend::MoreTurns(_) | Mend::GiveDuty(..) | Mend::MorePeople(_) => Vec::new(),
    }
}

fn mend_duty(problem: &Problem, mend: Mend) -> Option<String> {
    match mend {
        Mend::GiveDuty(_, duty)
        | Mend::MorePeople(duty)
        | Mend::Waive(Part::Authority(_, duty)) => Some(problem[duty].id.clone()),
        Mend::Waive(_) | Mend::MoreTurns(_) | Mend::FewerSeats(_) => None,
    }
}
