//! R06 `MaxDuties`: no more turns than one can bear.
//!
//! Source: custom; the numbers are the office's. Overtime is limited in hours by Labour Code 2019
//! Art. 107.

use serde::{Deserialize, Serialize};

use super::RuleCode;
use super::finding::{Finding, Subject};
use super::form::{Form, LimitsTurns, OnResource};
use crate::domain::cost::Cost;
use crate::domain::ids::PersonIdx;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;

/// Nobody stands more turns than the person's own limit, else the largest limit among their duties, else `limit`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MaxDuties {
    /// Most turns for those for whom neither person nor duty says otherwise.
    pub limit: u16,
}

impl MaxDuties {
    /// For an office that says nothing else.
    pub const STANDARD: Self = Self { limit: 3 };

    /// How it acts; see [`Form`].
    pub fn forms(&self) -> Vec<Form<'_>> {
        vec![Form::Resource(OnResource::Turns(self))]
    }

    /// One finding for each person with too many, breaking the rule once for each turn too many:
    /// the person, how many turns they stand and may.
    pub fn judge(&self, problem: &Problem, roster: &Roster, out: &mut Vec<Finding>) {
        for (person, _) in problem.people() {
            let found = roster.shifts_of(person).len();
            let wanted = usize::from(self.limit_for(problem, person));
            if wanted < found {
                out.push(Finding {
                    rule: RuleCode::MaxDuties,
                    cost: Cost::broken(found - wanted),
                    about: vec![Subject::Person(person), Subject::count(found, wanted)],
                });
            }
        }
    }
}

impl LimitsTurns for MaxDuties {
    /// The person's own limit, else the largest among their duties, else the rule's.
    fn limit_for(&self, problem: &Problem, person: PersonIdx) -> u16 {
        let person = &problem[person];
        let by_duty = (problem.duties())
            .filter(|(_, duty)| person.duties.contains(&duty.id))
            .filter_map(|(_, duty)| duty.max_turns)
            .max();
        person.max_turns.or(by_duty).unwrap_or(self.limit)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Rule;
    use super::super::testing::Scene;
    use super::*;

    const RULE: Rule = Rule::MaxDuties(MaxDuties { limit: 2 });

    fn scene() -> Scene {
        Scene::new("| 14 day | 15 day | 16 day tech | 17 day \n an | x | x | x | x")
    }

    #[test]
    fn each_turn_too_many_counts() {
        scene().check(RULE, &["broken 2: an 4/2"]);
    }

    #[test]
    fn at_the_limit_is_right() {
        Scene::new("| 14 day | 15 day \n an | x | x").check(RULE, &[]);
    }

    #[test]
    fn the_largest_limit_among_duties_goes_before() {
        let by_duty = || {
            (scene().duty("office", |it| it.max_turns = Some(1)))
                .duty("tech", |it| it.max_turns = Some(3))
        };
        by_duty().check(RULE, &["broken 1: an 4/3"]);
        let without_tech = by_duty().person("an", |it| it.duties = vec!["office".to_owned()]);
        without_tech.check(RULE, &["broken 3: an 4/1"]);
    }

    #[test]
    fn the_own_limit_goes_before_all() {
        let own = |limit| {
            (scene().duty("office", |it| it.max_turns = Some(3)))
                .person("an", |it| it.max_turns = Some(limit))
        };
        own(4).check(RULE, &[]);
        own(0).check(RULE, &["broken 4: an 4/0"]);
    }
}
