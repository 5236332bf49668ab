//! What makes a roster right and what it costs, one file a rule. The judge of every roster.

pub mod apart_pairs;
pub mod availability;
pub mod continuity;
pub mod coverage;
pub mod eligibility;
pub mod evaluate;
pub mod fair_load;
pub mod finding;
pub mod form;
pub mod full_exemption;
pub mod home_trip;
pub mod judged;
pub mod leadership_authority;
pub mod least_change;
pub mod load;
pub mod max_consecutive_days;
pub mod max_duties;
pub mod min_rest;
pub mod night_exemption;
pub mod one_at_a_time;
pub mod pins;
pub mod record;
pub mod row_name;
mod runs;
pub mod senior_presence;
pub mod skill_coverage;
pub mod special_turn;
#[cfg(test)]
pub(crate) mod testing;
pub mod together_pairs;
pub mod unit_spread;
pub mod wishes;

use serde::{Deserialize, Serialize};

use crate::domain::problem::Problem;
use crate::domain::roster::Roster;

use finding::Finding;
use form::Form;

/// Every rule: its code, where it stands, and which of its parameters are weights; rules without
/// weights are hard. All that must know every rule alike is made from this list.
macro_rules! rules {
    ($($code:literal $module:ident::$Rule:ident { $($weight:ident),* })+) => {
        /// The name of a rule in files, exit messages and documents. R01–R15 are hard, R21–R27
        /// soft.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum RuleCode {
            $(
                #[doc = concat!("See [`", stringify!($Rule), "`](", stringify!($module), "::", stringify!($Rule), ").")]
                $Rule,
            )+
        }

        impl RuleCode {
            /// Every code, in order.
            pub const ALL: [Self; [$($code),+].len()] = [$(Self::$Rule),+];

            /// The code as printed, e.g. `R05`.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$Rule => $code,)+
                }
            }
        }

        /// A demand or a wish, with its parameters.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(tag = "rule", rename_all = "snake_case")]
        pub enum Rule {
            $(#[doc = concat!($code, ".")] $Rule($module::$Rule),)+
        }

        impl Rule {
            /// Its code.
            pub fn code(&self) -> RuleCode {
                match self {
                    $(Self::$Rule(_) => RuleCode::$Rule,)+
                }
            }

            /// Appends what `roster` does against it.
            pub fn judge(&self, problem: &Problem, roster: &Roster, out: &mut Vec<Finding>) {
                match self {
                    $(Self::$Rule(rule) => rule.judge(problem, roster, out),)+
                }
            }

            /// How it acts, for solver and proof.
            pub fn forms(&self) -> Vec<Form<'_>> {
                match self {
                    $(Self::$Rule(rule) => rule.forms(),)+
                }
            }

            fn weights_mut(&mut self) -> Vec<&mut i64> {
                match self {
                    $(Self::$Rule($module::$Rule { $($weight,)* .. }) => vec![$($weight),*],)+
                }
            }
        }

        impl RuleSet {
            /// Every rule, with parameters that suit an office that says nothing else.
            pub fn standard() -> Self {
                Self {
                    rules: vec![$(Rule::$Rule($module::$Rule::STANDARD)),+],
                }
            }
        }
    };
}

rules! {
    "R01" coverage::Coverage {}
    "R02" eligibility::Eligibility {}
    "R03" availability::Availability {}
    "R04" one_at_a_time::OneAtATime {}
    "R05" min_rest::MinRest {}
    "R06" max_duties::MaxDuties {}
    "R07" max_consecutive_days::MaxConsecutiveDays {}
    "R08" night_exemption::NightExemption {}
    "R09" full_exemption::FullExemption {}
    "R10" skill_coverage::SkillCoverage {}
    "R11" senior_presence::SeniorPresence {}
    "R12" apart_pairs::ApartPairs {}
    "R13" together_pairs::TogetherPairs {}
    "R14" pins::Pins {}
    "R15" leadership_authority::LeadershipAuthority {}
    "R21" fair_load::FairLoad { weight }
    "R22" special_turn::SpecialTurn { weight, other_weight }
    "R23" wishes::Wishes { avoid_weight, prefer_weight }
    "R24" home_trip::HomeTrip { weight }
    "R25" unit_spread::UnitSpread { weight }
    "R26" continuity::Continuity { weight }
    "R27" least_change::LeastChange { weight }
}

impl RuleCode {
    /// Whether breaking it makes a roster wrong, not only dearer.
    pub fn is_hard(self) -> bool {
        self.as_str() < "R20"
    }
}

impl Rule {
    /// The weights among its parameters.
    pub fn weights(&self) -> Vec<i64> {
        let mut copy = self.clone();
        copy.weights_mut().into_iter().map(|it| *it).collect()
    }
}

/// The rules in force, each code at most once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleSet {
    /// In order of code.
    pub rules: Vec<Rule>,
}

impl RuleSet {
    /// Whether the rule of that code is in force.
    pub fn has(&self, code: RuleCode) -> bool {
        self.get(code).is_some()
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

    /// The same with every weight `times` as large: each roster costs exactly `times` as much. So
    /// two objectives are ordered, one before the other, in one sum.
    pub fn scaled(mut self, times: i64) -> Self {
        for rule in &mut self.rules {
            for weight in rule.weights_mut() {
                *weight = weight.saturating_mul(times);
            }
        }
        self
    }
}

#[cfg(test)]
mod tests;
