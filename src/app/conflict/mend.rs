//! What an office can do about a part of a clash, and how hard that is.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::duty::DutyKind;
use crate::domain::facts::{Facts, PinKind};
use crate::domain::ids::{DutyIdx, PersonIdx, ShiftIdx};
use crate::domain::person::{Ground, Person, Rank};
use crate::domain::problem::Problem;
use crate::rules::form::LimitsTurns;
use crate::rules::max_duties::MaxDuties;
use crate::rules::{Rule, RuleCode, RuleSet};

use super::case::Case;
use super::clash::Clash;
use super::part::{Part, concerns, team};

/// One thing that can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mend {
    /// The part no longer holds: a pin taken out, leave moved, consent given, ….
    Waive(Part),
    /// The person stands more turns than they otherwise may.
    MoreTurns(PersonIdx),
    /// The person is given a duty they do not stand so far.
    GiveDuty(PersonIdx, DutyIdx),
    /// The shift needs fewer people.
    FewerSeats(ShiftIdx),
    /// More people stand the duty, able to do everything.
    MorePeople(DutyIdx),
}

/// Things to do, and how many times: one turn more, two turns more.
pub type Mends = BTreeMap<Mend, u16>;

/// Most people named as candidates for a duty they do not stand so far.
const MOST_CANDIDATES: usize = 3;

impl Mend {
    /// Its name in JSON.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Waive(Part::Seats(_)) => "waive_seats",
            Self::Waive(Part::Skill(..)) => "waive_skill",
            Self::Waive(Part::Senior(_)) => "waive_senior",
            Self::Waive(Part::Tie(_)) => "untie",
            Self::Waive(Part::Limit(..)) => "lift_limit",
            Self::Waive(Part::Leave(..)) => "move_leave",
            Self::Waive(Part::Exemption(..)) => "lift_exemption",
            Self::Waive(Part::Authority(..)) => "authorise",
            Self::Waive(Part::Pin(_)) => "unpin",
            Self::MoreTurns(_) => "more_turns",
            Self::GiveDuty(..) => "give_duty",
            Self::FewerSeats(_) => "fewer_seats",
            Self::MorePeople(_) => "more_people",
        }
    }

    /// Whom it asks something of alone.
    fn person(self) -> Option<PersonIdx> {
        match self {
            Self::MoreTurns(person)
            | Self::GiveDuty(person, _)
            | Self::Waive(
                Part::Limit(_, person)
                | Part::Leave(person, _)
                | Part::Exemption(person, _)
                | Part::Authority(person, _),
            ) => Some(person),
            Self::Waive(
                Part::Seats(_) | Part::Skill(..) | Part::Senior(_) | Part::Tie(_) | Part::Pin(_),
            )
            | Self::FewerSeats(_)
            | Self::MorePeople(_) => None,
        }
    }

    /// How hard it is for an office, once; documented in `docs/conflicts.md`. Cheap is what the chief
    /// decides alone, then what one person must agree to, then what leaves the State's orders
    /// half kept, then what needs somebody new.
    pub fn cost(self) -> i64 {
        match self {
            Self::Waive(Part::Pin(_)) => 1,
            Self::MoreTurns(_) => 2,
            Self::Waive(Part::Leave(..) | Part::Limit(RuleCode::MaxConsecutiveDays, _)) => 3,
            Self::Waive(Part::Authority(..)) | Self::GiveDuty(..) => 4,
            Self::Waive(Part::Exemption(..) | Part::Tie(_)) => 5,
            Self::Waive(Part::Senior(_)) => 6,
            Self::Waive(Part::Limit(..)) => 7,
            Self::Waive(Part::Skill(..) | Part::Seats(_)) | Self::FewerSeats(_) => 8,
            Self::MorePeople(_) => 10,
        }
    }
}

/// What all of `mends` cost together.
pub fn cost(mends: &Mends) -> i64 {
    mends
        .iter()
        .map(|(mend, times)| mend.cost() * i64::from(*times))
        .sum()
}

