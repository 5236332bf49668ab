//! A rule set opened up: each rule by name, for those who must know all of them.

use super::apart_pairs::ApartPairs;
use super::availability::Availability;
use super::continuity::Continuity;
use super::coverage::Coverage;
use super::eligibility::Eligibility;
use super::fair_load::FairLoad;
use super::full_exemption::FullExemption;
use super::home_trip::HomeTrip;
use super::leadership_authority::LeadershipAuthority;
use super::least_change::LeastChange;
use super::max_consecutive_days::MaxConsecutiveDays;
use super::max_duties::MaxDuties;
use super::min_rest::MinRest;
use super::night_exemption::NightExemption;
use super::one_at_a_time::OneAtATime;
use super::pins::Pins;
use super::senior_presence::SeniorPresence;
use super::skill_coverage::SkillCoverage;
use super::special_turn::SpecialTurn;
use super::together_pairs::TogetherPairs;
use super::unit_spread::UnitSpread;
use super::wishes::Wishes;
use super::{Rule, RuleSet};
use crate::domain::facts::PinKind;
use crate::domain::ids::{PersonIdx, ShiftIdx};
use crate::domain::problem::Problem;

/// The rules in force, each under its name; `None` where a rule is not in force. Taking it apart
/// by a pattern without `..` makes the compiler ask about every new rule.
#[derive(Clone, Copy, Debug, Default)]
#[expect(missing_docs, reason = "each field is the rule of that name")]
pub struct Terms<'a> {
    pub coverage: Option<&'a Coverage>,
    pub eligibility: Option<&'a Eligibility>,
    pub availability: Option<&'a Availability>,
    pub one_at_a_time: Option<&'a OneAtATime>,
    pub min_rest: Option<&'a MinRest>,
    pub max_duties: Option<&'a MaxDuties>,
    pub max_consecutive_days: Option<&'a MaxConsecutiveDays>,
    pub night_exemption: Option<&'a NightExemption>,
    pub full_exemption: Option<&'a FullExemption>,
    pub skill_coverage: Option<&'a SkillCoverage>,
    pub senior_presence: Option<&'a SeniorPresence>,
    pub apart_pairs: Option<&'a ApartPairs>,
    pub together_pairs: Option<&'a TogetherPairs>,
    pub pins: Option<&'a Pins>,
    pub leadership_authority: Option<&'a LeadershipAuthority>,
    pub fair_load: Option<&'a FairLoad>,
    pub special_turn: Option<&'a SpecialTurn>,
    pub wishes: Option<&'a Wishes>,
    pub home_trip: Option<&'a HomeTrip>,
    pub unit_spread: Option<&'a UnitSpread>,
    pub continuity: Option<&'a Continuity>,
    pub least_change: Option<&'a LeastChange>,
}

impl Terms<'_> {
    /// Whether a rule about one person and one shift alone keeps `person` off `shift`.
    pub fn bars(&self, problem: &Problem, person: PersonIdx, shift: ShiftIdx) -> bool {
        // Every rule is named: a new one must say whether it bars anybody.
        let Self {
            eligibility,
            availability,
            night_exemption,
            full_exemption,
            leadership_authority,
            pins,
            coverage: _,
            one_at_a_time: _,
            min_rest: _,
            max_duties: _,
            max_consecutive_days: _,
            skill_coverage: _,
            senior_presence: _,
            apart_pairs: _,
            together_pairs: _,
            fair_load: _,
            special_turn: _,
            wishes: _,
            home_trip: _,
            unit_spread: _,
            continuity: _,
            least_change: _,
        } = self;
        let is_banned = || {
            let mut pins = problem.pins().iter();
            pins.any(|it| (it.person, it.shift, it.kind) == (person, shift, PinKind::Ban))
        };
        eligibility.is_some_and(|rule| rule.bars(problem, person, shift))
            || availability.is_some_and(|rule| rule.bars(problem, person, shift))
            || night_exemption.is_some_and(|rule| rule.bars(problem, person, shift))
            || full_exemption.is_some_and(|rule| rule.bars(problem, person, shift))
            || leadership_authority.is_some_and(|rule| rule.bars(problem, person, shift))
            || pins.is_some() && is_banned()
    }
}

impl RuleSet {
    /// Each rule under its name.
    pub fn terms(&self) -> Terms<'_> {
        let mut terms = Terms::default();
        for rule in &self.rules {
            match rule {
                Rule::Coverage(rule) => terms.coverage = Some(rule),
                Rule::Eligibility(rule) => terms.eligibility = Some(rule),
                Rule::Availability(rule) => terms.availability = Some(rule),
                Rule::OneAtATime(rule) => terms.one_at_a_time = Some(rule),
                Rule::MinRest(rule) => terms.min_rest = Some(rule),
                Rule::MaxDuties(rule) => terms.max_duties = Some(rule),
                Rule::MaxConsecutiveDays(rule) => terms.max_consecutive_days = Some(rule),
                Rule::NightExemption(rule) => terms.night_exemption = Some(rule),
                Rule::FullExemption(rule) => terms.full_exemption = Some(rule),
                Rule::SkillCoverage(rule) => terms.skill_coverage = Some(rule),
                Rule::SeniorPresence(rule) => terms.senior_presence = Some(rule),
                Rule::ApartPairs(rule) => terms.apart_pairs = Some(rule),
                Rule::TogetherPairs(rule) => terms.together_pairs = Some(rule),
                Rule::Pins(rule) => terms.pins = Some(rule),
                Rule::LeadershipAuthority(rule) => terms.leadership_authority = Some(rule),
                Rule::FairLoad(rule) => terms.fair_load = Some(rule),
                Rule::SpecialTurn(rule) => terms.special_turn = Some(rule),
                Rule::Wishes(rule) => terms.wishes = Some(rule),
                Rule::HomeTrip(rule) => terms.home_trip = Some(rule),
                Rule::UnitSpread(rule) => terms.unit_spread = Some(rule),
                Rule::Continuity(rule) => terms.continuity = Some(rule),
                Rule::LeastChange(rule) => terms.least_change = Some(rule),
            }
        }
        terms
    }
}
