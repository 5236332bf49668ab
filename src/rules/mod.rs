//! What makes a roster right and what it costs, one file a rule. The judge of every roster.

pub mod apart_pairs;
pub mod availability;
pub mod continuity;
pub mod coverage;
mod day_runs;
pub mod eligibility;
pub mod evaluate;
pub mod fair_load;
pub mod finding;
pub mod full_exemption;
pub mod home_trip;
pub mod leadership_authority;
pub mod least_change;
pub mod max_consecutive_days;
pub mod max_duties;
pub mod min_rest;
pub mod night_exemption;
pub mod one_at_a_time;
pub mod pins;
pub mod record;
mod scaled;
pub mod senior_presence;
pub mod skill_coverage;
pub mod special_turn;
pub mod terms;
#[cfg(test)]
pub(crate) mod testing;
pub mod together_pairs;
pub mod unit_spread;
pub mod wishes;

use serde::{Deserialize, Serialize};

use crate::domain::problem::Problem;
use crate::domain::roster::Roster;

use self::finding::Finding;
use apart_pairs::ApartPairs;
use availability::Availability;
use continuity::Continuity;
use coverage::Coverage;
use eligibility::Eligibility;
use fair_load::FairLoad;
use full_exemption::FullExemption;
use home_trip::HomeTrip;
use leadership_authority::LeadershipAuthority;
use least_change::LeastChange;
use max_consecutive_days::MaxConsecutiveDays;
use max_duties::MaxDuties;
use min_rest::MinRest;
use night_exemption::NightExemption;
use one_at_a_time::OneAtATime;
use pins::Pins;
use senior_presence::SeniorPresence;
use skill_coverage::SkillCoverage;
use special_turn::SpecialTurn;
use together_pairs::TogetherPairs;
use unit_spread::UnitSpread;
use wishes::Wishes;

/// The name of a rule in files, exit messages and documents. R01–R15 are hard, R21–R27 soft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RuleCode {
    /// See [`Coverage`].
    Coverage,
    /// See [`Eligibility`].
    Eligibility,
    /// See [`Availability`].
    Availability,
    /// See [`OneAtATime`].
    OneAtATime,
    /// See [`MinRest`].
    MinRest,
    /// See [`MaxDuties`].
    MaxDuties,
    /// See [`MaxConsecutiveDays`].
    MaxConsecutiveDays,
    /// See [`NightExemption`].
    NightExemption,
    /// See [`FullExemption`].
    FullExemption,
    /// See [`SkillCoverage`].
    SkillCoverage,
    /// See [`SeniorPresence`].
    SeniorPresence,
    /// See [`ApartPairs`].
    ApartPairs,
    /// See [`TogetherPairs`].
    TogetherPairs,
    /// See [`Pins`].
    Pins,
    /// See [`LeadershipAuthority`].
    LeadershipAuthority,
    /// See [`FairLoad`].
    FairLoad,
    /// See [`SpecialTurn`].
    SpecialTurn,
    /// See [`Wishes`].
    Wishes,
    /// See [`HomeTrip`].
    HomeTrip,
    /// See [`UnitSpread`].
    UnitSpread,
    /// See [`Continuity`].
    Continuity,
    /// See [`LeastChange`].
    LeastChange,
}

impl RuleCode {
    /// Every code, in order.
    pub const ALL: [Self; 22] = [
        Self::Coverage,
        Self::Eligibility,
        Self::Availability,
        Self::OneAtATime,
        Self::MinRest,
        Self::MaxDuties,
        Self::MaxConsecutiveDays,
        Self::NightExemption,
        Self::FullExemption,
        Self::SkillCoverage,
        Self::SeniorPresence,
        Self::ApartPairs,
        Self::TogetherPairs,
        Self::Pins,
        Self::LeadershipAuthority,
        Self::FairLoad,
        Self::SpecialTurn,
        Self::Wishes,
        Self::HomeTrip,
        Self::UnitSpread,
        Self::Continuity,
        Self::LeastChange,
    ];