/// What could be done about `clash`, found after `done`: each mend with how many times it is needed in
/// all. Nothing else helps but what changes some part of it.
pub fn mends_of(case: &Case, clash: &Clash, done: &Mends) -> Mends {
    let mut mends = Mends::new();
    let mut add = |mend: Mend| {
        let times = done.get(&mend).copied().unwrap_or(0) + 1;
        mends.insert(mend, times);
    };
    for part in &clash.parts {
        match *part {
            Part::Seats(shift) => {
                add(Mend::FewerSeats(shift));
                add(Mend::MorePeople(case.problem.duty_of(shift)));
            }
            Part::Skill(_, first) => {
                add(Mend::Waive(*part));
                add(Mend::MorePeople(case.problem.duty_of(first)));
            }
            Part::Senior(shift) => {
                add(Mend::Waive(*part));
                add(Mend::MorePeople(case.problem.duty_of(shift)));
            }
            Part::Exemption(person, nth) => {
                if may_be_lifted(case.problem[person].exemptions[nth].ground) {
                    add(Mend::Waive(*part));
                }
            }
            Part::Limit(RuleCode::MaxDuties, person) => add(Mend::MoreTurns(person)),
            Part::Tie(_)
            | Part::Limit(..)
            | Part::Leave(..)
            | Part::Authority(..)
            | Part::Pin(_) => {
                add(Mend::Waive(*part));
            }
        }
    }
    for (person, duty) in candidates(case, clash) {
        add(Mend::GiveDuty(person, duty));
    }
    // Nothing is asked of those who were only added by `done`.
    let is_added = |it: &(&Mend, &u16)| matches!(it.0, Mend::MorePeople(_));
    let n_added: u16 = done.iter().filter(is_added).map(|(_, times)| times).sum();
    let n_known = case.problem.people().len() - usize::from(n_added);
    mends.retain(|it, _| it.person().is_none_or(|person| person.get() < n_known));
    mends
}

/// Whether the person, or the office, may lift an exemption of this ground.
fn may_be_lifted(ground: Ground) -> bool {
    match ground {
        Ground::Pregnancy | Ground::Minor => false,
        Ground::Infant | Ground::Disability | Ground::Office => true,
    }
}

/// People who could be given a duty of `clash`: of the right rank, with the skills asked for, free on
/// some shift short of people; those with the least carried points first.
fn candidates(case: &Case, clash: &Clash) -> Vec<(PersonIdx, DutyIdx)> {
    let problem = &case.problem;
    let mut shifts_of = BTreeMap::<DutyIdx, BTreeSet<ShiftIdx>>::new();
    for part in &clash.parts {
        for shift in part.demanded(problem) {
            shifts_of
                .entry(problem.duty_of(shift))
                .or_default()
                .insert(shift);
        }
    }
    let mut found = Vec::new();
    for (duty, shifts) in shifts_of {
        let mut people: Vec<PersonIdx> = (problem.people())
            .filter(|(idx, it)| {
                let would_fit = |shift: &ShiftIdx| fits(case, clash, *idx, *shift);
                !it.duties.contains(&problem[duty].id) && shifts.iter().any(would_fit)
            })
            .map(|(idx, _)| idx)
            .collect();
        people.sort_by_key(|it| (problem[*it].carried, *it));
        found.extend(
            people
                .into_iter()
                .take(MOST_CANDIDATES)
                .map(|it| (it, duty)),
        );
    }
    found
}

/// Whether `person`, once given the duty, could stand `shift` and helps the clash.
fn fits(case: &Case, clash: &Clash, idx: PersonIdx, shift: ShiftIdx) -> bool {
    let (problem, person, shift_facts) = (&case.problem, &case.problem[idx], &case.problem[shift]);
    let duty = &problem[problem.duty_of(shift)];
    let is_ranked = duty.ranks.is_empty() || duty.ranks.contains(&person.rank);
    let may_lead = duty.kind != DutyKind::Leadership
        || person.rank == Rank::Leader
        || person.authorised.iter().any(|it| it.duty == duty.id);
    let has_skill = shift_facts
        .skill
        .as_ref()
        .is_none_or(|it| person.skills.contains(it));
    let mut skills_wanted = clash.parts.iter().filter_map(|it| match it {
        Part::Skill(skill, first) if team(problem, *first).contains(&shift) => Some(*skill),
        Part::Skill(..)
        | Part::Seats(_)
        | Part::Senior(_)
        | Part::Tie(_)
        | Part::Limit(..)
        | Part::Leave(..)
        | Part::Exemption(..)
        | Part::Authority(..)
        | Part::Pin(_) => None,
    });
    let is_wanted = skills_wanted.all(|skill| problem.skills_of(idx).contains(&skill));
    let is_barred = case.parts.iter().any(|part| match *part {
        Part::Leave(of, nth) => of == idx && person.leave[nth].span.overlaps(shift_facts.span),
        Part::Exemption(of, nth) => {
            of == idx && person.exemptions[nth].span.overlaps(shift_facts.span)
        }
        Part::Seats(_)
        | Part::Skill(..)
        | Part::Senior(_)
        | Part::Tie(_)
        | Part::Limit(..)
        | Part::Authority(..)
        | Part::Pin(_) => false,
    });
    is_ranked && may_lead && has_skill && is_wanted && !is_barred
}

