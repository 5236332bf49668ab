//! The parts of a problem that a clash is made of.

use crate::domain::duty::{CoverBy, DutyKind};
use crate::domain::facts::{PairKind, PinKind};
use crate::domain::ids::{DutyIdx, PersonIdx, ShiftIdx, SkillIdx};
use crate::domain::person::{Rank, Scope};
use crate::domain::problem::Problem;
use crate::rules::eligibility::Eligibility;
use crate::rules::form::BarsTurn;
use crate::rules::row_name::RowName;
use crate::rules::{Rule, RuleCode, RuleSet};

/// One requirement or one ban; without it more rosters are possible, never fewer. R04 (nobody is in
/// two places) and the duties listed for people (R02) are never relaxed, so they are no parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// R01: the shift has just the people it needs.
    Seats(ShiftIdx),
    /// R10: somebody of the team has the skill; the team is known by its first shift.
    Skill(SkillIdx, ShiftIdx),
    /// R11: the shift is not left to juniors.
    Senior(ShiftIdx),
    /// R12 or R13: a pair, by its place in [`Problem::pairs`].
    Tie(usize),
    /// R05, R06 or R07 for one person.
    Limit(RuleCode, PersonIdx),
    /// R03: a person's leave, by its place in their list.
    Leave(PersonIdx, usize),
    /// R08 or R09: a person's exemption, by its place in their list.
    Exemption(PersonIdx, usize),
    /// R15: a person whose duty it is lacks the paper for leadership.
    Authority(PersonIdx, DutyIdx),
    /// R14: a must or a ban, by its place in [`Problem::pins`].
    Pin(usize),
}

impl Part {
    /// The rule that asks for it.
    pub fn rule(self, problem: &Problem) -> RuleCode {
        match self {
            Self::Seats(_) => RuleCode::Coverage,
            Self::Skill(..) => RuleCode::SkillCoverage,
            Self::Senior(_) => RuleCode::SeniorPresence,
            Self::Tie(nth) => match problem.pairs()[nth].kind {
                PairKind::Apart => RuleCode::ApartPairs,
                PairKind::Together => RuleCode::TogetherPairs,
            },
            Self::Limit(code, _) => code,
            Self::Leave(..) => RuleCode::Availability,
            Self::Exemption(person, nth) => match problem[person].exemptions[nth].scope {
                Scope::Night => RuleCode::NightExemption,
                Scope::All => RuleCode::FullExemption,
            },
            Self::Authority(..) => RuleCode::LeadershipAuthority,
            Self::Pin(_) => RuleCode::Pins,
        }
    }

    /// The shifts it demands people for; a must demands one.
    pub fn demanded(self, problem: &Problem) -> Vec<ShiftIdx> {
        match self {
            Self::Seats(shift) => vec![shift],
            Self::Skill(_, first) => team(problem, first),
            Self::Pin(nth) => {
                let pin = problem.pins()[nth];
                (pin.kind == PinKind::Must)
                    .then_some(pin.shift)
                    .into_iter()
                    .collect()
            }
            Self::Senior(_)
            | Self::Tie(_)
            | Self::Limit(..)
            | Self::Leave(..)
            | Self::Exemption(..)
            | Self::Authority(..) => Vec::new(),
        }
    }

    /// The name of its row, if it is one.
    pub fn row(self, problem: &Problem) -> Option<RowName> {
        match self {
            Self::Seats(shift) => Some(RowName::Coverage(shift)),
            Self::Senior(shift) => Some(RowName::Senior(shift)),
            Self::Skill(skill, first) => {
                let duty = problem.duty_of(first);
                Some(match problem[duty].cover.as_ref().map(|it| it.by) {
                    Some(CoverBy::Day) => RowName::SkillOfDay(skill, duty, problem[first].day),
                    Some(CoverBy::Shift) | None => RowName::SkillOfShift(skill, first),
                })
            }
            Self::Tie(_)
            | Self::Limit(..)
            | Self::Leave(..)
            | Self::Exemption(..)
            | Self::Authority(..)
            | Self::Pin(_) => None,
        }
    }
}

/// The shifts whose people add up their skills, given the first of them.
pub fn team(problem: &Problem, first: ShiftIdx) -> Vec<ShiftIdx> {
    let duty = problem.duty_of(first);
    match problem[duty].cover.as_ref().map(|it| it.by) {
        Some(CoverBy::Day) => (problem.shifts())
            .filter(|(idx, it)| problem.duty_of(*idx) == duty && it.day == problem[first].day)
            .map(|(idx, _)| idx)
            .collect(),
        Some(CoverBy::Shift) | None => vec![first],
    }
}