    /// The code as printed, e.g. `R05`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Coverage => "R01",
            Self::Eligibility => "R02",
            Self::Availability => "R03",
            Self::OneAtATime => "R04",
            Self::MinRest => "R05",
            Self::MaxDuties => "R06",
            Self::MaxConsecutiveDays => "R07",
            Self::NightExemption => "R08",
            Self::FullExemption => "R09",
            Self::SkillCoverage => "R10",
            Self::SeniorPresence => "R11",
            Self::ApartPairs => "R12",
            Self::TogetherPairs => "R13",
            Self::Pins => "R14",
            Self::LeadershipAuthority => "R15",
            Self::FairLoad => "R21",
            Self::SpecialTurn => "R22",
            Self::Wishes => "R23",
            Self::HomeTrip => "R24",
            Self::UnitSpread => "R25",
            Self::Continuity => "R26",
            Self::LeastChange => "R27",
        }
    }

    /// Whether breaking it makes a roster wrong, not only dearer.
    pub fn is_hard(self) -> bool {
        self.as_str() < "R20"
    }
}

/// A demand or a wish, with its parameters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "snake_case")]
pub enum Rule {
    /// R01.
    Coverage(Coverage),
    /// R02.
    Eligibility(Eligibility),
    /// R03.
    Availability(Availability),
    /// R04.
    OneAtATime(OneAtATime),
    /// R05.
    MinRest(MinRest),
    /// R06.
    MaxDuties(MaxDuties),
    /// R07.
    MaxConsecutiveDays(MaxConsecutiveDays),
    /// R08.
    NightExemption(NightExemption),
    /// R09.
    FullExemption(FullExemption),
    /// R10.
    SkillCoverage(SkillCoverage),
    /// R11.
    SeniorPresence(SeniorPresence),
    /// R12.
    ApartPairs(ApartPairs),
    /// R13.
    TogetherPairs(TogetherPairs),
    /// R14.
    Pins(Pins),
    /// R15.
    LeadershipAuthority(LeadershipAuthority),
    /// R21.
    FairLoad(FairLoad),
    /// R22.
    SpecialTurn(SpecialTurn),
    /// R23.
    Wishes(Wishes),
    /// R24.
    HomeTrip(HomeTrip),
    /// R25.
    UnitSpread(UnitSpread),
    /// R26.
    Continuity(Continuity),
    /// R27.
    LeastChange(LeastChange),
}

impl Rule {
    /// Its code.
    pub fn code(&self) -> RuleCode {
        match self {
            Self::Coverage(_) => RuleCode::Coverage,
            Self::Eligibility(_) => RuleCode::Eligibility,
            Self::Availability(_) => RuleCode::Availability,
            Self::OneAtATime(_) => RuleCode::OneAtATime,
            Self::MinRest(_) => RuleCode::MinRest,
            Self::MaxDuties(_) => RuleCode::MaxDuties,
            Self::MaxConsecutiveDays(_) => RuleCode::MaxConsecutiveDays,
            Self::NightExemption(_) => RuleCode::NightExemption,
            Self::FullExemption(_) => RuleCode::FullExemption,
            Self::SkillCoverage(_) => RuleCode::SkillCoverage,
            Self::SeniorPresence(_) => RuleCode::SeniorPresence,
            Self::ApartPairs(_) => RuleCode::ApartPairs,
            Self::TogetherPairs(_) => RuleCode::TogetherPairs,
            Self::Pins(_) => RuleCode::Pins,
            Self::LeadershipAuthority(_) => RuleCode::LeadershipAuthority,
            Self::FairLoad(_) => RuleCode::FairLoad,
            Self::SpecialTurn(_) => RuleCode::SpecialTurn,
            Self::Wishes(_) => RuleCode::Wishes,
            Self::HomeTrip(_) => RuleCode::HomeTrip,
            Self::UnitSpread(_) => RuleCode::UnitSpread,
            Self::Continuity(_) => RuleCode::Continuity,
            Self::LeastChange(_) => RuleCode::LeastChange,
        }
    }