/// `problem` with `mends` done; `None` if they make no sense together.
pub fn mended(problem: &Problem, rules: &RuleSet, mends: &Mends) -> Option<Case> {
    let mut facts = problem.facts().clone();
    let mut waived = BTreeSet::new();
    for (mend, times) in mends {
        match *mend {
            Mend::Waive(part) => {
                waived.insert(part);
            }
            Mend::MoreTurns(person) => {
                let most = turns_of(problem, rules, person).saturating_add(*times);
                facts.people[person.get()].max_turns = Some(most);
            }
            Mend::GiveDuty(person, duty) => {
                facts.people[person.get()]
                    .duties
                    .push(problem[duty].id.clone());
            }
            Mend::FewerSeats(shift) => {
                let need = problem[shift].need.checked_sub(*times)?;
                let is_must = |it: &&crate::domain::problem::SettledTurn| {
                    it.shift == shift && it.kind == PinKind::Must
                };
                if usize::from(need) < problem.pins().iter().filter(is_must).count() {
                    return None;
                }
                facts.shifts[shift.get()].need = need;
            }
            Mend::MorePeople(duty) => {
                for nth in 1..=*times {
                    add_person(&mut facts, problem, duty, nth);
                }
            }
        }
    }
    let problem = Problem::new(facts).ok()?;
    Some(Case::new(problem, rules, &waived))
}

/// Most turns a person may stand now.
pub fn turns_of(problem: &Problem, rules: &RuleSet, person: PersonIdx) -> u16 {
    match rules.get(RuleCode::MaxDuties) {
        Some(Rule::MaxDuties(rule)) => rule.limit_for(problem, person),
        Some(_) | None => MaxDuties { limit: u16::MAX }.limit_for(problem, person),
    }
}

/// Somebody who could stand every shift of `duty`.
fn add_person(facts: &mut Facts, problem: &Problem, duty: DutyIdx, nth: u16) {
    let duty = &problem[duty];
    let rank = match duty.kind {
        DutyKind::Leadership => Rank::Leader,
        DutyKind::Office | DutyKind::Technical | DutyKind::Custom => {
            duty.ranks.first().copied().unwrap_or(Rank::Staff)
        }
    };
    let mut id = format!("more.{}.{nth}", duty.id);
    while problem.person_by_id(&id).is_some() {
        id.push('.');
    }
    facts.people.push(Person {
        name: id.clone(),
        id,
        title: String::new(),
        unit: facts
            .units
            .first()
            .map_or(String::new(), |it| it.id.clone()),
        rank,
        phone: String::new(),
        email: String::new(),
        duties: vec![duty.id.clone()],
        authorised: Vec::new(),
        skills: facts.skills.iter().map(|it| it.id.clone()).collect(),
        junior: false,
        share: 100,
        max_turns: None,
        group: String::new(),
        carried: 0,
        history: Vec::new(),
        leave: Vec::new(),
        wishes: Vec::new(),
        exemptions: Vec::new(),
        home_days: 0,
    });
}

/// Shifts that stay short in the eyes of `clash`: where to look for the next one.
pub fn shifts_of(case: &Case, clash: &Clash) -> Vec<ShiftIdx> {
    let mut shifts: Vec<ShiftIdx> = clash
        .parts
        .iter()
        .flat_map(|it| it.demanded(&case.problem))
        .collect();
    shifts.sort_unstable();
    shifts.dedup();
    shifts.retain(|it| concerns(&case.problem, &case.rules, Part::Seats(*it), &[*it]));
    shifts
}