/// Every part of `problem` that some rule in force asks for.
pub fn parts(problem: &Problem, rules: &RuleSet) -> Vec<Part> {
    let mut parts = demands(problem, rules);
    let ties = problem
        .pairs()
        .iter()
        .enumerate()
        .filter(|(_, pair)| match pair.kind {
            PairKind::Apart => rules.has(RuleCode::ApartPairs),
            PairKind::Together => rules.has(RuleCode::TogetherPairs),
        });
    parts.extend(ties.map(|(nth, _)| Part::Tie(nth)));
    for (person, _) in problem.people() {
        parts.extend(bars(problem, rules, person));
    }
    if rules.has(RuleCode::Pins) {
        parts.extend((0..problem.pins().len()).map(Part::Pin));
    }
    parts
}

fn demands(problem: &Problem, rules: &RuleSet) -> Vec<Part> {
    let mut parts = Vec::new();
    for (shift, facts) in problem.shifts() {
        let duty = &problem[problem.duty_of(shift)];
        if rules.has(RuleCode::Coverage) {
            parts.push(Part::Seats(shift));
        }
        let seniors = rules.get(RuleCode::SeniorPresence);
        let is_judged =
            matches!(seniors, Some(Rule::SeniorPresence(rule)) if rule.concerns(facts.need));
        if duty.senior && is_judged {
            parts.push(Part::Senior(shift));
        }
        let is_first = team(problem, shift).first() == Some(&shift);
        let cover = duty
            .cover
            .as_ref()
            .filter(|_| is_first && rules.has(RuleCode::SkillCoverage));
        let skills = problem
            .skills()
            .filter(|(_, it)| cover.is_some_and(|c| c.skills.contains(&it.id)));
        parts.extend(skills.map(|(skill, _)| Part::Skill(skill, shift)));
    }
    parts
}

fn bars(problem: &Problem, rules: &RuleSet, idx: PersonIdx) -> Vec<Part> {
    let person = &problem[idx];
    let meets = |span| problem.shifts().any(|(_, it)| it.span.overlaps(span));
    let mut parts = Vec::new();
    if rules.has(RuleCode::Availability) {
        let leave = person
            .leave
            .iter()
            .enumerate()
            .filter(|(_, it)| meets(it.span));
        parts.extend(leave.map(|(nth, _)| Part::Leave(idx, nth)));
    }
    let exemptions = person.exemptions.iter().enumerate().filter(|(_, it)| {
        let is_asked = match it.scope {
            Scope::Night => rules.has(RuleCode::NightExemption),
            Scope::All => rules.has(RuleCode::FullExemption),
        };
        is_asked && it.is_in_force() && meets(it.span)
    });
    parts.extend(exemptions.map(|(nth, _)| Part::Exemption(idx, nth)));
    let unauthorised = problem.duties().filter(|(_, duty)| {
        let has_paper = person.authorised.iter().any(|it| it.duty == duty.id);
        duty.kind == DutyKind::Leadership
            && person.duties.contains(&duty.id)
            && person.rank != Rank::Leader
            && !has_paper
    });
    if rules.has(RuleCode::LeadershipAuthority) {
        parts.extend(unauthorised.map(|(duty, _)| Part::Authority(idx, duty)));
    }
    let limits = [
        (RuleCode::MinRest, rules.has(RuleCode::MinRest)),
        (RuleCode::MaxDuties, rules.has(RuleCode::MaxDuties)),
        (
            RuleCode::MaxConsecutiveDays,
            rules.has(RuleCode::MaxConsecutiveDays),
        ),
    ];
    let limits = limits.into_iter().filter(|(_, is_asked)| *is_asked);
    parts.extend(limits.map(|(code, _)| Part::Limit(code, idx)));
    parts
}

/// Whether `person` may stand `shift` as far as duty, rank and its own skill go.
pub fn is_eligible(problem: &Problem, rules: &RuleSet, person: PersonIdx, shift: ShiftIdx) -> bool {
    !rules.has(RuleCode::Eligibility) || !(Eligibility {}).bars(problem, person, shift)
}

/// Whether `part` has anything to do with who stands one of `shifts`.
pub fn concerns(problem: &Problem, rules: &RuleSet, part: Part, shifts: &[ShiftIdx]) -> bool {
    let can = |person| {
        shifts
            .iter()
            .any(|it| is_eligible(problem, rules, person, *it))
    };
    let meets = |span| shifts.iter().any(|it| problem[*it].span.overlaps(span));
    match part {
        Part::Seats(shift) | Part::Senior(shift) => shifts.contains(&shift),
        Part::Skill(_, first) => team(problem, first).iter().any(|it| shifts.contains(it)),
        Part::Tie(nth) => can(problem.pairs()[nth].a) || can(problem.pairs()[nth].b),
        Part::Limit(_, person) => can(person),
        Part::Leave(person, nth) => can(person) && meets(problem[person].leave[nth].span),
        Part::Exemption(person, nth) => can(person) && meets(problem[person].exemptions[nth].span),
        Part::Authority(person, _) => can(person),
        Part::Pin(nth) => shifts.contains(&problem.pins()[nth].shift),
    }
}
