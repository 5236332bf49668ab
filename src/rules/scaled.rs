//! All prices of the rules together: the same wishes, louder.

use super::{Rule, RuleSet};

impl Rule {
    /// Every weight it has.
    pub fn weights(&self) -> Vec<i64> {
        weights(&mut self.clone())
            .into_iter()
            .map(|it| *it)
            .collect()
    }
}

impl RuleSet {
    /// The same with every weight `times` as large: each roster costs exactly `times` as much.
    pub fn scaled(mut self, times: i64) -> Self {
        for rule in &mut self.rules {
            for weight in weights(rule) {
                *weight = weight.saturating_mul(times);
            }
        }
        self
    }
}

fn weights(rule: &mut Rule) -> Vec<&mut i64> {
    match rule {
        Rule::FairLoad(rule) => vec![&mut rule.weight],
        Rule::SpecialTurn(rule) => vec![&mut rule.weight, &mut rule.other_weight],
        Rule::Wishes(rule) => vec![&mut rule.avoid_weight, &mut rule.prefer_weight],
        Rule::HomeTrip(rule) => vec![&mut rule.weight],
        Rule::UnitSpread(rule) => vec![&mut rule.weight],
        Rule::Continuity(rule) => vec![&mut rule.weight],
        Rule::LeastChange(rule) => vec![&mut rule.weight],
        Rule::Coverage(_)
        | Rule::Eligibility(_)
        | Rule::Availability(_)
        | Rule::OneAtATime(_)
        | Rule::MinRest(_)
        | Rule::MaxDuties(_)
        | Rule::MaxConsecutiveDays(_)
        | Rule::NightExemption(_)
        | Rule::FullExemption(_)
        | Rule::SkillCoverage(_)
        | Rule::SeniorPresence(_)
        | Rule::ApartPairs(_)
        | Rule::TogetherPairs(_)
        | Rule::Pins(_)
        | Rule::LeadershipAuthority(_) => Vec::new(),
    }
}