    /// Appends what `roster` does against it.
    pub fn judge(&self, problem: &Problem, roster: &Roster, out: &mut Vec<Finding>) {
        match self {
            Self::Coverage(rule) => rule.judge(problem, roster, out),
            Self::Eligibility(rule) => rule.judge(problem, roster, out),
            Self::Availability(rule) => rule.judge(problem, roster, out),
            Self::OneAtATime(rule) => rule.judge(problem, roster, out),
            Self::MinRest(rule) => rule.judge(problem, roster, out),
            Self::MaxDuties(rule) => rule.judge(problem, roster, out),
            Self::MaxConsecutiveDays(rule) => rule.judge(problem, roster, out),
            Self::NightExemption(rule) => rule.judge(problem, roster, out),
            Self::FullExemption(rule) => rule.judge(problem, roster, out),
            Self::SkillCoverage(rule) => rule.judge(problem, roster, out),
            Self::SeniorPresence(rule) => rule.judge(problem, roster, out),
            Self::ApartPairs(rule) => rule.judge(problem, roster, out),
            Self::TogetherPairs(rule) => rule.judge(problem, roster, out),
            Self::Pins(rule) => rule.judge(problem, roster, out),
            Self::LeadershipAuthority(rule) => rule.judge(problem, roster, out),
            Self::FairLoad(rule) => rule.judge(problem, roster, out),
            Self::SpecialTurn(rule) => rule.judge(problem, roster, out),
            Self::Wishes(rule) => rule.judge(problem, roster, out),
            Self::HomeTrip(rule) => rule.judge(problem, roster, out),
            Self::UnitSpread(rule) => rule.judge(problem, roster, out),
            Self::Continuity(rule) => rule.judge(problem, roster, out),
            Self::LeastChange(rule) => rule.judge(problem, roster, out),
        }
    }
}

/// The rules in force, each code at most once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleSet {
    /// In order of code.
    pub rules: Vec<Rule>,
}

impl RuleSet {
    /// Every rule, with parameters that suit an office that says nothing else.
    pub fn standard() -> Self {
        Self {
            rules: vec![
                Rule::Coverage(Coverage {}),
                Rule::Eligibility(Eligibility {}),
                Rule::Availability(Availability {}),
                Rule::OneAtATime(OneAtATime {}),
                Rule::MinRest(MinRest {
                    hours: 12,
                    after_full_day_hours: 24,
                }),
                Rule::MaxDuties(MaxDuties { limit: 3 }),
                Rule::MaxConsecutiveDays(MaxConsecutiveDays { limit: 3 }),
                Rule::NightExemption(NightExemption {}),
                Rule::FullExemption(FullExemption {}),
                Rule::SkillCoverage(SkillCoverage {}),
                Rule::SeniorPresence(SeniorPresence { min_heads: 1 }),
                Rule::ApartPairs(ApartPairs {}),
                Rule::TogetherPairs(TogetherPairs {}),
                Rule::Pins(Pins {}),
                Rule::LeadershipAuthority(LeadershipAuthority {}),
                Rule::FairLoad(FairLoad { weight: 1 }),
                Rule::SpecialTurn(SpecialTurn {
                    weight: 40,
                    other_weight: 10,
                }),
                Rule::Wishes(Wishes {
                    avoid_weight: 20,
                    prefer_weight: 10,
                }),
                Rule::HomeTrip(HomeTrip { weight: 6 }),
                Rule::UnitSpread(UnitSpread {
                    weight: 4,
                    percent: 50,
                }),
                Rule::Continuity(Continuity { weight: 2 }),
                Rule::LeastChange(LeastChange {
                    weight: 4,
                    kept: Vec::new(),
                }),
            ],
        }
    }

    /// The rule of that code, if in force.
    pub fn get(&self, code: RuleCode) -> Option<&Rule> {
        self.rules.iter().find(|it| it.code() == code)
    }

    /// The same with `rule`, in place of the one of the same code if there is one.
    pub fn with(self, rule: Rule) -> Self {
        let mut set = self.without(rule.code());
        let at = set.rules.partition_point(|it| it.code() < rule.code());
        set.rules.insert(at, rule);
        set
    }

    /// The same without the rule of that code.
    pub fn without(mut self, code: RuleCode) -> Self {
        self.rules.retain(|it| it.code() != code);
        self
    }
}

#[cfg(test)]
mod tests;
